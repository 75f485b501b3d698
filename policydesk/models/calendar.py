"""When people and the school are away: the school's terms, staff absences, and how long training lasts."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from policydesk.models.base import Base


class Term(Base):
    """One term of the school and its half-term holiday, all days inclusive; what lies between terms is holiday."""

    __tablename__ = "term"
    __table_args__ = (
        UniqueConstraint("first_on"),
        CheckConstraint("last_on >= first_on", name="ends_after_start"),
        CheckConstraint("(break_from IS NULL) = (break_until IS NULL)", name="break_is_whole"),
        CheckConstraint(
            "break_from IS NULL OR (break_from > first_on AND break_until >= break_from AND break_until < last_on)",
            name="break_is_inside",
        ),
    )

    name: Mapped[str]
    first_on: Mapped[date]
    last_on: Mapped[date]
    break_from: Mapped[date | None]
    break_until: Mapped[date | None]
    recorded_on: Mapped[date | None]
    """When the register learned of these days; unknown for what was entered before it was noted."""


class Absence(Base):
    """Days on which a staff member is not there, both inclusive; the reason is no more than its kind."""

    __tablename__ = "absence"
    __table_args__ = (
        CheckConstraint("until_on >= from_on", name="ends_after_start"),
        Index("ix_absence_staff", "staff_id", "from_on"),
    )

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    kind: Mapped[str]
    from_on: Mapped[date]
    until_on: Mapped[date]
    recorded_on: Mapped[date]


class Training(Base):
    """A training for moderators that somebody had, and the last day on which it holds, inclusive (AT A.1.5, A.5.4)."""

    __tablename__ = "training"
    __table_args__ = (
        CheckConstraint("expires_on >= trained_on", name="expires_after_training"),
        Index("ix_training_staff", "staff_id", "trained_on"),
    )

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    trained_on: Mapped[date]
    expires_on: Mapped[date]
    title: Mapped[str] = mapped_column(default="")
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
