"""The whole desk as it stood on another day: marked, read-only, and back again."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from policydesk.actions.staff import StaffDraft, add_staff
from policydesk.errors import Refusal
from policydesk.terms import StaffCategory
from policydesk.ui.kit.page import LOOKING
from policydesk.ui.kit.tabbed_page import TabbedPage
from policydesk.ui.main_window import MainWindow
from policydesk.ui.pages import pages
from policydesk.ui.today.page import TodayPage
from tests.hands import button, fill, form, has_button, press, save, seen
from tests.stories import hire, publish, sign, write_policy

JULY = date(2026, 7, 31)
SIGN = "This is the register as it stood on 31 July 2026. Nothing can be changed here."


def show(window: MainWindow, qtbot: QtBot, words: str) -> tuple[str, ...]:
    press(qtbot, window, "Ctrl+D")
    fill(form(), "Day to show", words)
    return save(qtbot, form())


def test_another_day_is_chosen_shown_everywhere_and_left_again(window: MainWindow, qtbot: QtBot) -> None:
    register = window.desk.register
    sign(register, publish(register, write_policy(register)), hire(register))
    hire(register, "Ivy Stone", started_on=date(2026, 9, 1))
    assert show(window, qtbot, "31 7 2026") == ()
    assert SIGN in seen(window)
    assert "The register was begun on 20 November 2026: of earlier days it knows only what was entered" in seen(window)
    assert "As at 31 July 2026" in seen(window)
    assert "Nobody is asked to acknowledge anything yet." in seen(window.page)
    window.go_to("staff")
    assert "1 person" in seen(window.page)
    qtbot.keyClick(button(window, "Back to today"), Qt.Key.Key_Space)
    assert window.page.name == "staff"
    assert "2 people" in seen(window.page)
    assert SIGN not in seen(window)


def test_no_page_offers_a_change_on_another_day(demo_window: MainWindow) -> None:
    offered = {one.id: _offered(demo_window, one.id) for one in pages()}
    demo_window.desk.set_as_at(JULY)
    for one in pages():
        assert _offered(demo_window, one.id) <= LOOKING, one.id
    demo_window.desk.set_as_at(None)
    assert {one.id: _offered(demo_window, one.id) for one in pages()} == offered


def _offered(window: MainWindow, name: str) -> set[str]:
    window.go_to(name)
    page = window.page
    parts = page.parts if isinstance(page, TabbedPage) else (page,)
    return {command for part in parts for command in part._actions}


def test_the_settings_are_read_only_too(demo_window: MainWindow) -> None:
    demo_window.go_to("settings")
    demo_window.page.show_part("Users")
    assert has_button(demo_window, "Add user…")
    demo_window.desk.set_as_at(JULY)
    assert demo_window.page.standing() == "Users"
    assert not has_button(demo_window, "Add user…")
    assert not has_button(demo_window, "Change my password…")
    demo_window.page.show_part("School")
    assert not has_button(demo_window, "Change details…")


def test_what_is_in_view_stays_in_view(demo_window: MainWindow) -> None:
    demo_window.go_to("accounts_log")
    demo_window.desk.set_as_at(JULY)
    assert demo_window.page.standing() == "accounts_log"
    demo_window.go_to("staff")
    demo_window.page.show_record(5)
    demo_window.desk.set_as_at(None)
    assert demo_window.page.selected_ids() == (5,)


def test_nothing_is_changed_through_the_desk_on_another_day(window: MainWindow) -> None:
    window.desk.set_as_at(JULY)
    with pytest.raises(Refusal, match="You are looking at 31 July 2026"):
        window.desk.act(add_staff, StaffDraft("Bea Quill", StaffCategory.TEACHING, JULY))
    window.say("Added Bea Quill.", lambda: pytest.fail("undone on another day"))
    window.undo()
    assert "Go back to today before you undo anything." in seen(window)


def test_a_day_that_has_not_come_is_refused_in_the_form(window: MainWindow, qtbot: QtBot) -> None:
    assert show(window, qtbot, "21 11 2026") == ("That day has not come yet. Choose today or an earlier day.",)
    assert not window.desk.looks_back
    form()._typed = False


def test_a_line_of_today_leads_to_its_page_and_opens_no_form(demo_window: MainWindow, qtbot: QtBot) -> None:
    demo_window.desk.set_as_at(JULY)
    page = demo_window.page
    assert isinstance(page, TodayPage)
    first = page.findChild(QPushButton, "finding_0")
    assert isinstance(first, QPushButton)
    assert first.text() == "Show"
    qtbot.keyClick(first, Qt.Key.Key_Space)
    assert demo_window.page.name == "accounts"
    assert [words for words, _do in page.more_for(page.findings[0])] == ["About this…"]
