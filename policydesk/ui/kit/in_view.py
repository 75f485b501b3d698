"""What has the focus is seen: also where its place is only found after it was given the focus."""

import shiboken6
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

ROOM = 24
"""Pixels round it that are seen with it."""


def bring_into_view(widget: QWidget) -> None:
    """Scroll whatever a widget stands in until it is seen, once everything on the page has its place."""
    QTimer.singleShot(0, widget, lambda: _scroll_to(widget))


def _scroll_to(widget: QWidget) -> None:
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    above = widget.parentWidget() if shiboken6.isValid(widget) else None
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget, ROOM, ROOM)
        above = above.parentWidget()
