"""The one table: the keyboard does everything, columns keep their widths, and somebody who listens hears each cell."""

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QWidget

from policydesk.ui.kit.columns_view import ColumnsView
from policydesk.ui.kit.preferences import Preferences
from policydesk.ui.kit.rows_delegate import RowsDelegate
from policydesk.ui.kit.rows_model import ListModel


class RowsView(ColumnsView):
    """A list of rows. Enter or a double click opens, Space is `spaced`, the header's menu hides columns."""

    opened = Signal(int)
    """The id of the row that Enter or a double click asked for."""

    chosen = Signal()
    """Another row became current, or other rows are selected."""

    spaced = Signal(int, int)
    """Space was pressed: the row's id and the column's number."""

    def __init__(
        self,
        name: str,
        model: ListModel[Any],
        *,
        one: str = "row",
        many: str = "",
        multi: bool = True,
        cells: bool = False,
        preferences: Preferences | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, stretches=not cells, preferences=preferences, parent=parent)
        self._name, self._one, self._many = name, one, many or f"{one}s"
        self._kept_id: int | None = None
        self._kept_selection: Any = frozenset()
        self._kept_column = ""
        self._kept_scroll = (0, 0)
        self.context_actions: Callable[[], list[QAction]] = list
        self._configure(multi=multi, cells=cells)
        self.setItemDelegate(RowsDelegate(self, whole_row=not cells))
        self.setModel(model)

    def setModel(self, model: Any) -> None:
        super().setModel(model)
        model.modelAboutToBeReset.connect(self._on_about_to_be_reset)
        model.modelReset.connect(self._on_reset)
        self.selectionModel().selectionChanged.connect(lambda _now, _before: self._on_chosen())
        self.selectionModel().currentChanged.connect(lambda _now, _before: self._on_chosen())
        self._memory.restore_columns()
        self._on_reset()

    def current_id(self) -> int | None:
        """Return the id of the current row; None in an empty list."""
        index = self.currentIndex()
        return self.list_model().id_at(index.row()) if index.isValid() else None

    def selected_ids(self) -> tuple[int, ...]:
        """Return the ids of the selected rows, from top to bottom."""
        numbers: set[int] = set()
        for part in self.selectionModel().selection().toList():
            numbers.update(range(part.top(), part.bottom() + 1))
        model = self.list_model()
        found = (model.id_at(number) for number in sorted(numbers))
        return tuple(one for one in found if one is not None)

    def select_id(self, wanted: int) -> bool:
        """Make the row with an id current and bring it into view; False where it is not listed."""
        number = self.list_model().number_of(wanted)
        if number < 0:
            return False
        self.choose_cell(number, max(0, self.currentIndex().column()))
        self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)
        return True

    def select_ids(self, wanted: Iterable[int]) -> None:
        """Select the rows with these ids, the first of them as the current one; what is not listed is left out."""
        chosen = tuple(wanted)
        if self.select_id(chosen[0]):
            again = self.selection_again(chosen)
            self.selectionModel().select(again, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def choose_cell(self, number: int, column: int) -> None:
        """Make one cell (of a list: its row) the current and only selected one, and bring it into view."""
        # Not the view's own setCurrentIndex: with Ctrl still held after Ctrl+S it would take the row out again.
        select = QItemSelectionModel.SelectionFlag.ClearAndSelect | self._rows()
        index = self.model().index(number, column)
        self.selectionModel().setCurrentIndex(index, select)
        self.scrollTo(index)

    def what_is_selected(self) -> Any:
        """Return what is selected in a form that stays true when rows come, go or move."""
        return frozenset(self.selected_ids())

    def selection_again(self, kept: Any) -> QItemSelection:
        """Return where that stands now; what is not listed any more is left out."""
        model, chosen = self.list_model(), QItemSelection()
        for number in sorted(model.number_of(one) for one in kept):
            if number >= 0:
                chosen.select(model.index(number, 0), model.index(number, model.columnCount() - 1))
        return chosen

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.current_id()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain:
            if current is not None:
                self.opened.emit(current)
        elif event.key() == Qt.Key.Key_Space and plain:
            if current is not None:
                self.spaced.emit(current, self.currentIndex().column())
        elif event.matches(QKeySequence.StandardKey.MoveToStartOfDocument):
            self._select_row(0)
        elif event.matches(QKeySequence.StandardKey.MoveToEndOfDocument):
            self._select_row(self.model().rowCount() - 1)
        elif event.key() == Qt.Key.Key_Tab or event.key() == Qt.Key.Key_Backtab:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _select_row(self, row: int) -> None:
        """Go to the first or last line and select it: Ctrl alone would move there and leave another one marked."""
        index = self.model().index(row, max(self.currentIndex().column(), 0))
        which = QItemSelectionModel.SelectionFlag.ClearAndSelect
        if self.selectionBehavior() is QAbstractItemView.SelectionBehavior.SelectRows:
            which |= QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, which)

    def _configure(self, *, multi: bool, cells: bool) -> None:
        behaviour, mode = QAbstractItemView.SelectionBehavior, QAbstractItemView.SelectionMode
        self.setSelectionBehavior(behaviour.SelectItems if cells else behaviour.SelectRows)
        self.setSelectionMode(mode.ExtendedSelection if multi else mode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(cells)
        self.setAlternatingRowColors(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        self.doubleClicked.connect(self._on_double_clicked)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        found = self.list_model().id_at(index.row())
        if found is not None:
            self.opened.emit(found)

    def _on_menu(self, at: QPoint) -> None:
        actions = self.context_actions()
        if actions:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addActions(actions)
            menu.popup(self.viewport().mapToGlobal(at))

    def _on_about_to_be_reset(self) -> None:
        self._kept_id = self.current_id()
        self._kept_selection = self.what_is_selected()
        self._kept_column = self._name_at(self.currentIndex().column())
        self._kept_scroll = (self.verticalScrollBar().value(), self.horizontalScrollBar().value())

    def _on_reset(self) -> None:
        model = self.list_model()
        count = model.rowCount()
        self.setAccessibleName(f"{self._name}, {count:,} {self._one if count == 1 else self._many}")
        if not self._sized and count:
            self._sized = True
            self._restore_widths()
        if not count or not model.columnCount():
            self.chosen.emit()
            return
        self._choose_again(model, count)
        self.chosen.emit()

    def _choose_again(self, model: ListModel[Any], count: int) -> None:
        self._restoring = True
        kept = model.number_of(self._kept_id) if self._kept_id is not None else -1
        column = max(0, self._number_named(self._kept_column))
        flags = QItemSelectionModel.SelectionFlag
        current = model.index(min(kept, count - 1) if kept >= 0 else 0, column)
        again = self.selection_again(self._kept_selection)
        if again.isEmpty():
            self.selectionModel().setCurrentIndex(current, flags.ClearAndSelect | self._rows())
        else:
            self.selectionModel().setCurrentIndex(current, flags.NoUpdate)
            self.selectionModel().select(again, flags.ClearAndSelect)
        if kept >= 0:
            down, across = self._kept_scroll
            self.verticalScrollBar().setValue(down)
            self.horizontalScrollBar().setValue(across)
        self._restoring = False

    def _rows(self) -> QItemSelectionModel.SelectionFlag:
        flags = QItemSelectionModel.SelectionFlag
        rows = self.selectionBehavior() is QAbstractItemView.SelectionBehavior.SelectRows
        return flags.Rows if rows else flags.NoUpdate

    def _on_chosen(self) -> None:
        if not self._restoring:
            self.chosen.emit()
