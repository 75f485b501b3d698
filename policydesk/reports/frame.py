"""The sheet every report is printed on: the school, the title, the day, the seal, and which page of how many."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from PIL import Image
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFArray
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Spacer,
    Table,
)

from policydesk.dates import written
from policydesk.reports.grid import Grid
from policydesk.reports.parts import FOOT, INK, LINE, QUIET, SIDE, TOP, Parts
from policydesk.reports.pieces import PAGE_ROOM, Words, chapter_key, page_of, pictured
from policydesk.reports.proof import Proof
from policydesk.reports.tagged import FURNITURE
from policydesk.reports.tagged_file import Link, TaggedCanvas, squeezed
from policydesk.reports.text import BOLD, MISSING, PLAIN

LOGO = 44
"""Points that a logo may be high and twice as wide."""

SQUARE = 40
"""Points of the square at the foot of the page that a telephone reads."""

BEGINS = 4
"""Lines of a chart of bars that stand with its heading."""

FINEST = 500
"""Dots that a logo has at most in either direction."""

NO_FONT = f"{MISSING} stands for a letter that PolicyDesk has no font for. Write it in by hand."


@dataclass(frozen=True)
class Sheet:
    """What stands on every page. `seal` is the register's, `printed_at` the moment on the school's clock."""

    school: str
    title: str
    as_at: date
    seal: str
    printed_at: datetime
    printed_by: str
    logo: bytes | None = None
    size: tuple[float, float] = A4
    proof: Proof | None = None
    watermark: str = ""
    by: str = ""
    """By what it was judged, in words behind the day."""


@dataclass(frozen=True)
class Chapter:
    """A part of a paper: what stands on its pages, and its story."""

    sheet: Sheet
    parts: Parts
    story: Sequence[Flowable]


def build(sheet: Sheet, parts: Parts, story: Sequence[Flowable]) -> bytes:
    """Return the PDF of a story; the same facts give the same bytes."""
    return bind([Chapter(sheet, parts, story)])


def bind(chapters: Sequence[Chapter]) -> bytes:
    """Return the PDF of some chapters, each from a new page on, with one run of page numbers; the first names it."""
    file, sheet = io.BytesIO(), chapters[0].sheet
    document = BaseDocTemplate(
        file,
        pagesize=sheet.size,
        title=f"{sheet.title}, {sheet.school}",
        author="PolicyDesk",
        subject=f"As at {written(sheet.as_at)}",
        lang="en-GB",
        keywords=sheet.proof.line if sheet.proof else "",
        invariant=1,
    )
    document.addPageTemplates([_pages(number, one.sheet.size) for number, one in enumerate(chapters)])
    whole: list[Flowable] = []
    for number, one in enumerate(chapters):
        whole += [NextPageTemplate(f"{number}"), PageBreak()] if number else []
        whole += with_room([pictured(part) for part in one.story], one.parts)
    document.build(whole, canvasmaker=_counting(chapters))
    return file.getvalue()


def _pages(number: int, size: tuple[float, float]) -> PageTemplate:
    """Return the pages of one chapter, which say on the canvas whose they are."""
    width, height = size
    body = Frame(SIDE, FOOT, width - 2 * SIDE, height - TOP - FOOT, 0, 0, 0, 0, id="body")

    def begin(canvas: Any, _document: Any) -> None:
        if canvas.chapter != number or not canvas.whose:
            canvas.bookmarkHorizontal(chapter_key(number), 0, height)
        canvas.chapter = number

    return PageTemplate(f"{number}", [body], onPage=begin, pagesize=size)


def with_room(story: Sequence[Flowable], parts: Parts) -> list[Flowable]:
    """Return the story in which every heading asks for the room of what begins under it, so that none stands alone."""
    told = list(story)
    for number, part in enumerate(told):
        if isinstance(part, CondPageBreak) and number + 1 < len(told):
            told[number] = CondPageBreak(min(_room(told[number + 1 :], parts), parts.tall))
    return told


def _room(following: Sequence[Flowable], parts: Parts) -> float:
    """Return the points of a heading, the words under it, and the beginning of the first thing that is no words."""
    room, told = 0.0, 0
    for part in following:
        if told > 1 or (told and isinstance(part, CondPageBreak)):
            return room  # the next heading asks for its own
        if isinstance(part, CondPageBreak):
            continue
        if isinstance(part, Words):
            told += not part.is_heading
            high = float(part.wrap(parts.width, parts.tall)[1])
            room += float(part.getSpaceBefore() + part.getSpaceAfter()) + (high if part.is_heading else min(high, 40))
            if not part.is_heading and high > 40:
                return room
        elif isinstance(part, Spacer):
            room += part.height
        else:
            part.canv = None  # reportlab measures things that are kept together only where they have a canvas
            begins = part.least() if isinstance(part, Grid) else part.wrap(parts.width, parts.tall)[1]
            if isinstance(part, Table):
                begins = sum(part._rowHeights[:BEGINS])
            return room + (begins if begins < parts.tall else 48)
    return room


def _counting(chapters: Sequence[Chapter]) -> Any:
    class CountingCanvas(TaggedCanvas):
        """Puts the furniture on every page when their number is known."""

        chapter = 0

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            self.whose: list[int] = []
            self.leads: dict[int, Link] = {}
            super().__init__(*args, **kwargs)

        def showPage(self) -> None:  # noqa: N802 - reportlab's name
            super().showPage()
            self.whose += [self.chapter] * (len(self.finished) - len(self.whose))

        def save(self) -> None:
            self.end()
            logos = [_picture(one.sheet.logo) if one.sheet.logo else None for one in chapters[:1]]
            _page_numbers(self, len(chapters))
            for number, (page, forms) in enumerate(self.finished, start=1):
                self._restartAccumulators()
                self.init_graphics_state()
                which = self.whose[number - 1]
                self.chapter = which
                one = chapters[which]
                _furniture(self, one.sheet, one.parts, logos[0], (number, len(self.finished)))
                code = "\n".join([FURNITURE, "q", *self._code, "Q", "EMC", ""])
                page.Contents = PDFArray([self._doc.Reference(one) for one in (page.Contents, squeezed(code))])
                self._setExtGState(page)
                page.XObjects = self._doc.xobjDict([*forms, *self._formsinuse])
            self._doc.SaveToFile(self._filename, self)

    return CountingCanvas


def _page_numbers(canvas: Any, chapters: int) -> None:
    """Say on which page each chapter begins, for the contents page that was drawn before that was known."""
    for chapter, link in canvas.leads.items():
        link.Contents += f", page {canvas.whose.index(chapter) + 1:,}"
    for chapter in range(1, chapters):
        canvas.beginForm(page_of(chapter), 0, -4, PAGE_ROOM, 12)
        canvas.setFont(PLAIN, 9.5)
        canvas.setFillColor(INK)
        canvas.drawRightString(PAGE_ROOM, 0, f" {canvas.whose.index(chapter) + 1:,}")
        canvas.endForm()


def _furniture(canvas: Canvas, sheet: Sheet, parts: Parts, logo: ImageReader | None, which: tuple[int, int]) -> None:
    width, height = sheet.size
    if sheet.watermark:
        _watermark(canvas, sheet.watermark, sheet.size)
    room = width - 2 * SIDE
    if logo is not None:
        room -= _logo(canvas, logo, width - SIDE, height - 30) + 12
    high = _put(canvas, parts, sheet.school, "head", SIDE, height - 34, room)
    lines = 2 if high < 20 else 1  # a long name of a school takes the room of a line of the title
    title = f"{sheet.title}. As at {written(sheet.as_at)}.{f' {sheet.by}.' if sheet.by else ''}"
    _put(canvas, parts, title, "quiet", SIDE, height - 35 - high, room, lines)
    canvas.setStrokeColor(LINE)
    canvas.line(SIDE, height - 80, width - SIDE, height - 80)
    canvas.line(SIDE, FOOT - 12, width - SIDE, FOOT - 12)
    printed = f"Printed {written(sheet.printed_at.date())}, {sheet.printed_at:%H:%M}, by {sheet.printed_by}."
    foot = f"{printed} Register seal {sheet.seal}." if sheet.seal else printed
    right = width - SIDE
    if sheet.proof:
        foot += f" Figures {sheet.proof.figures}."
        right -= SQUARE + 8
        _square(canvas, sheet.proof, width - SIDE - SQUARE, FOOT - 15 - SQUARE)
    _put(canvas, parts, foot, "quiet", SIDE, FOOT - 16, right - SIDE - 76)
    canvas.setFont(PLAIN, 8.5)
    canvas.setFillColor(QUIET)
    canvas.drawRightString(right, FOOT - 26, f"Page {which[0]:,} of {which[1]:,}")
    if parts.missing.any:
        _put(canvas, parts, NO_FONT, "quiet", SIDE, FOOT - 40, right - SIDE)
    canvas.setFillColor(INK)


def _square(canvas: Canvas, proof: Proof, left: float, low: float) -> None:
    """Draw the square that a telephone reads; it is made once and shown on every page."""
    name = f"proof-{canvas.chapter}"
    if not canvas.hasForm(name):
        code = QrCodeWidget(proof.square, barLevel="M").qr
        code.make()
        dot = SQUARE / (code.getModuleCount() + 2)
        canvas.beginForm(name, 0, 0, SQUARE, SQUARE)
        path = canvas.beginPath()
        for line, row in enumerate(code.modules, start=2):
            at = 1
            for is_dark, dots in groupby(row, key=bool):
                wide = len([*dots])
                if is_dark:
                    path.rect(at * dot, SQUARE - line * dot, wide * dot, dot)
                at += wide
        canvas.drawPath(path, stroke=0, fill=1)
        canvas.endForm()
    canvas.saveState()
    canvas.translate(left, low)
    canvas.doForm(name)
    canvas.restoreState()


def _watermark(canvas: Canvas, words: str, size: tuple[float, float]) -> None:
    """Write across the page, so pale that what is printed over it can be read."""
    width, height = size
    canvas.saveState()
    canvas.setFillColor(INK, alpha=0.09)
    canvas.setFont(BOLD, 52)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(52)
    for line, text in enumerate(words.split("\n")):
        canvas.drawCentredString(0, -60 * line, text)
    canvas.restoreState()


def _put(canvas: Canvas, parts: Parts, text: str, look: str, left: float, top: float, wide: float,
         lines: int = 2) -> float:  # fmt: skip
    """Draw at most so many lines of text with their upper edge at `top`; return how high they are."""
    leading = parts.styles[look].leading
    paragraph = parts.words(text if len(text) <= 220 else f"{text[:220]}…", look)
    _wide, high = paragraph.wrap(wide, 1000)
    fits = paragraph.split(wide, leading * lines + 1)[:1] if high > leading * lines else [paragraph]
    for part in fits:
        _wide, high = part.wrap(wide, 1000)
        part.drawOn(canvas, left, top - high)
    return float(high) if fits else 0.0


def _logo(canvas: Canvas, picture: ImageReader, right: float, top: float) -> float:
    """Draw the logo at the right and return how wide it is."""
    wide, high = picture.getSize()
    scale = min(LOGO / high, 2 * LOGO / wide)
    canvas.drawImage(picture, right - wide * scale, top - high * scale, wide * scale, high * scale, mask="auto")
    return float(wide * scale)


def _picture(content: bytes) -> ImageReader | None:
    """Return a logo no finer than paper shows it, made smaller once; None for one that cannot be read."""
    try:
        opened = Image.open(io.BytesIO(content))
        if max(opened.size) > FINEST:
            opened.draft("RGB", (FINEST, FINEST))
            smaller = opened.convert("RGBA" if opened.has_transparency_data else "RGB")
            smaller.thumbnail((FINEST, FINEST))
            return ImageReader(smaller)
        return ImageReader(io.BytesIO(content))
    except Exception:  # noqa: BLE001 - a picture from outside: whatever is wrong with it, the report is printed
        return None
