"""Who may open the register: adding and removing users, their roles, and what to do about a forgotten password."""

from pathlib import Path

from sqlalchemy import select

from policydesk.errors import Refusal, WrongPassword
from policydesk.models import IncidentKey, User, UserRole
from policydesk.rules.readers import READS
from policydesk.store import tries
from policydesk.store.keyfile import KeyFile
from policydesk.store.keys import KDF_NORMAL, Stretching
from policydesk.store.opening import Told, open_with
from policydesk.store.passwords import check_password
from policydesk.store.register import Clock, Register
from policydesk.store.slots import (
    Opened,
    RecoverySheets,
    open_register_sheet,
    open_user_slot,
    sheet_slots,
    user_slot,
)
from policydesk.store.txn import Txn
from policydesk.store.vault import Vault
from policydesk.store.vouching import forget_false_vouch, forget_vouch, held_by, write_vouch
from policydesk.terms import Role, Topic


def add_user(register: Register, name: str, password: str, roles: frozenset[Role], kdf: Stretching = KDF_NORMAL) -> int:
    """Let one more person open the register; returns the user's id.

    Raises Refusal naming `name`, `password` or `roles`.
    """
    _refuse_unless_manager(register)
    name = name.strip()
    if not name:
        raise Refusal("Enter the user's name.", field="name")
    if len(name) > 200:
        raise Refusal(f"Shorten the name to 200 characters; it has {len(name):,}.", field="name")
    if not roles:
        raise Refusal("Select at least one role.", field="roles")
    check_password(password, (name, register.school_name))
    if any(slot.name.casefold() == name.casefold() for slot in register.keys.users()):
        raise Refusal(f"{name} is already a user. Enter a different name.", field="name")
    begins = Opened(register.secrets.file_key, voucher=register.vault.voucher)
    slot = user_slot(register.keys, name, password, begins, kdf)
    with register.writing() as txn:
        user = txn.session.scalar(select(User).where(User.name == name)) or User(name=name, added_on=txn.today)
        user.removed_on = None
        txn.session.add(user)
        txn.session.flush()
        _set_roles(txn, user.id, roles)
        txn.record(Topic.USERS, user.id, f"Added {name} as a user: {_in_words(roles)}")
        keys = register.keys.with_slot(slot).signed(register.secrets.file_key)
        keys.write(register.folder)
    register.keys = keys
    return user.id


def change_roles(register: Register, user_id: int, roles: frozenset[Role]) -> None:
    """Give a user these roles and no others; raises Refusal where nobody would be left to run the register."""
    _refuse_unless_manager(register)
    if not roles:
        raise Refusal("Select at least one role.", field="roles")
    with register.writing() as txn:
        user = txn.session.get_one(User, user_id)
        _set_roles(txn, user_id, roles)
        _refuse_without_manager(txn)
        if not roles & READS:
            _take_keys(txn, user_id)
        txn.record(Topic.USERS, user_id, f"{user.name} is now {_in_words(roles)}")
    if user_id == register.actor.user_id:
        register.sign_in(user.name)


def remove_user(register: Register, user_id: int) -> None:
    """Close a user's way in; what they did stays in the audit trail. Backups made before still open for them."""
    _refuse_unless_manager(register)
    if user_id == register.actor.user_id:
        raise Refusal("You cannot remove yourself. Ask another user to do it.", field="user")
    with register.writing() as txn:
        user = txn.session.get_one(User, user_id)
        user.removed_on = txn.today
        _set_roles(txn, user_id, frozenset())
        _take_keys(txn, user_id)
        _refuse_without_manager(txn)
        txn.record(Topic.USERS, user_id, f"Removed {user.name} as a user")
        keys = register.keys.without("user", user.name).signed(register.secrets.file_key)
        keys.write(register.folder)
    register.keys = keys


def change_password(register: Register, old: str, new: str, kdf: Stretching = KDF_NORMAL) -> None:
    """Change the signed-in user's own password; raises Refusal naming `old` or `new`."""
    name = register.actor.name
    slot = register.keys.slot("user", name)
    opened = None if slot is None else open_user_slot(register.keys, slot, old)
    if opened is None:
        raise Refusal("That is not your password now. Enter the one you signed in with.", field="old")
    _check_new(new, name, register.school_name)
    with register.writing() as txn:
        keys = register.keys.with_slot(user_slot(register.keys, name, new, opened, kdf))
        own = Vault(lambda: keys, None).key_of_user(name)
        if own is not None:
            forget_false_vouch(txn, own, register.actor.user_id, name)
        txn.record(Topic.USERS, register.actor.user_id, f"{name} changed their password")
        keys = keys.signed(register.secrets.file_key)
        keys.write(register.folder)
    register.keys = keys


