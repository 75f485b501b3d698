"""The unlock window: a name, a password, Enter; and what it says when that does not open the register."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from policydesk.store import Register, create_register, open_register
from policydesk.store.backup import make_backup
from policydesk.store.keyfile import KeyFile
from policydesk.store.opening import Created, unlock
from policydesk.store.slots import sheet_slots
from policydesk.terms import Role
from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.unlock import UnlockWindow
from policydesk.ui.unlock_progress import UpdateWords
from tests.conftest import PASSWORD, QUICK, StoppedClock, stretch_at_once
from tests.fixtures.make_register import REGISTERS
from tests.hands import press, until


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are stretched for nothing here."""
    stretch_at_once(monkeypatch)


@pytest.fixture
def made(tmp_path: Path, clock: StoppedClock) -> Created:
    """A closed register of Longacre Primary School with Alex Morgan as its user."""
    created = create_register(
        tmp_path / "longacre.policydesk",
        school_name="Longacre Primary School",
        user_name="Alex Morgan",
        password=PASSWORD,
        roles=frozenset({Role.OFFICE_MANAGER}),
        clock=clock,
        kdf=QUICK,
    )
    created.register.close()
    return created


@pytest.fixture
def window(qtbot: QtBot, made: Created, clock: StoppedClock) -> UnlockWindow:
    unlock = UnlockWindow(made.register.folder, clock)
    qtbot.addWidget(unlock)
    unlock.show()
    return unlock


def type_password(qtbot: QtBot, window: UnlockWindow, password: str) -> None:
    """Type a password, press Enter, and wait until the window has its answer."""
    window.password.edit.clear()
    qtbot.keyClicks(window.password.edit, password)
    qtbot.keyClick(window.password.edit, Qt.Key.Key_Return)
    until(qtbot, lambda: not window._jobs.busy)


def button(window: UnlockWindow, name: str) -> QPushButton:
    return next(one for one in window.findChildren(QPushButton) if one.accessibleName() == name)


def test_the_right_password_and_enter_open_the_register(qtbot: QtBot, window: UnlockWindow) -> None:
    opened: list[Register] = []
    window.opened.connect(opened.append)
    assert "Longacre Primary School" in window.windowTitle()
    type_password(qtbot, window, PASSWORD)
    assert opened[0].actor.name == "Alex Morgan"
    assert window.password.value() == "", "the password does not stay in its box"
    opened[0].close()


