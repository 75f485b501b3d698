"""Tab goes through a page as it is read: what stands on top comes first, also where it is made last."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


class TabPlace(QWidget):
    """A place in the order of Tab, never seen: what is put here has its turn here, one after the other."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # else it would have no place
        self.hide()
        self._last: QWidget = self

    def begin(self) -> None:
        """Begin again with what is put here: what was is gone."""
        self._last = self

    def put(self, widget: QWidget) -> None:
        """Let a widget have its turn after what was put here before; it stands in the same window already."""
        QWidget.setTabOrder(self._last, widget)
        self._last = widget
