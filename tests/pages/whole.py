"""What a whole paper is judged by: its order, its headings, its empty pages, its fonts, its bookmarks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pypdf import PdfReader

from tests.pages.letters import Font
from tests.pages.page import Fault, Page, quoted
from tests.pages.seen import Words
from tests.pages.told import HEADINGS, Piece, Told

EMPTY = 0.5
"""Part of a page that may stay empty where the story goes on in the middle of something."""

FEW = 3
"""Lines that do not fill a page of their own."""


def lonely_heading(page: Page) -> Iterator[Fault]:
    """Object to a heading that is the last thing on its page."""
    if page.last is not None and page.last.role in HEADINGS and not page.seen.borrowed:
        yield page.fault("heading alone", quoted(page.cells.get(page.last, [])))


def almost_empty(page: Page, after: Page | None) -> Iterator[Fault]:
    """Object to a page that is mostly empty though the next one goes on with the same."""
    if page.seen.borrowed or after is None or after.title != page.title:
        return
    _left, low, _right, top = page.frame
    if not page.owners:
        if not any(low < one.base < top for one in page.furniture):
            yield page.fault("empty page", "nothing stands here")
        return
    lowest = min([one.low for one in page.story] + [one.low for one in page.seen.boxes if one.low >= low]
                 + [one[1] for one in page.seen.lines if one[1] >= low], default=top)  # fmt: skip
    free = lowest - low
    if free / (top - low) > EMPTY and not _meant(after, free):
        yield page.fault("almost empty", f"{100 * free / (top - low):.0f} % of the page, and the story goes on")


def _meant(after: Page, free: float) -> bool:
    """Whether a page was begun on purpose: by a title, or by a heading whose words would have had room before it."""
    blocks = list(_blocks(after).items())
    if not blocks or blocks[0][0].role == "H1":
        return True
    if blocks[0][0].role not in HEADINGS:
        return False
    ends = next((place.top for piece, place in blocks[1:] if piece.role in HEADINGS), blocks[-1][1].top)
    return blocks[0][1].top - ends + 40 < free


def alone_on_the_last_page(before: Page, page: Page) -> Iterator[Fault]:
    """Object to a line or two of words that were pushed to a page of their own."""
    lines = {round(one.base) for one in page.story}
    begun_on_purpose = page.title != before.title or (page.first is not None and page.first.role in HEADINGS)
    in_a_table = any(piece.inside("TR") for piece in page.cells)
    if not page.seen.borrowed and 0 < len(lines) <= FEW and not begun_on_purpose and not in_a_table:
        yield page.fault("few words alone", quoted(page.story))


def order(page: Page) -> Iterator[Fault]:
    """Object to words drawn in another order than they are read, and to a piece that stands above its elder."""
    numbers = [one.content for one in page.story]
    for one, after in pairwise(numbers):
        if after < one:
            yield page.fault("drawn in another order", quoted([next(w for w in page.story if w.content == after)]))
            break
    for (one, here), (after, there) in pairwise(_blocks(page).items()):
        if there.top > here.top + 1 and there.left < here.right:
            yield page.fault("read before what stands above it", f"{_quoted(page, one)} and {_quoted(page, after)}")


@dataclass(frozen=True)
class _Place:
    left: float
    right: float
    top: float


def _blocks(page: Page) -> dict[Piece, _Place]:
    """Return what stands under or beside each other, in its order: rows of tables, pictures, paragraphs, headings."""
    found: dict[Piece, list[Words]] = {}
    for piece, words in page.cells.items():
        block = piece.inside("TR") or piece.inside("Figure") or piece
        found.setdefault(block, []).extend(one for one in words if not one.turned)
    return {
        piece: _Place(min(one.left for one in some), max(one.right for one in some), max(one.top for one in some))
        for piece, some in found.items() if some
    }  # fmt: skip


def _quoted(page: Page, piece: Piece) -> str:
    return quoted([words for one, some in page.cells.items() for words in some if _within(one, piece)])


def _within(one: Piece | None, piece: Piece) -> bool:
    while one is not None and one is not piece:
        one = one.within
    return one is piece


def read_in_order(told: Told) -> Iterator[Fault]:
    """Object to a piece that is read before one that was drawn before it, on the same page or an earlier one."""
    before = (-1, -1)
    for piece in told.pieces:
        for content in piece.content[:1]:
            if content < before:
                yield Fault(content[0] + 1, "read in another order", f"{piece.role} {content} after {before}")
            before = content


def fonts(all_of_them: Sequence[Font]) -> Iterator[Fault]:
    """Object to fonts that are not in the file."""
    for one in all_of_them:
        if not one.embedded:
            yield Fault(1, "font not embedded", one.name)


def bookmarks(pdf: PdfReader, pages: Sequence[Page]) -> Iterator[Fault]:
    """Object to bookmarks and links that lead nowhere, or to a page that does not have their words."""
    places = {page.indirect_reference.idnum for page in pdf.pages}
    for one in _flat(pdf.outline):
        number = pdf.get_destination_page_number(one)
        if number is None or number < 0:
            yield Fault(1, "bookmark leads nowhere", f"“{one.title}”")
            continue
        said = "".join("".join(words.text.split()) for words in pages[number].seen.words)
        title = "".join(str(one.title).split())
        if title not in said and title.isascii() and not pages[number].seen.borrowed:
            yield Fault(number + 1, "bookmark without its words", f"“{one.title}”")
    for number, page in enumerate(pdf.pages, start=1):
        for held in page.get("/Annots", ()):
            where = held.get_object().get("/Dest")
            if where is None:
                continue
            target = pdf.named_destinations.get(str(where).lstrip("/")) if not isinstance(where, list) else None
            place = where[0] if isinstance(where, list) else target.page if target is not None else None
            if getattr(place, "idnum", None) not in places:
                yield Fault(number, "link leads nowhere", str(where)[:40])


def _flat(outline: list) -> Iterator:
    for one in outline:
        if isinstance(one, list):
            yield from _flat(one)
        else:
            yield one
