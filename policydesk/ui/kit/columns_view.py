"""The columns of the one table: as wide as their words need, dragged, hidden, moved, sorted, and kept for next time."""

from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QTableView, QWidget

from policydesk.ui.kit.column_memory import ColumnMemory
from policydesk.ui.kit.column_widths import Width, shared
from policydesk.ui.kit.preferences import Forgetful, Preferences
from policydesk.ui.kit.rows_delegate import PADDING
from policydesk.ui.kit.rows_model import ListModel

MEASURED_ROWS = 60
"""Rows looked at to find a column's first width."""

WIDEST_LETTERS = 44
"""Letters a column is given at most until somebody drags it."""

OVER = 1.3
"""How much wider than it was meant a column may be, where its words are: a long month is not cut."""

FEWEST_LETTERS, FEWEST_OF_NAMES = 24, 34
"""Letters a column keeps where the room is scarce; the first column, which names the row, keeps more."""


class ColumnsView(QTableView):
    """A table whose columns each person arranges once: the header's menu hides them, a click on a heading sorts."""

    def __init__(
        self, name: str, *, stretches: bool, preferences: Preferences | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._restoring = False
        self._sized = False
        self._widths: list[Width] = []
        self.setObjectName("_".join(name.lower().split()))
        self._memory = ColumnMemory(self, Forgetful() if preferences is None else preferences)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setStretchLastSection(stretches)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._on_heading_clicked)
        header.sectionResized.connect(lambda number, _before, _now: self._on_dragged(number))
        header.sectionMoved.connect(lambda _number, _before, _now: self._keep_columns())
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_heading_menu)
        self._fit_rows()

    def list_model(self) -> ListModel[Any]:
        """The list behind the table."""
        model = self.model()
        assert isinstance(model, ListModel)
        return model

    def reset_columns(self) -> None:
        """Give every column its first width, place and order again."""
        header = self.horizontalHeader()
        for number in range(self.model().columnCount()):
            header.moveSection(header.visualIndex(number), number)
            self.setColumnHidden(number, self.list_model().columns[number].hidden)
        self._memory.own.clear()
        self.size_columns()
        self._keep_columns()

    def size_columns(self) -> None:
        """Give each column the width its words need, or its share of the room; one that was dragged keeps its width."""
        self._widths = [self._measured(number) for number in range(len(self.list_model().columns))]
        self._share_room()

    def sort_by(self, number: int, *, descending: bool = False) -> None:
        """Sort by a column and remember it."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(number, order)
        self.list_model().sort(number, order)
        self._keep_columns()

    def heading_menu(self) -> QMenu:
        """Return the menu that shows and hides columns, one entry each, and "Reset columns"."""
        menu = QMenu("&Columns", self)
        for number, column in enumerate(self.list_model().columns):
            entry = menu.addAction(column.heading.replace("&", "&&"))
            entry.setCheckable(True)
            entry.setChecked(not self.isColumnHidden(number))
            entry.setEnabled(number > 0)
            entry.toggled.connect(lambda shown, number=number: self._show_column(number, shown))
        menu.addSeparator()
        menu.addAction("Reset columns").triggered.connect(lambda: self.reset_columns())
        return menu

    def _measured(self, number: int) -> Width:
        """Return how wide a column would like to be; one that shows a mark gives nothing away."""
        model, metrics = self.list_model(), self.fontMetrics()
        column = model.columns[number]
        heading = metrics.horizontalAdvance(column.heading) * 1.12 + 2 * PADDING + 26
        rows = range(min(MEASURED_ROWS, model.rowCount()))
        widest = max((metrics.horizontalAdvance(str(model.index(row, number).data() or "")) for row in rows), default=0)
        asked = metrics.averageCharWidth() * (column.width or WIDEST_LETTERS)
        words = float(min(max(widest, asked), asked * OVER) if column.width else min(widest, asked))
        extra = 4 * PADDING + 12 if column.mark is not None else 2 * PADDING + 8
        wanted = round(max(heading, words + extra))
        few = metrics.averageCharWidth() * (FEWEST_LETTERS if number else FEWEST_OF_NAMES) + extra
        return Width(wanted, wanted if column.mark is not None else min(wanted, round(max(heading, few))))

    def _share_room(self) -> None:
        """Let the columns that nobody dragged fit the window, where they can."""
        columns = self.list_model().columns
        if len(self._widths) != len(columns):
            return
        seen = [number for number in range(len(columns)) if not self.isColumnHidden(number)]
        kept = {number: self.columnWidth(number) for number in seen if columns[number].name in self._memory.own}
        asked = [Width(kept[number], kept[number]) if number in kept else self._widths[number] for number in seen]
        stretches = self.horizontalHeader().stretchLastSection()
        widths = shared(asked, self.viewport().width()) if stretches else tuple(one.wanted for one in asked)
        before, self._restoring = self._restoring, True
        for number, width in zip(seen, widths, strict=True):
            if number not in kept and self.columnWidth(number) != width:
                self.setColumnWidth(number, width)
        self._restoring = before

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._sized:
            self._share_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange} and self.model() is not None:
            self._fit_rows()
            if event.type() is QEvent.Type.FontChange:
                self.size_columns()

    def _fit_rows(self) -> None:
        high = max(32, self.fontMetrics().height() + 14)
        self.verticalHeader().setMinimumSectionSize(high)
        self.verticalHeader().setDefaultSectionSize(high)
        self.horizontalHeader().setMinimumHeight(high)

    def _on_heading_menu(self, at: QPoint) -> None:
        menu = self.heading_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.horizontalHeader().mapToGlobal(at))

    def _on_heading_clicked(self, number: int) -> None:
        model = self.list_model()
        if not model.columns[number].sortable:
            self.horizontalHeader().setSortIndicator(model.sorted_by, model.order)  # Qt has moved the arrow here
            return
        falling = model.sorted_by == number and model.order is Qt.SortOrder.AscendingOrder
        self.sort_by(number, descending=falling)

    def _on_dragged(self, number: int) -> None:
        header = self.horizontalHeader()
        seen = [at for at in map(header.logicalIndex, range(header.count())) if not header.isSectionHidden(at)]
        stretched = header.stretchLastSection() and seen and seen[-1] == number
        if self._sized and not self._restoring and not stretched:
            self._memory.own.add(self._name_at(number))
            self._keep_columns()

    def _show_column(self, number: int, shown: bool) -> None:
        self.setColumnHidden(number, not shown)
        self._share_room()
        self._keep_columns()

    def _keep_columns(self) -> None:
        if self._sized and not self._restoring:
            self._memory.keep()

    def _restore_widths(self) -> None:
        self._restoring = True
        self._memory.restore_widths()
        self.size_columns()
        self._restoring = False

    def _name_at(self, number: int) -> str:
        columns = self.list_model().columns
        return columns[number].name if 0 <= number < len(columns) else ""

    def _number_named(self, name: str) -> int:
        return next((number for number, one in enumerate(self.list_model().columns) if one.name == name), -1)
