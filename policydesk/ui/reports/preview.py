"""A PDF on screen: the very bytes that are printed and saved."""

import shiboken6
from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtPdf import QPdfDocument, QPdfSearchModel
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QVBoxLayout, QWidget

from policydesk.ui.kit.labels import PlainLabel

SMALLEST, LARGEST, STEP = 0.3, 4.0, 1.2

HIGH = 280
"""Pixels of a page that are always in view, whatever stands above it."""

FIND_KEYS = {
    (Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier): 0,
    (Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier): 1,
    (Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier): -1,
}
"""Keys that look for words on the paper while it has the focus: begin, the next place, the one before."""


class Preview(QPdfView):
    """Shows a PDF page under page; + and - make it larger and smaller, 0 fits the width again."""

    find_asked = Signal(int)
    """Somebody presses a key of FIND_KEYS; only where `can_find` says that it is answered."""

    found_changed = Signal()
    """Other places are found, or another one of them is in view."""

    _can_find = False  # events come while the view is being made

    def __init__(self, parent: QWidget, *, can_find: bool = False) -> None:
        pdf = QPdfDocument(parent)  # not a child of the view: a document tells its view, once more, that it goes
        super().__init__(parent)
        self.setObjectName("preview")
        self.setAccessibleName("Preview of the report")
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(HIGH)
        self._pdf = pdf
        self._buffer = QBuffer(self)
        self._can_find = can_find
        self._sought = QPdfSearchModel(parent)
        self._sought.setDocument(self._pdf)
        self._sought.countChanged.connect(self._on_found)
        self._words = ""
        self.setDocument(self._pdf)
        self.setSearchModel(self._sought)
        self._says = PlainLabel(wrap=True)
        self._says.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self.viewport())
        column.setContentsMargins(24, 24, 24, 24)
        column.addWidget(self._says)
        self._say("")

    @property
    def pages(self) -> int:
        """How many pages are shown."""
        return self._pdf.pageCount() if shiboken6.isValid(self._pdf) else 0  # the document goes before its view

    @property
    def page(self) -> int:
        """Which page is in view, from 1."""
        return self.pageNavigator().currentPage() + 1

    @property
    def found(self) -> int:
        """In how many places the words stand."""
        return int(self._sought.count())

    @property
    def place(self) -> int:
        """Which of these places is in view, from 1; 0 for none."""
        return self.currentSearchResultIndex() + 1

    def show_pdf(self, content: bytes) -> None:
        """Show another PDF from its first page; words that are looked for are looked for in it."""
        self._sought.setSearchString("")
        self._pdf.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._pdf.load(self._buffer)
        self._say("")
        self.verticalScrollBar().setValue(0)
        self.look_for(self._words)

    def clear(self, says: str = "") -> None:
        """Show no paper; in its place, say why there is none."""
        self._sought.setSearchString("")
        self._pdf.close()
        self._say(says)

    def look_for(self, words: str) -> None:
        """Look for words in whatever is shown, and mark every place."""
        self._words = words
        self.setCurrentSearchResultIndex(-1)
        self._sought.setSearchString(words)
        self.found_changed.emit()

    def step(self, by: int) -> None:
        """Show the next place, or the one before; after the last comes the first."""
        if self.found:
            self._show_place((max(self.place - 1, -1 if by > 0 else 0) + by) % self.found)

    def zoom(self, factor: float) -> None:
        """Make it larger or smaller."""
        now = self.zoomFactor() if self.zoomMode() is QPdfView.ZoomMode.Custom else self._fitted()
        self.setZoomMode(QPdfView.ZoomMode.Custom)
        self.setZoomFactor(min(LARGEST, max(SMALLEST, now * factor)))

    def fit(self, *, whole: bool = False) -> None:
        """Make the page as wide as there is room, or show the whole of it."""
        self.setZoomMode(QPdfView.ZoomMode.FitInView if whole else QPdfView.ZoomMode.FitToWidth)

    def event(self, event: QEvent) -> bool:
        if self._can_find and event.type() == QEvent.Type.ShortcutOverride and self._asked(event) is not None:
            event.accept()  # else the window would look through the register
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        asked = self._asked(event) if self._can_find else None
        if asked is not None:
            self.find_asked.emit(asked)
        elif event.key() in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.zoom(STEP)
        elif event.key() == Qt.Key.Key_Minus:
            self.zoom(1 / STEP)
        elif event.key() == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)

    def _asked(self, event: QEvent) -> int | None:
        assert isinstance(event, QKeyEvent)
        return FIND_KEYS.get((Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier))

    def _say(self, says: str) -> None:
        self._says.setText(says)
        self._says.setVisible(bool(says))
        self.setAccessibleDescription(says)

    def _on_found(self) -> None:
        if self.place == 0 and self.found:
            self._show_place(0)
        else:
            self.found_changed.emit()

    def _show_place(self, number: int) -> None:
        """Bring one of the places into view, a third down from the top."""
        self.setCurrentSearchResultIndex(number)
        place = self._sought.resultAtIndex(number)
        page, where = place.page(), place.location()
        above = sum(
            self._pdf.pagePointSize(one).height() * self._scale(one) + self.pageSpacing() for one in range(page)
        )
        down = self.documentMargins().top() + above + where.y() * self._scale(page)
        self.verticalScrollBar().setValue(round(down - self.viewport().height() / 3))
        self.horizontalScrollBar().setValue(round(where.x() * self._scale(page) - self.viewport().width() / 2))
        self.found_changed.emit()

    def _scale(self, page: int) -> float:
        """Return how many dots a point of a page has in the view."""
        custom = self.zoomMode() is QPdfView.ZoomMode.Custom
        return (self.zoomFactor() if custom else self._fitted(page)) * self.logicalDpiX() / 72

    def _fitted(self, page: int | None = None) -> float:
        """Return how large a page is that is fitted into the view: the one that is seen, where none is named."""
        points = self._pdf.pagePointSize(max(0, self.page - 1) if page is None else page)
        if not points.width():
            return self.zoomFactor()
        room, margins = self.viewport(), self.documentMargins()
        wide = (room.width() - margins.left() - margins.right()) / (points.width() * self.logicalDpiX() / 72)
        if self.zoomMode() is QPdfView.ZoomMode.FitToWidth:
            return wide
        high = (room.height() - margins.top() - margins.bottom()) / (points.height() * self.logicalDpiY() / 72)
        return min(wide, high)
