"""Bringing an older register up to date: a verified backup, then one transaction that holds all of it."""

from collections.abc import Iterator
from pathlib import Path

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from policydesk.errors import RegisterDamaged
from policydesk.store.audit import AuditKeys, RowChange, audited_tables
from policydesk.store.backup import backup_before
from policydesk.store.register import Register
from policydesk.store.verify import last_hashes_of, rows_of
from policydesk.terms import Topic


def migrate(register: Register, found: int, wanted: int, scripts: Path) -> None:
    """Change the tables from one shape to another; either all of it is on the disk afterwards, or nothing.

    Raises StoreTrouble where the backup could not be made or the disk refuses; the register is then as it was.
    """
    backup_before(register, f"before bringing it up to date (from shape {found} to {wanted})")
    # Rebuilding a table with foreign keys switched on would silently delete what points to it. SQLite takes the switch
    # only outside a transaction, so it is made on the connection itself, and the keys are checked before the commit.
    with register.without_foreign_keys(), register.writing() as txn:
        connection = txn.session.connection()
        recorded, before = _recorded(connection), _hashes(connection, register.audit)
        _run(connection, scripts, f"{wanted:04d}")
        connection.exec_driver_sql(f"PRAGMA user_version = {wanted}")
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise RegisterDamaged(
                "Bringing the register up to date would leave loose ends, so nothing was changed. "
                "Go on with the PolicyDesk you used before, and ask for help."
            )
        txn.rows_rewritten(_rewritten(recorded, before, _hashes(connection, register.audit)))
        txn.record(Topic.REGISTER, 1, f"Brought the register up to date, from shape {found} to {wanted}")


def _run(connection: Connection, scripts: Path, target: str) -> None:
    directory = ScriptDirectory(str(scripts))

    def steps(revision: object, _context: object) -> object:
        return directory._upgrade_revs(target, revision)  # type: ignore[arg-type]

    context = MigrationContext.configure(
        connection, opts={"fn": steps, "render_as_batch": True, "transactional_ddl": True}
    )
    try:
        with Operations.context(context):
            context.run_migrations()
    except DBAPIError as trouble:
        raise _first(trouble) from None


def _first(trouble: BaseException) -> BaseException:
    """Return what failed first: tidying up after it fails too once SQLite has taken the transaction back."""
    chain, first = trouble, trouble
    while chain.__context__ is not None:
        chain = chain.__context__
        first = chain if isinstance(chain, DBAPIError) else first
    return first


Hashes = dict[tuple[str, int], str]


def _hashes(connection: Connection, keys: AuditKeys) -> Hashes:
    return {
        (table, row["id"]): keys.row_hash(table, row)
        for table in audited_tables(connection)
        for row in rows_of(connection, table)
    }


def _recorded(connection: Connection) -> Hashes:
    return {
        (table, row_id): last
        for table in audited_tables(connection)
        for row_id, last in last_hashes_of(connection, table)
        if last
    }


def _rewritten(recorded: Hashes, before: Hashes, after: Hashes) -> Iterator[RowChange]:
    """Return the rows that the steps changed.

    A row that was changed behind the register's back beforehand is left out, so that bringing the register up to date
    never makes good what a check has yet to find.
    """
    for key in sorted(before.keys() | after.keys()):
        was, now = before.get(key, ""), after.get(key, "")
        if was != now and was == recorded.get(key, ""):
            yield RowChange(*key, was, now)
