"""Who looks after the official accounts: moderators, their looks at an account, the checklist, the evaluations."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from policydesk.models.base import Base


class Moderator(Base):
    """One turn of a staff member as moderator of one account, both days inclusive (AT A.5.4).

    It counts from the day on which it was approved. `end_noted_on` is when the register learned of the last day.
    """

    __tablename__ = "moderator"
    __table_args__ = (
        CheckConstraint("until_on IS NULL OR until_on >= from_on", name="ends_after_start"),
        CheckConstraint("(until_on IS NULL) = (end_noted_on IS NULL)", name="end_is_noted"),
        CheckConstraint("(approved_on IS NULL) = (approved_by_id IS NULL)", name="approved_by_somebody"),
        Index("ix_moderator_account", "account_id", "staff_id", "from_on"),
        Index("ix_moderator_staff", "staff_id"),
    )

    account_id: Mapped[int] = mapped_column(ForeignKey("official_account.id"))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    role: Mapped[str]
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    in_holidays: Mapped[bool] = mapped_column(default=False)
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    approved_on: Mapped[date | None]
    recorded_on: Mapped[date]
    end_noted_on: Mapped[date | None]


class ModerationCheck(Base):
    """Somebody looked at an account: what they found, what they removed, whom they told (AT A.5.4, A.5.7)."""

    __tablename__ = "moderation_check"
    __table_args__ = (
        CheckConstraint("removed >= 0", name="removed_not_negative"),
        Index("ix_moderation_check_account", "account_id", "checked_on"),
    )

    account_id: Mapped[int] = mapped_column(ForeignKey("official_account.id"))
    checked_on: Mapped[date]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    found: Mapped[str] = mapped_column(default="")
    removed: Mapped[int] = mapped_column(default=0)
    removed_what: Mapped[str] = mapped_column(default="")
    followers_vetted: Mapped[bool] = mapped_column(default=False)
    concern_reference: Mapped[str] = mapped_column(default="")
    """The reference of the concern that was reported because of it, such as C-2026-001."""


class ChecklistTick(Base):
    """An answer to one question of the standard's checklist; the newest by its day counts, older ones stay."""

    __tablename__ = "checklist_tick"
    __table_args__ = (Index("ix_checklist_tick_account", "account_id", "item", "ticked_on"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("official_account.id"))
    item: Mapped[str]
    answer: Mapped[str]
    ticked_on: Mapped[date]
    ticked_by: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))


class Evaluation(Base):
    """An account's success weighed against its purpose, and what follows from it (AT A.1.7)."""

    __tablename__ = "evaluation"
    __table_args__ = (Index("ix_evaluation_account", "account_id", "evaluated_on"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("official_account.id"))
    evaluated_on: Mapped[date]
    evaluated_by: Mapped[str]
    result: Mapped[str]
    notes: Mapped[str] = mapped_column(default="")
