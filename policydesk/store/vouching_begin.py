"""How vouching begins: the first reader of incidents who signs in vouches for the keys that are there."""

import contextlib
from dataclasses import replace

from sqlalchemy import select

from policydesk.errors import StoreTrouble
from policydesk.models import User, UserRole, VouchedKey
from policydesk.rules.readers import READS
from policydesk.store.keys import Stretching, Voucher
from policydesk.store.register import Register
from policydesk.store.slots import USER, Opened, user_slot
from policydesk.store.txn import Txn
from policydesk.store.vouching import SHEET, write_vouch
from policydesk.terms import Topic


def settle(register: Register, password: str) -> None:
    """At a sign-in, begin to vouch where nobody has, and let the user's password keep which key vouches.

    A disk that takes nothing now is tried again at the next sign-in.
    """
    if register.vault.voucher:
        return
    with contextlib.suppress(StoreTrouble):
        found = _found(register) or _begin(register)
        if found:
            register.vault.voucher = found
            _remember(register, password)


def _found(register: Register) -> bytes:
    with register.reading() as session:
        first = session.scalar(select(VouchedKey.voucher).order_by(VouchedKey.id).limit(1))
    return bytes(first or b"")


def _begin(register: Register) -> bytes:
    """Vouch for every reader's key and the sheet's as they stand; nobody but a reader with their own key does it."""
    own = register.vault.key_of_user(register.actor.name)
    if not register.actor.may(*READS) or own is None or own.mark != register.vault.mark:
        return b""
    voucher = Voucher.fresh()
    with register.writing() as txn:
        names = [name for user_id, name in _readers(txn) if _vouched(txn, voucher, user_id, name)]
        if _vouched(txn, voucher, None, SHEET):
            names.append(SHEET)
        txn.record(Topic.USERS, register.actor.user_id, f"Vouched for the keys of {', '.join(names)}")
    return voucher.public()


def _vouched(txn: Txn, voucher: Voucher, user_id: int | None, name: str) -> bool:
    public = txn.vault.key_of_sheet() if user_id is None else txn.vault.key_of_user(name)
    if public is not None:
        write_vouch(txn, voucher, public, user_id, name)
    return public is not None


def _readers(txn: Txn) -> list[tuple[int, str]]:
    asked = (
        select(User.id, User.name)
        .join(UserRole, UserRole.user_id == User.id)
        .where(User.removed_on.is_(None), UserRole.role.in_([str(role) for role in sorted(READS)]))
        .distinct()
        .order_by(User.id)
    )
    return [(user_id, name) for user_id, name in txn.session.execute(asked)]


def _remember(register: Register, password: str) -> None:
    name, keys = register.actor.name, register.keys
    slot = keys.slot(USER, name)
    if slot is None:
        return
    opened = Opened(register.secrets.file_key, register.secrets.personal, register.vault.voucher)
    kdf = Stretching(slot.memory_kib, slot.passes, slot.lanes)
    # the public half stays as it was found: putting a swapped one right is not done in passing
    again = replace(user_slot(keys, name, password, opened, kdf), public=slot.public)
    keys = keys.with_slot(again).signed(register.secrets.file_key)
    keys.write(register.folder)
    register.keys = keys
