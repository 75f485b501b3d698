"""What else the register holds about one person: accounts they looked after, training, days away, declarations."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from policydesk.models import Declaration
from policydesk.queries.calendar import AbsenceRow, TrainingRow, absences, trainings
from policydesk.queries.incident_settings import AdviceRow, RelationshipRow, advice_given, relationships
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
    "ORDER BY r.recorded_on DESC, r.id DESC LIMIT 1)"
)

_NAMED_IN = f"""
SELECT 'Answers for the account' AS role, {_NAME} AS what FROM account_record x WHERE x.responsible_leader_id = :id
UNION SELECT 'Holds the sign-in of', {_NAME} FROM account_record x WHERE x.credentials_holder_id = :id
UNION SELECT 'Decides on content of', {_NAME} FROM account_record x WHERE x.content_delegated_by_id = :id
UNION SELECT 'Asked for an approval', coalesce(nullif(x.title, ''), {_NAME}, '') FROM approval x
    WHERE x.asked_by_id = :id
UNION SELECT 'Decided an approval', coalesce(nullif(x.title, ''), {_NAME}, '') FROM approval x
    WHERE x.decided_by_id = :id
UNION SELECT 'Owns the policy', p.title FROM policy p WHERE p.owner_id = :id
UNION SELECT 'Sees to the review of', coalesce(nullif(t.title, ''), p.title, '') FROM review_terms t
    JOIN review_schedule s ON s.id = t.schedule_id LEFT JOIN policy p ON p.id = s.policy_id WHERE t.person_id = :id
UNION SELECT 'Received a media enquiry', e.outlet FROM media_enquiry e WHERE e.received_by_id = :id
UNION SELECT 'Was sent a media enquiry', e.outlet FROM media_enquiry e WHERE e.forwarded_to_id = :id
UNION SELECT 'Was given a task', f.says FROM finding_care f WHERE f.assigned_to_id = :id
ORDER BY 1, 2"""
"""Where else a person stands in the register, and as what."""


def person_record(session: Session, staff_id: int) -> PersonRecord:
    """Return all of it, the newest first."""
    turns = text(
        f"SELECT {_NAME}, x.role, x.from_on, x.until_on FROM moderator x WHERE x.staff_id = :id ORDER BY 3 DESC"
    )
    looks = text(
        f"SELECT {_NAME}, x.checked_on, x.found FROM moderation_check x WHERE x.staff_id = :id "
        "ORDER BY x.checked_on DESC, x.id DESC"
    )
    asked = select(Declaration).where(Declaration.staff_id == staff_id).order_by(Declaration.asked_on.desc())
    about = {"id": staff_id}
    return PersonRecord(
        turns=tuple(
            TurnRow(
                name, ModeratorRole(role), date.fromisoformat(first), None if last is None else date.fromisoformat(last)
            )
            for name, role, first, last in session.execute(turns, about)
        ),
        looks=tuple(
            LookRow(name, date.fromisoformat(day), words) for name, day, words in session.execute(looks, about)
        ),
        trainings=trainings(session, staff_id),
        absences=absences(session, date.min, staff_id=staff_id)[::-1],
        declarations=tuple(AskedRow(one.asked_on, one.answered_on, one.is_nil) for one in session.scalars(asked)),
        connections=relationships(session, staff_id),
        advice=advice_given(session, staff_id),
        named_in=tuple((role, what or "") for role, what in session.execute(text(_NAMED_IN), about)),
    )
