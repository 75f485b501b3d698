"""The four figures at the head of Today, beside those of the end of last term, and what is reviewed next."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from policydesk.models import Incident
from policydesk.queries.account_cover import term_dates
from policydesk.queries.account_facts import official_facts
from policydesk.queries.day_pairs import read_days
from policydesk.queries.due import TodayFigures, school_facts, today_figures
from policydesk.queries.finding_care import CaredFindings, cared_findings
from policydesk.queries.incident_settings import releases
from policydesk.queries.once import reading_once
from policydesk.queries.policies import policies
from policydesk.queries.reviews import ReviewRow, agenda
from policydesk.rules.account_facts import OfficialFacts
from policydesk.rules.findings import count_urgent
from policydesk.rules.school_terms import calendar_term
from policydesk.rules.shares import Share, released_total
from policydesk.rules.term_time import last_term
from policydesk.rules.wall_clock import ZONE, local_day

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


@dataclass(frozen=True, slots=True)
class Waiting:
    """The numbers in the navigation: what wants doing this week, nothing of it sealed, and reviews that are late."""

    urgent: int
    late_reviews: int


def waiting(session: Session, as_at: date) -> Waiting:
    """Return how much waits as at a day."""
    with reading_once(session):
        late = sum(1 for one in agenda(session, as_at) if one.due_on < as_at)
        return Waiting(count_urgent(cared_findings(session, as_at).now), late)


def today(session: Session, as_at: date) -> tuple[TodayHead, CaredFindings]:
    """Return the whole of Today as at a day: its head, and what wants attention; what both need is asked once."""
    with reading_once(session):
        read_days(session, (_last_term(session, as_at)[1], as_at))
        facts = school_facts(session, as_at)
        return today_head(session, as_at, facts.official), cared_findings(session, as_at, facts)


def today_head(session: Session, as_at: date, official: OfficialFacts | None = None) -> TodayHead:
    """Return the figures at the head of Today; `official` are the facts of the day, where the caller has them."""
    begins, ends = _last_term(session, as_at)
    now, figures, due = _on(session, as_at, official or official_facts(session, as_at))
    then, _figures, _due = _on(session, ends, official_facts(session, ends))
    release = next((one for one in releases(session) if local_day(one.released_at) <= as_at), None)
    return TodayHead(
        now=now,
        then=then,
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
    before = calendar_term(calendar_term(as_at).first_on - _DAY)
    return before.first_on, before.last_on


def _on(session: Session, day: date, official: OfficialFacts) -> tuple[DayFigures, TodayFigures, tuple[ReviewRow, ...]]:
    kept = policies(session, day, counted=False)
    figures, due = today_figures(session, day, kept), agenda(session, day, kept)
    held = [one for one in official.accounts if one.is_held]
    covered = sum(1 for one in held if len(one.appointed) >= official.minimum and not one.gaps)
    stood = DayFigures(
        day=day,
        staff=Share(figures.all_done, figures.people),
        accounts=Share(covered, len(held)),
        reviews=Share(sum(1 for one in due if one.due_on >= day), len(due)),
    )
    return stood, figures, due


def _reported(session: Session, first: date, last: date) -> int:
    begins, ends = (datetime.combine(day, time(0), ZONE) for day in (first, last + _DAY))
    asked = select(func.count()).where(Incident.recorded_at >= begins, Incident.recorded_at < ends)
    return session.scalar(asked) or 0
