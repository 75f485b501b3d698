"""Settings, the register: its backups here and elsewhere, its check, its seal, and what cannot be done."""

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QProgressDialog
from pytestqt.qtbot import QtBot

from policydesk.errors import DiskFull
from policydesk.store import Register
from policydesk.store.backup import BACKUPS, SUFFIX, Backup, list_backups
from policydesk.store.verify import Verdict
from policydesk.ui.kit import jobs
from policydesk.ui.kit.job import Progress
from policydesk.ui.kit.messages import Message
from policydesk.ui.main_window import MainWindow
from policydesk.ui.settings import register as module
from policydesk.ui.settings.page import SettingsPage
from policydesk.ui.settings.register import RegisterPart, size_in_words
from tests.conftest import StoppedClock
from tests.hands import button, dialog, press, seen, until
from tests.stories import hire


@pytest.fixture
def kept(window: MainWindow) -> RegisterPart:
    """The part that shows the register, with one person in it."""
    hire(window.desk.register)
    window.go_to("settings")
    page = window.page
    assert isinstance(page, SettingsPage)
    page.show_part("This register")
    assert isinstance(page.part, RegisterPart)
    return page.part


def press_button(qtbot: QtBot, kept: RegisterPart, name: str) -> None:
    qtbot.keyClick(button(kept, name), Qt.Key.Key_Space)


def quiet(qtbot: QtBot, kept: RegisterPart) -> None:
    until(qtbot, lambda: not kept.desk.jobs.busy)


@pytest.mark.parametrize(
    ("size", "says"),
    [
        (0, "1 kB"),
        (1499, "1 kB"),
        (999_999, "1,000 kB"),
        (1_000_000, "1.0 MB"),
        (4_240_000, "4.2 MB"),
        (1_234_567_890, "1,234.6 MB"),
    ],
)
def test_sizes_are_said_as_people_say_them(size: int, says: str) -> None:
    assert size_in_words(size) == says


def test_it_says_where_the_register_is_and_that_there_is_no_backup_yet(kept: RegisterPart) -> None:
    assert kept.facts.fact("Folder") == str(kept.desk.register.folder)
    assert kept.facts.fact("Last backup") == "None yet"
    assert kept.facts.fact("Backups kept here") == "None"
    assert kept.facts.fact("Size").endswith("kB")


def test_backups_are_counted_and_the_newest_is_named(
    window: MainWindow, kept: RegisterPart, qtbot: QtBot, clock: StoppedClock
) -> None:
    press_button(qtbot, kept, "Make a backup now")
    quiet(qtbot, kept)
    clock.advance(days=1, minutes=30)
    press_button(qtbot, kept, "Make a backup now")
    quiet(qtbot, kept)
    newest = list_backups(kept.desk.register.folder / BACKUPS)[0]
    assert f"Made a backup and checked it: {newest.file.name}." in seen(window)
    assert kept.facts.fact("Last backup").startswith("21 November 2026, 09:30")
    assert kept.facts.fact("Backups kept here").startswith("2 backups, ")


def test_pressing_twice_makes_one_backup(kept: RegisterPart, qtbot: QtBot) -> None:
    press_button(qtbot, kept, "Make a backup now")
    press_button(qtbot, kept, "Make a backup now")
    quiet(qtbot, kept)
    assert len(list_backups(kept.desk.register.folder / BACKUPS)) == 1


