"""The welcome window: a school makes its register, opens one, restores a backup or looks round the demo school."""

import re
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QFileDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from policydesk.errors import StoreTrouble
from policydesk.store import Register, create_register, open_register
from policydesk.store.backup import list_backups, make_backup
from policydesk.store.backup_file import BACKUPS
from policydesk.terms import Role
from policydesk.ui.kit.job import Progress
from policydesk.ui.remembered import Remembered
from policydesk.ui.welcome.make import CHECK, PLACE, SCHOOL, SHEETS, YOU, MakeWalk
from policydesk.ui.welcome.restore import RestoreWalk
from policydesk.ui.welcome.window import WelcomeWindow
from tests.conftest import PASSWORD, QUICK, StoppedClock, stretch_at_once
from tests.fixtures.make_register import REGISTERS


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Everything is kept in a folder of the test's own, and passwords are stretched for nothing."""
    monkeypatch.setenv("POLICYDESK_HOME", str(tmp_path / "home"))
    stretch_at_once(monkeypatch)
    return tmp_path / "home"


@pytest.fixture
def remembered(tmp_path: Path) -> Remembered:
    return Remembered(tmp_path / "settings")


@pytest.fixture
def window(qtbot: QtBot, remembered: Remembered, clock: StoppedClock) -> WelcomeWindow:
    welcome = WelcomeWindow(remembered, clock, build_demo=small_demo)
    qtbot.addWidget(welcome)
    welcome.resize(1280, 720)
    with qtbot.waitActive(welcome):
        welcome.show()
        welcome.activateWindow()
    return welcome


def small_demo(
    folder: Path, *, clock: Callable[[], datetime], progress: Callable[[int, int], None] | None = None
) -> None:
    """Make a demo school with nothing in it."""
    create_register(
        folder,
        school_name="Demo Primary",
        user_name="Demo",
        password=PASSWORD,
        roles=frozenset({Role.VIEWER}),
        clock=clock,
        is_demo=True,
        kdf=QUICK,
    ).register.close()
    if progress is not None:
        progress(1, 1)


def register_at(folder: Path, clock: StoppedClock, school: str = "Longacre Primary School") -> Register:
    return create_register(
        folder,
        school_name=school,
        user_name="Alex Morgan",
        password=PASSWORD,
        roles=frozenset({Role.OFFICE_MANAGER}),
        clock=clock,
        kdf=QUICK,
    ).register


def seen(window: QWidget) -> str:
    """Return every word that can be read now."""
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def button(window: QWidget, name: str) -> QPushButton:
    return next(one for one in window.findChildren(QPushButton) if one.accessibleName() == name and one.isVisible())


def box(window: QWidget, name: str) -> QLineEdit:
    return next(one for one in window.findChildren(QLineEdit) if one.accessibleName() == name and one.isVisible())


