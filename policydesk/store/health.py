"""How a register stands as a file: sound or not, how large, its backups, who has a way in, and what it runs on."""

import platform
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from policydesk import __version__
from policydesk.store import schema
from policydesk.store.backup import BACKUPS, list_backups
from policydesk.store.backup_file import BackupInfo
from policydesk.store.register import Register
from policydesk.store.slots import REGISTER_SHEET, SAFEGUARDING_SHEET
from policydesk.store.verify import Verdict

LIBRARIES = (
    "sqlcipher3",
    "SQLAlchemy",
    "alembic",
    "cryptography",
    "reportlab",
    "pypdf",
    "uharfbuzz",
    "PySide6-Essentials",
)
"""What PolicyDesk is built on and whose version helps whoever looks for a fault."""

COUNTED = ("staff_member", "policy", "policy_version", "acknowledgement", "official_account", "incident", "document")
"""Tables whose rows people ask for."""


@dataclass(frozen=True)
class Health:
    """What was found in one moment; `has_password` are the users whose own password opens the register."""

    verdict: Verdict
    folder: str
    size: int
    shape: int
    counts: Mapping[str, int]
    backups: tuple[BackupInfo, ...]
    newest_is_whole: bool | None
    has_password: tuple[str, ...]
    sheets: tuple[str, ...]
    program: str
    system: str
    libraries: tuple[tuple[str, str], ...]


def health_of(register: Register) -> Health:
    """Look at the whole register: every row and the audit trail, and every byte of the newest backup."""
    backups = tuple(list_backups(register.folder / BACKUPS))
    with register.reading() as session:
        connection = session.connection()
        shape = schema.shape_of(connection)
        counts = {
            table: int(connection.exec_driver_sql(f'SELECT count(*) FROM "{table}"').scalar_one())  # noqa: S608 - ours
            for table in COUNTED
        }
    sheets = ((REGISTER_SHEET, "the register"), (SAFEGUARDING_SHEET, "safeguarding records"))
    return Health(
        verdict=register.verify(),
        folder=str(register.folder),
        size=sum(one.stat().st_size for one in register.folder.iterdir() if one.is_file()),
        shape=shape,
        counts=counts,
        backups=backups,
        newest_is_whole=backups[0].is_whole() if backups else None,
        has_password=tuple(slot.name for slot in register.keys.users()),
        sheets=tuple(words for kind, words in sheets if register.keys.slot(kind) is not None),
        program=__version__,
        system=f"{platform.platform()}, Python {platform.python_version()}",
        libraries=tuple((name, _version(name)) for name in LIBRARIES),
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "inside the program"
