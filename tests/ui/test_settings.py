"""Settings: the school, its users, the register, how the desk looks, and what PolicyDesk is."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QDesktopServices, QGuiApplication, QPixmap
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import text
from sqlalchemy.orm import Session

from policydesk.errors import WrongPassword
from policydesk.queries.school import school_row, users
from policydesk.store import open_register
from policydesk.store.backup import BACKUPS, list_backups
from policydesk.store.users import add_user
from policydesk.terms import Role
from policydesk.ui.kit.messages import Message
from policydesk.ui.main_window import MainWindow
from policydesk.ui.settings.about import AboutPart
from policydesk.ui.settings.look import LookPart
from policydesk.ui.settings.page import SettingsPage
from policydesk.ui.settings.part import Part
from policydesk.ui.settings.register import RegisterPart
from policydesk.ui.settings.school import SchoolPart
from policydesk.ui.settings.sheets_dialog import SheetsDialog
from policydesk.ui.settings.users import UsersPart
from policydesk.ui.theme import Look
from tests.conftest import PASSWORD, QUICK, StoppedClock
from tests.hands import button, dialog, fill, form, has_button, part, press, save, seen, until
from tests.stories import hire

OTHER = "harbour violin 42 ladder"


def settings(window: MainWindow, kind: type[Part]) -> Part:
    window.go_to("settings")
    page = window.page
    assert isinstance(page, SettingsPage)
    number = next(number for number, one in enumerate(page.parts) if isinstance(one, kind))
    page.tabs.setCurrentIndex(number)
    assert page.part.isVisible()
    return page.parts[number]


def quiet(window: MainWindow, qtbot: QtBot) -> None:
    until(qtbot, lambda: not window.desk.jobs.busy)


def test_the_parts_are_gone_through_with_ctrl_tab(window: MainWindow, qtbot: QtBot) -> None:
    window.go_to("settings")
    page = window.page
    assert isinstance(page, SettingsPage)
    titles = []
    for _step in page.parts:
        titles.append(page.part.title)
        press(qtbot, window, "Ctrl+Tab")
    assert len(set(titles)) == len(page.parts)
    press(qtbot, window, "Ctrl+Shift+Tab")
    assert page.part.title == titles[-1]


class TestSchool:
    """The school's own details."""

    def test_details_are_changed_and_wrong_ones_said(self, window: MainWindow, qtbot: QtBot) -> None:
        school = settings(window, SchoolPart)
        assert isinstance(school, SchoolPart)
        qtbot.keyClick(school.change_button, Qt.Key.Key_Space)
        box = next(iter(form().rows.values())).input.control
        assert isinstance(box, QLineEdit)
        fill(form(), box.accessibleName(), "")
        assert len(save(qtbot, form())) == 1
        fill(form(), box.accessibleName(), "Longacre <Academy> & Nursery")
        assert save(qtbot, form()) == ()
        assert window.desk.ask(school_row).name == "Longacre <Academy> & Nursery"
        assert "Longacre <Academy> & Nursery" in seen(school)
        press(qtbot, window, "Ctrl+Z")
        assert window.desk.ask(school_row).name == "Longacre Primary School"

    def test_a_logo_is_chosen_shown_and_removed_and_what_is_none_is_said(
        self, window: MainWindow, qtbot: QtBot, tmp_path: Path
    ) -> None:
        school = settings(window, SchoolPart)
        assert isinstance(school, SchoolPart)
        file = tmp_path / "logo.png"
        file.write_text("no picture")
        school.choose_logo()
        assert save(qtbot, form()) == ("Choose a picture.",)
        form().input_of("logo").set_value(file)
        assert len(save(qtbot, form())) == 1
        picture = QPixmap(40, 40)
        picture.fill(QColor("navy"))
        assert picture.save(str(file))
        assert save(qtbot, form()) == ()
        assert school.logo.isVisible()
        assert window.desk.ask(school_row).logo == file.read_bytes()
        qtbot.keyClick(school.remove_button, Qt.Key.Key_Space)
        assert window.desk.ask(school_row).logo is None


