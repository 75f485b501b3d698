"""How long the school keeps what, what is on hold, and what was disposed of."""

from datetime import date

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from policydesk.models.base import Base


class RetentionSetting(Base):
    """A number of years that the school chose for a kind of record from a day on; none gives the default back."""

    __tablename__ = "retention_setting"
    __table_args__ = (
        CheckConstraint("reason <> ''", name="has_a_reason"),
        CheckConstraint("years IS NULL OR years >= 0", name="years_not_negative"),
        Index("ix_retention_setting_from_on", "from_on"),
    )

    from_on: Mapped[date]
    kind: Mapped[str]
    years: Mapped[int | None]
    reason: Mapped[str]
    set_by: Mapped[str]


class LegalHold(Base):
    """A record that may not be disposed of, from a day until it is lifted, with the reason.

    A hold on an incident is not here but sealed in the incident.
    """

    __tablename__ = "legal_hold"
    __table_args__ = (
        CheckConstraint("reason <> ''", name="has_a_reason"),
        CheckConstraint("(lifted_on IS NULL) = (lifted_by = '')", name="lifted_by_somebody"),
        Index("ix_legal_hold_record", "kind", "record_id"),
    )

    kind: Mapped[str]
    record_id: Mapped[int]
    from_on: Mapped[date]
    reason: Mapped[str]
    set_by: Mapped[str]
    lifted_on: Mapped[date | None]
    lifted_by: Mapped[str] = mapped_column(default="")


class Disposal(Base):
    """A line of the disposal log: which record went, under which period, who decided and who did it. No names in it.

    `reference` names the record without a person; `records` counts the entries that were erased or emptied.
    """

    __tablename__ = "disposal"
    __table_args__ = (
        Index("ix_disposal_record", "kind", "record_id"),
        CheckConstraint("decided_by <> ''", name="somebody_decided"),
    )

    kind: Mapped[str]
    record_id: Mapped[int]
    reference: Mapped[str]
    records: Mapped[int]
    period: Mapped[str]
    source: Mapped[str]
    counted_from: Mapped[date | None]
    due_on: Mapped[date]
    decided_by: Mapped[str]
    done_on: Mapped[date]
    done_by: Mapped[str]
