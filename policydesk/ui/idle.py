"""Nobody at the desk: after 5 minutes the sealed parts close, after 10 the register locks."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from policydesk.rules.quiet import LOCK_AFTER, SEALED_AFTER

LOOK_EVERY_MS = 1000

_SIGNS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)
"""Events that show that somebody is there."""


class IdleWatch(QObject):
    """Calls `close_sealed` and `lock` once each when nobody has been there for long enough."""

    def __init__(
        self,
        app: QApplication,
        close_sealed: Callable[[], object],
        lock: Callable[[], object],
        *,
        seconds: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._app, self._seconds = app, seconds
        self._steps = ((SEALED_AFTER, close_sealed), (LOCK_AFTER, lock))
        self._last = seconds()
        self._done = 0
        app.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Look how long nobody has been there, and do what is due."""
        quiet = self._seconds() - self._last
        while self._done < len(self._steps) and quiet >= self._steps[self._done][0]:
            _after, do = self._steps[self._done]
            self._done += 1
            do()

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()
        self._app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS:
            self.look()  # a machine that slept wakes with a key: what was due is done first
            self._last, self._done = self._seconds(), 0
        return False
