"""Recovery codes as a person keeps and types them back: 160 bits in eight groups of four letters, and a check group."""

import base64
import hashlib
import secrets

from policydesk.errors import Refusal

CODE_BYTES = 20
"""160 bits of chance in a recovery code."""

_LOOKALIKES = str.maketrans({"0": "O", "1": "I", "8": "B", "9": "G"})


def new_code() -> str:
    """Return a fresh recovery code: eight groups of four and a ninth that checks the others."""
    return _shown(secrets.token_bytes(CODE_BYTES))


def secret_of(code: str) -> bytes:
    """Return the 20 bytes a typed code stands for; spaces, dashes and small letters are fine.

    Raises Refusal where a group is missing or mistyped.
    """
    letters = letters_of(code)
    if len(letters) != 36:
        raise Refusal(f"The recovery code has 36 letters and digits; this one has {len(letters)}.", field="code")
    try:
        secret = base64.b32decode(letters[:32])
    except ValueError:
        raise Refusal(
            "The recovery code has a letter that is never in one. Compare it with the sheet.", "code"
        ) from None
    if letters[32:] != _check(secret):
        raise Refusal("The recovery code is not as printed. Compare each group with the sheet.", field="code")
    return secret


def letters_of(typed: str) -> str:
    """Return the letters that a code, or a part of one, stands for: no spaces or dashes, lookalikes put right."""
    return "".join(typed.split()).replace("-", "").upper().translate(_LOOKALIKES)


def is_part_of(typed: str, code: str) -> bool:
    """Whether what somebody typed is a code or two or more of its groups, one after the other."""
    letters, whole = letters_of(typed), letters_of(code)
    at = whole.find(letters)
    return len(letters) >= 8 and len(letters) % 4 == 0 and at >= 0 and at % 4 == 0


def _check(secret: bytes) -> str:
    return base64.b32encode(hashlib.sha256(b"policydesk code" + secret).digest())[:4].decode()


def _shown(secret: bytes) -> str:
    letters = base64.b32encode(secret).decode() + _check(secret)
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))
