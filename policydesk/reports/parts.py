"""What reports are made of: headings, sentences, figures, tables that repeat their headings on each page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.graphics.shapes import Drawing, Rect
from reportlab.lib.colors import HexColor, white
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    HRFlowable,
    KeepTogether,
    PageBreak,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from policydesk.reports.text import BOLD, PLAIN, Missing, fonts, markup

INK, QUIET, LINE, SHADE, ACCENT = (HexColor(one) for one in ("#16202b", "#51606f", "#c3ccd5", "#eef2f6", "#1c4f93"))
BAD = HexColor("#9c1c1c")

HEADING_ROOM = 96
"""Points that must be free for a heading and what begins under it."""

WIDTH = 481
"""Points between the margins of an A4 page."""


@dataclass(frozen=True)
class Head:
    """One column of a table: its heading, its width in points, and whether numbers stand right."""

    words: str
    width: float
    right: bool = False


class Parts:
    """Makes the parts of one report; remembers whether a letter could not be printed."""

    def __init__(self, width: float = WIDTH) -> None:
        """Begin with the points between the margins of the paper."""
        fonts()
        self.width = width
        self.missing = Missing()
        base = ParagraphStyle(
            "words", fontName=PLAIN, fontSize=9.5, leading=13, textColor=INK, splitLongWords=1, spaceAfter=3
        )
        self.styles = {
            "words": base,
            "right": ParagraphStyle("right", base, alignment=TA_RIGHT),
            "head": ParagraphStyle("head", base, fontName=BOLD),
            "head_right": ParagraphStyle("head_right", base, fontName=BOLD, alignment=TA_RIGHT),
            "quiet": ParagraphStyle("quiet", base, textColor=QUIET, fontSize=8.5, leading=11.5),
            "title": ParagraphStyle("title", base, fontName=BOLD, fontSize=18, leading=23, spaceAfter=2),
            "heading": ParagraphStyle("heading", base, fontName=BOLD, fontSize=12.5, leading=17, spaceBefore=12,
                                      spaceAfter=5),
            "lead": ParagraphStyle("lead", base, fontSize=11, leading=16, spaceAfter=8),
            "number": ParagraphStyle("number", base, fontName=BOLD, fontSize=19, leading=23, spaceAfter=0),
            "code": ParagraphStyle("code", base, fontName=BOLD, fontSize=24, leading=34, spaceAfter=0),
            "large": ParagraphStyle("large", base, fontSize=12, leading=17),
        }  # fmt: skip

    def words(self, text: str, look: str = "words") -> Paragraph:
        """Return a paragraph of plain text."""
        style = self.styles[look]
        marked = markup(text, self.missing, font=style.fontName)
        # Only scripts whose letters join are shaped: elsewhere "office" would print as a ligature no search finds.
        return Paragraph(marked, style.clone(f"{look}_shaped", shaping=1) if "<font" in marked else style)

    def heading(self, text: str, look: str = "heading") -> list[Flowable]:
        """Return a heading; it begins a new page rather than stand alone at the foot of one."""
        return [CondPageBreak(HEADING_ROOM), self.words(text, look)]

    def space(self, points: float = 8) -> Spacer:
        """Return some room."""
        return Spacer(1, points)

    def figures(self, figures: Sequence[tuple[str, str]]) -> Table:
        """Return cards in one row: a number and what it counts."""
        cells = [[self.words(number, "number"), self.words(says, "quiet")] for number, says in figures]
        width = self.width / len(cells)
        table = Table([cells], colWidths=[width] * len(cells))
        table.setStyle(
            TableStyle(
                [
                    ("BACKGROUND", (0, 0), (-1, -1), SHADE),
                    ("LINEAFTER", (0, 0), (-2, -1), 4, white),
                    ("VALIGN", (0, 0), (-1, -1), "TOP"),
                    ("LEFTPADDING", (0, 0), (-1, -1), 9),
                    ("TOPPADDING", (0, 0), (-1, -1), 6),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
                ]
            )
        )
        return table

    def table(
        self, heads: Sequence[Head], rows: Sequence[Sequence[str | Flowable]], *, high: float | None = None
    ) -> Flowable:
        """Return a table whose headings stand on each page; `high` gives every row room for a signature, in points."""
        widths = _fitted([head.width for head in heads], self.width)
        cells: list[list[Any]] = [[self.words(one.words, "head_right" if one.right else "head") for one in heads]]
        cells += [[self._cell(value, head) for value, head in zip(row, heads, strict=True)] for row in rows]
        table = Table(cells, colWidths=widths, rowHeights=_heights(high, len(rows)), repeatRows=1, splitInRow=1)
        style: list[Any] = [
            ("LINEBELOW", (0, 0), (-1, 0), 1, INK),
            ("LINEBELOW", (0, 1), (-1, -1), 0.5, LINE),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE" if high else "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ]
        if not high:
            style += [("BACKGROUND", (0, number), (-1, number), SHADE) for number in range(2, len(cells), 2)]
        table.setStyle(TableStyle(style))
        return table

    def bars(self, lines: "Sequence[Bar]") -> Flowable:
        """Return a bar for each line: done, and striped at its end what is overdue; the numbers stand beside it."""
        from policydesk.reports.charts import bars

        return bars(self, lines)

    def columns(self, points: Sequence[tuple[str, int, int]]) -> Flowable:
        """Return a column for each month: its name, so many of so many."""
        from policydesk.reports.charts import columns

        return columns(points)

    def page_break(self) -> Flowable:
        """Begin a new page."""
        return PageBreak()

    def tick_box(self, points: float = 10) -> Flowable:
        """Return an empty box to tick by hand."""
        box = Drawing(points, points)
        box.add(Rect(0.5, 0.5, points - 1, points - 1, fillColor=None, strokeColor=INK, strokeWidth=0.9))
        return box

    def cut_line(self) -> Flowable:
        """Return a dashed line to cut along."""
        return HRFlowable(width="100%", thickness=0.75, color=QUIET, dash=(4, 4), spaceBefore=10, spaceAfter=12)

    def together(self, *parts: Flowable) -> KeepTogether:
        """Keep parts on one page where they fit on one."""
        return KeepTogether(list(parts))

    def _cell(self, value: str | Flowable, head: Head) -> Flowable:
        return self.words(value, "right" if head.right else "words") if isinstance(value, str) else value


@dataclass(frozen=True)
class Bar:
    """One line of a bar chart: so many of so many, and how many of the rest are overdue."""

    words: str
    part: int
    whole: int
    overdue: int = 0


def _fitted(widths: Sequence[float], room: float) -> list[float]:
    whole = sum(widths)
    return [width * room / whole for width in widths]


def _heights(high: float | None, rows: int) -> list[float | None] | None:
    return None if high is None else [None, *[high] * rows]
