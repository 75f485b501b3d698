"""What a report tells in rows and columns: drawn on paper, written to a spreadsheet, and checked by a digest."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, overload

from policydesk.dates import written


@dataclass(frozen=True)
class Head:
    """One column of a table: its heading, its share of the width, and whether numbers stand right.

    A column that stands `once` is left empty on paper where it would say the same as the row above, and such rows are
    shaded together; a page begins with its words, and so is every row read aloud.
    """

    words: str
    width: float
    right: bool = False
    once: bool = False


@dataclass(frozen=True)
class Stack:
    """One line of a stacked bar: its words, and how many there are of each kind, in the order of the key."""

    words: str
    counts: Sequence[int]


class Rag(Enum):
    """How an area stands: the words, the shape and the look they are printed in."""

    GREEN = ("On track", "circle", "good")
    AMBER = ("Needs attention", "triangle", "warn")
    RED = ("Action needed", "square", "bad")

    @property
    def words(self) -> str:
        """The words that say it."""
        return self.value[0]


class Rows(Sequence[Sequence[Any]]):
    """Rows of a long table, put into words one by one when they are asked for, so that the paper keeps none of them."""

    def __init__(self, facts: Sequence[Any], row: Callable[[Any], Sequence[Any]]) -> None:
        """Begin with what each row is about, and how it is told."""
        self._facts, self._row = facts, row

    def __len__(self) -> int:
        return len(self._facts)

    @overload
    def __getitem__(self, index: int) -> Sequence[Any]: ...

    @overload
    def __getitem__(self, index: slice) -> "Rows": ...

    def __getitem__(self, index: int | slice) -> "Sequence[Any] | Rows":
        return Rows(self._facts[index], self._row) if isinstance(index, slice) else self._row(self._facts[index])


@dataclass(frozen=True)
class Told:
    """One table of a report, or the numbers of a chart, with the heading it stands under, and the one above that."""

    under: str
    heads: Sequence[Head]
    rows: Sequence[Sequence[Any]]
    within: str = ""


class Headings:
    """The headings under which a report stands while it is told: one of each level."""

    def __init__(self) -> None:
        self._texts: list[tuple[int, str]] = []

    def begin(self, level: int, text: str) -> None:
        """Let what follows stand under a heading; those of its level and below are over."""
        self._texts = [*((one, old) for one, old in self._texts if one < level), (level, text)]

    @property
    def under(self) -> str:
        """The heading that stands right above."""
        return self._texts[-1][1] if self._texts else ""

    @property
    def within(self) -> str:
        """The heading above that one."""
        return self._texts[-2][1] if len(self._texts) > 1 else ""


def shown(value: Any) -> str:
    """Return what a cell holds as it is printed: words, a number, a day, or nothing."""
    if isinstance(value, date):
        return written(value)
    if isinstance(value, int):
        return f"{value:,}"
    return str(getattr(value, "text", value if isinstance(value, str) else ""))
