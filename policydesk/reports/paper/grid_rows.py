"""How the rows of a table are laid out: each by itself, when its page is reached."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import Flowable

from policydesk.reports.paper.pieces import Words
from policydesk.reports.paper.tagged import COLUMN, Mark
from policydesk.reports.paper.text import PLAIN, needs_only
from policydesk.reports.paper.told import Head, shown

if TYPE_CHECKING:
    from policydesk.reports.paper.parts import Parts

SIDE, ABOVE = 4, 3
"""Points left and right of a cell's words, and above and below them."""

BODY = 500
"""Rows of a long table that are one body of it, so that no piece has more in it than a reader can take at once."""


class Line(NamedTuple):
    """Words that fit on one line: drawn without the cost of a paragraph."""

    words: str
    wide: float
    mark: Mark


class Laid(NamedTuple):
    """One row as it stands on paper: its cells, how high it is, whether it is shaded, and the piece that ends here."""

    cells: list[Any]
    high: float
    shaded: bool
    ends: Mark | None


@dataclass(eq=False)
class Plan:
    """What all pages of one table share."""

    parts: "Parts"
    heads: Sequence[Head]
    rows: Sequence[Sequence[Any]]
    widths: list[float]
    high: float | None
    tallest: float
    mark: Mark = field(default_factory=lambda: Mark("Table"))
    head: Laid | None = None
    bodies: dict[int, Mark] = field(default_factory=dict)

    def heading(self) -> Laid:
        """Return the row of headings."""
        if self.head is None:
            row = Mark("TR", Mark("THead", self.mark), last=True) if self._is_long else Mark("TR", self.mark)
            cells = []
            for one in self.heads:
                words = self.parts.words(one.words, "head_right" if one.right else "head")
                words.mark = Mark("TH", row, says=words.mark.says, more=COLUMN)
                cells.append(words)
            self.head = Laid(cells, self._height(cells, 0), shaded=False, ends=row)
        return self.head

    @cached_property
    def groups(self) -> Sequence[int]:
        """Return for each row the number of its group: rows that say the same in the columns that stand once."""
        once = [at for at, head in enumerate(self.heads) if head.once]
        if not once:
            return range(len(self.rows))
        groups, before = array("i"), [""]
        for row in self.rows:
            said = [shown(row[at]) for at in once]
            groups.append(groups[-1] + (said != before) if groups else 0)
            before = said
        return groups

    def row(self, index: int, *, begins: bool = True) -> Laid:
        """Lay out one row; one that does not begin a page leaves out what the row above says too."""
        mark, groups = self._mark(index), self.groups
        again = not begins and index > 0 and groups[index] == groups[index - 1]
        cells = [
            Line("", 0, Mark("TD", mark, says=shown(value)))
            if again and head.once
            else self._cell(value, head, width - 2 * SIDE, mark)
            for value, head, width in zip(self.rows[index], self.heads, self.widths, strict=True)
        ]
        return Laid(cells, self._height(cells, self.high or 0), groups[index] % 2 == 1 and not self.high, mark)

    @property
    def _is_long(self) -> bool:
        return len(self.rows) > BODY

    def _mark(self, index: int) -> Mark:
        """Return the piece that a row is: with the last of its rows the table ends, and with so many a body of it."""
        last = index + 1 == len(self.rows)
        if not self._is_long:
            return Mark("TR", self.mark, last=last)
        number = index // BODY
        if number not in self.bodies:  # rows are laid before it is known whether they fit, so the one before stays
            self.bodies.pop(number - 2, None)
            self.bodies[number] = Mark("TBody", self.mark, last=number == (len(self.rows) - 1) // BODY)
        return Mark("TR", self.bodies[number], last=last or (index + 1) % BODY == 0)

    def _cell(self, value: Any, head: Head, room: float, row: Mark) -> Any:
        mark = Mark("TD", row)
        if isinstance(value, Flowable):
            if isinstance(value, Words):
                value.mark = Mark("TD", row, says=value.mark.says)
                return value
            return (value, mark)
        text = shown(value)
        wide = width_of(text)
        if 0 <= wide <= room:
            return Line(text, wide, mark)
        words = self.parts.words(text, "right" if head.right else "words")
        words.mark = Mark("TD", row, says=words.mark.says)
        return words

    def _height(self, cells: list[Any], least: float) -> float:
        return max(
            least, *(self.high_of(cell, width) + 2 * ABOVE for cell, width in zip(cells, self.widths, strict=True))
        )

    def high_of(self, cell: Any, width: float) -> float:
        """Return how high a cell's words are."""
        if isinstance(cell, Line):
            return self.parts.leading
        flowable = cell[0] if isinstance(cell, tuple) else cell
        return float(flowable.wrap(width - 2 * SIDE, 100_000)[1])

    def cut(self, laid: Laid, room: float) -> tuple[Laid, Laid] | None:
        """Cut a row that is higher than a page; None where nothing of it fits."""
        upper: list[Any] = []
        lower: list[Any] = []
        for cell, width in zip(laid.cells, self.widths, strict=True):
            halves = cell.split(width - 2 * SIDE, room - 2 * ABOVE) if isinstance(cell, Words) else [cell]
            if not halves:
                return None
            upper.append(halves[0])
            lower.append(halves[1] if len(halves) > 1 else None)
        return (
            Laid(upper, room, laid.shaded, None),
            Laid(lower, max(self.high_of(one, width) for one, width in zip(lower, self.widths, strict=True) if one)
                 + 2 * ABOVE, laid.shaded, laid.ends),
        )  # fmt: skip


@lru_cache(maxsize=1024)
def width_of(text: str, size: float = 9.5) -> float:
    """Return how wide words are on one line, or -1 where they need a paragraph: other letters, or several lines."""
    return float(pdfmetrics.stringWidth(text, PLAIN, size)) if needs_only(PLAIN, text) else -1.0
