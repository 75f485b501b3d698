"""Whatever goes wrong, the window stays, somebody is told what happened, and the log names nobody."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from policydesk.errors import DiskFull, Refusal
from policydesk.logs import LOG_FILE, log, start_log
from policydesk.ui.kit.messages import Message
from policydesk.ui.main_window import MainWindow
from policydesk.ui.trouble import LastResort
from tests.hands import button, dialog, press, seen, until

SECRET = "Bea Quill was reported by a pupil"


@pytest.fixture
def resort(window: MainWindow, tmp_path: Path) -> Iterator[LastResort]:
    start_log(tmp_path)
    before = sys.excepthook
    made = LastResort(lambda: window)
    made.install()
    yield made
    sys.excepthook = before
    for handler in list(log.handlers):
        log.removeHandler(handler)
        handler.close()


def fail(trouble: BaseException) -> None:
    try:
        raise trouble
    except type(trouble):
        sys.excepthook(*sys.exc_info())


def test_a_mistake_of_ours_is_shown_with_a_number_and_logged_without_names(
    window: MainWindow, resort: LastResort, qtbot: QtBot, tmp_path: Path
) -> None:
    fail(ValueError(SECRET))
    message = dialog(Message)
    says = seen(message)
    assert "PolicyDesk met a mistake of its own." in says
    assert SECRET not in says
    written = (tmp_path / LOG_FILE).read_text(encoding="utf-8")
    number = next(word for word in says.split() if word.startswith("E-")).strip(".")
    assert number in written
    assert "ValueError" in written
    assert "test_trouble.py" in written
    assert SECRET not in written
    qtbot.keyClick(button(message, "Copy details"), Qt.Key.Key_Space)
    copied = QGuiApplication.clipboard().text()
    assert number in copied
    assert SECRET not in copied
    window.go_to("staff")
    assert window.page.isVisible()


def test_a_second_mistake_does_not_pile_up(window: MainWindow, resort: LastResort, tmp_path: Path) -> None:
    for _number in range(3):
        fail(KeyError("x"))
    assert len([one for one in window.findChildren(Message) if one.isVisible()]) == 1
    assert (tmp_path / LOG_FILE).read_text(encoding="utf-8").count("KeyError") == 3


@pytest.mark.parametrize(
    ("trouble", "says"),
    [
        (Refusal("The day lies in the future."), "The day lies in the future."),
        (DiskFull("There is no room left on the disk."), "There is no room left on the disk."),
    ],
)
def test_an_answer_nobody_caught_is_shown_in_its_own_words(
    window: MainWindow, resort: LastResort, qtbot: QtBot, trouble: Exception, says: str
) -> None:
    fail(trouble)
    assert says in seen(dialog(Message))
    press(qtbot, dialog(Message), "Esc")
    until(qtbot, lambda: not [one for one in window.findChildren(Message) if one.isVisible()])


def test_a_log_that_cannot_be_written_keeps_nobody_from_working(tmp_path: Path) -> None:
    file = tmp_path / "a file"
    file.write_text("")
    assert start_log(file / "logs") is None
