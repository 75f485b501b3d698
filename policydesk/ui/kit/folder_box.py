"""A folder on this computer: typed, or chosen with a button."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.inputs import Input


class FolderBox(Input):
    """A folder that may not be there yet; choosing another place keeps its own name at the end."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        self.edit = QLineEdit()
        super().__init__(self.edit, parent)
        self.button = Button("Choose…", self.choose, picture="folder", name="choose_folder")
        self.row.addWidget(self.button)
        self.edit.textEdited.connect(lambda _text: self.changed.emit())

    def name_it(self, label: str, hint: str = "", name: str = "") -> None:
        """Name the button after what the folder is."""
        super().name_it(label, hint, name)
        self.button.setAccessibleName(f"Choose, {label}")
        self.button.setObjectName(f"choose_{self.control.objectName()}")

    def value(self) -> Path | None:
        """Return the folder; None where nothing was typed."""
        text = self.edit.text().strip().strip('"')
        return Path(text).expanduser() if text else None

    def set_value(self, value: Path | str | None) -> None:
        """Show a folder."""
        self.edit.setText("" if value is None else str(value))
        self.edit.setCursorPosition(len(self.edit.text()))

    def problem(self) -> str:
        """Return what is wrong where only a part of a place was typed."""
        place = self.value()
        if place is None or place.is_absolute():
            return ""
        return "Write the whole place, from the disk on, or choose it with the button"

    def choose(self) -> None:
        """Ask for the folder above."""
        place = self.value()
        above = place.parent if place is not None else Path.home()
        while not above.exists() and above != above.parent:
            above = above.parent
        chosen = QFileDialog.getExistingDirectory(self.window(), self.button.accessibleName(), str(above))
        if chosen:
            self.set_value(Path(chosen) / place.name if place is not None else Path(chosen))
            self.changed.emit()
