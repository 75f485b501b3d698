"""Making a new register and opening one that is there."""

import contextlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from policydesk.errors import Refusal, RegisterDamaged, RegisterInUse
from policydesk.models import School, User, UserRole
from policydesk.store import engine as opener
from policydesk.store import schema, tries
from policydesk.store.atomic import flush_folder, worded
from policydesk.store.damage import way_back
from policydesk.store.keyfile import DATABASE, KeyFile, is_register
from policydesk.store.keys import KDF_NORMAL, PersonalKey, Stretching, random_key
from policydesk.store.passwords import check_password
from policydesk.store.places import refuse_bad_place, refuse_to_open_in_bad_place
from policydesk.store.presence import in_use, say_open
from policydesk.store.register import Clock, Register, Secrets
from policydesk.store.slots import Opened, RecoverySheets, open_user_slot, sheet_slots, user_slot
from policydesk.store.txn import Actor
from policydesk.store.vouching_begin import settle
from policydesk.terms import Role, Topic

Told = Callable[[int, int, str], None]

_PAGE = 4_096
"""Bytes; no register's file is shorter."""


@dataclass(frozen=True)
class Created:
    """A new register, open, and the recovery sheets that are shown and printed only now."""

    register: Register
    sheets: RecoverySheets


def create_register(
    folder: Path,
    *,
    school_name: str,
    user_name: str,
    password: str,
    roles: frozenset[Role],
    clock: Clock,
    is_demo: bool = False,
    kdf: Stretching = KDF_NORMAL,
) -> Created:
    """Make a register in a folder that is not there yet or is empty, with its first user signed in.

    Raises Refusal naming `folder`, `school_name`, `user_name`, `password` or `roles`; StoreTrouble for the disk.
    """
    _refuse_new(folder, school_name, user_name, roles)
    refuse_bad_place(folder)
    check_password(password, (school_name, user_name))
    made_here = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        created = _create(folder, school_name.strip(), user_name.strip(), password, roles, clock, is_demo, kdf)
    except BaseException as trouble:
        if made_here:
            shutil.rmtree(folder, ignore_errors=True)
        if made_here and isinstance(trouble, FileNotFoundError | NotADirectoryError):
            raise Refusal(f"“{folder.name}” cannot be made there. Choose another folder.", field="folder") from trouble
        if isinstance(trouble, OSError):
            raise worded(trouble, folder / DATABASE) from trouble
        raise
    return created


def _create(
    folder: Path,
    school_name: str,
    user_name: str,
    password: str,
    roles: frozenset[Role],
    clock: Clock,
    is_demo: bool,
    kdf: Stretching,
) -> Created:
    opened = Opened(random_key(), PersonalKey.fresh())
    keys = KeyFile.fresh(school_name, schema.made_by(), is_demo=is_demo)
    keys = keys.with_slot(user_slot(keys, user_name, password, opened, kdf))
    keys, sheets = sheet_slots(keys, opened.file_key)
    keys = keys.signed(opened.file_key)
    keys.write(folder)
    connection = opener.create_file(folder / DATABASE, opened.file_key)
    register = Register(folder, connection, Secrets(opened.file_key, opened.personal), keys, clock)
    register.actor = Actor(1, user_name, roles, register.actor.machine)
    try:
        with register.writing() as txn:
            schema.create(txn.session.connection())
            school = School(id=1, name=school_name, is_demo=is_demo)
            user = User(name=user_name, added_on=txn.today)
            txn.session.add_all([school, user])
            txn.session.flush()
            txn.session.add_all([UserRole(user_id=user.id, role=role) for role in sorted(roles)])
            txn.record(Topic.REGISTER, 1, f"Made the register of {school_name}")
        flush_folder(folder)
        flush_folder(folder.parent)
        register.sign_in(user_name)
        say_open(folder, user_name, clock())
    except BaseException:
        register.close()
        with contextlib.suppress(OSError):
            (folder / DATABASE).unlink()
        raise
    return Created(register, sheets)


def open_register(folder: Path, *, user_name: str, password: str, clock: Clock, told: Told | None = None) -> Register:
    """Open a register and sign a user in.

    Where an older PolicyDesk made it, `told` is called with the steps done, those in all and what is being done.
    Raises WrongPassword (with the tries left or the wait), RegisterInUse, RegisterDamaged, RegisterTooNew and other
    StoreTrouble.
    """
    keys = KeyFile.read(folder)
    opened = unlock(folder, keys, user_name, password, clock)
    register = open_with(folder, keys, opened, user_name, clock, told)
    try:
        settle(register, password)
    except BaseException:
        register.close()
        raise
    return register


def unlock(folder: Path, keys: KeyFile, user_name: str, password: str, clock: Clock) -> Opened:
    """Return what a user's password opens; counts wrong ones and makes the next try wait."""
    tries.refuse_while_waiting(folder, user_name, clock())
    slot = keys.slot("user", user_name)
    try:
        opened = None if slot is None else open_user_slot(keys, slot, password)
    except ValueError as trouble:
        raise RegisterDamaged(f"The key file register.keys is damaged. {way_back(folder)}") from trouble
    if opened is None:
        raise tries.count_wrong(folder, user_name, clock())
    tries.forget(folder, user_name)
    return opened


def open_with(
    folder: Path, keys: KeyFile, opened: Opened, user_name: str, clock: Clock, told: Told | None = None
) -> Register:
    """Open the file with a key in hand, bring its tables up to date and sign the user in."""
    refuse_to_open_in_bad_place(folder)
    if not keys.is_genuine(opened.file_key):
        raise RegisterDamaged(
            "The key file register.keys was changed by something other than PolicyDesk. "
            + way_back(folder, "Put the right one back, or restore")
        )
    _refuse_cut_off(folder)
    try:
        connection = opener.connect(folder / DATABASE, opened.file_key)
    except RegisterInUse as trouble:
        raise in_use(folder, clock()) from trouble
    register = Register(folder, connection, Secrets(opened.file_key, opened.personal, opened.voucher), keys, clock)
    try:
        schema.bring_up_to_date(register, told)
        register.sign_in(user_name)
        say_open(folder, user_name, clock())
    except BaseException:
        register.close()
        raise
    return register


def _refuse_cut_off(folder: Path) -> None:
    # SQLite takes a file of less than a page for a new, empty database.
    with contextlib.suppress(OSError):
        if (folder / DATABASE).stat().st_size < _PAGE:
            raise RegisterDamaged(f"The file register.db is cut off: almost nothing is left of it. {way_back(folder)}")


def _refuse_new(folder: Path, school_name: str, user_name: str, roles: frozenset[Role]) -> None:
    if not school_name.strip():
        raise Refusal("Enter the school's name.", field="school_name")
    if not user_name.strip():
        raise Refusal("Enter your name.", field="user_name")
    for text, what in ((school_name, "school_name"), (user_name, "user_name")):
        if len(text) > 200:
            raise Refusal(f"Shorten the name to 200 characters; it has {len(text):,}.", field=what)
    if not roles:
        raise Refusal("Select at least one role.", field="roles")
    if is_register(folder):
        raise Refusal(f"“{folder.name}” already holds a register. Open it, or choose another folder.", field="folder")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refusal(f"“{folder.name}” is not an empty folder. Choose a new one for the register.", field="folder")
