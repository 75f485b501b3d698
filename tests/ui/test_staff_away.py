"""The staff page about being away, being trained, and what ends when somebody leaves."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from policydesk.queries.calendar import absences, trainings
from policydesk.queries.staff_detail import staff_detail
from policydesk.ui.main_window import MainWindow
from policydesk.ui.staff.page import StaffPage
from tests.hands import button, fill, form, has_button, press, save, seen
from tests.stories import TODAY, days, hire
from tests.stories_accounts import a_live_account


def staff_page(window: MainWindow, staff_id: int) -> StaffPage:
    window.go_to("staff")
    page = window.page
    assert isinstance(page, StaffPage)
    page.refresh()
    page.show_record(staff_id)
    return page


def test_an_absence_is_recorded_changed_and_taken_away(window: MainWindow, qtbot: QtBot) -> None:
    bea = hire(window.desk.register, "Bea Quill")
    page = staff_page(window, bea)
    assert "Not expected to be away." in seen(page)
    qtbot.keyClick(button(page, "Record absence…"), Qt.Key.Key_Space)
    assert save(qtbot, form()) == ("Enter the last day away.",)
    fill(form(), "Last day away", "1 1 2026")
    assert save(qtbot, form())
    fill(form(), "First day away", "1 12 2026")
    fill(form(), "Last day away", "9 12 2026")
    assert save(qtbot, form()) == ()
    assert "Leave, 1 to 9 December 2026" in seen(page)
    qtbot.keyClick(button(page, "Change: Leave, 1 to 9 December 2026"), Qt.Key.Key_Space)
    fill(form(), "Last day away", "4 12 2026")
    assert save(qtbot, form()) == ()
    assert "Leave, 1 to 4 December 2026" in seen(page)
    qtbot.keyClick(button(page, "Take away: Leave, 1 to 4 December 2026"), Qt.Key.Key_Space)
    assert "Bea Quill is not away after all." in seen(window)
    assert window.desk.ask(absences, TODAY) == ()
    press(qtbot, window, "Ctrl+Z")
    assert len(window.desk.ask(absences, TODAY)) == 1


@pytest.mark.requirement("R63")
def test_a_training_is_recorded_with_its_last_day(window: MainWindow, qtbot: QtBot) -> None:
    bea = hire(window.desk.register, "Bea Quill")
    page = staff_page(window, bea)
    assert "No training for moderators recorded." in seen(page)
    page.run("staff.training")
    fill(form(), "Trained on", "tomorrow")
    assert "future" in save(qtbot, form())[0]
    fill(form(), "Trained on", "3 9 2026")
    fill(form(), "Holds until (optional)", "2 9 2026")
    assert save(qtbot, form())
    fill(form(), "Holds until (optional)", "")
    assert save(qtbot, form()) == ()
    assert "Moderating official accounts, 3 September 2026; holds until 3 September 2028" in seen(page)
    assert window.desk.ask(trainings, bea)[0].staff_id == bea


@pytest.mark.requirement("R47")
def test_what_ends_with_a_leaver_is_shown_beforehand_and_the_reminder_is_kept(window: MainWindow, qtbot: QtBot) -> None:
    register = window.desk.register
    bea, cara = hire(register, "Bea Quill"), hire(register, "Cara Evans")
    a_live_account(
        register, moderators=(bea, cara), credentials_holder_id=bea, credentials_kept="Office safe, envelope 3"
    )
    page = staff_page(window, bea)
    page.run("staff.leave")
    said = seen(form())
    assert "School Facebook page (administrator)" in said
    assert "School Facebook page: Cara Evans stays, 2 needed" in said
    assert "The sign-in of School Facebook page: Office safe, envelope 3" in said
    assert "must not contact the school’s pupils through personal media" in said
    fill(form(), "Last day", "18 12 2026")
    fill(form(), "Reminded on (optional)", "tomorrow")
    assert "future" in save(qtbot, form())[0]
    fill(form(), "Reminded on (optional)", "")
    assert save(qtbot, form()) == ()
    assert "Not reminded of no contact with pupils yet" in seen(page)
    qtbot.keyClick(button(page, "Record the reminder: Not reminded of no contact with pupils yet"), Qt.Key.Key_Space)
    assert save(qtbot, form()) == ()
    assert "Reminded of no contact with pupils on 20 November 2026" in seen(page)
    detail = window.desk.ask(staff_detail, TODAY, bea)
    assert detail is not None
    assert detail.row.ended_on == days(28)


def test_who_moderates_nothing_leaves_without_a_list(window: MainWindow) -> None:
    bea = hire(window.desk.register, "Bea Quill")
    page = staff_page(window, bea)
    page.run("staff.leave")
    assert "They stop moderating" not in seen(form())
    assert "To be handed over" not in seen(form())
    assert not has_button(page, "Record the reminder: Not reminded of no contact with pupils yet")
