"""The line at the bottom: which day the figures are for, when the last backup was made, and who is signed in."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from policydesk.dates import written
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.colours import Tone
from policydesk.ui.kit.flow import FlowLayout
from policydesk.ui.kit.labels import PlainLabel, StatusChip
from policydesk.ui.kit.states import days

GAP = 12
"""Pixels between two words beside each other."""

OLD_BACKUP_DAYS = 7
"""A backup older than this is said in amber."""


def backup_words(last: datetime | None, now: datetime) -> tuple[str, Tone]:
    """Return what is said about the last backup, and in which colour."""
    if last is None:
        return "! No backup yet", Tone.WARN
    age = (now.date() - last.date()).days
    if age > OLD_BACKUP_DAYS:
        return f"! Last backup {days(age)} ago", Tone.WARN
    half = "am" if last.hour < 12 else "pm"
    clock = f"{last.hour % 12 or 12}:{last.minute:02d}{half}"
    day = "today" if age <= 0 else "yesterday" if age == 1 else f"on {written(last.date())}"
    return f"Backup checked {day} {clock}", Tone.QUIET


class StatusLine(QFrame):
    """Quiet words that are always there."""

    def __init__(self, choose_day: Callable[[], object] | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setProperty("look", "statusline")
        self.backup = StatusChip()
        self.backup.setObjectName("last_backup")
        self.day = StatusChip()
        self.day.setObjectName("as_at")
        self.who = PlainLabel(look="hint")
        self.who.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.who.setObjectName("signed_in")
        self.who.setMinimumWidth(1)
        self._said = FlowLayout(spacing=GAP)
        self._said.addWidget(self.backup)
        self._said.addWidget(self.day)
        if choose_day is not None:
            tip = "Show the register as it stood on another day (Ctrl+D)"
            self._said.addWidget(Button("Another day…", choose_day, look="link", name="another_day", tip=tip))
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(14, 5, 14, 5)
        self._row.setSpacing(GAP)
        self._row.addLayout(self._said, 1)
        self._row.addWidget(self.who)
        self.backup.hide()

    def show_backup(self, last: datetime | None, now: datetime) -> None:
        """Say when the last backup was made and checked."""
        self.backup.show_as(*backup_words(last, now))
        self.backup.show()
        self._fit()

    def show_day(self, as_at: date, today: date) -> None:
        """Say for which day the figures are; another day than today stands out."""
        other = as_at != today
        words = f"As at {written(as_at)}" if other else f"Today, {written(today)}"
        self.day.show_as(words, Tone.INFO if other else Tone.QUIET)
        self._fit()

    def show_who(self, name: str, roles: str) -> None:
        """Say who is signed in."""
        self.who.setText(f"Signed in: {name}, {roles}" if roles else f"Signed in: {name}" if name else "")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange} and hasattr(self, "_row"):
            self._fit()

    def _fit(self) -> None:
        """Put who is signed in on a line below where everything has no room beside each other."""
        items = [item for at in range(self._said.count()) if (item := self._said.itemAt(at)) and not item.isEmpty()]
        wide = sum(item.sizeHint().width() + GAP for item in items) + 28
        below = wide + self.who.fontMetrics().horizontalAdvance(self.who.text()) > self.width()
        way = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(way)
        self._row.setSpacing(4 if below else GAP)
        self.who.setWordWrap(below)
