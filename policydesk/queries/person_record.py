"""What else the register holds about one person: accounts they looked after, training, days away, declarations."""

from dataclasses import dataclass, replace
from datetime import UTC, date

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from policydesk.models import Declaration, DeclaredRelationship, StaffMember
from policydesk.queries.account_logs import end_of
from policydesk.queries.calendar import AbsenceRow, TrainingRow, absences, trainings
from policydesk.queries.incident_settings import AdviceRow, RelationshipRow, advice_given, relationships
from policydesk.queries.said import changed_on
from policydesk.terms_accounts import ModeratorRole


@dataclass(frozen=True, slots=True)
class TurnRow:
    """One turn as moderator of an account, both days inclusive."""

    account: str
    role: ModeratorRole
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class LookRow:
    """One look at an account and what they wrote about it."""

    account: str
    checked_on: date
    found: str


@dataclass(frozen=True, slots=True)
class AskedRow:
    """The yearly question about connections: asked, answered, and whether there were none."""

    asked_on: date
    answered_on: date | None
    is_nil: bool | None


@dataclass(frozen=True)
class PersonRecord:
    """What stands beside a person's own record."""

    turns: tuple[TurnRow, ...]
    looks: tuple[LookRow, ...]
    trainings: tuple[TrainingRow, ...]
    absences: tuple[AbsenceRow, ...]
    declarations: tuple[AskedRow, ...]
    connections: tuple[RelationshipRow, ...]
    advice: tuple[AdviceRow, ...]
    named_in: tuple[tuple[str, str], ...]


_NAME = (
    "(SELECT r.name FROM account_record r WHERE r.account_id = x.account_id "
    "ORDER BY r.recorded_on <= :as_at DESC, abs(julianday(r.recorded_on) - julianday(:as_at)), r.id DESC LIMIT 1)"
)

_NAMED_IN = f"""
SELECT 'Answers for the account' AS role, {_NAME} AS what FROM account_record x
    WHERE x.responsible_leader_id = :id AND x.recorded_on <= :as_at
UNION SELECT 'Holds the sign-in of', {_NAME} FROM account_record x
    WHERE x.credentials_holder_id = :id AND x.recorded_on <= :as_at
UNION SELECT 'Decides on content of', {_NAME} FROM account_record x
    WHERE x.content_delegated_by_id = :id AND x.recorded_on <= :as_at
UNION SELECT 'Asked for an approval', coalesce(nullif(x.title, ''), {_NAME}, '') FROM approval x
    WHERE x.asked_by_id = :id AND x.asked_on <= :as_at
UNION SELECT 'Decided an approval', coalesce(nullif(x.title, ''), {_NAME}, '') FROM approval x
    WHERE x.decided_by_id = :id AND x.decided_on <= :as_at
UNION SELECT 'Owns the policy', p.title FROM policy p
    LEFT JOIN earlier_policy e ON e.id = (SELECT min(y.id) FROM earlier_policy y
                                          WHERE y.policy_id = p.id AND y.replaced_on > :as_at)
    WHERE CASE WHEN e.id IS NULL THEN p.owner_id ELSE e.owner_id END = :id
UNION SELECT 'Sees to the review of', coalesce(nullif(t.title, ''), p.title, '') FROM review_terms t
    JOIN review_schedule s ON s.id = t.schedule_id LEFT JOIN policy p ON p.id = s.policy_id
    WHERE t.person_id = :id AND t.recorded_on <= :as_at
UNION SELECT 'Received a media enquiry', e.outlet FROM media_enquiry e
    WHERE e.received_by_id = :id AND e.received_at < :over
UNION SELECT 'Was sent a media enquiry', e.outlet FROM media_enquiry e
    WHERE e.forwarded_to_id = :id AND e.forwarded_at < :over
UNION SELECT 'Was given a task', f.says FROM finding_care f WHERE f.assigned_to_id = :id AND f.noted_on <= :as_at
ORDER BY 1, 2"""
"""Where else a person stands in the register up to a day, and as what."""

_TURNS = f"""
SELECT {_NAME}, x.role, x.from_on,
       CASE WHEN x.until_on < :as_at OR x.end_noted_on <= :as_at THEN x.until_on END AS until_on
FROM (SELECT account_id, staff_id, role, from_on, until_on, recorded_on, end_noted_on FROM moderator
      UNION ALL
      SELECT account_id, staff_id, role, from_on, until_on, recorded_on, end_noted_on FROM earlier_turn
      WHERE replaced_on > :as_at) x
WHERE x.staff_id = :id AND x.recorded_on <= :as_at ORDER BY x.from_on DESC"""

_LOOKS = f"""
SELECT {_NAME}, x.checked_on, x.found FROM moderation_check x
WHERE x.staff_id = :id AND x.checked_on <= :as_at ORDER BY x.checked_on DESC, x.id DESC"""


def person_record(session: Session, as_at: date, staff_id: int) -> PersonRecord:
    """Return all of it as it was known on a day, the newest first."""
    about = {"id": staff_id, "as_at": as_at.isoformat(), "over": end_of(as_at).astimezone(UTC).strftime("%F %T")}
    return PersonRecord(
        turns=tuple(
            TurnRow(
                name, ModeratorRole(role), date.fromisoformat(first), None if last is None else date.fromisoformat(last)
            )
            for name, role, first, last in session.execute(text(_TURNS), about)
        ),
        looks=tuple(
            LookRow(name, date.fromisoformat(day), words) for name, day, words in session.execute(text(_LOOKS), about)
        ),
        trainings=tuple(one for one in trainings(session, staff_id) if one.trained_on <= as_at),
        absences=absences(session, date.min, staff_id=staff_id, known_by=as_at)[::-1],
        declarations=_asked(session, as_at, staff_id),
        connections=_connections(session, as_at, staff_id),
        advice=tuple(one for one in advice_given(session, staff_id) if one.asked_on <= as_at),
        named_in=tuple((role, what or "") for role, what in session.execute(text(_NAMED_IN), about)),
    )


def names_of_others(session: Session, staff_id: int) -> frozenset[str]:
    """Return the full names of everybody else who is or was here: a person's record is without them."""
    return frozenset(session.scalars(select(StaffMember.full_name).where(StaffMember.id != staff_id)))


def _asked(session: Session, as_at: date, staff_id: int) -> tuple[AskedRow, ...]:
    """Return the yearly questions up to a day; an answer that came later had not come yet."""
    asked = select(Declaration).where(Declaration.staff_id == staff_id, Declaration.asked_on <= as_at)
    return tuple(
        AskedRow(one.asked_on, one.answered_on, one.is_nil)
        if one.answered_on is not None and one.answered_on <= as_at
        else AskedRow(one.asked_on, None, None)
        for one in session.scalars(asked.order_by(Declaration.asked_on.desc()))
    )


def _connections(session: Session, as_at: date, staff_id: int) -> tuple[RelationshipRow, ...]:
    """Return what somebody had declared by a day; a last day ahead is told where it has not been changed since."""
    changed = changed_on(session, DeclaredRelationship)
    return tuple(
        one
        if changed.get(one.id, date.min) <= as_at or one.until_on is None or one.until_on <= as_at
        else replace(one, until_on=None)
        for one in relationships(session, staff_id)
        if one.declared_on <= as_at
    )
