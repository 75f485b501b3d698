"""Lists too long to hold: the sorted ids are kept, the rows are fetched as they come into view."""

from collections import OrderedDict
from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QObject, Qt

from policydesk.ui.kit.columns import Column, Row
from policydesk.ui.kit.rows_model import Index, ListModel, row_id

WINDOW = 200
"""Rows fetched together."""

WINDOWS_KEPT = 12
"""Windows remembered; the one not looked at for longest is let go."""


class WindowedRowsModel(ListModel[Row]):
    """A list of ids in order; `fetch(ids)` gives their rows in that order, `order(column_name, descending)` new ids."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        fetch: Callable[[tuple[int, ...]], Sequence[Row]],
        order: Callable[[str, bool], Sequence[int]],
        *,
        id_of: Callable[[Row], int] = row_id,
        row_header: Callable[[Row], str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, id_of=id_of, row_header=row_header, parent=parent)
        self._fetch = fetch
        self._order = order
        self._ids: tuple[int, ...] = ()
        self._numbers: dict[int, int] | None = None
        self._windows: OrderedDict[int, tuple[Row, ...]] = OrderedDict()

    @property
    def ids(self) -> tuple[int, ...]:
        """Every id in the list, in the order shown."""
        return self._ids

    def reload(self) -> None:
        """Ask for the ids again (after a change or with another filter) and forget the rows."""
        self.beginResetModel()
        self._windows.clear()
        self._numbers = None
        by = self.columns[self.sorted_by].name if 0 <= self.sorted_by < len(self.columns) else ""
        self._ids = tuple(self._order(by, self.order is Qt.SortOrder.DescendingOrder))
        self.endResetModel()

    def set_columns(self, columns: Sequence[Column[Row]]) -> None:
        """Take other columns; rows fetched for the ones before are forgotten."""
        self._windows.clear()
        super().set_columns(columns)

    def row_at(self, number: int) -> Row | None:
        """Return one row, fetching its window if need be; None past the end."""
        if not 0 <= number < len(self._ids):
            return None
        window, place = divmod(number, WINDOW)
        rows = self._windows.get(window)
        if rows is None:
            rows = tuple(self._fetch(self._ids[window * WINDOW : (window + 1) * WINDOW]))
            self._windows[window] = rows
            if len(self._windows) > WINDOWS_KEPT:
                self._windows.popitem(last=False)
        else:
            self._windows.move_to_end(window)
        return rows[place] if place < len(rows) else None

    def id_at(self, number: int) -> int | None:
        """Return one row's id without fetching it; None past the end."""
        return self._ids[number] if 0 <= number < len(self._ids) else None

    def number_of(self, wanted: int) -> int:
        """Return where the row with an id stands; -1 where it is not in the list."""
        if self._numbers is None:
            self._numbers = {one: number for number, one in enumerate(self._ids)}
        return self._numbers.get(wanted, -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._ids)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.sorted_by, self.order = column, order
        self.reload()
