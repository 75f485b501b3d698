"""The advice log: who asked what about their personal use, when, and what they were told. No incident."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from policydesk.counts import counted
from policydesk.dates import written
from policydesk.queries.incident_settings import AdviceRow
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.columns import Column
from policydesk.ui.kit.labels import Hint, PlainLabel, Title
from policydesk.ui.kit.rows_model import RowsModel
from policydesk.ui.kit.rows_view import RowsView
from policydesk.ui.kit.states import short

COLUMNS: tuple[Column[AdviceRow], ...] = (
    Column("Date", lambda row: short(row.asked_on), sort=lambda row: row.asked_on, width=12, key="asked_on"),
    Column("Who asked", lambda row: row.full_name or "Not named", width=20, key="full_name"),
    Column("About", lambda row: row.subject, width=28, key="subject"),
    Column("Advice given", lambda row: row.advice, width=32, key="advice"),
    Column("Given by", lambda row: row.given_by, width=18, key="given_by"),
)


class AdviceLog(QDialog):
    """Shows all advice that was noted, the newest first; the advice on the current line is written out below."""

    def __init__(self, parent: QWidget, rows: Sequence[AdviceRow]) -> None:
        super().__init__(parent)
        self.setObjectName("advice_log")
        self.setWindowTitle("Advice given")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.model = RowsModel(COLUMNS, rows, parent=self)
        self.view = RowsView("advice log", self.model, one="piece of advice", many="pieces of advice", multi=False)
        self.whole = PlainLabel(wrap=True)
        self.whole.setAccessibleName("Advice in full")
        close = Button("&Close", self.accept, look="primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        column.addWidget(Title("Advice on personal use"))
        column.addWidget(Hint("Not incidents: everybody who may open the register can read them."))
        if rows:
            column.addWidget(PlainLabel(counted(len(rows), "piece of advice", "pieces of advice"), look="count"))
            column.addWidget(self.view, 1)
            column.addWidget(self.whole)
        else:
            self.view.setParent(self)
            self.view.hide()
            column.addWidget(PlainLabel("No advice is noted. “Note advice” in Incidents adds some.", wrap=True), 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignLeft)
        self.resize(900, 560)
        self.view.chosen.connect(self._on_chosen)
        if rows:
            self.view.select_id(rows[0].id)
            self._on_chosen()
            self.view.setFocus()
        else:
            close.setFocus()

    def _on_chosen(self) -> None:
        wanted = self.view.current_id()
        row = next((one for one in self.model.rows if one.id == wanted), None)
        if row is not None:
            asked = f"{written(row.asked_on)}, {row.full_name or 'not named'}: {row.subject}"
            self.whole.setText(f"{asked}\n{row.advice}\nGiven by {row.given_by}")
