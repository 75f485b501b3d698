"""What can be done about official accounts: proposing one, changing what is said of it, adding one that exists."""

from dataclasses import dataclass
from datetime import date

from policydesk.actions.account_answers import AccountDraft
from policydesk.store import Txn

__all__ = ["AccountDraft", "ExistingDraft", "change_account", "propose_account", "register_existing"]


@dataclass(frozen=True)
class ExistingDraft:
    """What is known of the life of an account that is older than the register; `approved_as` is a post's value."""

    proposed_on: date
    live_on: date | None = None
    approved_by_id: int | None = None
    approved_as: str = ""
    approved_on: date | None = None
    note: str = ""


def propose_account(txn: Txn, draft: AccountDraft, on: date | None = None) -> int:
    """Propose an account, today unless a day is given; returns its id. Raises Refusal naming the fields."""
    raise NotImplementedError


def change_account(txn: Txn, account_id: int, draft: AccountDraft) -> None:
    """Change what is said of an account from today on; what was said of it before stays in the register."""
    raise NotImplementedError


def register_existing(txn: Txn, draft: AccountDraft, existing: ExistingDraft) -> int:
    """Add an account that exists already, with the steps of its life on their own days; returns its id.

    It may be live without an approval: what is missing is found afterwards.
    """
    raise NotImplementedError
