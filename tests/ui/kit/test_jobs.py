"""Long work: its progress is shown after a moment, Cancel stops it, and what came of it arrives in turn."""

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QProgressDialog, QPushButton
from pytestqt.qtbot import QtBot

from policydesk.ui.kit import jobs as module
from policydesk.ui.kit.job import Cancelled, Progress
from policydesk.ui.kit.jobs import Jobs, Newest
from tests.hands import dialog, press, seen, until


class Work:
    """Work that goes on step by step until it is told to end."""

    def __init__(self, says: str = "") -> None:
        self.says = says
        self.enough = threading.Event()
        self.stopped = False
        self.thread: int | None = None

    def __call__(self, progress: Progress) -> str:
        self.thread = threading.get_ident()
        try:
            while not self.enough.wait(0.01):
                progress(3, 12, self.says)
        except Cancelled:
            self.stopped = True
            raise
        return "done"


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.cancel_all()
    assert made.wait(10)


def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE_MS", 20)


def shown() -> list[QProgressDialog]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, QProgressDialog) and one.isVisible()]


def test_what_comes_of_the_work_arrives_on_the_threads_own_turn(qtbot: QtBot, jobs: Jobs) -> None:
    work = Work()
    work.enough.set()
    came: list[tuple[str, int]] = []
    jobs.run(work, says="Counting", then=lambda result: came.append((result, threading.get_ident())))
    assert jobs.busy
    assert came == []
    until(qtbot, lambda: came)
    assert came == [("done", threading.get_ident())]
    assert work.thread != threading.get_ident()
    assert not jobs.busy


def test_short_work_shows_nothing(qtbot: QtBot, jobs: Jobs) -> None:
    work = Work()
    work.enough.set()
    came: list[str] = []
    jobs.run(work, says="Counting", then=came.append)
    until(qtbot, lambda: came)
    assert shown() == []
    assert not jobs._timer.isActive()


