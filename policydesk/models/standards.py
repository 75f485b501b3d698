"""Which standard the school is held to, and what it changed of it: dated, with the reason."""

from datetime import date

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from policydesk.models.base import Base


class StandardSetting(Base):
    """One switch, in force from its day on; of each kind and name the newest counts, and a new standard begins afresh.

    `kind` is "standard" (`value` is its code), "number" (`name` is the number's, `value` digits) or "rule" (`name` is
    the rule's, `value` is "on" or "off"). An empty `value` gives a number or rule back to the standard.
    """

    __tablename__ = "standard_setting"
    __table_args__ = (
        CheckConstraint("reason <> ''", name="has_a_reason"),
        Index("ix_standard_setting_from_on", "from_on"),
    )

    from_on: Mapped[date]
    kind: Mapped[str]
    name: Mapped[str] = mapped_column(default="")
    value: Mapped[str]
    reason: Mapped[str]
    set_by: Mapped[str]
