"""Choosing a file: with a button, or by dropping it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QWidget

from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.inputs import Input
from policydesk.ui.kit.labels import PlainLabel, set_property

NONE_CHOSEN = "No file chosen. Drop one here, or"


class FileBox(Input):
    """A file on this computer; the value is its path. `kinds` is as Qt's file dialog takes it."""

    def __init__(
        self, kinds: str = "All files (*)", *, button: str = "Choose a file…", parent: QWidget | None = None
    ) -> None:
        self.button = Button(button, self.choose, picture="folder")
        super().__init__(None, parent)
        self._control = self.button
        self.setFocusProxy(self.button)
        self._kinds = kinds
        self._path: Path | None = None
        self._frame = QFrame()
        self._frame.setProperty("look", "drop")
        self._label = PlainLabel(NONE_CHOSEN, wrap=True)
        self._clear = Button("Remove", lambda: self._take(None), look="link", name="remove_file")
        self._clear.hide()
        row = QHBoxLayout(self._frame)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(10)
        row.addWidget(self._label, 1)
        row.addWidget(self._clear)
        row.addWidget(self.button)
        self.row.addWidget(self._frame, 1)
        self.setAcceptDrops(True)

    def name_it(self, label: str, hint: str = "", name: str = "") -> None:
        """Name the button after what the file is."""
        super().name_it(label, hint, name)
        self.button.setAccessibleName(f"{label}, {self.button.text()}")
        self._clear.setObjectName(f"{self.control.objectName()}_remove")
        self._clear.setAccessibleName(f"Remove, {label}")

    def value(self) -> Path | None:
        """Return the file's path."""
        return self._path

    def set_value(self, value: Path | str | None) -> None:
        """Show a file as chosen."""
        self._path = Path(value) if value else None
        self._label.setText(NONE_CHOSEN if self._path is None else self._path.name)
        self._label.setAccessibleName(self._label.text())
        self._clear.setVisible(self._path is not None)

    def problem(self) -> str:
        """Return what is wrong where the file is not there any more."""
        if self._path is None or self._path.is_file():
            return ""
        return f"“{self._path.name}” is not there any more. Choose the file again"

    def choose(self) -> None:
        """Ask for the file."""
        chosen, _kind = QFileDialog.getOpenFileName(self.window(), self.button.accessibleName(), "", self._kinds)
        if chosen:
            self._take(Path(chosen))

    def set_wrong(self, says: str) -> None:
        """Nothing is drawn: the message stands under the box."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _one_file(event) is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            set_property(self._frame, "over", True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        set_property(self._frame, "over", False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        set_property(self._frame, "over", False)
        dropped = _one_file(event)
        if dropped is not None:
            event.acceptProposedAction()
            self._take(dropped)

    def _take(self, path: Path | None) -> None:
        self.set_value(path)
        self.changed.emit()


def _one_file(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path is not None and path.is_file() else None
