"""The desk's window on an empty register, and on the demo school, with Jobs' threads seen by the coverage report."""

import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from policydesk.demo import DEMO_PASSWORD
from policydesk.store import Register, open_register
from policydesk.ui.desk import Desk
from policydesk.ui.kit import jobs
from policydesk.ui.kit.collector import Collector
from policydesk.ui.kit.focus_ring import FocusRing
from policydesk.ui.main_window import MainWindow
from policydesk.ui.pages import pages
from policydesk.ui.searching import searching
from policydesk.ui.theme import Look, Theme
from tests.conftest import StoppedClock, stretch_at_once


@pytest.fixture(scope="session", autouse=True)
def _traced_threads() -> None:
    """Let a measurement of coverage see what runs in Qt's threads, which Python's own hook does not reach."""
    run = jobs.Job.run

    def traced(work: jobs.Job) -> None:
        sys.settrace(threading.gettrace())
        run(work)

    if threading.gettrace() is not None:
        jobs.Job.run = traced


@pytest.fixture(autouse=True)
def _collector(qapp: QApplication) -> Iterator[None]:
    """Collect rubbish where the program does, never on the thread of a job."""
    collector, font = Collector(qapp), qapp.font()
    yield
    collector.stop()
    qapp.setFont(font)  # a Theme takes it as the usual size: larger text may not outlive its test
    orphans = [
        one for one in QApplication.topLevelWidgets() if one.parent() is None
    ]  # each Theme would style them again
    for left in (collector, *qapp.findChildren(Theme), *qapp.findChildren(FocusRing), *orphans):
        left.deleteLater()  # a program has one of each; the next test makes its own
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def _stretched_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no password of the window cost a second; what it costs is tried where keys are made, in tests/store."""
    stretch_at_once(monkeypatch)


@pytest.fixture
def demo(demo_folder: Path, tmp_path: Path, clock: StoppedClock) -> Iterator[Register]:
    """The demo school, its office manager signed in."""
    folder = Path(shutil.copytree(demo_folder, tmp_path / "demo.policydesk"))
    register = open_register(folder, user_name="Marta Lindqvist", password=DEMO_PASSWORD, clock=clock)
    yield register
    register.close()


@contextmanager
def desk_on(register: Register, qapp: QApplication) -> Iterator[MainWindow]:
    """Give the window on a register, in front; every form and message goes with it."""
    desk = Desk(register)
    window = MainWindow(desk, pages(), theme=Theme(qapp, Look.LIGHT), search=searching(desk))
    window.resize(1280, 800)
    window.show()
    yield window
    window.put_dialogs_away()
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


@pytest.fixture
def window(register: Register, qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    """The desk of an empty register."""
    with desk_on(register, qapp) as made:
        yield made


@pytest.fixture
def demo_window(demo: Register, qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    """The desk of the demo school."""
    with desk_on(demo, qapp) as made:
        yield made
