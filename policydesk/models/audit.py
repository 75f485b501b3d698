"""The audit trail: one entry per change, each bound to the one before, with the hash of every row it touched."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from policydesk.models.base import Base


class AuditEntry(Base):
    """Who did what when; `body` is the exact text that `hash` binds to the entry before. `id` counts from 1 without holes."""

    __tablename__ = "audit_entry"

    body: Mapped[str]
    previous: Mapped[str] = mapped_column(unique=True)
    hash: Mapped[str] = mapped_column(unique=True)


class AuditRow(Base):
    """The hash of one row before and after one entry; empty where there was or is no row."""

    __tablename__ = "audit_row"
    __table_args__ = (Index("ix_audit_row_subject", "table_name", "row_id", "entry_id"),)

    entry_id: Mapped[int] = mapped_column(ForeignKey("audit_entry.id"), index=True)
    table_name: Mapped[str]
    row_id: Mapped[int]
    before: Mapped[str]
    after: Mapped[str]
