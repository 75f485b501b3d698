"""Which column of the file says what: guessed from the headings, and put right by hand."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from policydesk.exchange.headings import Mapping, samples
from policydesk.exchange.tables import Table
from policydesk.terms import Term
from policydesk.ui.kit.choice_box import ChoiceBox
from policydesk.ui.kit.labels import Hint, PlainLabel

_LONGEST = 60


class ColumnsBox(QScrollArea):
    """One line for each column: its heading, what it is taken for, and what stands in it."""

    def __init__(self, on_changed: Callable[[Mapping], object]) -> None:
        super().__init__()
        self.setObjectName("import_columns")
        self.setAccessibleName("Columns of the file")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._on_changed = on_changed
        self._mapping: Mapping | None = None

    def show_table(self, table: Table, mapping: Mapping) -> None:
        """Show the columns of a file."""
        self._mapping = mapping
        inside = QWidget()
        inside.setProperty("look", "page")
        grid = QGridLayout(inside)
        grid.setColumnStretch(2, 1)
        grid.setHorizontalSpacing(16)
        shown = samples(table, mapping, 3)
        for number, (heading, field) in enumerate(mapping.chosen):
            grid.addWidget(PlainLabel(heading or f"Column {number + 1}", look="label", wrap=True), number, 0)
            if field is mapping.vocabulary.password:
                grid.addWidget(PlainLabel(field.label), number, 1)
            else:
                grid.addWidget(self._box(number, heading, field, mapping), number, 1)
            values = ", ".join(row[number] for row in shown if number < len(row) and row[number])
            grid.addWidget(Hint(values[:_LONGEST] + ("…" if len(values) > _LONGEST else "")), number, 2)
        grid.setRowStretch(len(mapping.columns), 1)
        self.setWidget(inside)

    def _box(self, number: int, heading: str, field: Term, mapping: Mapping) -> ChoiceBox:
        known = mapping.vocabulary
        box = ChoiceBox([(one, one.label) for one in known.fields if one is not known.password])
        box.set_value(field)
        box.name_it(f"What {heading or f'column {number + 1}'} says", "", f"column_{number}")
        box.changed.connect(lambda: self._take(number, box.value()))
        return box

    def _take(self, number: int, field: Term) -> None:
        if self._mapping is not None and self._mapping.columns[number] is not field:
            self._mapping = self._mapping.with_column(number, field)
            self._on_changed(self._mapping)
