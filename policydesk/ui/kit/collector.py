"""Python's rubbish is taken away on the window's own thread.

Left alone, Python looks for it wherever it happens to run. A form that nobody needs any more would then be destroyed on
the thread that draws a report, and Qt ends the program.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 500
"""How often it is looked for."""


class Collector(QObject):
    """Takes over from Python's own collector until it is stopped."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(EVERY_MS)

    def collect(self) -> None:
        """Collect as much as Python would have by now."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Give the work back to Python."""
        self._timer.stop()
        gc.enable()
