"""What reports are made of: headings, sentences, figures, tables that repeat their headings on each page."""

from collections.abc import Sequence
from typing import Any

from reportlab.graphics.shapes import Drawing, Rect
from reportlab.lib.colors import HexColor, white
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    HRFlowable,
    KeepTogether,
    PageBreak,
    Spacer,
    Table,
    TableStyle,
)

from policydesk.reports.paper.grid import Bands, Grid
from policydesk.reports.paper.grid_rows import Plan
from policydesk.reports.paper.pieces import LEVELS, Contents, FreshPage, Status, Words
from policydesk.reports.paper.tagged import Mark
from policydesk.reports.paper.text import BOLD, PLAIN, Missing, fonts, markup
from policydesk.reports.paper.told import Head as Head  # reports take all parts from here
from policydesk.reports.paper.told import Headings, Rag, Stack, Told
from policydesk.reports.paper.widths import MOST_COLUMNS, bands, fitted, telling

INK, QUIET, LINE, SHADE, ACCENT = (HexColor(one) for one in ("#16202b", "#51606f", "#c3ccd5", "#eef2f6", "#1c4f93"))
GOOD, WARN, BAD = (HexColor(one) for one in ("#1c6b3a", "#8a5300", "#9c1c1c"))
HEAT = tuple(HexColor(one) for one in ("#ffffff", "#e3ecf7", "#c3d7ee", "#9dbfe3"))
"""Paper to blue in four steps; black words are readable on each."""

HEADING_ROOM = 96
"""Points that must be free for a heading and what begins under it."""

WIDTH = 481
"""Points between the margins of an A4 page."""

SIDE, TOP, FOOT = 57, 92, 62
"""Points of the margins; the school stands in the upper one, the seal in the lower."""

BODY = 841 - TOP - FOOT
"""Points between the upper and the lower margin."""

ROLES = {"title": "H1", "heading": "H2", "minor": "H3", "head": "H3"}
"""What a look says to a screen reader; every other one is a paragraph."""


