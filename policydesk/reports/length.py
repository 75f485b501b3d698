"""How long a paper may be: beyond that it says how much there is and how to choose less of it, and cuts nothing."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from policydesk.reports.paper.told import Head
from policydesk.terms import StaffCategory

if TYPE_CHECKING:
    from policydesk.reports.paper.parts import Parts

T = TypeVar("T")

LINES = 20_000
"""Lines of a list that are printed: about 800 pages."""

SHEETS = 5_000
"""Slips or forms that are printed in one go."""

A_PAGE = 25
"""Lines of a list that fit on a page."""


def too_long(count: int, parts: "Parts", most: int = LINES) -> bool:
    """Whether so many lines are too many for paper; a spreadsheet takes all of them."""
    return parts.is_paper and count > most


def left_out(what: str, pages: int, choose: str, *, sheet: bool = True) -> str:
    """Return why names are not printed, and how to have them."""
    rest = ", or send the report to a spreadsheet, which takes all of them" if sheet else ""
    return f"{what} would be about {pages:,} pages, so they are not printed here. Choose {choose}{rest}."


def by_category(rows: Iterable[T], held: Callable[[T], Sequence[StaffCategory]], parts: "Parts") -> Any:
    """Return how many there are of each category; somebody who holds two is counted in both."""
    counts = Counter(one for row in rows for one in held(row))
    heads = (Head("Category", 4), Head("People", 1.4, right=True))
    return parts.table(heads, [(one.label, counts[one]) for one in StaffCategory if counts[one]])
