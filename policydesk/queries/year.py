"""What stands in the year planner: reviews done, due and to come, deadlines, and the school's holidays."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from policydesk.dates import academic_year_name, academic_year_start
from policydesk.queries.account_cover import school_holidays
from policydesk.queries.diary import diary
from policydesk.queries.reviews import ReviewRow, agenda
from policydesk.queries.reviews_done import done_reviews
from policydesk.queries.schedules import terms_of_school
from policydesk.rules.cover import Spell
from policydesk.rules.recurrence import Term, upcoming
from policydesk.terms_reviews import Every, Standing

WEEK = 7
"""What is reviewed more often than every so many days stands in the planner once, not on each day."""


@dataclass(frozen=True, slots=True)
class YearEntry:
    """One thing on one day of the year, and where it stands."""

    day: date
    says: str
    standing: Standing
    person: str = ""


@dataclass(frozen=True, slots=True)
class Year:
    """One academic year: its name, its first and last day, what stands in it, and the days without school."""

    name: str
    first: date
    last: date
    entries: tuple[YearEntry, ...]
    holidays: tuple[Spell, ...]

    def month(self, number: int) -> tuple[date, tuple[YearEntry, ...]]:
        """Return the first day of one of the twelve months, from 0, with what stands in it."""
        index = self.first.month - 1 + number
        begins = date(self.first.year + index // 12, index % 12 + 1, 1)
        return begins, tuple(
            one for one in self.entries if (one.day.year, one.day.month) == (begins.year, begins.month)
        )


def year_of(session: Session, as_at: date, in_year: date) -> Year:
    """Return the academic year that a day falls in, as planned on a day."""
    first = academic_year_start(in_year)
    last = date(first.year + 1, first.month, 1).replace(day=1)
    last = date.fromordinal(last.toordinal() - 1)
    terms = terms_of_school(session, as_at)
    found = [
        *(entry for row in agenda(session, as_at) for entry in _planned(row, as_at, last, terms)),
        *_done(session, as_at, first),
        *_deadlines(session, as_at),
    ]
    entries = sorted((one for one in found if first <= one.day <= last), key=lambda one: (one.day, one.says))
    return Year(
        academic_year_name(first), first, last, tuple(entries), tuple(school_holidays(session, first, last, as_at))
    )


def _planned(row: ReviewRow, as_at: date, until: date, terms: tuple[Term, ...]) -> Iterator[YearEntry]:
    yield YearEntry(row.due_on, row.name, Standing.OVERDUE if row.due_on < as_at else Standing.DUE, row.person)
    often = row.rhythm.every is Every.DAYS and row.rhythm.count < WEEK
    if row.because is None and not often:
        for day in upcoming(row.rhythm, row.due_on, row.anchor_day, until, terms):
            if day >= as_at:
                yield YearEntry(day, row.name, Standing.TO_COME, row.person)


def _done(session: Session, as_at: date, since: date) -> Iterator[YearEntry]:
    for one in done_reviews(session, as_at, since=since):
        if one.outcome.is_a_review:
            yield YearEntry(one.done_on, one.name, Standing.DONE, one.done_by)


def _deadlines(session: Session, as_at: date) -> Iterator[YearEntry]:
    for one in diary(session, as_at, with_closed=False):
        if not one.over and not one.uid.startswith(("review-", "policy-")):
            yield YearEntry(one.day, one.says, Standing.MISSED if one.day < as_at else Standing.DEADLINE)
