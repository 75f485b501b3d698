"""Messages that stop somebody: verbs on the buttons, the safe one in focus, Esc changes nothing."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from policydesk.errors import DiskFull
from policydesk.ui.kit import messages
from policydesk.ui.kit.messages import Message
from tests.hands import button, dialog, press, seen, until


@pytest.fixture
def place(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    return window


def ask(place: QWidget, done: list[str]) -> Message:
    return messages.ask(
        place,
        "Withdraw the policy?",
        "Nobody is asked to acknowledge it any more.",
        "&Withdraw the policy",
        lambda: done.append("withdrawn"),
        danger=True,
    )


def test_it_says_what_would_happen_and_waits_on_the_safe_button(place: QWidget) -> None:
    message = ask(place, [])
    assert "Nobody is asked to acknowledge it any more." in seen(message)
    assert message.accessibleDescription() == "Nobody is asked to acknowledge it any more."
    assert message.windowTitle() == "Withdraw the policy?"
    assert message.focusWidget() is button(message, "Keep as it is")


def test_the_verb_does_it(qtbot: QtBot, place: QWidget) -> None:
    done: list[str] = []
    message = ask(place, done)
    qtbot.keyClick(button(message, "Withdraw the policy"), Qt.Key.Key_Space)
    assert done == ["withdrawn"]


@pytest.mark.parametrize(
    "leave",
    [
        lambda qtbot, message: press(qtbot, message, "Return"),
        lambda qtbot, message: press(qtbot, message, "Esc"),
        lambda _qtbot, message: message.close(),
    ],
    ids=["Enter", "Esc", "the window's cross"],
)
def test_every_way_out_but_the_verb_changes_nothing(
    qtbot: QtBot, place: QWidget, leave: Callable[[QtBot, Message], object]
) -> None:
    done: list[str] = []
    message = ask(place, done)
    leave(qtbot, message)
    until(qtbot, lambda: not [one for one in place.findChildren(Message) if one.isVisible()])
    assert done == []


def test_something_to_read_is_closed_with_one_press(qtbot: QtBot, place: QWidget) -> None:
    messages.tell(place, "That is you", "You cannot remove yourself.")
    message = dialog(Message)
    assert "You cannot remove yourself." in seen(message)
    press(qtbot, message, "Return")
    until(qtbot, lambda: not [one for one in place.findChildren(Message) if one.isVisible()])


def test_trouble_with_the_file_is_said_in_its_own_words(place: QWidget) -> None:
    messages.trouble(place, DiskFull("There is no room left on the disk."))
    assert "There is no room left on the disk." in seen(dialog(Message))
    assert dialog(Message).windowTitle() == "The register could not be used"


@pytest.mark.parametrize(("words", "answer"), [("Stop the import", True), ("Keep as it is", False)])
def test_a_question_that_waits_knows_what_was_pressed(qtbot: QtBot, place: QWidget, words: str, answer: bool) -> None:
    def press_it() -> None:
        message = QApplication.activeModalWidget()
        assert message is not None
        button(message, words).click()

    QTimer.singleShot(0, press_it)
    assert messages.ask_now(place, "Stop?", "Nothing is brought in.", "&Stop the import") is answer


def test_a_long_name_goes_on_in_the_next_line_and_markup_is_shown_as_typed(place: QWidget) -> None:
    name = "<i>Bea</i> " + "Quill-Montgomery " * 12
    messages.tell(place, f"Remove {name}?", f"{name} can no longer open this register.")
    message = dialog(Message)
    assert "<i>Bea</i>" in seen(message)
    assert message.width() < 1000


class Frame(QWidget):
    """A window that can be hidden and locked."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []

    def hide_screen(self) -> None:
        self.done.append("hidden")

    def lock(self) -> None:
        self.done.append("locked")


def test_the_screen_is_hidden_and_locked_from_inside_a_message(qtbot: QtBot) -> None:
    frame = Frame()
    qtbot.addWidget(frame)
    frame.show()
    inside = QWidget(frame)
    messages.tell(inside, "That is you", "You cannot remove yourself.")
    press(qtbot, dialog(Message), "F12")
    press(qtbot, dialog(Message), "Ctrl+L")
    assert frame.done == ["hidden", "locked"]


def test_without_a_window_to_hide_the_keys_do_nothing(qtbot: QtBot, place: QWidget) -> None:
    messages.tell(place, "That is you", "You cannot remove yourself.")
    press(qtbot, dialog(Message), "F12")
    assert dialog(Message).isVisible()
