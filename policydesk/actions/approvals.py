"""What can be done about approvals: asking for one, deciding it, and noting content that was agreed at once."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from policydesk.actions.account_rows import is_closed, last_step, name_of, newest_record, step_of
from policydesk.actions.checks import Checks, found
from policydesk.actions.documents import FileDraft, keep_document
from policydesk.dates import written
from policydesk.models import Approval
from policydesk.queries.deciders import who_may_decide
from policydesk.store import Txn
from policydesk.terms import Topic
from policydesk.terms_accounts import AccountState, ApprovalKind, Decision


@dataclass(frozen=True)
class ApprovalDraft:
    """What is asked for, by whom and when; `title` names the content, the site or the organisation."""

    kind: ApprovalKind
    asked_on: date
    account_id: int | None = None
    title: str = ""
    address: str = ""
    asked_by_id: int | None = None
    permission_reference: str = ""
    notes: str = ""
    evidence: FileDraft | None = None


@dataclass(frozen=True)
class DecisionDraft:
    """What was decided, by whom and when; `expires_on` is the last day on which it holds, inclusive."""

    decision: Decision
    decided_by_id: int
    decided_on: date
    conditions: str = ""
    expires_on: date | None = None
    evidence: FileDraft | None = None


@dataclass(frozen=True)
class ContentDraft:
    """Content that was asked for and decided in one, with the reference of a permission to show people."""

    account_id: int
    title: str
    decided_by_id: int
    decided_on: date
    asked_by_id: int | None = None
    decision: Decision = Decision.APPROVED
    permission_reference: str = ""
    notes: str = ""


UNDECIDED = "Select whether it was approved or refused."

TITLES = {
    ApprovalKind.TAKE_PART: "Enter in which site or group somebody wants to take part.",
    ApprovalKind.CONTENT: "Enter what is to be posted.",
    ApprovalKind.ADVERTISE: "Enter for which contributors you want to advertise.",
    ApprovalKind.OUTSIDE_FRIEND: "Enter which organisation becomes a friend or follower.",
}
"""What has to be named, by kind; an account that is to be created has its name already."""


def ask_approval(txn: Txn, draft: ApprovalDraft) -> int:
    """Record that somebody asked for an approval; returns its id. Raises Refusal naming the fields."""
    checks = Checks()
    row = Approval(kind=draft.kind, account_id=draft.account_id, asked_by_id=draft.asked_by_id, asked_on=draft.asked_on)
    row.title = checks.line(draft.title, "title")
    row.address = checks.line(draft.address, "address")
    row.permission_reference = checks.line(draft.permission_reference, "permission_reference")
    row.notes = checks.notes(draft.notes, "notes")
    needs_title = draft.kind in TITLES and not row.title
    checks.refuse_if(needs_title, TITLES.get(draft.kind, ""), "title")
    checks.on_a_past_day(draft.asked_on, txn.today, "asked_on")
    if draft.account_id is not None:
        name = _name_of_open(txn, checks, draft.account_id)
        row.title = row.title or name
    needs_account = draft.account_id is None and draft.kind is not ApprovalKind.TAKE_PART
    checks.refuse_if(needs_account, "Select the account it is for.", "account_id")
    if draft.kind is ApprovalKind.CREATE_ACCOUNT and draft.account_id is not None:
        waiting = None if is_closed(txn, draft.account_id) else _waiting_since(txn, draft.account_id)
        checks.refuse_if(
            waiting, f"It waits for a decision since {written(waiting)}. Record that decision instead.", "account_id"
        )
    if draft.asked_by_id is not None:
        name_of(txn, draft.asked_by_id)
    checks.done()
    row.evidence_id = keep_document(txn, draft.evidence) if draft.evidence else None
    txn.session.add(row)
    txn.session.flush()
    words = f"Asked for approval on {written(draft.asked_on)}: {_what(row)}"
    txn.record(Topic.ACCOUNTS, draft.account_id or 0, words)
    return row.id


def decide_approval(txn: Txn, approval_id: int, draft: DecisionDraft) -> None:
    """Record a decision by somebody who may decide on that day; a proposed account becomes approved by it."""
    row = found(txn.session, Approval, approval_id, "request")
    checks = Checks()
    granted = draft.decision is Decision.APPROVED
    checks.refuse_if(
        row.decision != Decision.PENDING,
        f"This was decided on {written(row.decided_on)}. Ask for a new approval instead.",
    )
    conditions = checks.notes(draft.conditions, "conditions")
    check_days(txn, checks, row, draft)
    as_what = decided_as(txn, checks, row, draft.decided_by_id, draft.decided_on)
    if row.account_id is not None:
        _name_of_open(txn, checks, row.account_id)
    enters = granted and row.kind == ApprovalKind.CREATE_ACCOUNT and _is_proposed(txn, row.account_id, draft, checks)
    checks.done()
    _set_decided(row, draft, as_what)
    row.conditions = conditions
    row.expires_on = draft.expires_on if granted else None
    if draft.evidence:
        row.evidence_id = keep_document(txn, draft.evidence)
    if enters and row.account_id is not None:
        name = name_of(txn, draft.decided_by_id)
        txn.session.add(step_of(txn, row.account_id, AccountState.APPROVED, draft.decided_on, name))
    txn.session.flush()
    txn.record(Topic.ACCOUNTS, row.account_id or 0, _decided(txn, row))


def log_content(txn: Txn, draft: ContentDraft) -> int:
    """Note content and the decision about it in one; returns the approval's id."""
    checks = Checks()
    row = Approval(kind=ApprovalKind.CONTENT, account_id=draft.account_id, asked_by_id=draft.asked_by_id)
    row.title = checks.name(draft.title, TITLES[ApprovalKind.CONTENT], "title")
    row.permission_reference = checks.line(draft.permission_reference, "permission_reference")
    row.notes = checks.notes(draft.notes, "notes")
    _name_of_open(txn, checks, draft.account_id)
    checks.refuse_if(draft.decision is Decision.PENDING, UNDECIDED, "decision")
    checks.on_a_past_day(draft.decided_on, txn.today, "decided_on")
    if draft.asked_by_id is not None:
        name_of(txn, draft.asked_by_id)
    as_what = decided_as(txn, checks, row, draft.decided_by_id, draft.decided_on)
    checks.done()
    row.asked_on = draft.decided_on
    _set_decided(row, draft, as_what)
    txn.session.add(row)
    txn.session.flush()
    txn.record(Topic.ACCOUNTS, draft.account_id, _decided(txn, row))
    return row.id


