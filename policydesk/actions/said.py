"""What is kept of what was said, where it is changed: things without a day of their own, as past days knew them."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import inspect, select

from policydesk.models import (
    Adoption,
    Appointment,
    AuditEntry,
    AuditRow,
    EarlierAdoption,
    EarlierAppointment,
    EarlierEdition,
    EarlierName,
    EarlierPolicy,
    EarlierSchool,
    EarlierVersion,
    GuidanceEdition,
    GuidanceReading,
    Policy,
    PolicyRelation,
    PolicyVersion,
    School,
    StaffMember,
    VersionCategory,
)
from policydesk.models.base import Base
from policydesk.store import Txn

_ZONE = ZoneInfo("Europe/London")

_EARLIER: Mapping[type[Base], tuple[type[Base], str]] = {
    Policy: (EarlierPolicy, "policy_id"),
    PolicyVersion: (EarlierVersion, "version_id"),
    Adoption: (EarlierAdoption, "adoption_id"),
    GuidanceEdition: (EarlierEdition, "edition_id"),
    Appointment: (EarlierAppointment, "appointment_id"),
    StaffMember: (EarlierName, "staff_id"),
    School: (EarlierSchool, ""),
}
"""Where what was said of each kind of row is kept, and by which column it is found."""


@contextmanager
def remembered(row: Base, txn: Txn) -> Iterator[None]:
    """Keep what was said of a row until today, where what is done meanwhile changes it.

    What was entered today was never relied on, and of several changes on one day the first keeps what was said before.
    """
    kind, key = _EARLIER[type(row)]
    before = _said(row, kind, key, txn)
    yield
    if _said(row, kind, key, txn) == before or not was_there(row, txn):
        return
    same = {"replaced_on": txn.today, **({key: row.id} if key else {})}
    if txn.session.scalars(select(kind).filter_by(**same)).first() is None:
        txn.session.add(kind(**same, **before))


def was_there(row: Base, txn: Txn) -> bool:
    """Return whether a row was in the register before today, as its audit trail has it."""
    first = (
        select(AuditEntry.body)
        .join(AuditRow, AuditRow.entry_id == AuditEntry.id)
        .where(AuditRow.table_name == row.__tablename__, AuditRow.row_id == row.id)
        .order_by(AuditRow.entry_id)
    )
    body = txn.session.scalars(first.limit(1)).first()
    return body is not None and datetime.fromisoformat(json.loads(body)["at"]).astimezone(_ZONE).date() < txn.today


def _said(row: Base, kind: type[Base], key: str, txn: Txn) -> dict[str, Any]:
    names = [column.key for column in inspect(kind).columns if column.key not in {"id", key, "replaced_on"}]
    return {name: _BESIDE[name](row.id, txn) if name in _BESIDE else getattr(row, name) for name in names}


def _related(policy_id: int, txn: Txn) -> list[int]:
    asked = select(PolicyRelation.related_id).where(PolicyRelation.policy_id == policy_id)
    return sorted(txn.session.scalars(asked))


def _categories(version_id: int, txn: Txn) -> list[str]:
    return sorted(txn.session.scalars(select(VersionCategory.category).where(VersionCategory.version_id == version_id)))


def _readings(edition_id: int, txn: Txn) -> dict[str, str]:
    asked = select(GuidanceReading.category, GuidanceReading.parts).where(GuidanceReading.edition_id == edition_id)
    return {row.category: row.parts for row in txn.session.execute(asked.order_by(GuidanceReading.category))}


_BESIDE: Mapping[str, Callable[[int, Txn], Any]] = {
    "related": _related,
    "categories": _categories,
    "readings": _readings,
}
"""What stands in rows of its own."""
