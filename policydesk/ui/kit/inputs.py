"""Boxes that people type into: each knows its value, and what is wrong with what was typed."""

from abc import abstractmethod
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from policydesk.ui.kit.buttons import snake_name
from policydesk.ui.kit.labels import PlainLabel, set_property

MOST_LINES = 12
"""Lines up to which a box for notes grows; more are scrolled."""


class Input(QWidget):
    """What every box has: a value, a problem in words ("" for none), and a signal of each change."""

    changed = Signal()

    def __init__(self, control: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)
        self._control: QWidget = self if control is None else control
        if control is not None:
            self.row.addWidget(control, 1)
            self.setFocusProxy(control)

    @property
    def control(self) -> QWidget:
        """The part that takes the focus and carries the accessible name."""
        return self._control

    @abstractmethod
    def value(self) -> Any:
        """Return what was typed or chosen."""

    @abstractmethod
    def set_value(self, value: Any) -> None:
        """Show a value."""

    def problem(self) -> str:
        """Return what is wrong with what was typed, as one sentence for the person."""
        return ""

    def called(self, otherwise: str) -> str:
        """Return the label as it stands in a sentence: "Taken down", not "Taken down (optional)"."""
        return self.control.accessibleName().removesuffix(" (optional)") or otherwise

    def is_empty(self) -> bool:
        """Whether nothing was typed or chosen."""
        return self.value() in (None, "", frozenset(), ())

    def name_it(self, label: str, hint: str = "", name: str = "") -> None:
        """Give the box its names: the visible label for people who listen, a stable one for scripts."""
        self.control.setAccessibleName(label)
        self.control.setAccessibleDescription(hint)
        self.control.setObjectName(name or snake_name(label))

    def set_wrong(self, says: str) -> None:
        """Mark the box as wrong, or right again where `says` is empty; what was typed stays."""
        set_property(self.control, "wrong", bool(says))


class TextBox(Input):
    """One line of text; spaces at its ends are dropped."""

    def __init__(self, *, longest: int = 400, letters: int = 0, parent: QWidget | None = None) -> None:
        self.edit = QLineEdit()
        super().__init__(self.edit, parent)
        self._longest = longest
        if letters:
            self.edit.setMaximumWidth(self.fontMetrics().averageCharWidth() * letters + 40)
            self.row.setStretch(0, 100)
            self.row.addStretch(1)
        self.edit.textEdited.connect(lambda _text: self.changed.emit())

    def value(self) -> str:
        """Return the words."""
        return " ".join(self.edit.text().split())

    def set_value(self, value: str | None) -> None:
        """Show words."""
        self.edit.setText(value or "")

    def problem(self) -> str:
        """Return what to do where it is too long; nothing is cut off unasked."""
        letters = len(self.value())
        if letters <= self._longest:
            return ""
        name = self.called("The text")
        return f"{name} has {letters:,} letters and {self._longest} fit. Shorten it"


class _NotesEdit(QPlainTextEdit):
    """As high as its first lines need, and higher while more is written, up to MOST_LINES."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.updateGeometry())

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._high())

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._high())

    def _high(self) -> int:
        written = round(self.document().size().height())  # lines, also those that a long one goes on in
        return self.fontMetrics().lineSpacing() * max(self._lines, min(written, MOST_LINES)) + 22


class NotesBox(Input):
    """Several lines of text; Tab leaves it."""

    def __init__(self, *, lines: int = 3, parent: QWidget | None = None) -> None:
        self.edit = _NotesEdit(lines)
        super().__init__(self.edit, parent)
        self.edit.textChanged.connect(self.changed)

    def value(self) -> str:
        """Return the words, lines kept."""
        return self.edit.toPlainText().strip()

    def set_value(self, value: str | None) -> None:
        """Show words."""
        self.edit.blockSignals(True)
        self.edit.setPlainText(value or "")
        self.edit.blockSignals(False)


class NumberBox(Input):
    """A whole number, typed; `unit` is said behind it ("days")."""

    def __init__(self, lowest: int = 0, highest: int = 9999, unit: str = "", *, parent: QWidget | None = None) -> None:
        self.edit = QLineEdit()
        super().__init__(self.edit, parent)
        self._lowest, self._highest, self._unit = lowest, highest, unit
        self.edit.setMaximumWidth(self.fontMetrics().averageCharWidth() * 12 + 24)
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.edit.textEdited.connect(lambda _text: self.changed.emit())
        if unit:
            self.row.addWidget(PlainLabel(unit), 1)
        self.row.addStretch(2)

    def value(self) -> int | None:
        """Return the number; None where nothing or no number was typed."""
        text = self.edit.text().strip().replace(",", "")
        return int(text) if text.isdecimal() and len(text) < 10 else None

    def set_value(self, value: int | None) -> None:
        """Show a number."""
        self.edit.setText("" if value is None else str(value))

    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not self.edit.text().strip()

    def problem(self) -> str:
        """Return what is wrong with the number."""
        number = self.value()
        if self.is_empty() or (number is not None and self._lowest <= number <= self._highest):
            return ""
        name = self.called("The number")
        return f"{name} must be a number from {self._lowest} to {self._highest}, for example {max(self._lowest, 1)}"
