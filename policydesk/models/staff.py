"""Everyone bound by the policies: staff members, the categories they belong to and when, and who holds which post."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from policydesk.models.base import Base


class StaffMember(Base):
    """A person in scope, governors, agency staff and volunteers included (AT 2.1)."""

    __tablename__ = "staff_member"

    full_name: Mapped[str]
    known_as: Mapped[str] = mapped_column(default="")
    sort_name: Mapped[str] = mapped_column(index=True)
    email: Mapped[str] = mapped_column(default="", index=True)
    reference: Mapped[str] = mapped_column(default="", index=True)
    line_manager_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    notes: Mapped[str] = mapped_column(default="")
    privacy_checked_on: Mapped[date | None]
    """When they last looked at the privacy settings of their own accounts, if the school notes it (R44, AT 6.14)."""


class StaffRole(Base):
    """A spell in one category, first and last day inclusive; a person may hold several at once (R37)."""

    __tablename__ = "staff_role"
    __table_args__ = (
        CheckConstraint("ended_on IS NULL OR ended_on >= started_on", name="ends_after_start"),
        Index("ix_staff_role_member", "staff_id", "category", "started_on", "ended_on"),
    )

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    category: Mapped[str]
    job_title: Mapped[str] = mapped_column(default="")
    employer: Mapped[str] = mapped_column(default="")
    started_on: Mapped[date]
    ended_on: Mapped[date | None]
    end_noted_on: Mapped[date | None]
    """When the register learned of the last day; unknown for what was recorded before it was noted."""
    no_contact_reminded_on: Mapped[date | None]
    """When a leaver was reminded not to contact the school's pupils through personal media (AT 6.5.1)."""
    recorded_on: Mapped[date | None]
    """When the register learned of these days; unknown for what was recorded before it was noted."""


class Appointment(Base):
    """A post held by a staff member from one day until another, both inclusive (AN 4.6, AT A.1.3)."""

    __tablename__ = "appointment"
    __table_args__ = (CheckConstraint("until_on IS NULL OR until_on >= from_on", name="ends_after_start"),)

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"), index=True)
    post: Mapped[str] = mapped_column(index=True)
    from_on: Mapped[date]
    until_on: Mapped[date | None]
