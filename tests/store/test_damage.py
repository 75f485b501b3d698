"""Damage is recognised, worded in a sentence, and leads to the last backup that is whole; the file is left as it is."""

import contextlib
import os
import random
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from policydesk.errors import DiskFull, ReadOnlyPlace, RegisterDamaged, StoreTrouble
from policydesk.models import StaffMember
from policydesk.store import Register, create_register, engine, open_register
from policydesk.store.backup import make_backup
from policydesk.store.damage import way_back
from policydesk.terms import Role, Topic
from tests.conftest import PASSWORD, QUICK, StoppedClock
from tests.store.test_backup import add_person

WAY_BACK = "estore the backup of 19 November 2026, 16:02."
NO_WAY_BACK = "estore a backup from another disk or a memory stick; this register's own folder holds none."


@pytest.fixture
def closed(register: Register, clock: StoppedClock) -> Path:
    """A closed register with a hundred people and a backup of 19 November, 16:02."""
    clock.now = datetime(2026, 11, 19, 16, 2, tzinfo=UTC)
    with register.writing() as txn:
        txn.bulk(StaffMember, [{"full_name": f"Person {n}", "sort_name": f"person {n}"} for n in range(100)])
        txn.record(Topic.STAFF, 0, "Added many")
    make_backup(register)
    clock.advance(days=1)
    register.close()
    return register.folder


def opened(folder: Path, clock: StoppedClock) -> Register:
    return open_register(folder, user_name="Alex Morgan", password=PASSWORD, clock=clock)


def refusal(folder: Path, clock: StoppedClock) -> str:
    """Open a damaged register and return what is said; the file is not touched by it."""
    database = folder / "register.db"
    before = database.read_bytes() if database.exists() else None
    with pytest.raises(RegisterDamaged) as refused:
        opened(folder, clock)
    assert (database.read_bytes() if database.exists() else None) == before
    return refused.value.says


@pytest.mark.parametrize("bytes_left", [0, 1, 500, 4_096, 5_000, 40_000])
def test_a_shortened_file_is_damage(closed: Path, clock: StoppedClock, bytes_left: int) -> None:
    database = closed / "register.db"
    database.write_bytes(database.read_bytes()[:bytes_left])
    assert WAY_BACK in what_is_said(closed, clock)


def test_every_wrong_byte_is_damage_not_a_traceback(closed: Path, clock: StoppedClock) -> None:
    database = closed / "register.db"
    whole = database.read_bytes()
    draw = random.Random(20261120)
    for _ in range(60):
        spoilt = bytearray(whole)
        spoilt[draw.randrange(len(whole))] ^= 1 << draw.randrange(8)
        database.write_bytes(spoilt)
        assert WAY_BACK in what_is_said(closed, clock)


def what_is_said(folder: Path, clock: StoppedClock) -> str:
    """Open a register and check it, and return what is said of its damage, at once or by the check."""
    try:
        register = opened(folder, clock)
    except RegisterDamaged as refused:
        return refused.says
    try:
        verdict = register.verify()
    except RegisterDamaged as refused:
        return refused.says
    finally:
        register.close()
    return f"{verdict.problems[0]} {way_back(folder)}"


def test_a_missing_key_file_is_said(closed: Path, clock: StoppedClock) -> None:
    (closed / "register.keys").unlink()
    assert f"register.keys back in its folder, or r{WAY_BACK}" in refusal(closed, clock)


def test_a_spoilt_key_file_is_said_and_not_taken_for_a_wrong_password(closed: Path, clock: StoppedClock) -> None:
    keys = closed / "register.keys"
    whole = keys.read_text()
    start = whole.index('"wrapped": "') + 40
    spoilt = whole[:start] + ("A" if whole[start] != "A" else "B") + whole[start + 1 :]
    for content in (spoilt, whole[:-30], "", "[]", "[" * 50_000):
        keys.write_text(content)
        assert f"register.keys is damaged. R{WAY_BACK}" in refusal(closed, clock)


def test_a_key_file_edited_by_hand_is_said(closed: Path, clock: StoppedClock) -> None:
    keys = closed / "register.keys"
    lines = [line for line in keys.read_text().splitlines() if '"sum"' not in line]
    text = "\n".join(lines).replace("Longacre", "Shortacre").rstrip().removesuffix("}").rstrip().rstrip(",") + "\n}"
    keys.write_text(text)
    assert "changed by something other than PolicyDesk" in refusal(closed, clock)


def test_another_registers_key_file_is_said(closed: Path, tmp_path: Path, clock: StoppedClock) -> None:
    other = new_register(tmp_path / "other.policydesk", clock)
    other.close()
    shutil.copy(other.folder / "register.keys", closed / "register.keys")
    says = refusal(closed, clock)
    assert "register.keys belongs to another register" in says
    assert WAY_BACK in says


