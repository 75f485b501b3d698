"""What can be put right in a request and its decision that were mistyped."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from policydesk.actions.account_rows import name_of, newest_record
from policydesk.actions.approvals import TITLES, DecisionDraft, check_days, decided_as
from policydesk.actions.checks import Checks, found
from policydesk.actions.corrected import NO_REASON, NOTHING, keep_correction, standing
from policydesk.actions.documents import FileDraft
from policydesk.dates import written
from policydesk.models import AccountStep, Approval
from policydesk.store import Txn
from policydesk.terms import Topic
from policydesk.terms_accounts import AccountState, ApprovalKind, Decision

_ASKED = ("title", "address", "permission_reference", "notes", "asked_by_id", "asked_on", "account_id")
_DECIDED = ("decision", "decided_by_id", "decided_on", "conditions", "expires_on")


@dataclass(frozen=True)
class ApprovalCorrection:
    """What a request and its decision should have said, and why they are put right; what is asked for stays."""

    reason: str
    asked_on: date
    account_id: int | None = None
    title: str = ""
    address: str = ""
    asked_by_id: int | None = None
    permission_reference: str = ""
    notes: str = ""
    decision: Decision = Decision.PENDING
    decided_by_id: int | None = None
    decided_on: date | None = None
    conditions: str = ""
    expires_on: date | None = None
    evidence: FileDraft | None = None


def correct_approval(txn: Txn, approval_id: int, draft: ApprovalCorrection) -> None:
    """Put right a request and its decision; raises Refusal naming the fields.

    Whether an account was approved or refused stays: its life has gone on from there.
    """
    row = found(txn.session, Approval, approval_id, "request")
    checks = Checks()
    reason = checks.reason(draft.reason, "reason", NO_REASON)
    before = standing(row, (*_ASKED, *_DECIDED))
    with txn.session.no_autoflush:
        _set_asked(txn, checks, row, draft)
        if row.decision != Decision.PENDING:
            _set_decided(txn, checks, row, draft)
        checks.refuse_if(draft.evidence is None and standing(row, before) == before, NOTHING)
        checks.done()
    what = ApprovalKind(row.kind).label.lower()
    words = keep_correction(txn, row, draft.evidence, before)
    txn.record(Topic.ACCOUNTS, row.account_id or 0, f"Corrected a request, {what}: {words}. Reason: {reason}")


def _set_asked(txn: Txn, checks: Checks, row: Approval, draft: ApprovalCorrection) -> None:
    kind = ApprovalKind(row.kind)
    creates = kind is ApprovalKind.CREATE_ACCOUNT
    title = checks.line(draft.title, "title")
    checks.refuse_if(kind in TITLES and not title, TITLES.get(kind, ""), "title")
    checks.on_a_past_day(draft.asked_on, txn.today, "asked_on")
    account_id = row.account_id if creates else draft.account_id
    checks.refuse_if(
        account_id is None and kind is not ApprovalKind.TAKE_PART, "Select the account it is for.", "account_id"
    )
    if account_id is not None:
        newest_record(txn, account_id)
    if draft.asked_by_id is not None:
        name_of(txn, draft.asked_by_id)
    row.title, row.account_id = row.title if creates else title, account_id
    row.address = checks.line(draft.address, "address")
    row.permission_reference = checks.line(draft.permission_reference, "permission_reference")
    row.notes = checks.notes(draft.notes, "notes")
    row.asked_by_id, row.asked_on = draft.asked_by_id, draft.asked_on


def _set_decided(txn: Txn, checks: Checks, row: Approval, draft: ApprovalCorrection) -> None:
    creates = row.kind == ApprovalKind.CREATE_ACCOUNT
    decision = Decision(row.decision) if creates else draft.decision
    conditions = checks.notes(draft.conditions, "conditions")
    if draft.decided_by_id is None or draft.decided_on is None:
        checks.refuse_if(draft.decided_by_id is None, "Select who decided.", "decided_by_id")
        checks.refuse_if(draft.decided_on is None, "Enter the day of the decision.", "decided_on")
        return
    expires_on = draft.expires_on if decision is Decision.APPROVED else None
    said = DecisionDraft(decision, draft.decided_by_id, draft.decided_on, conditions, expires_on)
    check_days(txn, checks, row, said)
    as_what = decided_as(txn, checks, row, said.decided_by_id, said.decided_on)
    if creates and decision is Decision.APPROVED:
        _move_step(txn, checks, row, said)
    row.decision, row.decided_by_id, row.decided_on, row.decided_as = (
        decision,
        said.decided_by_id,
        said.decided_on,
        as_what,
    )
    row.conditions, row.expires_on = conditions, expires_on


def _move_step(txn: Txn, checks: Checks, row: Approval, said: DecisionDraft) -> None:
    """Move the day on which the account became approved by this decision, between the steps before and after it."""
    asked = select(AccountStep).where(AccountStep.account_id == row.account_id)
    steps = txn.session.scalars(asked.order_by(AccountStep.on_day, AccountStep.id)).all()
    at = next(
        (n for n, one in enumerate(steps) if one.state == AccountState.APPROVED and one.on_day == row.decided_on), -1
    )
    if at < 0:
        return
    for wrong, other in ((-1, steps[at - 1] if at else None), (1, steps[at + 1] if at + 1 < len(steps) else None)):
        if other is not None and (said.decided_on - other.on_day).days * wrong > 0:
            label, side = AccountState(other.state).label.lower(), "a later" if wrong < 0 else "an earlier"
            checks.refuse_if(
                other,
                f"The account is {label} since {written(other.on_day)}. Enter that day or {side} one.",
                "decided_on",
            )
    steps[at].on_day, steps[at].by_name = said.decided_on, name_of(txn, said.decided_by_id)
