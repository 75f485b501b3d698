"""How a report becomes a paper: its story on pages, chapters bound together, and every page numbered at the end."""

import io
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

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
from policydesk.reports.paper.furniture import Sheet, furniture, logo_of, page_number
from policydesk.reports.paper.grid import Grid
from policydesk.reports.paper.parts import FOOT, INK, SIDE, TOP, Parts
from policydesk.reports.paper.pieces import PAGE_ROOM, Words, chapter_key, page_of, pictured
from policydesk.reports.paper.tagged_file import Link, TaggedCanvas
from policydesk.reports.paper.text import PLAIN

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
    file = io.BytesIO()
    bind([Chapter(sheet, parts, story)], file)
    return file.getvalue()


def bind(chapters: Sequence[Chapter], file: BinaryIO) -> None:
    """Write the PDF of some chapters, each from a new page on, with one run of page numbers; the first names it.

    What a page holds is in the file when the page is full, and no longer in memory.
    """
    sheet = chapters[0].sheet
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
    first = chapters[0].sheet
    logo = logo_of(first.logo) if first.logo else None

    class CountingCanvas(TaggedCanvas):
        """Puts the furniture on every page, and its number when all of them are drawn."""

        numbered = True
        chapter = 0

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            self.whose = array("i")
            self.leads: dict[int, Link] = {}
            super().__init__(*args, **kwargs)

        def draw_round(self) -> None:
            self.whose.append(self.chapter)
            one = chapters[self.chapter]
            furniture(self, one.sheet, one.parts, logo)

        def draw_feet(self) -> None:
            self._restartAccumulators()
            _page_numbers(self, len(chapters))
            for page, which in enumerate(self.whose):
                one = chapters[which]
                page_number(self, one.sheet, one.parts, (page + 1, len(self.whose)))
                self.draw_foot(page)

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
