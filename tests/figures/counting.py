"""Figures of the register counted another way: plain loops over its rows, without the reports’ questions."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from policydesk.dates import academic_year_start, add_months
from policydesk.models import (
    Acknowledgement,
    AuditEntry,
    Declaration,
    Exemption,
    Incident,
    MediaEnquiry,
    Policy,
    PolicyVersion,
    Review,
    StaffRole,
    VersionCategory,
)
from policydesk.models.base import Base
from policydesk.queries.finding_care import cared_findings
from policydesk.queries.reviews import agenda
from policydesk.rules.incidents import Record, known_on, local_day
from policydesk.terms import AckState, Urgency
from policydesk.terms_incidents import IncidentKind
from policydesk.terms_reviews import ReviewOutcome
from tests.queries.test_states import Made, expected


def pairs_of(session: Session, day: date) -> dict[tuple[int, int], AckState]:
    """Return everybody's state with every version in force, by the rules said in plain Python."""

    def every(kind: type[Base]) -> list:
        return list(session.scalars(select(kind)))

    kinds = (Policy, PolicyVersion, VersionCategory, StaffRole, Acknowledgement, Exemption)
    return {pair: state for pair, (state, _due) in expected(Made(*map(every, kinds)), day).items()}


def counts_of(session: Session, day: date, earlier: date, term_began: date) -> Mapping[str, int]:
    """Return what is counted of a day, and of the days since an earlier one and since this term began."""
    put_off = cared_findings(session, day).put_off
    done = [one for one in session.scalars(select(Review)) if one.done_on and earlier < one.done_on <= day]
    reported = [local_day(one.recorded_at) for one in session.scalars(select(Incident))]
    return {
        "overdue before this year": sum(one.due_on < academic_year_start(day) for one in agenda(session, day)),
        "overdue and put off": sum(one.urgency is Urgency.OVERDUE for one in put_off),
        "done since": sum(ReviewOutcome(one.outcome).is_a_review for one in done if one.outcome),
        "not confirmed": _not_confirmed(session, day),
        "reported since last term": sum(term_began <= one <= day for one in reported),
        "audit entries": _entries(session, add_months(day, -3), day),
        "enquiries": sum(earlier < local_day(one.received_at) <= day for one in session.scalars(select(MediaEnquiry))),
    }


def incident_counts(records: Sequence[Record], day: date) -> Mapping[str, int]:
    """Return how many incidents of each log are known on a day to somebody who has them open."""
    known = known_on(records, day)
    return {
        "friend requests": sum(one.kind is IncidentKind.FRIEND_REQUEST for one in known),
        "concerns": sum(one.kind is IncidentKind.CONCERN for one in known),
    }


def _not_confirmed(session: Session, day: date) -> int:
    here = {
        one.staff_id
        for one in session.scalars(select(StaffRole))
        if one.started_on <= day and (one.ended_on is None or one.ended_on >= day)
    }
    fresh = {
        one.staff_id
        for one in session.scalars(select(Declaration))
        if one.answered_on is not None and one.answered_on <= day <= add_months(one.answered_on, 12)
    }
    return len(here - fresh)


def _entries(session: Session, first: date, last: date) -> int:
    moments = (json.loads(body)["at"] for body in session.scalars(select(AuditEntry.body)))
    return sum(first <= local_day(datetime.fromisoformat(one)) <= last for one in moments)
