"""A button that is an action's other face: seen where its page is, never as a window of its own."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from policydesk.ui.kit.buttons import ActionButton


def test_a_button_is_no_window_before_its_page_has_it(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    action, other = QAction("&Add…", page), QAction("&Remove…", page)
    other.setVisible(False)
    add, remove = ActionButton(action), ActionButton(other)
    assert not add.isVisible()
    column = QVBoxLayout(page)
    column.addWidget(add)
    column.addWidget(remove)
    page.show()
    assert add.isVisible()
    assert not remove.isVisible()
    action.setVisible(False)
    other.setVisible(True)
    assert not add.isVisible()
    assert remove.isVisible()
