"""What an import would do, as a tree of groups whose lines can be ticked."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QTreeView

KEY = Qt.ItemDataRole.UserRole + 1
"""Under this role a tickable line says what it is: its kind and its number."""

_ALL_OPEN = 50
"""Lines up to which a group shows everything in it."""


class ImportTree(QTreeView):
    """Groups of lines; `ticked` says that something was ticked or unticked."""

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("import_preview")
        self.setAccessibleName("What would change")
        self.setHeaderHidden(True)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self._lines = QStandardItemModel(self)
        self.setModel(self._lines)
        self._lines.itemChanged.connect(self._on_changed)
        self.filling = False

    def fill(self, groups: Iterable[tuple[str, Iterable[QStandardItem], bool]]) -> None:
        """Show groups: their heading, their lines, and whether they begin shut; empty ones are left out."""
        self.filling = True
        self._lines.clear()
        for heading, items, shut in groups:
            self._group(heading, list(items), shut=shut)
        self.filling = False

    def tick(self, kind: str, number: int, words: str, on: bool) -> QStandardItem:
        """Return a line that can be ticked."""
        item = line(words)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        item.setData((str(kind), number), KEY)
        return item

    def ticked_lines(self) -> Iterator[tuple[str, int, bool]]:
        """Yield each line that can be ticked: its kind, its number, and whether it is."""
        for item in self._items():
            key = item.data(KEY)
            if key is not None:
                yield key[0], key[1], item.checkState() is Qt.CheckState.Checked

    def changed(self, item: QStandardItem) -> None:
        """Look at a line that was just ticked or unticked, before others hear of it."""

    def _group(self, heading: str, lines: list[QStandardItem], *, shut: bool) -> None:
        if not lines:
            return
        head = line(f"{heading} ({len(lines):,})")
        font = head.font()
        font.setBold(True)
        head.setFont(font)
        head.appendRows(lines)
        self._lines.appendRow(head)
        index = self._lines.indexFromItem(head)
        if not shut:
            self.expandRecursively(index) if len(lines) < _ALL_OPEN else self.expand(index)

    def _items(self) -> Iterator[QStandardItem]:
        waiting = [self._lines.item(number) for number in range(self._lines.rowCount())]
        while waiting:
            item = waiting.pop(0)
            yield item
            waiting += [item.child(number) for number in range(item.rowCount())]

    def _on_changed(self, item: QStandardItem) -> None:
        if not self.filling:
            self.changed(item)
            self.ticked.emit()


def line(words: str) -> QStandardItem:
    """Return a line of plain words."""
    item = QStandardItem(words)
    item.setEditable(False)
    item.setToolTip("")
    return item
