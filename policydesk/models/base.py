"""What every table of the register has in common: an id, plain column types and the date that may be rough."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from policydesk.dates import RoughDate

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every table of the register; each has a whole-number `id` by which the audit trail knows its rows."""

    metadata = MetaData(naming_convention=NAMING)

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-1)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, stored in UTC and always handed back aware of it."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Refuse a moment that does not say its zone, and store it in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment in the register needs its time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Hand the moment back aware of UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


class Rough(TypeDecorator[RoughDate]):
    """A date known to the day, the month or the year, stored as "2026-09-03", "2026-09" or "2026".

    As text, `column <= '2026-09-15'` asks whether the date's first possible day has come.
    """

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: RoughDate | None, _dialect: Dialect) -> str | None:
        """Store the date as text, no more precise than it is known."""
        return None if value is None else value.iso

    def process_result_value(self, value: Any | None, _dialect: Dialect) -> RoughDate | None:
        """Hand the date back with the precision it came with."""
        return None if value is None else RoughDate.from_iso(str(value))
