"""Taking back what was just done, as a new change: the audit trail keeps both."""

from typing import Any, cast

from sqlalchemy import Dialect, Table
from sqlalchemy.exc import IntegrityError

from policydesk.errors import Refusal
from policydesk.models import Acknowledgement, Base
from policydesk.store import Change, Image, Txn
from policydesk.store.audit import raw_rows
from policydesk.terms import Topic

CHANGED_SINCE = "It has been changed since, so it stays as it is now."


def undo(txn: Txn, change: Change) -> None:
    """Put back every row that a change touched; acknowledgements are voided, never deleted.

    Raises Refusal where one of the rows is no longer as the change left it, or others depend on it.
    """
    if not change.images:
        raise Refusal("This cannot be undone.")
    models = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}
    order = [table.name for table in Base.metadata.sorted_tables]
    images = sorted(change.images, key=lambda image: order.index(image.table))
    for image in images:
        if _now(txn, models[image.table], image.row_id) != image.after:
            raise Refusal(CHANGED_SINCE)
    try:
        for image in images:
            if image.before is not None:
                _put_back(txn, models[image.table], image)
        for image in reversed(images):
            if image.before is None:
                _take_away(txn, models[image.table], image.row_id)
    except IntegrityError:
        raise Refusal(CHANGED_SINCE) from None
    for topic in sorted(change.topics):
        txn.record(topic, 0, f"Undid: {change.words}")


def _now(txn: Txn, model: type[Base], row_id: int) -> dict[str, Any] | None:
    return raw_rows(txn.session.connection(), model.__tablename__, (row_id,)).get(row_id)


def _put_back(txn: Txn, model: type[Base], image: Image) -> None:
    row = txn.session.get(model, image.row_id)
    if row is None:
        row = model(id=image.row_id)
        txn.session.add(row)
    dialect = txn.session.get_bind().dialect
    for column, value in (image.before or {}).items():
        if column != "id":
            setattr(row, column, _read(cast("Table", model.__table__), column, value, dialect))
    txn.session.flush()


def _take_away(txn: Txn, model: type[Base], row_id: int) -> None:
    row = txn.session.get_one(model, row_id)
    if isinstance(row, Acknowledgement):
        row.voided_on, row.void_reason, row.voided_by = txn.today, "Undone straight after recording", txn.actor.name
        txn.topics.add(Topic.ACKNOWLEDGEMENTS)
    else:
        txn.session.delete(row)
    txn.session.flush()


def _read(table: Table, column: str, value: Any, dialect: Dialect) -> Any:
    """Return a raw value of the database as the model gives it."""
    kind = table.columns[column].type
    process = kind.dialect_impl(dialect).result_processor(dialect, None)
    return value if process is None else process(value)
