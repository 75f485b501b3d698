"""Who is there to moderate which account on which days: three statements, however many accounts there are."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from policydesk.rules.cover import Interval


def account_cover(
    session: Session,
    first: date,
    last: date,
    account_ids: Iterable[int] | None = None,
    known_by: date | None = None,
) -> dict[int, tuple[Interval, ...]]:
    """Return for each account who is available from a first to a last day, as intervals that tile these days.

    With `known_by` only what the register knew on that day counts: turns and absences recorded by then, and last days
    noted by then.
    """
    raise NotImplementedError
