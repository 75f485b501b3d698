"""The frame of the desk: search, undo, long work, closing, the banner, and what changes behind a page's back."""

import threading
from collections.abc import Iterator
from datetime import date

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QProgressDialog, QPushButton
from pytestqt.qtbot import QtBot

from policydesk.program import DEMO_BANNER
from policydesk.queries.staff import find_staff
from policydesk.store import Register
from policydesk.store.users import add_user
from policydesk.terms import Role, StaffCategory, Topic
from policydesk.ui.commands import COMMANDS, Command, command
from policydesk.ui.desk import Desk
from policydesk.ui.kit import jobs
from policydesk.ui.kit.job import Progress
from policydesk.ui.letters import clashes
from policydesk.ui.main_window import MainWindow
from policydesk.ui.pages import pages
from policydesk.ui.policies.page import PoliciesPage
from policydesk.ui.search_box import HIT_ROLE, Hit
from policydesk.ui.searching import searching
from policydesk.ui.shortcuts_view import shortcut_rows
from policydesk.ui.staff.page import StaffPage
from policydesk.ui.theme import Look, Theme
from tests.conftest import QUICK
from tests.hands import button, dialog, fill, form, has_button, press, save, seen, until
from tests.stories import TODAY, hire, publish, write_policy
from tests.ui.conftest import desk_on


def listed(window: MainWindow) -> list[str]:
    model = window.search.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


