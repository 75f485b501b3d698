"""Messages that stop somebody: few, plain, and with verbs on the buttons."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from policydesk.errors import StoreTrouble
from policydesk.ui.kit.announce import announce
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.guard import guard
from policydesk.ui.kit.labels import Title, Words

MESSAGE_WIDTH = 460
"""Pixels a message is wide at the usual text size."""


class Message(QDialog):
    """A heading, a sentence or two, and buttons; `answer` is the number of the one pressed, -1 for Esc."""

    def __init__(
        self, parent: QWidget | None, heading: str, says: str, buttons: tuple[tuple[str, str], ...], safe: int = 0
    ) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self.setWindowTitle(heading)
        self.setAccessibleDescription(says)
        modality = Qt.WindowModality
        self.setWindowModality(modality.ApplicationModal if parent is None else modality.WindowModal)
        self.answer = -1
        self.row = QHBoxLayout()
        self.row.setSpacing(12)
        self.row.addStretch(1)
        title = Title(heading)
        title.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(title)
        column.addWidget(Words(says))
        column.addSpacing(8)
        column.addLayout(self.row)
        self.buttons = tuple(self._add_button(number, *one) for number, one in enumerate(buttons))
        self.buttons[safe].setFocus()
        self.buttons[safe].setDefault(True)
        guard(self)
        wide = max(MESSAGE_WIDTH, self.fontMetrics().averageCharWidth() * 58)
        self.setMinimumSize(wide, column.heightForWidth(wide))

    def _add_button(self, number: int, text: str, look: str) -> Button:
        button = Button(text, lambda: self._on_pressed(number), look=look)
        self.row.addWidget(button)
        return button

    def _on_pressed(self, number: int) -> None:
        self.answer = number
        self.accept()

    def open_and_then(self, answered: Callable[[int], object]) -> None:
        """Show the message without stopping the program; `answered` is given the button's number or -1."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.finished.connect(lambda _code: answered(self.answer))
        self.open()
        announce(self, f"{self.windowTitle()}. {self.accessibleDescription()}", urgent=True)


def tell(parent: QWidget | None, heading: str, says: str) -> None:
    """Tell something that has to be read before going on."""
    Message(parent, heading, says, (("&Close", "primary"),)).open_and_then(lambda _number: None)


def ask(
    parent: QWidget | None,
    heading: str,
    says: str,
    verb: str,
    do: Callable[[], object],
    *,
    keep: str = "&Keep as it is",
    danger: bool = False,
) -> Message:
    """Ask before what cannot be undone; `verb` does it ("Publish version 4"), the focus is on the safe one."""
    message = Message(parent, heading, says, ((keep, ""), (verb, "danger" if danger else "primary")))
    message.open_and_then(lambda number: do() if number == 1 else None)
    return message


def ask_now(
    parent: QWidget | None, heading: str, says: str, verb: str, *, keep: str = "&Keep as it is", danger: bool = False
) -> bool:
    """Ask and wait for the answer; True where `verb` was pressed."""
    message = Message(parent, heading, says, ((keep, ""), (verb, "danger" if danger else "primary")))
    message.exec()
    return message.answer == 1


def trouble(parent: QWidget | None, what: StoreTrouble) -> None:
    """Say what is wrong with the register's file and what to do."""
    tell(parent, "The register could not be used", what.says)
