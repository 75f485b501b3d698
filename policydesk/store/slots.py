"""The ways in: making and opening the key slots of users and of the two recovery sheets."""

import os
from dataclasses import dataclass

from policydesk.store.codes import new_code, secret_of
from policydesk.store.keyfile import KeyFile, Slot
from policydesk.store.keys import (
    KEY_BYTES,
    PERSONAL_BYTES,
    PersonalKey,
    Stretching,
    derived,
    from_text,
    to_text,
    unwrap,
    wrap,
)

USER = "user"
REGISTER_SHEET = "register sheet"
SAFEGUARDING_SHEET = "safeguarding sheet"

_SALT_BYTES = 16


@dataclass(frozen=True)
class RecoverySheets:
    """The two codes to print: one opens the register, the other the confidential records."""

    register_code: str
    safeguarding_code: str


@dataclass(frozen=True)
class Opened:
    """What a slot held: the key of the file and, for a person, their own key and which voucher they trust."""

    file_key: bytes
    personal: PersonalKey | None = None
    voucher: bytes = b""
    """The public half of the key that vouches for readers, as this person first saw it; empty until they did."""


def user_slot(keys: KeyFile, name: str, password: str, opened: Opened, kdf: Stretching) -> Slot:
    """Make the slot that a user opens with their password."""
    personal = opened.personal or PersonalKey.fresh()
    salt = os.urandom(_SALT_BYTES)
    secret = opened.file_key + personal.to_bytes() + opened.voucher
    wrapped = wrap(kdf.stretch(password, salt), secret, _place(keys, USER, name))
    return Slot(
        kind=USER,
        name=name,
        wrapped=to_text(wrapped),
        salt=to_text(salt),
        memory_kib=kdf.memory_kib,
        passes=kdf.passes,
        lanes=kdf.lanes,
        public=to_text(personal.public()),
    )


def open_user_slot(keys: KeyFile, slot: Slot, password: str) -> Opened | None:
    """Return what a user's password opens, or None where it is the wrong one; raises ValueError for a damaged slot."""
    kdf = Stretching(slot.memory_kib, slot.passes, slot.lanes)
    secret = unwrap(kdf.stretch(password, from_text(slot.salt)), from_text(slot.wrapped), _place(keys, USER, slot.name))
    if secret is None:
        return None
    own, rest = secret[KEY_BYTES : KEY_BYTES + PERSONAL_BYTES], secret[KEY_BYTES + PERSONAL_BYTES :]
    return Opened(secret[:KEY_BYTES], PersonalKey.from_bytes(own), rest)


def sheet_slots(keys: KeyFile, file_key: bytes) -> tuple[KeyFile, RecoverySheets]:
    """Make both recovery sheets; older ones open nothing from then on."""
    sheets = RecoverySheets(new_code(), new_code())
    safeguarding = PersonalKey.fresh()
    for kind, code, secret, public in (
        (REGISTER_SHEET, sheets.register_code, file_key, b""),
        (SAFEGUARDING_SHEET, sheets.safeguarding_code, safeguarding.to_bytes(), safeguarding.public()),
    ):
        key = derived(secret_of(code), kind)
        keys = keys.with_slot(
            Slot(kind=kind, name="", wrapped=to_text(wrap(key, secret, _place(keys, kind))), public=to_text(public))
        )
    return keys, sheets


def open_register_sheet(keys: KeyFile, code: str) -> Opened | None:
    """Return the file key that the register's recovery sheet opens, or None; raises Refusal for a mistyped code."""
    secret = _open_sheet(keys, REGISTER_SHEET, code)
    return None if secret is None else Opened(secret)


def open_safeguarding_sheet(keys: KeyFile, code: str) -> PersonalKey | None:
    """Return the safeguarding key that its recovery sheet opens, or None; raises Refusal for a mistyped code."""
    secret = _open_sheet(keys, SAFEGUARDING_SHEET, code)
    return None if secret is None else PersonalKey.from_bytes(secret)


def _open_sheet(keys: KeyFile, kind: str, code: str) -> bytes | None:
    key = derived(secret_of(code), kind)
    slot = keys.slot(kind)
    return None if slot is None else unwrap(key, from_text(slot.wrapped), _place(keys, kind))


def _place(keys: KeyFile, kind: str, name: str = "") -> str:
    return f"policydesk|{keys.register_id}|{kind}|{name}"
