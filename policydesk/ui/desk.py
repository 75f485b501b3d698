"""The desk: the one bridge between the window and the register. It asks, it acts, and it says what changed."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from policydesk.dates import written
from policydesk.errors import Refusal
from policydesk.terms import Topic
from policydesk.ui.kit.job import Job, Progress
from policydesk.ui.kit.jobs import Jobs
from policydesk.ui.sealed import SealedRecords

P = ParamSpec("P")
T = TypeVar("T")

ZONE = ZoneInfo("Europe/London")
"""The clock on the school's wall."""


class OpenRegister(Protocol):
    """What the desk needs of an open register."""

    clock: Callable[[], datetime]

    @property
    def actor(self) -> Any:
        """Who is signed in."""

    def reading(self) -> AbstractContextManager[Any]:
        """Begin to read."""

    def writing(self) -> AbstractContextManager[Any]:
        """Begin to change."""


class Desk(QObject):
    """Asks queries and does actions on the register that is open; `changed` carries the topics of each change."""

    changed = Signal(object)
    """frozenset[Topic], after a change was kept."""

    leaving = Signal()
    """The desk is about to be locked: what is half typed is kept now."""

    as_at_changed = Signal()
    """The figures are now for another day."""

    def __init__(self, register: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._register = register
        self._as_at: date | None = None
        self.jobs = Jobs(self)
        self.sealed = SealedRecords(self)

    @property
    def register(self) -> Any:
        """The register that is open."""
        return self._register

    @property
    def actor(self) -> Any:
        """Who is signed in."""
        return self._register.actor

    @property
    def only_looks(self) -> bool:
        """Whether nothing is changed here: whoever is signed in only looks, or the desk shows another day."""
        return self.looks_back or bool(getattr(self.actor, "only_looks", False))

    @property
    def looks_back(self) -> bool:
        """Whether the desk shows the register as it stood on another day than today."""
        return self.as_at != self.today

    @property
    def today(self) -> date:
        """Today by the register's clock."""
        now: datetime = self._register.clock()
        return now.astimezone(ZONE).date()

    @property
    def as_at(self) -> date:
        """The day the figures are for: today unless somebody chose another."""
        return self._as_at or self.today

    def set_as_at(self, day: date | None) -> None:
        """Show the whole desk as at another day; None is today again. Raises Refusal for a day that has not come."""
        if day is not None and day > self.today:
            raise Refusal("That day has not come yet. Choose today or an earlier day.", "day")
        self._as_at = None if day == self.today else day
        self.as_at_changed.emit()

    def ask(self, query: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what a query answers; short reads only."""
        with self._register.reading() as session:
            return query(session, *args, **kwargs)

    def act(self, action: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do an action in one transaction and tell every page. Raises Refusal or StoreTrouble; then nothing changed."""
        if self.looks_back:
            raise Refusal(f"You are looking at {written(self.as_at)}. Go back to today before you change anything.")
        with self._register.writing() as txn:
            result = action(txn, *args, **kwargs)
        topics = frozenset(txn.topics)
        if topics:
            self.changed.emit(topics)
        return result

    def tell(self, *topics: Topic) -> None:
        """Say that something changed by another door (users, backups, restored files)."""
        self.changed.emit(frozenset(topics))

    def later(
        self,
        work: Callable[[Progress], T],
        *,
        says: str,
        then: Callable[[T], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        quiet: bool = False,
    ) -> Job[T]:
        """Do long work off the desk's thread; it may call `ask`, the result arrives here. See Jobs.run."""
        return self.jobs.run(work, says=says, then=then, failed=failed, quiet=quiet)
