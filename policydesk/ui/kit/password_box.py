"""A password: hidden unless asked, with a word about Caps Lock and about its length."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from policydesk.ui.kit.announce import announce
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.inputs import Input
from policydesk.ui.kit.labels import Hint

SHORTEST = 12
"""Letters a password has at least."""


def strength_words(password: str) -> str:
    """Return how good a password is, in words: longer is better, nothing else is asked."""
    if not password:
        return ""
    if len(password) < SHORTEST:
        missing = SHORTEST - len(password)
        return (
            f"Too short: {missing} more {'letter' if missing == 1 else 'letters'} needed. Three random words are good."
        )
    if len(set(password.casefold())) < 6:
        return "Easy to guess: it repeats the same letters."
    return "Strong" if len(password) >= 18 else "Good. Longer is stronger."


class _PasswordEdit(QLineEdit):
    def __init__(self, box: "PasswordBox") -> None:
        super().__init__()
        self._box = box
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self._box.caps_lock(None)
        elif typed.isalpha():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._box.caps_lock(typed.isupper() != shift)
        super().keyPressEvent(event)


class PasswordBox(Input):
    """A password with a Show button; `strength` says in words how good it is while typing."""

    def __init__(
        self, *, new: bool = False, strength: Callable[[str], str] | None = None, parent: QWidget | None = None
    ) -> None:
        self.edit = _PasswordEdit(self)
        super().__init__(None, parent)
        self._control = self.edit
        self.setFocusProxy(self.edit)
        self._strength = strength or (strength_words if new else None)
        self.show_button = Button("Show", self._on_show, name="show_password")
        self.show_button.setCheckable(True)
        self.show_button.setAccessibleName("Show password")
        self._caps = Hint("! Caps Lock is on")
        self._caps.setProperty("words", "warn")
        self._caps.hide()
        self._words = Hint()
        if self._strength is None:
            self._words.hide()
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.edit, 1)
        line.addWidget(self.show_button)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self._caps)
        column.addWidget(self._words)
        self.row.addLayout(column, 1)
        self.edit.textChanged.connect(self._on_text)
        self.edit.textEdited.connect(lambda _text: self.changed.emit())

    def name_it(self, label: str, hint: str = "", name: str = "") -> None:
        """Name the box; the button says which password it shows."""
        super().name_it(label, hint, name)
        self.show_button.setAccessibleName(f"Show {label[:1].lower()}{label[1:]}")
        self.show_button.setObjectName(f"show_{self.control.objectName()}")

    def value(self) -> str:
        """Return the password exactly as typed."""
        return self.edit.text()

    def set_value(self, value: str | None) -> None:
        """Show a password, hidden."""
        self.edit.setText(value or "")

    def caps_lock(self, on: bool | None) -> None:
        """Say whether Caps Lock is on; None turns what was said round."""
        on = self._caps.isHidden() if on is None else on
        if on and self._caps.isHidden():
            announce(self, "Caps Lock is on")
        self._caps.setVisible(on)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.EnabledChange and not self.isEnabled():
            self.show_button.setChecked(False)
            self._on_show()

    def _on_show(self) -> None:
        shown = self.show_button.isChecked()
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.show_button.setText("Hide" if shown else "Show")
        self.edit.setFocus()

    def _on_text(self, text: str) -> None:
        if self._strength is not None:
            self._words.setText(self._strength(text))
