"""What is kept of what the school knew and expected, where it is changed: past days go on knowing what they knew."""

from datetime import date
from typing import TypeVar

from sqlalchemy import inspect

from policydesk.models import (
    Absence,
    EarlierAbsence,
    EarlierAccess,
    EarlierRole,
    EarlierTerm,
    EarlierTurn,
    Moderator,
    OutsideAccess,
    StaffRole,
    Term,
)
from policydesk.models.base import Base
from policydesk.store import Txn

_EARLIER: dict[type[Base], tuple[type[Base], str]] = {
    Absence: (EarlierAbsence, ""),
    Moderator: (EarlierTurn, ""),
    Term: (EarlierTerm, ""),
    StaffRole: (EarlierRole, "role_id"),
    OutsideAccess: (EarlierAccess, "access_id"),
}
"""Where the earlier state of each kind of row is kept, and the column that says of which row, where there is one."""

Row = TypeVar("Row", Absence, Moderator, Term, StaffRole, OutsideAccess)


def keep_as_known(row: Row, txn: Txn) -> None:
    """Keep what was known until today, before a row is changed or removed; what was entered today was never relied on.

    The row itself is known from today on.
    """
    recorded_on = row.recorded_on
    if recorded_on is not None and recorded_on >= txn.today:
        return
    model, of = _EARLIER[type(row)]
    kept = model(replaced_on=txn.today)
    for column in inspect(model).columns:
        if column.key not in {"id", "replaced_on"}:
            setattr(kept, column.key, row.id if column.key == of else getattr(row, column.key))
    txn.session.add(kept)
    row.recorded_on = txn.today


def keep_days_of(role: StaffRole, started_on: date, ended_on: date | None, txn: Txn) -> None:
    """Keep a role's days as they were known, where a known last day or a first day ahead becomes another.

    A last day where none was known needs no keeping: the role says since when it is known. A first day that had come
    was wrong, and is put right for every day.
    """
    begins = role.started_on > txn.today and role.started_on != started_on
    ends = role.ended_on is not None and role.ended_on != ended_on and role.end_noted_on != txn.today
    if begins or ends:
        keep_as_known(role, txn)
