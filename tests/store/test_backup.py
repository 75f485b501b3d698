"""A backup is one file that was checked from end to end before it counts."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from policydesk.errors import DiskFull, ReadOnlyPlace, Refusal, RegisterDamaged, StoreTrouble
from policydesk.models import StaffMember
from policydesk.store import Register, open_register
from policydesk.store.backup import Backup, backup_before, close_with_backup, list_backups, make_backup, read_backup
from policydesk.store.file_names import as_file_name
from policydesk.store.users import change_password
from policydesk.terms import Topic
from tests.conftest import PASSWORD, QUICK, StoppedClock


def add_person(register: Register, name: str) -> None:
    with register.writing() as txn:
        person = StaffMember(full_name=name, sort_name=name.lower())
        txn.session.add(person)
        txn.session.flush()
        txn.record(Topic.STAFF, person.id, f"Added {name}")


def names_in(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_a_backup_says_what_it_holds(register: Register, tmp_path: Path) -> None:
    add_person(register, "Ben Okoro")
    backup = make_backup(register, tmp_path / "copy.pdbackup", why="before the inspection")
    said = read_backup(tmp_path / "copy.pdbackup")
    assert backup.info == said
    assert backup.file == tmp_path / "copy.pdbackup"
    assert (said.school, said.made_by, said.why) == (
        "Longacre Primary School",
        "Alex Morgan",
        "before the inspection",
    )
    assert said.says_when == "20 November 2026, 09:00"
    assert f"{said.seal_code} / {said.seal_number}" == str(register.seal())
    assert said.counts["staff_member"] == 1
    assert said.problems == 0
    assert said.is_whole()
    assert said.is_genuine(register.secrets.file_key)
    assert not said.is_genuine(b"\0" * 32)


def test_a_backup_goes_to_the_registers_own_folder_by_default(register: Register, clock: StoppedClock) -> None:
    make_backup(register)
    make_backup(register)
    clock.advance(days=210)
    make_backup(register)
    assert names_in(register.folder / "backups") == [
        "Longacre Primary School 2026-11-20 0900 (2).pdbackup",
        "Longacre Primary School 2026-11-20 0900.pdbackup",
        "Longacre Primary School 2027-06-18 1000.pdbackup",
    ]


def test_a_backup_may_be_sent_to_a_folder(register: Register, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    assert make_backup(register, tmp_path / "stick").file.parent == tmp_path / "stick"
    assert not (register.folder / "backups").exists()


def test_a_file_that_is_there_is_never_overwritten(register: Register, tmp_path: Path) -> None:
    (tmp_path / "copy.pdbackup").write_bytes(b"the school's own")
    with pytest.raises(Refusal, match="there already") as refused:
        make_backup(register, tmp_path / "copy.pdbackup")
    assert refused.value.field == "to"
    assert (tmp_path / "copy.pdbackup").read_bytes() == b"the school's own"
    with pytest.raises(Refusal):
        make_backup(register, register.folder / "register.db")


def test_a_file_that_appears_meanwhile_is_not_overwritten_either(register: Register, tmp_path: Path) -> None:
    place = tmp_path / "copy.pdbackup"

    def somebody_else(done: int, of: int) -> None:
        place.write_bytes(b"another")

    with pytest.raises(Refusal, match="there already"):
        make_backup(register, place, somebody_else)
    assert place.read_bytes() == b"another"
    assert names_in(tmp_path) == ["copy.pdbackup", "longacre.policydesk"]


def test_a_folder_that_is_not_there_is_said(register: Register, tmp_path: Path) -> None:
    with pytest.raises(StoreTrouble, match="“stick” is not there"):
        make_backup(register, tmp_path / "stick" / "copy.pdbackup")


def test_backups_are_listed_newest_first_and_junk_is_passed_over(register: Register, clock: StoppedClock) -> None:
    first = make_backup(register)
    clock.advance(days=1)
    second = make_backup(register)
    folder = register.folder / "backups"
    (folder / "notes.txt").write_text("hello")
    (folder / "empty.pdbackup").write_bytes(b"")
    (folder / "junk.pdbackup").write_bytes(b"PDBACKUP" + b"\xff" * 500)
    (folder / "half.pdbackup").write_bytes(first.file.read_bytes()[:200])
    (folder / ".half.pdbackup").write_bytes(first.file.read_bytes())
    (folder / "folder.pdbackup").mkdir()
    assert [each.file for each in list_backups(folder)] == [second.file, first.file]
    assert list_backups(folder / "nowhere") == ()


def test_a_register_that_changed_is_backed_up_when_it_closes(register: Register) -> None:
    add_person(register, "Ben Okoro")
    backup = close_with_backup(register)
    assert backup is not None
    assert backup.info.counts["staff_member"] == 1
    with pytest.raises(Exception, match="closed"):
        register.seal()


def test_the_same_state_is_not_backed_up_twice(register: Register, clock: StoppedClock) -> None:
    first = backup_before(register, "before importing staff")
    clock.advance(hours=1)
    assert backup_before(register, "before importing staff") == Backup(first.info)
    assert close_with_backup(register) is None
    assert len(list_backups(register.folder / "backups")) == 1


def test_a_new_password_is_a_new_state(register: Register) -> None:
    backup_before(register, "before importing staff")
    change_password(register, PASSWORD, "another kettle orbit", kdf=QUICK)
    assert close_with_backup(register) is not None


def test_a_spoilt_backup_does_not_stand_for_the_state(register: Register) -> None:
    first = backup_before(register, "before importing staff")
    content = first.file.read_bytes()
    first.file.write_bytes(content[:-1])
    assert backup_before(register, "before importing staff").file != first.file


def test_the_register_closes_also_when_the_backup_fails(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    (register.folder / "backups").write_text("a file in the way")
    with pytest.raises(StoreTrouble):
        close_with_backup(register)
    with pytest.raises(Exception, match="closed"):
        register.seal()


def test_what_a_power_cut_left_of_a_backup_is_cleared_away(register: Register) -> None:
    folder = register.folder / "backups"
    folder.mkdir()
    (folder / ".0123456789ab.copy.part").write_bytes(b"half")
    backup = make_backup(register)
    assert names_in(folder) == [backup.file.name]


def test_a_backup_can_be_stopped_at_every_step(register: Register, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    make_backup(register, tmp_path / "whole.pdbackup", lambda done, of: steps.append((done, of)))
    assert steps == [(done, len(steps) - 1) for done in range(len(steps))]
    for stop in range(len(steps) - 1):

        def halt(done: int, of: int, stop: int = stop) -> None:
            if done == stop:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            make_backup(register, tmp_path / "stopped.pdbackup", halt)
        assert names_in(tmp_path) == ["longacre.policydesk", "whole.pdbackup"]


def test_others_write_on_while_a_backup_is_checked(register: Register, tmp_path: Path) -> None:
    def write_on(done: int, of: int) -> None:
        other = threading.Thread(target=add_person, args=(register, f"Person {done}"))
        other.start()
        other.join(5)
        assert not other.is_alive()

    backup = make_backup(register, tmp_path / "copy.pdbackup", write_on)
    assert backup.info.counts["staff_member"] == 1
    assert backup.info.problems == 0


def test_an_edit_behind_our_back_is_kept_and_said_not_hidden(register: Register, tmp_path: Path) -> None:
    add_person(register, "Ben Okoro")
    register._connection.execute("UPDATE staff_member SET email = 'x@y'")
    backup = make_backup(register, tmp_path / "copy.pdbackup")
    assert backup.problems == ("Staff member 1 was changed without a record: email.",)
    assert backup.info.problems == 1


def test_a_register_replaced_while_open_can_still_be_saved(register: Register, tmp_path: Path) -> None:
    add_person(register, "Ben Okoro")
    other = tmp_path / "other"
    other.write_bytes(b"something else" * 1_000)
    other.replace(register.path)
    with pytest.raises(StoreTrouble, match="Make a backup now"):
        add_person(register, "Cara Evans")
    assert make_backup(register, tmp_path / "rescue.pdbackup").info.counts["staff_member"] == 1


def spoil(file: Path, at: int) -> None:
    content = bytearray(file.read_bytes())
    content[at] ^= 1
    file.write_bytes(content)


def when_it_appears(folder: Path, kind: str, act: Callable[[Path], None]) -> Callable[[int, int], None]:
    """Return a watcher that does something once to a half-made file, as soon as it is there."""
    done: list[Path] = []

    def watch(_done: int, _of: int) -> None:
        for file in folder.glob(f".*.{kind}.part"):
            if not done:
                done.append(file)
                act(file)

    return watch


@pytest.mark.parametrize("at", [10, 5_000, 30_000, -1])
def test_a_copy_that_went_wrong_on_its_way_is_no_backup(register: Register, tmp_path: Path, at: int) -> None:
    watch = when_it_appears(tmp_path, "copy", lambda file: spoil(file, at))
    with pytest.raises(StoreTrouble, match="did not pass its check, so no backup was made"):
        make_backup(register, tmp_path / "copy.pdbackup", watch)
    assert names_in(tmp_path) == ["longacre.policydesk"]


def test_a_copy_of_another_moment_is_no_backup(register: Register, tmp_path: Path) -> None:
    def swap(file: Path) -> None:
        add_person(register, "Ben Okoro")
        file.unlink()
        register.copy_to(file, lambda connection: None)

    with pytest.raises(StoreTrouble, match="did not pass its check, so no backup was made"):
        make_backup(register, tmp_path / "copy.pdbackup", when_it_appears(tmp_path, "copy", swap))
    assert names_in(tmp_path) == ["longacre.policydesk"]


@pytest.mark.parametrize("at", [0, 200, -1])
def test_a_file_that_the_disk_did_not_keep_is_no_backup(register: Register, tmp_path: Path, at: int) -> None:
    watch = when_it_appears(tmp_path, "backup", lambda file: spoil(file, at))
    with pytest.raises(StoreTrouble, match="not on the disk as it was written"):
        make_backup(register, tmp_path / "copy.pdbackup", watch)
    assert names_in(tmp_path) == ["longacre.policydesk"]


def test_a_damaged_register_is_never_taken_for_a_new_backup(register: Register, clock: StoppedClock) -> None:
    with register.writing() as txn:
        txn.bulk(StaffMember, [{"full_name": f"Person {n}", "sort_name": f"person {n}"} for n in range(20_000)])
        txn.record(Topic.STAFF, 0, "Added many")
    make_backup(register)
    register.close()
    size = register.path.stat().st_size
    with register.path.open("r+b") as file:
        file.seek(size // 2)
        file.write(bytes(100))
    again = open_register(register.folder, user_name="Alex Morgan", password=PASSWORD, clock=clock)
    clock.advance(days=1)
    with pytest.raises(RegisterDamaged, match=r"damaged.* Restore the backup of 20 November 2026, 09:00"):
        make_backup(again)
    again.close()
    assert len(list_backups(register.folder / "backups")) == 1


def test_a_register_without_an_audit_trail_is_not_backed_up(register: Register, tmp_path: Path) -> None:
    register._connection.execute("PRAGMA foreign_keys = OFF")
    register._connection.execute("DROP TRIGGER audit_entry_no_delete")
    register._connection.execute("DELETE FROM audit_entry")
    with pytest.raises(RegisterDamaged, match="no audit trail"):
        make_backup(register, tmp_path / "copy.pdbackup")


def test_a_backup_that_is_gone_is_not_whole(register: Register) -> None:
    backup = make_backup(register)
    backup.file.unlink()
    assert not backup.info.is_whole()


class SqliteError(dbapi2.Error):
    """What the database reports."""

    def __init__(self, name: str) -> None:
        self.sqlite_errorname = name


@pytest.mark.parametrize(
    ("name", "kind", "says"),
    [
        ("SQLITE_FULL", DiskFull, "no room left in “stick” for a backup"),
        ("SQLITE_READONLY", ReadOnlyPlace, "cannot be written in “stick”"),
        ("SQLITE_IOERR_WRITE", StoreTrouble, "Check the disk and its space"),
    ],
)
def test_each_trouble_of_the_disk_names_the_folder(
    register: Register,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    kind: type[StoreTrouble],
    says: str,
) -> None:
    def refuse(*_asked: object) -> None:
        raise SqliteError(name)

    (tmp_path / "stick").mkdir()
    monkeypatch.setattr(register, "copy_to", refuse)
    with pytest.raises(StoreTrouble, match=says) as refused:
        make_backup(register, tmp_path / "stick")
    assert type(refused.value) is kind


@pytest.mark.parametrize(
    ("school", "name"),
    [
        ("St Mary’s / Holy Trinity", "St Mary’s Holy Trinity"),
        ('A "very"\nlong: name?', "A very long name"),
        ("...", "Register"),
        ("ಕ" * 300, "ಕ" * 40),
        ("CON.", "CON"),
    ],
)
def test_every_school_name_makes_a_file_name(school: str, name: str) -> None:
    assert as_file_name(school) == name
