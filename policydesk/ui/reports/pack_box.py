"""What an evidence pack is made of: a tick for each report and each file, in groups."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from policydesk.queries.attachments import attachments
from policydesk.reports.evidence_pack import INCIDENTS, offered, usual
from policydesk.ui.desk import Desk
from policydesk.ui.kit.inputs import Input

LINES = 14
"""Lines that are seen at once; more are scrolled."""

KEY = Qt.ItemDataRole.UserRole


class PackBox(Input):
    """Ticks in groups; the value is the keys that are ticked, nothing where they are just the usual ones."""

    def __init__(self) -> None:
        self.tree = QTreeWidget()
        super().__init__(self.tree)
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setIndentation(12)
        self.tree.setUniformRowHeights(True)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setMinimumHeight(self.fontMetrics().height() * LINES)
        self.tree.itemChanged.connect(lambda _item, _column: self.changed.emit())
        self._usual: frozenset[str] = frozenset()
        self._offered: tuple[tuple[tuple[str, str, str], ...], frozenset[str], int] | None = None

    def offer_of(self, desk: Desk, day: date) -> None:
        """Offer what there is on a day, and to who may open incidents their summary; what was ticked stays ticked."""
        files = desk.ask(attachments, day)
        reports = [one for one in offered() if one.id != INCIDENTS or desk.sealed.may_hold]
        rows = [("Reports", one.id, one.title) for one in reports]
        rows += [(one.group, one.key, f"{one.says} ({one.file_name})") for one in files]
        self.offer(rows, usual(files))

    def offer(self, rows: Iterable[tuple[str, str, str]], usual_ones: Iterable[str]) -> None:
        """Offer other parts: each with its group, its key and its words.

        The same parts stay as they are: a tick asks for them anew, and its line may not go while it is being ticked.
        """
        asked = (tuple(rows), frozenset(usual_ones), self._high)
        if asked == self._offered:
            return
        ticked = frozenset(self.value())
        self._offered, self._usual = asked, asked[1]
        self.tree.blockSignals(True)
        self.tree.clear()
        for group, some in groupby(asked[0], key=lambda row: row[0]):
            top = QTreeWidgetItem(self.tree, [group])
            top.setFlags(Qt.ItemFlag.ItemIsEnabled)
            top.setSizeHint(0, QSize(0, self._high))
            for _group, key, words in some:
                item = QTreeWidgetItem(top, [words])
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable
                )
                item.setSizeHint(0, QSize(0, self._high))
                item.setData(0, KEY, key)
                item.setToolTip(0, words)
                on = key in (ticked or self._usual)
                item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            top.setExpanded(True)
        self.tree.blockSignals(False)

    def value(self) -> tuple[str, ...]:
        """Return the keys that are ticked, in their order; none where they are the usual ones."""
        found = tuple(one.data(0, KEY) for one in self._items() if one.checkState(0) == Qt.CheckState.Checked)
        return () if frozenset(found) == self._usual else found

    def set_value(self, value: Iterable[str] | None) -> None:
        """Tick these and no others; the usual ones where there are none."""
        wanted = frozenset(value or ()) or self._usual
        for item in self._items():
            item.setCheckState(0, Qt.CheckState.Checked if item.data(0, KEY) in wanted else Qt.CheckState.Unchecked)

    @property
    def _high(self) -> int:
        """Pixels of a line: enough to be hit, whatever the text's size."""
        return max(24, self.fontMetrics().height() + 8)

    def _items(self) -> list[QTreeWidgetItem]:
        tops = [self.tree.topLevelItem(number) for number in range(self.tree.topLevelItemCount())]
        return [child for top in tops if top is not None for at in range(top.childCount()) if (child := top.child(at))]
