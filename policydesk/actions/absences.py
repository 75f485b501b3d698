"""What can be done about days on which people are away, and about the training of moderators."""

from dataclasses import dataclass
from datetime import date

from policydesk.actions.documents import FileDraft
from policydesk.store import Txn
from policydesk.terms_accounts import AbsenceKind


@dataclass(frozen=True)
class AbsenceDraft:
    """Who is away from when until when, both days inclusive, and no more of the reason than its kind."""

    staff_id: int
    kind: AbsenceKind
    from_on: date
    until_on: date


@dataclass(frozen=True)
class TrainingDraft:
    """Who was trained on which day; without `expires_on` the training holds as long as the standard says."""

    staff_ids: tuple[int, ...]
    trained_on: date
    expires_on: date | None = None
    title: str = ""
    evidence: FileDraft | None = None


def record_absence(txn: Txn, draft: AbsenceDraft) -> int:
    """Note that somebody is away; returns the absence's id. Raises Refusal naming the fields."""
    raise NotImplementedError


def change_absence(txn: Txn, absence_id: int, draft: AbsenceDraft) -> None:
    """Change an absence, for example where somebody comes back earlier."""
    raise NotImplementedError


def cancel_absence(txn: Txn, absence_id: int) -> None:
    """Take an absence away that does not happen; the audit trail keeps that it was expected."""
    raise NotImplementedError


def record_training(txn: Txn, draft: TrainingDraft) -> tuple[int, ...]:
    """Note a training of several people; returns the ids in the order of `staff_ids`."""
    raise NotImplementedError
