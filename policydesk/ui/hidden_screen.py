"""F12: everything on the screen goes at once, open forms too, and comes back as it was."""

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QStackedWidget, QVBoxLayout, QWidget

from policydesk.ui.kit.labels import PlainLabel


def put_dialogs_away(window: QWidget) -> list[QDialog]:
    """Take every open form and message out of view, as it is, and return them so that they can be shown again."""
    found = [one for one in window.findChildren(QDialog) if one.isVisible()]
    for one in found:
        one.setVisible(False)
    return found


class HiddenScreen(QStackedWidget):
    """Shows what is in the window, or a blank instead of it."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._dialogs: list[QDialog] = []
        self._blank = QFrame()
        self._blank.setObjectName("hidden_screen")
        self._blank.setProperty("look", "blank")
        self._blank.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._blank.setAccessibleName("The screen is hidden. Press Escape or F12 to show it.")
        words = PlainLabel("Press Esc or F12 to go on.", look="hint")
        QVBoxLayout(self._blank).addWidget(words, 0, Qt.AlignmentFlag.AlignCenter)
        self.addWidget(inside)
        self.addWidget(self._blank)

    @property
    def is_blank(self) -> bool:
        """Whether the screen is blanked."""
        return self.currentWidget() is self._blank

    def put_away(self, window: QWidget) -> None:
        """Take the open forms of a window out of view."""
        self._dialogs = put_dialogs_away(window)

    def cover(self) -> None:
        """Show the blank."""
        self.setCurrentWidget(self._blank)
        self._blank.setFocus()

    def uncover(self) -> None:
        """Show what is in the window again."""
        self.setCurrentIndex(0)

    def bring_back(self) -> None:
        """Show the forms again that were put away."""
        for dialog in self._dialogs:
            if shiboken6.isValid(dialog):  # what it waited for may have ended meanwhile
                dialog.show()
        self._dialogs = []
