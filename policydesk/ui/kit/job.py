"""One piece of long work: it says how far it is, learns that it should stop, and hands over what came of it."""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

T = TypeVar("T")


class Cancelled(Exception):  # noqa: N818 - somebody's wish, not an error
    """The person pressed Cancel; what was begun is left as it was."""


class Progress:
    """What long work holds: it says how far it is, and learns there that it should stop."""

    def __init__(self, told: Callable[[int, int, str], None] | None = None) -> None:
        self._told = told
        self._stop = threading.Event()

    def __call__(self, done: int, total: int, says: str = "") -> None:
        """Say how far the work is (0 of 0 where nobody knows). Raises Cancelled when it should stop."""
        if self._stop.is_set():
            raise Cancelled
        if self._told is not None:
            self._told(done, total, says)

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked the work to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()


class Job(QObject, Generic[T]):
    """One piece of long work on its way."""

    advanced = Signal(int, int, str)
    ended = Signal(object, object)

    def __init__(
        self,
        work: Callable[[Progress], T],
        says: str,
        then: Callable[[T], object] | None,
        failed: Callable[[Exception], object] | None,
        *,
        quiet: bool,
    ) -> None:
        super().__init__()
        self.says = says
        self.quiet = quiet
        self.progress = Progress(self.advanced.emit)
        self.work, self.then, self.failed = work, then, failed
        self.stopped: Callable[[Exception | None], object] | None = None  # told where somebody cancelled it
        self.tidies = False  # has something on the disk until it ends, which nobody may find once the desk is locked
        self.saves = False  # writes a file that somebody asked for, so the window stays until it is there
        self.over = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop; nothing of it is delivered."""
        self.progress.cancel()

    def run(self) -> None:
        """Do the work on a thread of its own and hand over what came of it."""
        result: object = None
        trouble: Exception | None = None
        try:
            self.progress(0, 0)
            result = self.work(self.progress)
        except Exception as raised:  # noqa: BLE001 - delivered to the desk's thread, never lost
            trouble = raised
        self.over.set()
        with suppress(RuntimeError):  # the window went meanwhile, and this job with it: nobody waits for an answer
            self.ended.emit(result, trouble)
