"""Starting the desk: Qt, the first window, the log, and what is loaded while somebody types their password."""

import gc
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from policydesk.display import has_display
from policydesk.program import Program

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

NO_DISPLAY = (
    "This machine has no display, so PolicyDesk cannot open its window. "
    "Its other commands work here: policydesk --help lists them."
)


def main() -> int:
    """Start the window, as `policydesk-desk` does."""
    return start(None)


def start(folder: Path | None) -> int:
    """Open the window on a register, on the one that was open last, or on the welcome page; returns the exit code."""
    if not has_display():
        print(NO_DISPLAY, file=sys.stderr)  # noqa: T201 - said at the terminal, where there is no window
        return 2
    gc.disable()  # the window comes first; a Collector takes over when it is there
    from PySide6.QtCore import QTimer

    from policydesk.paths import logs_folder, settings_folder
    from policydesk.ui.remembered import Remembered

    app = application()
    remembered = Remembered(settings_folder())
    program = Program(app, remembered, clock=now)
    try:
        if not program.show_first(folder):
            return 0
        app.processEvents()  # on the screen first: everything else can wait until somebody sees it
    finally:
        gc.freeze()
        program.start_log(logs_folder())
    from policydesk.ui.kit.collector import Collector

    Collector(app)
    QTimer.singleShot(0, load_behind)
    return int(app.exec())


def now() -> datetime:
    """Return this moment: the window's clock."""
    return datetime.now(UTC)


def application() -> "QApplication":
    """Make Qt's application object, named for the system."""
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        QApplication.setStyle("fusion")  # beforehand, so that the system's own is never made
        app = QApplication([sys.argv[0] if sys.argv else "policydesk"])
    app.setApplicationName("policydesk")
    app.setApplicationDisplayName("PolicyDesk")
    app.setDesktopFileName("policydesk")
    return app


def load_behind() -> None:
    """Import the database library, then the reports that the search finds, while the person types their password."""

    def load() -> None:
        from policydesk.reports.catalogue import reports
        from policydesk.store import opening  # noqa: F401 - imported for its weight

        reports()

    threading.Thread(target=load, name="imports", daemon=True).start()
