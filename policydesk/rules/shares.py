"""Shares of a whole as Today shows them, and how one differs from that of last term."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from policydesk.rules.figures import Figures

BY_TERM = " by term"
"""How the titles of the released tables end that count every incident once."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    part: int
    whole: int

    @property
    def percent(self) -> int:
        """The percentage, rounded down so that 100 % is never said before it is true; 0 of nothing."""
        return 100 * self.part // self.whole if self.whole else 0

    def __str__(self) -> str:
        return f"{self.part:,} of {self.whole:,}"


def percent_trend(now: Share, then: Share) -> str:
    """Return how a percentage differs from last term's: "4 points more than last term"."""
    return _trend(now.percent - then.percent, "point") if then.whole else "No figure for last term"


def count_trend(now: int, then: int) -> str:
    """Return how a number differs from last term's: "1 fewer than last term"."""
    return _trend(now - then, "", "fewer")


def _trend(step: int, unit: str, less: str = "less") -> str:
    if not step:
        return "The same as last term"
    what = f" {unit}{'' if abs(step) == 1 else 's'}" if unit else ""
    return f"{abs(step):,}{what} {'more' if step > 0 else less} than last term"


def released_total(kept: Mapping[str, Any]) -> int | None:
    """Return how many incidents a release counts; None where a part of it is hidden because it is small."""
    totals = [table.counts.total for table in Figures.from_json(kept).tables if table.title.endswith(BY_TERM)]
    known = [one for one in totals if one is not None]
    return sum(known) if totals and len(known) == len(totals) else None
