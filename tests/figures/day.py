"""What everybody was told of one day, and what a figure is: the places in which it stands, each read as it is there.

A place is a paper (by the report's id), Today as somebody sees it, the command `policydesk findings`, or the register
itself, counted in plain loops. All places of a figure have to say the same of the same day.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from policydesk.reports.governors_asked import AREAS
from policydesk.terms import AckState, Urgency
from tests.figures.paper import Paper, Rows, number
from tests.figures.today import TodayRead

OFFICE, LEAD, HEAD, VIEWER = "Marta Lindqvist", "Samira Haddad", "Rowan Ellery", "Shabnam Qureshi-Lowe"

OLD, ASKED, OUT = "governors-acknowledgements", "acknowledgement-register", "outstanding"
ACCOUNTS, SCHEDULE = "official-accounts", "review-schedule"


@dataclass
class Day:
    """Everything that was said of one day."""

    day: date
    papers: dict[str, Paper]
    opened: dict[str, Paper]
    """The papers of the DSL, with incidents open."""

    today: dict[str, TodayRead]
    found: list[dict[str, Any]]
    pairs: dict[tuple[int, int], AckState]
    """The state of each person with each version in force, by the rules said in plain Python."""

    counts: Mapping[str, int] = field(default_factory=dict)
    """Rows of the register, counted one by one."""

    def __getitem__(self, report: str) -> Paper:
        return self.papers[report]

    @property
    def asked(self) -> list[AckState]:
        """The states of all who are asked."""
        return [one for one in self.pairs.values() if one is not AckState.EXEMPT]

    def line(self, words: str) -> int:
        """Return what stands in a line of what changed, in the column of the day."""
        return next(number(row[2]) for row in self["governors"].under("What changed since") if row[0] == words)

    def by_policy(self, column: int) -> int:
        """Return the sum of a column of the governors' table of policies."""
        return sum(number(row[column]) for row in self["governors"].under("Acknowledgements") if row[-1].endswith("%"))

    def old_by_policy(self, *columns: int) -> int:
        """Return the sum of some columns of the acknowledgement report's table of policies."""
        return sum(number(row[one]) for row in self[OLD].under("By policy") if len(row) == 9 for one in columns)

    def area(self, *columns: int) -> int:
        """Return the sum of some columns of how each area stands; the incidents' line counts other things."""
        rows = self["governors"].under("How each area stands")[: len(AREAS)]
        return sum(number(row[one]) for row in rows for one in columns)

    def urgent(self, *urgencies: Urgency) -> int:
        """Return how many findings of some urgency the command prints; all where none is named."""
        wanted = {one.value for one in urgencies or Urgency}
        return sum(one["urgency"] in wanted for one in self.found)

    def shown(self, who: str, *urgencies: Urgency) -> int:
        """Return how many things Today shows in clear under some headings."""
        read = self.today[who]
        return sum(read.groups.get(one.value, 0) - read.sealed.get(one.value, 0) for one in urgencies or tuple(Urgency))


Reading = Callable[[Day], int]


@dataclass(frozen=True)
class Figure:
    """A figure, and how it is read in each place."""

    what: str
    places: Mapping[str, Reading]


def rows_with(rows: Rows, column: int, *begins: str) -> int:
    """Return how many lines begin with some words in a column."""
    return sum(row[column].startswith(begins) for row in rows)


def says(who: str, pattern: str) -> Reading:
    """Read a number off the sentence at the head of Today."""

    def read(day: Day) -> int:
        found = re.search(pattern, day.today[who].says)
        return number(found[1]) if found else 0

    return read


def paper(report: str, pattern: str) -> Reading:
    """Read a number off a sentence of a paper."""
    return lambda day: day[report].numbers(pattern)[0]
