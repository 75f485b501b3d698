"""The one opener: a single encrypted connection, with the settings that keep what was saved through a power cut."""

import contextlib
import os
import random
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from policydesk.errors import DiskFull, ReadOnlyPlace, RegisterDamaged, RegisterInUse, StoreTrouble
from policydesk.names import fold
from policydesk.store.damage import way_back

PLAIN_SQLITE = b"SQLite format 3\x00"

SETTINGS = (
    "PRAGMA cipher_log_level = NONE",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA mmap_size = 0",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA locking_mode = EXCLUSIVE",
)

_TRIES = 8
_DAMAGED = "The register's file is damaged, or register.keys belongs to another register. Both are left as they are."
_READ_ONLY = "The register cannot be written to: its folder or file is read-only. Ask for the right to change it."
_IN_USE = "This register is open in another PolicyDesk. Close it there, then try again."


def connect(path: Path, key: bytes, *, exclusive: bool = True) -> dbapi2.Connection:
    """Open an existing encrypted file, or raise a StoreTrouble that says what is wrong with it.

    With `exclusive` nobody else can open it until the connection closes or the process ends.
    """
    if exclusive:
        _refuse_read_only(path)
    mode = "rw" if exclusive else "ro"
    try:
        connection = dbapi2.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=0,
        )
    except dbapi2.Error as trouble:
        raise worded(trouble, path) from trouble
    try:
        connection.set_key(f"x'{key.hex()}'")
        for setting in SETTINGS:
            connection.execute(setting)
        if connection.execute("PRAGMA cipher_version").fetchone() is None:
            raise RegisterDamaged("This PolicyDesk was built without encryption. Install it again.")
        if exclusive:
            _take(connection)
            connection.execute("PRAGMA journal_mode = TRUNCATE").fetchone()
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        connection.create_function("fold", 1, fold, deterministic=True)
    except dbapi2.Error as trouble:
        connection.close()
        if error_name(trouble) == "SQLITE_NOTADB":
            _refuse_plain(path)
        raise worded(trouble, path) from trouble
    except StoreTrouble:
        connection.close()
        raise
    return connection


def create_file(path: Path, key: bytes) -> dbapi2.Connection:
    """Make a new, empty encrypted file where there is none, and hold it."""
    path.open("xb").close()
    return connect(path, key)


def engine_on(connection: dbapi2.Connection) -> Engine:
    """Return SQLAlchemy's engine on the one connection; each transaction begins at once, so DDL rolls back too."""
    engine = create_engine(
        "sqlite://", creator=lambda: connection, poolclass=StaticPool, module=dbapi2, hide_parameters=True
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _take(connection: dbapi2.Connection) -> None:
    for left in range(_TRIES - 1, -1, -1):
        try:
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")
        except dbapi2.OperationalError as trouble:
            if error_name(trouble) not in {"SQLITE_BUSY", "SQLITE_LOCKED"} or not left:
                raise
            time.sleep(random.uniform(0.005, 0.03))  # noqa: S311 - jitter between two starts, no secret
        else:
            return


def _refuse_plain(path: Path) -> None:
    # Never looked into before it failed to open: on POSIX, closing our own look at a live file gives up its lock.
    with contextlib.suppress(OSError), path.open("rb") as file:
        if file.read(len(PLAIN_SQLITE)) == PLAIN_SQLITE:
            raise RegisterDamaged(
                f"The file register.db is not encrypted, so PolicyDesk did not write it. {way_back(path.parent)}"
            )


def _refuse_read_only(path: Path) -> None:
    # SQLite would open such a file for reading, and then nothing keeps others from changing it meanwhile.
    effective = os.access in os.supports_effective_ids
    if path.exists() and not all(os.access(place, os.W_OK, effective_ids=effective) for place in (path, path.parent)):
        raise ReadOnlyPlace(_READ_ONLY)


def error_name(trouble: BaseException) -> str:
    """Return SQLite's own name of what went wrong, "" where it gave none; SQLAlchemy's wrapping is looked through."""
    original = getattr(trouble, "orig", None) or trouble
    return str(getattr(original, "sqlite_errorname", "") or "")


def worded(trouble: BaseException, path: Path) -> StoreTrouble:
    """Return what SQLite says about the register's file as one sentence for a person."""
    name = error_name(trouble)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return RegisterInUse(_IN_USE)
    if name == "SQLITE_FULL":
        return DiskFull("There is no room left on the disk. Free some space, then save again; nothing was lost.")
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH")):
        return ReadOnlyPlace(_READ_ONLY)
    if name.startswith("SQLITE_CANTOPEN"):
        if not path.exists():
            return RegisterDamaged(
                "The file register.db is missing from the register's folder. "
                + way_back(path.parent, "Put it back, or restore")
            )
        return ReadOnlyPlace(
            "The register cannot be opened for writing in this folder. Ask for the right to change it."
        )
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return RegisterDamaged(f"{_DAMAGED} {way_back(path.parent)}")
    if name.startswith("SQLITE_IOERR"):
        return StoreTrouble("The disk did not do what was asked. Check the disk and its space, then try again.")
    return StoreTrouble("The register could not be read. Close PolicyDesk, start it again and check the register.")
