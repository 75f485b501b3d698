"""Whom the policies were discussed with, which guidance is in force for whom, and who confirmed their connections."""

from datetime import date

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from policydesk.models.base import Base


class Engagement(Base):
    """A discussion of a policy with a part of the community: how, and what changed because of it (R15, R16; AW)."""

    __tablename__ = "engagement"
    __table_args__ = (Index("ix_engagement_policy", "policy_id", "held_on"),)

    policy_id: Mapped[int] = mapped_column(ForeignKey("policy.id"))
    held_on: Mapped[date]
    met_with: Mapped[list[str]] = mapped_column(JSON, default=list)
    method: Mapped[str]
    who: Mapped[str] = mapped_column(default="")
    said: Mapped[str] = mapped_column(default="")
    changed: Mapped[str] = mapped_column(default="")
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    recorded_by: Mapped[str]


class GuidanceEdition(Base):
    """An edition of guidance that staff read, such as KCSIE: in force from a day, until the next edition of that name.

    The acknowledgements of `policy_id` show who has read it.
    """

    __tablename__ = "guidance_edition"
    __table_args__ = (UniqueConstraint("name", "edition"),)

    name: Mapped[str]
    edition: Mapped[str]
    in_force_from: Mapped[date]
    source: Mapped[str] = mapped_column(default="")
    policy_id: Mapped[int | None] = mapped_column(ForeignKey("policy.id"))
    noted_on: Mapped[date]


class GuidanceReading(Base):
    """What one category of staff reads of an edition: "Part one and Annex B"."""

    __tablename__ = "guidance_reading"
    __table_args__ = (
        UniqueConstraint("edition_id", "category"),
        CheckConstraint("parts <> ''", name="has_parts"),
    )

    edition_id: Mapped[int] = mapped_column(ForeignKey("guidance_edition.id"))
    category: Mapped[str]
    parts: Mapped[str]


class Declaration(Base):
    """The yearly question to one staff member about their connections: asked, and answered with nil or not (R50).

    The connections themselves are kept with the staff member; this says only that the question was answered.
    """

    __tablename__ = "declaration"
    __table_args__ = (
        CheckConstraint("(answered_on IS NULL) = (is_nil IS NULL)", name="answer_is_whole"),
        CheckConstraint("answered_on IS NULL OR answered_on >= asked_on", name="answered_after_asked"),
        Index("ix_declaration_staff", "staff_id", "asked_on"),
    )

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    asked_on: Mapped[date]
    answered_on: Mapped[date | None]
    is_nil: Mapped[bool | None]
    keeps_confidence: Mapped[bool] = mapped_column(default=False)
    """Confirmed that the confidentiality policy is kept also towards parents who are personal friends (R52)."""
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    recorded_by: Mapped[str]


class ReminderWords(Base):
    """The school's own words of a reminder, instead of those that come with PolicyDesk."""

    __tablename__ = "reminder_words"
    __table_args__ = (UniqueConstraint("about", "form"),)

    about: Mapped[str]
    form: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
