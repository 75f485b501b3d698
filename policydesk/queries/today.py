"""The four figures at the head of Today, beside those of the end of last term, and what is reviewed next."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from policydesk.models import Incident
from policydesk.queries.account_cover import term_dates
from policydesk.queries.account_facts import official_facts
from policydesk.queries.due import TodayFigures, today_figures
from policydesk.queries.incident_settings import releases
from policydesk.queries.reviews import ReviewRow, agenda
from policydesk.rules.incidents import ZONE, local_day
from policydesk.rules.school_terms import term_of
from policydesk.rules.shares import Share, released_total
from policydesk.rules.term_time import last_term

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayFigures:
    """Where the school stood on a day: staff who are up to date, accounts with cover, reviews that are not late."""

    day: date
    staff: Share
    accounts: Share
    reviews: Share


@dataclass(frozen=True, slots=True)
class TodayHead:
    """What stands at the head of Today: the figures of the day and of the end of last term.

    `reported` are incidents reported since, `reported_before` in the whole of last term: envelopes in clear, no more.
    `released` is how many incidents the latest release of figures counts, None where that is too few to be shown;
    `released_on` the last day of its period, None where nothing was released.
    """

    now: DayFigures
    then: DayFigures
    figures: TodayFigures
    next_review: ReviewRow | None
    reported: int
    reported_before: int
    released: int | None
    released_until: date | None


def today_head(session: Session, as_at: date) -> TodayHead:
    """Return the figures at the head of Today, as at a day."""
    begins, ends = _last_term(session, as_at)
    figures, due = today_figures(session, as_at), agenda(session, as_at)
    release = next((one for one in releases(session) if local_day(one.released_at) <= as_at), None)
    return TodayHead(
        now=_figures(session, as_at, figures, due),
        then=_figures(session, ends, today_figures(session, ends), agenda(session, ends)),
        figures=figures,
        next_review=next((one for one in due if one.due_on >= as_at), None),
        reported=_reported(session, ends + _DAY, as_at),
        reported_before=_reported(session, begins, ends),
        released=None if release is None else released_total(release.figures),
        released_until=None if release is None else release.until_on,
    )


def _last_term(session: Session, as_at: date) -> tuple[date, date]:
    """Return the first and the last day of last term: the school's own, else the usual three of the year."""
    known = last_term(term_dates(session, as_at), as_at)
    if known is not None:
        return known
    first, last, _name = term_of(term_of(as_at)[0] - _DAY)
    return first, last


def _figures(session: Session, day: date, figures: TodayFigures, due: tuple[ReviewRow, ...]) -> DayFigures:
    facts = official_facts(session, day)
    held = [one for one in facts.accounts if one.is_held]
    covered = sum(1 for one in held if len(one.appointed) >= facts.minimum and not one.gaps)
    return DayFigures(
        day=day,
        staff=Share(figures.all_done, figures.people),
        accounts=Share(covered, len(held)),
        reviews=Share(sum(1 for one in due if one.due_on >= day), len(due)),
    )


def _reported(session: Session, first: date, last: date) -> int:
    begins, ends = (datetime.combine(day, time(0), ZONE) for day in (first, last + _DAY))
    asked = select(func.count()).where(Incident.recorded_at >= begins, Incident.recorded_at < ends)
    return session.scalar(asked) or 0
