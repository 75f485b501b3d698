"""What a person does at the desk, for tests: find a button by its words, type, press keys, read what is shown."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.main_window import MainWindow

W = TypeVar("W", bound=QWidget)


def seen(window: QWidget) -> str:
    """Return every word that can be read now."""
    QApplication.processEvents()  # what was just added is shown with the next look at the screen
    labels = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    return "\n".join([*labels, *(one.text() for one in window.findChildren(QPushButton) if one.isVisible())])


def button(window: QWidget, name: str) -> QPushButton:
    """Return the button that reads like this."""
    QApplication.processEvents()
    found = [one for one in window.findChildren(QPushButton) if one.isVisible() and one.accessibleName() == name]
    shown = sorted(one.accessibleName() for one in window.findChildren(QPushButton) if one.isVisible())
    assert found, f"no button “{name}” among {shown}"
    return found[0]


def part(window: QWidget, kind: type[W], name: str) -> W:
    """Return what is known by this name to who listens, or to scripts."""
    QApplication.processEvents()
    found = [one for one in window.findChildren(kind) if one.isVisible()]
    named = [one for one in found if name in {one.accessibleName(), one.objectName()}]
    assert named, f"no {kind.__name__} “{name}” among {[(one.accessibleName(), one.objectName()) for one in found]}"
    return named[0]


def dialog(kind: type[QDialog] = QDialog) -> QDialog:
    """Return the form or message that is open in front."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # what a test before left behind goes first
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    assert found, "nothing is open"
    return found[-1]


def close_forms(window: MainWindow) -> int:
    """Put every open form and message away for good; returns how many there were."""
    forms = window.put_dialogs_away()
    for one in forms:
        one.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return len(forms)


def has_button(window: QWidget, name: str) -> bool:
    """Say whether there is a button that reads like this."""
    return any(one.isVisible() and one.accessibleName() == name for one in window.findChildren(QPushButton))


def fill(window: QWidget, name: str, words: str) -> QLineEdit:
    """Type into a box, instead of what is there."""
    box = part(window, QLineEdit, name)
    box.setFocus()
    box.selectAll()
    QTest.keyClick(box, Qt.Key.Key_Delete)
    for letter in words:
        _key(box, letter)
    return box


def press(qtbot: QtBot, window: QWidget, keys: str) -> None:
    """Press keys as they are written ("Ctrl+S") once the window is in front, where the focus is."""
    window.activateWindow()  # what a window manager does when the window in front closes
    until(qtbot, window.isActiveWindow)
    combination = QKeySequence(keys)[0]
    qtbot.keyClick(window.focusWidget() or window, combination.key(), combination.keyboardModifiers())


def until(qtbot: QtBot, done: Callable[[], object], seconds: float = 20) -> None:
    """Wait until something is so."""
    qtbot.waitUntil(lambda: bool(done()), timeout=round(seconds * 1000))


def _key(box: QLineEdit, letter: str) -> None:
    if letter.isascii():
        QTest.keyClicks(box, letter)
    else:
        box.insert(letter)
        box.textEdited.emit(box.text())


def form() -> FormDialog:
    """Return the form that is open."""
    found = dialog(FormDialog)
    assert isinstance(found, FormDialog)
    return found


def save(qtbot: QtBot, open_form: FormDialog) -> tuple[str, ...]:
    """Press Ctrl+S in a form; returns what it finds wrong."""
    press(qtbot, open_form, "Ctrl+S")
    return open_form.summary.sentences if open_form.isVisible() else ()
