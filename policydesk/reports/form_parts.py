"""What forms are made of: lines to write on, boxes to tick."""

from collections.abc import Sequence

from reportlab.graphics.shapes import Drawing, Line, Rect
from reportlab.platypus import Flowable, Table, TableStyle

from policydesk.reports.paper.parts import INK, QUIET, Parts

BETWEEN = 19
"""Points between two lines to write on."""


class BlankLines(Flowable):
    """Lines to write on by hand, as wide as there is room; they go on over the page."""

    def __init__(self, count: int = 1) -> None:
        super().__init__()
        self.count = count

    def wrap(self, wide: float, _high: float) -> tuple[float, float]:
        """Take the width there is."""
        self.width = wide
        return wide, self.count * BETWEEN

    def split(self, _wide: float, high: float) -> list[Flowable]:
        """Leave the lines that do not fit to the next page."""
        fit = int(high // BETWEEN)
        return [BlankLines(fit), BlankLines(self.count - fit)] if 0 < fit < self.count else []

    def draw(self) -> None:
        """Draw the lines, the lowest a little above the lower edge."""
        self.canv.setStrokeColor(QUIET)
        self.canv.setLineWidth(0.5)
        for number in range(self.count):
            self.canv.line(0, number * BETWEEN + 3, self.width, number * BETWEEN + 3)


def box(*, crossed: bool = False) -> Drawing:
    """Return a box to tick; a crossed one is ticked already."""
    drawing = Drawing(12, 13)
    drawing.add(Rect(1, 2, 9.5, 9.5, fillColor=None, strokeColor=INK, strokeWidth=0.8))
    if crossed:
        drawing.add(Line(3, 4, 8.5, 9.5, strokeColor=INK, strokeWidth=1.3))
        drawing.add(Line(3, 9.5, 8.5, 4, strokeColor=INK, strokeWidth=1.3))
    return drawing


def choices(parts: Parts, options: Sequence[str]) -> Table:
    """Return boxes under each other with their words, none ticked."""
    table = Table([[box(), parts.words(words)] for words in options], colWidths=[16, None], splitInRow=1)
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            ]
        )
    )
    return table
