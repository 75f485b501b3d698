"""Who acknowledged or declined which version, and who is exempt for a while."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from policydesk.models.base import Base, UtcDateTime


class Acknowledgement(Base):
    """A staff member's answer to one version: "read and understood", or declined. Only ever voided (CP Compliance)."""

    __tablename__ = "acknowledgement"
    __table_args__ = (
        CheckConstraint("(voided_on IS NULL) = (void_reason = '')", name="void_has_reason"),
        CheckConstraint("declined = 0 OR decline_reason <> ''", name="decline_has_reason"),
        Index("ix_acknowledgement_pair", "staff_id", "version_id", "signed_on"),
        Index("ix_acknowledgement_version", "version_id", "signed_on"),
    )

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("policy_version.id"))
    signed_on: Mapped[date]
    method: Mapped[str]
    declined: Mapped[bool] = mapped_column(default=False)
    decline_reason: Mapped[str] = mapped_column(default="")
    understanding: Mapped[str] = mapped_column(default="")
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    recorded_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    voided_on: Mapped[date | None]
    void_reason: Mapped[str] = mapped_column(default="")
    voided_by: Mapped[str] = mapped_column(default="")


class Exemption(Base):
    """A staff member is not asked for one policy for a while, both days inclusive, with the reason."""

    __tablename__ = "exemption"
    __table_args__ = (
        CheckConstraint("until_on IS NULL OR until_on >= from_on", name="ends_after_start"),
        CheckConstraint("reason <> ''", name="has_reason"),
        Index("ix_exemption_pair", "staff_id", "policy_id"),
    )

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    policy_id: Mapped[int] = mapped_column(ForeignKey("policy.id"))
    reason: Mapped[str]
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    recorded_by: Mapped[str]
