"""The figures that governors get of incidents, as they are kept once they are released: masked tables, and times."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from policydesk.rules.masking import Masked, is_few
from policydesk.rules.school_terms import Division, FigureTerm


@dataclass(frozen=True)
class Table:
    """One table of a release."""

    title: str
    counts: Masked


@dataclass(frozen=True)
class Times:
    """How long something took in days: the median and the longest, None where too few were measured."""

    title: str
    days: tuple[int, int] | None


@dataclass(frozen=True)
class Figures:
    """Everything that is released for a period."""

    tables: tuple[Table, ...]
    times: tuple[Times, ...]
    division: Division | None = None
    """The terms they were counted by; None for what was released before that was kept, by the calendar's months."""
    stood_on: date | None = None
    """The day on which concerns stood as they are said to; None for what was released before that was counted."""

    def as_json(self) -> dict[str, Any]:
        """Return the figures as they are kept."""
        return {
            "tables": [
                {"title": one.title, "counts": [list(row) for row in one.counts.counts], "total": one.counts.total}
                for one in self.tables
            ],
            "times": [{"title": one.title, "days": list(one.days) if one.days else None} for one in self.times],
            "terms": _terms_as_json(self.division),
            "stood_on": None if self.stood_on is None else self.stood_on.isoformat(),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Figures":
        """Read kept figures back."""
        return cls(
            tuple(
                Table(
                    str(one["title"]),
                    Masked(tuple((str(name), count) for name, count in one["counts"]), one["total"]),
                )
                for one in kept["tables"]
            ),
            tuple(Times(str(one["title"]), tuple(one["days"]) if one["days"] else None) for one in kept["times"]),
            _terms_from_json(kept.get("terms")),
            date.fromisoformat(kept["stood_on"]) if kept.get("stood_on") else None,
        )

    def few_more_than(self, earlier: "Figures") -> str:
        """Return the title of a table whose total is by only a few another than it was; "" where there is none."""
        was = {one.title: one.counts.total for one in earlier.tables}
        for one in self.tables:
            before = was.get(one.title)
            if before is not None and one.counts.total is not None and is_few(one.counts.total - before):
                return one.title
        return ""


def _terms_as_json(division: Division | None) -> dict[str, Any] | None:
    if division is None:
        return None
    terms = [[one.name, one.first_on.isoformat(), one.last_on.isoformat()] for one in division.terms]
    return {"own": division.is_own, "terms": terms}


def _terms_from_json(kept: Mapping[str, Any] | None) -> Division | None:
    if kept is None:
        return None
    terms = (FigureTerm(str(name), *map(date.fromisoformat, days)) for name, *days in kept["terms"])
    return Division(tuple(terms), bool(kept["own"]))
