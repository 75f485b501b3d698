"""The line at the bottom: which day the figures are for, when the last backup was made, and who is signed in."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from policydesk.dates import written
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.colours import Tone
from policydesk.ui.kit.labels import PlainLabel, StatusChip
from policydesk.ui.kit.states import days

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
        self.who = PlainLabel(look="hint", wrap=True)
        self.who.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.who.setObjectName("signed_in")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 5, 14, 5)
        row.setSpacing(12)
        row.addWidget(self.backup)
        row.addWidget(self.day)
        if choose_day is not None:
            tip = "Show the register as it stood on another day (Ctrl+D)"
            row.addWidget(Button("Another day…", choose_day, look="link", name="another_day", tip=tip))
        row.addWidget(self.who, 1)
        self.backup.hide()

    def show_backup(self, last: datetime | None, now: datetime) -> None:
        """Say when the last backup was made and checked."""
        self.backup.show_as(*backup_words(last, now))
        self.backup.show()

    def show_day(self, as_at: date, today: date) -> None:
        """Say for which day the figures are; another day than today stands out."""
        other = as_at != today
        words = f"As at {written(as_at)}" if other else f"Today, {written(today)}"
        self.day.show_as(words, Tone.INFO if other else Tone.QUIET)

    def show_who(self, name: str, roles: str) -> None:
        """Say who is signed in."""
        self.who.setText(f"Signed in: {name}, {roles}" if roles else f"Signed in: {name}" if name else "")
