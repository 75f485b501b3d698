"""What is kept of what the school expected, where it is changed: the days ahead as they were known."""

from typing import TypeVar

from sqlalchemy import inspect

from policydesk.models import Absence, EarlierAbsence, EarlierTerm, EarlierTurn, Moderator, Term
from policydesk.models.base import Base
from policydesk.store import Txn

_EARLIER: dict[type[Base], type[Base]] = {Absence: EarlierAbsence, Moderator: EarlierTurn, Term: EarlierTerm}
"""Where the earlier days of each kind of row are kept."""

Row = TypeVar("Row", Absence, Moderator, Term)


def keep_as_known(row: Row, txn: Txn) -> None:
    """Keep what was known until today, before a row is changed or removed; what was entered today was never relied on.

    The row itself is known from today on.
    """
    recorded_on = row.recorded_on
    if recorded_on is not None and recorded_on >= txn.today:
        return
    kept = _EARLIER[type(row)](replaced_on=txn.today)
    for column in inspect(type(row)).columns:
        if column.key != "id":
            setattr(kept, column.key, getattr(row, column.key))
    txn.session.add(kept)
    row.recorded_on = txn.today
