"""The keys of a register: what a password or a recovery code opens, and how. All cryptography is the library's."""

import base64
import os
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hmac
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, MLKEM768X25519PrivateKey, MLKEM768X25519PublicKey, Suite
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
FORMAT = b"\x01"
"""First byte of every encrypted blob: the way it was made."""

_NONCE_BYTES = 12
_SEED_BYTES = 64
_X25519_BYTES = 32
PERSONAL_BYTES = _SEED_BYTES + _X25519_BYTES
_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


@dataclass(frozen=True)
class Stretching:
    """How hard a password is made to guess: Argon2id with this much memory (KiB), passes and lanes."""

    memory_kib: int
    passes: int
    lanes: int

    def stretch(self, password: str, salt: bytes) -> bytes:
        """Return the 32-byte key that a password stands for."""
        argon = Argon2id(
            salt=salt, length=KEY_BYTES, iterations=self.passes, lanes=self.lanes, memory_cost=self.memory_kib
        )
        return argon.derive(password.encode())


KDF_NORMAL = Stretching(memory_kib=256 * 1024, passes=3, lanes=4)
"""About 0.6 s on a school PC and 256 MiB for each guess."""


def random_key() -> bytes:
    """Return 32 random bytes."""
    return os.urandom(KEY_BYTES)


def derived(key: bytes, purpose: str) -> bytes:
    """Return the key that belongs to one purpose, made from another key."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"policydesk|" + purpose.encode()).derive(key)


def mac(key: bytes, message: bytes) -> bytes:
    """Return the 32-byte HMAC-SHA256 of a message."""
    keyed = hmac.HMAC(key, SHA256())
    keyed.update(message)
    return keyed.finalize()


def wrap(key: bytes, secret: bytes, bound_to: str) -> bytes:
    """Encrypt a secret with a key, bound to the words of its place (AES-256-GCM)."""
    nonce = os.urandom(_NONCE_BYTES)
    return FORMAT + nonce + AESGCM(key).encrypt(nonce, secret, FORMAT + bound_to.encode())


def unwrap(key: bytes, blob: bytes, bound_to: str) -> bytes | None:
    """Return the secret, or None where the key or the place is not the one it was wrapped for."""
    if blob[:1] != FORMAT or len(blob) < 1 + _NONCE_BYTES:
        return None
    nonce, sealed = blob[1 : 1 + _NONCE_BYTES], blob[1 + _NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, sealed, FORMAT + bound_to.encode())
    except InvalidTag:
        return None


@dataclass(frozen=True)
class PersonalKey:
    """The private half of a person's key, to which records can be sealed (HPKE, RFC 9180, hybrid with ML-KEM)."""

    seed: bytes
    curve: bytes

    @classmethod
    def fresh(cls) -> "PersonalKey":
        """Make a new key for a person."""
        return cls(MLKEM768PrivateKey.generate().private_bytes_raw(), X25519PrivateKey.generate().private_bytes_raw())

    @classmethod
    def from_bytes(cls, stored: bytes) -> "PersonalKey":
        """Read the stored form back."""
        return cls(stored[:_SEED_BYTES], stored[_SEED_BYTES : _SEED_BYTES + _X25519_BYTES])

    def to_bytes(self) -> bytes:
        """Return the stored form, PERSONAL_BYTES long; never leaves a wrapped blob."""
        return self.seed + self.curve

    def public(self) -> bytes:
        """Return the public half, to which anybody may seal."""
        lattice, curve = self._halves()
        return lattice.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()

    def open(self, sealed: bytes, about: str) -> bytes:
        """Open what was sealed to this key; raises InvalidTag where it was not, or is about something else."""
        return _SUITE.decrypt(sealed[1:], self._both, info=about.encode())

    @cached_property
    def _both(self) -> MLKEM768X25519PrivateKey:
        return MLKEM768X25519PrivateKey(*self._halves())

    def _halves(self) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
        return MLKEM768PrivateKey.from_seed_bytes(self.seed), X25519PrivateKey.from_private_bytes(self.curve)


def seal_to(public: bytes, secret: bytes, about: str) -> bytes:
    """Seal a secret so that only the holder of the private half can open it."""
    lattice = MLKEM768PublicKey.from_public_bytes(public[:-_X25519_BYTES])
    curve = X25519PublicKey.from_public_bytes(public[-_X25519_BYTES:])
    return FORMAT + _SUITE.encrypt(secret, MLKEM768X25519PublicKey(lattice, curve), info=about.encode())


@dataclass(frozen=True)
class Voucher:
    """The private half of the key that vouches for others (Ed25519); its stored form never leaves a sealed blob."""

    stored: bytes

    @classmethod
    def fresh(cls) -> "Voucher":
        """Make a new one."""
        return cls(FORMAT + Ed25519PrivateKey.generate().private_bytes_raw())

    def public(self) -> bytes:
        """Return the public half, with which a signature is checked."""
        return FORMAT + self._key().public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """Return the signature under a message."""
        return FORMAT + self._key().sign(FORMAT + message)

    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.stored[1:])


def is_signed(voucher: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the holder of the voucher's private half signed this very message."""
    if voucher[:1] != FORMAT or signature[:1] != FORMAT:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(voucher[1:]).verify(signature[1:], FORMAT + message)
    except (InvalidSignature, ValueError):
        return False
    return True


def to_text(blob: bytes) -> str:
    """Return bytes as text for a JSON file."""
    return base64.b64encode(blob).decode()


def from_text(text: Any) -> bytes:
    """Read bytes back from a JSON file's text; raises ValueError where it is none."""
    if not isinstance(text, str):
        raise ValueError("not text")
    return base64.b64decode(text, validate=True)
