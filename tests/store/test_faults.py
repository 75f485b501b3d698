"""Whatever the disk refuses while a backup is made or restored, the register and older backups stay whole."""

import errno
import io
import os
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import pytest

from policydesk.errors import StoreTrouble
from policydesk.store import Register
from policydesk.store.backup import list_backups, make_backup
from policydesk.store.restore import restore_backup
from tests.conftest import PASSWORD, StoppedClock
from tests.store.test_backup import add_person, names_in

MOST_CALLS = 60


class Faults:
    """Lets the system's calls through and counts them; the asked one fails, once or from then on."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.calls = 0
        self.fails_at = -1
        self.sticky = False
        self.number = errno.ENOSPC
        patch.setattr(os, "fsync", self._guarded(os.fsync))
        patch.setattr(Path, "mkdir", self._guarded(Path.mkdir))
        patch.setattr(Path, "rename", self._guarded(Path.rename))
        patch.setattr(Path, "replace", self._guarded(Path.replace))
        self._open = Path.open
        faults = self

        def opened(path: Path, mode: str = "r", *how: Any, **more: Any) -> Any:
            if not set(mode) & set("wxa+"):
                return faults._open(path, mode, *how, **more)
            faults.count()
            return _Writing(faults._open(path, mode, *how, **more), faults)

        patch.setattr(Path, "open", opened)

    def arm(self, call: int, number: int, *, sticky: bool) -> None:
        self.calls, self.fails_at, self.number, self.sticky = 0, call, number, sticky

    def count(self) -> None:
        at = self.calls
        self.calls += 1
        if self.fails_at >= 0 and (at >= self.fails_at if self.sticky else at == self.fails_at):
            raise OSError(self.number, os.strerror(self.number))

    def _guarded(self, act: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(*asked: Any, **how: Any) -> Any:
            self.count()
            return act(*asked, **how)

        return guarded


class _Writing:
    """A file whose writes may fail halfway."""

    def __init__(self, file: io.BufferedWriter, faults: Faults) -> None:
        self._file = file
        self._faults = faults

    def write(self, content: bytes) -> int:
        try:
            self._faults.count()
        except OSError:
            self._file.write(content[: len(content) // 2])
            raise
        return self._file.write(content)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


@pytest.fixture
def faults(register: Register, monkeypatch: pytest.MonkeyPatch) -> Iterator[Faults]:
    made = Faults(monkeypatch)
    yield made
    made.fails_at = -1


def attempt(act: Callable[[], object]) -> str | None:
    """Do something; return what was said where it failed: one whole sentence or more."""
    try:
        act()
    except StoreTrouble as trouble:
        said = trouble.says
    else:
        return None
    assert said[0].isupper() or said[0] == "“"
    assert said.endswith(".")
    return said


@pytest.mark.parametrize("sticky", [False, True])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_every_failing_step_of_a_backup_leaves_the_others_whole(
    register: Register, faults: Faults, clock: StoppedClock, number: int, sticky: bool
) -> None:
    add_person(register, "Ben Okoro")
    first = make_backup(register)
    folder = register.folder / "backups"
    content, seal = first.file.read_bytes(), register.seal()
    failed = 0
    for call in range(MOST_CALLS):
        clock.advance(minutes=1)
        faults.arm(call, number, sticky=sticky)
        says = attempt(lambda: make_backup(register))
        reached = faults.calls > call
        faults.fails_at = -1
        assert register.seal() == seal
        assert first.file.read_bytes() == content
        assert not [each for each in names_in(folder) if not each.endswith(".pdbackup")]
        assert all(each.is_whole() and each.is_genuine(register.secrets.file_key) for each in list_backups(folder))
        if not reached:
            assert says is None
            break
        assert says is not None
        failed += 1
    assert 6 <= failed < MOST_CALLS
    assert register.verify().is_sound


@pytest.mark.parametrize("sticky", [False, True])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_every_failing_step_of_a_restore_leaves_nothing_half_made(
    register: Register, faults: Faults, tmp_path: Path, clock: StoppedClock, number: int, sticky: bool
) -> None:
    add_person(register, "Ben Okoro")
    backup = make_backup(register).file
    content, seal = backup.read_bytes(), register.seal()
    failed = 0
    for call in range(MOST_CALLS):
        to = tmp_path / "new" / f"again {call}"
        made: list[Register] = []

        def act(to: Path = to, made: list[Register] = made) -> None:
            made.append(restore_backup(backup, to, user_name="Alex Morgan", password=PASSWORD, clock=clock))

        faults.arm(call, number, sticky=sticky)
        says = attempt(act)
        reached = faults.calls > call
        faults.fails_at = -1
        assert backup.read_bytes() == content
        assert register.seal() == seal
        if says is None:
            assert made[0].verify().is_sound
            made[0].close()
            assert [each for each in names_in(to.parent) if each.endswith(".part")] == []
        else:
            failed += 1
            assert not to.exists()
            assert not to.parent.exists() or not [each for each in names_in(to.parent) if each.startswith(".")]
        if not reached:
            assert says is None
            break
    assert 6 <= failed < MOST_CALLS


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file grow beyond so many bytes, as on a disk that is nearly full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_disk_that_fills_up_at_any_byte_keeps_the_register_and_older_backups(
    register: Register, tmp_path: Path, clock: StoppedClock
) -> None:
    for name in ("Ben Okoro", "Cara Evans"):
        add_person(register, name)
    first = make_backup(register)
    whole, seal = first.file.stat().st_size, register.seal()
    said = set()
    for size in [*range(0, whole, whole // 30), whole - 1]:
        with room_for(size):
            says = attempt(lambda: make_backup(register))
        assert says is not None
        said.add(says)
        assert names_in(register.folder / "backups") == [first.file.name]
        with room_for(size):
            says = attempt(
                lambda: restore_backup(
                    first.file, tmp_path / "again", user_name="Alex Morgan", password=PASSWORD, clock=clock
                )
            )
        if size < first.info.size:
            assert says is not None
            assert names_in(tmp_path) == ["longacre.policydesk"]
        elif says is None:
            break
    assert said
    assert first.info.is_whole()
    assert register.seal() == seal
    assert register.verify().is_sound
