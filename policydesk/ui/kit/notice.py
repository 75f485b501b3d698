"""The line that says what was just done, with Undo beside it; it takes no focus and asks nothing."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from policydesk.ui.kit.announce import announce
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.labels import PlainLabel

SHOWN_MS = 10_000
"""How long a notice stays; Ctrl+Z goes on working for the session."""


class NoticeBar(QFrame):
    """Says one thing at a time; a newer one takes its place."""

    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setProperty("look", "notice")
        self._do: Callable[[], object] | None = None
        self._label = PlainLabel(wrap=True)
        self._button = Button("Undo", self._on_pressed, look="link", name="notice_action")
        self._close = Button("", self.hide, look="flat", picture="close", name="close_notice", tip="Close this notice")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.setSpacing(12)
        row.addWidget(self._label, 1)
        row.addWidget(self._button)
        row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time)
        self.hide()

    @property
    def text(self) -> str:
        """What it says now."""
        return self._label.text()

    def say(self, says: str, do: Callable[[], object] | None = None, label: str = "Undo") -> None:
        """Say that something was done; `do` is what the button beside it does."""
        self._do = do
        self._label.setText(says)
        self._button.setVisible(do is not None)
        self._button.set_words(label)
        self.show()
        self._timer.start(SHOWN_MS)
        announce(self, says)
        self.said.emit(says)

    def _on_pressed(self) -> None:
        do, self._do = self._do, None
        self.hide()
        if do is not None:
            do()

    def _on_time(self) -> None:
        if self.isAncestorOf(self.focusWidget() or self) and (self._button.hasFocus() or self._close.hasFocus()):
            self._timer.start(SHOWN_MS)
            return
        self.hide()
