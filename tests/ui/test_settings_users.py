"""Settings, the users: who may be added, what stops a change, and the ways in that each person keeps."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from policydesk.errors import DiskFull, WrongPassword
from policydesk.queries.school import users
from policydesk.store import open_register
from policydesk.store import users as store_users
from policydesk.store.preferences import note_signed_in
from policydesk.store.users import add_user, reset_password
from policydesk.terms import Role
from policydesk.ui.kit.messages import Message
from policydesk.ui.main_window import MainWindow
from policydesk.ui.settings.page import SettingsPage
from policydesk.ui.settings.sheets_dialog import SheetsDialog
from policydesk.ui.settings.users import UsersPart, in_words, last_signed_in
from tests.conftest import PASSWORD, QUICK, StoppedClock
from tests.hands import button, dialog, fill, form, has_button, part, press, save, seen, until

OTHER = "harbour violin 42 ladder"


@pytest.fixture
def ways(window: MainWindow) -> UsersPart:
    window.go_to("settings")
    page = window.page
    assert isinstance(page, SettingsPage)
    page.show_part("Users")
    assert isinstance(page.part, UsersPart)
    return page.part


def add_ruth(ways: UsersPart, *roles: Role) -> int:
    made = add_user(ways.desk.register, "Ruth Penhale", OTHER, frozenset(roles or {Role.VIEWER}), kdf=QUICK)
    ways.refresh()
    ways.view.select_id(made)
    return made


def listed(ways: UsersPart) -> dict[str, tuple[str, ...]]:
    model = ways.model
    rows = [[str(model.index(row, column).data()) for column in range(4)] for row in range(model.rowCount())]
    return {name: tuple(rest) for name, *rest in rows}


def test_the_list_says_who_may_open_the_register_since_when_and_as_what(ways: UsersPart, clock: StoppedClock) -> None:
    assert listed(ways) == {"Alex Morgan": ("Office manager", "20 November 2026", "Not yet")}
    clock.advance(hours=3, minutes=5)
    note_signed_in(ways.desk.register, clock())
    ways.refresh()
    assert listed(ways)["Alex Morgan"][2] == "20 November 2026, 12:05"
    assert ways.view.accessibleName() == "Users, 1 user"


def test_roles_are_said_in_the_order_of_the_terms() -> None:
    assert in_words(frozenset({Role.VIEWER, Role.OFFICE_MANAGER})) == in_words((Role.OFFICE_MANAGER, Role.VIEWER))
    assert in_words(frozenset()) == ""


@pytest.mark.parametrize(
    ("name", "password", "says"),
    [
        ("alex morgan", OTHER, "alex morgan is already a user. Enter a different name."),
        ("n" * 201, OTHER, "Name has 201 letters and 200 fit. Shorten it."),
    ],
)
def test_a_name_that_cannot_be_is_said(ways: UsersPart, qtbot: QtBot, name: str, password: str, says: str) -> None:
    qtbot.keyClick(button(ways, "Add user…"), Qt.Key.Key_Space)
    part(form(), QLineEdit, "Name").setText(name)
    qtbot.keyClick(part(form(), QCheckBox, Role.VIEWER.label), Qt.Key.Key_Space)
    part(form(), QLineEdit, "First password").setText(password)
    assert save(qtbot, form()) == (says,)
    assert form().value_of("password") == password, "nothing typed is lost"
    assert list(listed(ways)) == ["Alex Morgan"]


@pytest.mark.parametrize("password", ["Ruth Penhale", "longacre primary school", "aaaaaaaaaaaa", "password1234"])
def test_a_password_easily_guessed_is_refused(ways: UsersPart, qtbot: QtBot, password: str) -> None:
    qtbot.keyClick(button(ways, "Add user…"), Qt.Key.Key_Space)
    fill(form(), "Name", "Ruth Penhale")
    form().input_of("roles").set_value({Role.VIEWER})
    part(form(), QLineEdit, "First password").setText(password)
    assert len(save(qtbot, form())) == 1
    assert form().rows["password"].message.isVisible()


def test_trouble_with_the_disk_is_said_in_the_form_and_nobody_is_added(
    ways: UsersPart, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_about: object) -> int:
        raise DiskFull("There is no room left on the disk.")

    monkeypatch.setattr(store_users, "add_user", full)
    qtbot.keyClick(button(ways, "Add user…"), Qt.Key.Key_Space)
    fill(form(), "Name", "Ruth Penhale")
    form().input_of("roles").set_value({Role.VIEWER})
    part(form(), QLineEdit, "First password").setText(OTHER)
    assert save(qtbot, form()) == ("There is no room left on the disk.",)
    assert part(form(), QLineEdit, "Name").text() == "Ruth Penhale"


def test_somebody_removed_can_be_added_again_under_the_same_name(ways: UsersPart, qtbot: QtBot) -> None:
    add_ruth(ways)
    qtbot.keyClick(button(ways, "Remove user…"), Qt.Key.Key_Space)
    says = seen(dialog(Message))
    assert "What they did stays in the history. Backups made before still open with their password." in says
    qtbot.keyClick(button(dialog(Message), "Keep as it is"), Qt.Key.Key_Space)
    assert "Ruth Penhale" in listed(ways)
    qtbot.keyClick(button(ways, "Remove user…"), Qt.Key.Key_Space)
    qtbot.keyClick(button(dialog(Message), "Remove Ruth Penhale"), Qt.Key.Key_Space)
    assert "Ruth Penhale" not in listed(ways)
    folder = ways.desk.register.folder
    with pytest.raises(WrongPassword):
        open_register(folder, user_name="Ruth Penhale", password=OTHER, clock=StoppedClock())
    add_ruth(ways, Role.DSL)
    assert listed(ways)["Ruth Penhale"][0] == Role.DSL.label


def test_roles_are_changed_from_the_list_with_enter(window: MainWindow, ways: UsersPart, qtbot: QtBot) -> None:
    add_ruth(ways)
    qtbot.keyClick(ways.view, Qt.Key.Key_Return)
    assert form().windowTitle() == "Roles of Ruth Penhale"
    assert form().value_of("roles") == {Role.VIEWER}
    qtbot.keyClick(part(form(), QCheckBox, Role.VIEWER.label), Qt.Key.Key_Space)
    assert save(qtbot, form()) == ("Select at least one role.",)
    qtbot.keyClick(part(form(), QCheckBox, Role.DSL.label), Qt.Key.Key_Space)
    assert save(qtbot, form()) == ()
    assert listed(ways)["Ruth Penhale"][0] == Role.DSL.label
    assert f"Ruth Penhale is now {Role.DSL.label.lower()}." in seen(window)


def test_the_only_office_manager_stays_one(ways: UsersPart, qtbot: QtBot) -> None:
    ways.view.select_id(ways.desk.actor.user_id)
    qtbot.keyClick(button(ways, "Change roles…"), Qt.Key.Key_Space)
    form().input_of("roles").set_value({Role.HEADTEACHER})
    says = save(qtbot, form())
    assert says == ("Somebody has to run the register. Make another user office manager first.",)
    assert listed(ways)["Alex Morgan"][0] == "Office manager"


def test_who_hands_the_office_over_sees_at_once_what_they_may_still_do(
    window: MainWindow, ways: UsersPart, qtbot: QtBot
) -> None:
    add_ruth(ways, Role.OFFICE_MANAGER)
    ways.view.select_id(window.desk.actor.user_id)
    qtbot.keyClick(button(ways, "Change roles…"), Qt.Key.Key_Space)
    form().input_of("roles").set_value({Role.DSL})
    assert save(qtbot, form()) == ()
    assert window.desk.actor.roles == {Role.DSL}
    assert not has_button(ways, "Add user…")
    assert "An office manager adds and removes users and changes their roles." in seen(ways)
    assert has_button(ways, "Change my password…")


def test_the_window_says_the_new_roles_of_who_is_signed_in(window: MainWindow, ways: UsersPart, qtbot: QtBot) -> None:
    assert "Signed in: Alex Morgan, Office manager" in seen(window)
    ways.view.select_id(window.desk.actor.user_id)
    qtbot.keyClick(button(ways, "Change roles…"), Qt.Key.Key_Space)
    form().input_of("roles").set_value({Role.OFFICE_MANAGER, Role.DSL})
    assert save(qtbot, form()) == ()
    assert f"Signed in: Alex Morgan, {Role.DSL.label}, Office manager" in seen(window) or (
        f"Signed in: Alex Morgan, Office manager, {Role.DSL.label}" in seen(window)
    )


def test_enter_on_a_user_does_nothing_for_who_may_not_change_them(ways: UsersPart, qtbot: QtBot) -> None:
    add_ruth(ways, Role.DSL)
    ways.desk.register.sign_in("Ruth Penhale")
    ways.refresh()
    qtbot.keyClick(ways.view, Qt.Key.Key_Return)
    assert not [one for one in ways.window().findChildren(QLineEdit) if one.window() is not ways.window()]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("", OTHER, "Enter your password."),
        (PASSWORD, "", "Enter the new password."),
        ("not my password", OTHER, "That is not your password now. Enter the one you signed in with."),
    ],
)
def test_a_password_is_not_changed_where_something_is_wrong(
    ways: UsersPart, qtbot: QtBot, old: str, new: str, says: str
) -> None:
    qtbot.keyClick(button(ways, "Change my password…"), Qt.Key.Key_Space)
    part(form(), QLineEdit, "Your password now").setText(old)
    part(form(), QLineEdit, "New password").setText(new)
    assert save(qtbot, form()) == (says,)
    register = ways.desk.register
    register.close()
    open_register(register.folder, user_name="Alex Morgan", password=PASSWORD, clock=StoppedClock()).close()


def test_a_new_password_that_is_too_short_is_said_at_the_new_one(ways: UsersPart, qtbot: QtBot) -> None:
    qtbot.keyClick(button(ways, "Change my password…"), Qt.Key.Key_Space)
    part(form(), QLineEdit, "Your password now").setText(PASSWORD)
    fill(form(), "New password", "short")
    assert "Too short: 7 more letters needed." in seen(form())
    assert len(save(qtbot, form())) == 1
    assert form().rows["new"].message.isVisible()
    assert not form().rows["old"].message.isVisible()


class TestSheets:
    """New recovery sheets."""

    def make(self, ways: UsersPart, qtbot: QtBot) -> SheetsDialog:
        qtbot.keyClick(button(ways, "New recovery sheets…"), Qt.Key.Key_Space)
        assert "open nothing from then on" in seen(dialog(Message))
        qtbot.keyClick(button(dialog(Message), "Make new sheets"), Qt.Key.Key_Space)
        found = dialog(SheetsDialog)
        assert isinstance(found, SheetsDialog)
        return found

    def check(self, sheets: SheetsDialog, qtbot: QtBot, first: str, second: str) -> tuple[str, ...]:
        fill(sheets, "Sheet 1, the register: last two groups", first)
        fill(sheets, "Sheet 2, safeguarding: last two groups", second)
        qtbot.keyClick(button(sheets, "The paper is right"), Qt.Key.Key_Space)
        return sheets.summary.sentences

    def test_nothing_is_made_where_somebody_thinks_again(self, ways: UsersPart, qtbot: QtBot) -> None:
        before = ways.desk.register.keys
        qtbot.keyClick(button(ways, "New recovery sheets…"), Qt.Key.Key_Space)
        press(qtbot, dialog(Message), "Esc")
        assert ways.desk.register.keys is before

    def test_both_codes_are_shown_and_checked_against_the_paper(self, ways: UsersPart, qtbot: QtBot) -> None:
        sheets = self.make(ways, qtbot)
        codes = (sheets._made.register_code, sheets._made.safeguarding_code)
        assert all("  ".join(code.split("-")) in seen(sheets) for code in codes)
        qtbot.keyClick(button(sheets, "Next"), Qt.Key.Key_Space)
        assert not any(code[-4:] in seen(sheets) for code in codes), "the paper is what is checked"
        wrong = self.check(sheets, qtbot, codes[1][-9:], "QQQQ QQQQ")
        assert wrong == (
            "That is on the other sheet. Type the groups of this one.",
            "That is not as printed. Compare it with the last two groups of the sheet.",
        )
        qtbot.keyClick(button(sheets, "Back"), Qt.Key.Key_Space)
        assert codes[0][-4:] in seen(sheets)
        assert sheets.summary.sentences == ()
        qtbot.keyClick(button(sheets, "Next"), Qt.Key.Key_Space)
        gone: list[int] = []
        sheets.finished.connect(gone.append)
        self.check(sheets, qtbot, codes[0][-9:].lower(), codes[1][-9:])
        assert gone == [1]

    def test_the_new_sheet_opens_the_register_and_the_old_one_does_not(self, ways: UsersPart, qtbot: QtBot) -> None:
        old = store_users.new_sheets(ways.desk.register).register_code
        sheets = self.make(ways, qtbot)
        new, folder = sheets._made.register_code, ways.desk.register.folder
        ways.desk.register.close()
        about = {"user_name": "Alex Morgan", "new": OTHER, "clock": StoppedClock(), "kdf": QUICK}
        with pytest.raises(WrongPassword):
            reset_password(folder, code=old, **about)
        reset_password(folder, code=new, **about).close()
        open_register(folder, user_name="Alex Morgan", password=OTHER, clock=StoppedClock()).close()

    def test_leaving_before_the_check_asks_first(self, ways: UsersPart, qtbot: QtBot) -> None:
        sheets = self.make(ways, qtbot)
        press(qtbot, sheets, "Esc")
        assert "Without them a forgotten password cannot be put right." in seen(dialog(Message))
        qtbot.keyClick(button(dialog(Message), "Leave without checking"), Qt.Key.Key_Space)
        until(qtbot, lambda: not [one for one in ways.window().findChildren(SheetsDialog) if one.isVisible()])

    def test_trouble_with_the_disk_is_said_and_no_sheets_are_shown(
        self, ways: UsersPart, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_about: object) -> None:
            raise DiskFull("There is no room left on the disk.")

        monkeypatch.setattr(store_users, "new_sheets", full)
        with qtbot.captureExceptions() as caught:
            qtbot.keyClick(button(ways, "New recovery sheets…"), Qt.Key.Key_Space)
            qtbot.keyClick(button(dialog(Message), "Make new sheets"), Qt.Key.Key_Space)
        assert [getattr(one[1], "says", "") for one in caught] == ["There is no room left on the disk."]
        assert not [one for one in ways.window().findChildren(SheetsDialog) if one.isVisible()]


def test_only_users_of_today_are_listed(ways: UsersPart) -> None:
    add_ruth(ways)
    assert {row.name for row in ways.desk.ask(users)} == {"Alex Morgan", "Ruth Penhale"}
    assert {last_signed_in(row) for row in ways.desk.ask(users)} == {"Not yet"}
