"""The sheet every report is printed on: the school, the title, the day, the seal, and which page of how many."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from policydesk.dates import written
from policydesk.reports.parts import INK, LINE, QUIET, Parts
from policydesk.reports.text import BOLD, MISSING

SIDE, TOP, FOOT = 57, 92, 62
"""Points of the margins; the school stands in the upper one, the seal in the lower."""

LOGO = 44
"""Points that a logo may be high and twice as wide."""

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
    watermark: str = ""


def build(sheet: Sheet, parts: Parts, story: Sequence[Flowable]) -> bytes:
    """Return the PDF of a story; the same facts give the same bytes."""
    file = io.BytesIO()
    width, height = A4
    document = BaseDocTemplate(
        file,
        pagesize=A4,
        title=f"{sheet.title}, {sheet.school}",
        author="PolicyDesk",
        subject=f"As at {written(sheet.as_at)}",
        lang="en-GB",
        invariant=1,
    )
    body = Frame(SIDE, FOOT, width - 2 * SIDE, height - TOP - FOOT, 0, 0, 0, 0, id="body")
    document.addPageTemplates(PageTemplate("page", [body]))
    document.build(list(story), canvasmaker=_counting(sheet, parts))
    return file.getvalue()


def _counting(sheet: Sheet, parts: Parts) -> Any:
    class CountingCanvas(Canvas):  # type: ignore[misc]
        """Keeps every page until their number is known."""

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self._kept: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802 - reportlab's name
            self._kept.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            pages = self._kept
            for number, page in enumerate(pages, start=1):
                self.__dict__.update(page)
                _furniture(self, sheet, parts, number, len(pages))
                super().showPage()
            super().save()

    return CountingCanvas


def _furniture(canvas: Canvas, sheet: Sheet, parts: Parts, number: int, count: int) -> None:
    width, height = A4
    if sheet.watermark:
        _watermark(canvas, sheet.watermark)
    room = width - 2 * SIDE
    if sheet.logo:
        room -= _logo(canvas, sheet.logo, width - SIDE, height - 30) + 12
    _put(canvas, parts, sheet.school, "head", SIDE, height - 34, room)
    _put(canvas, parts, f"{sheet.title}. As at {written(sheet.as_at)}.", "quiet", SIDE, height - 48, room)
    canvas.setStrokeColor(LINE)
    canvas.line(SIDE, height - 80, width - SIDE, height - 80)
    canvas.line(SIDE, FOOT - 12, width - SIDE, FOOT - 12)
    printed = f"Printed {written(sheet.printed_at.date())}, {sheet.printed_at:%H:%M}, by {sheet.printed_by}."
    foot = f"{printed} Register seal {sheet.seal}." if sheet.seal else printed
    _put(canvas, parts, foot, "quiet", SIDE, FOOT - 16, width - 2 * SIDE - 76)
    canvas.setFont("Noto", 8.5)
    canvas.setFillColor(QUIET)
    canvas.drawRightString(width - SIDE, FOOT - 26, f"Page {number} of {count}")
    if parts.missing.any:
        _put(canvas, parts, NO_FONT, "quiet", SIDE, FOOT - 38, width - 2 * SIDE)
    canvas.setFillColor(INK)


def _watermark(canvas: Canvas, words: str) -> None:
    """Write across the page, so pale that what is printed over it can be read."""
    width, height = A4
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


def _logo(canvas: Canvas, content: bytes, right: float, top: float) -> float:
    """Draw the logo at the right and return how wide it is; one that cannot be read is left out."""
    try:
        picture = ImageReader(io.BytesIO(content))
        wide, high = picture.getSize()
    except Exception:  # noqa: BLE001 - a picture from outside: whatever is wrong with it, the report is printed
        return 0.0
    scale = min(LOGO / high, 2 * LOGO / wide)
    canvas.drawImage(picture, right - wide * scale, top - high * scale, wide * scale, high * scale, mask="auto")
    return float(wide * scale)
