"""What can be asked about the school's year and its people: terms, absences, training."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from policydesk.models import StaffMember, Term, Training
from policydesk.queries.leaving import TurnRow, moderator_turns
from policydesk.terms_accounts import AbsenceKind

__all__ = [
    "AbsenceRow",
    "TermRow",
    "TrainingRow",
    "TurnRow",
    "absences",
    "moderator_turns",
    "terms",
    "trainings",
]


@dataclass(frozen=True, slots=True)
class TermRow:
    """One term of the school and its half-term holiday, all days inclusive."""

    id: int
    name: str
    first_on: date
    last_on: date
    break_from: date | None
    break_until: date | None


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """Days on which somebody is not there, both inclusive."""

    id: int
    staff_id: int
    full_name: str
    kind: AbsenceKind
    from_on: date
    until_on: date
    recorded_on: date


@dataclass(frozen=True, slots=True)
class TrainingRow:
    """A training for moderators that somebody had; `expires_on` is the last day on which it holds."""

    id: int
    staff_id: int
    full_name: str
    trained_on: date
    expires_on: date
    title: str
    evidence_id: int | None


def terms(session: Session) -> tuple[TermRow, ...]:
    """Return the school's terms, the earliest first."""
    return tuple(
        TermRow(one.id, one.name, one.first_on, one.last_on, one.break_from, one.break_until)
        for one in session.scalars(select(Term).order_by(Term.first_on))
    )


def absences(
    session: Session,
    from_on: date,
    until_on: date | None = None,
    staff_id: int | None = None,
    known_by: date | None = None,
) -> tuple[AbsenceRow, ...]:
    """Return who is away between two days, the earliest first; of one person where they are named.

    With `known_by` as it was known on that day, also what was changed or did not happen afterwards.
    """
    own = "id, staff_id, kind, from_on, until_on, recorded_on"
    rows = session.execute(
        text(f"""
            SELECT a.id, a.staff_id, s.full_name, a.kind, a.from_on, a.until_on, a.recorded_on
            FROM (SELECT {own} FROM absence
                  UNION ALL SELECT {own} FROM earlier_absence WHERE replaced_on > :known) a
            JOIN staff_member s ON s.id = a.staff_id
            WHERE a.until_on >= :first AND a.from_on <= :last AND a.recorded_on <= :known
              AND (:staff_id IS NULL OR a.staff_id = :staff_id)
            ORDER BY a.from_on, s.sort_name, a.id"""),
        {
            "first": from_on.isoformat(),
            "last": (until_on or date.max).isoformat(),
            "known": (known_by or date.max).isoformat(),
            "staff_id": staff_id,
        },
    )
    return tuple(
        AbsenceRow(one, member, name, AbsenceKind(kind), *(date.fromisoformat(each) for each in days))
        for one, member, name, kind, *days in rows.all()
    )


def trainings(session: Session, staff_id: int | None = None) -> tuple[TrainingRow, ...]:
    """Return trainings, the newest first; of one person where they are named."""
    asked = (
        select(Training, StaffMember.full_name)
        .join(StaffMember, StaffMember.id == Training.staff_id)
        .order_by(Training.trained_on.desc(), StaffMember.sort_name, Training.id)
    )
    if staff_id is not None:
        asked = asked.where(Training.staff_id == staff_id)
    return tuple(
        TrainingRow(one.id, one.staff_id, name, one.trained_on, one.expires_on, one.title, one.evidence_id)
        for one, name in session.execute(asked)
    )
