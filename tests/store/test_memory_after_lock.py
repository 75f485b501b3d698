"""Once the program is locked, its memory holds no word of what had been unsealed (TRUST 5.8)."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import policydesk
from policydesk.store import Register
from policydesk.terms_incidents import Category
from tests.conftest import PASSWORD
from tests.stories_incidents import concern, friend_request, staffed

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is read through Linux’s /proc")

MARKER = "Quincemarmalade"
ENCODINGS = ("utf-8", "utf-16-le", "utf-32-le")
"""How Python keeps plain words, how Qt keeps them, and how Python keeps words among which there is a picture."""

CHUNK = 1 << 22

DESK = """
import ctypes, sys
from datetime import UTC, datetime
from pathlib import Path

from policydesk.app import application
from policydesk.program import Program
from policydesk.store import open_register
from policydesk.ui.remembered import Remembered

folder, settings = Path(sys.argv[1]), Path(sys.argv[2])
clock = lambda: datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
program = Program(application(), Remembered(settings), clock)
password = sys.stdin.readline().rstrip("\\n")
program.show_desk(open_register(folder, user_name="Dana Lead", password=password, clock=clock))
ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)  # whoever runs the tests may look in, not root alone
program.window.go_to("incidents")
page = program.window.page
for one in page.model.ids:
    page.view.select_id(one)
    page.open_current()
    program.app.processEvents()
print("open", flush=True)
sys.stdin.readline()
program.window.lock()
"""

LOCKED = """
import sys

if "policydesk" in sys.orig_argv:
    from policydesk import app

    load_behind = app.load_behind

    def ready():
        load_behind()
        print("locked", flush=True)

    app.load_behind = ready
"""
"""Lets the fresh program say that its unlock window is on the screen: what it loads behind the window comes next."""


@pytest.fixture
def desk(register: Register, tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """The program in a process of its own: the DSL is signed in and has opened every record."""
    staff = staffed(register)
    friend_request(register, staff["Ben Okoro"], person=MARKER, note=f"{MARKER} was here")
    concern(register, category=Category.OTHER, narrative=f"{MARKER} wrote \N{GRINNING FACE}")
    register.close()
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text(LOCKED)
    root = Path(policydesk.__file__).parents[1]
    path = os.pathsep.join((str(tmp_path / "hook"), str(root)))
    started = subprocess.Popen(
        [sys.executable, "-c", DESK, str(register.folder), str(tmp_path / "settings")],
        env={**os.environ, "PYTHONPATH": path, "POLICYDESK_HOME": str(tmp_path / "home")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
    )
    with started:
        _tell(started, PASSWORD)
        yield started
        started.kill()


def test_locking_leaves_no_unsealed_word_in_the_process(desk: "subprocess.Popen[str]", register: Register) -> None:
    assert _says(desk) == "open"
    before = found_in_memory(desk.pid, MARKER)
    assert all(before.values()), f"the search has to find the word while the record is open: {before}"
    _tell(desk, "lock")
    assert _says(desk) == "locked"
    command = Path(f"/proc/{desk.pid}/cmdline").read_bytes().split(b"\0")
    assert [b"-m", b"policydesk", b"--register", str(register.folder).encode()] == command[1:5]
    assert found_in_memory(desk.pid, MARKER) == dict.fromkeys(ENCODINGS, 0)
    assert any(found_in_memory(desk.pid, register.folder.name).values()), "the fresh process can be searched"


def found_in_memory(pid: int, word: str) -> dict[str, int]:
    """Return how often a word stands in the memory of a process, by encoding."""
    wanted = {name: word.encode(name) for name in ENCODINGS}
    found = dict.fromkeys(ENCODINGS, 0)
    kept = max(map(len, wanted.values())) - 1
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for first, last in _regions(pid):
            tail = b""
            for start in range(first, last, CHUNK):
                try:
                    piece = os.pread(memory.fileno(), min(CHUNK, last - start), start)
                except OSError:  # a page that the system keeps to itself
                    piece = b""
                for name, sought in wanted.items():
                    found[name] += (tail[-(len(sought) - 1) :] + piece).count(sought)
                tail = piece[-kept:]
    return found


def _regions(pid: int) -> Iterator[tuple[int, int]]:
    for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
        where, allowed, *_rest = line.split()
        if "r" in allowed and not line.endswith(("[vvar]", "[vvar_vclock]", "[vsyscall]")):
            first, last = (int(one, 16) for one in where.split("-"))
            yield first, last


def _tell(process: "subprocess.Popen[str]", words: str) -> None:
    assert process.stdin is not None
    process.stdin.write(f"{words}\n")
    process.stdin.flush()


def _says(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()
