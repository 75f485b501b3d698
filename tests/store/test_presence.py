"""Who has the register open is said to the next one; a note left by a crash keeps nobody out."""

import getpass
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from policydesk.errors import ReadOnlyPlace, RegisterInUse
from policydesk.store import Register, open_register, presence
from policydesk.store.file_names import WHO_FILE
from policydesk.store.presence import in_use, say_closed, say_open, socket_name, who
from tests.conftest import PASSWORD, StoppedClock

OPEN_TOO = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from policydesk.errors import RegisterInUse
from policydesk.store import open_register
now = datetime(2026, 11, 20, 11, 30, tzinfo=UTC)
try:
    open_register(Path(sys.argv[1]), user_name="Alex Morgan", password=sys.argv[2], clock=lambda: now)
except RegisterInUse as trouble:
    print(trouble.says, trouble.who, trouble.since, trouble.same_machine, sep="|")
"""


def test_a_second_start_hears_who_has_the_register_open_and_since_when(register: Register) -> None:
    root = Path(presence.__file__).parents[2]
    second = subprocess.run(
        [sys.executable, "-c", OPEN_TOO, register.folder, PASSWORD],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    says = "Alex Morgan has the register open on this computer since 09:00. Close it there, then try again."
    assert second.stdout.strip() == f"{says}|Alex Morgan|09:00|True"


def test_a_second_try_in_the_same_desk_does_not_let_another_in(register: Register, clock: StoppedClock) -> None:
    with pytest.raises(RegisterInUse, match="Alex Morgan has the register open on this computer"):
        open_register(register.folder, user_name="Alex Morgan", password=PASSWORD, clock=clock)
    test_a_second_start_hears_who_has_the_register_open_and_since_when(register)


def test_another_computer_is_named_with_the_day(tmp_path: Path) -> None:
    note = {"user": "Priya Shah", "machine": "OFFICE-PC", "since": "2026-11-19T09:12:00+00:00", "pid": 4}
    (tmp_path / WHO_FILE).write_text(json.dumps(note))
    trouble = in_use(tmp_path, datetime(2026, 11, 20, 9, 0, tzinfo=UTC))
    assert trouble.says.startswith("Priya Shah has the register open on OFFICE-PC since 19 November 2026, 09:12.")
    assert (trouble.who, trouble.since, trouble.same_machine) == ("Priya Shah", "19 November 2026, 09:12", False)


def test_the_school_clock_tells_the_time(tmp_path: Path) -> None:
    note = {"user": "Priya Shah", "machine": "OFFICE-PC", "since": "2026-07-20T09:12:00+00:00", "pid": 4}
    (tmp_path / WHO_FILE).write_text(json.dumps(note))
    assert in_use(tmp_path, datetime(2026, 7, 20, 12, 0, tzinfo=UTC)).since == "10:12"


def test_the_note_goes_when_the_register_closes(register: Register) -> None:
    assert who(register.folder) is not None
    register.close()
    assert not (register.folder / WHO_FILE).exists()


def test_a_register_closed_twice_leaves_the_next_ones_note_alone(register: Register, clock: StoppedClock) -> None:
    register.close()
    again = open_register(register.folder, user_name="Alex Morgan", password=PASSWORD, clock=clock)
    register.close()
    assert who(register.folder) is not None
    again.close()


def test_a_note_left_by_a_crash_keeps_nobody_out(register: Register, clock: StoppedClock) -> None:
    register.close()
    note = {"user": "Priya Shah", "machine": "OFFICE-PC", "since": "2026-11-19T09:12:00+00:00", "pid": 4}
    (register.folder / WHO_FILE).write_text(json.dumps(note))
    again = open_register(register.folder, user_name="Alex Morgan", password=PASSWORD, clock=clock)
    found = who(register.folder)
    assert found is not None
    assert found.user == "Alex Morgan"
    again.close()


def test_somebody_elses_note_is_not_taken_away(tmp_path: Path) -> None:
    note = {"user": "Priya Shah", "machine": "OFFICE-PC", "since": "2026-11-19T09:12:00+00:00", "pid": 4}
    (tmp_path / WHO_FILE).write_text(json.dumps(note))
    say_closed(tmp_path)
    assert who(tmp_path) is not None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'{"user": 1, "machine": 2, "since": "yesterday", "pid": 3}',
        b'{"user": "A", "machine": "B", "since": "2026-11-19T09:12:00", "pid": 3}',
        b'{"user": "A", "machine": "B", "since": "2026-11-19T09:12:00+00:00", "pid": "x"}',
        b"[" * 3_000,
        b" " * 10_000,
    ],
)
def test_a_note_that_makes_no_sense_is_no_note(tmp_path: Path, content: bytes) -> None:
    (tmp_path / WHO_FILE).write_bytes(content)
    assert who(tmp_path) is None
    trouble: RegisterInUse = in_use(tmp_path, datetime(2026, 11, 20, 9, 0, tzinfo=UTC))
    assert "open in another PolicyDesk" in trouble.says
    say_closed(tmp_path)


def test_a_note_cannot_fake_a_longer_message(tmp_path: Path) -> None:
    note = {"user": "Alex\n\n" + "x" * 2_000, "machine": "\x1b[2J", "since": "2026-11-20T09:00:00+00:00", "pid": 4}
    (tmp_path / WHO_FILE).write_text(json.dumps(note))
    says = in_use(tmp_path, datetime(2026, 11, 20, 9, 0, tzinfo=UTC)).says
    assert "\n" not in says
    assert "\x1b" not in says
    assert len(says) < 350


def test_a_folder_that_takes_no_note_keeps_nobody_from_working(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, content: bytes) -> None:
        raise ReadOnlyPlace("No.")

    monkeypatch.setattr(presence, "write_whole", refuse)
    say_open(tmp_path, "Alex Morgan", datetime(2026, 11, 20, 9, 0, tzinfo=UTC))
    assert who(tmp_path) is None


def test_each_register_answers_under_its_own_short_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "a")
    name = socket_name(tmp_path / "a")
    assert name == socket_name(tmp_path / "b" / ".." / "a") == socket_name(tmp_path / "link")
    assert name != socket_name(tmp_path / "b")
    assert len(name) < 32
    monkeypatch.setattr(getpass, "getuser", lambda: "somebody else")
    assert socket_name(tmp_path / "a") != name


def test_a_user_without_a_name_has_a_socket_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr(getpass, "getuser", refuse)
    assert socket_name(tmp_path).startswith("policydesk-")


def test_the_name_is_known_without_the_database_library() -> None:
    root = Path(presence.__file__).parents[2]
    code = "import sys, policydesk.store.presence, policydesk.store.process; print('sqlalchemy' in sys.modules)"
    asked = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert asked.stdout.strip() == "False"
