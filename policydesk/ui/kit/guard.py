"""Hiding and locking from anywhere: also a form that is open may not keep the screen in view."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

GUARDED = (("F12", "hide_screen"), ("Ctrl+L", "lock"))
"""Keys that work in every dialog, and what the window does then."""


def guard(dialog: QDialog) -> None:
    """Let F12 and Ctrl+L reach the window this dialog belongs to."""
    for keys, deed in GUARDED:
        shortcut = QShortcut(QKeySequence(keys), dialog)
        shortcut.activated.connect(lambda deed=deed: _call(dialog, deed))


def _call(dialog: QDialog, deed: str) -> None:
    above: QWidget | None = dialog.parentWidget()
    while above is not None:
        do = getattr(above, deed, None)
        if callable(do):
            do()
            return
        above = above.parentWidget()
