"""What was said on a past day of things that have no day of their own (models/said.py)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeVar

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from policydesk.models import Appointment, AuditEntry, AuditRow, EarlierName, EarlierSchool, School, StaffMember
from policydesk.models.base import Base
from policydesk.queries.once import read_once
from policydesk.rules.wall_clock import local_day


class Replaced(Protocol):
    """Something that was said until the day before `replaced_on`."""

    @property
    def replaced_on(self) -> date:
        """The day from which something else is said."""


E = TypeVar("E", bound=Base)
S = TypeVar("S", bound=Replaced)


@read_once
def earlier(session: Session, kind: type[E], key: str) -> dict[int, list[E]]:
    """Return all that was said before, by what it was said of, in the order in which it was replaced."""
    found: dict[int, list[E]] = defaultdict(list)
    for row in session.scalars(select(kind).order_by(kind.id)):
        found[getattr(row, key)].append(row)
    return found


@read_once
def entered_on(session: Session, kind: type[Base]) -> dict[int, date]:
    """Return the day on which each row of a table came into the register, as the audit trail has it."""
    return _noted(session, kind, func.min(AuditRow.entry_id))


def changed_on(session: Session, kind: type[Base]) -> dict[int, date]:
    """Return the day on which each row of a table was changed last, as the audit trail has it."""
    return _noted(session, kind, func.max(AuditRow.entry_id))


def _noted(session: Session, kind: type[Base], which: ColumnElement[int]) -> dict[int, date]:
    asked = select(AuditRow.row_id, which.label("entry")).where(AuditRow.table_name == kind.__tablename__)
    entries = asked.group_by(AuditRow.row_id).subquery()
    moment = func.json_extract(AuditEntry.body, "$.at")
    rows = session.execute(select(entries.c.row_id, moment).join(AuditEntry, AuditEntry.id == entries.c.entry))
    return {row_id: local_day(datetime.fromisoformat(at)) for row_id, at in rows}


def said_on(rows: Sequence[S], day: date) -> S | None:
    """Return what was said on a day, where it has been replaced since; None where it is what is said now."""
    return next((one for one in rows if one.replaced_on > day), None)


@dataclass(frozen=True)
class KeptSchool:
    """What the rules read of the school, as it is said now and as it was said before."""

    now: School
    before: tuple[EarlierSchool, ...]

    def due_soon_days(self, day: date) -> int:
        """Return how many days ahead something was due soon on a day."""
        return (said_on(self.before, day) or self.now).due_soon_days

    def email_domain(self, day: date) -> str:
        """Return the school's e-mail domain on a day, in small letters."""
        return (said_on(self.before, day) or self.now).email_domain.lower().removeprefix("@")


@read_once
def kept_school(session: Session) -> KeptSchool:
    """Return what the rules read of the school."""
    before = session.scalars(select(EarlierSchool).order_by(EarlierSchool.id))
    return KeptSchool(session.get_one(School, 1), tuple(before))


@read_once
def names_held(session: Session) -> Mapping[int, tuple[tuple[str, date], ...]]:
    """Return the names of people with posts, in small letters, each with the first day on which they had it."""
    before = earlier(session, EarlierName, "staff_id")
    held: dict[int, tuple[tuple[str, date], ...]] = {}
    asked = select(StaffMember.id, func.lower(StaffMember.full_name))
    for staff_id, name in session.execute(asked.where(StaffMember.id.in_(select(Appointment.staff_id)))):
        rows = before.get(staff_id, [])
        begins = (date.min, *(row.replaced_on for row in rows))
        held[staff_id] = tuple(zip((*(row.full_name.lower() for row in rows), name), begins, strict=True))
    return held
