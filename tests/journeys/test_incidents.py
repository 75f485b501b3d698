"""A friend request in under a minute, and a concern from the first note to closure, with the keyboard."""

import io
from collections.abc import Iterator

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from policydesk.reports.catalogue import report_named
from policydesk.reports.report import Options, Printing, gather, render
from policydesk.store import Register, open_register
from policydesk.ui.incidents.page import IncidentsPage
from policydesk.ui.kit.messages import Message
from policydesk.ui.main_window import MainWindow
from tests.conftest import PASSWORD, StoppedClock
from tests.hands import button, dialog, form, press, seen
from tests.stories import TODAY
from tests.stories_incidents import NOW, signed_in, staffed
from tests.ui.conftest import desk_on

KEYS_IN_A_MINUTE = 120
"""Keys that somebody who types slowly presses in a minute: two a second."""


class Keyboard:
    """Somebody who has only the keyboard; it counts what they press."""

    def __init__(self) -> None:
        self.pressed = 0

    def type(self, words: str) -> None:
        box = QApplication.focusWidget()
        assert isinstance(box, QLineEdit | QPlainTextEdit), box
        QTest.keyClicks(box, words)
        self.pressed += len(words)

    def key(self, key: Qt.Key, times: int = 1) -> None:
        for _ in range(times):
            widget = QApplication.focusWidget()
            assert isinstance(widget, QWidget)
            QTest.keyClick(widget, key)
            self.pressed += 1

    def tab_to(self, name: str) -> QWidget:
        for _ in range(40):
            widget = QApplication.focusWidget()
            if widget is not None and widget.objectName() == name:
                return widget
            self.key(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to {name}")

    def choose(self, name: str, words: str) -> None:
        """Go to a list and press the first letters of an entry."""
        box = self.tab_to(name)
        assert isinstance(box, QComboBox)
        for letter in words:
            QTest.keyClicks(box, letter)
            self.pressed += 1


@pytest.fixture
def desk(register: Register, qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    """The office manager's window, on Today."""
    staffed(register)
    with desk_on(register, qapp) as window:
        yield window


def test_a_friend_request_is_logged_with_the_keyboard_in_under_a_minute(desk: MainWindow, qtbot: QtBot) -> None:
    keyboard = Keyboard()
    press(qtbot, desk, "Ctrl+Shift+F")
    asked = form()
    asked.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None and asked.isActiveWindow())
    keyboard.tab_to("staff_id")
    keyboard.type("okoro")
    keyboard.tab_to("person")
    keyboard.type("K.B.")
    keyboard.choose("is_family", "N")
    press(qtbot, asked, "Ctrl+S")
    assert not asked.isVisible(), asked.summary.sentences
    assert "Saved. Reference FR-2026-001." in seen(desk)
    assert keyboard.pressed < KEYS_IN_A_MINUTE / 2


def test_a_concern_goes_from_the_first_note_to_closure(
    desk: MainWindow, register: Register, clock: StoppedClock, qtbot: QtBot, qapp: QApplication
) -> None:
    press(qtbot, desk, "Ctrl+Shift+N")
    asked = form()
    asked.activateWindow()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QPlainTextEdit))
    keyboard = Keyboard()
    keyboard.tab_to("narrative")
    keyboard.type("A parent says that Mr Okoro wrote to a pupil at night")
    keyboard.choose("kind", "Al")
    keyboard.choose("category", "Cont")
    keyboard.choose("severity", "May")
    keyboard.choose("about", "Mem")
    keyboard.tab_to("about_staff_id")
    keyboard.type("okoro")
    press(qtbot, asked, "Ctrl+S")
    assert not asked.isVisible(), asked.summary.sentences
    said = seen(desk)
    assert "Sent to the DSL" in said
    assert "You cannot open it" in said
    assert "Mr Okoro" not in said
    register.close()

    opened = open_register(register.folder, user_name="Dana Lead", password=PASSWORD, clock=clock)
    with desk_on(opened, qapp) as window:
        assert "C-2026-001: Tell the LADO by 4 pm on 23 November 2026" in seen(window)
        _work_on_it(window, clock, qtbot)
        window.page.run("incidents.release")
        press(qtbot, form(), "Ctrl+S")
    opened.close()

    with signed_in(register.folder, "Alex Morgan", clock) as office:
        report = report_named("incident-summary")
        with office.reading() as session:
            gathered = gather(session, report, TODAY, Options())
        pdf = PdfReader(io.BytesIO(render(report, gathered, Printing(NOW, "Alex Morgan", ""))))
        text = " ".join(page.extract_text() for page in pdf.pages)
        assert "Fewer than 5 were recorded" in text
        assert "Okoro" not in text
        assert office.verify().is_sound


def _work_on_it(window: MainWindow, clock: StoppedClock, qtbot: QtBot) -> None:
    press(qtbot, window, "Ctrl+6")
    page = window.page
    assert isinstance(page, IncidentsPage)
    button(page, "Open this record").click()
    assert "Mr Okoro wrote to a pupil" in seen(page)
    press(qtbot, window, "Ctrl+Shift+A")
    form().input_of("text").set_value("Spoke with the parent")
    press(qtbot, form(), "Ctrl+S")
    clock.advance(hours=2)
    page.run("incidents.refer")
    from policydesk.terms_incidents import Agency, AllegationOutcome

    form().set_values({"to": Agency.LADO, "reference": "LA-17"})
    press(qtbot, form(), "Ctrl+S")
    assert "✓ LADO told 11 am today" in seen(page)
    page.run("incidents.close")
    form().set_values({"decision": "Mistaken identity", "outcome": AllegationOutcome.UNFOUNDED})
    press(qtbot, form(), "Ctrl+S")
    said = seen(page)
    assert "– Closed" in said
    assert "Spoke with the parent" in said
    assert "10 years from the allegation" in said


def test_a_concern_begun_at_the_counter_is_finished_after_the_screen_was_locked(
    desk: MainWindow, register: Register, clock: StoppedClock, qtbot: QtBot, qapp: QApplication
) -> None:
    press(qtbot, desk, "Ctrl+Shift+N")
    asked = form()
    asked.activateWindow()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QPlainTextEdit))
    keyboard = Keyboard()
    keyboard.tab_to("narrative")
    keyboard.type("A parent rang about a message")
    keyboard.choose("kind", "Low")
    desk.lock()  # what the desk does after ten minutes, and on Ctrl+L
    asked.blockSignals(True)
    asked.hide()
    asked.deleteLater()
    register.close()

    again = open_register(register.folder, user_name="Alex Morgan", password=PASSWORD, clock=clock)
    with desk_on(again, qapp) as window:
        press(qtbot, window, "Ctrl+6")
        assert "You had begun, and it is kept sealed: “Report a concern”" in seen(window)
        press(qtbot, window, "Ctrl+Shift+N")
        offered = dialog(Message)
        press(qtbot, offered, "Return")
        asked = form()
        asked.activateWindow()
        qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QPlainTextEdit))
        keyboard.choose("category", "Oth")
        keyboard.choose("severity", "Low")
        keyboard.choose("about", "Par")
        press(qtbot, asked, "Ctrl+S")
        assert not asked.isVisible(), asked.summary.sentences
        assert "Saved. Reference C-2026-001." in seen(window)
        assert "You had begun" not in seen(window)
    again.close()
