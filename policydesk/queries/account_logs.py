"""What can be asked about the logs beside the accounts: approvals, the media, pages of others, permissions, firms."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from policydesk.models import Approval, MediaEnquiry, StaffMember, Withdrawal
from policydesk.queries.accounts import account_names
from policydesk.queries.outside import (
    AccessRow,
    Names,
    PageRow,
    PermissionRow,
    name_in,
    outside_access,
    permissions,
    unofficial_pages,
)
from policydesk.terms_accounts import ApprovalKind, Decision

__all__ = [
    "AccessRow",
    "ApprovalRow",
    "EnquiryRow",
    "PageRow",
    "PermissionRow",
    "approvals",
    "end_of",
    "enquiries",
    "outside_access",
    "permissions",
    "unofficial_pages",
]

ZONE = ZoneInfo("Europe/London")
"""The school's time, in which a day begins and ends."""


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """Something that was asked for and what was decided by the day; `decided_as` is a post's value or a role's.

    An approval that was taken back does not hold from `withdrawn_from` on.
    """

    id: int
    kind: ApprovalKind
    account_id: int | None
    account: str
    title: str
    address: str
    asked_by_id: int | None
    asked_by: str
    asked_on: date
    decision: Decision
    decided_by_id: int | None
    decided_by: str
    decided_as: str
    decided_on: date | None
    conditions: str
    expires_on: date | None
    permission_reference: str
    notes: str
    evidence_id: int | None
    withdrawn_from: date | None = None
    withdrawn_by: str = ""
    withdrawal_reason: str = ""

    def holds(self, as_at: date) -> bool:
        """Whether it was approved and neither ran out nor was taken back by a day."""
        withdrawn = self.withdrawn_from is not None and self.withdrawn_from <= as_at
        ended = self.expires_on is not None and self.expires_on < as_at
        return self.decision is Decision.APPROVED and not withdrawn and not ended


@dataclass(frozen=True, slots=True)
class EnquiryRow:
    """A question from the media; moments are in UTC."""

    id: int
    received_at: datetime
    outlet: str
    enquirer: str
    subject: str
    account_id: int | None
    account: str
    received_by_id: int | None
    received_by: str
    forwarded_at: datetime | None
    forwarded_to_id: int | None
    forwarded_to: str
    reply_approved_by_id: int | None
    reply_approved_by: str
    replied_on: date | None
    closed_on: date | None
    notes: str


def approvals(
    session: Session, as_at: date, *, account_id: int | None = None, kind: ApprovalKind | None = None
) -> tuple[ApprovalRow, ...]:
    """Return what was asked for by a day, the newest first; what is decided later is still waiting."""
    asker, decider, taker = aliased(StaffMember), aliased(StaffMember), aliased(StaffMember)
    taken = (Withdrawal.approval_id == Approval.id) & (
        (Withdrawal.from_on <= as_at) | (Withdrawal.recorded_on <= as_at)
    )
    asked = (
        select(Approval, asker.full_name, decider.full_name, Withdrawal, taker.full_name)
        .outerjoin(asker, asker.id == Approval.asked_by_id)
        .outerjoin(decider, decider.id == Approval.decided_by_id)
        .outerjoin(Withdrawal, taken)
        .outerjoin(taker, taker.id == Withdrawal.withdrawn_by_id)
        .where(Approval.asked_on <= as_at)
        .order_by(Approval.asked_on.desc(), Approval.id.desc())
    )
    if account_id is not None:
        asked = asked.where(Approval.account_id == account_id)
    if kind is not None:
        asked = asked.where(Approval.kind == kind.value)
    names = dict(account_names(session, as_at))
    return tuple(
        replace(_approval(one, names, by or "", decided_by or "", as_at), **_taken_back(withdrawal, taken_by))
        for one, by, decided_by, withdrawal, taken_by in session.execute(asked)
    )


def _taken_back(withdrawal: Withdrawal | None, by: str | None) -> dict[str, Any]:
    if withdrawal is None:
        return {}
    return {
        "withdrawn_from": withdrawal.from_on,
        "withdrawn_by": by or "",
        "withdrawal_reason": withdrawal.reason,
    }


def _approval(one: Approval, names: Names, asked_by: str, decided_by: str, as_at: date) -> ApprovalRow:
    same = ("id", "account_id", "title", "address", "asked_by_id", "asked_on", "notes", "evidence_id")
    decided = ("decided_by_id", "decided_as", "decided_on", "conditions", "expires_on")
    nothing = {"decided_by_id": None, "decided_as": "", "decided_on": None, "conditions": "", "expires_on": None}
    is_decided = one.decided_on is not None and one.decided_on <= as_at
    return ApprovalRow(
        **{name: getattr(one, name) for name in same},
        **({name: getattr(one, name) for name in decided} if is_decided else nothing),
        kind=ApprovalKind(one.kind),
        account=name_in(names, one.account_id),
        asked_by=asked_by,
        decision=Decision(one.decision) if is_decided else Decision.PENDING,
        decided_by=decided_by if is_decided else "",
        permission_reference=one.permission_reference,
    )


def enquiries(session: Session, as_at: date, *, account_id: int | None = None) -> tuple[EnquiryRow, ...]:
    """Return the questions from the media received by a day, the newest first; what came later is not in them."""
    takers, heads, approvers = (aliased(StaffMember) for _ in range(3))
    asked = (
        select(MediaEnquiry, takers.full_name, heads.full_name, approvers.full_name)
        .outerjoin(takers, takers.id == MediaEnquiry.received_by_id)
        .outerjoin(heads, heads.id == MediaEnquiry.forwarded_to_id)
        .outerjoin(approvers, approvers.id == MediaEnquiry.reply_approved_by_id)
        .where(MediaEnquiry.received_at < end_of(as_at))
        .order_by(MediaEnquiry.received_at.desc(), MediaEnquiry.id.desc())
    )
    if account_id is not None:
        asked = asked.where(MediaEnquiry.account_id == account_id)
    names = dict(account_names(session, as_at))
    return tuple(
        _enquiry(one, names, tuple(name or "" for name in people), as_at) for one, *people in session.execute(asked)
    )


def _enquiry(one: MediaEnquiry, names: Names, people: tuple[str, ...], as_at: date) -> EnquiryRow:
    received_by, forwarded_to, approved_by = people
    forwarded = one.forwarded_at is not None and one.forwarded_at < end_of(as_at)
    replied = one.replied_on is not None and one.replied_on <= as_at
    closed = one.closed_on is not None and one.closed_on <= as_at
    same = ("id", "received_at", "outlet", "enquirer", "subject", "account_id", "received_by_id", "notes")
    return EnquiryRow(
        **{name: getattr(one, name) for name in same},
        account=name_in(names, one.account_id),
        received_by=received_by,
        forwarded_at=one.forwarded_at if forwarded else None,
        forwarded_to_id=one.forwarded_to_id if forwarded else None,
        forwarded_to=forwarded_to if forwarded else "",
        reply_approved_by_id=one.reply_approved_by_id if replied or closed else None,
        reply_approved_by=approved_by if replied or closed else "",
        replied_on=one.replied_on if replied else None,
        closed_on=one.closed_on if closed else None,
    )


def end_of(day: date) -> datetime:
    """Return the moment at which a day is over at the school."""
    return datetime.combine(day + timedelta(days=1), time.min, ZONE)
