"""What a form asks, as data: a name, a label, a box, a hint, and what to say when it is left empty."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from policydesk.ui.kit.choice_box import TickBox
from policydesk.ui.kit.inputs import Input
from policydesk.ui.kit.labels import Hint, PlainLabel

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Field:
    """One question. `name` is the draft's attribute; `required` the sentence shown when it is empty.

    `when(values)` hides the question where it does not apply; its value is then left out of what is saved.
    """

    name: str
    label: str
    make: Callable[[], Input]
    hint: str = ""
    required: str = ""
    when: Callable[[Values], bool] | None = None


@dataclass(frozen=True)
class Section:
    """A heading between questions, with a sentence under it."""

    heading: str
    says: str = ""
    when: Callable[[Values], bool] | None = None


class FieldRow(QWidget):
    """A question as it stands on a form: label, hint, box, and the message beside it."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.input = field.make()
        self.input.name_it(field.label, field.hint, field.name)
        self.label = PlainLabel(field.label, look="label", wrap=True)
        self.label.setBuddy(self.input.control)
        self.message = PlainLabel("", look="problem", wrap=True)
        self.message.setObjectName(f"{field.name}_problem")
        self.message.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if field.label and not isinstance(self.input, TickBox):
            column.addWidget(self.label)
        self.hint = Hint(field.hint) if field.hint else None
        if self.hint is not None:
            column.addWidget(self.hint)
        column.addWidget(self.message)
        column.addWidget(self.input)

    def problem(self) -> str:
        """Return what is wrong with this answer, "" where nothing is."""
        if self.field.required and self.input.is_empty():
            return self.field.required
        says = self.input.problem().replace(" (optional)", "")
        return f"{says}." if says and says[-1] not in ".”" else says

    def explain(self, hint: str) -> None:
        """Give the question another hint, where it has one: the same box may be asked for several things."""
        assert self.hint is not None
        self.field = replace(self.field, hint=hint)
        self.hint.setText(hint)
        self.input.control.setAccessibleDescription(hint)

    def say(self, says: str) -> None:
        """Show a message beside the box, to eye and ear; "" takes it away."""
        self.message.setText(says)
        self.message.setVisible(bool(says))
        self.input.set_wrong(says)
        hint = self.field.hint
        self.input.control.setAccessibleDescription(f"Problem: {says.rstrip('.')}. {hint}".strip() if says else hint)
