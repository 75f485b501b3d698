"""What tables are judged by: words in their column, headings on each page, rows whole."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from policydesk.reports.paper.grid_rows import SIDE
from policydesk.reports.paper.widths import WIDEST_WORD as WORD
from tests.pages.page import Fault, Page, quoted
from tests.pages.seen import Words
from tests.pages.told import Piece

APART = 2.0
"""Points at least between the words of neighbouring columns."""

HALF = 0.45
"""Part of the frame from which on a row may be cut: it would leave as much of a page empty."""


CELLS = frozenset({"TH", "TD"})


def rows(page: Page) -> dict[Piece, list[Piece]]:
    """Return the rows that have words on a page, by their tables."""
    found: dict[Piece, list[Piece]] = {}
    for cell in page.cells:
        row = cell.inside("TR")
        table = None if row is None else row.inside("Table")
        if row is not None and table is not None and row not in found.setdefault(table, []):
            found[table].append(row)
    return found


def out_of_column(page: Page) -> Iterator[Fault]:
    """Object to words that run into the next column."""
    for some in rows(page).values():
        for one, other in pairwise(_columns(page, some)):
            edge = min((words.left for words in other), default=None)
            if edge is not None:
                for words in one:
                    if words.right > edge - APART:
                        yield page.fault("runs into the next column", quoted([words]))


def _columns(page: Page, some: Sequence[Piece]) -> list[list[Words]]:
    """Return the words of each column of a table, as far as they stand here."""
    found: list[list[Words]] = []
    for row in some:
        for number, cell in enumerate(one for one in row.kids if one.role in CELLS):
            while len(found) <= number:
                found.append([])
            found[number] += _words(page, cell)
    return found


def _words(page: Page, piece: Piece) -> list[Words]:
    return page.cells.get(piece, []) + [words for kid in piece.kids for words in _words(page, kid)]


def headings(pages: Sequence[Page]) -> dict[Piece, str]:
    """Return what the headings of each table say, by the first page that they stand on."""
    found: dict[Piece, str] = {}
    for page in pages:
        for table, some in rows(page).items():
            for row in some:
                if _is_head(row):
                    found.setdefault(table, _bare(_words(page, row)))
    return found


def without_heading(page: Page, said: dict[Piece, str]) -> Iterator[Fault]:
    """Object to a table that goes on without its headings, and to headings with nothing under them."""
    around = _bare(page.furniture)
    for table, some in rows(page).items():
        heads = [row for row in some if _is_head(row)]
        here = [cell.content for row in table.kids if not _is_head(row) for cell in row.kids if cell.content]
        if heads and here and all(place[0][0] > page.number - 1 for place in here):
            yield page.fault("headings with nothing under them", quoted(_words(page, heads[0])))
        elif not heads and said.get(table, "") not in around:
            yield page.fault("no headings", f"the table with “{said[table]}” goes on")


def _is_head(row: Piece) -> bool:
    return any(cell.role == "TH" for cell in row.kids)


def _bare(words: Sequence[Words]) -> str:
    return "".join("".join(one.text.split()) for one in words)


def cut_rows(before: Page, page: Page) -> Iterator[Fault]:
    """Object to a row that is cut in half between two pages, though a page would hold it."""
    _left, low, _right, top = page.frame
    here = {row for some in rows(page).values() for row in some}
    for some in rows(before).values():
        for row in some:
            if row in here:
                high = sum(_high(_words(one, row)) for one in (before, page))
                if high < HALF * (top - low):
                    yield page.fault("row cut in half", quoted(_words(page, row)))


def _high(words: Sequence[Words]) -> float:
    return max(one.top for one in words) - min(one.low for one in words) if words else 0.0


def cut_words(page: Page) -> Iterator[Fault]:
    """Object to short words that are broken over two lines of a column."""
    for some in rows(page).values():
        columns = _columns(page, some)
        edges = [min((words.left for words in one), default=page.frame[2]) - 2 * SIDE for one in columns[1:]]
        for words, edge in zip(columns, [*edges, page.frame[2] - SIDE], strict=True):
            for one, after in pairwise(words):
                is_shaped = bool(page.owners[one.content].says)  # its lines end without a space: the piece says itself
                if _goes_on(one, after, edge) and not is_shaped:
                    head, tail = one.text.split(" ")[-1], after.text.split(" ")[0]
                    if _part(one, head) + _part(after, tail) < WORD:
                        yield page.fault("word cut in two", f"“{head}|{tail}”")


def _goes_on(one: Words, after: Words, edge: float) -> bool:
    """Whether a line breaks off in a word that the next one goes on with, as no further letter had room."""
    return (
        one.content == after.content
        and after.base < one.base - 0.5 * one.size
        and one.text[-1:].isalnum()
        and (after.text[:1].islower() or after.text[:1].isdigit())
        and one.right + 0.6 * one.size > edge
    )


def _part(words: Words, part: str) -> float:
    return (words.right - words.left) * len(part) / len(words.text.strip())
