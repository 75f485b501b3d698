"""Going back to a backup: a new register is made from it beside what is there, checked, and only then put in place.

Nothing that exists is overwritten or removed.
"""

import contextlib
import secrets
import shutil
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from policydesk.errors import Refusal, RegisterDamaged, WrongPassword
from policydesk.store import schema
from policydesk.store.atomic import flush_folder, patiently, worded
from policydesk.store.audit import AuditKeys, steps_of_a_check
from policydesk.store.backup import looking_into, snapshot
from policydesk.store.backup_file import BackupInfo, damaged, read_backup, too_new, unpack
from policydesk.store.keyfile import DATABASE, KeyFile
from policydesk.store.opening import Told, open_with
from policydesk.store.places import refuse_bad_place
from policydesk.store.register import Clock, Register
from policydesk.store.slots import Opened, open_user_slot
from policydesk.store.verify import Progress, verify
from policydesk.terms import Topic

__all__ = ["BackupInfo", "read_backup", "restore_backup"]


def restore_backup(
    file: Path,
    to: Path,
    *,
    user_name: str,
    password: str,
    clock: Clock,
    progress: Progress | None = None,
    told: Told | None = None,
) -> Register:
    """Make a register from a backup in a folder that is not there yet or is empty, and open it.

    The password is the one the user had when the backup was made. `progress` hears how far the check is, and `told`
    what is done where an older PolicyDesk made the backup, as in `open_register`.

    Raises Refusal naming `to` or `user_name`, WrongPassword, RegisterDamaged for a backup that is not whole,
    RegisterTooNew, and StoreTrouble for the disk; nothing half-made stays behind.
    """
    info = read_backup(file)
    if info.schema > schema.SCHEMA:
        raise too_new()
    _refuse_taken(to)
    refuse_bad_place(to)
    keys, opened = _unlock(info, user_name, password)
    made = _make_folders(to.absolute().parent)
    beside = to.absolute().with_name(f".{secrets.token_hex(6)}.part")
    try:
        beside.mkdir()
        _fill(beside, info, keys, opened, progress or (lambda _done, _all: None))
        _record(beside, info, keys, opened, user_name, clock, told)
        _put_in_place(beside, to.absolute())
    except BaseException as trouble:
        shutil.rmtree(beside, ignore_errors=True)
        _remove_empty(made)
        refused = trouble if isinstance(trouble, OSError) else trouble.__cause__
        if isinstance(refused, OSError):  # said of the folder that was asked for, not of the one it grew in
            raise worded(refused, to) from trouble
        raise
    return open_with(to, keys, opened, user_name, clock)


def _refuse_taken(to: Path) -> None:
    with contextlib.suppress(OSError):
        if to.is_dir() and not any(to.iterdir()):
            return
    if to.exists() or to.is_symlink():
        raise Refusal(
            f"“{to.name}” is there already and is left as it is. Choose a new folder for the register.", field="to"
        )


def _unlock(info: BackupInfo, user_name: str, password: str) -> tuple[KeyFile, Opened]:
    try:
        keys = KeyFile.parse(info.keys)
    except RegisterDamaged as trouble:
        raise damaged(info.file) from trouble
    slot = keys.slot("user", user_name)
    if slot is None:
        users = ", ".join(each.name for each in keys.users())
        raise Refusal(
            f"{user_name} was not a user when this backup was made. Its users are {users}.", field="user_name"
        )
    try:
        opened = open_user_slot(keys, slot, password)
    except (ValueError, TypeError, OverflowError, MemoryError) as trouble:
        raise damaged(info.file) from trouble
    if opened is None:
        raise WrongPassword(
            f"That password does not open this backup. Enter the password {user_name} had on {info.says_when}."
        )
    if not (info.is_genuine(opened.file_key) and keys.is_genuine(opened.file_key)):
        raise RegisterDamaged(
            f"The backup “{info.file.name}” was changed by something other than PolicyDesk. Choose another backup."
        )
    return keys, opened


def _fill(beside: Path, info: BackupInfo, keys: KeyFile, opened: Opened, progress: Progress) -> None:
    """Unpack the register, check it from end to end, and put its key file beside it."""
    database, steps = beside / DATABASE, steps_of_a_check() + 1
    progress(0, steps)
    unpack(info, database)
    progress(1, steps)
    try:
        with looking_into(database, opened.file_key) as connection:
            seen = snapshot(connection)
            audit = AuditKeys(opened.file_key, keys.register_id)
            verdict = verify(connection, audit, lambda done, _all: progress(done + 1, steps))
    except (DBAPIError, RegisterDamaged) as trouble:
        raise damaged(info.file) from trouble
    as_said = (info.seal_code, info.seal_number, info.counts, info.schema, info.problems)
    if verdict.damage or as_said != (
        seen.seal.code,
        seen.seal.number,
        seen.counts,
        seen.schema,
        len(verdict.problems),
    ):
        raise damaged(info.file)
    keys.write(beside)


def _record(
    beside: Path,
    info: BackupInfo,
    keys: KeyFile,
    opened: Opened,
    user_name: str,
    clock: Clock,
    told: Told | None,
) -> None:
    register = open_with(beside, keys, opened, user_name, clock, told)
    try:
        with register.writing() as txn:
            seal = f"{info.seal_code} / {info.seal_number}"
            txn.record(Topic.BACKUPS, 1, f"Restored from the backup of {info.says_when} (seal {seal})")
    finally:
        register.close()


def _put_in_place(beside: Path, to: Path) -> None:
    flush_folder(beside)
    try:
        patiently(lambda: beside.rename(to))
    except FileExistsError:  # Windows does not put a folder in an empty one's place
        to.rmdir()
        beside.rename(to)
    try:
        flush_folder(to.parent)
    except OSError:
        shutil.rmtree(to, ignore_errors=True)  # put there a moment ago; the school is told that nothing was made
        raise


def _make_folders(folder: Path) -> list[Path]:
    """Make a folder and those above it, and return the ones that were not there, outermost first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()][::-1]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        _remove_empty(missing)
        raise worded(trouble, folder) from trouble
    return missing


def _remove_empty(made: list[Path]) -> None:
    for folder in reversed(made):
        with contextlib.suppress(OSError):
            folder.rmdir()
