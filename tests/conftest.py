"""What every test may ask for: a clock that stands still and a fresh register of an invented school."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from policydesk.demo import build
from policydesk.store import Register, create_register, open_register
from policydesk.store.keys import Stretching
from policydesk.terms import Role
from tests.quick import _worded_once, in_memory

__all__ = ["_worded_once"]

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # windows are tried where nobody has to watch them
in_memory()

PASSWORD = "maple kettle orbit"
QUICK = Stretching(memory_kib=64, passes=1, lanes=1)
"""Key derivation that costs nothing, for tests alone."""

_STRETCH = Stretching.stretch


def stretch_at_once(patch: pytest.MonkeyPatch) -> None:
    """Let every password cost nothing, whatever the window or the command line would make it cost."""
    patch.setattr(Stretching, "stretch", lambda _self, password, salt: _STRETCH(QUICK, password, salt))


class StoppedClock:
    """A clock that moves only when told to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the window's own things out of the home of whoever runs the tests."""
    monkeypatch.setenv("POLICYDESK_HOME", str(tmp_path_factory.getbasetemp() / "home"))


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


def make_register(folder: Path, clock: StoppedClock | None = None) -> Register:
    """Make an empty register of Longacre Primary School, Alex Morgan, office manager, signed in."""
    return create_register(
        folder,
        school_name="Longacre Primary School",
        user_name="Alex Morgan",
        password=PASSWORD,
        roles=frozenset({Role.OFFICE_MANAGER}),
        clock=clock or StoppedClock(),
        kdf=QUICK,
    ).register


@pytest.fixture(scope="session")
def new_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty register, made once and closed; whoever wants one takes a copy of it."""
    folder = tmp_path_factory.mktemp("new") / "longacre.policydesk"
    make_register(folder).close()
    return folder


def opened_copy(closed: Path, folder: Path, clock: StoppedClock) -> Register:
    """Open a copy of a closed register, Alex Morgan signed in."""
    shutil.copytree(closed, folder)
    return open_register(folder, user_name="Alex Morgan", password=PASSWORD, clock=clock)


@pytest.fixture
def register(new_register: Path, tmp_path: Path, clock: StoppedClock) -> Iterator[Register]:
    """An empty register of Longacre Primary School, Alex Morgan, office manager, signed in."""
    made = opened_copy(new_register, tmp_path / "longacre.policydesk", clock)
    yield made
    made.close()


@pytest.fixture(scope="module")
def shared_register(new_register: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """An empty register for the tests of one file that fill it once and then only ask it."""
    made = opened_copy(new_register, tmp_path_factory.mktemp("shared") / "longacre.policydesk", StoppedClock())
    yield made
    made.close()


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo school, made once and closed; whoever changes it takes a copy."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demo.policydesk"  # by all processes
    if shared.exists():
        return shared
    folder = tmp_path_factory.mktemp("demo") / "demo.policydesk"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build, "_LIGHT", QUICK)
        build.build_demo(folder, clock=StoppedClock())
    with contextlib.suppress(OSError):  # another process was quicker
        folder.rename(shared)
    return shared if shared.exists() else folder


def demo_copy(demo_folder: Path, beside: Path) -> Path:
    """Return a copy of the demo school in a folder."""
    return Path(shutil.copytree(demo_folder, beside / "demo.policydesk"))
