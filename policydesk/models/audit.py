"""The audit trail: one entry per change, each bound to the one before, with the hash of every row it touched."""

from typing import cast

from sqlalchemy import DDL, ForeignKey, Index, Table, event
from sqlalchemy.orm import Mapped, mapped_column

from policydesk.models.base import Base


class AuditEntry(Base):
    """Who did what when; `hash` binds the exact text of `body` to the entry before. `id` has no holes."""

    __tablename__ = "audit_entry"

    body: Mapped[str]
    previous: Mapped[str] = mapped_column(unique=True)
    hash: Mapped[str] = mapped_column(unique=True)


class AuditRow(Base):
    """The hash of one row before and after one entry; empty where there was or is no row."""

    __tablename__ = "audit_row"
    __table_args__ = (Index("ix_audit_row_subject", "table_name", "row_id", "entry_id"),)

    entry_id: Mapped[int] = mapped_column(
        ForeignKey("audit_entry.id", deferrable=True, initially="DEFERRED"), index=True
    )
    table_name: Mapped[str]
    row_id: Mapped[int]
    before: Mapped[str]
    after: Mapped[str]


def _fixed(table: Table, verb: str) -> DDL:
    return DDL(  # type: ignore[no-untyped-call] # SQLAlchemy leaves DDL untyped
        f"CREATE TRIGGER {table.name}_no_{verb.lower()} BEFORE {verb} ON {table.name} "
        "BEGIN SELECT RAISE(ABORT, 'the audit trail only grows'); END"
    )


for _table in (AuditEntry.__table__, AuditRow.__table__):
    for _verb in ("UPDATE", "DELETE"):
        event.listen(_table, "after_create", _fixed(cast("Table", _table), _verb))
