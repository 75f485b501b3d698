"""The last resort: mistakes from buttons and from long work reach it, and nothing keeps it from being told."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from policydesk.errors import Refusal
from policydesk.logs import LOG_FILE, log, scrubbed, start_log
from policydesk.terms import StaffCategory
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.messages import Message
from policydesk.ui.main_window import MainWindow
from policydesk.ui.trouble import LastResort
from tests.hands import button, dialog, fill, form, press, save, seen, until
from tests.stories import hire

SECRET = "Bea Quill, 7 Orchard Row, l.wojcik@longacre.example"


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Path]:
    """The log of this test; pytest-qt's own hook stays, so mistakes are handed over by hand."""
    start_log(tmp_path)
    yield tmp_path / LOG_FILE
    for handler in list(log.handlers):
        log.removeHandler(handler)
        handler.close()


def mistake(words: str = SECRET) -> Exception:
    """Make a mistake that knows something about somebody, with another behind it."""
    try:
        try:
            raise KeyError(words)
        except KeyError as first:
            raise RuntimeError(f"could not save {words}") from first
    except RuntimeError as made:
        return made


def open_messages() -> list[Message]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, Message) and one.isVisible()]


def test_a_button_that_fails_leaves_the_window_and_what_was_typed(window: MainWindow, qtbot: QtBot, told: Path) -> None:
    resort = LastResort(lambda: window)
    window.go_to("staff")
    press(qtbot, window, "Ctrl+N")
    fill(form(), "Full name", "Bea Quill")
    form().input_of("category").set_value(StaffCategory.TEACHING)
    fill(form(), "First day", "today")

    def fail(_values: object) -> None:
        raise mistake()

    typed = form()
    typed._save = fail
    with qtbot.captureExceptions() as caught:
        save(qtbot, typed)
    resort.show(caught[0][1])
    assert "PolicyDesk met a mistake of its own." in seen(dialog(Message))
    qtbot.keyClick(button(dialog(Message), "Go on"), Qt.Key.Key_Space)
    until(qtbot, lambda: not open_messages())
    assert typed.isVisible()
    assert typed.value_of("full_name") == "Bea Quill"
    typed._typed = False


def test_the_log_and_the_copied_details_say_where_and_never_about_whom(
    window: MainWindow, qtbot: QtBot, told: Path
) -> None:
    hire(window.desk.register, "Bea Quill", email="b.quill@longacre.example")
    LastResort(lambda: window).show(mistake())
    qtbot.keyClick(button(dialog(Message), "Copy details"), Qt.Key.Key_Space)
    copied = QGuiApplication.clipboard().text()
    written = told.read_text(encoding="utf-8")
    for text in (copied, written):
        assert "builtins.RuntimeError" in text
        assert "builtins.KeyError" in text
        assert "test_last_resort.py" in text
        for private in ("Quill", "Orchard", "wojcik", "longacre", "could not save", str(Path.home()), "/"):
            assert private not in text, private


def test_a_mistake_in_long_work_is_told_like_any_other(window: MainWindow, qtbot: QtBot, told: Path) -> None:
    def work(_progress: object) -> None:
        raise mistake()

    with qtbot.captureExceptions() as caught:
        window.desk.later(work, says="Reading")
        until(qtbot, lambda: caught)
    LastResort(lambda: window).show(caught[0][1])
    assert "RuntimeError" in told.read_text(encoding="utf-8")
    assert len(open_messages()) == 1
    assert not window.desk.jobs.busy


def test_after_one_was_read_the_next_is_shown(window: MainWindow, qtbot: QtBot, told: Path) -> None:
    resort = LastResort(lambda: window)
    for _number in range(2):
        resort.show(mistake())
        assert len(open_messages()) == 1
        press(qtbot, dialog(Message), "Esc")
        until(qtbot, lambda: not open_messages())


def test_a_message_that_went_with_its_window_keeps_no_later_one_back(qtbot: QtBot, told: Path) -> None:
    first = QWidget()
    first.show()
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    windows = [first]
    resort = LastResort(lambda: windows[-1])
    resort.show(mistake())
    shiboken6.delete(first)
    windows.append(other)
    resort.show(mistake())
    assert len(open_messages()) == 1
    assert open_messages()[0].parentWidget() is other


def test_before_there_is_a_window_it_is_told_all_the_same(qtbot: QtBot, told: Path) -> None:
    resort = LastResort(lambda: None)
    resort.show(mistake())
    assert "PolicyDesk met a mistake of its own." in seen(dialog(Message))
    qtbot.keyClick(button(dialog(Message), "Copy details"), Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text().startswith("E-")
    resort.show(Refusal("The day lies in the future."))
    assert "The day lies in the future." in seen(dialog(Message))
    press(qtbot, dialog(Message), "Esc")


def test_ctrl_c_in_the_terminal_ends_the_program_as_it_always_does(monkeypatch: pytest.MonkeyPatch, told: Path) -> None:
    ended: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "__excepthook__", lambda kind, _value, _trace: ended.append(kind))
    before = sys.excepthook
    try:
        LastResort(lambda: None).install()
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    finally:
        sys.excepthook = before
    assert ended == [KeyboardInterrupt]
    assert not open_messages()


def test_the_hook_shows_what_nobody_caught(window: MainWindow, told: Path) -> None:
    before = sys.excepthook
    try:
        LastResort(lambda: window).install()
        wrong = mistake()
        sys.excepthook(type(wrong), wrong, wrong.__traceback__)
    finally:
        sys.excepthook = before
    assert len(open_messages()) == 1


def test_mistakes_that_name_each_other_as_their_cause_come_to_an_end() -> None:
    one, other = ValueError("x"), TypeError("y")
    one.__cause__, other.__cause__ = other, one
    assert scrubbed(one).splitlines() == ["builtins.ValueError", "builtins.TypeError"]


def test_a_button_is_of_use_again_after_what_it_did_went_wrong(qtbot: QtBot) -> None:
    tries: list[int] = []

    def do() -> None:
        tries.append(1)
        if len(tries) == 1:
            raise mistake()

    made = Button("&Save", do)
    qtbot.addWidget(made)
    made.show()
    with qtbot.captureExceptions() as caught:
        made.click()
    made.click()
    assert len(caught) == 1
    assert len(tries) == 2


def test_a_mistake_on_another_thread_is_told_on_the_desks_own(window: MainWindow, qtbot: QtBot, told: Path) -> None:
    resort = LastResort(lambda: window)
    made = mistake()
    beside = threading.Thread(target=resort._hook, args=(type(made), made, None))
    beside.start()
    beside.join()
    assert open_messages() == []
    until(qtbot, open_messages)
    assert open_messages()[0].thread() is window.thread()
