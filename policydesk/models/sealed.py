"""The column type of everything confidential: ciphertext in the file, "Confidential" to whoever has no key."""

from sqlalchemy import Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator

from policydesk.terms_incidents import LOCKED


class SealedValue(bytes):
    """A sealed value as the register holds it: whoever shows it shows only that it is confidential."""

    __slots__ = ()

    def __str__(self) -> str:
        return LOCKED

    __repr__ = __str__

    def __format__(self, _spec: str) -> str:
        return LOCKED


class Sealed(TypeDecorator[SealedValue]):
    """A value that is encrypted before it comes here and opened, with a key, after it has left."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, _dialect: Dialect) -> bytes | None:
        """Refuse text: what is not yet encrypted must not reach the file."""
        if value is not None and not isinstance(value, bytes):
            raise TypeError("a sealed column takes only what is encrypted")
        return value

    def process_result_value(self, value: bytes | None, _dialect: Dialect) -> SealedValue | None:
        """Hand the ciphertext back as something that never shows itself."""
        return None if value is None else SealedValue(value)
