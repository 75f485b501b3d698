"""Making backups: one file that holds the whole register, encrypted, and is checked before it counts.

A backup gets its name only after it was written to the disk, opened again and checked from end to end.
"""

import contextlib
import secrets
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from policydesk.errors import DiskFull, ReadOnlyPlace, Refusal, RegisterDamaged, StoreTrouble
from policydesk.store import engine as opener
from policydesk.store import schema
from policydesk.store.atomic import put_in_place, worded
from policydesk.store.audit import Seal, audited_tables, last_entry, seal_code, steps_of_a_check
from policydesk.store.backup_file import (
    BACKUPS,
    SUFFIX,
    BackupInfo,
    list_backups,
    read_backup,
    write_backup,
)
from policydesk.store.file_names import as_file_name, free_place
from policydesk.store.register import ZONE, Register
from policydesk.store.verify import Progress, Verdict, verify

__all__ = ["BACKUPS", "SUFFIX", "Backup", "BackupInfo", "backup_before", "close_with_backup", "list_backups"]
__all__ += ["make_backup", "read_backup"]

_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True)
class Backup:
    """A backup that was made and checked; `problems` are what the check of the register itself found, as sentences."""

    info: BackupInfo
    problems: tuple[str, ...] = ()

    @property
    def file(self) -> Path:
        """Where it is."""
        return self.info.file


@dataclass(frozen=True)
class Snapshot:
    """What the register held in the moment it was copied."""

    seal: Seal
    counts: Mapping[str, int]
    schema: int


def make_backup(register: Register, to: Path | None = None, progress: Progress | None = None, why: str = "") -> Backup:
    """Write the whole register into one new file and check all of it; `to` is a file, a folder or the default place.

    Raises Refusal naming `to` where there is a file already, StoreTrouble where it cannot be written or does not pass
    its check, and what `progress` raises; nothing half-written stays behind, and older backups stay as they are.
    """
    with _ONE_AT_A_TIME:
        place = _place(register, to)
        steps = _Steps(progress)
        copy, part = (place.with_name(f".{secrets.token_hex(6)}.{kind}.part") for kind in ("copy", "backup"))
        try:
            return _make(register, place, copy, part, steps, why)
        except OSError as trouble:
            raise worded(trouble, place) from trouble
        except dbapi2.Error as trouble:
            raise _worded(trouble, register, place) from trouble
        finally:
            for left in (copy, part, copy.with_name(f"{copy.name}-journal")):
                with contextlib.suppress(OSError):
                    left.unlink(missing_ok=True)


def backup_before(register: Register, why: str, progress: Progress | None = None) -> Backup:
    """Make a backup before something large happens; `why` is said beside its date, as in "before importing staff".

    Where the newest backup already holds exactly this state, that one is returned. Raises as `make_backup` does.
    """
    newest = _of_this_state(register)
    return Backup(newest) if newest is not None else make_backup(register, progress=progress, why=why)


def close_with_backup(register: Register, progress: Progress | None = None) -> Backup | None:
    """Close the register; where it changed since its newest backup, make one first and return it.

    Raises as `make_backup` does; the register is closed all the same.
    """
    try:
        if _of_this_state(register) is not None:
            return None
        return make_backup(register, progress=progress, why="when the register was closed")
    finally:
        register.close()


def snapshot(connection: Connection) -> Snapshot:
    """Count what the register holds, and read its seal."""
    last = last_entry(connection)
    if last is None:
        raise RegisterDamaged("The register has no audit trail, so no backup was made of it.")
    tables = (*audited_tables(connection), "audit_entry", "audit_row")
    each = ", ".join(f'(SELECT count(*) FROM "{table}")' for table in tables)  # noqa: S608 - our names
    counts = dict(zip(tables, connection.exec_driver_sql(f"SELECT {each}").one(), strict=True))
    version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    return Snapshot(Seal(seal_code(last[1]), last[0]), counts, int(version))


@contextlib.contextmanager
def looking_into(file: Path, key: bytes) -> Iterator[Connection]:
    """Open an encrypted file that is not in use, only to read it."""
    raw = opener.connect(file, key, exclusive=False)
    engine = opener.engine_on(raw)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()
        raw.close()


class _Steps:
    """Counts the steps of making a backup for whoever watches: the copy, each step of its check, the file."""

    def __init__(self, progress: Progress | None) -> None:
        self._report = progress or (lambda _done, _all: None)
        self._all = steps_of_a_check() + 3
        self._done = 0
        self._report(0, self._all)

    def next(self) -> None:
        self._done += 1
        self._report(self._done, self._all)

    def checked(self, _done: int, _all: int) -> None:
        self.next()