def test_long_work_shows_how_far_it_is_and_goes_when_it_ends(
    qtbot: QtBot, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    impatient(monkeypatch)
    work = Work("Reading row 3 of 12")
    came: list[str] = []
    jobs.run(work, says="Reading the list", then=came.append)
    until(qtbot, shown)
    bar = shown()[0]
    assert bar.windowTitle() == "Reading the list"
    until(qtbot, lambda: (bar.value(), bar.maximum()) == (3, 12))
    assert "Reading row 3 of 12" in seen(bar)
    work.enough.set()
    until(qtbot, lambda: came)
    assert shown() == []


def test_quiet_work_never_shows_progress(qtbot: QtBot, jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    impatient(monkeypatch)
    work = Work()
    jobs.run(work, says="Drawing", quiet=True)
    assert not jobs._timer.isActive()
    work.enough.set()
    until(qtbot, lambda: not jobs.busy)
    assert shown() == []


@pytest.mark.parametrize("how", ["the button", "Esc"])
def test_cancel_stops_the_work_and_nothing_of_it_arrives(
    qtbot: QtBot, jobs: Jobs, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    impatient(monkeypatch)
    work = Work()
    came: list[object] = []
    jobs.run(work, says="Reading the list", then=came.append, failed=came.append)
    until(qtbot, shown)
    bar = dialog(QProgressDialog)
    if how == "Esc":
        press(qtbot, bar, "Esc")
    else:
        cancel = bar.findChild(QPushButton)
        assert cancel is not None
        assert cancel.text() == "&Cancel"
        qtbot.keyClick(cancel, Qt.Key.Key_Space)
    until(qtbot, lambda: not jobs.busy)
    assert work.stopped
    assert came == []
    assert shown() == []


def test_work_that_ends_after_cancel_was_pressed_delivers_nothing(qtbot: QtBot, jobs: Jobs) -> None:
    begun, may_end = threading.Event(), threading.Event()
    came: list[object] = []

    def deaf(_progress: Progress) -> str:
        begun.set()
        may_end.wait(10)
        return "too late"

    job = jobs.run(deaf, says="Reading", then=came.append, failed=came.append)
    assert begun.wait(10)
    job.cancel()
    assert job.progress.cancelled
    may_end.set()
    until(qtbot, lambda: not jobs.busy)
    assert came == []


def test_pieces_of_work_follow_each_other_in_turn(qtbot: QtBot, jobs: Jobs) -> None:
    came: list[int] = []
    busy: list[bool] = []
    jobs.busy_changed.connect(busy.append)
    for number in range(4):
        jobs.run(lambda _progress, number=number: number, says="Counting", then=came.append)
    until(qtbot, lambda: not jobs.busy)
    until(qtbot, lambda: len(came) == 4)
    assert came == [0, 1, 2, 3]
    assert busy[-1] is False


def test_everything_is_stopped_at_once_when_the_desk_is_left(qtbot: QtBot, jobs: Jobs) -> None:
    work = Work()
    came: list[object] = []
    jobs.run(work, says="Reading", then=came.append)
    jobs.run(lambda _progress: "never begun", says="Waiting", then=came.append)
    until(qtbot, lambda: work.thread is not None)
    jobs.cancel_all()
    assert jobs.wait(10)
    assert work.stopped
    assert came == []


def raises(trouble: Exception) -> Callable[[Progress], str]:
    def work(_progress: Progress) -> str:
        raise trouble

    return work


def test_what_goes_wrong_goes_to_who_asked_and_the_next_piece_is_done(qtbot: QtBot, jobs: Jobs) -> None:
    trouble = ValueError("no")
    failed: list[Exception] = []
    came: list[str] = []
    jobs.run(raises(trouble), says="Reading", then=came.append, failed=failed.append)
    jobs.run(lambda _progress: "next", says="Reading", then=came.append)
    until(qtbot, lambda: came)
    assert failed == [trouble]
    assert came == ["next"]


def test_what_goes_wrong_and_nobody_asked_about_is_never_lost(qtbot: QtBot, jobs: Jobs) -> None:
    with qtbot.captureExceptions() as caught:
        jobs.run(raises(ValueError("nobody asked")), says="Reading")
        until(qtbot, lambda: caught)
    assert str(caught[0][1]) == "nobody asked"
    assert not jobs.busy


def test_waiting_gives_up_where_the_work_takes_longer(qtbot: QtBot, jobs: Jobs) -> None:
    assert jobs.wait(0.01), "there is nothing to wait for"
    work = Work()
    jobs.run(work, says="Reading")
    assert not jobs.wait(0.05)
    work.enough.set()
    assert jobs.wait(10)


def test_a_form_waits_for_its_work_and_hears_what_came_of_it(qtbot: QtBot, jobs: Jobs) -> None:
    assert jobs.finish(lambda _progress: 42, says="Adding the user") == 42
    with pytest.raises(ValueError, match="taken"):
        jobs.finish(raises(ValueError("taken")), says="Adding the user")
    with pytest.raises(Cancelled):
        jobs.finish(raises(Cancelled()), says="Adding the user")
    assert QApplication.overrideCursor() is None, "the pointer is as before, whatever happened"


def test_of_previews_only_the_newest_arrives(qtbot: QtBot, jobs: Jobs) -> None:
    newest: Newest[str] = Newest(jobs, "Drawing the report")
    first = Work()
    came: list[str] = []
    newest.forget()
    newest.run(first, came.append)
    until(qtbot, lambda: first.thread is not None)
    newest.run(lambda _progress: "second", came.append)
    newest.run(lambda _progress: "third", came.append)
    until(qtbot, lambda: came)
    assert jobs.wait(10)
    assert came == ["third"]
    assert first.stopped
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]


def test_progress_without_a_listener_counts_quietly() -> None:
    progress = Progress()
    progress(1, 2, "half")
    progress.cancel()
    with pytest.raises(Cancelled):
        progress(2, 2)
