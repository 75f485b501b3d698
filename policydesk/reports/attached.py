"""Files as chapters of a pack: the pages of a PDF and pictures are shown, other files are named."""

import io
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageOps
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable, PageBreak

from policydesk.counts import counted
from policydesk.queries.documents import DocumentFile
from policydesk.reports.paper.foreign import ForeignPage, foreign_pages
from policydesk.reports.paper.foreign_objects import Unreadable
from policydesk.reports.paper.parts import LINE, Parts
from policydesk.reports.paper.tagged import Mark, spoken

FINEST = 1800
"""Dots that a picture has at most in either direction."""

LARGEST = 120_000_000
"""Dots of a picture that is still opened."""

WORD_FILES = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "a Word document",
    "application/msword": "a Word document",
    "application/vnd.oasis.opendocument.text": "an OpenDocument text",
    "application/rtf": "a Rich Text document",
    "text/plain": "plain text",
}
"""Files that are named in a pack but not shown: what they look like depends on the program that opens them."""


@dataclass(frozen=True)
class Shown:
    """What a file puts on paper: its pages or its picture, how many pages these are in words, and the piece it is."""

    pages: tuple[ForeignPage | ImageReader, ...]
    words: str
    whole: Mark


def shown_file(file: DocumentFile, title: str) -> Shown:
    """Return what a file looks like; raises Unreadable with the sentence that a pack says instead."""
    if file.media_type in WORD_FILES:
        raise Unreadable(
            f"It is {WORD_FILES[file.media_type]}, which is not printed here. Ask the office for the file."
        )
    whole = Mark("Part", more=b"/T" + spoken(title))
    if file.media_type == "application/pdf":
        pages = foreign_pages(file.content, title, whole)
        return Shown(pages, counted(len(pages), "page"), whole)
    return Shown((_picture(file.content),), "1 picture", whole)


def attachment_story(parts: Parts, key: str, title: str, note: str, shown: Shown) -> list[Flowable]:
    """Tell a file: its title and where it comes from, then each of its pages as large as ours allow."""
    heading, about = parts.words(title, "heading"), parts.words(note, "quiet")
    heading.mark = Mark("H1", shown.whole, says=heading.mark.says)
    about.mark = Mark("P", shown.whole, says=about.mark.says)
    told: list[Flowable] = [heading, about]
    for number, page in enumerate(shown.pages, start=1):
        mark = _mark(title, number, len(shown.pages), page, shown.whole)
        told += [*([PageBreak()] if number > 1 else []), AttachedPage(page, mark, f"attached-{key}-{number}")]
    return told


def _mark(title: str, number: int, pages: int, page: ForeignPage | ImageReader, whole: Mark) -> Mark | None:
    """Return the piece that one page is: words as they stand there, or a picture; none where its tree tells it."""
    if isinstance(page, ForeignPage) and page.is_told:
        return None
    which = f"page {number:,} of {pages:,} of the attached file"
    if isinstance(page, ForeignPage) and page.has_words:
        return Mark("P", Mark("Sect", whole, more=b"/T" + spoken(which)))
    return Mark("Figure", whole, alt=f"{title}: {which}, as a picture")


class AttachedPage(Flowable):
    """One page of a file in a thin frame, made smaller where it has to be; `mark` is none where it tells itself."""

    def __init__(self, page: ForeignPage | ImageReader, mark: Mark | None, name: str) -> None:
        super().__init__()
        self.hAlign = "CENTER"
        self._page, self._name, self.mark = page, name, mark

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        page = self._page
        size = (page.width, page.height) if isinstance(page, ForeignPage) else page.getSize()
        self._scale = min((availWidth - 1) / size[0], (availHeight - 2) / size[1], 1)
        self.width, self.height = size[0] * self._scale, size[1] * self._scale + 1
        return self.width, self.height

    def draw(self) -> None:
        canvas: Any = self.canv
        if self.mark is None:
            canvas.tags.apart(canvas._code)
            self._draw(canvas)
            canvas.tags.together(canvas._code)
        else:
            if self.mark.role == "Figure":
                left, low = canvas.absolutePosition(0, 0)
                box = f"{left:.1f} {low:.1f} {left + self.width:.1f} {low + self.height:.1f}"
                self.mark.more = f"/A<</O/Layout/BBox[{box}]>>".encode()
            begun = canvas.tags.begin(canvas._code, self.mark)
            self._draw(canvas)
            if begun:
                canvas.tags.end(canvas._code, self.mark)
        canvas.setStrokeColor(LINE)
        canvas.rect(0, 0, self.width, self.height - 1)

    def _draw(self, canvas: Any) -> None:
        canvas.saveState()
        if isinstance(self._page, ForeignPage):
            canvas.scale(self._scale, self._scale)
            self._page.draw_on(canvas, self._name)
        else:
            canvas.drawImage(self._page, 0, 0, self.width, self.height)
        canvas.restoreState()


def _picture(content: bytes) -> ImageReader:
    """Return a picture upright and no finer than paper shows it."""
    try:
        with Image.open(io.BytesIO(content)) as opened:
            if opened.width * opened.height > LARGEST:
                raise Unreadable("The picture is too large to be shown.")
            opened.draft("RGB", (FINEST, FINEST))
            upright = ImageOps.exif_transpose(opened).convert("RGBA")
        upright.thumbnail((FINEST, FINEST))
        plain = Image.new("RGB", upright.size, "white")
        plain.paste(upright, mask=upright.getchannel("A"))
        return ImageReader(plain)
    except Unreadable:
        raise
    except Exception as trouble:
        raise Unreadable("The picture is damaged, so it cannot be shown.") from trouble
