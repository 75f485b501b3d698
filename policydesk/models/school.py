"""The school whose register this is, and the people who may open it."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from policydesk.models.base import Base


class School(Base):
    """One row: the school's name and numbers, its logo and the settings that rules read."""

    __tablename__ = "school"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    name: Mapped[str]
    urn: Mapped[str] = mapped_column(default="")
    dfe_number: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    email_domain: Mapped[str] = mapped_column(default="")
    standard: Mapped[str] = mapped_column(default="AT")
    logo_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    due_soon_days: Mapped[int] = mapped_column(default=28)
    is_demo: Mapped[bool] = mapped_column(default=False)


class User(Base):
    """Somebody who may open the register; their password and keys are not here but in the key file."""

    __tablename__ = "user"

    name: Mapped[str] = mapped_column(unique=True)
    added_on: Mapped[date]
    removed_on: Mapped[date | None]


class UserRole(Base):
    """One of the roles a user holds."""

    __tablename__ = "user_role"
    __table_args__ = (UniqueConstraint("user_id", "role"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    role: Mapped[str]


class Preference(Base):
    """What a user's window remembers, such as column widths. Not audited: it says nothing about the school."""

    __tablename__ = "preference"
    __table_args__ = (UniqueConstraint("user_id", "key"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    key: Mapped[str]
    value: Mapped[str]
