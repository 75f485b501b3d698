"""How a list looks, as data: a heading and what each row says under it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from html import escape
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt

from policydesk.names import fold
from policydesk.ui.kit.states import Mark

Row = TypeVar("Row")


class Align(Enum):
    """Where the words of a column stand; numbers stand right."""

    LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: `text` is what a cell says, `sort` what it sorts by (its words where left out), `width` in letters.

    `mark` gives a state's shape, colour and words instead of plain text; `key` is the name kept for widths and sorting.
    """

    heading: str
    text: Callable[[Row], str]
    sort: Callable[[Row], Any] | None = None
    tip: Callable[[Row], str] | None = None
    align: Align = Align.LEFT
    width: int = 0
    mark: Callable[[Row], Mark | None] | None = None
    key: str = ""
    sortable: bool = True
    hidden: bool = False

    @property
    def name(self) -> str:
        """The name that widths and sorting are kept under."""
        return self.key or self.heading

    def sort_key(self, row: Row) -> tuple[bool, Any]:
        """Return what a row sorts by under this column; nothing comes last."""
        value = self.sort(row) if self.sort is not None else fold(self.text(row))
        return (value is None or value == "", value if value is not None else "")


def marked(
    heading: str,
    mark: Callable[[Row], Mark],
    *,
    sort: Callable[[Row], Any] | None = None,
    tip: Callable[[Row], str] | None = None,
    width: int = 0,
    key: str = "",
) -> Column[Row]:
    """Return a column of states: glyph and words in the state's colour."""
    return Column(heading, lambda row: mark(row).says, sort, tip, width=width, mark=mark, key=key)


def plain_tip(text: str) -> str:
    """Return a tooltip that shows a text as typed, also where it looks like markup."""
    return f"<span>{escape(text)}</span>" if "<" in text or "&" in text else text
