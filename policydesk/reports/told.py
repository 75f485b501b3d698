"""What a report tells in rows and columns: drawn on paper, written to a spreadsheet, and checked by a digest."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, overload

from policydesk.dates import written


@dataclass(frozen=True)
class Head:
    """One column of a table: its heading, its share of the width, and whether numbers stand right."""

    words: str
    width: float
    right: bool = False


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
    """One table of a report, or the numbers of a chart, with the heading that it stands under."""

    under: str
    heads: Sequence[Head]
    rows: Sequence[Sequence[Any]]


def shown(value: Any) -> str:
    """Return what a cell holds as it is printed: words, a number, a day, or nothing."""
    if isinstance(value, date):
        return written(value)
    if isinstance(value, int):
        return f"{value:,}"
    return str(getattr(value, "text", value if isinstance(value, str) else ""))
