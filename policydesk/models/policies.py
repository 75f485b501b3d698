"""The school's policies, their versions, whom each binds, who signed it and which files belong to it."""

from datetime import date

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from policydesk.dates import RoughDate
from policydesk.models.base import Base, Rough


class Policy(Base):
    """A policy as the school speaks of it, whatever its version."""

    __tablename__ = "policy"

    title: Mapped[str] = mapped_column(unique=True)
    policy_type: Mapped[str]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    monitored_by: Mapped[str] = mapped_column(default="")
    origin: Mapped[str] = mapped_column(default="own")
    originating_body: Mapped[str] = mapped_column(default="")
    template_source: Mapped[str] = mapped_column(default="")
    template_version: Mapped[str] = mapped_column(default="")
    adapted_on: Mapped[date | None]
    adapted_by: Mapped[str] = mapped_column(default="")
    covers_personal_use: Mapped[bool] = mapped_column(default=True)
    covers_official_use: Mapped[bool] = mapped_column(default=True)
    withdrawn_on: Mapped[date | None]
    notes: Mapped[str] = mapped_column(default="")


class PolicyRelation(Base):
    """One policy names another as related (R13, R14; AT 4.1)."""

    __tablename__ = "policy_relation"
    __table_args__ = (
        UniqueConstraint("policy_id", "related_id"),
        CheckConstraint("policy_id <> related_id", name="not_to_itself"),
    )

    policy_id: Mapped[int] = mapped_column(ForeignKey("policy.id"))
    related_id: Mapped[int] = mapped_column(ForeignKey("policy.id"))


class PolicyVersion(Base):
    """One version of a policy: what people acknowledge, with the dates as its paper gives them (AN header, CP Review).

    A version is a draft until it is published; from `in_force_from` it replaces the one before.
    `epoch` is the version whose acknowledgements count for this one: its own id where everyone is asked again,
    the older version's epoch where acknowledgements carry over.
    """

    __tablename__ = "policy_version"
    __table_args__ = (
        UniqueConstraint("policy_id", "label"),
        CheckConstraint("published_on IS NULL OR in_force_from IS NOT NULL", name="published_has_force"),
        CheckConstraint("days_to_acknowledge >= 0 AND induction_days >= 0", name="days_not_negative"),
    )

    policy_id: Mapped[int] = mapped_column(ForeignKey("policy.id"), index=True)
    label: Mapped[str]
    published_on: Mapped[date | None]
    in_force_from: Mapped[RoughDate | None] = mapped_column(Rough)
    approved_by_name: Mapped[str] = mapped_column(default="")
    approved_by_body: Mapped[str] = mapped_column(default="")
    minute_reference: Mapped[str] = mapped_column(default="")
    approved_on: Mapped[RoughDate | None] = mapped_column(Rough)
    last_reviewed_on: Mapped[RoughDate | None] = mapped_column(Rough)
    next_review_due: Mapped[RoughDate | None] = mapped_column(Rough)
    review_interval_months: Mapped[int | None]
    summary_of_changes: Mapped[str] = mapped_column(default="")
    paper_only: Mapped[bool] = mapped_column(default=False)
    needs_acknowledging: Mapped[bool] = mapped_column(default=True)
    ask_again: Mapped[str] = mapped_column(default="everyone")
    renewal: Mapped[str] = mapped_column(default="never")
    days_to_acknowledge: Mapped[int] = mapped_column(default=14)
    induction_days: Mapped[int] = mapped_column(default=7)
    statement: Mapped[str] = mapped_column(default="")
    legislation: Mapped[list[str]] = mapped_column(JSON, default=list)
    choices: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    epoch: Mapped[int | None]


class VersionCategory(Base):
    """A category of staff that a version binds."""

    __tablename__ = "version_category"
    __table_args__ = (UniqueConstraint("version_id", "category"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("policy_version.id"))
    category: Mapped[str]


class VersionFile(Base):
    """A file of a version: the policy itself, an appendix, additional guidance, the signed copy (R16, R17)."""

    __tablename__ = "version_file"

    version_id: Mapped[int] = mapped_column(ForeignKey("policy_version.id"), index=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    kind: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    platform: Mapped[str] = mapped_column(default="")
    consulted: Mapped[str] = mapped_column(default="")
    attached_on: Mapped[date | None]
    """Unknown for files that were kept before it was noted."""


class TextDismissal(Base):
    """Something the text check finds in a policy that somebody looked at and let stand, with the reason.

    It belongs to the policy, so that the same hit in a later version stays dismissed.
    """

    __tablename__ = "text_dismissal"
    __table_args__ = (
        UniqueConstraint("policy_id", "kind", "subject"),
        CheckConstraint("length(reason) > 0", name="has_a_reason"),
    )

    policy_id: Mapped[int] = mapped_column(ForeignKey("policy.id"))
    kind: Mapped[str]
    subject: Mapped[str]
    words: Mapped[str]
    reason: Mapped[str]
    dismissed_on: Mapped[date]
    dismissed_by: Mapped[str]


class Adoption(Base):
    """The line on which one of the two signatories adopts a version (CP adoption block)."""

    __tablename__ = "adoption"
    __table_args__ = (UniqueConstraint("version_id", "role"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("policy_version.id"))
    role: Mapped[str]
    name: Mapped[str]
    signed_on: Mapped[RoughDate | None] = mapped_column(Rough)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