def _make(register: Register, place: Path, copy: Path, part: Path, steps: _Steps, why: str) -> Backup:
    seen = register.copy_to(copy, snapshot)
    steps.next()
    verdict = _checked(register, copy, seen, steps)
    write_backup(part, _said(register, seen, verdict, why), copy, register.secrets.file_key)
    steps.next()
    _refuse_unlike(part, register.secrets.file_key)
    if place.exists():
        raise _is_there(place)
    put_in_place(part, place)
    steps.next()
    return Backup(read_backup(place), verdict.problems)


def _checked(register: Register, copy: Path, seen: Snapshot, steps: _Steps) -> Verdict:
    failed = StoreTrouble(
        "The copy of the register did not pass its check, so no backup was made. Check the disk, then try again."
    )
    try:
        with looking_into(copy, register.secrets.file_key) as connection:
            again = snapshot(connection)
            verdict = verify(connection, register.audit, steps.checked)
    except (DBAPIError, RegisterDamaged) as trouble:
        raise failed from trouble
    if verdict.damage or again != seen:
        raise failed
    return verdict


def _refuse_unlike(part: Path, file_key: bytes) -> None:
    """Read the file back from the disk from end to end."""
    with contextlib.suppress(RegisterDamaged):
        read = read_backup(part)
        if read.is_whole() and read.is_genuine(file_key):
            return
    raise StoreTrouble("The backup is not on the disk as it was written. Check the disk, or choose another one.")


def _said(register: Register, seen: Snapshot, verdict: Verdict, why: str) -> dict[str, object]:
    return {
        "school": register.school_name,
        "register_id": register.keys.register_id,
        "is_demo": register.keys.is_demo,
        "program": schema.made_by(),
        "made_at": register.clock().isoformat(timespec="seconds"),
        "made_by": register.actor.name,
        "why": why,
        "schema": seen.schema,
        "seal": {"code": seen.seal.code, "number": seen.seal.number},
        "counts": dict(seen.counts),
        "problems": len(verdict.problems),
        "keys": register.keys.to_bytes().decode(),
    }


def _place(register: Register, to: Path | None) -> Path:
    if to is not None and not to.is_dir():
        if to.exists():
            raise _is_there(to)
        return to.absolute()
    folder = to.absolute() if to is not None else register.folder.absolute() / BACKUPS
    if to is None:
        try:
            folder.mkdir(exist_ok=True)
        except OSError as trouble:
            raise worded(trouble, folder) from trouble
        _clear_away_half_written(folder)
    at = register.clock().astimezone(ZONE)
    return free_place(folder, f"{as_file_name(register.school_name)} {at:%Y-%m-%d %H%M}", SUFFIX)


def _clear_away_half_written(folder: Path) -> None:
    """Remove what a power cut left of a backup; the register is ours alone, so nobody else is writing one here."""
    for left in folder.glob(".*.part*"):
        with contextlib.suppress(OSError):
            left.unlink()


def _of_this_state(register: Register) -> BackupInfo | None:
    seal, keys = register.seal(), register.keys.to_bytes()
    for info in list_backups(register.folder / BACKUPS):
        is_same = (info.seal_code, info.seal_number, info.keys) == (seal.code, seal.number, keys)
        if is_same and info.is_genuine(register.secrets.file_key) and info.is_whole():
            return info
    return None


def _is_there(place: Path) -> Refusal:
    return Refusal(f"“{place.name}” is there already and is left as it is. Choose another name.", field="to")


def _worded(trouble: dbapi2.Error, register: Register, place: Path) -> StoreTrouble:
    name = opener.error_name(trouble)
    folder = place.parent.name or str(place.parent)
    if name == "SQLITE_FULL":
        return DiskFull(f"There is no room left in “{folder}” for a backup. Free some space, then try again.")
    if name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM")):
        if not place.parent.is_dir():
            return StoreTrouble(f"The folder “{folder}” is not there. Choose another one for the backup.")
        return ReadOnlyPlace(f"A backup cannot be written in “{folder}”. Choose a folder that you may write to.")
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return opener.worded(trouble, register.path)
    return StoreTrouble(f"The backup could not be written in “{folder}”. Check the disk and its space, then try again.")
