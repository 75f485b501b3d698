"""The windows of one start, from the welcome page or the unlock window to the desk, until it is locked or closed."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policydesk.errors import StoreTrouble
from policydesk.terms import Topic

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from policydesk.store.register import Register
    from policydesk.ui.main_window import MainWindow

DEMO_BANNER = "This is a demo school. Nothing here is real, and you can try everything."

NOTICE_COLOUR = "#2f6fc4"
"""The picture beside the clock: seen on light and on dark bars."""

TITLE_BAR = 40
"""Pixels that the system's own frame takes: the foot of the window is seen on a small screen, too."""


def make_demo(
    folder: Path, *, clock: Callable[[], datetime], progress: Callable[[int, int], None] | None = None
) -> None:
    """Make the demo school in a folder; what that needs is imported only now."""
    from policydesk.demo import build_demo

    build_demo(folder, clock=clock, progress=progress)


class Program:
    """The windows of one start, and what happens between them: welcome, unlock, desk, lock."""

    def __init__(self, app: "QApplication", remembered: Any, clock: Callable[[], datetime]) -> None:
        from policydesk.ui.theme import Look, Theme

        self.app = app
        self.remembered = remembered
        self.clock = clock
        self.window: QWidget | None = None
        self.register: Register | None = None
        self._first: Any = None
        look = remembered.read("look", Look.SYSTEM.value)
        size = remembered.read("text_size", "100")
        known = {one.value for one in Look}
        self.theme = Theme(app, Look(look) if look in known else Look.SYSTEM, int(size) if size.isdecimal() else 100)
        self.theme.changed.connect(self._keep_look)
        app.aboutToQuit.connect(self.close)

    def start_log(self, folder: Path) -> None:
        """Keep a log and show unexpected errors in a dialog from now on."""
        from policydesk.logs import log, start_log
        from policydesk.ui.trouble import LastResort

        start_log(folder)
        self._last_resort = LastResort(lambda: self.window)
        self._last_resort.install()
        log.info("PolicyDesk starts")

    def show_first(self, folder: Path | None) -> bool:
        """Show the unlock window of a register or the welcome page; False where another window was brought forward."""
        place = folder or next(iter(self.remembered.registers), None)
        if place is None:
            self.show_welcome()
            return True
        try:
            if self._is_open_already(place):
                return False
            self.show_unlock(place)
        except StoreTrouble as trouble:
            self.show_welcome(trouble.says, place)
        return True

    def _is_open_already(self, folder: Path) -> bool:
        """Bring the window forward that has this register open on this computer, where there is one."""
        from policydesk.store.file_names import WHO_FILE

        if not (folder / WHO_FILE).exists():
            return False
        from policydesk.ui.first_window import raise_first_window

        return raise_first_window(self._socket_name(folder))

    def show_welcome(self, says: str = "", damaged: Path | None = None) -> None:
        """Show what a person can begin with; what went wrong, if anything did, and the way back for that register."""
        from policydesk.store.damage import last_good_backup
        from policydesk.ui.welcome.window import WelcomeWindow

        good = last_good_backup(damaged) if damaged is not None else None
        window = WelcomeWindow(
            self.remembered, self.clock, says, build_demo=make_demo, backup=good.file if good else None
        )
        window.chosen.connect(self._on_chosen)
        window.opened.connect(self.show_desk)
        self._put(window)

    def show_unlock(self, folder: Path) -> None:
        """Show the unlock window of a register; raises StoreTrouble where there is none."""
        from policydesk.store.keyfile import KeyFile
        from policydesk.ui.unlock import UnlockWindow

        password = ""
        if KeyFile.read(folder).is_demo:
            from policydesk.demo.password import DEMO_PASSWORD

            password = DEMO_PASSWORD
        window = UnlockWindow(
            folder, self.clock, last_user=self.remembered.read(f"user/{folder.name}"), demo_password=password
        )
        window.opened.connect(self.show_desk)
        window.elsewhere.connect(self.show_welcome)
        window.damaged.connect(lambda trouble: self.show_welcome(trouble.says, folder))
        self._put(window)

    def show_desk(self, register: "Register") -> None:
        """Show the desk on an open register."""
        from PySide6.QtCore import QTimer

        from policydesk.store.preferences import UserPreferences, note_signed_in
        from policydesk.store.process import harden_process
        from policydesk.ui.desk import Desk
        from policydesk.ui.first_window import FirstWindow, bring_to_front
        from policydesk.ui.idle import IdleWatch
        from policydesk.ui.kit.icons import icon
        from policydesk.ui.main_window import MainWindow
        from policydesk.ui.pages import pages
        from policydesk.ui.searching import searching
        from policydesk.ui.tray import show_notice

        harden_process()
        self.register = register
        self.remembered.opened(register.folder)
        self.remembered.keep(f"user/{register.folder.name}", register.actor.name)
        with contextlib.suppress(StoreTrouble):
            note_signed_in(register, self.clock())
        preferences = UserPreferences(register)
        desk = Desk(register)
        window: MainWindow = MainWindow(
            desk,
            pages(),
            preferences=preferences,
            theme=self.theme,
            search=searching(desk),
            banner=DEMO_BANNER if register.keys.is_demo else "",
        )
        self._answer(window, register)
        window.lock_asked.connect(self.lock)
        window.closed.connect(self.app.quit)
        self._first = FirstWindow(self._socket_name(register.folder), lambda: bring_to_front(window))
        self._preferences = preferences
        self._idle = IdleWatch(self.app, desk.sealed.close, window.lock, parent=window)
        self._put(window)
        QTimer.singleShot(0, window, lambda: show_notice(window, desk, preferences, icon("reviews", NOTICE_COLOUR)))

    def _answer(self, window: "MainWindow", register: "Register") -> None:
        """Answer the commands that only the program can do, and say when the last backup was made."""
        from policydesk.store.backup import BACKUPS, list_backups, make_backup

        def show_last() -> None:
            newest = next(iter(list_backups(register.folder / BACKUPS)), None)
            window.show_backup(None if newest is None else newest.made_at, self.clock())

        def made(_backup: object) -> None:
            show_last()
            window.say("Made a backup and checked it.")

        def backup() -> None:
            window.desk.jobs.run(
                lambda progress: make_backup(register, progress=lambda *_done: progress(0, 0)),
                says="Making a backup",
                then=made,
            )

        window.handle("file.backup", backup)
        window.handle("file.restore", self.restore)
        window.desk.changed.connect(lambda topics: show_last() if Topic.BACKUPS in topics else None)
        show_last()

    def restore(self) -> None:
        """Close the register and show the way back to a backup."""
        self.close()
        self.show_welcome("The register is closed. Choose “Restore a backup” to make a register from one.")

    def lock(self) -> None:
        """Close the register and start anew at the unlock window: a fresh process holds nothing of what was read."""
        folder = self.register.folder if self.register is not None else None
        self.close()
        relaunch(["--register", str(folder)] if folder is not None else [])

    def close(self) -> None:
        """Close the register, with its backup where something changed; does nothing the second time."""
        from policydesk.logs import log
        from policydesk.store.backup import close_with_backup

        register, self.register = self.register, None
        if register is None:
            return
        with contextlib.suppress(StoreTrouble):
            self._preferences.flush()
        if self._first is not None:
            self._first.close()
        try:
            close_with_backup(register)
        except StoreTrouble as trouble:
            log.warning("the backup at close was not made: %s", type(trouble).__name__)

    def _on_chosen(self, folder: Path) -> None:
        try:
            self.show_unlock(folder)
        except StoreTrouble as trouble:
            self.show_welcome(trouble.says, folder)

    def _put(self, window: "QWidget") -> None:
        old, self.window = self.window, window
        if old is not None:
            window.setGeometry(old.geometry())
            window.show()
            old.close()
            old.deleteLater()
        else:
            room = window.screen().availableSize()
            window.resize(min(1280, room.width()), min(800, room.height() - TITLE_BAR))
            window.show()

    def _keep_look(self) -> None:
        self.remembered.keep("look", self.theme.look.value)
        self.remembered.keep("text_size", str(self.theme.text_size))

    @staticmethod
    def _socket_name(folder: Path) -> str:
        from policydesk.store.presence import socket_name

        return socket_name(folder)


def relaunch(arguments: list[str]) -> None:
    """Replace this process by a fresh one, so that nothing readable stays in memory."""
    command = [sys.executable, *([] if getattr(sys, "frozen", False) else ["-m", "policydesk"]), *arguments]
    if os.name == "posix":
        os.execv(command[0], command)  # noqa: S606 - our own program, no shell
    subprocess.Popen(command)  # noqa: S603 - our own program, no shell
    os._exit(0)
