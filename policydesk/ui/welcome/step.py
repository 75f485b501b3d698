"""One step of a walk: a heading, a sentence, and its questions; what is wrong stands beside each."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from policydesk.ui.kit.fields import Field, FieldRow

Problems = list[tuple[str, str]]
"""Pairs of a field's name and the sentence about it."""


class Step(QWidget):
    """Questions asked together; `next_words` is the button that goes on from here."""

    changed = Signal()

    def __init__(
        self,
        title: str,
        says: str,
        parts: Sequence[Field | QWidget],
        *,
        next_words: str = "&Next",
        back: bool = True,
        first: QWidget | None = None,
    ) -> None:
        super().__init__()
        self.title, self.says, self.next_words, self.can_go_back = title, says, next_words, back
        self._first = first
        self.rows: dict[str, FieldRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(18)
        for part in parts:
            if isinstance(part, Field):
                self.rows[part.name] = row = FieldRow(part)
                row.input.changed.connect(self.changed)
                column.addWidget(row)
            else:
                column.addWidget(part)

    def value_of(self, name: str) -> Any:
        """Return one answer as it stands."""
        return self.rows[name].input.value()

    def set_value(self, name: str, value: object) -> None:
        """Show one answer."""
        self.rows[name].input.set_value(value)

    def problems(self) -> Problems:
        """Return what is wrong with the answers, in the order of the questions."""
        found = ((name, row.problem()) for name, row in self.rows.items() if not row.isHidden())
        return [(name, says) for name, says in found if says]

    def show_problems(self, problems: Problems) -> None:
        """Show each sentence beside its question; the others are right again."""
        said = dict(reversed(problems))
        for name, row in self.rows.items():
            row.say(said.get(name, ""))

    def begin(self) -> None:
        """Put the focus into the first question, or on what is to be done first."""
        row = next((row for row in self.rows.values() if not row.isHidden() and row.isEnabled()), None)
        first = self._first or (None if row is None else row.input)
        if first is not None:
            first.setFocus()
