"""Bringing an older register up to date: a verified backup, then one transaction that holds all of it."""

from collections.abc import Callable
from pathlib import Path

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from policydesk.errors import RegisterDamaged
from policydesk.store.backup import backup_before
from policydesk.store.register import Register
from policydesk.store.rewriting import RowsBefore, noting_writes
from policydesk.terms import Topic

Told = Callable[[int, int, str], None]
"""Called with the steps done, the steps in all (0 where nobody knows) and what is being done; may raise to stop it."""

BACKUP = "Bringing this register up to date: making a backup first, and checking it"
TABLES = "Bringing this register up to date: changing its tables"


def migrate(register: Register, found: int, wanted: int, scripts: Path, told: Told | None = None) -> None:
    """Change the tables from one shape to another; either all of it is on the disk afterwards, or nothing.

    Raises StoreTrouble where the backup could not be made or the disk refuses, and what `told` raises; the register is
    then as it was.
    """
    tell = told or (lambda _done, _all, _says: None)
    why = f"before bringing it up to date (from shape {found} to {wanted})"
    backup_before(register, why, lambda done, steps: tell(done, steps, BACKUP))
    tell(0, 0, TABLES)
    # Rebuilding a table with foreign keys switched on would silently delete what points to it. SQLite takes the switch
    # only outside a transaction, so it is made on the connection itself, and the keys are checked before the commit.
    with register.without_foreign_keys(), register.writing() as txn:
        connection = txn.session.connection()
        rows = RowsBefore(connection, register.audit)
        with noting_writes(connection, rows.remember):
            _run(connection, scripts, f"{wanted:04d}")
        connection.exec_driver_sql(f"PRAGMA user_version = {wanted}")
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise RegisterDamaged(
                "Bringing the register up to date would leave loose ends, so nothing was changed. "
                "Go on with the PolicyDesk you used before, and ask for help."
            )
        txn.rows_rewritten(rows.rewritten())
        txn.record(Topic.REGISTER, 1, f"Brought the register up to date, from shape {found} to {wanted}")


def _run(connection: Connection, scripts: Path, target: str) -> None:
    directory = ScriptDirectory(str(scripts))

    def steps(revision: object, _context: object) -> object:
        return directory._upgrade_revs(target, revision)  # type: ignore[arg-type] # Alembic asks for a narrower word

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
