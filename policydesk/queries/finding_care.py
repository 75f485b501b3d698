"""What wants attention together with what was decided about it: put off, given to somebody, seen through."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from policydesk.models import FindingCare, StaffMember
from policydesk.queries.due import findings
from policydesk.rules.catalogue import findings_of
from policydesk.rules.facts import SchoolFacts
from policydesk.rules.findings import Finding

SEEN_THROUGH_DAYS = 90
"""Days for which something that somebody saw to is still listed after it is no longer so."""


@dataclass(frozen=True, slots=True)
class Care:
    """What holds of one finding: until when it is put off and why, who sees to it, who noted that and when."""

    finding: str
    says: str
    noted_on: date | None = None
    noted_by: str = ""
    put_off_until: date | None = None
    reason: str = ""
    assigned_to_id: int | None = None
    assigned_to: str = ""

    def is_put_off(self, as_at: date) -> bool:
        """Whether it is not for now on a day; the last day is inclusive."""
        return self.put_off_until is not None and as_at <= self.put_off_until


@dataclass(frozen=True, slots=True)
class CaredFindings:
    """What wants attention on a day: what is for now, what is put off, what was seen through, and all care by name."""

    now: tuple[Finding, ...]
    put_off: tuple[Finding, ...]
    seen_through: tuple[Care, ...]
    care: dict[str, Care]


def cared_findings(session: Session, as_at: date, facts: SchoolFacts | None = None) -> CaredFindings:
    """Return what wants attention on a day, with what was decided about it by then.

    `facts` are those of the day, where the caller has them already.
    """
    found = findings(session, as_at) if facts is None else findings_of(facts)
    care = care_on(session, as_at)
    off = {name for name, one in care.items() if one.is_put_off(as_at)}
    there = {one.identity for one in found}
    since = as_at - timedelta(days=SEEN_THROUGH_DAYS)
    done = (one for name, one in care.items() if name not in there and one.noted_on and one.noted_on >= since)
    return CaredFindings(
        now=tuple(one for one in found if one.identity not in off),
        put_off=tuple(one for one in found if one.identity in off),
        seen_through=tuple(one for one in done if one.assigned_to or one.put_off_until),
        care=care,
    )


def care_on(session: Session, as_at: date) -> dict[str, Care]:
    """Return the newest that was decided about each finding by a day."""
    return {one.finding: one for one in _rows(session, as_at)}


def care_history(session: Session, as_at: date, finding: str) -> tuple[Care, ...]:
    """Return all that was decided about one finding by a day, the oldest first."""
    return tuple(one for one in _rows(session, as_at, finding))


def _rows(session: Session, as_at: date, finding: str | None = None) -> Iterable[Care]:
    asked = (
        select(FindingCare, StaffMember.full_name)
        .outerjoin(StaffMember, StaffMember.id == FindingCare.assigned_to_id)
        .where(FindingCare.noted_on <= as_at)
        .order_by(FindingCare.id)
    )
    if finding is not None:
        asked = asked.where(FindingCare.finding == finding)
    for row, name in session.execute(asked):
        yield Care(
            row.finding,
            row.says,
            row.noted_on,
            row.noted_by,
            row.put_off_until,
            row.reason,
            row.assigned_to_id,
            name or "",
        )
