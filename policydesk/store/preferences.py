"""What a user's window remembers inside the register: no audit entry, because it says nothing about the school."""

from datetime import UTC, datetime

from sqlalchemy import select

from policydesk.models import Preference
from policydesk.store.register import Register


class UserPreferences:
    """A small shelf of text by name for the signed-in user: read at once, written when `flush` is called."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._user_id = register.actor.user_id
        self._changed: set[str] = set()
        with register.reading() as session:
            rows = session.execute(select(Preference.key, Preference.value).where(Preference.user_id == self._user_id))
            self._kept: dict[str, str] = {row.key: row.value for row in rows}

    def read(self, name: str, default: str = "") -> str:
        """Return what was kept under a name."""
        return self._kept.get(name, default)

    def keep(self, name: str, value: str) -> None:
        """Keep a text under a name until `flush` writes it."""
        if self._kept.get(name) != value:
            self._kept[name] = value
            self._changed.add(name)

    def flush(self) -> None:
        """Write what changed since the last time."""
        if not self._changed:
            return
        with self._register.writing() as txn:
            held = {
                row.key: row
                for row in txn.session.scalars(select(Preference).where(Preference.user_id == self._user_id))
            }
            for name in sorted(self._changed):
                if name in held:
                    held[name].value = self._kept[name]
                else:
                    txn.session.add(Preference(user_id=self._user_id, key=name, value=self._kept[name]))
        self._changed.clear()


SIGNED_IN = "signed_in_at"
"""The name under which the moment of the last signing in is kept, in UTC as ISO 8601."""


def note_signed_in(register: Register, at: datetime) -> None:
    """Keep when the user last signed in; shown in Settings."""
    shelf = UserPreferences(register)
    shelf.keep(SIGNED_IN, at.astimezone(UTC).isoformat(timespec="seconds"))
    shelf.flush()
