"""The window: going from page to page, searching, hiding, undoing, and what a viewer is shown."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import Mock

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from policydesk.demo import DEMO_PASSWORD
from policydesk.demo.people import USERS
from policydesk.reports.catalogue import reports
from policydesk.store import open_register
from policydesk.terms import Role, Topic
from policydesk.ui.commands import COMMANDS
from policydesk.ui.kit.help_view import NO_PAGE, HelpView, help_text
from policydesk.ui.kit.messages import Message
from policydesk.ui.main_window import MainWindow
from policydesk.ui.pages import pages
from policydesk.ui.reports.page import ReportsPage
from policydesk.ui.searching import SETTINGS, searching
from policydesk.ui.settings.page import SettingsPage
from policydesk.ui.shortcuts_view import ShortcutsView
from policydesk.ui.standard.detail import DemandPanel
from policydesk.ui.status_line import StatusLine, backup_words
from tests.conftest import StoppedClock
from tests.hands import button, dialog, fill, form, press, seen, until
from tests.stories import days, hire
from tests.stories_reviews import plan
from tests.ui.conftest import desk_on

PAGES = [one.id for one in pages()]
IN_FRONT = [one.id for one in pages() if not one.place.under]
"""The pages that stand in the navigation; the others are reached from them."""


def test_every_page_is_reached_by_its_number_and_from_the_side(demo_window: MainWindow, qtbot: QtBot) -> None:
    for number, name in enumerate(IN_FRONT, start=1):
        keys = next(one.keys for one in COMMANDS if one.id == f"go.{name}")
        press(qtbot, demo_window, keys[0])
        assert demo_window.page.name == name, number
        assert demo_window.windowTitle() == demo_window.page.title
    for name in reversed(IN_FRONT):
        qtbot.keyClick(demo_window.sidebar.buttons[name], Qt.Key.Key_Space)
        assert demo_window.page.name == name


def test_tab_goes_from_what_can_be_done_to_the_list_below_it(demo_window: MainWindow, qtbot: QtBot) -> None:
    for name in ("staff", "policies", "acknowledgements", "standard", "incidents"):
        demo_window.go_to(name)
        filter_box = demo_window.page.text_filter()
        assert filter_box is not None
        filter_box.setFocus()
        press(qtbot, demo_window, "Shift+Tab")
        bar = demo_window.page.toolbar
        item = bar.itemAt(bar.count() - 1)
        assert item is not None
        assert QApplication.focusWidget() is item.widget(), name
        for _button in range(bar.count() - 1):
            press(qtbot, demo_window, "Shift+Tab")
    press(qtbot, demo_window, "Shift+Tab")
    assert QApplication.focusWidget() is button(demo_window, "Report a concern…")


def test_the_numbers_beside_the_pages_follow_every_change(window: MainWindow, qtbot: QtBot) -> None:
    window.go_to("staff")
    places = window.sidebar.buttons
    before = places["today"].accessibleName()
    for days_ago in (3, 5):
        plan(window.desk.register, due_on=days(-days_ago))
    window.desk.tell(Topic.REVIEWS)
    until(qtbot, lambda: places["reviews"].accessibleName() == "Reviews, 2 overdue")
    assert places["today"].accessibleName() != before


def test_f6_goes_round_every_part_of_the_page_and_back(demo_window: MainWindow, qtbot: QtBot) -> None:
    demo_window.go_to("staff")
    press(qtbot, demo_window, "F6")
    first = QApplication.focusWidget()
    seen_parts = [first]
    while True:
        press(qtbot, demo_window, "F6")
        if QApplication.focusWidget() is first:
            break
        seen_parts.append(QApplication.focusWidget())
        assert len(seen_parts) < 10
    assert len(seen_parts) >= 4
    press(qtbot, demo_window, "Shift+F6")
    assert QApplication.focusWidget() is seen_parts[-1]


class TestSearch:
    """The search over everything."""

    def test_a_person_is_found_without_accents_and_opened(self, window: MainWindow, qtbot: QtBot) -> None:
        hire(window.desk.register, "Łukasz Wójcik")
        press(qtbot, window, "Ctrl+F")
        box = fill(window, "Search everything", "lukasz")
        until(qtbot, window.search.panel.isVisible)
        qtbot.keyClick(box, Qt.Key.Key_Return)
        assert window.page.name == "staff"
        assert "Łukasz Wójcik" in seen(window.page)
        assert not window.search.panel.isVisible()

    def test_a_thing_to_do_is_done_from_the_list(self, window: MainWindow, qtbot: QtBot) -> None:
        press(qtbot, window, "Ctrl+F")
        box = fill(window, "Search everything", "add policy")
        qtbot.keyClick(box, Qt.Key.Key_Down)
        assert window.search.list.hasFocus()
        qtbot.keyClick(window.search.list, Qt.Key.Key_Return)
        assert form().windowTitle() == "Add a policy"

    def test_a_number_of_the_standard_is_found_and_its_line_is_in_view(
        self, demo_window: MainWindow, qtbot: QtBot
    ) -> None:
        press(qtbot, demo_window, "Ctrl+F")
        box = fill(demo_window, "Search everything", "moderators each account")
        until(qtbot, demo_window.search.panel.isVisible)
        qtbot.keyClick(box, Qt.Key.Key_Return)
        assert demo_window.page.name == "standard"
        assert "moderators" in seen(demo_window.page.findChild(DemandPanel)).lower()

    def test_a_part_of_the_settings_is_found_by_what_it_holds(self, window: MainWindow, qtbot: QtBot) -> None:
        press(qtbot, window, "Ctrl+F")
        box = fill(window, "Search everything", "recovery sheet")
        until(qtbot, window.search.panel.isVisible)
        qtbot.keyClick(box, Qt.Key.Key_Return)
        assert window.page.name == "settings"
        assert window.page.standing() == "This register"

    def test_every_part_of_the_settings_can_be_found(self, window: MainWindow) -> None:
        window.go_to("settings")
        page = window.page
        assert isinstance(page, SettingsPage)
        assert list(SETTINGS) == [part.title for part in page.parts]

    def test_a_report_is_found_and_its_paper_is_in_view(self, window: MainWindow, qtbot: QtBot) -> None:
        press(qtbot, window, "Ctrl+F")
        box = fill(window, "Search everything", "moderator cover")
        until(qtbot, window.search.panel.isVisible)
        qtbot.keyClick(box, Qt.Key.Key_Return)
        page = window.page
        assert isinstance(page, ReportsPage)
        assert not page.has_gallery
        assert page.report.id == "moderator-cover"
        assert window.focusWidget() is page.preview

    def test_reports_that_only_key_holders_print_are_found_by_nobody_else(self, window: MainWindow) -> None:
        def titles(text: str) -> list[str]:
            return [hit.words for hit in searching(window.desk)(text) if hit.kind == "Reports"]

        assert titles("incident") == ["Incident summary for governors"]
        window.desk.sealed = Mock(may_hold=True, is_open=False)
        assert titles("incident") == ["Incident summary for governors", "Incident log"]

    def test_nothing_found_says_so_and_escape_closes(self, window: MainWindow, qtbot: QtBot) -> None:
        press(qtbot, window, "Ctrl+F")
        box = fill(window, "Search everything", "<b>zebra")
        window.search.look_up()
        assert "Nothing matches “<b>zebra”." in seen(window)
        qtbot.keyClick(box, Qt.Key.Key_Return)
        assert window.page.name == "today"
        qtbot.keyClick(box, Qt.Key.Key_Escape)
        assert not window.search.panel.isVisible()


def test_the_screen_is_hidden_with_its_forms_and_comes_back_with_what_was_typed(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.go_to("staff")
    press(qtbot, window, "Ctrl+N")
    fill(form(), "Full name", "Bea Quill")
    typed = form()
    press(qtbot, typed, "F12")
    assert window.is_hidden_screen()
    assert not typed.isVisible()
    assert "Bea" not in seen(window)
    press(qtbot, window, "Ctrl+2")
    assert window.page.name == "staff"
    press(qtbot, window, "Esc")
    assert not window.is_hidden_screen()
    assert typed.isVisible()
    assert typed.value_of("full_name") == "Bea Quill"
    typed._typed = False


def test_help_and_shortcuts_open_beside_the_window(demo_window: MainWindow, qtbot: QtBot) -> None:
    for name in PAGES:
        demo_window.go_to(name)
        assert help_text(name) != NO_PAGE, name
    press(qtbot, demo_window, "F1")
    helped = dialog(HelpView)
    assert isinstance(helped, HelpView)
    assert not helped.isModal()
    helped.show_page("no such page")
    assert NO_PAGE in helped.reader.toPlainText()
    helped.show_page("../../../etc/passwd")
    assert NO_PAGE in helped.reader.toPlainText()
    qtbot.keyClick(button(helped, "Close"), Qt.Key.Key_Space)
    press(qtbot, demo_window, "Ctrl+/")
    shortcuts = dialog(ShortcutsView)
    model = shortcuts.findChild(type(demo_window.page_named("staff").view)).model()
    listed = {str(model.index(row, 0).data()) for row in range(model.rowCount())}
    assert {"F12", "Ctrl+L", "Ctrl+N"} <= listed


def menu_words(window: MainWindow) -> set[str]:
    menus = [action.menu() for action in window.menuBar().actions()]
    return {action.text().replace("&", "") for menu in menus for action in menu.actions()}


def test_the_menus_offer_only_what_can_be_done(window: MainWindow) -> None:
    assert "Go back to a backup…" not in menu_words(window)
    window.handle("file.restore", lambda: None)
    assert "Go back to a backup…" in menu_words(window)


def test_the_window_says_about_itself(window: MainWindow, qtbot: QtBot) -> None:
    window.commands.handlers["help.about"]()
    assert "A school’s social media policy register." in seen(dialog(Message))


@pytest.mark.parametrize(
    ("age", "says"),
    [
        (None, "! No backup yet"),
        (0, "Backup checked today 9:00am"),
        (1, "Backup checked yesterday 9:00am"),
        (3, "Backup checked on 17 November 2026 9:00am"),
        (30, "! Last backup 30 days ago"),
    ],
)
def test_the_status_line_says_how_old_the_last_backup_is(age: int | None, says: str) -> None:
    now = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
    last = None if age is None else datetime.combine(days(-age), datetime.min.time(), UTC).replace(hour=9)
    assert backup_words(last, now)[0] == says


@pytest.mark.parametrize(("points", "below"), [(8, False), (20, True)])
def test_who_is_signed_in_stands_below_where_there_is_no_room_beside(qtbot: QtBot, points: int, below: bool) -> None:
    line = StatusLine(lambda: None)
    qtbot.addWidget(line)
    font = line.font()
    font.setPointSize(points)
    line.setFont(font)
    now = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
    line.show_backup(now, now)
    line.show_day(now.date(), now.date())
    line.show_who("Marta Lindqvist", "Office manager")
    line.resize(1180, line.heightForWidth(1180))
    line.show()
    until(qtbot, lambda: (line.who.y() > line.day.geometry().bottom()) is below)
    for one in line.findChildren(QLabel):
        assert one.width() >= one.fontMetrics().horizontalAdvance(one.text())


def test_a_viewer_looks_at_every_page_and_is_offered_no_change(
    demo_folder: Path, clock: StoppedClock, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(demo_folder, tmp_path / "demo.policydesk"))
    register = open_register(folder, user_name=_viewer(), password=DEMO_PASSWORD, clock=clock)
    assert register.actor.only_looks
    changing = (
        "add", "change", "choose", "publish", "record", "import", "mark", "withdraw", "exempt", "appoint", "adopt",
    )  # fmt: skip
    with desk_on(register, qapp) as window:
        for name in PAGES:
            window.go_to(name)
            shown = [
                one.accessibleName()
                for one in window.page.findChildren(QPushButton)
                if one.isVisible() and one.isEnabled() and not one.isCheckable()
            ]
            papers = {one.title for one in reports()}
            assert not [words for words in shown if words not in papers and words.lower().startswith(changing)], name
    register.close()


def _viewer() -> str:
    return next(name for name, roles in USERS if roles == frozenset({Role.VIEWER}))
