"""Whoever works with the keyboard stays where they were when a part of a page is made anew."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget


@contextmanager
def focus_kept(holder: QWidget) -> Iterator[None]:
    """Make the insides of a part anew; the focus goes back to what has the same name there, if it was inside."""
    had = holder.window().focusWidget()
    name = had.objectName() if had is not None and holder.isAncestorOf(had) else ""
    yield
    if name:  # what was just made is shown in a moment
        QTimer.singleShot(0, holder, lambda: _give_back(holder, name))


def _give_back(holder: QWidget, name: str) -> None:
    found = [one for one in holder.findChildren(QWidget, name) if one.isVisible() and one.isEnabled()]
    if found and not holder.isAncestorOf(holder.window().focusWidget() or holder.window()):
        found[-1].setFocus(Qt.FocusReason.OtherFocusReason)
