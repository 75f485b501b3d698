"""Sealed things: anybody signed in can seal to those who may read, and only a holder of a key can open.

Each record has a random key of its own. The key is sealed to the public key of each person who may open the record
and to the safeguarding recovery sheet (HPKE); the record's values are encrypted with it, bound to their place.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag

from policydesk.errors import Refusal, RegisterDamaged
from policydesk.store.keyfile import KeyFile
from policydesk.store.keys import PersonalKey, Voucher, from_text, random_key, seal_to, unwrap, wrap
from policydesk.store.slots import SAFEGUARDING_SHEET, USER

NO_KEY = "You cannot open this. Ask somebody who may, named on the envelope, to let you in."


@dataclass(frozen=True)
class RecordKey:
    """The key of one record; it encrypts each value for its own place alone."""

    secret: bytes = field(default_factory=random_key, repr=False)

    def seal(self, value: bytes, place: str) -> bytes:
        """Encrypt a value for its place ("incident_part|12|body")."""
        return wrap(self.secret, value, place)

    def open(self, blob: bytes, place: str) -> bytes:
        """Return a value; raises RegisterDamaged where it was moved here from elsewhere or changed."""
        value = unwrap(self.secret, bytes(blob), place)
        if value is None:
            raise RegisterDamaged("A confidential record was changed by something other than PolicyDesk.")
        return value


@dataclass(frozen=True)
class PublicKey:
    """To whom one can seal; `mark` names the key, without being of use to anybody."""

    content: bytes

    @property
    def mark(self) -> str:
        """A short name of the key."""
        return hashlib.sha256(self.content).hexdigest()[:16]

    @property
    def code(self) -> str:
        """The short name as two people compare it, each on their own screen."""
        return "-".join(self.mark[at : at + 4].upper() for at in range(0, 16, 4))

    def seal(self, key: RecordKey, about: str) -> bytes:
        """Seal a record's key so that only the holder of the private half can open it."""
        return seal_to(self.content, key.secret, about)


class Vault:
    """What whoever is signed in may do with sealed things; `close` forgets their own key until `reopen`."""

    def __init__(self, keys: Callable[[], KeyFile], personal: PersonalKey | None, voucher: bytes = b"") -> None:
        self._keys = keys
        self._personal = personal
        self.voucher = voucher
        self._record_keys: dict[str, RecordKey] = {}

    @property
    def is_open(self) -> bool:
        """Whether a private key is at hand, so that something can be opened at all."""
        return self._personal is not None

    @property
    def mark(self) -> str:
        """The name of the public key that belongs to the private one at hand; "" where none is."""
        return "" if self._personal is None else PublicKey(self._personal.public()).mark

    @property
    def code(self) -> str:
        """The short name of one's own key, as two people compare it; "" while it is not at hand."""
        return "" if self._personal is None else PublicKey(self._personal.public()).code

    def close(self) -> None:
        """Forget the private key and every record's key."""
        self._personal = None
        self._record_keys = {}

    def reopen(self, personal: PersonalKey) -> None:
        """Take the private key again, after its password was given."""
        self._personal = personal

    def key_of_user(self, name: str) -> PublicKey | None:
        """Return a user's public key, or None where they cannot sign in."""
        return self._public(USER, name)

    def key_of_sheet(self) -> PublicKey | None:
        """Return the public key of the safeguarding recovery sheet."""
        return self._public(SAFEGUARDING_SHEET, "")

    def vouched_words(self, user: str | None, public: PublicKey) -> bytes:
        """Return what is signed to say that a public key is this user's; the safeguarding sheet's without a user."""
        whose = SAFEGUARDING_SHEET if user is None else f"{USER}|{user}"
        return f"policydesk|{self._keys().register_id}|vouched|{whose}|".encode() + public.content

    def hold(self, voucher: Voucher, public: PublicKey) -> bytes:
        """Seal the voucher's private half to somebody, so that they can vouch for others."""
        return seal_to(public.content, voucher.stored, self._about_voucher())

    def voucher_from(self, held: bytes) -> Voucher | None:
        """Return the voucher's private half where it was sealed to the key at hand."""
        if self._personal is None:
            return None
        try:
            return Voucher(self._personal.open(bytes(held), self._about_voucher()))
        except (InvalidTag, ValueError):
            return None

    def _about_voucher(self) -> str:
        return f"policydesk|{self._keys().register_id}|voucher"

    def about(self, number: str) -> str:
        """Return the words that bind a record's key to this register and this record."""
        return f"policydesk|{self._keys().register_id}|incident|{number}"

    def open_key(self, sealed_key: bytes | None, number: str) -> RecordKey:
        """Return a record's key; raises Refusal where it is not sealed to whoever is signed in."""
        kept = self._record_keys.get(number)
        if kept is not None:
            return kept
        if self._personal is None or sealed_key is None:
            raise Refusal(NO_KEY)
        try:
            key = RecordKey(self._personal.open(bytes(sealed_key), self.about(number)))
        except InvalidTag:
            raise Refusal(NO_KEY) from None
        self._record_keys[number] = key
        return key

    def seal_to_user(self, name: str, content: bytes, about: str) -> bytes | None:
        """Seal words of a user's own, such as a half-typed form, to them alone; None where they cannot sign in."""
        public = self.key_of_user(name)
        return None if public is None else seal_to(public.content, content, about)

    def open_own(self, sealed: bytes, about: str) -> bytes | None:
        """Return what was sealed to whoever is signed in; None where their key is not at hand or is another one."""
        if self._personal is None:
            return None
        try:
            return self._personal.open(sealed, about)
        except InvalidTag:
            return None

    def _public(self, kind: str, name: str) -> PublicKey | None:
        slot = self._keys().slot(kind, name)
        return PublicKey(from_text(slot.public)) if slot is not None and slot.public else None
