"""A part of a window that scrolls where the screen has no room for it, and else is as high as what is in it."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget


class FittingArea(QScrollArea):
    """Scrolls where there is too little room, and is as high as what it shows where there is enough."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def setWidget(self, widget: QWidget) -> None:
        """Show a widget, and listen when it grows."""
        super().setWidget(widget)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Ask for the height of all that is in it, at the width there is."""
        widget = self.widget()
        if widget is None:
            return super().sizeHint()
        wide = max(self.viewport().width(), 320)
        high = widget.heightForWidth(wide) if widget.hasHeightForWidth() else widget.sizeHint().height()
        return QSize(480, max(high, widget.minimumSizeHint().height()) + 2)

    def minimumSizeHint(self) -> QSize:
        """Ask for a few lines."""
        return QSize(280, min(self.sizeHint().height(), self.fontMetrics().height() * 6))
