"""Where somebody was in the details, kept while they are shown anew: the focus and how far they had scrolled."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

_SUBJECT, _WAITS = "place_subject", "place_waits"


@contextmanager
def place_kept(panel: QWidget, area: QScrollArea | None, subject_id: int | None) -> Iterator[None]:
    """Put the focus back to the button of the same name, else to the details, after everything in `panel` was remade.

    The details of another subject begin at their top. What was made is focused once it is on the screen, also where it
    was remade a second time before.
    """
    if area is None:
        yield
        return
    focus = panel.window().focusWidget()
    name = focus.objectName() if focus is not None and panel.isAncestorOf(focus) else panel.property(_WAITS)
    at = area.verticalScrollBar().value() if panel.property(_SUBJECT) == subject_id else 0
    panel.setProperty(_SUBJECT, subject_id)
    panel.setProperty(_WAITS, name)
    yield
    QTimer.singleShot(0, panel, lambda: _go_back(panel, area, at))


def _go_back(panel: QWidget, area: QScrollArea, at: int) -> None:
    for one in panel.findChildren(QWidget):
        if not one.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            one.show()  # the layout would do so with its next look, which is too late to be focused
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    name = panel.property(_WAITS)
    if name is not None:
        panel.setProperty(_WAITS, None)
        same = [one for one in panel.findChildren(QWidget, name) if one.isVisible()] if name else []
        (same[-1] if same else area).setFocus()
    area.verticalScrollBar().setValue(at)
