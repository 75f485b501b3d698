"""Who has not confirmed their connections for as long as the rule pack says: on a day, or on many from one reading."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import accumulate, groupby

from sqlalchemy import text
from sqlalchemy.orm import Session

from policydesk.dates import add_months

Undeclared = tuple[int, str]
"""How many people, and the one person’s name where it is one."""

_Span = tuple[int, int]
"""Places in a row of days, the last one not in it."""


def declaration_gaps(session: Session, as_at: date, months: int) -> Undeclared:
    """Return how many people in post have not confirmed their connections for so many months, and the one’s name.

    Nobody is counted in a school that has never asked.
    """
    count, name = session.execute(
        text("""
            SELECT count(*), coalesce(min(m.full_name), '') FROM staff_member m
            WHERE EXISTS (SELECT 1 FROM declaration WHERE asked_on <= :as_at)
              AND m.id IN (SELECT staff_id FROM staff_role
                           WHERE started_on <= :as_at AND (ended_on IS NULL OR ended_on >= :as_at))
              AND m.id NOT IN (SELECT staff_id FROM declaration WHERE answered_on BETWEEN :since AND :as_at)"""),
        {"as_at": as_at.isoformat(), "since": add_months(as_at, -months).isoformat()},
    ).one()
    return int(count), str(name) if count == 1 else ""


def declared_on(session: Session, days: Sequence[date], months: Sequence[int]) -> tuple[Undeclared, ...]:
    """Return the same for each of several days, which rise; each has its months."""
    begins = session.execute(text("SELECT min(asked_on) FROM declaration")).scalar_one()
    if begins is None:
        return ((0, ""),) * len(days)
    here, told = _in_post(session, days), _told(session, days, months)
    counts, ids = [0] * (len(days) + 1), [0] * (len(days) + 1)
    first = bisect_left(days, date.fromisoformat(begins))
    for staff_id, spans in here.items():
        for since, until in _without(_merged(spans), _merged([*told[staff_id], (0, first)])):
            for of, amount in ((counts, 1), (ids, staff_id)):
                of[since] += amount
                of[until] -= amount
    names = {row.id: str(row.full_name) for row in session.execute(text("SELECT id, full_name FROM staff_member"))}
    sums = zip(accumulate(counts), accumulate(ids), days, strict=False)
    return tuple((count, names[of] if count == 1 else "") for count, of, _day in sums)


def _in_post(session: Session, days: Sequence[date]) -> dict[int, list[_Span]]:
    found: dict[int, list[_Span]] = defaultdict(list)
    texts = [day.isoformat() for day in days]
    for staff_id, first, last in session.execute(
        text("SELECT staff_id, started_on, coalesce(ended_on, '9999-12-31') FROM staff_role")
    ):
        found[staff_id].append((bisect_left(texts, first), bisect_right(texts, last)))
    return found


def _told(session: Session, days: Sequence[date], months: Sequence[int]) -> dict[int, list[_Span]]:
    """Return on which days each person had confirmed as lately as is asked; each stretch of days has its months."""
    found: dict[int, list[_Span]] = defaultdict(list)
    texts = [day.isoformat() for day in days]
    since = [add_months(day, -within).isoformat() for day, within in zip(days, months, strict=True)]
    same = [tuple(places) for _within, places in groupby(range(len(days)), key=months.__getitem__)]
    stretches = [(places[0], places[-1] + 1) for places in same]
    for staff_id, on in session.execute(
        text("SELECT staff_id, answered_on FROM declaration WHERE answered_on IS NOT NULL")
    ):
        first = bisect_left(texts, on)
        found[staff_id] += [(max(begin, first), bisect_right(since, on, begin, end)) for begin, end in stretches]
    return found


def _merged(spans: Iterable[_Span]) -> list[_Span]:
    found: list[_Span] = []
    for since, until in sorted(one for one in spans if one[0] < one[1]):
        if found and since <= found[-1][1]:
            found[-1] = found[-1][0], max(until, found[-1][1])
        else:
            found.append((since, until))
    return found


def _without(spans: Sequence[_Span], taken: Sequence[_Span]) -> Iterator[_Span]:
    for since, until in spans:
        at = since
        for first, last in taken:
            if last > at and first < until:
                if first > at:
                    yield at, first
                at = max(at, last)
        if at < until:
            yield at, until
