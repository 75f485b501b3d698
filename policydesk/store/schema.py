"""The shape of the register's tables: made new, or brought up to date when a register is opened."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection

from policydesk import __version__
from policydesk.errors import RegisterDamaged, RegisterTooNew
from policydesk.models import Base
from policydesk.store.damage import way_back
from policydesk.store.register import Register

SCHEMA = 14
"""Number of the newest shape; stored as the file's user_version, and the name of its migration: "0013"."""

MIGRATIONS = Path(__file__).parent / "migrations"
"""Where the steps from shape to shape are."""


def made_by() -> str:
    """Name the program and version, for the message an older one shows."""
    return f"PolicyDesk {__version__}"


def create(connection: Connection) -> None:
    """Make every table in an empty file."""
    Base.metadata.create_all(connection)
    connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (revision(SCHEMA),))
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")


def revision(number: int) -> str:
    """Return the name of the migration that makes a shape."""
    return f"{number:04d}"


def shape_of(connection: Connection) -> int:
    """Return the number of a file's shape."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def bring_up_to_date(register: Register, told: Callable[[int, int, str], None] | None = None) -> None:
    """Change the tables of an older register, after a verified backup; refuse a newer or an empty one as it is.

    `told` is called with the steps done, those in all and what is being done; it may raise to stop it.
    """
    with register.reading() as session:
        found = shape_of(session.connection())
    if found > SCHEMA:
        raise RegisterTooNew(
            "A newer PolicyDesk made this register. Install that version to open it; nothing was changed."
        )
    if not found:
        raise RegisterDamaged(
            "Nothing is in this register: making it was cut short. "
            + way_back(register.folder, "Make a new one in another folder, or restore")
        )
    if found < SCHEMA:
        # Loaded only here: on every other day the register is as new as the program.
        from policydesk.store.migrate import migrate

        migrate(register, found, SCHEMA, MIGRATIONS, told)
