"""Friend requests and concerns: the envelope in clear, everything in it sealed, and who opened it when."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from policydesk.models.base import Base, UtcDateTime
from policydesk.models.sealed import Sealed, SealedValue


class Incident(Base):
    """The envelope: all that can be read of an incident without a key, and no more (DOMAIN 8)."""

    __tablename__ = "incident"
    __table_args__ = (Index("ix_incident_recorded", "recorded_at"),)

    number: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by: Mapped[str]
    keep_until: Mapped[date | None]
    """The day after which it may be disposed of; none while it is open, on hold, or kept until somebody leaves."""


class IncidentKey(Base):
    """An incident's record key, sealed to somebody who may open it; to the safeguarding sheet where `user_id` is none.

    `made_for` names the public key it was sealed to, so that a renewed key is noticed.
    """

    __tablename__ = "incident_key"
    __table_args__ = (
        UniqueConstraint("incident_id", "user_id"),
        Index("ix_incident_key_user", "user_id", "incident_id"),
    )

    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    made_for: Mapped[str]
    sealed_key: Mapped[SealedValue] = mapped_column(Sealed)


class IncidentPart(Base):
    """One sealed part of an incident: what was reported, or what was added later; a file's bytes stand beside it."""

    __tablename__ = "incident_part"

    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), index=True)
    body: Mapped[SealedValue] = mapped_column(Sealed)
    content: Mapped[SealedValue | None] = mapped_column(Sealed, deferred=True)


class IncidentOpening(Base):
    """Somebody opened an envelope and read it."""

    __tablename__ = "incident_opening"

    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ReleasedFigures(Base):
    """Counts that a DSL or headteacher released for a period, masked, with the hashes of the envelopes counted."""

    __tablename__ = "released_figures"
    __table_args__ = (CheckConstraint("until_on >= from_on", name="ends_after_start"),)

    from_on: Mapped[date]
    until_on: Mapped[date]
    released_at: Mapped[datetime] = mapped_column(UtcDateTime)
    released_by: Mapped[str]
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)
    envelopes: Mapped[list[str]] = mapped_column(JSON)


class Advice(Base):
    """Advice that somebody asked for on their personal use: no incident, and nothing confidential in it (AN 4.6)."""

    __tablename__ = "advice"

    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    asked_on: Mapped[date]
    subject: Mapped[str]
    advice: Mapped[str]
    given_by: Mapped[str]
    recorded_by: Mapped[str]


class DeclaredRelationship(Base):
    """A family tie or friendship with a pupil or parent that somebody on the staff declared (AT 6.2.1, R50)."""

    __tablename__ = "declared_relationship"
    __table_args__ = (CheckConstraint("until_on IS NULL OR until_on >= declared_on", name="ends_after_start"),)

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"), index=True)
    kind: Mapped[str]
    other_party: Mapped[str]
    relationship: Mapped[str] = mapped_column(default="")
    declared_on: Mapped[date]
    until_on: Mapped[date | None]
    conflict: Mapped[bool] = mapped_column(default=False)
    keeps_confidentiality: Mapped[bool] = mapped_column(default=False)
    decision: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[str] = mapped_column(default="")
    review_on: Mapped[date | None]
    recorded_by: Mapped[str]


class IncidentSettings(Base):
    """How the school keeps its incident logs: one row once somebody has changed something, defaults until then."""

    __tablename__ = "incident_settings"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    pupils_in_full: Mapped[bool] = mapped_column(default=False)
    pattern_count: Mapped[int] = mapped_column(default=3)
    pattern_months: Mapped[int] = mapped_column(default=12)