def test_while_an_older_register_is_brought_up_to_date_the_window_says_what_is_done(
    qtbot: QtBot, clock: StoppedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(shutil.copytree(REGISTERS / "schema-8", tmp_path / "older.policydesk"))
    window, opened, said = UnlockWindow(folder, clock), list[Register](), list[str]()
    qtbot.addWidget(window)
    window.opened.connect(opened.append)
    monkeypatch.setattr(window.progress, "setText", said.append)
    type_password(qtbot, window, PASSWORD)
    opened[0].close()
    assert re.fullmatch(r"Bringing this .* making a backup first, and checking it \(step 1 of \d+\) …", said[0])
    assert said[-1] == "Bringing this register up to date: changing its tables …"
    assert len(said) > 20, "it goes on saying how far it is"


def test_every_box_has_the_name_that_a_screen_reader_says(window: UnlockWindow) -> None:
    assert window.people.accessibleName() == "Your name"
    assert window.password.edit.accessibleName() == "Password"
    assert button(window, "Show password").isVisible()


def test_the_letters_of_both_boxes_lead_to_them(window: UnlockWindow, qtbot: QtBot) -> None:
    press(qtbot, window, "Alt+W")
    assert window.focusWidget() is window.people
    press(qtbot, window, "Alt+P")
    assert window.focusWidget() is window.password.edit


def test_the_user_of_last_time_is_chosen_already(qtbot: QtBot, made: Created, clock: StoppedClock) -> None:
    from policydesk.store.users import add_user

    register = open_register(made.register.folder, user_name="Alex Morgan", password=PASSWORD, clock=clock)
    add_user(register, "Priya Patel", "violet garden spoon", frozenset({Role.DSL}))
    register.close()
    window = UnlockWindow(made.register.folder, clock, last_user="Priya Patel")
    qtbot.addWidget(window)
    assert [window.people.itemText(number) for number in range(2)] == ["Alex Morgan", "Priya Patel"]
    assert window.people.currentText() == "Priya Patel"


def test_a_wrong_password_says_how_many_tries_are_left_and_can_be_typed_over(
    qtbot: QtBot, window: UnlockWindow
) -> None:
    type_password(qtbot, window, "not my password")
    assert window.message.text() == "That password does not open this register. 4 tries left before a one-minute wait."
    assert window.password.edit.selectedText(), "the next letter replaces what was wrong"
    assert window.unlock_button.isEnabled()


def test_no_password_is_not_counted_as_a_try(qtbot: QtBot, window: UnlockWindow, made: Created) -> None:
    qtbot.keyClick(window.password.edit, Qt.Key.Key_Return)
    assert window.message.text() == "Enter your password."
    assert not (made.register.folder / "register.tries").exists()


def test_after_five_wrong_passwords_the_button_counts_the_wait_down_and_then_opens(
    qtbot: QtBot, window: UnlockWindow, clock: StoppedClock
) -> None:
    for _ in range(5):
        type_password(qtbot, window, "not my password")
    assert window.message.text().endswith("Wait 1 minute, then try again.")
    assert window.unlock_button.text() == "Wait 1:00"
    assert not window.unlock_button.isEnabled()
    qtbot.keyClick(window.password.edit, Qt.Key.Key_Return)
    assert not window._jobs.busy, "Enter does nothing while one has to wait"
    clock.advance(minutes=1)
    window._wait.timeout.emit()
    assert window.message.text() == "You can try again now."
    with qtbot.waitSignal(window.opened) as opened:
        type_password(qtbot, window, PASSWORD)
    assert opened.args is not None
    opened.args[0].close()


def test_another_person_does_not_wait_for_somebody_elses_wrong_passwords(
    qtbot: QtBot, made: Created, clock: StoppedClock
) -> None:
    from policydesk.store.users import add_user

    register = open_register(made.register.folder, user_name="Alex Morgan", password=PASSWORD, clock=clock)
    add_user(register, "Priya Patel", "violet garden spoon", frozenset({Role.DSL}))
    register.close()
    window = UnlockWindow(made.register.folder, clock)
    qtbot.addWidget(window)
    window.show()
    for _ in range(5):
        type_password(qtbot, window, "not my password")
    window.people.setCurrentText("Priya Patel")
    assert window.unlock_button.isEnabled()
    assert window.unlock_button.text() == "&Unlock"
    with qtbot.waitSignal(window.opened) as opened:
        type_password(qtbot, window, "violet garden spoon")
    assert opened.args is not None
    opened.args[0].close()


def test_a_register_that_is_open_elsewhere_says_who_has_it_and_where(
    qtbot: QtBot, window: UnlockWindow, made: Created, clock: StoppedClock
) -> None:
    first = open_register(made.register.folder, user_name="Alex Morgan", password=PASSWORD, clock=clock)
    try:
        type_password(qtbot, window, PASSWORD)
    finally:
        first.close()
    assert window.message.text() == (
        "Alex Morgan has the register open on this computer since 09:00. Close it there, then try again."
    )
    assert window.unlock_button.isEnabled()


def test_a_damaged_register_leads_to_its_last_backup(
    qtbot: QtBot, window: UnlockWindow, made: Created, clock: StoppedClock
) -> None:
    folder = made.register.folder
    register = open_register(folder, user_name="Alex Morgan", password=PASSWORD, clock=clock)
    make_backup(register)
    register.close()
    (folder / "register.db").write_bytes(b"spoilt" * 10_000)
    with qtbot.waitSignal(window.damaged) as damaged:
        type_password(qtbot, window, PASSWORD)
    assert damaged.args is not None
    assert "Restore the backup of 20 November 2026, 09:00." in damaged.args[0].says
    assert window.message.text() == damaged.args[0].says


def test_the_password_of_a_demo_school_is_shown_and_of_no_other(
    qtbot: QtBot, made: Created, clock: StoppedClock
) -> None:
    def words(window: UnlockWindow) -> str:
        from PySide6.QtWidgets import QLabel

        return " ".join(label.text() for label in window.findChildren(QLabel))

    demo = UnlockWindow(made.register.folder, clock, demo_password="thistle teapot harbour")
    real = UnlockWindow(made.register.folder, clock)
    for one in (demo, real):
        qtbot.addWidget(one)
    assert "thistle teapot harbour" in words(demo)
    assert "demo" not in words(real).lower()


def forgotten(qtbot: QtBot, window: UnlockWindow, code: str, new: str) -> FormDialog:
    """Open the form for a forgotten password and fill it in."""
    button(window, "I have forgotten it").click()
    form = window.findChild(QDialog)
    assert isinstance(form, FormDialog)
    for name, words in (("code", code), ("new", new)):
        qtbot.keyClicks(form.findChild(QLineEdit, name), words)
    form.primary.click()
    return form


def test_somebody_with_the_recovery_sheet_gets_in_with_a_new_password(
    qtbot: QtBot, window: UnlockWindow, made: Created, clock: StoppedClock
) -> None:
    opened: list[Register] = []
    window.opened.connect(opened.append)
    typed = made.sheets.register_code.lower().replace("-", " ")
    forgotten(qtbot, window, typed, "violet garden spoon")
    assert opened[0].actor.name == "Alex Morgan"
    opened[0].close()
    again = open_register(made.register.folder, user_name="Alex Morgan", password="violet garden spoon", clock=clock)
    again.close()


def test_with_the_recovery_sheet_an_older_register_says_what_is_done_just_as_with_a_password(
    qtbot: QtBot, clock: StoppedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(shutil.copytree(REGISTERS / "schema-8", tmp_path / "older.policydesk"))
    keys = KeyFile.read(folder)
    file_key = unlock(folder, keys, "Alex Morgan", PASSWORD, clock).file_key
    keys, sheets = sheet_slots(keys, file_key)
    keys.signed(file_key).write(folder)
    window, opened, said = UnlockWindow(folder, clock), list[Register](), list[str]()
    qtbot.addWidget(window)
    window.show()
    window.opened.connect(opened.append)
    monkeypatch.setattr(UpdateWords, "setText", lambda _words, says: said.extend([says] if says else []))
    forgotten(qtbot, window, sheets.register_code, "violet garden spoon")
    opened[0].close()
    assert re.fullmatch(r"Bringing this .* making a backup first, and checking it \(step 1 of \d+\) …", said[0])
    assert said[-1] == "Bringing this register up to date: changing its tables …"


@pytest.mark.parametrize(
    ("spoil", "new", "field", "says"),
    [
        (lambda code: code[:-3], "violet garden spoon", "code", "The recovery code has 36 letters and digits"),
        (lambda code: code, "short", "new", "Use 12 characters or more"),
        (lambda _code: "AAAA-" * 9, "violet garden spoon", "code", "The recovery code is not as printed"),
    ],
    ids=["a group is missing", "the new password is short", "another code"],
)
def test_a_mistyped_code_or_a_weak_password_is_said_beside_its_box_and_nothing_is_lost(
    qtbot: QtBot, window: UnlockWindow, made: Created, spoil: Callable[[str], str], new: str, field: str, says: str
) -> None:
    form = forgotten(qtbot, window, spoil(made.sheets.register_code), new)
    assert form.isVisible()
    assert form.rows[field].message.text().startswith(says)
    assert form.value_of("new") == new


def test_the_sheet_of_another_school_is_refused_in_words(qtbot: QtBot, window: UnlockWindow, made: Created) -> None:
    form = forgotten(qtbot, window, made.sheets.safeguarding_code, "violet garden spoon")
    assert form.rows["code"].message.text() == (
        "This recovery code does not open this register. Use the newest sheet of this school."
    )


def test_somebody_can_go_to_another_register_with_the_keyboard(qtbot: QtBot, window: UnlockWindow) -> None:
    other = button(window, "Another register or a backup")
    other.setFocus()
    with qtbot.waitSignal(window.elsewhere):
        qtbot.keyClick(other, Qt.Key.Key_Return)


def test_the_unlock_window_is_shown_before_the_database_library_is_there(made: Created) -> None:
    program = (
        "import sys\n"
        "from datetime import datetime, UTC\n"
        "from pathlib import Path\n"
        "from PySide6.QtWidgets import QApplication\n"
        "app = QApplication([])\n"
        "from policydesk.ui.unlock import UnlockWindow\n"
        f"window = UnlockWindow(Path({str(made.register.folder)!r}), lambda: datetime.now(UTC))\n"
        "window.show()\n"
        "app.processEvents()\n"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'sqlalchemy', 'alembic', 'reportlab'}))\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert run.stdout.strip() == "[]"
