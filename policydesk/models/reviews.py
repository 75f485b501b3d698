"""What is reviewed how often, and each review that is due or was done; a version's dates before they were changed."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from policydesk.dates import RoughDate
from policydesk.models.base import Base, Rough


class ReviewSchedule(Base):
    """Something that is reviewed again and again: a policy, an account, training, the register (CP Review, AT A.1.6).

    What is said of it is dated (ReviewTerms); nothing is due any more from `ended_on`, inclusive.
    """

    __tablename__ = "review_schedule"
    __table_args__ = (
        CheckConstraint("policy_id IS NULL OR account_id IS NULL", name="one_subject"),
        CheckConstraint("(ended_on IS NULL) = (end_reason = '')", name="end_has_reason"),
    )

    kind: Mapped[str]
    policy_id: Mapped[int | None] = mapped_column(ForeignKey("policy.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("official_account.id"), index=True)
    added_on: Mapped[date]
    ended_on: Mapped[date | None]
    end_reason: Mapped[str] = mapped_column(default="")


class ReviewTerms(Base):
    """How a schedule runs from a day on, until the next row; one for each day.

    `anchor_day` is the day of the month that is meant: 31 also in months that end before it.
    """

    __tablename__ = "review_terms"
    __table_args__ = (
        UniqueConstraint("schedule_id", "recorded_on"),
        CheckConstraint("count >= 1", name="count_positive"),
        CheckConstraint("lead_days >= 0", name="lead_not_negative"),
    )

    schedule_id: Mapped[int] = mapped_column(ForeignKey("review_schedule.id"))
    recorded_on: Mapped[date]
    title: Mapped[str] = mapped_column(default="")
    every: Mapped[str]
    count: Mapped[int] = mapped_column(default=1)
    nth: Mapped[str] = mapped_column(default="")
    weekday: Mapped[str] = mapped_column(default="")
    count_from: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    lead_days: Mapped[int] = mapped_column(default=28)


class Review(Base):
    """One review: due on a day since `raised_on`, and done from `done_on`. A move to another day ends it too.

    `because` says why it stands beside the schedule (R7). `uid` is its name in other programs' calendars and goes on
    to the row that a move makes.
    """

    __tablename__ = "review"
    __table_args__ = (
        CheckConstraint("(done_on IS NULL) = (outcome = '')", name="done_has_outcome"),
        CheckConstraint("anchor_day BETWEEN 1 AND 31", name="anchor_in_month"),
        Index("ix_review_schedule", "schedule_id", "done_on"),
        Index("ix_review_due", "due_on"),
    )

    schedule_id: Mapped[int] = mapped_column(ForeignKey("review_schedule.id"))
    uid: Mapped[str]
    raised_on: Mapped[date]
    due_on: Mapped[date]
    anchor_day: Mapped[int]
    because: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    done_on: Mapped[date | None]
    done_by: Mapped[str] = mapped_column(default="")
    outcome: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    recorded_on: Mapped[date]


class VersionDates(Base):
    """A version's review dates as they were before they were changed on a day, so that earlier days still know them."""

    __tablename__ = "version_dates"
    __table_args__ = (Index("ix_version_dates_version", "version_id", "changed_on"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("policy_version.id"))
    changed_on: Mapped[date]
    next_review_due: Mapped[RoughDate | None] = mapped_column(Rough)
    last_reviewed_on: Mapped[RoughDate | None] = mapped_column(Rough)
