"""Lists that may be narrowed: to one policy, one category of staff, one person, some days."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from policydesk.dates import written
from policydesk.errors import Refusal
from policydesk.queries.acknowledgements import PairRow, pairs
from policydesk.queries.staff import staff_rows
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


def only(session: "Session", as_at: date, options: Options) -> str:
    """Return which people a list has, for its first sentence: nothing where it has everybody."""
    category = "" if options.held is None else f"the category {options.held.label.lower()}"
    if options.staff_id is None:
        return f"Only {category} was chosen." if category else ""
    name = next((one.full_name for one in staff_rows(session, as_at, (options.staff_id,))), "one person")
    return f"Only {name} was chosen, and only in {category}." if category else f"Only {name} was chosen."


def nobody_asked(only: str, as_at: date, *, of_one_policy: bool) -> str:
    """Return that nobody was asked for anything, of those whom a list is narrowed to."""
    who = "they were not" if only else "nobody was"
    what = "the policy that was chosen" if of_one_policy else "a policy"
    return f"{only} On {written(as_at)} {who} asked to acknowledge {what}.".strip()


def check_order(first: date | None, last: date | None) -> None:
    """Check that the days a report looks at stand in their order; raises Refusal where they do not."""
    if first is not None and last is not None and last < first:
        raise Refusal(
            f"The last day, {written(last)}, is before the first, {written(first)}. Enter a later one.", "last"
        )
