"""How somebody arranged a table’s columns, for the next time: which are shown, in which order, how wide, how sorted."""

import json
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from policydesk.ui.kit.preferences import Preferences

if TYPE_CHECKING:
    from policydesk.ui.kit.columns_view import ColumnsView


class ColumnMemory:
    """What one person's preferences know of one table; `own` names the columns whose width somebody chose."""

    def __init__(self, view: "ColumnsView", preferences: Preferences) -> None:
        self._view, self._preferences = view, preferences
        self._key = f"columns/{view.objectName()}"
        self.own: set[str] = set()

    def keep(self) -> None:
        """Write down how the columns stand now."""
        view, model, header = self._view, self._view.list_model(), self._view.horizontalHeader()
        by = model.columns[model.sorted_by].name if 0 <= model.sorted_by < len(model.columns) else ""
        kept = {
            "widths": {one.name: view.columnWidth(at) for at, one in enumerate(model.columns) if one.name in self.own},
            "hidden": [one.name for at, one in enumerate(model.columns) if view.isColumnHidden(at)],
            "order": [model.columns[header.logicalIndex(at)].name for at in range(header.count())],
            "sort": by,
            "descending": model.order is Qt.SortOrder.DescendingOrder,
        }
        self._preferences.keep(self._key, json.dumps(kept))

    def restore_columns(self) -> None:
        """Show, order and sort the columns as they were left."""
        kept, view, model = self._kept(), self._view, self._view.list_model()
        names = [one.name for one in model.columns]
        hidden = kept.get("hidden", [one.name for one in model.columns if one.hidden])
        for number, name in enumerate(names):
            view.setColumnHidden(number, number > 0 and name in hidden)
        header = view.horizontalHeader()
        if sorted(kept.get("order", [])) == sorted(names):
            for place, name in enumerate(kept.get("order", [])):
                header.moveSection(header.visualIndex(names.index(name)), place)
        if kept.get("sort") in names:
            number = names.index(kept["sort"])
            order = Qt.SortOrder.DescendingOrder if kept.get("descending") else Qt.SortOrder.AscendingOrder
            model.sorted_by, model.order = number, order
            header.setSortIndicator(number, order)

    def restore_widths(self) -> None:
        """Give the columns that somebody dragged their width again."""
        widths = self._kept().get("widths", {})
        for number, column in enumerate(self._view.list_model().columns):
            if isinstance(widths.get(column.name), int):
                self.own.add(column.name)
                self._view.setColumnWidth(number, widths[column.name])

    def _kept(self) -> dict[str, Any]:
        try:
            kept = json.loads(self._preferences.read(self._key) or "{}")
        except ValueError:
            return {}
        return kept if isinstance(kept, dict) else {}