def press(qtbot: QtBot, key: Qt.Key) -> None:
    """Press a key where the focus is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key)


def type_and_enter(qtbot: QtBot, words: str) -> None:
    """Type where the focus is, and press Enter."""
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    focus.selectAll()
    qtbot.keyClicks(focus, words)
    qtbot.keyClick(focus, Qt.Key.Key_Return)


def begun(window: WelcomeWindow) -> MakeWalk:
    """Begin a new register and return its walk."""
    button(window, "Make a new register").click()
    walk = window.walks["make"]
    assert isinstance(walk, MakeWalk)
    return walk


def up_to_the_place(qtbot: QtBot, window: WelcomeWindow) -> MakeWalk:
    """Answer the questions about the school and its first user, with the keyboard."""
    walk = begun(window)
    type_and_enter(qtbot, "Longacre Primary School")
    qtbot.keyClicks(box(window, "Your name"), "Alex Morgan")
    manager = next(one for one in window.findChildren(QCheckBox) if one.accessibleName() == "Office manager")
    qtbot.keyClick(manager, Qt.Key.Key_Space)
    qtbot.keyClicks(box(window, "Password"), PASSWORD)
    qtbot.keyClick(box(window, "Password"), Qt.Key.Key_Return)
    assert walk.at == PLACE
    return walk


def up_to_the_sheets(qtbot: QtBot, window: WelcomeWindow) -> MakeWalk:
    walk = up_to_the_place(qtbot, window)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: walk.at == SHEETS)
    return walk


# what can be begun


def test_the_first_start_offers_four_things_and_the_focus_is_on_a_new_register(window: WelcomeWindow) -> None:
    for name in ("Make a new register", "Open a register…", "Restore a backup…", "Look round the demo school"):
        assert button(window, name).isEnabled()
    assert button(window, "Make a new register").hasFocus()
    assert "Registers on this computer" not in seen(window)


def test_registers_of_this_computer_are_listed_and_one_press_away(
    qtbot: QtBot, tmp_path: Path, remembered: Remembered, clock: StoppedClock
) -> None:
    folder = tmp_path / "longacre.policydesk"
    register_at(folder, clock).close()
    remembered.opened(folder)
    window = WelcomeWindow(remembered, clock)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    assert "Longacre Primary School" in seen(window)
    assert button(window, "Open Longacre Primary School").hasFocus()
    with qtbot.waitSignal(window.chosen) as chosen:
        qtbot.keyClick(button(window, "Open Longacre Primary School"), Qt.Key.Key_Space)
    assert chosen.args == [folder]
    button(window, "Forget Longacre Primary School").click()
    assert "Longacre Primary School" not in seen(window)
    assert folder.is_dir(), "forgetting removes nothing"


def test_a_register_that_cannot_be_read_is_still_listed_and_says_why(
    qtbot: QtBot, tmp_path: Path, remembered: Remembered, clock: StoppedClock
) -> None:
    folder = tmp_path / "longacre.policydesk"
    register_at(folder, clock).close()
    remembered.opened(folder)
    (folder / "register.keys").write_text("{}")
    window = WelcomeWindow(remembered, clock)
    qtbot.addWidget(window)
    window.show()
    button(window, "Open longacre (cannot be read now)").click()
    assert "The key file register.keys is damaged." in window.start.message.text()


def test_another_register_is_opened_by_its_folder_or_by_one_inside_it(
    qtbot: QtBot, window: WelcomeWindow, tmp_path: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "longacre.policydesk"
    register = register_at(folder, clock)
    make_backup(register)
    register.close()
    for picked in (folder, folder / "backups"):
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args, picked=picked: str(picked))
        with qtbot.waitSignal(window.chosen) as chosen:
            button(window, "Open a register…").click()
        assert chosen.args == [folder]


def test_a_folder_without_a_register_is_refused_in_words(
    window: WelcomeWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    button(window, "Open a register…").click()
    assert window.start.message.text().startswith(f"There is no register in “{tmp_path.name}”.")


# the demo school


def test_the_demo_school_is_made_once_and_found_again(qtbot: QtBot, window: WelcomeWindow, home: Path) -> None:
    with qtbot.waitSignal(window.chosen) as first:
        button(window, "Look round the demo school").click()
    assert first.args is not None
    assert [each.name for each in (home / "registers").iterdir()] == [first.args[0].name]
    window._build_demo = None
    with qtbot.waitSignal(window.chosen) as second:
        button(window, "Look round the demo school").click()
    assert second.args == first.args


def test_a_cancelled_demo_school_leaves_nothing_behind(qtbot: QtBot, window: WelcomeWindow, home: Path) -> None:
    def endless(
        folder: Path, *, clock: Callable[[], datetime], progress: Callable[[int, int], None] | None = None
    ) -> None:
        small_demo(folder, clock=clock)
        begun.append(folder)
        assert isinstance(progress, Progress)
        while True:
            progress(1, 1000)

    begun: list[Path] = []
    window._build_demo = endless
    chosen: list[Path] = []
    window.chosen.connect(chosen.append)
    button(window, "Look round the demo school").click()
    assert not window.start.isEnabled()
    qtbot.waitUntil(lambda: bool(begun))
    window.jobs.cancel_all()
    qtbot.waitUntil(lambda: not window.jobs.busy)
    assert list((home / "registers").iterdir()) == []
    assert chosen == []
    assert button(window, "Look round the demo school").isEnabled()


def test_a_full_disk_while_the_demo_is_made_is_said_in_words(qtbot: QtBot, window: WelcomeWindow) -> None:
    def fails(
        folder: Path, *, clock: Callable[[], datetime], progress: Callable[[int, int], None] | None = None
    ) -> None:
        raise StoreTrouble("There is no room left. Free some space, then try again.")

    window._build_demo = fails
    button(window, "Look round the demo school").click()
    qtbot.waitUntil(lambda: not window.jobs.busy)
    assert window.start.message.text() == "There is no room left. Free some space, then try again."


# a new register


def test_a_school_makes_its_register_with_the_keyboard_alone(
    qtbot: QtBot, window: WelcomeWindow, home: Path, clock: StoppedClock
) -> None:
    opened: list[Register] = []
    window.opened.connect(opened.append)
    walk = up_to_the_sheets(qtbot, window)
    made = walk._made
    assert made is not None
    for group in (made.sheets.register_code + "-" + made.sheets.safeguarding_code).split("-"):
        assert group in seen(window)
    assert button(window, "Print both sheets…").hasFocus(), "paper comes first"
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: walk.at == CHECK)
    assert made.sheets.register_code[:4] not in seen(window), "the paper is checked, not the screen"
    qtbot.keyClicks(box(window, "Sheet 1, the register: last two groups"), made.sheets.register_code[-9:].lower())
    second = box(window, "Sheet 2, safeguarding: last two groups")
    qtbot.keyClicks(second, made.sheets.safeguarding_code.replace("-", " "))
    qtbot.keyClick(second, Qt.Key.Key_Return)
    (register,) = opened
    assert register.school_name == "Longacre Primary School"
    assert register.actor.name == "Alex Morgan"
    assert register.actor.roles == {Role.OFFICE_MANAGER}
    assert register.folder == home / "registers" / "Longacre Primary School.policydesk"
    register.close()
    open_register(register.folder, user_name="Alex Morgan", password=PASSWORD, clock=clock).close()


def test_every_step_says_what_is_missing_and_keeps_what_was_typed(qtbot: QtBot, window: WelcomeWindow) -> None:
    walk = begun(window)
    press(qtbot, Qt.Key.Key_Return)
    assert walk.summary.sentences == ("Enter the school’s name.",)
    box(window, "School name").setFocus()
    type_and_enter(qtbot, "Longacre Primary School")
    qtbot.keyClicks(box(window, "Your name"), "Alex Morgan")
    qtbot.keyClick(box(window, "Your name"), Qt.Key.Key_Return)
    assert walk.summary.sentences == ("Select at least one role.", "Enter a password.")
    assert box(window, "Your name").text() == "Alex Morgan"
    button(window, "Enter a password.").click()
    assert box(window, "Password").hasFocus()


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("short", "Use 12 characters or more"),
        ("password1234", "That password is on the list of common ones."),
        ("aaaaaaaaaaaaa", "That password repeats a few characters."),
        ("longacre primary school", "That password is a name that others know."),
    ],
)
def test_a_weak_password_is_answered_while_typing_and_not_accepted(
    qtbot: QtBot, window: WelcomeWindow, password: str, says: str
) -> None:
    walk = begun(window)
    type_and_enter(qtbot, "Longacre Primary School")
    walk.steps[YOU].set_value("user_name", "Alex Morgan")
    walk.steps[YOU].set_value("roles", [Role.DSL])
    qtbot.keyClicks(box(window, "Password"), password)
    if len(password) >= 12:
        assert says in seen(window)
    else:
        assert "Too short: 7 more letters needed." in seen(window)
    button(window, "Next").click()
    assert walk.at == YOU
    assert walk.steps[YOU].rows["password"].message.text().startswith(says)
    assert box(window, "Password").text() == password


def test_three_random_words_are_enough(qtbot: QtBot, window: WelcomeWindow) -> None:
    begun(window)
    type_and_enter(qtbot, "Longacre Primary School")
    qtbot.keyClicks(box(window, "Password"), PASSWORD)
    assert "Strong" in seen(window)


def test_esc_goes_back_step_by_step_and_nothing_typed_is_lost(qtbot: QtBot, window: WelcomeWindow) -> None:
    walk = up_to_the_place(qtbot, window)
    for at in (YOU, SCHOOL):
        press(qtbot, Qt.Key.Key_Escape)
        assert walk.at == at
    press(qtbot, Qt.Key.Key_Escape)
    assert button(window, "Make a new register").isVisible()
    button(window, "Make a new register").click()
    assert box(window, "School name").text() == "Longacre Primary School"
    press(qtbot, Qt.Key.Key_Return)
    assert box(window, "Password").text() == PASSWORD


def test_enter_on_a_button_presses_that_button(qtbot: QtBot, window: WelcomeWindow) -> None:
    walk = up_to_the_place(qtbot, window)
    back = button(window, "Back")
    back.setFocus()
    qtbot.keyClick(back, Qt.Key.Key_Return)
    assert walk.at == YOU


@pytest.mark.parametrize(
    ("place", "says"),
    [
        ("", "Choose a folder."),
        ("registers", "Write the whole place, from the disk on, or choose it with the button"),
        ("{tmp}/OneDrive/longacre", "is in a folder that OneDrive copies while it is in use"),
        ("{tmp}/full", "is not an empty folder."),
        ("{tmp}/full/letter.txt/new", "“new” cannot be made there. Choose another folder."),
        ("{tmp}/longacre.policydesk", "already holds a register."),
    ],
)
def test_a_place_where_a_register_may_not_be_is_refused_and_can_be_changed(
    qtbot: QtBot, window: WelcomeWindow, tmp_path: Path, clock: StoppedClock, place: str, says: str
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("kept")
    register_at(tmp_path / "longacre.policydesk", clock).close()
    walk = up_to_the_place(qtbot, window)
    type_and_enter(qtbot, place.format(tmp=tmp_path)) if place else walk.steps[PLACE].set_value("folder", None)
    if not place:
        walk.next()
    qtbot.waitUntil(lambda: not walk.jobs.busy)
    assert walk.at == PLACE
    assert says in walk.steps[PLACE].rows["folder"].message.text()
    assert walk.register is None
    walk.steps[PLACE].set_value("folder", tmp_path / "new.policydesk")
    walk.next()
    qtbot.waitUntil(lambda: walk.at == SHEETS)


def test_another_place_is_chosen_with_the_button_and_keeps_the_schools_name(
    qtbot: QtBot, window: WelcomeWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = up_to_the_place(qtbot, window)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    button(window, "Choose, Folder").click()
    assert walk.steps[PLACE].value_of("folder") == tmp_path / "Longacre Primary School.policydesk"


def test_the_window_stays_alive_while_the_key_is_made(qtbot: QtBot, window: WelcomeWindow) -> None:
    walk = up_to_the_place(qtbot, window)
    button(window, "Make the register").click()
    assert walk.next_button.text() == "Making the register…"
    assert not walk.next_button.isEnabled()
    walk.next()
    walk.back()
    assert walk.at == PLACE, "pressing twice makes one register"
    qtbot.waitUntil(lambda: walk.at == SHEETS)
    assert walk.next_button.isEnabled()


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        ("", "", ("Type the last two groups of sheet 1.", "Type the last two groups of sheet 2.")),
        ("abc", "{2}", ("Type two groups: eight letters and digits.",)),
        ("{2}", "{2}", ("That is on the other sheet. Type the groups of this one.",)),
        ("QQQQ QQQQ", "{2}", ("That is not as printed. Compare it with the last two groups of the sheet.",)),
    ],
    ids=["nothing typed", "too short", "the other sheet", "mistyped"],
)
def test_what_is_typed_back_wrongly_from_the_paper_is_said(
    qtbot: QtBot, window: WelcomeWindow, first: str, second: str, says: tuple[str, ...]
) -> None:
    walk = up_to_the_sheets(qtbot, window)
    made = walk._made
    assert made is not None
    codes = {"{1}": made.sheets.register_code[-9:], "{2}": made.sheets.safeguarding_code[-9:]}
    button(window, "Next").click()
    walk.steps[CHECK].set_value("register_code", codes.get(first, first))
    walk.steps[CHECK].set_value("safeguarding_code", codes.get(second, second))
    button(window, "Open the register").click()
    assert walk.summary.sentences == says
    button(window, "Back").click()
    assert walk.at == SHEETS, "the codes can be looked at again"


def test_a_zero_is_as_good_as_the_letter_o(qtbot: QtBot, window: WelcomeWindow) -> None:
    walk = up_to_the_sheets(qtbot, window)
    made = walk._made
    assert made is not None
    button(window, "Next").click()
    for name, code in (
        ("register_code", made.sheets.register_code),
        ("safeguarding_code", made.sheets.safeguarding_code),
    ):
        walk.steps[CHECK].set_value(name, code.replace("O", "0").replace("I", "1").replace("B", "8"))
    with qtbot.waitSignal(window.opened) as opened:
        button(window, "Open the register").click()
    assert opened.args is not None
    opened.args[0].close()


def test_somebody_without_a_printer_is_asked_and_may_go_on(qtbot: QtBot, window: WelcomeWindow) -> None:
    walk = up_to_the_sheets(qtbot, window)
    press(qtbot, Qt.Key.Key_Escape)
    message = walk.findChild(QDialog, "message")
    assert message is not None
    assert "Without them a forgotten password cannot be put right" in message.accessibleDescription()
    button(message, "Stay with the sheets").click()
    assert walk.at == SHEETS
    button(window, "Do this later").click()
    with qtbot.waitSignal(window.opened) as opened:
        button(walk, "Open without them").click()
    assert opened.args is not None
    opened.args[0].close()


def test_closing_the_window_with_the_sheets_in_view_closes_the_new_register(
    qtbot: QtBot, window: WelcomeWindow, clock: StoppedClock
) -> None:
    walk = up_to_the_sheets(qtbot, window)
    register = walk.register
    assert register is not None
    window.close()
    open_register(register.folder, user_name="Alex Morgan", password=PASSWORD, clock=clock).close()


def test_the_sheets_are_saved_as_one_pdf(
    qtbot: QtBot, window: WelcomeWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = up_to_the_sheets(qtbot, window)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "sheets"), ""))
    button(window, "Save as PDF…").click()
    qtbot.waitUntil(lambda: not walk.jobs.busy)
    assert (tmp_path / "sheets.pdf").read_bytes().startswith(b"%PDF")
    assert "Print it, then delete the file: it is not encrypted." in seen(window)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "none" / "sheets.pdf"), ""))
    button(window, "Save as PDF…").click()
    qtbot.waitUntil(lambda: not walk.jobs.busy)
    assert "is not there any more" in seen(window)


def test_the_sheets_are_printed_on_two_pages(
    qtbot: QtBot, window: WelcomeWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = up_to_the_sheets(qtbot, window)

    def to_a_file(dialog: QPrintDialog) -> int:
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(tmp_path / "printed.pdf"))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", to_a_file)
    button(window, "Print both sheets…").click()
    qtbot.waitUntil(lambda: not walk.jobs.busy)
    from pypdf import PdfReader

    assert len(PdfReader(tmp_path / "printed.pdf").pages) == 2
    assert f"Saved to printed.pdf in {tmp_path.name}. There are two pages, one for each sheet." in seen(window)


# a backup


@pytest.fixture
def backup(tmp_path: Path, clock: StoppedClock) -> Path:
    """A backup of Longacre Primary School on a memory stick."""
    register = register_at(tmp_path / "longacre.policydesk", clock)
    made = make_backup(register, tmp_path / "stick.pdbackup")
    register.close()
    return made.file


def restoring(window: WelcomeWindow, backup: Path) -> RestoreWalk:
    button(window, "Restore a backup…").click()
    walk = window.walks["restore"]
    assert isinstance(walk, RestoreWalk)
    walk.choose(backup)
    return walk


def test_a_backup_says_whose_it_is_and_becomes_a_register_beside_the_old_one(
    qtbot: QtBot, window: WelcomeWindow, backup: Path, home: Path, tmp_path: Path
) -> None:
    walk = restoring(window, backup)
    assert "Longacre Primary School" in seen(window)
    assert "Made on 20 November 2026, 09:00 by Alex Morgan." in seen(window)
    assert "No members of staff, no policies, no acknowledgements." in seen(window)
    button(window, "Next").click()
    assert walk.people.value() == "Alex Morgan"
    qtbot.keyClicks(box(window, "Password"), PASSWORD)
    qtbot.keyClick(box(window, "Password"), Qt.Key.Key_Return)
    with qtbot.waitSignal(window.opened) as opened:
        button(window, "Restore the register").click()
    assert opened.args is not None
    (register,) = opened.args
    assert register.folder == home / "registers" / "Longacre Primary School.policydesk"
    assert register.actor.name == "Alex Morgan"
    register.close()
    assert (tmp_path / "longacre.policydesk").is_dir()


def test_an_older_backup_says_that_it_is_brought_up_to_date(
    qtbot: QtBot,
    window: WelcomeWindow,
    home: Path,
    tmp_path: Path,
    clock: StoppedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = Path(shutil.copytree(REGISTERS / "schema-8", tmp_path / "older.policydesk"))
    open_register(folder, user_name="Alex Morgan", password=PASSWORD, clock=clock).close()
    (older,) = [one.file for one in list_backups(folder / BACKUPS) if one.schema == 8]
    walk, said = restoring(window, older), list[str]()
    monkeypatch.setattr(walk.progress, "setText", said.append)
    button(window, "Next").click()
    qtbot.keyClicks(box(window, "Password"), PASSWORD)
    qtbot.keyClick(box(window, "Password"), Qt.Key.Key_Return)
    with qtbot.waitSignal(window.opened, timeout=20_000) as opened:
        button(window, "Restore the register").click()
    assert opened.args is not None
    opened.args[0].close()
    assert re.fullmatch(r"Bringing this .* making a backup first, and checking it \(step 1 of \d+\) …", said[0])
    assert said[-1] == "Bringing this register up to date: changing its tables …"


def test_a_wrong_password_for_a_backup_goes_back_to_where_it_is_typed(
    qtbot: QtBot, window: WelcomeWindow, backup: Path, home: Path
) -> None:
    walk = restoring(window, backup)
    button(window, "Next").click()
    type_where = box(window, "Password")
    qtbot.keyClicks(type_where, "not my password")
    qtbot.keyClick(type_where, Qt.Key.Key_Return)
    button(window, "Restore the register").click()
    qtbot.waitUntil(lambda: not walk.jobs.busy)
    assert walk.summary.sentences == (
        "That password does not open this backup. Enter the password Alex Morgan had on 20 November 2026, 09:00.",
    )
    assert box(window, "Password").text() == "not my password"
    assert walk.next_button.isEnabled()
    assert not list((home / "registers").glob("*")) if (home / "registers").exists() else True


def test_a_file_that_is_no_backup_is_refused_where_it_is_chosen(
    window: WelcomeWindow, backup: Path, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(b"%PDF")
    walk = restoring(window, letter)
    assert walk.summary.sentences == ("“letter.pdf” is not a backup of PolicyDesk. Choose a .pdbackup file.",)
    button(window, "Next").click()
    assert walk.at == 0
    walk.choose(backup)
    assert walk.summary.sentences == ()
    button(window, "Next").click()
    assert walk.at == 1


def test_going_on_without_a_backup_asks_for_one(window: WelcomeWindow) -> None:
    button(window, "Restore a backup…").click()
    button(window, "Next").click()
    assert window.walks["restore"].summary.sentences == ("Choose a backup.",)


def test_a_backup_is_not_restored_over_what_is_there(
    qtbot: QtBot, window: WelcomeWindow, backup: Path, tmp_path: Path
) -> None:
    walk = restoring(window, backup)
    walk.next()
    walk.steps[1].set_value("password", PASSWORD)
    walk.next()
    walk.steps[2].set_value("to", tmp_path / "longacre.policydesk")
    walk.next()
    assert walk.summary.sentences[0].startswith("“longacre.policydesk” already holds a register.")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("kept")
    walk.steps[2].set_value("to", tmp_path / "full")
    walk.next()
    qtbot.waitUntil(lambda: not walk.jobs.busy)
    assert "is there already and is left as it is" in walk.summary.sentences[0]
    assert walk.at == 2


def test_after_damage_the_last_good_backup_is_one_press_away(
    qtbot: QtBot, remembered: Remembered, clock: StoppedClock, backup: Path
) -> None:
    says = "The file register.db is damaged. Restore the backup of 20 November 2026, 09:00."
    window = WelcomeWindow(remembered, clock, says, backup=backup)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    assert says in seen(window)
    assert button(window, "Restore that backup…").hasFocus()
    button(window, "Restore that backup…").click()
    assert "Made on 20 November 2026, 09:00 by Alex Morgan." in seen(window)


def test_the_choices_stand_one_below_the_other_where_the_window_is_narrow(window: WelcomeWindow) -> None:
    def places() -> set[int]:
        return {choice.x() for choice in window.start._choices}

    window.resize(1280, 720)
    QApplication.processEvents()
    assert len(places()) == 2
    window.resize(500, 720)
    QApplication.processEvents()
    assert len(places()) == 1
