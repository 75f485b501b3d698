"""What can be done about an approval that holds no longer: it is withdrawn from a day on, for a reason."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from policydesk.actions.account_rows import is_closed, name_of, newest_record
from policydesk.actions.approvals import decided_as
from policydesk.actions.checks import Checks, found
from policydesk.dates import written
from policydesk.models import Approval, Withdrawal
from policydesk.store import Txn
from policydesk.terms import Topic
from policydesk.terms_accounts import ApprovalKind, Decision


@dataclass(frozen=True)
class WithdrawalDraft:
    """From which day on an approval does not hold any more, who withdraws it, and why."""

    from_on: date
    withdrawn_by_id: int
    reason: str


def withdraw_approval(txn: Txn, approval_id: int, draft: WithdrawalDraft) -> int:
    """Take an approval back from a day on, by somebody who may decide such things; returns the withdrawal's id.

    An account that is live stays so until somebody suspends or closes it: what is missing is found. Raises Refusal
    naming the fields.
    """
    row = found(txn.session, Approval, approval_id, "approval")
    checks = Checks()
    reason = checks.reason(draft.reason, "reason", "Enter why the approval is withdrawn.")
    _check_approval(txn, checks, row)
    _check_day(txn, checks, row, draft.from_on)
    withdrawn_as = _withdrawn_as(txn, checks, row, draft)
    checks.done()
    kept = Withdrawal(approval_id=row.id, from_on=draft.from_on, withdrawn_by_id=draft.withdrawn_by_id)
    kept.withdrawn_as, kept.reason, kept.recorded_on = withdrawn_as, reason, txn.today
    txn.session.add(kept)
    txn.session.flush()
    what = f"{ApprovalKind(row.kind).label}, “{row.title}”" if row.title else ApprovalKind(row.kind).label
    by = name_of(txn, draft.withdrawn_by_id)
    words = f"{by} withdrew an approval from {written(draft.from_on)}: {what}. {reason}"
    txn.record(Topic.ACCOUNTS, row.account_id or 0, words)
    return kept.id


def _check_approval(txn: Txn, checks: Checks, row: Approval) -> None:
    """Only what was approved and still stands can be withdrawn."""
    waits = row.decision == Decision.PENDING
    checks.refuse_if(waits, "This is not decided yet. Record the decision instead.")
    refused = row.decision == Decision.REFUSED
    checks.refuse_if(refused, f"This was refused on {written(row.decided_on)}, so there is nothing to withdraw.")
    before = txn.session.scalars(select(Withdrawal).where(Withdrawal.approval_id == row.id)).first()
    if before is not None:
        checks.refuse_if(before, f"It was withdrawn from {written(before.from_on)} already.")
    if row.account_id is not None and is_closed(txn, row.account_id):
        name = newest_record(txn, row.account_id).name
        checks.refuse_if(name, f"“{name}” is closed, so its approvals are over.")


def _check_day(txn: Txn, checks: Checks, row: Approval, from_on: date) -> None:
    checks.in_living_memory(from_on, txn.today, "from_on")
    if row.decided_on is not None and from_on < row.decided_on:
        says = f"It was approved on {written(row.decided_on)}. Enter that day or a later one."
        checks.refuse_if(row.decided_on, says, "from_on")
    if row.expires_on is not None and from_on > row.expires_on:
        says = f"The approval ends on {written(row.expires_on)} by itself. Enter that day or an earlier one."
        checks.refuse_if(row.expires_on, says, "from_on")


def _withdrawn_as(txn: Txn, checks: Checks, row: Approval, draft: WithdrawalDraft) -> str:
    """Return as what somebody withdraws; refuse where they could not decide it on that day (CP must 1, AT A.3.2)."""
    on, by_id = min(draft.from_on, txn.today), draft.withdrawn_by_id
    return decided_as(txn, checks, row, by_id, on, "withdrawn_by_id")
