"""The queue of long work: off the desk's own thread, one piece at a time, with progress after a second."""

from collections import deque
from collections.abc import Callable
from typing import Any, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QEventLoop, QObject, Qt, QThreadPool, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QProgressDialog

from policydesk.ui.kit.guard import guard
from policydesk.ui.kit.job import Cancelled, Job, Progress

T = TypeVar("T")

TIDY_SECONDS = 10.0
"""How long work that is stopped may take to put away what it has on the disk."""

PATIENCE_MS = 1000
"""Work shorter than this shows nothing."""


class Jobs(QObject):
    """The queue of long work: one piece at a time, its result on the desk's own thread."""

    busy_changed = Signal(bool)
    settled = Signal()
    """Everything has ended, and what came of it is delivered."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[Job[Any]] = deque()
        self._running: Job[Any] | None = None
        self._dialog: QProgressDialog | None = None
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._show_progress)

    @property
    def busy(self) -> bool:
        """Whether something is running or waiting."""
        return self._running is not None

    @property
    def is_saving(self) -> bool:
        """Whether a file that somebody asked for is not there yet."""
        return any(one is not None and one.saves for one in (self._running, *self._waiting))

    def run(
        self,
        work: Callable[[Progress], T],
        *,
        says: str,
        then: Callable[[T], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        quiet: bool = False,
    ) -> Job[T]:
        """Do `work(progress)` off this thread, then `then(result)` on it; `says` names it ("Drawing the report").

        A Cancelled ends in silence. Anything else raised goes to `failed`, or to the last-resort hook. `quiet`
        work shows no progress.
        """
        job = Job(work, says, then, failed, quiet=quiet)
        job.ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        job.advanced.connect(self._on_advanced, Qt.ConnectionType.QueuedConnection)
        self._waiting.append(job)
        self._next()
        return job

    def finish(
        self, work: Callable[[Progress], T], *, says: str, told: Callable[[int, int, str], object] | None = None
    ) -> T:
        """Do `work(progress)` off this thread and return what comes of it; the desk is painted but takes no input.

        For a form's `save` that takes a second, such as deriving a key. `told` is a slot that hears how far it is.
        Raises what `work` raises.
        """
        came: list[T] = []
        went: list[Exception] = []
        loop = QEventLoop()
        self.busy_changed.connect(loop.quit)
        job = self.run(work, says=says, then=came.append, failed=went.append, quiet=True)
        if told is not None:
            job.advanced.connect(told, Qt.ConnectionType.QueuedConnection)
        QApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)
        while self.busy:
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        QApplication.restoreOverrideCursor()
        if went:
            raise went[0]
        if not came:
            raise Cancelled
        return came[0]

    def cancel_all(self) -> None:
        """Stop what runs and forget what waits (when the desk is locked)."""
        self._waiting.clear()
        if self._running is not None:
            self._running.cancel()
            if self._running.tidies:
                self._running.over.wait(TIDY_SECONDS)

    def wait(self, seconds: float = 30.0) -> bool:
        """Let everything finish while the desk stays alive; False if that took longer."""
        loop, late = QEventLoop(), QTimer(singleShot=True)
        self.busy_changed.connect(loop.quit)
        late.timeout.connect(loop.quit)
        late.start(round(seconds * 1000))
        while self.busy and late.isActive():  # one piece of work may begin as another ends
            loop.exec()
        return not self.busy

    def _next(self) -> None:
        if self._running is None and self._waiting:
            self._running = self._waiting.popleft()
            self._pool.start(self._running.run)
            if not self._running.quiet:
                self._timer.start(PATIENCE_MS)
            self.busy_changed.emit(True)

    def _show_progress(self) -> None:
        job = self._running
        if job is None:
            return
        dialog = QProgressDialog(job.says, "&Cancel", 0, 0, QApplication.activeWindow())
        dialog.setObjectName("progress")
        dialog.setWindowTitle(job.says)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.setMinimumDuration(0)
        dialog.setMinimumWidth(420)
        dialog.setAutoClose(False)
        dialog.setAutoReset(False)
        dialog.canceled.connect(job.cancel)
        guard(dialog)
        dialog.show()
        self._dialog = dialog

    @Slot(int, int, str)
    def _on_advanced(self, done: int, total: int, says: str) -> None:
        dialog = self._dialog
        if dialog is not None and shiboken6.isValid(dialog) and self.sender() is self._running:
            if says:
                dialog.setLabelText(says)
            dialog.setMaximum(total)
            dialog.setValue(done)  # last: it lets other events in, and the work may end with them

    @Slot(object, object)
    def _on_ended(self, result: object, trouble: Exception | None) -> None:
        job, self._running = self._running, None
        self._timer.stop()
        dialog, self._dialog = self._dialog, None
        if dialog is not None and shiboken6.isValid(dialog):  # it may have gone with its window
            dialog.canceled.disconnect()
            dialog.close()
            dialog.deleteLater()
        self._next()
        if not self.busy:
            self.busy_changed.emit(False)
        try:
            if job is not None:
                _deliver(job, result, trouble)
        finally:
            if shiboken6.isValid(self) and not self.busy:  # what came of it may have closed the window
                self.settled.emit()


def _deliver(job: Job[Any], result: object, trouble: Exception | None) -> None:
    if isinstance(trouble, Cancelled) or job.progress.cancelled:
        if job.stopped is not None:
            job.stopped(trouble)
        return
    if trouble is None:
        if job.then is not None:
            job.then(result)
    elif job.failed is not None:
        job.failed(trouble)
    else:
        raise trouble


class Newest(Generic[T]):
    """For previews: asking again forgets what was asked before, only the newest answer arrives."""

    def __init__(self, jobs: Jobs, says: str) -> None:
        self._jobs, self._says = jobs, says
        self._job: Job[T] | None = None

    def run(
        self,
        work: Callable[[Progress], T],
        then: Callable[[T], object],
        failed: Callable[[Exception], object] | None = None,
    ) -> Job[T]:
        """Do this work instead of what was asked before."""
        self.forget()
        self._job = self._jobs.run(work, says=self._says, then=then, failed=failed, quiet=True)
        return self._job

    def keep_open(self) -> None:
        """Let the window stay until the answer is there: it goes into a file."""
        if self._job is not None:
            self._job.saves = True

    def forget(self) -> None:
        """Take no answer any more."""
        if self._job is not None:
            self._job.cancel()
