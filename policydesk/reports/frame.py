"""How a report becomes a paper: its story on pages, chapters bound together, and every page numbered at the end."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray
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
from policydesk.reports.furniture import Sheet, furniture, logo_of
from policydesk.reports.grid import Grid
from policydesk.reports.parts import FOOT, INK, SIDE, TOP, Parts
from policydesk.reports.pieces import PAGE_ROOM, Words, chapter_key, page_of, pictured
from policydesk.reports.tagged import FURNITURE
from policydesk.reports.tagged_file import Link, TaggedCanvas, squeezed
from policydesk.reports.text import PLAIN

BEGINS = 4
"""Lines of a chart of bars that stand with its heading."""


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
        if type(part) is CondPageBreak and number + 1 < len(told):
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
            logos = [logo_of(one.sheet.logo) if one.sheet.logo else None for one in chapters[:1]]
            _page_numbers(self, len(chapters))
            for number, (page, forms) in enumerate(self.finished, start=1):
                self._restartAccumulators()
                self.init_graphics_state()
                which = self.whose[number - 1]
                self.chapter = which
                one = chapters[which]
                furniture(self, one.sheet, one.parts, logos[0], (number, len(self.finished)))
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
