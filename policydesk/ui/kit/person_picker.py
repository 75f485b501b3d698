"""Choosing a person by any part of the name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from policydesk.names import fold
from policydesk.ui.kit.inputs import Input

LISTED = 12
"""People listed at once."""


@dataclass(frozen=True)
class Choice:
    """One person or thing that can be picked; `detail` tells two of the same name apart."""

    id: int
    words: str
    detail: str = ""

    @property
    def line(self) -> str:
        """How it stands in the list."""
        return f"{self.words} – {self.detail}" if self.detail else self.words


class _PickerEdit(QLineEdit):
    def __init__(self, picker: "PersonPicker") -> None:
        super().__init__()
        self._picker = picker

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._picker.settle()
        super().focusOutEvent(event)


class PersonPicker(Input):
    """A box that lists who matches while typing; the value is the id of the one picked.

    `search(text)` gives the choices for what was typed; `new` is called with a name nobody has ("Add 'Cara Evans'").
    """

    def __init__(
        self,
        search: Callable[[str], Sequence[Choice]],
        *,
        what: str = "person",
        parent: QWidget | None = None,
    ) -> None:
        self.edit = _PickerEdit(self)
        super().__init__(self.edit, parent)
        self._search, self._what = search, what
        self._picked: Choice | None = None
        self._offered: tuple[Choice, ...] = ()
        self._lines = QStringListModel(self)
        self._completer = QCompleter(self._lines, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(LISTED)
        popup = self._completer.popup()
        assert popup is not None
        popup.setAccessibleName(f"Each {what} that matches")
        self.edit.setCompleter(self._completer)
        self.edit.setPlaceholderText("Type any part of the name")
        self.edit.textEdited.connect(self._on_edited)
        self._completer.activated.connect(self._on_picked)

    @property
    def picked(self) -> Choice | None:
        """The one picked, with its words."""
        return self._picked

    def value(self) -> int | None:
        """Return the id of the one picked."""
        return None if self._picked is None else self._picked.id

    def set_value(self, value: Choice | None) -> None:
        """Show somebody as picked."""
        self._picked = value
        self.edit.setText("" if value is None else value.words)

    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not self.edit.text().strip()

    def problem(self) -> str:
        """Return what to do where something was typed that is nobody's name."""
        self.settle()
        if self.is_empty() or self._picked is not None:
            return ""
        typed = self.edit.text().strip()
        if self._search(" ".join(typed.split())):
            return f"More than one {self._what} is meant by “{typed}”. Choose one from the list"
        return f"No {self._what} is called “{typed}”. Choose one from the list"

    def settle(self) -> None:
        """Take the one that was meant, where only one matches what was typed."""
        typed = " ".join(self.edit.text().split())
        if self._picked is not None or not typed:
            return
        found = tuple(self._search(typed))
        same = [one for one in found if fold(typed) in {fold(one.words), fold(one.line)}]
        only = same if len(same) == 1 else list(found)
        if len(only) == 1:
            self._take(only[0])

    def _on_edited(self, text: str) -> None:
        self._picked = None
        self._offered = tuple(self._search(text.strip())) if text.strip() else ()
        self._lines.setStringList([one.line for one in self._offered])
        self.changed.emit()

    def _on_picked(self, line: str) -> None:
        for one in self._offered:
            if one.line == line:
                self._take(one)
                return

    def _take(self, choice: Choice) -> None:
        self.set_value(choice)
        self.changed.emit()
