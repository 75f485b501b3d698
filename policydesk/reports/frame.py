"""The sheet every report is printed on: the school, the title, the day, the seal, and which page of how many."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from PIL import Image
from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFArray
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, CondPageBreak, Flowable, Frame, PageTemplate, Spacer

from policydesk.dates import written
from policydesk.reports.grid import Grid
from policydesk.reports.parts import FOOT, INK, LINE, QUIET, SIDE, TOP, Parts
from policydesk.reports.pieces import Words, pictured
from policydesk.reports.proof import Proof
from policydesk.reports.tagged import FURNITURE
from policydesk.reports.tagged_file import TaggedCanvas, squeezed
from policydesk.reports.text import BOLD, MISSING, PLAIN

LOGO = 44
"""Points that a logo may be high and twice as wide."""

SQUARE = 40
"""Points of the square at the foot of the page that a telephone reads."""

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


def build(sheet: Sheet, parts: Parts, story: Sequence[Flowable]) -> bytes:
    """Return the PDF of a story; the same facts give the same bytes."""
    file = io.BytesIO()
    width, height = sheet.size
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
    body = Frame(SIDE, FOOT, width - 2 * SIDE, height - TOP - FOOT, 0, 0, 0, 0, id="body")
    document.addPageTemplates(PageTemplate("page", [body]))
    document.build(with_room([pictured(part) for part in story], parts), canvasmaker=_counting(sheet, parts))
    return file.getvalue()


def with_room(story: Sequence[Flowable], parts: Parts) -> list[Flowable]:
    """Return the story in which every heading asks for the room of what begins under it, so that none stands alone."""
    told = list(story)
    for number, part in enumerate(told):
        if isinstance(part, CondPageBreak) and number + 1 < len(told):
            told[number] = CondPageBreak(min(_room(told[number + 1 :], parts), parts.tall))
    return told


def _room(following: Sequence[Flowable], parts: Parts) -> float:
    """Return the points of a heading, the words under it, and the beginning of the first thing that is no words."""
    room, says = 0.0, False
    for part in following:
        if isinstance(part, CondPageBreak):
            if says:
                return room  # the next heading asks for its own
        elif isinstance(part, Words):
            says = says or not part.is_heading
            high = float(part.wrap(parts.width, parts.tall)[1])
            room += float(part.getSpaceBefore() + part.getSpaceAfter()) + (high if part.is_heading else min(high, 40))
            if not part.is_heading and high > 40:
                return room
        elif isinstance(part, Spacer):
            room += part.height
        else:
            part.canv = None  # reportlab measures things that are kept together only where they have a canvas
            begins = part.least() if isinstance(part, Grid) else part.wrap(parts.width, parts.tall)[1]
            return room + (begins if begins < parts.tall else 48)
    return room


def _counting(sheet: Sheet, parts: Parts) -> Any:
    class CountingCanvas(TaggedCanvas):
        """Puts the furniture on every page when their number is known."""

        def save(self) -> None:
            self.tags.owners.pop()
            self.tags.quiet = True
            logo = _picture(sheet.logo) if sheet.logo else None
            for number, (page, forms) in enumerate(self.finished, start=1):
                self._restartAccumulators()
                self.init_graphics_state()
                _furniture(self, sheet, parts, logo, (number, len(self.finished)))
                code = "\n".join([FURNITURE, "q", *self._code, "Q", "EMC", ""])
                page.Contents = PDFArray([self._doc.Reference(one) for one in (page.Contents, squeezed(code))])
                self._setExtGState(page)
                page.XObjects = self._doc.xobjDict([*forms, *self._formsinuse])
            self._doc.SaveToFile(self._filename, self)

    return CountingCanvas


def _furniture(canvas: Canvas, sheet: Sheet, parts: Parts, logo: ImageReader | None, which: tuple[int, int]) -> None:
    width, height = sheet.size
    if sheet.watermark:
        _watermark(canvas, sheet.watermark)
    room = width - 2 * SIDE
    if logo is not None:
        room -= _logo(canvas, logo, width - SIDE, height - 30) + 12
    _put(canvas, parts, sheet.school, "head", SIDE, height - 34, room)
    _put(canvas, parts, f"{sheet.title}. As at {written(sheet.as_at)}.", "quiet", SIDE, height - 48, room)
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
    if not canvas.hasForm("proof"):
        code = QrCodeWidget(proof.square, barLevel="M", barBorder=1, barWidth=SQUARE, barHeight=SQUARE)
        drawing = Drawing(SQUARE, SQUARE)
        drawing.add(code)
        canvas.beginForm("proof", 0, 0, SQUARE, SQUARE)
        renderPDF.draw(drawing, canvas, 0, 0)
        canvas.endForm()
    canvas.saveState()
    canvas.translate(left, low)
    canvas.doForm("proof")
    canvas.restoreState()


def _watermark(canvas: Canvas, words: str) -> None:
    """Write across the page, so pale that what is printed over it can be read."""
    width, height = canvas._pagesize
    canvas.saveState()
    canvas.setFillColor(INK, alpha=0.09)
    canvas.setFont(BOLD, 52)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(52)
    for line, text in enumerate(words.split("\n")):
        canvas.drawCentredString(0, -60 * line, text)
    canvas.restoreState()


def _put(canvas: Canvas, parts: Parts, text: str, look: str, left: float, top: float, wide: float) -> None:
    """Draw at most two lines of text with their upper edge at `top`."""
    leading = parts.styles[look].leading
    paragraph = parts.words(text if len(text) <= 220 else f"{text[:220]}…", look)
    _wide, high = paragraph.wrap(wide, 1000)
    for part in paragraph.split(wide, leading * 2 + 1)[:1] if high > leading * 2 else [paragraph]:
        _wide, high = part.wrap(wide, 1000)
        part.drawOn(canvas, left, top - high)


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
