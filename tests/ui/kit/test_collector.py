"""Rubbish is taken away on the window's own thread, and only there."""

import gc
import threading
import weakref

from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from policydesk.ui.kit.collector import Collector
from tests.hands import until


class Loop:
    """Something that only the collector can take away; says on which thread it went."""

    def __init__(self, went: list[str]) -> None:
        self.itself = self
        self.end = weakref.finalize(self, lambda: went.append(threading.current_thread().name))


def litter() -> None:
    """Leave more behind than Python lets lie."""
    for _number in range(20_000):
        one: list[object] = []
        one.append(one)


def test_what_nobody_needs_goes_on_the_windows_thread(qapp, qtbot: QtBot) -> None:
    collector = Collector(qapp)
    went: list[str] = []
    Loop(went)
    QThreadPool.globalInstance().start(litter)
    assert QThreadPool.globalInstance().waitForDone(5000)
    assert went == []
    until(qtbot, lambda: went)
    assert went == ["MainThread"]
    collector.stop()
    assert gc.isenabled()
