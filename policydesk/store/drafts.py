"""Half-typed forms, kept in the register: each sealed to whoever typed it, so that a lock or a crash loses nothing.

They stand among what a user's window remembers, under a name that says nothing, and leave no trace in the audit trail:
nothing of them is a record of the school yet.
"""

import secrets
from dataclasses import dataclass, field

from sqlalchemy import delete, select

from policydesk.models import Preference
from policydesk.store.keys import from_text, to_text
from policydesk.store.register import Register

_SHELF = "draft/"


@dataclass(frozen=True)
class KeptDraft:
    """One draft: the name it is kept under, and what was typed."""

    mark: str
    content: bytes = field(repr=False)


class Drafts:
    """The drafts of whoever is signed in; nobody else can open them, with no password and no SQL tool."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._user_id = register.actor.user_id
        self._name = register.actor.name

    def new_mark(self) -> str:
        """Return a name for a new draft."""
        return secrets.token_hex(8)

    def keep(self, mark: str, content: bytes) -> None:
        """Keep a draft in the place of its earlier state; only the owner's public key is needed for it."""
        sealed = self._register.vault.seal_to_user(self._name, content, self._about(mark))
        if sealed is None:
            return
        with self._register.writing() as txn:
            wanted = (Preference.user_id == self._user_id, Preference.key == f"{_SHELF}{mark}")
            row = txn.session.scalar(select(Preference).where(*wanted))
            if row is None:
                row = Preference(user_id=self._user_id, key=f"{_SHELF}{mark}", value="")
                txn.session.add(row)
            row.value = to_text(sealed)

    def drop(self, mark: str) -> None:
        """Forget a draft: it was saved, or is not wanted."""
        with self._register.writing() as txn:
            txn.session.execute(
                delete(Preference).where(Preference.user_id == self._user_id, Preference.key == f"{_SHELF}{mark}")
            )

    def count(self) -> int:
        """Return how many drafts wait, also while they cannot be opened."""
        return len(self._rows())

    def read_all(self) -> tuple[KeptDraft, ...]:
        """Return the drafts that can be opened now; one sealed to a key that is gone is left out."""
        found = []
        for key, value in self._rows():
            mark = key.removeprefix(_SHELF)
            content = self._register.vault.open_own(from_text(value), self._about(mark))
            if content is not None:
                found.append(KeptDraft(mark, content))
        return tuple(found)

    def _rows(self) -> list[tuple[str, str]]:
        asked = select(Preference.key, Preference.value).where(
            Preference.user_id == self._user_id, Preference.key.startswith(_SHELF, autoescape=True)
        )
        with self._register.reading() as session:
            return [(row.key, row.value) for row in session.execute(asked.order_by(Preference.id))]

    def _about(self, mark: str) -> str:
        return f"policydesk|{self._register.keys.register_id}|draft|{self._user_id}|{mark}"
