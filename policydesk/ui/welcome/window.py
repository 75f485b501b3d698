"""The first window: what somebody can begin with, and the walks that lead from there to a register."""

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from policydesk.errors import Refusal, StoreTrouble
from policydesk.store.file_names import free_place
from policydesk.store.keyfile import KeyFile
from policydesk.ui.kit.job import Progress
from policydesk.ui.kit.jobs import Jobs
from policydesk.ui.remembered import Remembered
from policydesk.ui.welcome.make import MakeWalk
from policydesk.ui.welcome.places import demo_place, place_of
from policydesk.ui.welcome.restore import RestoreWalk
from policydesk.ui.welcome.start import StartPage
from policydesk.ui.welcome.walk import Walk


class BuildDemo(Protocol):
    """How the demo school is made: the app gives it, because the window stands below it."""

    def __call__(
        self, folder: Path, *, clock: Callable[[], datetime], progress: Callable[[int, int], None] | None
    ) -> None:
        """Make the demo school in a folder and close it."""


class WelcomeWindow(QWidget):
    """Shows the choices; `chosen` names a register to unlock, `opened` carries one that is open already."""

    chosen = Signal(object)
    """Path of a register."""

    opened = Signal(object)
    """The open Register."""

    def __init__(
        self,
        remembered: Remembered,
        clock: Callable[[], datetime],
        says: str = "",
        *,
        build_demo: BuildDemo | None = None,
        backup: Path | None = None,
    ) -> None:
        """Begin with the choices; `says` is what went wrong before, `backup` the one to go back to then."""
        super().__init__()
        self._remembered, self._clock, self._build_demo = remembered, clock, build_demo
        self.setObjectName("welcome")
        self.setWindowTitle("Welcome")
        self.jobs = Jobs(self)
        self.jobs.busy_changed.connect(self._on_busy)
        self.start = StartPage()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.start)
        self.walks: dict[str, Walk] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self.start.make.connect(self.make)
        self.start.browse.connect(self.browse)
        self.start.restore.connect(self.restore)
        self.start.demo.connect(self.look_round)
        self.start.chosen.connect(self.choose)
        self.start.forgotten.connect(self._forget)
        self.start.keep_demo(build_demo is not None)
        self.start.show_registers(remembered.registers)
        self.start.wanted.connect(self.restore_this)
        self.start.say(says, backup)
        self.start.begin()

    def make(self) -> None:
        """Begin a new register, or go on with the one that was begun."""
        self._walk("make", lambda: MakeWalk(self._clock), "Make a register")

    def restore(self) -> None:
        """Begin to restore a backup, or go on with what was begun."""
        self._walk("restore", lambda: RestoreWalk(self._clock), "Restore a backup")

    def restore_this(self, backup: Path) -> None:
        """Begin to restore one backup."""
        self.restore()
        walk = self.walks["restore"]
        if isinstance(walk, RestoreWalk):
            walk.go(0)
            walk.choose(backup)

    def browse(self) -> None:
        """Ask for a register's folder."""
        known = self._remembered.registers
        above = known[0].parent if known else demo_place().parent
        found = QFileDialog.getExistingDirectory(self, "Open a register: choose its folder", str(above))
        if found:
            self.choose(Path(found))

    def choose(self, folder: Path) -> None:
        """Go on to unlock a register, or say why that cannot be."""
        place = place_of(folder)
        try:
            KeyFile.read(place)
        except StoreTrouble as trouble:
            self.start.say(trouble.says)
            return
        self.chosen.emit(place)

    def look_round(self) -> None:
        """Go to the demo school; the first time it is made, which takes a little while and can be cancelled."""
        build, place = self._build_demo, demo_place()
        if _is_demo(place):
            self.chosen.emit(place)
            return
        if build is None:
            return
        place = free_place(place.parent, place.stem, place.suffix)

        def work(progress: Progress) -> Path:
            return build_whole(build, place, self._clock, progress)

        self.start.say("")
        self.jobs.run(work, says="Making the demo school", then=self.chosen.emit, failed=self._on_failed)

    def show_start(self) -> None:
        """Go back to the choices; what was typed in a walk is still there when it is gone on with."""
        self.stack.setCurrentWidget(self.start)
        self.setWindowTitle("Welcome")
        self.start.begin()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.jobs.cancel_all()
        made = self.walks.get("make")
        if isinstance(made, MakeWalk) and made.register is not None:
            made.register.close()
        super().closeEvent(event)

    def _walk(self, name: str, make: Callable[[], Walk], title: str) -> None:
        if name not in self.walks:
            walk = self.walks[name] = make()
            walk.left.connect(self.show_start)
            walk.opened.connect(self.opened)
            self.stack.addWidget(walk)
        self.start.say("")
        self.setWindowTitle(title)
        self.stack.setCurrentWidget(self.walks[name])
        self.walks[name].step.begin()

    def _forget(self, folder: Path) -> None:
        self._remembered.forget(folder)
        self.start.show_registers(self._remembered.registers)
        self.start.begin()

    def _on_failed(self, trouble: Exception) -> None:
        if not isinstance(trouble, Refusal | StoreTrouble):
            raise trouble
        self.start.say(trouble.says)

    def _on_busy(self, busy: bool) -> None:
        self.start.demo_button.set_words("Making the demo school…" if busy else "&Look round the demo school")
        self.start.setEnabled(not busy)
        if not busy:
            self.start.demo_button.setFocus()


def build_whole(build: BuildDemo, place: Path, clock: Callable[[], datetime], progress: Progress) -> Path:
    """Make the demo school beside its place and put it there when it is done; a cancelled one leaves nothing."""
    part = place.with_name(f".{place.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        build(part, clock=clock, progress=progress)
        part.rename(place)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return place


def _is_demo(place: Path) -> bool:
    try:
        return KeyFile.read(place).is_demo
    except StoreTrouble:
        return False