def reset_password(
    folder: Path,
    *,
    user_name: str,
    code: str,
    new: str,
    clock: Clock,
    kdf: Stretching = KDF_NORMAL,
    told: Told | None = None,
) -> Register:
    """Open a register with its recovery sheet and give one user a new password; returns it open, that user signed in.

    `told` hears what is done where an older PolicyDesk made the register, as in `open_register`.
    The user gets a new personal key too: what was sealed to the old one has to be shared with them again.
    Raises Refusal naming `code` or `new`, WrongPassword where the code is of another register or has been replaced.
    """
    keys = KeyFile.read(folder)
    tries.refuse_while_waiting(folder, "recovery sheet", clock())
    if keys.slot("user", user_name) is None:
        raise Refusal("Select who forgot the password.", field="user_name")
    opened = open_register_sheet(keys, code)
    if opened is None:
        tries.count_wrong(folder, "recovery sheet", clock())
        raise WrongPassword("This recovery code does not open this register. Use the newest sheet of this school.")
    _check_new(new, user_name, keys.school)
    keys = keys.with_slot(user_slot(keys, user_name, new, opened, kdf)).signed(opened.file_key)
    register = open_with(folder, KeyFile.read(folder), opened, user_name, clock, told)
    try:
        with register.writing() as txn:
            _take_keys(txn, register.actor.user_id, even_the_last=True)
            txn.record(Topic.USERS, register.actor.user_id, f"Gave {user_name} a new password with the recovery sheet")
            keys.write(folder)
        register.keys = keys
        tries.forget(folder, user_name)
    except BaseException:
        register.close()
        raise
    return register


def new_sheets(register: Register) -> RecoverySheets:
    """Make new recovery sheets; the ones printed before open nothing from then on."""
    _refuse_unless_manager(register)
    with register.writing() as txn:
        keys, sheets = sheet_slots(register.keys, register.secrets.file_key)
        _vouch_for_sheet(txn, keys)
        txn.record(Topic.USERS, register.actor.user_id, "Made new recovery sheets; the older ones open nothing now")
        keys = keys.signed(register.secrets.file_key)
        keys.write(register.folder)
    register.keys = keys
    return sheets


def _refuse_unless_manager(register: Register) -> None:
    if not register.actor.may(Role.OFFICE_MANAGER, Role.HEADTEACHER):
        raise Refusal("Users are looked after by the office manager and the headteacher. Ask one of them.")


def _check_new(new: str, *names: str) -> None:
    try:
        check_password(new, names)
    except Refusal as refusal:
        raise Refusal(refusal.says, field="new") from None


def _set_roles(txn: Txn, user_id: int, roles: frozenset[Role]) -> None:
    held = {Role(row.role): row for row in txn.session.scalars(select(UserRole).where(UserRole.user_id == user_id))}
    for role in sorted(roles - held.keys()):
        txn.session.add(UserRole(user_id=user_id, role=role))
    for role in held.keys() - roles:
        txn.session.delete(held[role])
    txn.session.flush()


def _vouch_for_sheet(txn: Txn, keys: KeyFile) -> None:
    """Vouch for a new safeguarding sheet where whoever makes it may; else a reader lets it in."""
    sheet = Vault(lambda: keys, None).key_of_sheet()
    can = held_by(txn.session, txn.vault)
    forget_vouch(txn, None, even_the_last=can is not None)
    if sheet is not None and can is not None:
        write_vouch(txn, can, sheet, None)


def _take_keys(txn: Txn, user_id: int, *, even_the_last: bool = False) -> None:
    """Take away every key of an incident that was sealed to a user, where they leave or their own key is gone."""
    forget_vouch(txn, user_id, even_the_last=even_the_last)
    for key in txn.session.scalars(select(IncidentKey).where(IncidentKey.user_id == user_id)):
        txn.session.delete(key)
    txn.session.flush()


def _refuse_without_manager(txn: Txn) -> None:
    if not txn.session.scalars(select(UserRole.id).where(UserRole.role == Role.OFFICE_MANAGER)).first():
        raise Refusal("Somebody has to run the register. Make another user office manager first.", field="roles")


def _in_words(roles: frozenset[Role]) -> str:
    return " and ".join(role.label.lower() for role in sorted(roles))
