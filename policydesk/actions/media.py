"""What can be done about enquiries from the media: noting, forwarding and closing them (AT A.3.7)."""

from dataclasses import dataclass
from datetime import date, datetime

from policydesk.store import Txn


@dataclass(frozen=True)
class EnquiryDraft:
    """Which newspaper or broadcaster asked what, when, and who took the call; `received_at` knows its time zone."""

    received_at: datetime
    outlet: str
    enquirer: str = ""
    subject: str = ""
    account_id: int | None = None
    received_by_id: int | None = None
    notes: str = ""


@dataclass(frozen=True)
class ForwardDraft:
    """When an enquiry went to the headteacher; `forwarded_at` knows its time zone."""

    forwarded_at: datetime
    forwarded_to_id: int


@dataclass(frozen=True)
class ReplyDraft:
    """How an enquiry ended: who approved a reply and when it was given, or none, and when it was closed."""

    closed_on: date
    reply_approved_by_id: int | None = None
    replied_on: date | None = None
    notes: str = ""


def record_enquiry(txn: Txn, draft: EnquiryDraft) -> int:
    """Note an enquiry from the media; returns its id. Raises Refusal naming the fields."""
    raise NotImplementedError


def change_enquiry(txn: Txn, enquiry_id: int, draft: EnquiryDraft) -> None:
    """Change what is said of an enquiry."""
    raise NotImplementedError


def forward_enquiry(txn: Txn, enquiry_id: int, draft: ForwardDraft) -> None:
    """Note when an enquiry went to the headteacher or executive headteacher in office on that day."""
    raise NotImplementedError


def close_enquiry(txn: Txn, enquiry_id: int, draft: ReplyDraft) -> None:
    """Close an enquiry that was forwarded, with the reply and who approved it."""
    raise NotImplementedError