def test_a_backup_elsewhere_is_named_after_the_school_and_the_day(
    window: MainWindow, kept: RegisterPart, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def choose(_window: object, _title: str, place: str, _kinds: str) -> tuple[str, str]:
        offered.append(Path(place).name)
        return str(tmp_path / "stick" / Path(place).stem), ""

    (tmp_path / "stick").mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    press_button(qtbot, kept, "Save a backup elsewhere…")
    quiet(qtbot, kept)
    assert offered == [f"Longacre Primary School 2026-11-20 0900{SUFFIX}"]
    (made,) = list_backups(tmp_path / "stick")
    assert made.file.name == offered[0]
    assert made.file.name in seen(window)
    assert kept.facts.fact("Backups kept here") == "None"


def test_nothing_is_made_where_nobody_chooses_a_place(
    kept: RegisterPart, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_about: ("", ""))
    press_button(qtbot, kept, "Save a backup elsewhere…")
    assert not kept.desk.jobs.busy


def test_a_full_disk_is_said_and_the_desk_goes_on(
    window: MainWindow, kept: RegisterPart, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_about: object) -> None:
        raise DiskFull("There is no room left on the disk.")

    monkeypatch.setattr(module, "make_backup", full)
    press_button(qtbot, kept, "Make a backup now")
    until(qtbot, lambda: window.findChildren(Message))
    assert "There is no room left on the disk." in seen(dialog(Message))
    press(qtbot, dialog(Message), "Esc")
    assert button(kept, "Make a backup now").isEnabled()
    assert "Made a backup" not in seen(window)


def test_a_mistake_of_the_programs_own_is_not_dressed_up_as_trouble_with_the_file(
    kept: RegisterPart, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(*_about: object) -> None:
        raise KeyError("a mistake")

    monkeypatch.setattr(module, "make_backup", wrong)
    with qtbot.captureExceptions() as caught:
        press_button(qtbot, kept, "Make a backup now")
        until(qtbot, lambda: caught)
    assert caught[0][0] is KeyError


def test_a_long_check_shows_how_far_it_is_and_can_be_cancelled(
    kept: RegisterPart, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "PATIENCE_MS", 20)
    never = threading.Event()

    def verify(progress: Progress) -> Verdict:
        while not never.wait(0.01):
            progress(40, 100)
        raise AssertionError

    monkeypatch.setattr(kept.desk.register, "verify", verify, raising=False)
    press_button(qtbot, kept, "Check the register")

    def shown() -> list[QProgressDialog]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, QProgressDialog)]

    until(qtbot, lambda: [one for one in shown() if one.isVisible() and one.value() == 40])
    bar = dialog(QProgressDialog)
    assert "Checking the register" in seen(bar)
    press(qtbot, bar, "Esc")
    quiet(qtbot, kept)
    assert not kept.verdict.isVisible()
    assert button(kept, "Check the register").isEnabled()


@pytest.mark.parametrize("steps", [0, 1, 3])
def test_a_backup_that_is_cancelled_leaves_nothing_behind(
    kept: RegisterPart, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    really = module.make_backup

    def begin(register: Register, to: Path | None, told: Callable[[int, int], None]) -> Backup:
        calls: list[int] = []

        def tell(done: int, of: int) -> None:
            calls.append(done)
            if len(calls) > steps:
                kept.desk.jobs._running.cancel()
            told(done, of)

        return really(register, to, tell)

    monkeypatch.setattr(module, "make_backup", begin)
    press_button(qtbot, kept, "Make a backup now")
    quiet(qtbot, kept)
    folder = kept.desk.register.folder / BACKUPS
    left = [one.name for one in folder.rglob("*")] if folder.exists() else []
    assert left == []
    assert kept.facts.fact("Last backup") == "None yet"


def test_what_a_check_found_is_listed_and_the_rest_counted(kept: RegisterPart) -> None:
    problems = tuple(f"Staff member {number} was changed from outside" for number in range(1, 26))
    kept.show_verdict(Verdict(problems, entries=1, rows=25, seal=None))
    assert "! 25 problems found" in seen(kept)
    says = kept.found.text()
    assert "• Staff member 20 was changed from outside" in says
    assert "Staff member 21 " not in says
    assert "and 5 more" in says
    assert "Checked on 20 November 2026, 09:00: 25 rows and 1 entry of the history." in says


def test_a_damaged_file_leads_to_the_last_good_backup(kept: RegisterPart, qtbot: QtBot) -> None:
    press_button(qtbot, kept, "Make a backup now")
    quiet(qtbot, kept)
    kept.show_verdict(Verdict(("Page 7 of the file is damaged",), entries=0, rows=0, seal=None, damage=1))
    assert "! 1 problem found" in seen(kept)
    assert "20 November 2026, 09:00" in kept.found.text().splitlines()[-1]


def test_the_seal_changes_with_every_change_and_stands_on_the_page(window: MainWindow, kept: RegisterPart) -> None:
    before = kept.seal.text()
    code, number = before.split("  /  ")
    assert code == window.desk.register.seal().code
    hire(window.desk.register, "Ben Okoro")
    kept.refresh()
    assert kept.seal.text() != before
    assert int(kept.seal.text().split("  /  ")[1]) > int(number)


def test_a_file_that_vanishes_while_sizes_are_added_up_does_no_harm(kept: RegisterPart, tmp_path: Path) -> None:
    assert module._size_of(tmp_path / "gone") == 0
    shutil.rmtree(kept.desk.register.folder / BACKUPS, ignore_errors=True)
    kept.refresh()
    assert kept.facts.fact("Backups kept here") == "None"
