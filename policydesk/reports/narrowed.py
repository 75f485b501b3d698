"""Lists of names that may be narrowed: to one policy, one category of staff, one person."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from policydesk.queries.acknowledgements import PairRow, pairs
from policydesk.reports.report import Options
from policydesk.terms import AckState, StaffCategory

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

T = TypeVar("T")


def chosen_pairs(
    session: "Session", as_at: date, options: Options, states: Collection[AckState], policy_id: int | None = None
) -> tuple[PairRow, ...]:
    """Return the pairs of people and policies in some states, as far as they were chosen."""
    version_id = options.version_id if policy_id is None else None
    found = pairs(session, as_at, states, policy_id=policy_id, staff_id=options.staff_id, version_id=version_id)
    return of_category(found, options, lambda pair: pair.categories)


def of_category(rows: Iterable[T], options: Options, held: Callable[[T], Sequence[StaffCategory]]) -> tuple[T, ...]:
    """Return those who hold the category that was chosen; everybody where none was."""
    return tuple(row for row in rows if options.held is None or options.held in held(row))


def only(options: Options) -> str:
    """Return which people a list has, for its first sentence: nothing where it has everybody."""
    if options.staff_id is not None:
        return "Only one person was chosen."
    return "" if options.held is None else f"Only the category {options.held.label.lower()} was chosen."
