"""Retention in Settings: what may go is seen, held, disposed of after every mistake, and never by who only looks."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from policydesk.queries.retention import disposals, holds_on, periods
from policydesk.terms import Role
from policydesk.terms_retention import PeriodKind
from policydesk.ui.main_window import MainWindow
from policydesk.ui.settings.page import SettingsPage
from policydesk.ui.settings.retention import RetentionPart
from tests.hands import button, fill, form, has_button, press, save, seen
from tests.stories import TODAY, hire


def retention(window: MainWindow) -> RetentionPart:
    window.go_to("settings")
    page = window.page
    assert isinstance(page, SettingsPage)
    page.show_part("Retention")
    shown = page.part
    assert isinstance(shown, RetentionPart)
    return shown


@pytest.fixture
def left(window: MainWindow) -> RetentionPart:
    """Two people who left six years ago, one who left later."""
    for name, last in (
        ("Wilf Tarrant", date(2020, 8, 31)),
        ("Ida Frome", date(2020, 7, 17)),
        ("Jo Marsh", date(2021, 7, 16)),
    ):
        hire(window.desk.register, name, started_on=date(2012, 9, 1), ended_on=last)
    return retention(window)


def select(shown: RetentionPart, *names: str) -> None:
    shown.view.select_ids([row.id for row in shown.model.rows if row.says in names])


def test_an_empty_school_is_told_that_nothing_is_due(window: MainWindow) -> None:
    shown = retention(window)
    assert "No record is due for disposal now." in seen(shown)
    assert not shown.view.isVisible()
    assert window.focusWidget() is button(shown, "Change a period…")


def test_what_is_due_is_disposed_of_after_every_mistake(left: RetentionPart, window: MainWindow, qtbot: QtBot) -> None:
    assert "2 records are due for disposal now. 1 more is on hold or due within 12 months." in seen(left)
    select(left, "Wilf Tarrant", "Ida Frome")
    qtbot.keyClick(button(left, "Dispose of…"), Qt.Key.Key_Space)
    assert "Backups made before still hold the record" in seen(form())
    assert save(qtbot, form()) == ("Enter who decided it.", "Confirm that you have checked this.")
    fill(form(), "Decided by", "Governing board, minute 14")
    form().rows["checked"].input.set_value(True)
    assert save(qtbot, form()) == ()
    assert "Disposed of 2 records." in seen(window)
    assert [row.says for row in left.model.rows] == ["Jo Marsh"]
    assert len(window.desk.ask(disposals, TODAY, TODAY)) == 2
    press(qtbot, window, "Ctrl+Z")
    assert [row.says for row in left.model.rows] == ["Jo Marsh"]


def test_only_what_is_due_can_be_disposed_of(left: RetentionPart) -> None:
    select(left, "Jo Marsh")
    assert not left.dispose_button.isEnabled()
    select(left, "Jo Marsh", "Ida Frome")
    assert not left.dispose_button.isEnabled()
    select(left, "Ida Frome")
    assert left.dispose_button.isEnabled()


def test_a_hold_is_set_with_its_reason_lifted_and_set_again_by_undo(
    left: RetentionPart, window: MainWindow, qtbot: QtBot
) -> None:
    select(left, "Ida Frome")
    qtbot.keyClick(button(left, "Legal hold…"), Qt.Key.Key_Space)
    assert save(qtbot, form()) == ("Say why.",)
    form().rows["reason"].input.set_value("A claim is open")
    assert save(qtbot, form()) == ()
    select(left, "Ida Frome")
    assert not left.dispose_button.isEnabled()
    assert not left.hold_button.isEnabled()
    qtbot.keyClick(button(left, "Lift the hold"), Qt.Key.Key_Space)
    assert window.desk.ask(holds_on, TODAY) == ()
    assert window.focusWidget() is left.view
    press(qtbot, window, "Ctrl+Z")
    assert [one.says for one in window.desk.ask(holds_on, TODAY)] == ["Ida Frome"]


def test_what_is_due_in_some_years_can_be_held_stays_in_the_list_and_is_let_go(
    left: RetentionPart, window: MainWindow, qtbot: QtBot
) -> None:
    hire(window.desk.register, "Una Pell", started_on=date(2012, 9, 1), ended_on=date(2025, 8, 31))
    assert "Una Pell" not in [row.says for row in left.model.rows]
    qtbot.keyClick(left.later.box, Qt.Key.Key_Space)
    assert "2 records are due for disposal now. 2 more are on hold or due later." in seen(left)
    select(left, "Una Pell")
    qtbot.keyClick(button(left, "Legal hold…"), Qt.Key.Key_Space)
    form().rows["reason"].input.set_value("A claim is open")
    assert save(qtbot, form()) == ()
    qtbot.keyClick(left.later.box, Qt.Key.Key_Space)
    select(left, "Una Pell")
    qtbot.keyClick(button(left, "Lift the hold"), Qt.Key.Key_Space)
    assert window.focusWidget() is left.view
    assert "Una Pell" not in [row.says for row in left.model.rows]


def test_a_period_is_changed_with_a_reason(left: RetentionPart, window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(button(left, "Change a period…"), Qt.Key.Key_Space)
    assert "25 years, counted from the pupil’s date of birth. IRMS toolkit for schools." in seen(form())
    fill(form(), "Years", "7")
    assert save(qtbot, form()) == ("Say why.",)
    form().rows["reason"].input.set_value("The insurer asks for it")
    assert save(qtbot, form()) == ()
    assert window.desk.ask(periods, TODAY)[PeriodKind.STAFF].words == "7 years"
    assert "No record is due for disposal now." in seen(left)


def test_who_only_looks_sees_the_list_and_no_button(left: RetentionPart, window: MainWindow) -> None:
    register = window.desk.register
    register.actor = type(register.actor)(1, "Vi Viewer", frozenset({Role.VIEWER}))
    left.refresh()
    assert len(left.model.rows) == 3
    for name in ("Dispose of…", "Legal hold…", "Lift the hold", "Change a period…"):
        assert not has_button(left, name)
