"""What was just done is said at the bottom for a while, with Undo beside it; it never takes the focus."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from policydesk.ui.kit import notice as module
from policydesk.ui.kit.notice import NoticeBar
from tests.hands import button, has_button, seen, until


@pytest.fixture
def place(qtbot: QtBot) -> QWidget:
    """A window with a box to type in and the notice under it."""
    window = QWidget()
    column = QVBoxLayout(window)
    box = QLineEdit()
    column.addWidget(box)
    column.addWidget(NoticeBar())
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    box.setFocus()
    return window


def bar(place: QWidget) -> NoticeBar:
    found = place.findChild(NoticeBar)
    assert found is not None
    return found


def box(place: QWidget) -> QLineEdit:
    found = place.findChild(QLineEdit)
    assert found is not None
    return found


def test_nothing_is_said_at_first(place: QWidget) -> None:
    assert not bar(place).isVisible()


def test_what_was_done_is_said_and_typing_goes_on(place: QWidget) -> None:
    bar(place).say("Added Bea Quill.", lambda: None)
    assert "Added Bea Quill." in seen(place)
    assert bar(place).text == "Added Bea Quill."
    assert box(place).hasFocus()


def test_a_name_with_signs_of_markup_is_shown_as_it_is(place: QWidget) -> None:
    bar(place).say("Added <b>Bea</b> & Co.")
    assert "Added <b>Bea</b> & Co." in seen(place)


def test_undo_does_it_once_and_the_notice_goes(qtbot: QtBot, place: QWidget) -> None:
    done: list[str] = []
    bar(place).say("Added Bea Quill.", lambda: done.append("undone"))
    undo = button(place, "Undo")
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert done == ["undone"]
    assert not bar(place).isVisible()
    bar(place).say("Saved.")
    undo.click()
    assert done == ["undone"]


def test_what_undo_says_next_stays_in_view(qtbot: QtBot, place: QWidget) -> None:
    bar(place).say("Added Bea Quill.", lambda: bar(place).say("Undone: added Bea Quill."))
    qtbot.mouseClick(button(place, "Undo"), Qt.MouseButton.LeftButton)
    assert "Undone: added Bea Quill." in seen(place)
    assert not has_button(place, "Undo")


def test_a_newer_notice_takes_the_place_of_the_older(place: QWidget) -> None:
    done: list[str] = []
    bar(place).say("Added Bea Quill.", lambda: done.append("first"))
    bar(place).say("Saved the report.", lambda: done.append("second"), "Open the folder")
    assert "Bea" not in seen(place)
    button(place, "Open the folder").click()
    assert done == ["second"]


def test_it_is_closed_with_its_cross(qtbot: QtBot, place: QWidget) -> None:
    bar(place).say("Saved.")
    qtbot.mouseClick(button(place, "Close this notice"), Qt.MouseButton.LeftButton)
    assert not bar(place).isVisible()


def test_it_goes_by_itself_after_a_while(qtbot: QtBot, place: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SHOWN_MS", 20)
    bar(place).say("Saved.")
    until(qtbot, lambda: not bar(place).isVisible())


def test_it_stays_while_somebody_is_on_its_button(
    qtbot: QtBot, place: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SHOWN_MS", 20)
    bar(place).say("Added Bea Quill.", lambda: None)
    button(place, "Undo").setFocus()
    gone_off: list[bool] = []
    bar(place)._timer.timeout.connect(lambda: gone_off.append(True))
    until(qtbot, lambda: len(gone_off) >= 2)
    assert bar(place).isVisible()
    box(place).setFocus()
    until(qtbot, lambda: not bar(place).isVisible())
