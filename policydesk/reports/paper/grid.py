"""Tables on paper: headings on every page, no row cut in half, and only the rows of one page in memory at a time."""

from collections.abc import Sequence
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import Flowable, PageBreak, Spacer

from policydesk.reports.paper.grid_rows import ABOVE, SIDE, Laid, Line, Plan
from policydesk.reports.paper.text import PLAIN

LEAST = 70
"""Points that must be free to begin a row that is higher than a page."""

CUT_FROM = 0.5
"""Part of a page from which on a row is rather cut than leave so much of a page empty."""

SHORT = 9
"""Rows of a table that is rather kept on one page."""

FEW = 3
"""Rows of which the last is given to the next page, where a single one would stand there."""


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
        return self._begins()

    def _begins(self) -> float:
        """Return the room for the headings and the first two rows, or the first one where they are very high."""
        some = [self.plan.row(index).high for index in range(self.first, self.last)[:2]]
        first = sum(some) if sum(some) <= self.plan.tallest / 3 else some[0]
        return min(self.plan.heading().high + first, self.plan.tallest)

    def wrap(self, _wide: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - reportlab's name
        self.width, high = sum(self.plan.widths), self.plan.heading().high
        if not self.done:
            self.laid = [self.rest] if self.rest else []
            high += sum(one.high for one in self.laid)
            index = self.first
            while index < self.last and high <= availHeight:
                self.laid.append(self.plan.row(index, begins=index == self.first))
                high += self.laid[-1].high
                index += 1
            self.done = index == self.last and high <= availHeight
        else:
            high += sum(one.high for one in self.laid)
        self.height = high
        return self.width, high

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803 - reportlab's names
        if self._begins_rather_later(availHeight):
            return []
        self.wrap(availWidth, availHeight)
        room = availHeight - self.plan.heading().high
        fits, used = 0, 0.0
        while fits < len(self.laid) and used + self.laid[fits].high <= room + 0.01:
            used += self.laid[fits].high
            fits += 1
        few = fits >= FEW and self.first - bool(self.rest) + fits + 1 == self.last
        fits -= few  # so that the last row does not stand alone on the next page
        left, halves = room - used, None
        if not few and fits < len(self.laid) and left >= LEAST and self._may_cut(self.laid[fits].high, left):
            halves = self.plan.cut(self.laid[fits], left)
        if halves is not None:
            return [self._part([*self.laid[:fits], halves[0]]), self._after(fits + 1, halves[1])]
        if not fits:
            return []
        here, after = self._part(self.laid[:fits]), self._after(fits, None)
        return [here, PageBreak(), after] if few else [here, after]  # else one of the two would have room here again

    def _begins_rather_later(self, room: float) -> bool:
        """Whether this is the beginning of a table, of which a single row would stand here."""
        return not self.goes_on and self.first < self.last and room < self._begins() <= self.plan.tallest / 2

    def _may_cut(self, high: float, room: float) -> bool:
        """Whether a row is higher than a page, or so high that much of this page would stay empty."""
        tallest = self.plan.tallest
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
                self._flowable(canvas, cell, left + SIDE, top, width, laid.high)
            left += width
        tags.close(laid.ends)

    def _flowable(self, canvas: Any, cell: Any, left: float, top: float, width: float, row: float) -> None:
        flowable, mark = cell if isinstance(cell, tuple) else (cell, None)
        high = self.plan.high_of(cell, width)
        top -= max(ABOVE, (row - high) / 2) if self.plan.high else ABOVE
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
