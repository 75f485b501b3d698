"""The register while it is open: reading, writing, and the seal of its audit trail. The only commit in the program."""

import contextlib
import os
import platform
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker

from policydesk.errors import RegisterDamaged, StoreTrouble
from policydesk.models import User, UserRole
from policydesk.store import engine as opener
from policydesk.store.audit import AuditKeys, Seal, last_entry, seal_code
from policydesk.store.damage import way_back
from policydesk.store.keyfile import DATABASE, KeyFile
from policydesk.store.keys import PersonalKey
from policydesk.store.presence import say_closed
from policydesk.store.txn import Actor, Change, Txn
from policydesk.store.vault import Vault
from policydesk.store.verify import Progress, Verdict, verify
from policydesk.store.vouching import key_problems
from policydesk.terms import Role

ZONE = ZoneInfo("Europe/London")
"""The clock on the school's wall: what "today" means."""

Clock = Callable[[], datetime]

Seen = TypeVar("Seen")


@dataclass(frozen=True)
class Secrets:
    """What the signed-in user's password opened."""

    file_key: bytes
    personal: PersonalKey | None
    voucher: bytes = b""


class Register:
    """An open register, one user signed in. Made by `store.opening`; closed by `close` or by the end of the process."""

    def __init__(self, folder: Path, connection: Any, secrets: Secrets, keys: KeyFile, clock: Clock) -> None:
        self.folder = folder
        self.clock = clock
        self.keys = keys
        self.secrets = secrets
        self.path = folder / DATABASE
        self.audit = AuditKeys(secrets.file_key, keys.register_id)
        self.vault = Vault(lambda: self.keys, secrets.personal, secrets.voucher)
        self.actor = Actor(0, "", frozenset(), platform.node())
        self.changed = False
        self._is_closed = False
        self._connection = connection
        self._engine = opener.engine_on(connection)
        self._sessions = sessionmaker(self._engine, expire_on_commit=False)
        self._lock = threading.RLock()
        self._identity = identity_of(self.path)

    @property
    def school_name(self) -> str:
        """The school's name, as the key file knows it."""
        return self.keys.school

    @contextlib.contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session to ask with; nothing it changes is kept. Short: others wait for it."""
        with self._lock, self._worded(), self._sessions() as session:
            try:
                yield session
            finally:
                session.rollback()

    @contextlib.contextmanager
    def writing(self) -> Iterator[Txn]:
        """Give a transaction: everything in it is kept together with its audit entry, or nothing is.

        Raises Refusal as the action does, StoreTrouble where the disk refuses. When the block ends without an error
        the change is on the disk.
        """
        with self._lock, self._worded(), self._sessions() as session:
            now = self.clock()
            txn = Txn(session, self.actor, self.audit, now, now.astimezone(ZONE).date(), self.vault)
            try:
                yield txn
                change = txn.finish()
                self._refuse_if_swapped()
                session.commit()
            except BaseException:
                session.rollback()
                raise
            if change.number:
                self.changed, self.last_change = True, change

    @contextlib.contextmanager
    def without_foreign_keys(self) -> Iterator[None]:
        """Switch off foreign keys round a change of the tables themselves; it checks them before it commits."""
        with self._lock:
            self._connection.execute("PRAGMA foreign_keys = OFF")
            try:
                yield
            finally:
                self._connection.execute("PRAGMA foreign_keys = ON")

    last_change: Change | None = None
    """What the newest transaction did; the window offers to undo it."""

    def seal(self) -> Seal:
        """Return the seal that reports print: the audit trail's newest hash in short, and its number."""
        with self.reading() as session:
            last = last_entry(session.connection())
        if last is None:
            raise RegisterDamaged(f"The register has no audit trail. {way_back(self.folder)}")
        return Seal(seal_code(last[1]), last[0])

    def verify(self, progress: Progress | None = None) -> Verdict:
        """Check the file, the audit trail, every row and whose public keys are genuine; see `store.verify`."""
        with self.reading() as session:
            verdict = verify(session.connection(), self.audit, progress)
            return replace(verdict, problems=(*verdict.problems, *key_problems(session, self.vault, self.actor.name)))

    def copy_to(self, path: Path, look: Callable[[Connection], Seen]) -> Seen:
        """Write an encrypted copy with the same key to a new path; return what `look` sees in the same moment.

        Raises the database's own errors where the copy cannot be written.
        """
        with self._lock, self._worded():
            with self.reading() as session:
                seen = look(session.connection())
            self._connection.execute("VACUUM INTO ?", (str(path.absolute()),))
        return seen

    def close(self) -> None:
        """Close the file and let the next one in; does nothing the second time."""
        with self._lock:
            if not self._is_closed:
                self._is_closed = True
                say_closed(self.folder)
            self._engine.dispose()
            self._connection.close()

    def sign_in(self, name: str) -> None:
        """Take a user's roles from the register; raises StoreTrouble where the register does not know them."""
        with self.reading() as session:
            user = session.scalar(select(User).where(User.name == name, User.removed_on.is_(None)))
            if user is None:
                raise StoreTrouble(
                    f"{name} is no longer a user of this register. Ask the office manager to add you again."
                )
            roles = frozenset(
                Role(role) for role in session.scalars(select(UserRole.role).where(UserRole.user_id == user.id))
            )
            self.actor = Actor(user.id, name, roles, platform.node())

    def _refuse_if_swapped(self) -> None:
        if identity_of(self.path) != self._identity:
            raise StoreTrouble(
                "Another program replaced the register's file while it was open, so nothing more is saved into it. "
                "Make a backup now, then close PolicyDesk."
            )

    @contextlib.contextmanager
    def _worded(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as trouble:
            name = opener.error_name(trouble)
            if name.startswith("SQLITE_CONSTRAINT"):
                raise
            if name in {"SQLITE_ERROR", ""}:
                raise
            raise opener.worded(trouble, self.path) from trouble


def identity_of(path: Path) -> tuple[int, int] | None:
    """Return what tells one file from another of the same name, or None where there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116 - one call, also on a path that has just gone
    except OSError:
        return None
    return found.st_dev, found.st_ino
