"""The audit trail: each entry is bound to the one before by a keyed hash, and holds the hash of every row it changed.

Whoever edits a row without an entry, or an entry without the key, is found by `store.verify`.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection

from policydesk.models import Base
from policydesk.store.keys import derived, mac

UNAUDITED_TABLES = frozenset({"audit_entry", "audit_row", "preference", "alembic_version"})
"""Tables that say nothing about the school."""

_DIGEST = 32
_MARK = 4
_ROWS_AT_ONCE = 5_000
_SHORT, _MANY = 24, 4_096
"""Letters of a value whose mark is remembered at most, and how many are."""

_ENCODE = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode
"""Writes a row as the text that is hashed; made once, for making it takes longer than writing a row."""


@dataclass(frozen=True)
class Seal:
    """The audit trail's latest hash in short, printed on every report, and the number of the entry it belongs to."""

    code: str
    number: int

    def __str__(self) -> str:
        return f"{self.code} / {self.number}"


@dataclass(frozen=True)
class RowChange:
    """One row that a change touched, with its hashes."""

    table: str
    row_id: int
    before: str
    after: str


class AuditKeys:
    """The keys that bind entries and rows, made from the file key."""

    def __init__(self, file_key: bytes, register_id: str) -> None:
        self._chain = derived(file_key, "audit chain")
        self._rows = derived(file_key, "audit rows")
        self._marks: dict[str, str] = {}
        self.genesis = f"genesis-{register_id}"

    def entry_hash(self, previous: str, body: str) -> str:
        """Return the hash that binds an entry's text to the entry before."""
        return mac(self._chain, f"{previous}|{body}".encode()).hex()

    def row_hash(self, table: str, row: Mapping[Any, Any]) -> str:
        """Return a row's hash: a digest of the whole and a short mark for each column, so that a change can be named.

        Columns without a value are left out, so a new column does not change the hash of old rows.
        """
        values = {name: _plain(value) for name, value in sorted(row.items()) if value is not None}
        marks = "".join([column_name_mark(name) + self._mark(repr(value)) for name, value in values.items()])
        text = _ENCODE([table, values])
        return hashlib.blake2b(text.encode(), key=self._rows, digest_size=_DIGEST // 2).hexdigest() + marks

    def _mark(self, value: str) -> str:
        """Return the short mark of a value. Most rows say the same few words and days: theirs is worked out once.

        What is remembered goes with the keys when the register is closed.
        """
        mark = self._marks.get(value)
        if mark is None:
            mark = hashlib.blake2b(value.encode(), digest_size=_MARK // 2).hexdigest()
            if len(value) <= _SHORT and len(self._marks) < _MANY:
                self._marks[value] = mark
        return mark


@lru_cache(maxsize=1024)
def column_name_mark(name: str) -> str:
    """Return the short mark that stands for a column's name inside a row's hash."""
    return f"{zlib.crc32(name.encode()) & 0xFFFF:04x}"


def changed_columns(columns: Iterable[str], was: str, now: str) -> tuple[str, ...]:
    """Return the names of the columns whose marks differ between two hashes of one row."""

    def marks(row_hash: str) -> dict[str, str]:
        text = row_hash[_DIGEST:]
        step = 2 * _MARK
        return {text[at : at + _MARK]: text[at + _MARK : at + step] for at in range(0, len(text), step)}

    old, new = marks(was), marks(now)
    names = {column_name_mark(name): name for name in columns}
    return tuple(sorted(names.get(mark, "?") for mark in old.keys() | new.keys() if old.get(mark) != new.get(mark)))


def _plain(value: Any) -> Any:
    return {"sha256": hashlib.sha256(value).hexdigest()} if isinstance(value, bytes) else value


def audited_tables(connection: Connection) -> tuple[str, ...]:
    """The file's own tables whose every row must agree with its last audit entry, an older register's too."""
    names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").scalars()
    return tuple(name for name in names if name not in UNAUDITED_TABLES and not name.startswith("sqlite_"))


def steps_of_a_check() -> int:
    """How many steps a check of a register of the newest shape takes; an older one may take fewer."""
    return len(set(Base.metadata.tables) - UNAUDITED_TABLES) + 2


def raw_rows(connection: Connection, table: str, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Return rows as the database holds them, by id."""
    found: dict[int, dict[str, Any]] = {}
    for at in range(0, len(ids), 500):
        some = ids[at : at + 500]
        marks = ",".join("?" * len(some))
        asked = f'SELECT * FROM "{table}" WHERE id IN ({marks})'  # noqa: S608 - our own table names, and question marks
        rows = connection.exec_driver_sql(asked, tuple(some))
        found.update({row["id"]: dict(row) for row in rows.mappings()})
    return found


def append(
    connection: Connection, keys: AuditKeys, body: Mapping[str, Any], changes: Iterable[RowChange], at: datetime
) -> Seal:
    """Add one entry and its rows to the trail, inside the transaction of the change itself."""
    last = last_entry(connection)
    number, previous = (last[0] + 1, last[1]) if last else (1, keys.genesis)
    digest, count = hashlib.sha256(), 0
    batch: list[tuple[int, str, int, str, str]] = []
    for change in changes:
        count += 1
        digest.update(row_line(change))
        batch.append((number, change.table, change.row_id, change.before, change.after))
        if len(batch) == _ROWS_AT_ONCE:
            _insert_rows(connection, batch)
            batch = []
    text = json.dumps(
        {
            "n": number,
            "at": at.astimezone(UTC).isoformat(timespec="seconds"),
            **body,
            "rows": {"count": count, "digest": digest.hexdigest()},
        },
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )
    own = keys.entry_hash(previous, text)
    connection.exec_driver_sql(
        "INSERT INTO audit_entry (id, body, previous, hash) VALUES (?, ?, ?, ?)", (number, text, previous, own)
    )
    _insert_rows(connection, batch)
    return Seal(seal_code(own), number)


def row_line(change: RowChange) -> bytes:
    """Return the text of one changed row as an entry's digest takes it in."""
    return f"{change.table}|{change.row_id}|{change.before}|{change.after}\n".encode()


def _insert_rows(connection: Connection, batch: list[tuple[int, str, int, str, str]]) -> None:
    if batch:
        connection.exec_driver_sql(
            'INSERT INTO audit_row (entry_id, table_name, row_id, "before", "after") VALUES (?, ?, ?, ?, ?)', batch
        )


def last_entry(connection: Connection) -> tuple[int, str] | None:
    """Return the number and hash of the newest entry, or None in a register without one."""
    row = connection.exec_driver_sql("SELECT id, hash FROM audit_entry ORDER BY id DESC LIMIT 1").first()
    return None if row is None else (int(row[0]), str(row[1]))


def last_hashes(connection: Connection, table: str, ids: Sequence[int]) -> dict[int, str]:
    """Return each row's hash as its last entry left it."""
    found: dict[int, str] = {}
    for at in range(0, len(ids), 500):
        some = ids[at : at + 500]
        marks = ",".join("?" * len(some))
        asked = f'SELECT row_id, "after" FROM audit_row WHERE table_name = ? AND row_id IN ({marks})'  # noqa: S608 - marks
        rows = connection.exec_driver_sql(f"{asked} ORDER BY entry_id, id", (table, *some))
        found.update({row[0]: row[1] for row in rows})
    return found


def seal_code(entry_hash: str) -> str:
    """Return an entry's hash as it is printed: 20 hex digits in groups of four."""
    return "-".join(entry_hash[at : at + 4].upper() for at in range(0, 20, 4))