class TestUsers:
    """Who may open the register."""

    @pytest.fixture
    def users_part(self, window: MainWindow) -> UsersPart:
        found = settings(window, UsersPart)
        assert isinstance(found, UsersPart)
        return found

    def test_a_user_is_added_and_opens_the_register_with_their_own_password(
        self, window: MainWindow, users_part: UsersPart, qtbot: QtBot
    ) -> None:
        qtbot.keyClick(users_part.add_button, Qt.Key.Key_Space)
        assert save(qtbot, form()) == ("Enter the user’s name.", "Select at least one role.", "Enter a password.")
        fill(form(), "Name", "Ruth Penhale")
        form().input_of("roles").set_value({Role.DSL, Role.HEADTEACHER})
        part(form(), QLineEdit, "First password").setText("short")
        assert "12" in save(qtbot, form())[0]
        part(form(), QLineEdit, "First password").setText(OTHER)
        assert save(qtbot, form()) == ()
        assert "Added Ruth Penhale." in seen(window)
        assert {row.name: row.roles for row in window.desk.ask(users)}["Ruth Penhale"] == (Role.DSL, Role.HEADTEACHER)
        register = window.desk.register
        register.close()
        again = open_register(register.folder, user_name="Ruth Penhale", password=OTHER, clock=StoppedClock())
        assert again.actor.roles == {Role.DSL, Role.HEADTEACHER}
        again.close()

    def test_roles_are_changed_but_never_so_that_nobody_runs_the_register(
        self, window: MainWindow, users_part: UsersPart, qtbot: QtBot
    ) -> None:
        users_part.view.select_id(window.desk.actor.user_id)
        users_part.change_roles()
        form().input_of("roles").set_value({Role.VIEWER})
        assert len(save(qtbot, form())) == 1
        form().input_of("roles").set_value({Role.OFFICE_MANAGER, Role.DSL})
        assert save(qtbot, form()) == ()
        assert "Alex Morgan is now" in seen(window)

    def test_a_user_is_removed_after_a_question_but_never_oneself(
        self, window: MainWindow, users_part: UsersPart, qtbot: QtBot
    ) -> None:
        users_part.remove()
        assert "You cannot remove yourself." in seen(dialog(Message))
        press(qtbot, dialog(Message), "Esc")
        other = add_user(window.desk.register, "Ruth Penhale", OTHER, frozenset({Role.VIEWER}), kdf=QUICK)
        users_part.refresh()
        users_part.view.select_id(other)
        users_part.remove()
        qtbot.keyClick(button(dialog(Message), "Remove Ruth Penhale"), Qt.Key.Key_Space)
        assert "Removed Ruth Penhale as a user." in seen(window)
        assert [row.name for row in window.desk.ask(users) if row.removed_on is None] == ["Alex Morgan"]

    def test_the_own_password_is_changed_with_the_old_one(
        self, window: MainWindow, users_part: UsersPart, qtbot: QtBot
    ) -> None:
        qtbot.keyClick(users_part.password_button, Qt.Key.Key_Space)
        part(form(), QLineEdit, "Your password now").setText("not the password")
        part(form(), QLineEdit, "New password").setText(OTHER)
        assert len(save(qtbot, form())) == 1
        part(form(), QLineEdit, "Your password now").setText(PASSWORD)
        assert save(qtbot, form()) == ()
        assert "Your password is changed." in seen(window)
        folder = window.desk.register.folder
        window.desk.register.close()
        with pytest.raises(WrongPassword):
            open_register(folder, user_name="Alex Morgan", password=PASSWORD, clock=StoppedClock())
        open_register(folder, user_name="Alex Morgan", password=OTHER, clock=StoppedClock()).close()

    def test_new_sheets_are_shown_and_typed_back_before_they_go(
        self, window: MainWindow, users_part: UsersPart, qtbot: QtBot
    ) -> None:
        users_part.new_sheets()
        qtbot.keyClick(button(dialog(Message), "Make new sheets"), Qt.Key.Key_Space)
        sheets = dialog(SheetsDialog)
        assert isinstance(sheets, SheetsDialog)
        sheets.reject()
        qtbot.keyClick(button(dialog(Message), "Stay with the sheets"), Qt.Key.Key_Space)
        qtbot.keyClick(button(sheets, "Next"), Qt.Key.Key_Space)
        qtbot.keyClick(button(sheets, "The paper is right"), Qt.Key.Key_Space)
        assert len(sheets.summary.sentences) == 2
        fill(sheets, "Sheet 1, the register: last two groups", sheets._made.register_code[-9:])
        fill(sheets, "Sheet 2, safeguarding: last two groups", sheets._made.safeguarding_code[-9:])
        qtbot.keyClick(button(sheets, "The paper is right"), Qt.Key.Key_Space)
        assert not [one for one in window.findChildren(QDialog) if one.isVisible()]


