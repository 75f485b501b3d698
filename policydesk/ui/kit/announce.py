"""What a screen reader is told when something changes that has no focus."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, says: str, *, urgent: bool = False) -> None:
    """Say one sentence aloud: politely, or at once where it is `urgent`."""
    event = QAccessibleAnnouncementEvent(widget, says)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)
