"""What was read from the register is not left in a crash file."""

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from policydesk.store import process
from policydesk.store.process import harden_process

CRASH = """
import os, signal
from policydesk.store.process import harden_process
secret = "Jordan" * 1000
harden_process()
harden_process()
print(open("/proc/self/limits").read(), flush=True) if os.path.exists("/proc/self/limits") else None
import ctypes
print("dumpable", ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), flush=True)
os.kill(os.getpid(), signal.SIGABRT)
"""


def test_a_crash_leaves_no_copy_of_the_memory(tmp_path: Path) -> None:
    root = Path(process.__file__).parents[2]
    ended = subprocess.run(
        [sys.executable, "-c", CRASH],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == -signal.SIGABRT
    core = next(line for line in ended.stdout.splitlines() if line.startswith("Max core file size"))
    assert core.split()[4:6] == ["0", "0"]
    assert "dumpable 0" in ended.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("trouble", [OSError, ValueError, ImportError])
def test_a_system_that_refuses_does_not_keep_the_program_from_starting(
    monkeypatch: pytest.MonkeyPatch, trouble: type[Exception]
) -> None:
    def refuse(*_asked: object) -> None:
        raise trouble

    monkeypatch.setattr(resource, "setrlimit", refuse)
    monkeypatch.setattr("ctypes.CDLL", lambda _name: None)
    harden_process()


def test_other_systems_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(resource, "setrlimit", lambda *limits: asked.append(limits))
    monkeypatch.setattr("ctypes.CDLL", lambda name: asked.append(name))
    harden_process()
    assert asked == [(resource.RLIMIT_CORE, (0, 0))]
