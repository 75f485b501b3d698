"""Looks at every page of a paper as a careful person would, and names what they would object to."""

import io
from collections.abc import Iterator

from pypdf import PdfReader

from tests.pages import grids, looks, whole
from tests.pages.letters import Font
from tests.pages.page import Fault, Page
from tests.pages.pen import seen
from tests.pages.told import told

ALONE = (looks.outside, looks.over_each_other, looks.small_or_pale, looks.letters, looks.cut_short,
         looks.furniture, grids.out_of_column, grids.cut_words, whole.order,
         whole.lonely_heading)  # fmt: skip
"""What each page is judged by on its own."""


def objections(content: bytes) -> list[Fault]:
    """Return everything that somebody would object to, from the first page to the last."""
    return sorted(_all(content), key=lambda one: one.page)


def _all(content: bytes) -> Iterator[Fault]:
    pdf = PdfReader(io.BytesIO(content))
    said, fonts = told(pdf), dict[int, Font]()
    many = len(pdf.pages)
    pages = [Page(number, many, seen(page, fonts), said.owners[number - 1])
             for number, page in enumerate(pdf.pages, start=1)]  # fmt: skip
    headings = grids.headings(pages)
    for page in pages:
        for judge in ALONE:
            yield from judge(page)
        yield from grids.without_heading(page, headings)
    for page, after in zip(pages, [*pages[1:], None], strict=True):
        yield from whole.almost_empty(page, after)
        if after is not None:
            yield from grids.cut_rows(page, after)
            yield from whole.alone_on_the_last_page(page, after)
    yield from whole.read_in_order(said)
    yield from whole.fonts([*fonts.values()])
    yield from whole.bookmarks(pdf, pages)
