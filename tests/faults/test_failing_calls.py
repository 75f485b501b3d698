"""Any write, flush or change of a name may fail, once or from then on: nothing confirmed is lost, and it is said."""

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from policydesk.errors import StoreTrouble
from policydesk.store import Register
from policydesk.store.backup import BACKUPS, list_backups, make_backup
from policydesk.store.restore import restore_backup
from tests.conftest import PASSWORD, StoppedClock
from tests.faults.conftest import School, reopened, sign, signed
from tests.faults.disk import Disk
from tests.shapes import know_the_next_shape

MOST_CALLS = 1000
FAULTS = pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC])
HOW_LONG = pytest.mark.parametrize("sticky", [False, True])


def every_call(disk: Disk, attempt: Callable[[int], None], first: int = 0, step: int = 1) -> int:
    """Do something again and again, each time with the next call failing; returns how many calls there were."""
    for call in range(first, MOST_CALLS, step):
        attempt(call)
        if not disk.reached:
            return call
    raise AssertionError("it never came to an end")


def said(act: Callable[[], object]) -> str:
    """Do something; returns the sentence it failed with, "" where it did not."""
    try:
        act()
    except StoreTrouble as trouble:
        says = trouble.says
    else:
        return ""
    assert says.endswith(".")
    return says


@FAULTS
@HOW_LONG
def test_what_was_confirmed_as_saved_is_there_whatever_failed(
    school: School, disk: Disk, tmp_path: Path, number: int, sticky: bool
) -> None:
    says: set[str] = set()

    def attempt(call: int) -> None:
        folder = Path(shutil.copytree(school.folder, tmp_path / f"copy {call}"))
        register = reopened(folder)
        sign(register, school, 0)
        confirmed = {0}
        with disk.failing(call, number, sticky=sticky):
            for one in (1, 2, 3):
                trouble = said(lambda one=one: sign(register, school, one))
                says.add(trouble)
                if not trouble:
                    confirmed.add(one)
        if not sticky:
            assert len(confirmed) >= 3
        register.close()
        register = reopened(folder)
        assert confirmed <= signed(register, school) <= {0, 1, 2, 3}
        assert register.verify().problems == ()
        register.close()

    assert every_call(disk, attempt) > 10
    assert len(says) > 1


@FAULTS
@HOW_LONG
def test_a_register_that_could_not_be_opened_opens_when_the_disk_is_well(
    school: School, disk: Disk, tmp_path: Path, number: int, sticky: bool
) -> None:
    register = reopened(school.folder)
    sign(register, school, 0)
    register.close()

    def attempt(call: int) -> None:
        folder = Path(shutil.copytree(school.folder, tmp_path / f"copy {call}"))
        with disk.failing(call, number, sticky=sticky):
            said(lambda: reopened(folder).close())
        _is_as_it_was(folder, school)

    assert every_call(disk, attempt) > 1


@FAULTS
@HOW_LONG
def test_a_backup_that_failed_leaves_the_register_and_no_half_file(
    school: School, disk: Disk, number: int, sticky: bool
) -> None:
    register = reopened(school.folder)
    sign(register, school, 0)
    backups = school.folder / BACKUPS
    kept = make_backup(register).file
    content = kept.read_bytes()

    def attempt(call: int) -> None:
        with disk.failing(call, number, sticky=sticky):
            trouble = said(lambda: make_backup(register))
        found = list_backups(backups)
        assert kept.read_bytes() == content
        assert all(each.is_whole() for each in found)
        assert trouble or len(found) == 2
        if call % 10 == 0 or any(each.name.startswith(".") for each in backups.iterdir()):
            make_backup(register)  # clears away what was left half-written
        for each in set(backups.iterdir()) - {kept}:
            assert not each.name.startswith(".")
            each.unlink()

    assert every_call(disk, attempt) > 10
    assert register.verify().problems == ()
    register.close()


@FAULTS
@HOW_LONG
def test_a_restore_that_failed_leaves_no_register_and_the_backup_whole(
    school: School, disk: Disk, tmp_path: Path, number: int, sticky: bool
) -> None:
    register = reopened(school.folder)
    sign(register, school, 0)
    backup = make_backup(register).file
    register.close()
    content = backup.read_bytes()

    def attempt(call: int) -> None:
        to = tmp_path / f"new {call}"

        def restore() -> None:
            clock = StoppedClock()
            restore_backup(backup, to, user_name="Alex Morgan", password=PASSWORD, clock=clock).close()

        with disk.failing(call, number, sticky=sticky):
            trouble = said(restore)
        assert backup.read_bytes() == content
        if to.exists():
            _is_as_it_was(to, school)
        else:
            assert trouble

    assert every_call(disk, attempt) > 10


@FAULTS
@HOW_LONG
def test_an_older_register_that_could_not_be_brought_up_to_date_is_as_it_was(
    school: School, disk: Disk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, sticky: bool
) -> None:
    register = reopened(school.folder)
    sign(register, school, 0)
    register.close()
    know_the_next_shape(tmp_path / "migrations", monkeypatch)

    def attempt(call: int) -> None:
        folder = Path(shutil.copytree(school.folder, tmp_path / f"copy {call}"))
        with disk.failing(call, number, sticky=sticky):
            said(lambda: reopened(folder).close())
        _is_as_it_was(folder, school)
        shutil.rmtree(folder)

    # Some 270 calls of half a second each: every one of them fails in one of the four ways, not in all of them.
    way = 2 * sticky + (number == errno.ENOSPC)
    assert every_call(disk, attempt, first=way, step=4) > 20


def _is_as_it_was(folder: Path, school: School) -> None:
    """Open a register in which the first person, and nobody else, has signed."""
    register: Register = reopened(folder)
    assert signed(register, school) == {0}
    assert register.verify().problems == ()
    register.close()
