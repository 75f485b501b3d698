"""The shape of the register's tables: made new, or brought up to date when a register is opened."""

from sqlalchemy import Connection

from policydesk import __version__
from policydesk.errors import RegisterTooNew
from policydesk.models import Base
from policydesk.store.register import Register

SCHEMA = 1
"""Number of the newest shape; stored as the file's user_version."""


def made_by() -> str:
    """Name the program and version, for the message an older one shows."""
    return f"PolicyDesk {__version__}"


def create(connection: Connection) -> None:
    """Make every table in an empty file."""
    Base.metadata.create_all(connection)
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")


def bring_up_to_date(register: Register) -> None:
    """Refuse a register that a newer PolicyDesk made; its file is left as it is."""
    with register.reading() as session:
        found = session.connection().exec_driver_sql("PRAGMA user_version").scalar_one()
    if found > SCHEMA:
        raise RegisterTooNew(
            "A newer PolicyDesk made this register. Install that version to open it; nothing was changed."
        )
