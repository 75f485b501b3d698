"""What can be done about approvals: asking for one, deciding it, and noting content that was agreed at once."""

from dataclasses import dataclass
from datetime import date

from policydesk.actions.documents import FileDraft
from policydesk.store import Txn
from policydesk.terms_accounts import ApprovalKind, Decision


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


def ask_approval(txn: Txn, draft: ApprovalDraft) -> int:
    """Record that somebody asked for an approval; returns its id. Raises Refusal naming the fields."""
    raise NotImplementedError


def decide_approval(txn: Txn, approval_id: int, draft: DecisionDraft) -> None:
    """Record a decision by somebody who may decide on that day; a proposed account becomes approved by it."""
    raise NotImplementedError


def log_content(txn: Txn, draft: ContentDraft) -> int:
    """Note content and the decision about it in one; returns the approval's id."""
    raise NotImplementedError
