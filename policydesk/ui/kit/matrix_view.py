"""The matrix: names stay in view at the left, policies run across, each cell says its state."""

from itertools import groupby
from typing import Any

from PySide6.QtCore import QItemSelection, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from policydesk.ui.kit.labels import PlainLabel
from policydesk.ui.kit.preferences import Preferences
from policydesk.ui.kit.rows_delegate import PADDING
from policydesk.ui.kit.rows_model import ListModel
from policydesk.ui.kit.rows_view import RowsView

NAME_LETTERS = 26
"""Letters a name is given at the left."""

LONGEST = "✓ Acknowledged 30 Sept 2026"
"""The longest state with its date: every cell has room for it."""


class MatrixView(RowsView):
    """A table whose row headers are names; give its model a `row_header`. Cells, rows and columns can be selected."""

    def __init__(
        self,
        name: str,
        model: ListModel[Any],
        *,
        corner: str = "Name",
        one: str = "row",
        many: str = "",
        preferences: Preferences | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._corner = PlainLabel(corner, look="label")
        super().__init__(name, model, one=one, many=many, cells=True, preferences=preferences, parent=parent)
        self._corner.setParent(self)
        self._corner.setContentsMargins(PADDING, 0, PADDING, 0)
        header = self.verticalHeader()
        header.setVisible(True)
        header.setSectionsClickable(True)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit_names()

    def selected_cells(self) -> tuple[tuple[int, int], ...]:
        """Return the selected cells as row id and column number, from top to bottom and left to right."""
        model = self.list_model()
        cells: set[tuple[int, int]] = set()
        for part in self.selectionModel().selection().toList():
            cells.update(
                (row, column)
                for row in range(part.top(), part.bottom() + 1)
                for column in range(part.left(), part.right() + 1)
            )
        found = ((model.id_at(row), column) for row, column in sorted(cells))
        return tuple((one, column) for one, column in found if one is not None)

    def what_is_selected(self) -> Any:
        """Return the selected cells by person and by the column's name."""
        columns = self.list_model().columns
        return frozenset((one, columns[number].name) for one, number in self.selected_cells() if number < len(columns))

    def selection_again(self, kept: Any) -> QItemSelection:
        """Return where those cells stand now; a cell nobody chose is never among them."""
        model, chosen = self.list_model(), QItemSelection()
        numbers = {column.name: number for number, column in enumerate(model.columns)}
        places = sorted((numbers[name], model.number_of(one)) for one, name in kept if name in numbers)
        for (column, _gap), run in groupby(enumerate(places), key=lambda place: (place[1][0], place[1][1] - place[0])):
            rows = [row for _at, (_column, row) in run if row >= 0]
            if rows:
                chosen.select(model.index(rows[0], column), model.index(rows[-1], column))
        return chosen

    def size_columns(self) -> None:
        """Give each column room for its heading or the longest state."""
        metrics = self.fontMetrics()
        cell = metrics.horizontalAdvance(LONGEST) + 4 * PADDING
        for number, column in enumerate(self.list_model().columns):
            widest = max(metrics.horizontalAdvance(line) for line in column.heading.split("\n"))
            heading = round(widest * 1.12) + 2 * PADDING + 26
            self.setColumnWidth(number, max(min(2 * cell, heading), cell))
        self._fit_names()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        if self._corner.parent() is self:
            side, top = self.verticalHeader(), self.horizontalHeader()
            self._corner.setGeometry(QRect(side.x(), top.y(), side.width(), top.height()))
            self._corner.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self.selectRow(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def _fit_names(self) -> None:
        self.verticalHeader().setFixedWidth(self.fontMetrics().averageCharWidth() * NAME_LETTERS + 2 * PADDING)
