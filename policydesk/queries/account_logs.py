"""What can be asked about the logs beside the accounts: approvals, the media, pages of others, permissions, firms."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from policydesk.terms_accounts import AccessLevel, ApprovalKind, Decision, Disclaimer, PermissionKind


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """Something that was asked for and what was decided by the day; `decided_as` is a post's value or a role's."""

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


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page that names the school and is not the school's."""

    id: int
    name: str
    platform: str
    platform_name: str
    address: str
    run_by: str
    contact: str
    disclaimer: Disclaimer
    disclaimer_on: date | None
    noted_on: date
    closed_on: date | None
    notes: str


@dataclass(frozen=True, slots=True)
class AccessRow:
    """An outside firm that may get into an account, or could until `ended_on`, inclusive."""

    id: int
    account_id: int
    account: str
    firm: str
    contact: str
    agreement: str
    agreed_on: date | None
    level: AccessLevel
    from_on: date
    ended_on: date | None

    def is_open(self, as_at: date) -> bool:
        """Whether the firm may get in on a day."""
        return self.from_on <= as_at and (self.ended_on is None or self.ended_on >= as_at)


@dataclass(frozen=True, slots=True)
class PermissionRow:
    """A permission to name or show somebody or something; it holds until `expires_on`, inclusive."""

    id: int
    kind: PermissionKind
    subject: str
    account_id: int | None
    account: str
    given_by: str
    given_on: date
    expires_on: date | None
    withdrawn_on: date | None
    reference: str
    notes: str
    evidence_id: int | None

    def holds(self, as_at: date) -> bool:
        """Whether the permission holds on a day."""
        ended = self.withdrawn_on is not None and self.withdrawn_on <= as_at
        return self.given_on <= as_at and not ended and (self.expires_on is None or self.expires_on >= as_at)


def approvals(
    session: Session, as_at: date, *, account_id: int | None = None, kind: ApprovalKind | None = None
) -> tuple[ApprovalRow, ...]:
    """Return what was asked for by a day, the newest first; what is decided later is still waiting."""
    raise NotImplementedError


def enquiries(session: Session, as_at: date, *, account_id: int | None = None) -> tuple[EnquiryRow, ...]:
    """Return the questions from the media received by a day, the newest first."""
    raise NotImplementedError


def unofficial_pages(session: Session, as_at: date) -> tuple[PageRow, ...]:
    """Return the pages of others that were noted by a day, by name, those that are gone last."""
    raise NotImplementedError


def outside_access(session: Session, as_at: date, *, account_id: int | None = None) -> tuple[AccessRow, ...]:
    """Return which firms may get into which account or could once, the newest first."""
    raise NotImplementedError


def permissions(session: Session, as_at: date, *, account_id: int | None = None) -> tuple[PermissionRow, ...]:
    """Return the permissions given by a day, the newest first."""
    raise NotImplementedError
