"""What can be done when somebody looks at accounts: noting checks, evaluations and answers to the checklist."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from policydesk.actions.documents import FileDraft
from policydesk.store import Txn
from policydesk.terms_accounts import EvaluationResult, TickAnswer


@dataclass(frozen=True)
class CheckDraft:
    """Who looked at which accounts on which day, what they found, and how many things they removed."""

    account_ids: tuple[int, ...]
    checked_on: date
    staff_id: int
    found: str = ""
    removed: int = 0
    removed_what: str = ""
    followers_vetted: bool = False
    concern_reference: str = ""


@dataclass(frozen=True)
class EvaluationDraft:
    """Who weighed an account against its purpose on which day, and what follows."""

    account_id: int
    evaluated_on: date
    evaluated_by: str
    result: EvaluationResult
    notes: str = ""


@dataclass(frozen=True)
class TickDraft:
    """The answer to one question of the checklist, `item` being its code."""

    item: str
    answer: TickAnswer
    note: str = ""
    evidence: FileDraft | None = None


def record_checks(txn: Txn, draft: CheckDraft) -> tuple[int, ...]:
    """Note one look at several accounts; returns the ids in the order of `account_ids`."""
    raise NotImplementedError


def record_evaluation(txn: Txn, draft: EvaluationDraft) -> int:
    """Note how an account was evaluated; returns the evaluation's id."""
    raise NotImplementedError


def tick_items(txn: Txn, account_id: int, ticks: Sequence[TickDraft], on: date, by: str) -> int:
    """Answer questions of the standard's checklist for an account; returns how many. Refusals name the item's code."""
    raise NotImplementedError