def test_a_missing_file_is_said_and_no_new_one_is_made(closed: Path, clock: StoppedClock) -> None:
    (closed / "register.db").unlink()
    assert f"register.db is missing from the register's folder. Put it back, or r{WAY_BACK}" in refusal(closed, clock)


def test_an_unencrypted_file_is_not_taken_for_the_register(closed: Path, clock: StoppedClock) -> None:
    (closed / "register.db").write_bytes(b"SQLite format 3\x00" + bytes(8_000))
    assert f"not encrypted, so PolicyDesk did not write it. R{WAY_BACK}" in refusal(closed, clock)


def test_a_register_without_an_audit_trail_is_damage(register: Register) -> None:
    register._connection.execute("DROP TABLE audit_row")
    register._connection.execute("DROP TABLE audit_entry")
    register._connection.execute("CREATE TABLE audit_entry (id INTEGER PRIMARY KEY, hash TEXT)")
    with pytest.raises(RegisterDamaged, match="no audit trail"):
        register.seal()


def test_without_a_whole_backup_the_other_places_are_named(closed: Path, clock: StoppedClock) -> None:
    (backup,) = (closed / "backups").iterdir()
    backup.write_bytes(backup.read_bytes()[:-1])
    (closed / "register.db").write_bytes(b"junk" * 5_000)
    assert NO_WAY_BACK in refusal(closed, clock)


def test_a_backup_of_an_edited_register_is_not_the_way_back(register: Register, clock: StoppedClock) -> None:
    make_backup(register)
    add_person(register, "Ben Okoro")
    register._connection.execute("UPDATE staff_member SET email = 'x@y'")
    clock.advance(days=1)
    make_backup(register)
    assert way_back(register.folder) == "Restore the backup of 20 November 2026, 09:00."


def new_register(folder: Path, clock: StoppedClock) -> Register:
    return create_register(
        folder,
        school_name="Longacre Primary School",
        user_name="Alex Morgan",
        password=PASSWORD,
        roles=frozenset({Role.OFFICE_MANAGER}),
        clock=clock,
        kdf=QUICK,
    ).register


@contextlib.contextmanager
def without_the_right_to_write(folder: Path) -> Iterator[None]:
    """Work as somebody who may read a folder and its files and write nothing there, also where tests run as root."""
    for each in (folder, *folder.rglob("*")):
        each.chmod(0o555 if each.is_dir() else 0o444)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        for each in (folder, *folder.rglob("*")):
            each.chmod(0o755 if each.is_dir() else 0o644)


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A folder that every user of the computer can reach."""
    place = Path(tempfile.mkdtemp())
    place.chmod(0o755)
    yield place
    shutil.rmtree(place)


def test_a_register_that_may_only_be_read_says_so_and_keeps_nothing_half(open_place: Path, clock: StoppedClock) -> None:
    register = new_register(open_place / "longacre.policydesk", clock)
    register.close()
    with (
        without_the_right_to_write(register.folder),
        pytest.raises(ReadOnlyPlace, match="Ask for the right to change it"),
    ):
        opened(register.folder, clock)
    opened(register.folder, clock).close()


def test_a_backup_into_a_folder_that_may_only_be_read_says_so(
    register: Register, open_place: Path, clock: StoppedClock
) -> None:
    (open_place / "stick").mkdir()
    with (
        without_the_right_to_write(open_place / "stick"),
        pytest.raises(ReadOnlyPlace, match="Choose a folder that you may write to"),
    ):
        make_backup(register, open_place / "stick" / "copy.pdbackup")
    assert list((open_place / "stick").iterdir()) == []


class SqliteError(Exception):
    """What SQLite reports."""

    def __init__(self, name: str) -> None:
        self.sqlite_errorname = name


@pytest.mark.parametrize(
    ("name", "kind", "says"),
    [
        ("SQLITE_FULL", DiskFull, "no room left on the disk"),
        ("SQLITE_READONLY", ReadOnlyPlace, "cannot be written to"),
        ("SQLITE_CORRUPT_INDEX", RegisterDamaged, NO_WAY_BACK),
        ("SQLITE_IOERR_WRITE", StoreTrouble, "Check the disk and its space"),
        ("SQLITE_CANTOPEN", ReadOnlyPlace, "cannot be opened for writing"),
        ("SQLITE_NOMEM", StoreTrouble, "start it again"),
    ],
)
def test_each_trouble_of_the_file_has_its_sentence(
    tmp_path: Path, name: str, kind: type[StoreTrouble], says: str
) -> None:
    (tmp_path / "register.db").touch()
    worded = engine.worded(SqliteError(name), tmp_path / "register.db")
    assert type(worded) is kind
    assert says in worded.says
