"""What stands on every page round its story: school, title and day above, seal, proof and page number below."""

import io
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from PIL import Image
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from policydesk.dates import written
from policydesk.reports.paper.parts import FOOT, INK, LINE, QUIET, SIDE, Parts
from policydesk.reports.paper.proof import Proof
from policydesk.reports.paper.text import BOLD, MISSING, PLAIN

LOGO = 44
"""Points that a logo may be high and twice as wide."""

SQUARE = 40
"""Points of the square at the foot of the page that a telephone reads."""

FINEST = 500
"""Dots that a logo has at most in either direction."""

SHORTER = (200, 160, 130, 100, 80, 60, 40, 20)
"""How many letters of a text are tried where all of them are too long for their lines."""

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


def furniture(canvas: Canvas, sheet: Sheet, parts: Parts, logo: ImageReader | None) -> None:
    """Draw what stands round a page: its school, its title and its day above, its seal and proof below."""
    width, height = sheet.size
    if sheet.watermark:
        _watermark(canvas, sheet.watermark, sheet.size)
    room = width - 2 * SIDE
    if logo is not None:
        room -= _logo(canvas, logo, width - SIDE, height - 30) + 12
    high = _put(canvas, parts, sheet.school, "head", SIDE, height - 34, room)
    lines = 2 if high < 20 else 1  # a long name of a school takes the room of a line of the title
    day = f". As at {written(sheet.as_at)}.{f' {sheet.by}.' if sheet.by else ''}"
    _put(canvas, parts, sheet.title, "quiet", SIDE, height - 35 - high, room, lines, day)
    canvas.setStrokeColor(LINE)
    canvas.line(SIDE, height - 80, width - SIDE, height - 80)
    canvas.line(SIDE, FOOT - 12, width - SIDE, FOOT - 12)
    printed = f"Printed {written(sheet.printed_at.date())}, {sheet.printed_at:%H:%M}, by {sheet.printed_by}"
    proven = [f"Register seal {sheet.seal}."] if sheet.seal else []
    room = _right(sheet) - SIDE - 76
    if sheet.proof:
        proven.append(f"Figures\xa0{sheet.proof.figures}.")
        _square(canvas, sheet.proof, width - SIDE - SQUARE, FOOT - 15 - SQUARE)
    high = _put(canvas, parts, printed, "quiet", SIDE, FOOT - 16, room, 1 if parts.missing.any else 2, ".")
    if proven:
        _put(canvas, parts, " ".join(proven), "quiet", SIDE, FOOT - 16 - high, room, lines=1)
    canvas.setFillColor(INK)


def page_number(canvas: Canvas, sheet: Sheet, parts: Parts, which: tuple[int, int]) -> None:
    """Draw what is known when all pages are: which of how many this one is, and whether a letter was missing."""
    right = _right(sheet)
    canvas.setFont(PLAIN, 8.5)
    canvas.setFillColor(QUIET)
    canvas.drawRightString(right, FOOT - 16 - 8.5, f"Page {which[0]:,} of {which[1]:,}")
    if parts.missing.any:
        _put(canvas, parts, NO_FONT, "quiet", SIDE, FOOT - 40, right - SIDE)
    canvas.setFillColor(INK)


def _right(sheet: Sheet) -> float:
    """Return where the words at the foot end: beside the square where there is one."""
    return sheet.size[0] - SIDE - (SQUARE + 8 if sheet.proof else 0)


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
         lines: int = 2, end: str = "") -> float:  # fmt: skip
    """Draw at most so many lines of text with their upper edge at `top`, and return how high they are.

    A longer text is cut short with a sign; what stands at its `end` stays.
    """
    room = parts.styles[look].leading * lines + 1
    for most in (len(text), *(one for one in SHORTER if one < len(text))):
        shown = text if most == len(text) else f"{text[:most].rstrip()}…"
        paragraph = parts.words(f"{shown}{end}", look)
        _wide, high = paragraph.wrap(wide, 1000)
        if high <= room:
            break
    paragraph.drawOn(canvas, left, top - high)
    return float(high)


def _logo(canvas: Canvas, picture: ImageReader, right: float, top: float) -> float:
    """Draw the logo at the right and return how wide it is."""
    wide, high = picture.getSize()
    scale = min(LOGO / high, 2 * LOGO / wide)
    canvas.drawImage(picture, right - wide * scale, top - high * scale, wide * scale, high * scale, mask="auto")
    return float(wide * scale)


def logo_of(content: bytes) -> ImageReader | None:
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
