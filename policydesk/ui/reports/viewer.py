"""The paper with what belongs to looking at it: how large, which page, and words that are looked for."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from policydesk.ui.kit.announce import announce
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.flow import FlowLayout
from policydesk.ui.kit.labels import PlainLabel
from policydesk.ui.reports.preview import FIND_KEYS, STEP, Preview
from policydesk.ui.reports.waiting import WaitingBar


class FindBar(QWidget):
    """Asks for words, says in how many places they stand, and goes from one to the next. Esc puts it away."""

    closed = Signal()

    def __init__(self, preview: Preview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview = preview
        self.edit = QLineEdit()
        self.edit.setObjectName("find_text")
        self.edit.setAccessibleName("Find in the report")
        self.edit.setPlaceholderText("Find in the report")
        self.edit.setClearButtonEnabled(True)
        self.edit.setMinimumWidth(self.fontMetrics().averageCharWidth() * 24)
        self.says = PlainLabel(look="hint")
        self.says.setObjectName("found_says")
        flow = FlowLayout(self)
        flow.addWidget(self.edit)
        for words, name, do in (
            ("Previous", "find_previous", lambda: preview.step(-1)),
            ("Next", "find_next", lambda: preview.step(1)),
            ("Close", "find_close", self.close_bar),
        ):
            flow.addWidget(Button(words, do, look="flat", name=name))
        flow.addWidget(self.says)
        self.edit.textChanged.connect(preview.look_for)
        self.edit.installEventFilter(self)
        preview.found_changed.connect(self._say)
        self.hide()

    def begin(self) -> None:
        """Show the bar and type into it."""
        self.show()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()
        self._preview.look_for(self.edit.text())

    def close_bar(self) -> None:
        """Put the bar away; nothing is marked any more."""
        self.hide()
        self._preview.look_for("")
        self._preview.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def answer(self, by: int) -> None:
        """Do what a key of FIND_KEYS asks: begin, or go on where something is looked for already."""
        if by and self.isVisible() and self.edit.text():
            self._preview.step(by)
        else:
            self.begin()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        asked = FIND_KEYS.get((Qt.Key(event.key()), event.modifiers()))
        if event.type() == QEvent.Type.ShortcutOverride and asked is not None:
            event.accept()  # the window looks through the register with the same keys
            return True
        if event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if asked is not None:
            self.answer(asked)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._preview.step(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            return super().eventFilter(watched, event)
        return True

    def _say(self) -> None:
        found, words = self._preview.found, self.edit.text()
        says = "" if not words else f"{self._preview.place} of {found:,}" if found else "Not in this report"
        if says != self.says.text():
            self.says.setText(says)
            if says and self.isVisible():
                announce(self, says)


class Viewer(QWidget):
    """The preview under a row of buttons; the row to find words comes when it is asked for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.preview = Preview(self, can_find=True)
        self.find_bar = FindBar(self.preview)
        self.says = PlainLabel(look="hint")
        self.says.setObjectName("page_says")
        self.waiting = WaitingBar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._buttons())
        column.addWidget(self.find_bar)
        column.addWidget(self.waiting)
        column.addWidget(self.preview, 1)
        self.preview.find_asked.connect(self.find_bar.answer)
        self.preview.pageNavigator().currentPageChanged.connect(lambda _page: self.say_page())
        self.say_page()

    def say_page(self) -> None:
        """Say which page is in view."""
        pages = self.preview.pages
        self.says.setText(f"Page {self.preview.page:,} of {pages:,}" if pages else "")

    def _buttons(self) -> QHBoxLayout:
        preview = self.preview
        row, flow = QHBoxLayout(), FlowLayout(spacing=4)
        asked: tuple[tuple[str, str, str, Callable[[], object]], ...] = (
            ("Find", "find_in_report", "Find words in this report (Ctrl+F while the paper has the focus)",
             self.find_bar.begin),
            ("Smaller", "zoom_out", "Show the pages smaller (-)", lambda: preview.zoom(1 / STEP)),
            ("Larger", "zoom_in", "Show the pages larger (+)", lambda: preview.zoom(STEP)),
            ("Page width", "zoom_width", "Make the pages as wide as there is room (0)", preview.fit),
            ("Whole page", "zoom_page", "Show a whole page", lambda: preview.fit(whole=True)),
        )  # fmt: skip
        for words, name, tip, do in asked:
            flow.addWidget(Button(words, do, look="flat", name=name, tip=tip))
        row.addLayout(flow, 1)
        row.addWidget(self.says, 0, Qt.AlignmentFlag.AlignVCenter)
        return row
