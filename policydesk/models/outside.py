"""What stands beside the official accounts: pages others run in the school's name, firms with access, permissions."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from policydesk.models.base import Base


class UnofficialPage(Base):
    """A page that names the school and is not the school's, such as a parents' group, with who runs it."""

    __tablename__ = "unofficial_page"

    name: Mapped[str]
    platform: Mapped[str]
    address: Mapped[str] = mapped_column(default="")
    match_key: Mapped[str] = mapped_column(default="")
    run_by: Mapped[str] = mapped_column(default="")
    contact: Mapped[str] = mapped_column(default="")
    disclaimer: Mapped[str] = mapped_column(default="not_asked")
    disclaimer_on: Mapped[date | None]
    noted_on: Mapped[date]
    closed_on: Mapped[date | None]
    notes: Mapped[str] = mapped_column(default="")


class OutsideAccess(Base):
    """An outside firm that may get into an account: under which agreement, how far, from and until, inclusive (R96)."""

    __tablename__ = "outside_access"
    __table_args__ = (CheckConstraint("ended_on IS NULL OR ended_on >= from_on", name="ends_after_start"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("official_account.id"), index=True)
    firm: Mapped[str]
    contact: Mapped[str] = mapped_column(default="")
    agreement: Mapped[str] = mapped_column(default="")
    agreed_on: Mapped[date | None]
    level: Mapped[str]
    from_on: Mapped[date]
    ended_on: Mapped[date | None]
    recorded_on: Mapped[date | None]
    """When the register learned of it as it is; unknown for what was recorded before it was noted."""


class Permission(Base):
    """A permission to name or show somebody or something, before it is done (AT A.4.4, A.4.6; CP must not 2, 5)."""

    __tablename__ = "permission"

    kind: Mapped[str]
    subject: Mapped[str]
    """Who or what may be named or shown; a pupil by reference, not by name."""
    account_id: Mapped[int | None] = mapped_column(ForeignKey("official_account.id"), index=True)
    given_by: Mapped[str]
    given_on: Mapped[date]
    expires_on: Mapped[date | None]
    withdrawn_on: Mapped[date | None]
    reference: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
