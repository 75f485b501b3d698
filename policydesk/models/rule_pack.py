"""What the school changed of the rule pack, and added to it: dated, with reason and source; what is ended stays."""

from datetime import date

from sqlalchemy import JSON, CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from policydesk.models.base import Base


class RulePackEdit(Base):
    """One value instead of PolicyDesk’s, in force from its day on until it is withdrawn.

    `line` is the key of a line of the pack. `shipped` is what PolicyDesk said when this was noted, in the pack of that
    version: so it is seen where PolicyDesk has since moved on.
    """

    __tablename__ = "rule_pack_edit"
    __table_args__ = (
        CheckConstraint("reason <> ''", name="has_a_reason"),
        CheckConstraint("from_on >= noted_on", name="never_backwards"),
        CheckConstraint("(withdrawn_on IS NULL) = (withdrawn_because = '')", name="withdrawn_for_a_reason"),
        Index("ix_rule_pack_edit_line", "line", "from_on"),
    )

    line: Mapped[str]
    value: Mapped[str]
    from_on: Mapped[date]
    reason: Mapped[str]
    source: Mapped[str]
    shipped: Mapped[str]
    pack: Mapped[str]
    noted_on: Mapped[date]
    noted_by: Mapped[str]
    withdrawn_on: Mapped[date | None]
    withdrawn_by: Mapped[str] = mapped_column(default="")
    withdrawn_because: Mapped[str] = mapped_column(default="")


class RulePackEntry(Base):
    """An entry of the school's own, in force from its day on until it is taken out.

    `list` is the list of the pack that it stands in, `facts` are the answers by their names. `as_of` is the day on
    which they were looked up.
    """

    __tablename__ = "rule_pack_entry"
    __table_args__ = (
        CheckConstraint("reason <> ''", name="has_a_reason"),
        CheckConstraint("source <> ''", name="has_a_source"),
        CheckConstraint("from_on >= noted_on", name="never_backwards"),
        CheckConstraint("as_of <= noted_on", name="looked_up_before"),
        CheckConstraint("(withdrawn_on IS NULL) = (withdrawn_because = '')", name="withdrawn_for_a_reason"),
        Index("ix_rule_pack_entry_from_on", "from_on"),
    )

    list: Mapped[str]
    facts: Mapped[dict[str, str]] = mapped_column(JSON)
    from_on: Mapped[date]
    as_of: Mapped[date]
    reason: Mapped[str]
    source: Mapped[str]
    noted_on: Mapped[date]
    noted_by: Mapped[str]
    withdrawn_on: Mapped[date | None]
    withdrawn_by: Mapped[str] = mapped_column(default="")
    withdrawn_because: Mapped[str] = mapped_column(default="")
