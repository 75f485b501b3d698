"""The notice at the start: numbers alone, once, and not at all where somebody turned it off."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QCheckBox, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from policydesk.queries.reminders import school_words
from policydesk.rules.findings import Finding
from policydesk.terms import Topic, Urgency
from policydesk.terms_reviews import ReminderAbout, ReminderForm
from policydesk.ui import tray
from policydesk.ui.main_window import MainWindow
from policydesk.ui.settings.page import SettingsPage
from tests.hands import button, fill, form, part, save, seen
from tests.stories import days
from tests.stories_reviews import plan


def finding(urgency: Urgency) -> Finding:
    return Finding("schedule.overdue", "CP Review", urgency, "Łukasz Wójcik has not signed.", Topic.REVIEWS)


@pytest.mark.parametrize(
    ("urgencies", "says"),
    [
        ((), ""),
        ((Urgency.SOON, Urgency.FOR_INFORMATION), ""),
        ((Urgency.OVERDUE,), "1 thing is overdue."),
        ((Urgency.OVERDUE, Urgency.OVERDUE, Urgency.THIS_WEEK), "2 things are overdue, 1 thing wants doing this week."),
        ((Urgency.THIS_WEEK, Urgency.THIS_WEEK), "2 things want doing this week."),
    ],
)
def test_the_notice_counts_and_names_nobody(urgencies: tuple[Urgency, ...], says: str) -> None:
    assert tray.words([finding(one) for one in urgencies]) == says


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is said beside the clock, on a system that has a tray."""
    said: list[str] = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda _self: None)
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _self, _title, words, *_more: said.append(words))
    return said


def show(window: MainWindow) -> None:
    tray.show_notice(window, window.desk, window.preferences, QIcon())


def test_the_notice_is_shown_once_and_can_be_turned_off(window: MainWindow, shown: list[str], qtbot: QtBot) -> None:
    plan(window.desk.register, due_on=days(-5))
    show(window)
    assert len(shown) == 1
    assert "overdue" in shown[0]
    window.go_to("settings")
    page = window.page
    assert isinstance(page, SettingsPage)
    page.show_part("Reminders")
    box = part(page, QCheckBox, "tray_notice")
    assert box.isChecked()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    show(window)
    assert len(shown) == 1


def test_where_there_is_no_tray_nothing_happens(window: MainWindow, shown: list[str], monkeypatch) -> None:
    plan(window.desk.register, due_on=days(-5))
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: False))
    show(window)
    assert shown == []


def test_the_words_of_a_reminder_are_changed_in_settings(window: MainWindow, qtbot: QtBot) -> None:
    window.go_to("settings")
    page = window.page
    assert isinstance(page, SettingsPage)
    page.show_part("Reminders")
    qtbot.keyClick(button(page, "Reviews that are due: One e-mail for each person"), Qt.Key.Key_Space)
    fill(form(), "Subject", "")
    assert save(qtbot, form()) == ("Enter the subject.",)
    fill(form(), "Subject", "Your reviews")
    assert save(qtbot, form()) == ()
    kept = window.desk.ask(school_words, ReminderAbout.REVIEWS, ReminderForm.EACH)
    assert kept is not None
    assert kept[0] == "Your reviews"
    assert "Kept the words of the reminder." in seen(window)