def check_days(txn: Txn, checks: Checks, row: Approval, draft: DecisionDraft) -> None:
    """Gather what is wrong with the days of a decision."""
    checks.refuse_if(draft.decision is Decision.PENDING, UNDECIDED, "decision")
    checks.on_a_past_day(draft.decided_on, txn.today, "decided_on")
    checks.refuse_if(
        draft.decided_on < row.asked_on,
        f"It was asked for on {written(row.asked_on)}. Enter that day or a later one.",
        "decided_on",
    )
    checks.in_living_memory(draft.expires_on, txn.today, "expires_on")
    checks.refuse_if(
        draft.expires_on is not None and draft.expires_on < draft.decided_on,
        "The last day is before the decision. Check both dates.",
        "expires_on",
    )


def decided_as(txn: Txn, checks: Checks, row: Approval, by_id: int, on: date, field: str = "decided_by_id") -> str:
    """Return as what somebody decides; refuse where they may not on that day (CP must 1, AT A.3.2)."""
    name = name_of(txn, by_id)
    may = who_may_decide(txn.session, ApprovalKind(row.kind), row.account_id, on, row.asked_by_id)
    who = " or ".join(one.words for one in may)
    checks.refuse_if(
        by_id not in {one.staff_id for one in may},
        f"{name} could not decide this on {written(on)}. "
        + (f"It was for {who} to decide." if may else "Nobody who could is recorded: appoint the headteacher first."),
        field,
    )
    return next((one.as_what for one in may if one.staff_id == by_id), "")


def _set_decided(row: Approval, draft: DecisionDraft | ContentDraft, as_what: str) -> None:
    row.decision, row.decided_as = draft.decision, as_what
    row.decided_by_id, row.decided_on = draft.decided_by_id, draft.decided_on


def _name_of_open(txn: Txn, checks: Checks, account_id: int) -> str:
    name = newest_record(txn, account_id).name
    checks.refuse_if(is_closed(txn, account_id), f"“{name}” is closed, so nothing is approved for it.", "account_id")
    return name


def _is_proposed(txn: Txn, account_id: int | None, draft: DecisionDraft, checks: Checks) -> bool:
    if account_id is None:
        return False
    step = last_step(txn, account_id)
    proposed = step.state == AccountState.PROPOSED
    checks.refuse_if(
        proposed and draft.decided_on < step.on_day,
        f"The account was proposed on {written(step.on_day)}. Enter that day or a later one.",
        "decided_on",
    )
    return proposed


def _waiting_since(txn: Txn, account_id: int) -> date | None:
    asked = select(Approval.asked_on).where(
        Approval.account_id == account_id,
        Approval.kind == ApprovalKind.CREATE_ACCOUNT,
        Approval.decision == Decision.PENDING,
    )
    return txn.session.scalars(asked.limit(1)).first()


def _what(row: Approval) -> str:
    kind = ApprovalKind(row.kind).label
    return f"{kind}, “{row.title}”" if row.title else kind


def _decided(txn: Txn, row: Approval) -> str:
    by = name_of(txn, row.decided_by_id or 0)
    verb = "approved" if row.decision == Decision.APPROVED else "refused"
    return f"{by} {verb} on {written(row.decided_on)}: {_what(row)}"
