"""The notice beside the clock when the register is opened: how much is overdue, in numbers alone."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon

from policydesk.counts import counted
from policydesk.queries.due import findings
from policydesk.rules.findings import Finding
from policydesk.terms import Urgency
from policydesk.ui.desk import Desk
from policydesk.ui.kit.preferences import Preferences

KEY = "tray_notice"
"""The name under which a user's choice is kept; anything but "off" shows the notice."""

SECONDS = 10


def is_on(preferences: Preferences) -> bool:
    """Whether the user wants the notice."""
    return preferences.read(KEY, "on") != "off"


def words(found: Sequence[Finding]) -> str:
    """Return what the notice says, "" where there is nothing to say; whoever passes the screen reads no name."""
    late = sum(1 for one in found if one.urgency is Urgency.OVERDUE)
    week = sum(1 for one in found if one.urgency is Urgency.THIS_WEEK)
    parts = [counted(late, "thing is", "things are") + " overdue"] if late else []
    parts += [f"{counted(week, 'thing wants', 'things want')} doing this week"] if week else []
    return f"{', '.join(parts)}." if parts else ""


def show_notice(parent: QObject, desk: Desk, preferences: Preferences, icon: QIcon) -> QSystemTrayIcon | None:
    """Show the notice once, where the user wants it, the system has a tray, and there is something to say."""
    if not is_on(preferences) or not QSystemTrayIcon.isSystemTrayAvailable():
        return None
    says = words(desk.ask(findings, desk.today))
    if not says:
        return None
    tray = QSystemTrayIcon(icon, parent)
    tray.setToolTip("PolicyDesk")
    tray.show()
    tray.showMessage("PolicyDesk", says, icon, SECONDS * 1000)
    tray.messageClicked.connect(tray.hide)
    return tray
