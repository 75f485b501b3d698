"""How the school stood on several days: two side by side, and month by month over years, from the facts themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from policydesk.dates import month_end
from policydesk.queries.day_pairs import read_days
from policydesk.queries.due import TodayFigures, school_facts_of, school_facts_on, today_figures
from policydesk.queries.once import reading_once
from policydesk.rules.catalogue import findings_of
from policydesk.rules.compare import Comparison, compare
from policydesk.rules.findings import Finding
from policydesk.terms import Urgency


@dataclass(frozen=True, slots=True)
class Compared:
    """Two days side by side: the figures of both, and what is different in the findings."""

    earlier: date
    later: date
    before: TodayFigures
    after: TodayFigures
    changes: Comparison


@dataclass(frozen=True, slots=True)
class MonthPoint:
    """What wanted attention on one day: how many findings, how many of them overdue."""

    day: date
    open: int
    overdue: int


def compare_days(session: Session, earlier: date, later: date) -> Compared:
    """Return two days side by side."""
    with reading_once(session):
        read_days(session, (earlier, later))
        before, after = (findings_of(facts) for facts in school_facts_of(session, (earlier, later)))
        figures = today_figures(session, earlier), today_figures(session, later)
        return Compared(earlier, later, *figures, compare(before, after))


def month_days(until: date, years: int) -> tuple[date, ...]:
    """Return the last day of each month in so many years, the earliest first, and `until` itself as the last one."""
    months = [divmod(until.year * 12 + until.month - 1 - back, 12) for back in range(12 * years - 1, 0, -1)]
    return (*(month_end(year, month + 1) for year, month in months), until)


def trend(session: Session, days: Sequence[date]) -> tuple[MonthPoint, ...]:
    """Return how much wanted attention on each of several days, which rise."""
    return tuple(_point(facts.as_at, findings_of(facts)) for facts in school_facts_on(session, days))


def _point(day: date, found: tuple[Finding, ...]) -> MonthPoint:
    return MonthPoint(day, len(found), sum(1 for one in found if one.urgency is Urgency.OVERDUE))