class TestRegister:
    """The register as a file."""

    @pytest.fixture
    def register_part(self, window: MainWindow) -> RegisterPart:
        hire(window.desk.register)
        found = settings(window, RegisterPart)
        assert isinstance(found, RegisterPart)
        return found

    def test_it_says_where_the_register_is_and_its_seal(self, window: MainWindow, register_part: RegisterPart) -> None:
        register_part.refresh()
        says = seen(register_part)
        assert str(window.desk.register.folder) in says
        assert "None yet" in says
        assert window.desk.register.seal().code in says

    def test_a_backup_is_made_here_and_elsewhere(
        self,
        window: MainWindow,
        register_part: RegisterPart,
        qtbot: QtBot,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        qtbot.keyClick(register_part.backup_button, Qt.Key.Key_Space)
        until(qtbot, lambda: "Made a backup and checked it" in seen(window))
        assert list_backups(window.desk.register.folder / BACKUPS)[0].counts["staff_member"] == 1
        assert "20 November 2026, 09:00" in seen(register_part)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "stick"), ""))
        register_part.save_elsewhere()
        until(qtbot, lambda: (tmp_path / "stick.pdbackup").exists() and not window.desk.jobs.busy)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "gone" / "stick"), ""))
        register_part.save_elsewhere()
        until(qtbot, lambda: window.findChildren(Message))
        assert "gone" in seen(dialog(Message))

    def test_a_sound_register_is_said_to_be_and_an_edit_from_outside_is_named(
        self, window: MainWindow, register_part: RegisterPart, qtbot: QtBot
    ) -> None:
        qtbot.keyClick(register_part.check_button, Qt.Key.Key_Space)
        until(qtbot, lambda: "✓ All is well" in seen(register_part))
        with Session(window.desk.register._engine) as session:
            session.execute(text("UPDATE staff_member SET full_name = 'Somebody Else'"))
            session.commit()
        qtbot.keyClick(register_part.check_button, Qt.Key.Key_Space)
        until(qtbot, lambda: "1 problem found" in seen(register_part))
        assert "Staff member 1" in seen(register_part)
        assert "then restore the last backup from before." in seen(register_part)

    def test_the_folder_is_opened(self, register_part: RegisterPart, monkeypatch: pytest.MonkeyPatch) -> None:
        opened: list[str] = []
        monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
        register_part.open_folder()
        assert opened == [str(register_part.desk.register.folder)]


class TestLook:
    """Colours and text size."""

    def test_colours_and_text_size_count_at_once(self, window: MainWindow, qtbot: QtBot) -> None:
        look = settings(window, LookPart)
        assert isinstance(look, LookPart)
        before = window.fontMetrics().height()
        qtbot.keyClick(look.looks[Look.DARK], Qt.Key.Key_Space)
        assert window.theme.look is Look.DARK
        assert window.palette().window().color().lightness() < 100
        look.slider.setFocus()
        qtbot.keyClick(look.slider, Qt.Key.Key_PageUp)
        assert window.theme.text_size == 120
        assert "120 %" in seen(look)
        until(qtbot, lambda: window.fontMetrics().height() > before)
        press(qtbot, window, "Ctrl+0")
        assert look.slider.value() == 100


class TestAbout:
    """What PolicyDesk is."""

    @pytest.mark.requirement("R29")
    def test_it_names_its_version_and_licences_and_copies_them(
        self, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        about = settings(window, AboutPart)
        assert isinstance(about, AboutPart)
        assert "SQLAlchemy" in seen(about)
        assert "MIT licence" in seen(about)
        assert "It gives no legal advice and certifies nothing." in seen(about)
        qtbot.keyClick(about.copy_button, Qt.Key.Key_Space)
        assert QGuiApplication.clipboard().text().startswith("PolicyDesk 0.")
        opened: list[str] = []
        monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
        about.open_log()
        assert len(opened) == 1


def test_somebody_who_is_no_office_manager_changes_only_their_own_password(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_user(window.desk.register, "Ruth Penhale", OTHER, frozenset({Role.DSL}), kdf=QUICK)
    window.desk.register.sign_in("Ruth Penhale")
    users_part = settings(window, UsersPart)
    users_part.refresh()
    assert "An office manager adds and removes users and changes their roles." in seen(users_part)
    assert not has_button(users_part, "Add user")
    assert has_button(users_part, "Change my password…")
