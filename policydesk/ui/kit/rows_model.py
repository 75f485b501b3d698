"""Lists as Qt asks for them: rows by number, a column's words for each, and words for screen readers in every cell."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Any, Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from policydesk.ui.kit.columns import Align, Column, Row, plain_tip
from policydesk.ui.kit.states import Mark

Index = QModelIndex | QPersistentModelIndex
MARK_ROLE = Qt.ItemDataRole.UserRole + 1
"""Under this role a cell gives its Mark, if it has one."""

ID_ROLE = Qt.ItemDataRole.UserRole + 2
"""Under this role every cell gives its row's id."""


def row_id(row: Any) -> int:
    """Return the id by which a row is known when nothing else was said."""
    return int(row.id)


class ListModel(QAbstractTableModel, Generic[Row]):
    """What every list of ours has in common; subclasses say where the rows come from."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        *,
        id_of: Callable[[Row], int] = row_id,
        row_header: Callable[[Row], str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns: tuple[Column[Row], ...] = tuple(columns)
        self.id_of = id_of
        self.row_header = row_header
        self.sorted_by = -1
        self.order = Qt.SortOrder.AscendingOrder

    @abstractmethod
    def row_at(self, number: int) -> Row | None:
        """Return one row; None past the end."""

    def id_at(self, number: int) -> int | None:
        """Return one row's id; None past the end."""
        row = self.row_at(number)
        return None if row is None else self.id_of(row)

    @abstractmethod
    def number_of(self, wanted: int) -> int:
        """Return where the row with an id stands; -1 where it is not in the list."""

    def set_columns(self, columns: Sequence[Column[Row]]) -> None:
        """Take other columns, for tables whose columns are data."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.align.value
        if role not in _ANSWERED:
            return None
        row = self.row_at(index.row())
        return None if row is None else self._cell(row, column, role)

    def _cell(self, row: Row, column: Column[Row], role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == ID_ROLE:
            return self.id_of(row)
        mark = column.mark(row) if column.mark is not None else None
        if role == MARK_ROLE:
            return mark
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(column.tip(row)) if column.tip is not None else None
        return self._read_aloud(row, column, mark)

    def _read_aloud(self, row: Row, column: Column[Row], mark: Mark | None) -> str:
        words = mark.words if mark is not None else column.text(row)
        if self.row_header is not None:
            return f"{self.row_header(row)}, {column.heading}, {words or 'nothing'}"
        return f"{column.heading} {words or 'none'}"

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if section >= len(self.columns):
                return None
            column = self.columns[section]
            if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
                return column.heading
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return column.align.value if column.align is Align.RIGHT else Align.LEFT.value
            return None
        if self.row_header is None:
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            row = self.row_at(section)
            return None if row is None else self.row_header(row)
        return Align.LEFT.value if role == Qt.ItemDataRole.TextAlignmentRole else None


_ANSWERED = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
        MARK_ROLE,
        ID_ROLE,
    }
)


class RowsModel(ListModel[Row]):
    """A list short enough to hold: policies, users, what is due."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        rows: Sequence[Row] = (),
        *,
        id_of: Callable[[Row], int] = row_id,
        row_header: Callable[[Row], str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, id_of=id_of, row_header=row_header, parent=parent)
        self._all: tuple[Row, ...] = tuple(rows)
        self._shown: tuple[Row, ...] = self._all
        self._keeps: Callable[[Row], bool] | None = None

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows as shown: filtered and sorted."""
        return self._shown

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows, sorted and filtered as before."""
        self._all = tuple(rows)
        self._show()

    def keep_only(self, keeps: Callable[[Row], bool] | None) -> None:
        """Show only the rows for which `keeps` is true; None shows all."""
        self._keeps = keeps
        self._show()

    def row_at(self, number: int) -> Row | None:
        """Return one row; None past the end."""
        return self._shown[number] if 0 <= number < len(self._shown) else None

    def number_of(self, wanted: int) -> int:
        """Return where the row with an id stands; -1 where it is not in the list."""
        return next((number for number, row in enumerate(self._shown) if self.id_of(row) == wanted), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._shown)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.sorted_by, self.order = column, order
        self._show()

    def _show(self) -> None:
        self.beginResetModel()
        rows = self._all if self._keeps is None else tuple(row for row in self._all if self._keeps(row))
        if 0 <= self.sorted_by < len(self.columns):
            column = self.columns[self.sorted_by]
            rows = tuple(sorted(rows, key=column.sort_key, reverse=self.order is Qt.SortOrder.DescendingOrder))
            rows = tuple(sorted(rows, key=lambda row: column.sort_key(row)[0]))  # nothing last, either way
        self._shown = rows
        self.endResetModel()