class Parts:
    """Makes the parts of one report; remembers what it told, and whether a letter could not be printed.

    `is_paper` is false where only its tables are wanted, for a spreadsheet.
    """

    is_paper = True

    def __init__(self, width: float = WIDTH, tall: float = BODY) -> None:
        """Begin with the points between the margins of the paper, across and down."""
        fonts()
        self.width, self.tall = width, tall
        self.missing = Missing()
        self.told: list[Told] = []
        self._headings = Headings()
        self.ink, self.line, self.shade, self.size, self.leading = INK, LINE, SHADE, 9.5, 13
        self.ascent = self.size  # where reportlab puts the first line of a paragraph, which may stand beside a line
        self._dot = float(pdfmetrics.stringWidth("• ", PLAIN, self.size))
        base = ParagraphStyle(
            "words", fontName=PLAIN, fontSize=9.5, leading=13, textColor=INK, splitLongWords=1, spaceAfter=3
        )
        self.styles = {
            "words": base,
            "right": ParagraphStyle("right", base, alignment=TA_RIGHT),
            "head": ParagraphStyle("head", base, fontName=BOLD),
            "head_right": ParagraphStyle("head_right", base, fontName=BOLD, alignment=TA_RIGHT),
            "quiet": ParagraphStyle("quiet", base, textColor=QUIET, fontSize=8.5, leading=11.5),
            "title": ParagraphStyle("title", base, fontName=BOLD, fontSize=18, leading=23, spaceAfter=5),
            "minor": ParagraphStyle("minor", base, fontName=BOLD, fontSize=10.5, leading=14, spaceBefore=8,
                                    spaceAfter=3),
            "heading": ParagraphStyle("heading", base, fontName=BOLD, fontSize=12.5, leading=17, spaceBefore=12,
                                      spaceAfter=5),
            "good": ParagraphStyle("good", base, fontName=BOLD, textColor=GOOD, leftIndent=12),
            "warn": ParagraphStyle("warn", base, fontName=BOLD, textColor=WARN, leftIndent=12),
            "bad": ParagraphStyle("bad", base, fontName=BOLD, textColor=BAD, leftIndent=12),
            "lead": ParagraphStyle("lead", base, fontSize=11, leading=15, spaceAfter=6),
            "number": ParagraphStyle("number", base, fontName=BOLD, fontSize=19, leading=23, spaceAfter=0),
            "code": ParagraphStyle("code", base, fontName=BOLD, fontSize=24, leading=34, spaceAfter=0),
            "large": ParagraphStyle("large", base, fontSize=12, leading=17),
            "entry": ParagraphStyle("entry", base, fontSize=11, leading=15, spaceAfter=0),
            "under": ParagraphStyle("under", base, textColor=QUIET, fontSize=8.5, leading=11.5, spaceAfter=4.5),
            **{
                f"heat{number}": ParagraphStyle(f"heat{number}", base, alignment=TA_RIGHT, backColor=colour,
                                                borderPadding=(1, 2, 1, 2))
                for number, colour in enumerate(HEAT)
            },
        }  # fmt: skip

    def words(self, text: str, look: str = "words") -> Words:
        """Return a paragraph of plain text."""
        style = self.styles[look]
        marked = markup(text, self.missing, font=style.fontName)
        # Only scripts whose letters join are shaped: elsewhere "office" would print as a ligature no search finds.
        shaped = "<font" in marked
        words = Words(marked, style.clone(f"{look}_shaped", shaping=1) if shaped else style)
        words.mark = Mark(ROLES.get(look, "P"), says=text if shaped else "")
        words.text, words.shaped = text, shaped
        if look in ROLES:
            self._headings.begin(LEVELS[ROLES[look]], text)
        return words

    def points(self, texts: Sequence[str], look: str = "words") -> list[Flowable]:
        """Return a list with a dot before each of its sentences."""
        whole = Mark("L")
        told = []
        for number, text in enumerate(texts, start=1):
            words = self.words(f"• {text}", look)
            words.style = words.style.clone(f"{look}_point", leftIndent=self._dot, firstLineIndent=-self._dot)
            words.mark = Mark("LBody", Mark("LI", whole, last=number == len(texts)), says=words.mark.says, last=True)
            told.append(words)
        return told

    def contents(self, lines: Sequence[tuple[str, str, int]], digests: Sequence[str]) -> list[Flowable]:
        """Return lines of a contents page: a title, what is known about it, and the chapter whose page is named."""
        heads = (Head("Part", 4), Head("About it", 5), Head("Digest", 3))
        self._tell(heads, [(title, note, code) for (title, note, _chapter), code in zip(lines, digests, strict=True)])
        whole, told = Mark("TOC"), []
        for title, note, chapter in lines:
            item = Mark("TOCI", whole)
            line, under = self.words(title, "entry"), self.words(note, "under")
            line.__class__ = Contents
            line.chapter = chapter
            line.mark = Mark("Link", Mark("Reference", item), says=line.mark.says)
            under.mark = Mark("Note", item, says=under.mark.says)
            told.append(self.together(line, under))
        return told

    def heading(self, text: str, look: str = "heading") -> list[Flowable]:
        """Return a heading; it begins a new page rather than stand alone at the foot of one."""
        return [CondPageBreak(HEADING_ROOM), self.words(text, look)]

    def status(self, rag: Rag) -> Flowable:
        """Return how something stands: words, a shape and a colour."""
        words, shape, look = rag.value
        said = self.words(words, look)
        said.__class__ = Status
        said.shape = shape
        return said

    def share(self, part: int, whole: int) -> Flowable | str:
        """Return a cell of a heat map: so many of so many, the darker the more; nothing where nobody is asked."""
        return self.words(f"{part:,} of {whole:,}", f"heat{3 * part // whole}") if whole else "–"

    def sign_off(self, people: Sequence[str]) -> Flowable:
        """Return lines to sign: for each post who holds it, in a second line, and room for signature and date."""
        heads = (Head("Signed by", 2.4), Head("Name", 2.6), Head("Signature", 3.4), Head("Date", 1.6))
        lines = [one.partition("\n") for one in people]
        return self.table(heads, [(post, name, "", "") for post, _line, name in lines], high=34)

    def stacked(self, key: Sequence[str], lines: Sequence[Stack]) -> list[Flowable]:
        """Return stacked bars: what each line is made of, each kind with its own pattern, and the key below."""
        from policydesk.reports.paper.charts import stacks

        heads = (Head("What", 3), *(Head(words, 1, right=True) for words in key))
        self._tell(heads, [(one.words, *one.counts) for one in lines])
        return stacks(key, lines)

    def space(self, points: float = 8) -> Spacer:
        """Return some room."""
        return Spacer(1, points)

    def figures(self, figures: Sequence[tuple[str, str]]) -> Table:
        """Return cards in one row: a number and what it counts."""
        self._tell((Head("Figure", 1), Head("What it counts", 3)), figures)
        width = self.width / len(figures)
        cells = [[self.words(number, "number"), self.words(says, "quiet")] for number, says in figures]
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
        self, heads: Sequence[Head], rows: Sequence[Sequence[Any]], *, high: float | None = None, told: bool = True
    ) -> Flowable:
        """Return a table whose headings stand on each page; `high` gives every row room for a signature, in points.

        One that is not `told` is room to write alone: it says nothing, so no spreadsheet has it.
        """
        if told:
            self._tell(heads, rows)
        if len(heads) > MOST_COLUMNS:
            return Bands([self._grid(*band, high) for band in bands(heads, rows)])
        return self._grid(heads, rows, high)

    def _grid(self, heads: Sequence[Head], rows: Sequence[Sequence[Any]], high: float | None) -> Grid:
        return Grid(Plan(self, heads, rows, fitted(heads, telling(rows), self.width), high, self.tall))

    def columns(self, points: Sequence[tuple[str, int, int]]) -> Flowable:
        """Return a column for each month: its name, so many of so many."""
        from policydesk.reports.paper.charts import columns

        self._tell((Head("When", 2), Head("Given", 1, right=True), Head("Asked for", 1, right=True)), points)
        return columns(points)

    def also_a_list(self, heads: Sequence[Head], rows: Sequence[Sequence[Any]]) -> None:
        """Tell forms that stand on pages of their own as one list, which a spreadsheet has instead."""
        self._tell(heads, rows)

    def _tell(self, heads: Sequence[Head], rows: Sequence[Sequence[Any]]) -> None:
        self.told.append(Told(self._headings.under, heads, rows, self._headings.within))

    def page_break(self) -> Flowable:
        """Begin a new page."""
        return PageBreak()

    def fresh_page(self) -> Flowable:
        """Begin a new page, unless most of this one is free."""
        return FreshPage(self.tall)

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
