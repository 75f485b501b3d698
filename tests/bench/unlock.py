"""How long the unlock window takes to come up, beside the smallest window that PySide6 can show.

    python -m tests.bench.unlock            on a screen
    xvfb-run -a python -m tests.bench.unlock

Both are started in turn as programs of their own; the time runs from the start of the process to the moment the
window is on the screen.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from policydesk.display import has_display

ROUNDS = 15

WATCH = """
import os, sys, time
def watch(app):
    from PySide6.QtCore import QEvent, QObject
    class Watcher(QObject):
        def eventFilter(self, one, event):
            if event.type() == QEvent.Type.Expose and one.isExposed():
                print(time.time() - float(sys.argv[1]), flush=True)
                os._exit(0)
            return False
    app.watcher = Watcher()
    app.installEventFilter(app.watcher)
    return app
"""

BARE = (
    WATCH
    + """
from PySide6.QtWidgets import QApplication, QWidget
app = watch(QApplication([]))
window = QWidget()
window.show()
app.exec()
"""
)

DESK = (
    WATCH
    + """
from pathlib import Path
from policydesk import app as desk
made = desk.application
desk.application = lambda: watch(made())
desk.start(Path(sys.argv[2]))
"""
)


def seconds(program: str, *words: str) -> float:
    """Start a program and return the seconds until its window is there."""
    command = [sys.executable, "-c", program, str(time.time()), *words]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> int:
    """Make a demo register, start both windows in turn, print the medians."""
    if not has_display():
        print("There is no display here: start it with xvfb-run -a.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as place:
        os.environ["POLICYDESK_HOME"] = str(Path(place) / "home")
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(place) / "compiled")  # as installed: compiled once, beforehand
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        folder = str(Path(place) / "school.policydesk")
        making = [sys.executable, "-m", "policydesk", "demo", folder, "--no-window"]
        subprocess.run(making, check=True, capture_output=True)
        times: tuple[list[float], list[float]] = ([], [])
        for number in range(ROUNDS + 1):
            pair = (seconds(BARE), seconds(DESK, folder))
            if number:  # the first round fills the disk's cache
                times[0].append(pair[0])
                times[1].append(pair[1])
    bare, desk = median(times[0]), median(times[1])
    print(f"bare PySide6 window {bare:.3f} s, unlock window {desk:.3f} s, ratio {desk / bare:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
