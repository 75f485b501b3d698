"""One change to the register: gathers what it touches, what it says of itself, and who is told."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import event, func, insert, select
from sqlalchemy.orm import Session, UOWTransaction

from policydesk.errors import Refusal
from policydesk.models import Base
from policydesk.store.audit import UNAUDITED_TABLES, AuditKeys, RowChange, append, last_hashes, raw_rows
from policydesk.store.vault import Vault
from policydesk.terms import Role, Topic

_BULK_ROWS = 5_000

_EVERYBODYS = frozenset({Topic.USERS, Topic.REGISTER, Topic.BACKUPS, Topic.INCIDENTS})
"""Topics of what a viewer may do too: change their own password, sign in, make a backup, report a concern."""


@dataclass(frozen=True)
class Actor:
    """Who is signed in, on which computer."""

    user_id: int
    name: str
    roles: frozenset[Role]
    machine: str = ""

    @property
    def only_looks(self) -> bool:
        """Whether the actor only looks: a viewer, or the chair of governors, and nothing else."""
        return bool(self.roles) and self.roles <= {Role.VIEWER, Role.CHAIR_OF_GOVERNORS}

    def may(self, *roles: Role) -> bool:
        """Whether the actor holds one of these roles."""
        return bool(self.roles & set(roles))


@dataclass(frozen=True)
class Image:
    """One row before and after a change, as the database holds it; None where there was or is no row."""

    table: str
    row_id: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True)
class Change:
    """What one finished transaction did: its words, the topics to refresh and the rows, so that it can be undone."""

    words: str
    topics: frozenset[Topic]
    images: tuple[Image, ...]
    number: int


class Txn:
    """A change in the making: actions use `session`, `actor`, `now`, `today`, `vault`, and `record` what they did."""

    def __init__(
        self, session: Session, actor: Actor, keys: AuditKeys, now: datetime, today: date, vault: Vault
    ) -> None:
        self.session = session
        self.actor = actor
        self.now = now
        self.today = today
        self.vault = vault
        self.topics: set[Topic] = set()
        self._keys = keys
        self._notes: list[dict[str, Any]] = []
        self._before: dict[tuple[str, int], dict[str, Any] | None] = {}
        self._bulk: list[tuple[str, int, int]] = []
        self._rewritten: list[RowChange] = []
        self._for_good = False
        event.listen(session, "before_flush", self._note_before)
        event.listen(session, "after_flush", self._note_new)

    def record(self, topic: Topic, subject_id: int, words: str) -> None:
        """Say what was done: one line that writes the audit entry and tells the open windows what to refresh.

        Raises Refusal where the actor may only look at the register.
        """
        if topic not in _EVERYBODYS and self.actor.only_looks:
            raise Refusal("You may look at the register but not change it. Ask the office manager to do it.")
        self._notes.append({"topic": topic.value, "id": subject_id, "words": words})
        self.topics.add(topic)

    def bulk(self, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert many rows of one table at once; each is audited like any other, but the change cannot be undone."""
        self.session.flush()
        table = model.__tablename__
        newest = select(func.max(model.id))
        first = self.session.scalar(newest) or 0
        for at in range(0, len(rows), _BULK_ROWS):
            self.session.execute(insert(model), [dict(row) for row in rows[at : at + _BULK_ROWS]])
        last = self.session.scalar(newest) or 0
        self._bulk.append((table, first, last))

    def rows_rewritten(self, changes: Iterable[RowChange]) -> None:
        """Say what happened to rows that a change of the tables rewrote, with their hashes before and after."""
        self._rewritten += changes

    def for_good(self) -> None:
        """Say that this change cannot be undone: what the rows held before is not even kept in memory."""
        self._for_good = True

    def finish(self) -> Change:
        """Flush, write the audit entry and return what was done; raises where rows changed without a record."""
        self.session.flush()
        connection = self.session.connection()
        images = tuple(self._images())
        if (images or self._bulk) and not self._notes:
            raise AssertionError("a change to the register left no record in its audit trail")
        words = "; ".join(note["words"] for note in self._notes)
        number = 0
        if self._notes:
            body = {
                "actor": self.actor.name,
                "roles": sorted(self.actor.roles),
                "machine": self.actor.machine,
                "notes": self._notes,
            }
            number = append(connection, self._keys, body, self._row_changes(images), self.now).number
        return Change(words, frozenset(self.topics), () if self._for_good else images, number)

    def _images(self) -> Sequence[Image]:
        connection = self.session.connection()
        by_table: dict[str, list[int]] = {}
        for table, row_id in self._before:
            by_table.setdefault(table, []).append(row_id)
        images = []
        for table, ids in by_table.items():
            now = raw_rows(connection, table, ids)
            for row_id in ids:
                image = Image(table, row_id, self._before[table, row_id], now.get(row_id))
                if image.before != image.after:
                    images.append(image)
        return images

    def _row_changes(self, images: Sequence[Image]) -> Iterator[RowChange]:
        connection = self.session.connection()
        by_table: dict[str, list[int]] = {}
        for image in images:
            if image.before is not None:
                by_table.setdefault(image.table, []).append(image.row_id)
        known = {table: last_hashes(connection, table, ids) for table, ids in by_table.items()}
        for image in images:
            after = "" if image.after is None else self._keys.row_hash(image.table, image.after)
            before = "" if image.before is None else known[image.table].get(image.row_id, "")
            yield RowChange(image.table, image.row_id, before, after)
        yield from self._rewritten
        for table, first, last in self._bulk:
            for at in range(first, last, _BULK_ROWS):
                rows = connection.exec_driver_sql(
                    f'SELECT * FROM "{table}" WHERE id > ? AND id <= ? ORDER BY id',  # noqa: S608 - our own table names
                    (at, min(at + _BULK_ROWS, last)),
                )
                for row in rows.mappings():
                    yield RowChange(table, row["id"], "", self._keys.row_hash(table, row))

    def _note_before(self, session: Session, _context: UOWTransaction, _instances: Any) -> None:
        wanted: dict[str, list[int]] = {}
        for thing in (*session.dirty, *session.deleted):
            table = thing.__tablename__
            if table not in UNAUDITED_TABLES and (table, thing.id) not in self._before:
                wanted.setdefault(table, []).append(thing.id)
        for table, ids in wanted.items():
            rows = raw_rows(session.connection(), table, ids)
            self._before.update({(table, row_id): rows.get(row_id) for row_id in ids})

    def _note_new(self, session: Session, _context: UOWTransaction) -> None:
        for thing in session.new:
            if thing.__tablename__ not in UNAUDITED_TABLES:
                self._before.setdefault((thing.__tablename__, thing.id), None)
