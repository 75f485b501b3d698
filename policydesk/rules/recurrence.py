"""When something is reviewed next: month ends, leap days, terms, and no drift (DOMAIN 6)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from policydesk.terms_reviews import CountFrom, Every, Nth, Weekday

NEAR = timedelta(weeks=4)
"""How far from the due date a review may be done and still count as done then."""

LAST_YEAR = 9000
"""Nothing is due after this year; a count mistyped so large has no next date."""


@dataclass(frozen=True)
class Term:
    """The days of one term, both inclusive."""

    first_on: date
    last_on: date


@dataclass(frozen=True)
class Rhythm:
    """How reviews follow each other: every so many of a unit, or a weekday of each so manyeth month."""

    every: Every
    count: int = 1
    nth: Nth | None = None
    weekday: Weekday | None = None
    count_from: CountFrom = CountFrom.NEAREST


@dataclass(frozen=True)
class NextReview:
    """The next due date, and the day of the month that is meant by it: 31 also where the month ends before."""

    due_on: date
    anchor_day: int


def next_review(
    rhythm: Rhythm, due_on: date, anchor_day: int, done_on: date, terms: Iterable[Term] = ()
) -> NextReview | None:
    """Return when the next review is due, later than the last one was due and done; None where nothing follows.

    What follows from the due date leaves out dates that have passed when it was done.
    """
    if rhythm.every is Every.ONCE:
        return None
    passed = max(due_on, done_on)
    if rhythm.every.is_by_term:
        day = _term_day(rhythm.every, passed, terms)
        return None if day is None else NextReview(day, day.day)
    starts, anchor = _starts(rhythm.count_from, due_on, anchor_day, done_on)
    found = _after(rhythm, starts, anchor, passed)
    return None if found is None else NextReview(found, anchor)


def upcoming(rhythm: Rhythm, due_on: date, anchor_day: int, until: date, terms: Sequence[Term] = ()) -> Iterator[date]:
    """Yield the due dates after one, up to a day, inclusive, if each review is done on its day."""
    while (found := next_review(rhythm, due_on, anchor_day, due_on, terms)) is not None and found.due_on <= until:
        due_on, anchor_day = found.due_on, found.anchor_day
        yield due_on


def in_words(rhythm: Rhythm) -> str:
    """Return a rhythm as people say it: "every 2 years", "on the first Monday of every month"."""
    if not rhythm.every.is_counted:
        return rhythm.every.label[0].lower() + rhythm.every.label[1:]
    if rhythm.every is Every.WEEKDAY and rhythm.nth is not None and rhythm.weekday is not None:
        months = "every month" if rhythm.count == 1 else f"every {rhythm.count} months"
        return f"on the {rhythm.nth.label.lower()} {rhythm.weekday.label} of {months}"
    unit = rhythm.every.label.lower()
    return f"every {unit.removesuffix('s')}" if rhythm.count == 1 else f"every {rhythm.count:,} {unit}"


def anchor_of(day: date, computed: NextReview | None) -> int:
    """Return the day of the month that a due date somebody typed means; the computed date keeps its own."""
    return computed.anchor_day if computed is not None and computed.due_on == day else day.day


def _starts(count_from: CountFrom, due_on: date, anchor_day: int, done_on: date) -> tuple[date, int]:
    near = abs(done_on - due_on) <= NEAR
    if count_from is CountFrom.DUE_DATE or (count_from is CountFrom.NEAREST and near):
        return due_on, anchor_day
    return done_on, done_on.day


def _term_day(every: Every, passed: date, terms: Iterable[Term]) -> date | None:
    days = (term.first_on if every is Every.TERM_STARTS else term.last_on for term in terms)
    return min((day for day in days if day > passed), default=None)


def _after(rhythm: Rhythm, starts: date, anchor: int, passed: date) -> date | None:
    from dateutil import rrule

    plain = {Every.DAYS: rrule.DAILY, Every.WEEKS: rrule.WEEKLY}
    if rhythm.every in plain:
        asked = rrule.rrule(plain[rhythm.every], dtstart=_moment(starts), interval=rhythm.count, until=_UNTIL)
        return _day(asked.after(_moment(passed)))
    months = rhythm.count * (12 if rhythm.every is Every.YEARS else 1)
    of_month: dict[str, object] = _meant(anchor)
    if rhythm.every is Every.WEEKDAY:
        assert rhythm.weekday is not None
        assert rhythm.nth is not None
        of_month = {"byweekday": rrule.weekday(rhythm.weekday.number, rhythm.nth.number)}
    first = starts.replace(day=1)
    asked = rrule.rrule(rrule.MONTHLY, dtstart=_moment(first), interval=months, until=_UNTIL, **of_month)
    month_over = first + timedelta(days=31)
    return _day(asked.after(_moment(max(passed, month_over.replace(day=1) - timedelta(days=1)))))


def _meant(anchor: int) -> dict[str, object]:
    """Return the last day of a month that is not after the one meant: rrule by itself skips months without a 31st."""
    return {"bymonthday": tuple(range(min(anchor, 28), anchor + 1)), "bysetpos": -1}


_UNTIL = datetime(LAST_YEAR, 12, 31)  # noqa: DTZ001 - days, which have no zone


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - days, which have no zone


def _day(found: datetime | None) -> date | None:
    return None if found is None else found.date()
