"""One demand at the right of the table: its source in words, how it is checked, what is not met, what was switched."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from policydesk.dates import written
from policydesk.queries.standard import DemandRow
from policydesk.rules.findings import Finding
from policydesk.rules.sources import source_in_words
from policydesk.rules.standard import Switch
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.emptied import empty
from policydesk.ui.kit.labels import Heading, Hint, StatusChip, Title, Words
from policydesk.ui.standard.columns import now_mark


class DemandPanel(QWidget):
    """Shows one demand; `go` leads to where a finding is put right."""

    def __init__(self, go: Callable[[Finding], object]) -> None:
        super().__init__()
        self._go = go
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def show_demand(self, row: DemandRow | None, switches: tuple[Switch, ...]) -> None:
        """Show a demand, or nothing."""
        empty(self._column)
        if row is None:
            self._column.addWidget(Hint("Select a demand in the list."))
            return
        title = Title(row.demand)
        title.setWordWrap(True)
        mark = now_mark(row)
        self._add(title, StatusChip(mark.says, mark.tone))
        self._add(Heading("Where it comes from"), Words(_source(row)))
        if row.is_number:
            self._add(Words(row.whence))
        else:
            self._add(Heading("How PolicyDesk checks it"), Words(row.how or "With every look at Today."))
        self._show_findings(row)
        if row.without:
            self._add(Heading("Nothing to check yet"), Words(f"It is about {row.without}. The register has none yet."))
        mine = [one for one in switches if one.name == row.name]
        if mine:
            self._add(Heading("What was switched"), *(Words(_switched(one)) for one in mine))
        self._column.addStretch(1)

    def _show_findings(self, row: DemandRow) -> None:
        if row.findings:
            self._add(Heading("Not met"))
        for number, one in enumerate(row.findings):
            self._add(Words(one.says))
            if one.command:
                button = Button("Show", partial(self._go, one), look="link", name=f"demand_finding_{number}")
                button.setAccessibleName(f"Show: {one.says}")
                self._add(button)

    def _add(self, *widgets: QWidget) -> None:
        for one in widgets:
            self._column.addWidget(one)


def _source(row: DemandRow) -> str:
    if row.clause:
        return source_in_words(row.clause)
    return f"Not from this standard. {source_in_words(row.elsewhere)}"


def _switched(one: Switch) -> str:
    did = {"on": "switched on", "off": "switched off", "": "left to the standard"}.get(one.value, f"set to {one.value}")
    return f"{written(one.from_on)}, {one.set_by}: {did}. {one.reason}"
