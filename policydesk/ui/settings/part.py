"""What the parts of Settings have in common: cards, facts with their labels, and how what was done is said."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from policydesk.actions.undo import undo
from policydesk.ui.desk import Desk
from policydesk.ui.kit.flow import FlowLayout
from policydesk.ui.kit.labels import PlainLabel, Words
from policydesk.ui.kit.page import Window


class Part(QWidget):
    """One part of Settings; `refresh` asks again and shows the answer."""

    title = ""

    def __init__(self, desk: Desk, frame: Window) -> None:
        super().__init__()
        self.desk, self.frame = desk, frame
        self.setAccessibleName(self.title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 16, 8, 8)
        self.column.setSpacing(16)

    def refresh(self) -> None:
        """Ask again and show the answer."""

    def say_done(self, says: str) -> None:
        """Say what was changed, with its Undo."""
        change = self.desk.register.last_change
        self.frame.say(f"{says}.", lambda: self.desk.act(undo, change))


class Facts(QWidget):
    """Labels with what stands beside them; the words can be selected and copied."""

    def __init__(self, labels: Sequence[str]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        self._words: dict[str, Words] = {}
        for number, label in enumerate(labels):
            words = self._words[label] = Words()
            words.setAccessibleName(label)
            grid.addWidget(PlainLabel(label, look="label"), number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, number, 1)

    def show_fact(self, label: str, words: str, none: str = "Not given") -> None:
        """Show what stands beside one label."""
        self._words[label].setText(words or none)

    def fact(self, label: str) -> str:
        """Return what stands beside one label."""
        return self._words[label].text()


def row_of(*buttons: QWidget) -> FlowLayout:
    """Return buttons side by side, in more lines where there is little room."""
    row = FlowLayout()
    for button in buttons:
        row.addWidget(button)
    return row
