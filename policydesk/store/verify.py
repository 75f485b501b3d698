"""Checking a register: the file is whole, the audit trail is unbroken, and every row is as its last entry left it."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from policydesk.store.audit import (
    AuditKeys,
    RowChange,
    Seal,
    audited_tables,
    changed_columns,
    row_line,
    seal_code,
)

Progress = Callable[[int, int], None]
"""Called with the steps done and the steps in all; may raise to stop the check."""

_AT_ONCE = 5_000


@dataclass(frozen=True)
class Verdict:
    """What a check found: `problems` are sentences, none where all is well; the first `damage` are the file's."""

    problems: tuple[str, ...]
    entries: int
    rows: int
    seal: Seal | None
    damage: int = 0

    @property
    def is_sound(self) -> bool:
        """Whether nothing was found."""
        return not self.problems


def verify(connection: Connection, keys: AuditKeys, progress: Progress | None = None) -> Verdict:
    """Check the whole register on an open connection; reads every row once.

    Raises what `progress` raises, and the database's own errors for a damaged file.
    """
    tables = audited_tables(connection)
    steps = len(tables) + 2
    report = progress or (lambda _done, _all: None)
    problems = [*_integrity(connection)]
    damage = len(problems)
    problems += _loose_ends(connection)
    report(1, steps)
    entries, seal, broken = _chain(connection, keys)
    problems += broken
    report(2, steps)
    rows, used = 0, _used(connection, tables)
    for done, table in enumerate(tables, start=3):
        if table in used:
            count, found = _reconcile(connection, keys, table)
            rows += count
            problems += found
        report(done, steps)
    return Verdict(tuple(problems), entries, rows, seal, damage)


def _integrity(connection: Connection) -> Iterator[str]:
    for (found,) in connection.exec_driver_sql("PRAGMA cipher_integrity_check"):
        yield f"The file is damaged: {found}."
    for (found,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if found != "ok":
            yield f"The file's inner structure is damaged: {found}."


def _loose_ends(connection: Connection) -> Iterator[str]:
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"{_named(table)} {row} points to a missing {_named(parent).lower()}."


def _chain(connection: Connection, keys: AuditKeys) -> tuple[int, Seal | None, list[str]]:
    problems: list[str] = []
    previous, number, seal = keys.genesis, 0, None
    entries = connection.exec_driver_sql("SELECT id, body, previous, hash FROM audit_entry ORDER BY id")
    digests = _entry_digests(connection)
    for entry_id, body, before, own in entries:
        number += 1
        if entry_id != number:
            problems.append(f"Entry {number} of the audit trail is missing.")
            number = entry_id
        if before != previous or keys.entry_hash(before, body) != own:
            problems.append(f"Entry {entry_id} of the audit trail was changed, or one before it was removed.")
        elif f'"rows":{digests.get(entry_id, _NO_ROWS)}' not in body:
            problems.append(f"The list of rows of entry {entry_id} of the audit trail was changed.")
        previous, seal = own, Seal(seal_code(own), entry_id)
    if number == 0:
        problems.append("The audit trail is empty.")
    if any(entry_id > number for entry_id in digests):
        problems.append(f"The audit trail was cut off after entry {number}.")
    return number, seal, problems


_NO_ROWS = f'{{"count":0,"digest":"{hashlib.sha256().hexdigest()}"}}'


def _entry_digests(connection: Connection) -> dict[int, str]:
    found: dict[int, tuple[int, Any]] = {}
    rows = connection.exec_driver_sql(
        'SELECT entry_id, table_name, row_id, "before", "after" FROM audit_row ORDER BY entry_id, id'
    )
    for entry_id, table, row_id, before, after in rows:
        count, digest = found.get(entry_id) or (0, hashlib.sha256())
        digest.update(row_line(RowChange(table, row_id, before, after)))
        found[entry_id] = (count + 1, digest)
    return {
        entry_id: f'{{"count":{count},"digest":"{digest.hexdigest()}"}}' for entry_id, (count, digest) in found.items()
    }


def _used(connection: Connection, tables: tuple[str, ...]) -> frozenset[str]:
    """Return the tables that hold rows or once held some, as the audit trail says; most of a small school's do not."""
    each = ", ".join(
        f'EXISTS (SELECT 1 FROM "{table}") '  # noqa: S608 - our names
        "OR EXISTS (SELECT 1 FROM audit_row WHERE table_name = ?)"
        for table in tables
    )
    found = connection.exec_driver_sql(f"SELECT {each}", tables).one() if tables else ()
    return frozenset(table for table, is_used in zip(tables, found, strict=True) if is_used)


def _reconcile(connection: Connection, keys: AuditKeys, table: str) -> tuple[int, list[str]]:
    problems: list[str] = []
    expected = last_hashes_of(connection, table)
    asked = next(expected, None)
    count = 0
    for row in rows_of(connection, table):
        count += 1
        row_id = row["id"]
        while asked is not None and asked[0] < row_id:
            if asked[1]:
                problems.append(f"{_named(table)} {asked[0]} was removed without a record.")
            asked = next(expected, None)
        known = ""
        if asked is not None and asked[0] == row_id:
            known, asked = asked[1], next(expected, None)
        now = keys.row_hash(table, row)
        if not known:
            problems.append(f"{_named(table)} {row_id} was added without a record.")
        elif known != now:
            columns = ", ".join(name.replace("_", " ") for name in changed_columns(row, known, now)) or "a value"
            problems.append(f"{_named(table)} {row_id} was changed without a record: {columns}.")
    while asked is not None:
        if asked[1]:
            problems.append(f"{_named(table)} {asked[0]} was removed without a record.")
        asked = next(expected, None)
    return count, problems


def rows_of(connection: Connection, table: str) -> Iterator[Any]:
    """Return every row of a table as the database holds it, in the order of their ids."""
    after = -(2**63)
    while True:
        rows = connection.exec_driver_sql(
            f'SELECT * FROM "{table}" WHERE id > ? ORDER BY id LIMIT ?',  # noqa: S608 - our own table names
            (after, _AT_ONCE),
        )
        batch = rows.mappings().all()
        yield from batch
        if len(batch) < _AT_ONCE:
            return
        after = batch[-1]["id"]


def last_hashes_of(connection: Connection, table: str) -> Iterator[tuple[int, str]]:
    """Return each row's id and what the audit trail last says of it, "" where it was removed."""
    rows = connection.exec_driver_sql(
        'SELECT row_id, "after" FROM audit_row WHERE table_name = ? ORDER BY row_id, entry_id, id', (table,)
    )
    current: tuple[int, str] | None = None
    for row_id, after in rows:
        if current is not None and current[0] != row_id:
            yield current
        current = (row_id, after)
    if current is not None:
        yield current


def _named(table: str) -> str:
    return table.replace("_", " ").capitalize()
