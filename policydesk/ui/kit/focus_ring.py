"""The ring that shows where typing goes: outside the control, three to one against what is round it."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QScrollArea, QWidget

from policydesk.ui.kit.colours import colours_now

GAP = 4
"""Pixels the ring stands off its control."""

_FOLLOWED = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ParentChange}


class _Ring(QWidget):
    """The painted ring; mouse and screen readers pass through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("focus_ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours_now().focus), 2.5))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 8, 8)
        painter.end()


class FocusRing(QObject):
    """Keeps the ring round whatever has the focus, through scrolling, resizing and closing windows."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._widget: QWidget | None = None
        self._ring: _Ring | None = None
        self._watched: list[QWidget] = []
        app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        for one in self._watched:
            if shiboken6.isValid(one):
                one.removeEventFilter(self)
        self._watched = []
        if self._ring is not None and shiboken6.isValid(self._ring):
            self._ring.hide()
        self._widget = None
        if new is None or isinstance(new, QMenu | QMenuBar) or new.isWindow():
            return
        proxy = new.focusProxy()
        self._widget = new if proxy is None else proxy
        self._watch(self._widget)
        self._follow()

    def _watch(self, widget: QWidget) -> None:
        home = _home_of(widget)
        one: QWidget | None = widget
        while one is not None:
            one.installEventFilter(self)
            self._watched.append(one)
            one = None if one is home else one.parentWidget()
        if self._ring is None or not shiboken6.isValid(self._ring) or self._ring.parentWidget() is not home:
            if self._ring is not None and shiboken6.isValid(self._ring):
                self._ring.deleteLater()
            self._ring = _Ring(home)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _FOLLOWED:
            self._follow()
        return False

    def _follow(self) -> None:
        widget, ring = self._widget, self._ring
        if widget is None or ring is None or not shiboken6.isValid(widget) or not shiboken6.isValid(ring):
            return
        home = ring.parentWidget()
        assert home is not None
        at = widget.mapTo(home, widget.rect().topLeft())
        around = widget.rect().translated(at).adjusted(-GAP, -GAP, GAP, GAP)
        ring.setGeometry(around.intersected(home.rect()) if home.isWindow() else around)
        ring.setVisible(widget.isVisible())
        ring.raise_()


def _home_of(widget: QWidget) -> QWidget:
    """Return what the ring is painted on: the inside of the scrolled area, else the window."""
    one = widget.parentWidget()
    while one is not None and not one.isWindow():
        above = one.parentWidget()
        if isinstance(above, QScrollArea) and above.viewport() is one:
            return one
        one = above
    return one if one is not None else widget
