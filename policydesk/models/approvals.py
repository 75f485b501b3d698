"""What was asked of the school's leaders: approvals of every kind, those taken back, and enquiries from the media."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from policydesk.models.base import Base, UtcDateTime


class Approval(Base):
    """One thing asked and decided: an account, content, taking part (CP must 1-2, AT A.3.2-A.3.4, A.5.8-A.5.9).

    `expires_on` is the last day on which it holds, inclusive. `decided_as` is the post in which somebody decided.
    """

    __tablename__ = "approval"
    __table_args__ = (
        CheckConstraint("(decision = 'pending') = (decided_on IS NULL)", name="decided_when"),
        CheckConstraint("(decided_on IS NULL) = (decided_by_id IS NULL)", name="decided_by_somebody"),
        Index("ix_approval_account", "account_id", "kind"),
    )

    kind: Mapped[str]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("official_account.id"))
    title: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    asked_on: Mapped[date]
    decision: Mapped[str] = mapped_column(default="pending")
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    decided_as: Mapped[str] = mapped_column(default="")
    decided_on: Mapped[date | None]
    conditions: Mapped[str] = mapped_column(default="")
    expires_on: Mapped[date | None]
    permission_reference: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))


class Withdrawal(Base):
    """An approval that was taken back: it does not hold from `from_on` on, for a reason that somebody gave."""

    __tablename__ = "withdrawal"
    __table_args__ = (CheckConstraint("reason <> ''", name="has_a_reason"),)

    approval_id: Mapped[int] = mapped_column(ForeignKey("approval.id"), unique=True)
    from_on: Mapped[date]
    withdrawn_by_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    withdrawn_as: Mapped[str] = mapped_column(default="")
    reason: Mapped[str]
    recorded_on: Mapped[date]


class MediaEnquiry(Base):
    """A question from a newspaper or broadcaster: it goes to the headteacher at once (AT A.3.7). Moments are in UTC."""

    __tablename__ = "media_enquiry"
    __table_args__ = (
        CheckConstraint("(forwarded_at IS NULL) = (forwarded_to_id IS NULL)", name="forwarded_to_somebody"),
        CheckConstraint("closed_on IS NULL OR forwarded_at IS NOT NULL", name="closed_after_forwarding"),
    )

    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    outlet: Mapped[str]
    enquirer: Mapped[str] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(default="")
    account_id: Mapped[int | None] = mapped_column(ForeignKey("official_account.id"), index=True)
    received_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    forwarded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    forwarded_to_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    reply_approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    replied_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    notes: Mapped[str] = mapped_column(default="")
