"""What can be asked about the school's year and its people: terms, absences, training, and turns as moderator."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from policydesk.terms_accounts import AbsenceKind, AccountState, ModeratorRole


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


@dataclass(frozen=True, slots=True)
class TurnRow:
    """One account that somebody moderates or whose sign-in they hold, now or later: what it loses when they leave.

    `moderator_id` is None where they only hold the sign-in. `others` are the approved moderators in post who stay, by
    name; `falls_below` is whether they are fewer than the `minimum`.
    """

    account_id: int
    name: str
    state: AccountState
    moderator_id: int | None
    role: ModeratorRole | None
    from_on: date | None
    until_on: date | None
    others: tuple[str, ...]
    minimum: int
    falls_below: bool
    holds_credentials: bool
    credentials_kept: str


def terms(session: Session) -> tuple[TermRow, ...]:
    """Return the school's terms, the earliest first."""
    raise NotImplementedError


def absences(
    session: Session, from_on: date, until_on: date | None = None, staff_id: int | None = None
) -> tuple[AbsenceRow, ...]:
    """Return who is away between two days, the earliest first; of one person where they are named."""
    raise NotImplementedError


def trainings(session: Session, staff_id: int | None = None) -> tuple[TrainingRow, ...]:
    """Return trainings, the newest first; of one person where they are named."""
    raise NotImplementedError


def moderator_turns(session: Session, staff_id: int, as_at: date) -> tuple[TurnRow, ...]:
    """Return the accounts that are not closed which somebody moderates or whose sign-in they hold (R47), by name."""
    raise NotImplementedError
