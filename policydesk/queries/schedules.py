"""What can be asked about schedules: their names, how they run on a day, the school's terms, the accounts there are."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from policydesk.models import ReviewTerms
from policydesk.queries.account_cover import term_dates
from policydesk.queries.policy_rows import VersionRow
from policydesk.rules.recurrence import Rhythm, Term
from policydesk.rules.schedules import name_of
from policydesk.terms_reviews import CountFrom, Every, Nth, ReviewKind, Weekday

TERMS_ON = """t.id = (SELECT x.id FROM review_terms x WHERE x.schedule_id = s.id
                       ORDER BY x.recorded_on <= :as_at DESC,
                                CASE WHEN x.recorded_on <= :as_at THEN x.recorded_on END DESC, x.recorded_on LIMIT 1)"""
"""What was said of a schedule on a day: the newest row up to then."""

ACCOUNT = """(SELECT a.name FROM account_record a WHERE a.account_id = s.account_id
               ORDER BY a.recorded_on <= :as_at DESC, abs(julianday(a.recorded_on) - julianday(:as_at)) LIMIT 1)"""
"""The name of a schedule's account as it was on a day."""


def name_of_schedule(session: Session, schedule_id: int, as_at: date) -> str:
    """Return how a schedule's reviews are named."""
    row = session.execute(
        text(f"""
            SELECT s.kind, t.title, coalesce(p.title, {ACCOUNT}, '') AS subject
            FROM review_schedule s JOIN review_terms t ON {TERMS_ON} LEFT JOIN policy p ON p.id = s.policy_id
            WHERE s.id = :schedule"""),
        {"as_at": as_at.isoformat(), "schedule": schedule_id},
    ).one()
    return name_of(ReviewKind(row.kind), row.title, row.subject)


def terms_on(session: Session, schedule_id: int, as_at: date) -> ReviewTerms | None:
    """Return what is said of a schedule on a day."""
    asked = (
        select(ReviewTerms)
        .where(ReviewTerms.schedule_id == schedule_id, ReviewTerms.recorded_on <= as_at)
        .order_by(ReviewTerms.recorded_on.desc())
    )
    return session.scalars(asked).first()


def rhythm_of(session: Session, schedule_id: int, as_at: date) -> Rhythm:
    """Return how a schedule's reviews follow each other on a day."""
    terms = terms_on(session, schedule_id, as_at)
    assert terms is not None
    return rhythm_in(terms.__dict__)


def rhythm_of_version(version: VersionRow) -> Rhythm:
    """Return the cycle that a version states; a year where it states none, as the DfE advises."""
    months = version.review_interval_months or 12
    return Rhythm(Every.MONTHS, months) if months % 12 else Rhythm(Every.YEARS, months // 12)


def terms_of_school(session: Session, known_by: date | None = None) -> tuple[Term, ...]:
    """Return the days of the school's terms, in order; with `known_by` as they were known on that day."""
    return tuple(Term(one.first_on, one.last_on) for one in term_dates(session, known_by))


def account_choices(session: Session, as_at: date) -> tuple[tuple[int, str], ...]:
    """Return the official accounts that are not closed on a day, by name."""
    found = session.execute(
        text("""
            SELECT o.id, (SELECT a.name FROM account_record a WHERE a.account_id = o.id
                          ORDER BY a.recorded_on DESC LIMIT 1) AS name
            FROM official_account o
            WHERE coalesce((SELECT x.state FROM account_step x WHERE x.account_id = o.id AND x.on_day <= :as_at
                            ORDER BY x.on_day DESC, x.id DESC LIMIT 1), '') <> 'closed'
            ORDER BY name"""),
        {"as_at": as_at.isoformat()},
    )
    return tuple((row.id, row.name or "An account without a name") for row in found)


def rhythm_in(row: Mapping[str, Any]) -> Rhythm:
    """Return the rhythm that a row of a schedule's terms says."""
    return Rhythm(
        Every(row["every"]),
        row["count"],
        Nth(row["nth"]) if row["nth"] else None,
        Weekday(row["weekday"]) if row["weekday"] else None,
        CountFrom(row["count_from"]),
    )
