"""What was known before it changed: absences, moderators' turns, terms, roles, firms with access, pages.

What holds now is in the tables of the subject. A row here says what was known from `recorded_on` until the day before
`replaced_on`, so that the days ahead, seen from a past day, stay what they were.
"""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from policydesk.models.base import Base


class EarlierAbsence(Base):
    """Days on which somebody was expected to be away, until that was changed or did not happen."""

    __tablename__ = "earlier_absence"
    __table_args__ = (
        CheckConstraint("replaced_on > recorded_on", name="was_known"),
        Index("ix_earlier_absence_replaced", "replaced_on"),
    )

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    kind: Mapped[str]
    from_on: Mapped[date]
    until_on: Mapped[date]
    recorded_on: Mapped[date]
    replaced_on: Mapped[date]


class EarlierTurn(Base):
    """A moderator's turn as it was known until it was changed, or given to somebody else before it began."""

    __tablename__ = "earlier_turn"
    __table_args__ = (
        CheckConstraint("replaced_on > recorded_on", name="was_known"),
        Index("ix_earlier_turn_replaced", "replaced_on"),
    )

    account_id: Mapped[int] = mapped_column(ForeignKey("official_account.id"))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    role: Mapped[str]
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    in_holidays: Mapped[bool] = mapped_column(default=False)
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    approved_on: Mapped[date | None]
    recorded_on: Mapped[date]
    end_noted_on: Mapped[date | None]
    replaced_on: Mapped[date]


class EarlierTerm(Base):
    """A term as the school had entered it; without `recorded_on` it was known before that was noted."""

    __tablename__ = "earlier_term"

    name: Mapped[str]
    first_on: Mapped[date]
    last_on: Mapped[date]
    break_from: Mapped[date | None]
    break_until: Mapped[date | None]
    recorded_on: Mapped[date | None]
    replaced_on: Mapped[date]


class EarlierRole(Base):
    """The days of somebody's role as they were known, until a known last day or a first day ahead became another."""

    __tablename__ = "earlier_role"
    __table_args__ = (Index("ix_earlier_role_role", "role_id", "replaced_on"),)

    role_id: Mapped[int] = mapped_column(ForeignKey("staff_role.id"))
    started_on: Mapped[date]
    ended_on: Mapped[date | None]
    end_noted_on: Mapped[date | None]
    recorded_on: Mapped[date | None]
    replaced_on: Mapped[date]


class EarlierAccess(Base):
    """A firm's access as it was known until its days, its account or its agreement became others."""

    __tablename__ = "earlier_access"
    __table_args__ = (Index("ix_earlier_access_access", "access_id", "replaced_on"),)

    access_id: Mapped[int] = mapped_column(ForeignKey("outside_access.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("official_account.id"))
    firm: Mapped[str]
    agreement: Mapped[str] = mapped_column(default="")
    agreed_on: Mapped[date | None]
    from_on: Mapped[date]
    ended_on: Mapped[date | None]
    recorded_on: Mapped[date | None]
    replaced_on: Mapped[date]


class EarlierDisclaimer(Base):
    """Where it stood with the line on a page of others that says it is not the school's, since `since`."""

    __tablename__ = "earlier_disclaimer"

    page_id: Mapped[int] = mapped_column(ForeignKey("unofficial_page.id"), index=True)
    disclaimer: Mapped[str]
    since: Mapped[date]
