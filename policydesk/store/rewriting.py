"""Which rows a change of the tables rewrites: only tables that a statement writes to are looked at, before and after.

A register has millions of rows and such a change writes to few of its tables, so all others need no new hashes.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, event
from sqlcipher3 import dbapi2

from policydesk.store.audit import AuditKeys, RowChange, audited_tables
from policydesk.store.verify import last_hashes_of, rows_of

_WRITES = frozenset({dbapi2.SQLITE_INSERT, dbapi2.SQLITE_UPDATE, dbapi2.SQLITE_DELETE, dbapi2.SQLITE_DROP_TABLE})
_LOOKS = ("SELECT", "PRAGMA", "EXPLAIN", "SAVEPOINT", "RELEASE")

Hashes = dict[tuple[str, int], str]


@contextmanager
def noting_writes(connection: Connection, about_to: Callable[[str], None]) -> Iterator[None]:
    """Name each table to `about_to` before a statement writes to it, changes it or removes it, also by a trigger.

    SQLite itself says so of every statement, before it is run.
    """

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, many: bool) -> None:
        if not statement.lstrip().upper().startswith(_LOOKS):
            for table in sorted(_written(connection, statement, values[0] if many else values)):
                about_to(table)

    event.listen(connection, "before_cursor_execute", note)
    try:
        yield
    finally:
        event.remove(connection, "before_cursor_execute", note)


def _written(connection: Connection, statement: str, values: Any) -> set[str]:
    """Return the tables that a statement would write to."""
    found: set[str] = set()

    def allow(action: int, first: str | None, second: str | None, _database: Any, _trigger: Any) -> int:
        table = second if action == dbapi2.SQLITE_ALTER_TABLE else first if action in _WRITES else None
        if table is not None:
            found.add(table)
        return int(dbapi2.SQLITE_OK)

    driver: Any = connection.connection.driver_connection
    driver.set_authorizer(allow)
    try:
        connection.exec_driver_sql(f"EXPLAIN {statement}", tuple(values)).close()
    finally:
        driver.set_authorizer(None)
    return found


class RowsBefore:
    """The hashes of the rows of each table that is about to be written to, and what the audit trail says of them."""

    def __init__(self, connection: Connection, keys: AuditKeys) -> None:
        self._connection, self._keys = connection, keys
        self._tables = frozenset(audited_tables(connection))
        self._seen: set[str] = set()
        self._recorded: Hashes = {}
        self._before: Hashes = {}

    def remember(self, table: str) -> None:
        """Remember a table's rows as they are; asked again, and of a table that was not there, it does nothing."""
        if table in self._tables and table not in self._seen:
            self._seen.add(table)
            self._recorded.update(((table, row), last) for row, last in last_hashes_of(self._connection, table) if last)
            self._before.update(self._hashes(table))

    def rewritten(self) -> Iterator[RowChange]:
        """Yield the rows that were changed, added or removed since.

        A row that was changed behind the register's back beforehand is left out, so that bringing the register up to
        date never makes good what a check has yet to find.
        """
        now = audited_tables(self._connection)
        after = {key: one for table in now if self._may_differ(table) for key, one in self._hashes(table)}
        for key in sorted(self._before.keys() | after.keys()):
            was, then = self._before.get(key, ""), after.get(key, "")
            if was != then and was == self._recorded.get(key, ""):
                yield RowChange(*key, was, then)

    def _may_differ(self, table: str) -> bool:
        return table in self._seen or table not in self._tables

    def _hashes(self, table: str) -> Iterator[tuple[tuple[str, int], str]]:
        return (((table, row["id"]), self._keys.row_hash(table, row)) for row in rows_of(self._connection, table))
