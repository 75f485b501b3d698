"""The numbers in the navigation, kept true while somebody works on another page than the one that shows them."""

from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from policydesk.queries.today import Waiting, waiting
from policydesk.rules.findings import count_urgent
from policydesk.ui.desk import Desk
from policydesk.ui.kit.jobs import Newest

PAUSE_MS = 200
"""How long nothing has changed before it is counted again: one change after the other is counted once."""


class Navigation(Protocol):
    """What shows the numbers."""

    def set_badge(self, page: str, count: int, says: str = "to do") -> None:
        """Show a number beside a place."""


class Badges(QObject):
    """Counts again, beside the desk's work, after every change; also what was unsealed, and for another day."""

    def __init__(self, desk: Desk, navigation: Navigation, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._navigation = desk, navigation
        self._counting: Newest[Waiting] = Newest(desk.jobs, "Counting what needs doing")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.count)
        desk.changed.connect(lambda _topics: self._pause.start())
        desk.as_at_changed.connect(self._pause.start)
        desk.sealed.changed.connect(self._pause.start)

    def count(self) -> None:
        """Count what needs doing now."""
        as_at = self._desk.as_at
        self._counting.run(
            lambda _progress: self._desk.ask(waiting, as_at), self.show, lambda _trouble: None
        )  # the number stays as it was: whoever goes there sees what is wrong

    def show(self, waits: Waiting) -> None:
        """Show what was counted, with what is unsealed."""
        sealed = () if self._desk.looks_back else self._desk.sealed.findings()
        self._navigation.set_badge("today", waits.urgent + count_urgent(sealed))
        self._navigation.set_badge("reviews", waits.late_reviews, "overdue")
