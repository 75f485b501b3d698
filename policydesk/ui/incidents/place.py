"""Where somebody was in the details, kept while they are shown anew: the focus and how far they had scrolled."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget


@contextmanager
def place_kept(panel: QWidget, area: QScrollArea | None, subject_id: int | None) -> Iterator[None]:
    """Put the focus back to the button of the same name, else to the details, after everything in `panel` was remade.

    The details of another subject begin at their top.
    """
    focus = panel.window().focusWidget()
    name = focus.objectName() if focus is not None and panel.isAncestorOf(focus) else None
    bar = area.verticalScrollBar() if area is not None else None
    at = bar.value() if bar is not None and panel.property("subject") == subject_id else 0
    panel.setProperty("subject", subject_id)
    yield
    if bar is not None:
        QTimer.singleShot(0, bar, lambda: bar.setValue(at))
    if name is not None and area is not None:
        made = [one for one in panel.findChildren(QWidget, name) if one is not focus]  # the old one goes a little later
        (made[-1] if name and made else area).setFocus()
