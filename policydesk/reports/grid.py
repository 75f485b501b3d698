"""Tables on paper: headings on every page, no row cut in half, and only the rows of one page in memory at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import Flowable, Spacer

from policydesk.reports.pieces import Words
from policydesk.reports.tagged import COLUMN, Mark
from policydesk.reports.text import PLAIN, needs_only
from policydesk.reports.told import Head, shown

if TYPE_CHECKING:
    from policydesk.reports.parts import Parts

SIDE, ABOVE = 4, 3
"""Points left and right of a cell's words, and above and below them."""

LEAST = 70
"""Points that must be free to begin a row that is higher than a page."""

CUT_FROM = 0.5
"""Part of a page from which on a row is rather cut than leave so much of a page empty."""

SHORT = 9
"""Rows of a table that is rather kept on one page."""

BODY = 500
"""Rows of a long table that are one body of it, so that no piece has more in it than a reader can take at once."""


FEW = 3
"""Rows of which the last is given to the next page, where a single one would stand there."""


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

    def row(self, index: int) -> Laid:
        """Lay out one row."""
        mark = self._mark(index)
        cells = [
            self._cell(value, head, width - 2 * SIDE, mark)
            for value, head, width in zip(self.rows[index], self.heads, self.widths, strict=True)
        ]
        return Laid(cells, self._height(cells, self.high or 0), index % 2 == 1 and not self.high, mark)

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


