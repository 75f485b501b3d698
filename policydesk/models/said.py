"""What was said before it was changed: of policies, versions, who signed them, guidance, posts, people, the school.

What holds now is in the tables of the subject. A row here is what was said until the day before `replaced_on`; what is
said first holds for all days before it. So a past day keeps what it knew of things that have no day of their own.
"""

from datetime import date

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from policydesk.dates import RoughDate
from policydesk.models.base import Base, Rough


class EarlierPolicy(Base):
    """Whose a policy was, where it came from, which others it named; `related` are their numbers."""

    __tablename__ = "earlier_policy"
    __table_args__ = (Index("ix_earlier_policy_policy", "policy_id"),)

    policy_id: Mapped[int] = mapped_column(ForeignKey("policy.id"))
    replaced_on: Mapped[date]
    policy_type: Mapped[str]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    monitored_by: Mapped[str]
    origin: Mapped[str]
    adapted_on: Mapped[date | None]
    related: Mapped[list[int]] = mapped_column(JSON, default=list)


class EarlierVersion(Base):
    """Who had approved a published version, whom it bound and how it was to be acknowledged."""

    __tablename__ = "earlier_version"
    __table_args__ = (Index("ix_earlier_version_version", "version_id"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("policy_version.id"))
    replaced_on: Mapped[date]
    approved_by_name: Mapped[str]
    approved_by_body: Mapped[str]
    approved_on: Mapped[RoughDate | None] = mapped_column(Rough)
    review_interval_months: Mapped[int | None]
    paper_only: Mapped[bool]
    needs_acknowledging: Mapped[bool]
    renewal: Mapped[str]
    days_to_acknowledge: Mapped[int]
    induction_days: Mapped[int]
    legislation: Mapped[list[str]] = mapped_column(JSON, default=list)
    choices: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    categories: Mapped[list[str]] = mapped_column(JSON, default=list)


class EarlierAdoption(Base):
    """Who had signed a version as what, before somebody else did or the line was corrected."""

    __tablename__ = "earlier_adoption"
    __table_args__ = (Index("ix_earlier_adoption_adoption", "adoption_id"),)

    adoption_id: Mapped[int] = mapped_column(ForeignKey("adoption.id"))
    replaced_on: Mapped[date]
    name: Mapped[str]
    signed_on: Mapped[RoughDate | None] = mapped_column(Rough)


class EarlierEdition(Base):
    """What was said of an edition of guidance; `readings` are categories with the parts they read."""

    __tablename__ = "earlier_edition"
    __table_args__ = (Index("ix_earlier_edition_edition", "edition_id"),)

    edition_id: Mapped[int] = mapped_column(ForeignKey("guidance_edition.id"))
    replaced_on: Mapped[date]
    name: Mapped[str]
    edition: Mapped[str]
    in_force_from: Mapped[date]
    policy_id: Mapped[int | None] = mapped_column(ForeignKey("policy.id"))
    readings: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)


class EarlierAppointment(Base):
    """Until when somebody was expected to hold a post."""

    __tablename__ = "earlier_appointment"
    __table_args__ = (Index("ix_earlier_appointment_appointment", "appointment_id"),)

    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointment.id"))
    replaced_on: Mapped[date]
    until_on: Mapped[date | None]


class EarlierName(Base):
    """The name of somebody who has another one since."""

    __tablename__ = "earlier_name"
    __table_args__ = (Index("ix_earlier_name_staff", "staff_id"),)

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    replaced_on: Mapped[date]
    full_name: Mapped[str]


class EarlierSchool(Base):
    """What the rules read of the school: its e-mail domain, and how many days ahead something is due soon."""

    __tablename__ = "earlier_school"

    replaced_on: Mapped[date]
    email_domain: Mapped[str]
    due_soon_days: Mapped[int]
