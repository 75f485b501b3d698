"""The box for one question of the checklist: Yes, No or Not applicable, with a note beside."""

from typing import Any

from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from policydesk.terms_accounts import TickAnswer
from policydesk.ui.kit.flow import FlowLayout
from policydesk.ui.kit.inputs import Input
from policydesk.ui.kit.labels import set_property

NOTE_WANTED = "Enter why, so that others understand the answer."


class AnswerBox(Input):
    """One of three answers and a note; the value is (answer, note), None where nothing is chosen.

    "No" and "Not applicable" want a note.
    """

    def __init__(self, *, allowed: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(None, parent)
        self.answers: dict[TickAnswer, QRadioButton] = {}
        self._group = QButtonGroup(self)
        choices = FlowLayout(spacing=16)
        for answer in TickAnswer:
            button = self.answers[answer] = QRadioButton(answer.label)
            button.setEnabled(allowed)
            button.clicked.connect(lambda _on: self.changed.emit())
            self._group.addButton(button)
            choices.addWidget(button)
        self.note = QLineEdit()
        self.note.setPlaceholderText("Note")
        self.note.setEnabled(allowed)
        self.note.textEdited.connect(lambda _text: self.changed.emit())
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addLayout(choices)
        column.addWidget(self.note)
        self.row.addLayout(column, 1)
        self.setFocusProxy(self.answers[TickAnswer.YES])

    @property
    def control(self) -> QWidget:
        """The first answer, which takes the focus."""
        return self.answers[TickAnswer.YES]

    def name_it(self, label: str, hint: str = "", name: str = "") -> None:
        """Name each answer by its word with the question after it."""
        self.setAccessibleName(label)
        self.setObjectName(name)
        for answer, button in self.answers.items():
            button.setAccessibleName(answer.label)
            button.setAccessibleDescription(f"{label} {hint}".strip())
            button.setObjectName(f"{name}_{answer.value}")
        self.note.setAccessibleName(f"Note: {label}")
        self.note.setObjectName(f"{name}_note")

    def value(self) -> tuple[TickAnswer, str] | None:
        """Return the answer with its note; None where nothing is chosen."""
        chosen = next((answer for answer, button in self.answers.items() if button.isChecked()), None)
        return None if chosen is None else (chosen, " ".join(self.note.text().split()))

    def set_value(self, value: Any) -> None:
        """Show an answer with its note."""
        answer, note = value or (None, "")
        self._group.setExclusive(False)
        for one, button in self.answers.items():
            button.setChecked(one == answer)
        self._group.setExclusive(True)
        self.note.setText(note)

    def problem(self) -> str:
        """Return what to do where an answer wants its reason, or a note stands without an answer."""
        value = self.value()
        if value is None:
            return "Choose an answer for this note, or delete the note." if self.note.text().strip() else ""
        return NOTE_WANTED if value[0] is not TickAnswer.YES and not value[1] else ""

    def set_wrong(self, says: str) -> None:
        """Mark the note, which is what can be wrong; an answer that wants its reason leads to the note."""
        set_property(self.note, "wrong", bool(says))
        self.setFocusProxy(self.note if says and self.value() is not None else self.answers[TickAnswer.YES])