class Grid(Flowable):
    """A table, or what of it stands on one page. `rest` is the lower part of a row that was higher than a page."""

    def __init__(self, plan: Plan, first: int = 0, last: int | None = None, rest: Laid | None = None) -> None:
        super().__init__()
        self.plan, self.first, self.rest = plan, first, rest
        self.last = len(plan.rows) if last is None else last
        self.goes_on = first > 0 or rest is not None
        self.laid: list[Laid] = []
        self.done = False

    def least(self) -> float:
        """Return the room for the headings and the first two rows; a short table asks for all of its rows."""
        rows, high = range(self.first, self.last), self.plan.heading().high
        if len(rows) <= SHORT:
            whole = high + sum(self.plan.row(index).high for index in rows)
            if whole <= self.plan.tallest / 3:
                return whole
        first = sum(self.plan.row(index).high for index in rows[:2])
        return min(high + (first if first <= self.plan.tallest / 3 else self.plan.row(self.first).high),
                   self.plan.tallest)  # fmt: skip

    def wrap(self, _wide: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - reportlab's name
        self.width, high = sum(self.plan.widths), self.plan.heading().high
        if not self.done:
            self.laid = [self.rest] if self.rest else []
            high += sum(one.high for one in self.laid)
            index = self.first
            while index < self.last and high <= availHeight:
                self.laid.append(self.plan.row(index))
                high += self.laid[-1].high
                index += 1
            self.done = index == self.last and high <= availHeight
        else:
            high += sum(one.high for one in self.laid)
        self.height = high
        return self.width, high

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803 - reportlab's names
        self.wrap(availWidth, availHeight)
        room = availHeight - self.plan.heading().high
        fits, used = 0, 0.0
        while fits < len(self.laid) and used + self.laid[fits].high <= room + 0.01:
            used += self.laid[fits].high
            fits += 1
        if fits >= FEW and self.first - bool(self.rest) + fits + 1 == self.last:
            fits -= 1  # so that the last row does not stand alone on the next page
        if fits:
            return [self._part(self.laid[:fits]), self._after(fits, None)]
        if not self.laid or room < LEAST or not self._may_cut(room):
            return []
        halves = self.plan.cut(self.laid[0], room)
        return [] if halves is None else [self._part([halves[0]]), self._after(1, halves[1])]

    def _may_cut(self, room: float) -> bool:
        """Whether the first row is higher than a page, or so high that much of this page would stay empty."""
        tallest, high = self.plan.tallest, self.laid[0].high
        return self.plan.heading().high + high > tallest or min(high, 2 * room) > tallest * CUT_FROM

    def draw(self) -> None:
        canvas, plan = self.canv, self.plan
        head = plan.heading()
        self._ground(canvas, head)
        tags = canvas.tags
        at = self.height - head.high
        quiet, tags.quiet = tags.quiet, tags.quiet or self.goes_on
        self._row(canvas, head, self.height)
        tags.quiet = quiet
        canvas.setFillColor(plan.parts.ink)
        canvas.setFont(PLAIN, plan.parts.size)
        for laid in self.laid:
            self._row(canvas, laid, at)
            at -= laid.high

    def _part(self, laid: list[Laid]) -> "Grid":
        part = Grid(self.plan, self.first, self.first)
        part.goes_on, part.laid, part.done = self.goes_on, laid, True
        return part

    def _after(self, fits: int, rest: Laid | None) -> "Grid":
        after = Grid(self.plan, self.first + fits - (1 if self.rest else 0), self.last, rest)
        after.goes_on = True
        return after

    def _ground(self, canvas: Any, head: Laid) -> None:
        """Draw shades and lines, which are furniture."""
        parts, at = self.plan.parts, self.height - head.high
        canvas.saveState()
        canvas.setFillColor(parts.shade)
        for laid in self.laid:
            at -= laid.high
            if laid.shaded:
                canvas.rect(0, at, self.width, laid.high, stroke=0, fill=1)
        canvas.setStrokeColor(parts.line)
        canvas.setLineWidth(0.5)
        at = self.height - head.high
        edges = []
        for laid in self.laid:
            at -= laid.high
            edges.append((0, at, self.width, at))
        canvas.lines(edges)
        canvas.setStrokeColor(parts.ink)
        canvas.setLineWidth(1)
        canvas.line(0, self.height - head.high, self.width, self.height - head.high)
        canvas.restoreState()

    def _row(self, canvas: Any, laid: Laid, top: float) -> None:
        plan, left = self.plan, 0.0
        tags, code = canvas.tags, canvas._code
        base = top - ABOVE - plan.parts.ascent
        drop = max(0.0, (laid.high - plan.parts.leading) / 2 - ABOVE) if plan.high else 0.0
        for cell, head, width in zip(laid.cells, plan.heads, plan.widths, strict=True):
            if isinstance(cell, Line):
                if cell.words:
                    begun = tags.begin(code, cell.mark)
                    x = left + width - SIDE - cell.wide if head.right else left + SIDE
                    _say(canvas, code, x, base - drop, cell.words)
                    if begun:
                        tags.end(code, cell.mark)
                elif not tags.quiet:
                    tags.number(cell.mark)
                    tags.close(cell.mark)
            elif cell is not None:
                self._flowable(canvas, cell, left + SIDE, top - ABOVE, width)
            left += width
        tags.close(laid.ends)

    def _flowable(self, canvas: Any, cell: Any, left: float, top: float, width: float) -> None:
        flowable, mark = cell if isinstance(cell, tuple) else (cell, None)
        high = self.plan.high_of(cell, width)
        begun = mark is not None and canvas.tags.begin(canvas._code, mark)
        flowable.drawOn(canvas, left, top - high)
        if begun:
            canvas.tags.end(canvas._code, mark)


class Bands(Flowable):
    """A table that is too wide for the page, as several tables under each other."""

    def __init__(self, grids: Sequence[Grid]) -> None:
        super().__init__()
        self.grids = grids

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """Take more room than there is, so that it is split into its tables."""
        return availWidth, availHeight + 1

    def split(self, _wide: float, _high: float) -> list[Flowable]:
        return [Spacer(1, 0), *(part for grid in self.grids for part in (grid, Spacer(1, 8)))]


def _say(canvas: Any, code: list[str], x: float, y: float, words: str) -> None:
    """Draw words of the plain font on one line, as `drawString` would, at a fifth of its cost."""
    font, document = pdfmetrics.getFont(PLAIN), canvas._doc
    said = " ".join(
        f"{font.getSubsetInternalName(subset, document)} {canvas._fontsize} Tf ({canvas._escape(part)}) Tj"
        for subset, part in font.splitString(words, document)
    )
    code.append(f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm {said} ET")


@lru_cache(maxsize=1024)
def width_of(text: str, size: float = 9.5) -> float:
    """Return how wide words are on one line, or -1 where they need a paragraph: other letters, or several lines."""
    return float(pdfmetrics.stringWidth(text, PLAIN, size)) if needs_only(PLAIN, text) else -1.0
