"""The power may go at any moment: nothing that was confirmed is lost, and nothing half-made is believed."""

import random
from pathlib import Path

import pytest

from policydesk.errors import StoreTrouble, WrongPassword
from policydesk.store import Register, create_register, open_register
from policydesk.store.backup import BACKUPS, list_backups, make_backup
from policydesk.store.restore import restore_backup
from policydesk.store.users import change_password
from policydesk.terms import Role
from tests.conftest import PASSWORD, QUICK, StoppedClock
from tests.faults.conftest import PEOPLE, School, reopened, sign, signed
from tests.faults.disk import Disk, cuts, lay_out
from tests.shapes import know_the_next_shape

NEW_PASSWORD = "harbour violin 42 ladder"


@pytest.mark.slow
def test_no_confirmed_signature_is_lost_to_a_power_cut(school: School, disk: Disk, tmp_path: Path) -> None:
    register = reopened(school.folder)
    start = disk.record()
    for number in range(PEOPLE):
        sign(register, school, number)
        disk.mark(f"signed {number}")
    disk.recording = False
    register.close()
    lost_something_unconfirmed = 0
    for at, files in cuts(start, disk.changes, 1000, random.Random(20)):
        folder = lay_out(files, school.folder, tmp_path / "after")
        confirmed = sum(change.what == "mark" for change in disk.changes[:at])
        register = reopened(folder)
        found = signed(register, school)
        assert found in ({*range(confirmed)}, {*range(confirmed + 1)})
        lost_something_unconfirmed += found == {*range(confirmed)}
        if at % 10 == 0:
            assert register.verify().problems == ()
        register.close()
    assert lost_something_unconfirmed > 0


@pytest.mark.slow
def test_a_backup_that_was_announced_survives_a_power_cut_and_a_torn_one_never_counts(
    school: School, disk: Disk, tmp_path: Path
) -> None:
    register = reopened(school.folder)
    key = register.secrets.file_key
    start = disk.record()
    for number in range(3):
        sign(register, school, number)
        make_backup(register)
        disk.mark("made")
    disk.recording = False
    register.close()
    for at, files in cuts(start, disk.changes, 200, random.Random(21)):
        folder = lay_out(files, school.folder, tmp_path / "after")
        made = sum(change.what == "mark" for change in disk.changes[:at])
        found = list_backups(folder / BACKUPS) if (folder / BACKUPS).is_dir() else ()
        assert len(found) in {made, made + 1}
        assert all(each.is_whole() and each.is_genuine(key) for each in found)


@pytest.mark.slow
def test_a_power_cut_while_a_password_changes_leaves_the_old_one_or_the_new_one(
    school: School, disk: Disk, tmp_path: Path
) -> None:
    register = reopened(school.folder)
    start = disk.record()
    change_password(register, old=PASSWORD, new=NEW_PASSWORD, kdf=QUICK)
    disk.mark("changed")
    disk.recording = False
    register.close()
    which = set()
    for at, files in cuts(start, disk.changes, 300, random.Random(22)):
        folder = lay_out(files, school.folder, tmp_path / "after")
        opens = [password for password in (PASSWORD, NEW_PASSWORD) if _opens(folder, password)]
        assert len(opens) == 1
        if any(change.what == "mark" for change in disk.changes[:at]):
            assert opens == [NEW_PASSWORD]
        which.update(opens)
    assert which == {PASSWORD, NEW_PASSWORD}


@pytest.mark.slow
def test_a_power_cut_while_a_backup_is_restored_leaves_a_whole_register_or_none(
    school: School, disk: Disk, tmp_path: Path
) -> None:
    register = reopened(school.folder)
    sign(register, school, 0)
    backup = make_backup(register).file
    register.close()
    disk.folder = tmp_path / "elsewhere"
    start = disk.record()
    to = disk.folder / "school.policydesk"
    restore_backup(backup, to, user_name="Alex Morgan", password=PASSWORD, clock=StoppedClock()).close()
    disk.mark("restored")
    disk.recording = False
    found = set()
    for at, files in cuts(start, disk.changes, 300, random.Random(23)):
        place = lay_out(files, disk.folder, tmp_path / "after") / to.name
        found.add(place.exists())
        if place.exists():
            register = reopened(place)
            assert signed(register, school) == {0}
            assert register.verify().problems == ()
            register.close()
        else:
            assert not any(change.what == "mark" for change in disk.changes[:at])
    assert found == {True, False}


@pytest.mark.slow
def test_a_register_that_was_announced_as_made_is_there_after_a_power_cut(disk: Disk, tmp_path: Path) -> None:
    disk.folder = tmp_path / "elsewhere"
    disk.folder.mkdir()
    start = disk.record()
    to = disk.folder / "school.policydesk"
    create_register(
        to,
        school_name="Longacre Primary School",
        user_name="Alex Morgan",
        password=PASSWORD,
        roles=frozenset({Role.OFFICE_MANAGER}),
        clock=StoppedClock(),
        kdf=QUICK,
    ).register.close()
    disk.mark("made")
    disk.recording = False
    made = 0
    for at, files in cuts(start, disk.changes, 300, random.Random(24)):
        place = lay_out(files, disk.folder, tmp_path / "after") / to.name
        if any(change.what == "mark" for change in disk.changes[:at]):
            register = reopened(place)
            assert register.verify().problems == ()
            register.close()
            made += 1
        else:
            _opens_or_says_why(place)
    assert made


@pytest.mark.slow
def test_a_power_cut_while_an_older_register_is_brought_up_to_date_costs_nothing(
    school: School, disk: Disk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register = reopened(school.folder)
    sign(register, school, 0)
    register.close()
    know_the_next_shape(tmp_path / "migrations", monkeypatch)
    start = {path: content for path, content in disk.record().items() if school.folder in path.parents}
    reopened(school.folder).close()
    disk.recording = False
    for _at, files in cuts(start, disk.changes, 100, random.Random(25)):
        folder = lay_out(files, school.folder, tmp_path / "after")
        register = reopened(folder)
        assert signed(register, school) == {0}
        assert register.verify().problems == ()
        register.close()


def _opens(folder: Path, password: str) -> bool:
    try:
        open_register(folder, user_name="Alex Morgan", password=password, clock=StoppedClock()).close()
    except WrongPassword:
        return False
    return True


def _opens_or_says_why(folder: Path) -> None:
    try:
        register: Register = reopened(folder)
    except StoreTrouble as trouble:
        says = trouble.says
    else:
        register.close()
        return
    assert says.endswith(".")
