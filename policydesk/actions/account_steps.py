"""What can be done about an account's life: going live, suspending, closing."""

from dataclasses import dataclass
from datetime import date

from policydesk.store import Txn
from policydesk.terms_accounts import AccountState


@dataclass(frozen=True)
class StepDraft:
    """Which state an account enters on which day, and why.

    `override_reason` is the headteacher's reason for going live although something is missing.
    """

    state: AccountState
    on: date
    note: str = ""
    override_reason: str = ""


def take_step(txn: Txn, account_id: int, draft: StepDraft) -> None:
    """Take an account's next step; raises Refusal naming everything that is missing for it."""
    raise NotImplementedError
