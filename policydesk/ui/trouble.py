"""The last resort: whatever goes wrong, the desk stays open, and the person is told what happened."""

import sys
import threading
from collections.abc import Callable
from types import TracebackType

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from policydesk.errors import Refusal, StoreTrouble
from policydesk.logs import note_mistake, scrubbed
from policydesk.ui.kit import messages
from policydesk.ui.kit.announce import announce

SAYS = (
    "PolicyDesk met a mistake of its own. What was saved before is safe; the last thing you did may not be saved."
    " Check it, then go on. Its number is {number}. The copied details hold no names and nothing you typed."
)


class _HandOver(QObject):
    """Brings what went wrong beside the desk to the desk's own thread: messages can be made nowhere else."""

    came = Signal(object)


class LastResort:
    """Takes every error nobody caught: answers and file trouble in their own words, mistakes with a number."""

    def __init__(self, window: Callable[[], QWidget | None]) -> None:
        self._window = window
        self._open: messages.Message | None = None
        self._hand_over = _HandOver()
        self._hand_over.came.connect(self.show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take errors from now on."""
        sys.excepthook = self._hook

    def show(self, trouble: BaseException) -> None:
        """Say what went wrong; a second mistake while the first is shown only goes to the log."""
        window = self._window()
        if isinstance(trouble, Refusal):
            messages.tell(window, "That cannot be done", trouble.says)
        elif isinstance(trouble, StoreTrouble):
            messages.trouble(window, trouble)
        else:
            self._show_mistake(window, trouble)

    def _hook(self, kind: type[BaseException], value: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, value, trace)
            return
        if threading.current_thread() is threading.main_thread():
            self.show(value)
        else:
            self._hand_over.came.emit(value)

    def _show_mistake(self, window: QWidget | None, mistake: BaseException) -> None:
        number = note_mistake(mistake)
        if self._open is not None and shiboken6.isValid(self._open):  # else it went with its window
            return
        details = f"{number}\n{scrubbed(mistake)}"
        buttons = (("&Copy details", ""), ("&Go on", "primary"))
        self._open = messages.Message(window, "Something went wrong", SAYS.format(number=number), buttons, safe=1)
        self._open.open_and_then(lambda answer: self._on_answered(answer, details))

    def _on_answered(self, answer: int, details: str) -> None:
        self._open = None
        if answer == 0:
            QGuiApplication.clipboard().setText(details)
            window = self._window()
            if window is not None:
                announce(window, "The details are copied")