class TestSearch:
    """One box for everything."""

    @pytest.fixture
    def filled(self, window: MainWindow) -> MainWindow:
        register = window.desk.register
        hire(register, "Ayşe Çelik", job_title="Cook")
        hire(register, "Bea Quill", job_title="Year 3 teacher")
        publish(register, write_policy(register, "Social Media Policy"))
        write_policy(register, "Staff Code of Conduct")
        return window

    @pytest.mark.parametrize("keys", ["Ctrl+F", "Ctrl+E", "F3"])
    def test_three_keys_lead_to_it_from_every_page(self, filled: MainWindow, qtbot: QtBot, keys: str) -> None:
        for page in ("today", "staff", "settings"):
            filled.go_to(page)
            press(qtbot, filled, keys)
            assert filled.search.edit.hasFocus()

    def test_what_is_found_is_listed_by_kind(self, filled: MainWindow, qtbot: QtBot) -> None:
        fill(filled, "Search everything", "staff")
        until(qtbot, filled.search.panel.isVisible)
        lines = listed(filled)
        assert lines[0] == "Policies"
        assert lines[1] == "Staff Code of Conduct – no version"
        assert "Things to do" in lines
        assert "Add staff member – Ctrl+N" in lines

    def test_nothing_is_looked_for_before_typing_rests(self, filled: MainWindow, qtbot: QtBot) -> None:
        asked: list[str] = []
        really = filled.search._search
        filled.search._search = lambda text: asked.append(text) or really(text)
        fill(filled, "Search everything", "celik")
        assert asked == []
        until(qtbot, lambda: asked)
        assert asked == ["celik"]

    def test_a_policy_is_found_by_its_words_in_any_order_and_shown(self, filled: MainWindow, qtbot: QtBot) -> None:
        box = fill(filled, "Search everything", "media social")
        qtbot.keyClick(box, Qt.Key.Key_Return)
        assert isinstance(filled.page, PoliciesPage)
        assert "Social Media Policy" in seen(filled.page)
        assert box.text() == ""

    def test_a_line_is_chosen_with_arrows_or_a_click(self, filled: MainWindow, qtbot: QtBot) -> None:
        box = fill(filled, "Search everything", "quill")
        qtbot.keyClick(box, Qt.Key.Key_Down)
        assert filled.search.list.currentIndex().data() == "Bea Quill – Year 3 teacher"
        said = filled.search.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
        assert said == "Staff, Bea Quill, Year 3 teacher"
        qtbot.keyClick(filled.search.list, Qt.Key.Key_Return)
        assert isinstance(filled.page, StaffPage)
        box = fill(filled, "Search everything", "celik")
        filled.search.look_up()
        rect = filled.search.list.visualRect(filled.search.list.model().index(1, 0))
        qtbot.mouseClick(filled.search.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
        assert "Ayşe Çelik" in seen(filled.page)
        assert not filled.search.panel.isVisible()

    def test_a_heading_between_is_not_something_to_choose(self, filled: MainWindow) -> None:
        fill(filled, "Search everything", "quill")
        filled.search.look_up()
        index = filled.search.list.model().index(0, 0)
        assert index.data() == "Staff"
        assert index.data(HIT_ROLE) is None
        filled.search.list.clicked.emit(index)
        assert filled.page.name == "today"

    def test_emptying_the_box_or_leaving_it_puts_the_list_away(self, filled: MainWindow, qtbot: QtBot) -> None:
        box = fill(filled, "Search everything", "quill")
        filled.search.look_up()
        box.clear()
        assert not filled.search.panel.isVisible()
        filled.search.look_up()
        assert not filled.search.panel.isVisible()
        fill(filled, "Search everything", "quill")
        filled.search.look_up()
        assert filled.search.panel.isVisible()
        button(filled, "Help").setFocus()
        until(qtbot, lambda: not filled.search.panel.isVisible())

    def test_escape_in_the_list_goes_back_to_the_box(self, filled: MainWindow, qtbot: QtBot) -> None:
        box = fill(filled, "Search everything", "quill")
        qtbot.keyClick(box, Qt.Key.Key_Down)
        qtbot.keyClick(filled.search.list, Qt.Key.Key_Escape)
        assert box.hasFocus()
        assert box.text() == "quill"

    def test_spaces_and_signs_alone_find_nothing_and_break_nothing(self, filled: MainWindow) -> None:
        search = searching(filled.desk)
        for words in ("", "   ", "%", "_", "'", '"', "*", "\\", "a" * 500):
            assert not [hit for hit in search(words) if hit.kind == "Staff"], words

    def test_a_page_can_be_found_that_has_no_window_command_of_its_own(self, filled: MainWindow) -> None:
        taken: list[str] = []
        filled.handle("file.lock", lambda: taken.append("lock"))
        filled.search.chosen.emit(Hit("Things to do", "Lock", "", None, "Ctrl+L", "file.lock"))
        assert taken == ["lock"]

    def test_a_viewer_is_not_offered_what_changes_something(self, filled: MainWindow) -> None:
        search = searching(filled.desk)
        assert [hit.words for hit in search("add staff")] == ["Add staff member"]
        add_user(filled.desk.register, "Ruth Penhale", "harbour violin 42 ladder", frozenset({Role.VIEWER}), kdf=QUICK)
        filled.desk.register.sign_in("Ruth Penhale")
        assert search("add staff") == []
        assert [hit.words for hit in search("save pdf")] == ["Save PDF", "Save PDF to"]


class TestUndo:
    """Taking back what was done last."""

    def add(self, window: MainWindow, qtbot: QtBot, name: str) -> None:
        window.go_to("staff")
        press(qtbot, window, "Ctrl+N")
        fill(form(), "Full name", name)
        form().input_of("category").set_value(StaffCategory.TEACHING)
        fill(form(), "First day", "today")
        assert save(qtbot, form()) == ()

    def names(self, window: MainWindow) -> list[str]:
        return [row.full_name for row in window.desk.ask(find_staff, TODAY, "quill")]

    def test_it_is_in_the_menu_with_what_it_would_undo(self, window: MainWindow, qtbot: QtBot) -> None:
        action = window.commands.actions["edit.undo"]
        assert not action.isEnabled()
        assert action.text() == "&Undo"
        self.add(window, qtbot, "Bea Quill & Sons")
        assert action.isEnabled()
        assert "Bea Quill && Sons" in action.text()
        assert self.names(window) == ["Bea Quill & Sons"]
        press(qtbot, window, "Ctrl+Z")
        assert self.names(window) == []
        assert "Undone: " in seen(window)
        assert not action.isEnabled()

    def test_the_notices_button_does_the_same(self, window: MainWindow, qtbot: QtBot) -> None:
        self.add(window, qtbot, "Bea Quill")
        qtbot.mouseClick(button(window, "Undo (Ctrl+Z)"), Qt.MouseButton.LeftButton)
        assert self.names(window) == []

    def test_with_nothing_done_it_says_so(self, window: MainWindow) -> None:
        window.undo()
        assert "There is nothing to undo." in seen(window)

    def test_a_notice_with_another_button_leaves_what_can_be_undone(self, window: MainWindow, qtbot: QtBot) -> None:
        self.add(window, qtbot, "Bea Quill")
        opened: list[bool] = []
        window.say("Saved the report.", lambda: opened.append(True), "Open the folder")
        button(window, "Open the folder").click()
        assert opened == [True]
        press(qtbot, window, "Ctrl+Z")
        assert self.names(window) == []


class Work:
    """Work that goes on until it is told to stop."""

    def __init__(self) -> None:
        self.begun, self.never = threading.Event(), threading.Event()

    def __call__(self, progress: Progress) -> str:
        self.begun.set()
        while not self.never.wait(0.01):
            progress(0, 0)
        return "done"


class TestLongWork:
    """What happens meanwhile."""

    def test_the_desk_can_be_used_while_something_is_made(self, window: MainWindow, qtbot: QtBot) -> None:
        work = Work()
        came: list[str] = []
        window.desk.later(work, says="Drawing the report", then=came.append, quiet=True)
        until(qtbot, work.begun.is_set)
        window.go_to("staff")
        press(qtbot, window, "Ctrl+N")
        fill(form(), "Full name", "Bea Quill")
        assert came == []
        work.never.set()
        until(qtbot, lambda: came)
        assert form().value_of("full_name") == "Bea Quill"
        form()._typed = False

    def begin(self, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Work:
        monkeypatch.setattr(jobs, "PATIENCE_MS", 20)
        window.activateWindow()
        until(qtbot, window.isActiveWindow)
        work = Work()
        window.desk.later(work, says="Reading the staff list")
        until(qtbot, lambda: [one for one in window.findChildren(QProgressDialog) if one.isVisible()])
        return work

    def test_the_screen_is_hidden_with_its_progress_and_both_come_back(
        self, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        work = self.begin(window, qtbot, monkeypatch)
        bar = dialog(QProgressDialog)
        press(qtbot, bar, "F12")
        assert window.is_hidden_screen()
        assert not bar.isVisible()
        assert window.desk.jobs.busy, "the work goes on"
        until(qtbot, lambda: window.activateWindow() or window.isActiveWindow())
        press(qtbot, window, "F12")
        assert bar.isVisible()
        work.never.set()
        until(qtbot, lambda: not window.desk.jobs.busy)

    def test_what_ended_behind_the_hidden_screen_stays_ended(
        self, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        work = self.begin(window, qtbot, monkeypatch)
        press(qtbot, dialog(QProgressDialog), "F12")
        work.never.set()
        until(qtbot, lambda: not window.desk.jobs.busy)
        until(qtbot, lambda: not window.findChildren(QProgressDialog))
        press(qtbot, window, "Esc")
        assert not window.is_hidden_screen()
        assert "Reading the staff list" not in seen(window)

    def test_a_window_that_goes_while_something_runs_leaves_the_queue_in_order(
        self, register: Register, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        desk = Desk(register)
        going = MainWindow(desk, pages(), theme=Theme(qapp, Look.LIGHT))
        going.show()
        work = self.begin(going, qtbot, monkeypatch)
        shiboken6.delete(going)
        came: list[str] = []
        desk.later(lambda _progress: "next", says="Reading", then=came.append)
        work.never.set()
        until(qtbot, lambda: came)
        assert came == ["next"]
        assert not desk.jobs.busy

    def test_locking_stops_what_runs(self, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begin(window, qtbot, monkeypatch)
        with qtbot.waitSignal(window.lock_asked):
            press(qtbot, dialog(QProgressDialog), "Ctrl+L")
        until(qtbot, lambda: not window.desk.jobs.busy)

    def test_closing_meanwhile_stops_the_work_and_nothing_of_it_arrives(self, window: MainWindow, qtbot: QtBot) -> None:
        work = Work()
        came: list[str] = []
        window.desk.later(work, says="Drawing the report", then=came.append)
        window.desk.later(lambda _progress: came.append("waiting"), says="Waiting")
        until(qtbot, work.begun.is_set)
        with qtbot.waitSignal(window.closed):
            press(qtbot, window, "Ctrl+Q")
        assert not window.isVisible()
        assert window.desk.jobs.wait(10)
        assert came == []


@pytest.fixture
def demo_like(register: Register, qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    """A window with a banner, as a demo school has it."""
    made = MainWindow(Desk(register), pages(), theme=Theme(qapp, Look.LIGHT), banner=DEMO_BANNER)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def test_a_demo_school_says_on_every_page_that_nothing_is_real(demo_like: MainWindow) -> None:
    for one in pages():
        demo_like.go_to(one.id)
        assert "Nothing here is real, and you can try everything." in seen(demo_like)


def test_a_real_school_has_no_banner(window: MainWindow) -> None:
    assert window.findChild(QLabel, "banner") is None


def test_where_the_window_is_narrow_the_navigation_shows_pictures_that_keep_their_names(window: MainWindow) -> None:
    staff = window.sidebar.buttons["staff"]
    window.set_badge("staff", 12, "people to ask")
    assert staff.text().strip() == "Staff"
    assert staff.accessibleName() == "Staff, 12 people to ask"
    wide = window.sidebar.width()
    window.resize(700, 700)
    QApplication.processEvents()
    assert staff.text() == ""
    assert staff.accessibleName() == "Staff, 12 people to ask"
    assert staff.toolTip() == "Staff (Ctrl+2)"
    assert window.sidebar.width() < wide
    window.resize(1280, 800)
    QApplication.processEvents()
    assert staff.text().strip() == "Staff"
    assert "12" in seen(window.sidebar)
    window.set_badge("staff", 0)
    assert staff.accessibleName() == "Staff"
    assert "12" not in seen(window.sidebar)
    window.set_badge("no such page", 3)


def test_locking_is_asked_for_from_the_side_with_keys_and_from_inside_a_form(window: MainWindow, qtbot: QtBot) -> None:
    asked: list[bool] = []
    window.lock_asked.connect(lambda: asked.append(True))
    qtbot.keyClick(window.sidebar.lock_button, Qt.Key.Key_Space)
    press(qtbot, window, "Ctrl+L")
    window.go_to("staff")
    press(qtbot, window, "Ctrl+N")
    press(qtbot, form(), "Ctrl+L")
    assert len(asked) == 3


def test_the_page_in_view_is_marked_for_the_eye_and_the_ear(window: MainWindow) -> None:
    window.go_to("policies")
    marked = [name for name, one in window.sidebar.buttons.items() if one.isChecked()]
    said = [name for name, one in window.sidebar.buttons.items() if one.accessibleDescription() == "Current page"]
    assert marked == said == ["policies"]


def test_a_page_that_is_not_there_leaves_the_one_that_is(window: MainWindow) -> None:
    window.go_to("no such page")
    assert window.page.name == "today"


def test_a_change_is_seen_on_every_page_also_on_those_behind(window: MainWindow, qtbot: QtBot) -> None:
    window.go_to("staff")
    window.go_to("today")
    hire(window.desk.register, "Bea Quill")
    window.desk.tell(Topic.STAFF)
    window.go_to("staff")
    assert "1 person" in seen(window.page)


def test_pages_behind_are_not_asked_until_they_are_looked_at(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.go_to("staff")
    window.go_to("today")
    asked: list[str] = []
    monkeypatch.setattr(window.page_named("staff"), "refresh", lambda: asked.append("staff"))
    for _change in range(5):
        window.desk.tell(Topic.STAFF)
    assert asked == []
    window.go_to("staff")
    assert asked == ["staff"]
    window.go_to("today")
    window.go_to("staff")
    assert asked == ["staff"]


def test_nothing_behind_a_hidden_screen_is_drawn_anew_until_it_is_shown(window: MainWindow, qtbot: QtBot) -> None:
    window.go_to("staff")
    press(qtbot, window, "F12")
    hire(window.desk.register, "Bea Quill")
    window.desk.tell(Topic.STAFF)
    press(qtbot, window, "F12")
    assert not window.is_hidden_screen()
    assert "1 person" in seen(window.page)


def test_another_day_stands_in_the_status_line_and_on_every_page(window: MainWindow) -> None:
    assert "Today, 20 November 2026" in seen(window)
    window.desk.set_as_at(date(2026, 9, 1))
    assert "As at 1 September 2026" in seen(window)
    window.desk.set_as_at(TODAY)
    assert "Today, 20 November 2026" in seen(window)


def test_f5_asks_the_page_again(window: MainWindow, qtbot: QtBot) -> None:
    window.go_to("staff")
    hire(window.desk.register, "Bea Quill")
    press(qtbot, window, "F5")
    assert "1 person" in seen(window.page)


def test_printing_is_offered_where_there_is_something_to_print(window: MainWindow) -> None:
    action = window.commands.actions["file.print"]
    offered = {}
    for one in pages():
        window.go_to(one.id)
        offered[one.id] = action.isEnabled()
    assert offered["reports"]
    assert not offered["settings"]


def test_a_command_of_another_page_goes_there_first(window: MainWindow, qtbot: QtBot) -> None:
    window.run(command("acknowledgements.meeting"))
    assert window.page.name == "acknowledgements"


def test_a_command_that_needs_a_row_says_so_where_none_is_selected(window: MainWindow) -> None:
    window.go_to("staff")
    assert not window.page.run("staff.edit")
    assert "Select something in the list first." in seen(window)
    assert not window.page.run("no.such")


def test_no_key_means_two_things_in_one_place() -> None:
    assert clashes() == []
    assert clashes((*COMMANDS, command("staff.add"))) != []
    assert clashes((*COMMANDS, Command("accounts.new", "N&otes", where="accounts"))) != [], "as the button"
    assert clashes((*COMMANDS, Command("accounts.new", "Notes", where="accounts"))) != [], "nobody can press it"
    assert clashes((*COMMANDS, Command("accounts.new", "&Edit", where="accounts"))) != [], "as the menu"


def test_the_list_of_shortcuts_names_each_key_once_and_only_what_works(window: MainWindow) -> None:
    every = shortcut_rows(frozenset(one.id for one in pages()))
    assert len({(row.keys, row.where) for row in every}) == len(every)
    assert ("Ctrl+2", "Staff", "Everywhere") in {(row.keys, row.does, row.where) for row in every}
    few = shortcut_rows(frozenset({"staff"}))
    assert not [row for row in few if row.where == "Policies" or row.does == "Reports"]


def test_the_shortcuts_are_closed_with_their_button(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, "Ctrl+/")
    shown = dialog()
    assert "All shortcuts" in seen(shown)
    qtbot.keyClick(button(shown, "Close"), Qt.Key.Key_Space)
    assert not shown.isVisible()


def test_the_top_has_help_and_hide(window: MainWindow, qtbot: QtBot) -> None:
    assert has_button(window, "Help")
    qtbot.mouseClick(button(window, "Hide"), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert window.is_hidden_screen()
    assert "Press Esc or F12 to go on." in seen(window)
    assert window.windowTitle() == "Hidden"
    qtbot.keyClick(window, Qt.Key.Key_A)
    assert window.is_hidden_screen()
    window.hide_screen()
    assert not window.is_hidden_screen()
    assert window.windowTitle() == window.page.title


def test_no_button_on_the_desk_is_without_a_name(window: MainWindow) -> None:
    for one in pages():
        window.go_to(one.id)
        nameless = [
            found.objectName()
            for found in window.findChildren(QPushButton)
            if found.isVisible() and not found.accessibleName().strip()
        ]
        assert nameless == [], one.id


def test_a_window_that_is_closed_takes_everything_with_it(register: Register, qapp: QApplication) -> None:
    before = QApplication.topLevelWidgets()
    with desk_on(register, qapp) as window:
        window.search.begin()
    assert [one.objectName() for one in QApplication.topLevelWidgets() if one not in before] == []
