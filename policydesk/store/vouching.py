"""Whose public keys are genuine: one seals only to those that somebody who reads incidents vouched for.

Everybody who signs in holds the file key, so whoever can write register.keys could put a key of their own in another's
place. Nobody can sign for it: the key that vouches is held by the readers and the safeguarding sheet alone, and each
user's password keeps its public half for them, where no other user can change it.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from policydesk.errors import Refusal
from policydesk.models import User, VouchedKey
from policydesk.models.sealed import SealedValue
from policydesk.store.keys import Voucher, is_signed
from policydesk.store.txn import Txn
from policydesk.store.vault import PublicKey, Vault

SHEET = "the safeguarding recovery sheet"
"""Under which name the sheet's key is vouched for."""

REPLACED = (
    "The signatures by which the keys of those who read incidents are known were removed or replaced, so nothing is "
    "sealed. Keep the register as it is and tell the headteacher and the DSL: somebody changed it behind PolicyDesk."
)
CANNOT = "You cannot vouch for anybody’s key. Ask a DSL or the headteacher who opens incidents already to do it."


def swapped(name: str) -> str:
    """Say that somebody's public key is not theirs, and how it is put right."""
    way = (
        "Make new recovery sheets."
        if name == SHEET
        else f"{name} puts their own key back by signing in and changing their password."
    )
    return f"The public key of {name} in register.keys was swapped, so nothing is sealed to it. {way}"


def sealing_key(session: Session, vault: Vault, user_id: int | None, name: str = SHEET) -> PublicKey | None:
    """Return the key to seal to for a reader, or for the sheet; None where there is none or nobody vouched for it yet.

    Until the first reader has signed in nobody vouches, and keys are taken as they stand. Raises Refusal for a key
    that was swapped.
    """
    public = _public(vault, user_id, name)
    rows = _rows(session)
    if public is None or not _begun(rows, vault):
        return public
    _refuse_replaced(rows, vault)
    row = rows.get(user_id)
    if row is None:
        return None
    if not _is_vouched(row, vault, public, name):
        raise Refusal(swapped(name))
    return public


def sheet_waits(session: Session, vault: Vault) -> bool:
    """Whether new recovery sheets were made and nobody has vouched for the safeguarding one yet."""
    rows = _rows(session)
    return _begun(rows, vault) and None not in rows and vault.key_of_sheet() is not None


def vouch(txn: Txn, public: PublicKey, user_id: int | None, name: str = SHEET, by: Vault | None = None) -> bool:
    """Say that a public key is genuine, by one's own key or the sheet's; returns whether that was still to be said.

    Raises Refusal where whoever says so may not.
    """
    rows, vault = _rows(txn.session), by or txn.vault
    if not _begun(rows, vault):
        return False
    _refuse_replaced(rows, vault)
    row = rows.get(user_id)
    if row is not None:
        if not _is_vouched(row, vault, public, name):
            raise Refusal(swapped(name))
        return False
    voucher = held_by(txn.session, vault)
    if voucher is None:
        raise Refusal(CANNOT)
    write_vouch(txn, voucher, public, user_id, name)
    return True


def can_vouch(session: Session, vault: Vault) -> bool:
    """Whether whoever is signed in may let others in: nobody vouches yet, or their key opens the one that does."""
    return not _begun(_rows(session), vault) or held_by(session, vault) is not None


def held_by(session: Session, vault: Vault) -> Voucher | None:
    """Return the key that vouches, where the key at hand opens it."""
    for row in _rows(session).values():
        voucher = vault.voucher_from(row.held)
        if voucher is not None and voucher.public() == row.voucher:
            return voucher
    return None


def write_vouch(txn: Txn, voucher: Voucher, public: PublicKey, user_id: int | None, name: str = SHEET) -> None:
    """Keep a signature under somebody's public key, and hand them the key that vouches."""
    txn.session.add(
        VouchedKey(
            user_id=user_id,
            voucher=voucher.public(),
            signature=voucher.sign(txn.vault.vouched_words(None if user_id is None else name, public)),
            held=SealedValue(txn.vault.hold(voucher, public)),
            vouched_by=txn.actor.name,
            vouched_at=txn.now,
        )
    )
    txn.session.flush()


def forget_vouch(txn: Txn, user_id: int | None, *, even_the_last: bool = False) -> None:
    """Take a signature away, where a key is made anew or its holder reads no more.

    Raises Refusal where nobody would be left who can vouch for another.
    """
    rows = _rows(txn.session)
    row = rows.get(user_id)
    if row is None:
        return
    if len(rows) == 1 and not even_the_last:
        raise Refusal(
            "Nobody would be left to vouch for the next reader of incidents. First let another DSL or headteacher in, "
            "or let the newest safeguarding sheet in."
        )
    txn.session.delete(row)
    txn.session.flush()


def forget_false_vouch(txn: Txn, public: PublicKey, user_id: int, name: str) -> None:
    """Take a signature away that stands under another key than this one, which is proved by its private half."""
    row = _rows(txn.session).get(user_id)
    if row is not None and not _is_vouched(row, txn.vault, public, name):
        forget_vouch(txn, user_id, even_the_last=True)


def key_problems(session: Session, vault: Vault, own_name: str) -> tuple[str, ...]:
    """Name every public key that is not the one vouched for, and one's own where it is not one's own."""
    rows = _rows(session)
    own = vault.key_of_user(own_name)
    problems = [swapped(own_name)] if own is not None and vault.mark not in {"", own.mark} else []
    if _begun(rows, vault):
        try:
            _refuse_replaced(rows, vault)
        except Refusal as refusal:
            return (*problems, refusal.says)
    names = {user.id: user.name for user in session.scalars(select(User))}
    for user_id, row in rows.items():
        name = SHEET if user_id is None else names.get(user_id, "")
        public = _public(vault, user_id, name)
        if public is not None and not _is_vouched(row, vault, public, name):
            problems.append(swapped(name))
    return tuple(dict.fromkeys(problems))


def _rows(session: Session) -> dict[int | None, VouchedKey]:
    if not _has_table(session):  # an older register that is looked into before it is brought up to date
        return {}
    return {row.user_id: row for row in session.scalars(select(VouchedKey).order_by(VouchedKey.id))}


def _has_table(session: Session) -> bool:
    asked = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'vouched_key'"
    return session.connection().exec_driver_sql(asked).first() is not None


def _begun(rows: dict[int | None, VouchedKey], vault: Vault) -> bool:
    return bool(rows or vault.voucher)


def _refuse_replaced(rows: dict[int | None, VouchedKey], vault: Vault) -> None:
    known = {bytes(row.voucher) for row in rows.values()}
    if len(known) != 1 or (vault.voucher and known != {vault.voucher}):
        raise Refusal(REPLACED)


def _is_vouched(row: VouchedKey, vault: Vault, public: PublicKey, name: str) -> bool:
    words = vault.vouched_words(None if row.user_id is None else name, public)
    return is_signed(bytes(row.voucher), bytes(row.signature), words)


def _public(vault: Vault, user_id: int | None, name: str) -> PublicKey | None:
    return vault.key_of_sheet() if user_id is None else vault.key_of_user(name)
