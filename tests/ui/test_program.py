"""From start to lock: which window comes first, and what happens between the windows."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from policydesk import app
from policydesk.app import application
from policydesk.demo import DEMO_PASSWORD
from policydesk.errors import StoreTrouble
from policydesk.program import Program, relaunch
from policydesk.store import Register, open_register
from policydesk.store.backup import BACKUPS, list_backups, make_backup
from policydesk.store.file_names import WHO_FILE
from policydesk.ui.commands import command
from policydesk.ui.first_window import FirstWindow, raise_first_window
from policydesk.ui.main_window import MainWindow
from policydesk.ui.remembered import Remembered
from policydesk.ui.unlock import UnlockWindow
from policydesk.ui.welcome.window import WelcomeWindow
from tests.conftest import PASSWORD, StoppedClock, stretch_at_once
from tests.hands import press, seen, until
from tests.stories import hire


@pytest.fixture
def program(
    qapp: QApplication, tmp_path: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    """PolicyDesk as it is started, its own things in a folder of its own."""
    monkeypatch.setenv("POLICYDESK_HOME", str(tmp_path / "home"))
    stretch_at_once(monkeypatch)
    monkeypatch.setattr("policydesk.store.process.harden_process", lambda: None)
    made = Program(application(), Remembered(tmp_path / "settings"), clock)
    yield made
    made.close()
    if made.window is not None:
        made.window.close()
        made.window.deleteLater()


@pytest.fixture
def folder(register: Register) -> Path:
    """A closed register that the password opens."""
    register.close()
    return register.folder


def unlocked(program: Program, folder: Path, qtbot: QtBot) -> MainWindow:
    assert program.show_first(folder)
    window = program.window
    assert isinstance(window, UnlockWindow)
    window.password.set_value(PASSWORD)
    press(qtbot, window, "Return")
    until(qtbot, lambda: isinstance(program.window, MainWindow))
    assert isinstance(program.window, MainWindow)
    return program.window


def test_the_first_start_welcomes_and_later_ones_ask_for_the_password(
    program: Program, folder: Path, qtbot: QtBot
) -> None:
    program.show_first(None)
    assert isinstance(program.window, WelcomeWindow)
    window = unlocked(program, folder, qtbot)
    assert window.desk.register.folder == folder
    program.close()
    program.show_first(None)
    assert isinstance(program.window, UnlockWindow)
    assert program.window.people.currentText() == "Alex Morgan"


def test_a_folder_without_a_register_leads_to_the_welcome_page(program: Program, tmp_path: Path) -> None:
    program.show_first(tmp_path)
    assert isinstance(program.window, WelcomeWindow)
    assert tmp_path.name in seen(program.window) or "register" in seen(program.window)


def test_a_damaged_register_leads_to_its_last_backup(
    program: Program, register: Register, qtbot: QtBot, clock: StoppedClock
) -> None:
    hire(register)
    made = make_backup(register)
    register.close()
    database = register.folder / "register.db"
    database.write_bytes(database.read_bytes()[:5000])
    program.show_first(register.folder)
    window = program.window
    assert isinstance(window, UnlockWindow)
    window.password.set_value(PASSWORD)
    press(qtbot, window, "Return")
    until(qtbot, lambda: isinstance(program.window, WelcomeWindow))
    assert made.info.says_when in seen(program.window)


def test_the_desk_closes_with_a_backup_of_what_changed(program: Program, folder: Path, qtbot: QtBot) -> None:
    window = unlocked(program, folder, qtbot)
    assert "No backup yet" in seen(window)
    hire(window.desk.register)
    program.close()
    program.close()
    assert list_backups(folder / BACKUPS)[0].counts["staff_member"] == 1
    assert not (folder / WHO_FILE).exists()


def test_a_backup_is_made_from_the_menu_and_its_hour_is_shown(program: Program, folder: Path, qtbot: QtBot) -> None:
    window = unlocked(program, folder, qtbot)
    window.run(command("file.backup"))
    until(qtbot, lambda: "Made a backup and checked it." in seen(window))
    assert "Backup checked today 9:00am" in seen(window)


def test_going_back_to_a_backup_closes_the_register(program: Program, folder: Path, qtbot: QtBot) -> None:
    window = unlocked(program, folder, qtbot)
    window.run(command("file.restore"))
    assert isinstance(program.window, WelcomeWindow)
    assert "The register is closed." in seen(program.window)
    open_register(folder, user_name="Alex Morgan", password=PASSWORD, clock=StoppedClock()).close()


def test_locking_starts_afresh_on_the_same_register(
    program: Program, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr("policydesk.program.relaunch", asked.append)
    window = unlocked(program, folder, qtbot)
    press(qtbot, window, "Ctrl+L")
    assert asked == [["--register", str(folder)]]
    open_register(folder, user_name="Alex Morgan", password=PASSWORD, clock=StoppedClock()).close()


def test_a_fresh_process_takes_the_place_of_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr("os.execv", lambda _program, words: started.append(words))
    monkeypatch.setattr("subprocess.Popen", lambda words: started.append(words))
    monkeypatch.setattr("os._exit", lambda _code: None)
    relaunch(["--register", "somewhere"])
    assert started[0][1:] == ["-m", "policydesk", "--register", "somewhere"]


def test_a_second_start_brings_the_first_window_forward(
    program: Program, folder: Path, qtbot: QtBot, clock: StoppedClock, qapp: QApplication, tmp_path: Path
) -> None:
    window = unlocked(program, folder, qtbot)
    window.showMinimized()
    name = program._socket_name(folder)
    answered = raise_first_window(name)
    assert answered
    until(qtbot, lambda: not window.isMinimized())
    program.close()
    assert not raise_first_window(name)


def test_a_name_left_by_a_crash_belongs_to_nobody(qapp: QApplication) -> None:
    called: list[bool] = []
    for _crash in range(2):
        first = FirstWindow("policydesk-tests", lambda: called.append(True))
    assert not called
    first.close()


def test_the_demo_shows_its_password_and_says_that_nothing_is_real(
    program: Program, demo_folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = Path(shutil.copytree(demo_folder, tmp_path / "look.policydesk"))
    program.show_first(folder)
    assert isinstance(program.window, UnlockWindow)
    assert DEMO_PASSWORD in seen(program.window)


def test_colours_are_remembered_for_the_next_start(
    program: Program, tmp_path: Path, clock: StoppedClock, qapp: QApplication
) -> None:
    program.theme.larger()
    again = Program(application(), Remembered(tmp_path / "settings"), clock)
    assert again.theme.text_size == 110
    again.theme.usual_size()
    Remembered(tmp_path / "settings").keep("text_size", "huge")
    assert Program(application(), Remembered(tmp_path / "settings"), clock).theme.text_size == 100


def test_the_program_starts_shows_its_window_and_logs(
    qapp: QApplication, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYDESK_HOME", str(tmp_path / "home"))
    shown: list[str] = []

    def run() -> int:
        shown.extend(type(one).__name__ for one in QApplication.topLevelWidgets() if one.isVisible())
        return 0

    monkeypatch.setattr(QApplication, "exec", staticmethod(run))
    monkeypatch.setattr(app, "has_display", lambda: True)
    monkeypatch.setattr("sys.excepthook", None)
    assert app.start(folder) == 0
    assert "UnlockWindow" in shown
    assert "PolicyDesk starts" in (tmp_path / "home" / "logs" / "policydesk.log").read_text(encoding="utf-8")
    for one in QApplication.topLevelWidgets():
        one.close()


def test_trouble_with_the_backup_at_the_end_keeps_nobody(
    program: Program, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = unlocked(program, folder, qtbot)
    hire(window.desk.register)

    def refuse(register: Register) -> None:
        register.close()
        raise StoreTrouble("There is no room left.")

    monkeypatch.setattr("policydesk.store.backup.close_with_backup", refuse)
    program.close()
    open_register(folder, user_name="Alex Morgan", password=PASSWORD, clock=StoppedClock()).close()
