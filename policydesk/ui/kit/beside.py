"""Words with what can be done about them: beside them where that leaves room to read, else below them."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLabel, QLayoutItem

from policydesk.ui.kit.items_layout import ItemsLayout

LINK_EDGE = 5
"""Pixels round a link's words, which stand under the words above when it is below."""

LEAD_GAP = 4
"""Pixels between the glyph and the words."""

NARROW = 0.25
"""Part of the width that may be taken from words of several lines."""


class BesideLayout(ItemsLayout):
    """The first widget is the words, which may take several lines; those after it stand at the right or below.

    With `lead` a glyph comes before the words, level with their first line.
    """

    def __init__(self, *, lead: bool = False, gap: int = 12) -> None:
        super().__init__(gap=gap)
        self._lead = lead

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def sizeHint(self) -> QSize:
        wide = self._lead_wide() + self._words_wide() + self._links_wide()
        return QSize(wide, self._place(QRect(0, 0, 400, 0), move=False))

    def minimumSize(self) -> QSize:
        wide = max((one.minimumSize().width() for one in self._items), default=0) + self._lead_wide()
        return QSize(wide, self._words.minimumSize().height() if self._items else 0)

    @property
    def _words(self) -> QLayoutItem:
        return self._items[1 if self._lead else 0]

    @property
    def _links(self) -> list[QLayoutItem]:
        return self._items[2 if self._lead else 1 :]

    def _place(self, rect: QRect, *, move: bool) -> int:
        if not self._items:
            return 0
        x, width, links = rect.x() + self._lead_wide(), rect.width() - self._lead_wide(), self._links_wide()
        one_line = self._words_wide() + links <= width
        below = not one_line and links > width * NARROW
        room = width if below else width - links
        words = self._words
        high = words.heightForWidth(room) if words.hasHeightForWidth() else words.sizeHint().height()
        tall = max((one.sizeHint().height() for one in self._links), default=0)
        down = self._words_down(tall)
        if move:
            words.setGeometry(QRect(x, rect.y() + down, room, high))
            if self._lead:
                hint = self._items[0].sizeHint()
                self._items[0].setGeometry(QRect(QPoint(rect.x(), rect.y() + down), hint))
            at = (
                QPoint(max(0, x - LINK_EDGE), rect.y() + down + high)
                if below
                else QPoint(x + room + self._gap, rect.y())
            )
            self._place_links(at, tall)
        return down + high + tall if below else max(down + high, tall)

    def _place_links(self, at: QPoint, tall: int) -> None:
        for one in self._links:
            wide = one.sizeHint().width()
            one.setGeometry(QRect(at, QSize(wide, tall)))
            at += QPoint(wide + self._gap, 0)

    def _words_down(self, tall: int) -> int:
        """Return how far down the words begin, so that their first line is level with a link's words."""
        first = self._words.widget()
        return 0 if first is None else max(0, (tall - first.fontMetrics().lineSpacing()) // 2)

    def _words_wide(self) -> int:
        """Return how wide the words are in one line."""
        words = self._words.widget()
        labels = [words] if isinstance(words, QLabel) else words.findChildren(QLabel) if words is not None else []
        lines = (one.fontMetrics().horizontalAdvance(line) for one in labels for line in one.text().split("\n"))
        return max(lines, default=0) + 2

    def _links_wide(self) -> int:
        return sum(one.sizeHint().width() + self._gap for one in self._links)

    def _lead_wide(self) -> int:
        return self._items[0].sizeHint().width() + LEAD_GAP if self._lead and self._items else 0
