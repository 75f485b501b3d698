"""The questions of a form under each other: each is asked only where it applies, and knows its answer."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from policydesk.ui.kit.fields import Field, FieldRow, Section
from policydesk.ui.kit.half_typed import put_back_in, typed_in
from policydesk.ui.kit.labels import Heading, Hint


class Questions(QObject):
    """Asks the questions of `parts` below what stands at the `top`."""

    changed = Signal()

    def __init__(self, parts: Sequence[Field | Section], top: Sequence[QWidget], parent: QObject) -> None:
        super().__init__(parent)
        self._sections: list[tuple[Section, QWidget]] = []
        self.rows: dict[str, FieldRow] = {}
        self.inside = QWidget()
        self.inside.setProperty("look", "page")
        self.column = QVBoxLayout(self.inside)
        self.column.setContentsMargins(24, 8, 24, 16)
        self.column.setSpacing(18)
        for one in top:
            self.column.addWidget(one)
        for part in parts:
            self.column.addWidget(self._row(part) if isinstance(part, Field) else self._section(part))
        self.column.addStretch(1)

    def asked(self) -> dict[str, FieldRow]:
        """Return the questions that are asked now and can be answered, by their names."""
        return {name: row for name, row in self.rows.items() if not row.isHidden() and row.input.isEnabled()}

    def values(self) -> dict[str, Any]:
        """Return the answers to every question that is asked now."""
        return {name: row.input.value() for name, row in self.rows.items() if not row.isHidden()}

    def set_values(self, values: dict[str, Any]) -> None:
        """Show these answers."""
        for name, value in values.items():
            if name in self.rows:
                self.rows[name].input.set_value(value)
        self._show_what_applies()

    def typed(self) -> dict[str, dict[str, Any]]:
        """Return what stands in each question's boxes, letter by letter, also where it is not yet an answer."""
        return {name: typed_in(row.input) for name, row in self.rows.items()}

    def put_back(self, boxes: Mapping[str, Mapping[str, Any]]) -> None:
        """Show again what `typed` returned; a question that is not asked any more is left out."""
        for name, typed in boxes.items():
            if name in self.rows:
                put_back_in(self.rows[name].input, typed)
        self._on_changed()

    def problems(self) -> list[tuple[str, str]]:
        """Return what is wrong with the answers, each with its question's name."""
        found = ((name, row.problem()) for name, row in self.rows.items() if not row.isHidden())
        return [(name, says) for name, says in found if says]

    def _row(self, field: Field) -> FieldRow:
        row = FieldRow(field)
        row.input.changed.connect(self._on_changed)
        self.rows[field.name] = row
        return row

    def _section(self, section: Section) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(2)
        column.addWidget(Heading(section.heading))
        if section.says:
            column.addWidget(Hint(section.says))
        self._sections.append((section, box))
        return box

    def _on_changed(self) -> None:
        self.changed.emit()
        self._show_what_applies()

    def _show_what_applies(self) -> None:
        values = {name: row.input.value() for name, row in self.rows.items()}
        for row in self.rows.values():
            if row.field.when is not None:
                row.setVisible(row.field.when(values))
        for section, box in self._sections:
            if section.when is not None:
                box.setVisible(section.when(values))
