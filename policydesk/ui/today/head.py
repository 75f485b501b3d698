"""The four figures at the head of Today, each with where it is going since last term; what a role may know of them."""

from PySide6.QtWidgets import QGridLayout, QWidget

from policydesk.dates import written
from policydesk.queries.incident_settings import class_discussion_asked
from policydesk.queries.today import TodayHead
from policydesk.rules.incidents import open_on
from policydesk.rules.shares import Share, count_trend, percent_trend
from policydesk.terms import Role
from policydesk.ui.desk import Desk
from policydesk.ui.kit.cards import Figure

OPEN_INCIDENTS = "open incidents"
REPORTED = "incidents reported this term"
RELEASED = "incidents, as released"
NO_ACCOUNT_THEN = "None was live last term"


class HeadFigures(QWidget):
    """Four figures side by side."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setObjectName("today_figures")
        self.staff = Figure("staff up to date")
        self.accounts = Figure("accounts fully covered")
        self.incidents = Figure(_incidents_label(desk))
        self.reviews = Figure("reviews on time")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(12)
        for number, card in enumerate((self.staff, self.accounts, self.incidents, self.reviews)):
            grid.addWidget(card, 0, number)

    def show_head(self, head: TodayHead) -> None:
        """Show the figures of a day; hidden where there is nothing yet that could be counted."""
        now, then = head.now, head.then
        self.setVisible(any(one.whole for one in (now.staff, now.accounts, now.reviews)))
        self.staff.setToolTip(f"Last term ended on {written(then.day)}.")
        self._percent(self.staff, now.staff, then.staff, "Nobody is asked for anything")
        self._percent(self.reviews, now.reviews, then.reviews, "Nothing is to be reviewed")
        if now.accounts.whole:
            trend = count_trend(now.accounts.part, then.accounts.part) if then.accounts.whole else NO_ACCOUNT_THEN
            self.accounts.show_figure(str(now.accounts), trend)
        else:
            self.accounts.show_figure("–", "No account is live")
        self.incidents.show_figure(*self._incidents(head))

    def _percent(self, card: Figure, now: Share, then: Share, none: str) -> None:
        if now.whole:
            trend = percent_trend(now, then)
            card.show_figure(f"{now.percent} %", f"{now}; {trend[0].lower()}{trend[1:]}")
        else:
            card.show_figure("–", none)

    def _incidents(self, head: TodayHead) -> tuple[str, str]:
        """Return the figure about incidents: all that is open for who holds the keys, counts in clear for others."""
        sealed = self._desk.sealed
        if sealed.may_hold:
            return self._opened(head) if sealed.is_open else ("–", "The sealed parts are closed")
        if _only_governs(self._desk):
            if head.released_until is None:
                return "–", "No figures have been released"
            if head.released is None:
                return "–", "Too few to be shown"
            return f"{head.released:,}", f"In the period up to {written(head.released_until)}"
        return f"{head.reported:,}", f"{head.reported_before:,} in the whole of last term"

    def _opened(self, head: TodayHead) -> tuple[str, str]:
        sealed, asked = self._desk.sealed, self._desk.ask(class_discussion_asked, head.now.day)
        if sealed.is_reading:
            return "…", "They are being opened"
        now, then = (open_on(sealed.records, one.day, class_discussion=asked) for one in (head.now, head.then))
        return f"{now:,}", count_trend(now, then)


def _only_governs(desk: Desk) -> bool:
    return set(desk.actor.roles) == {Role.VIEWER}


def _incidents_label(desk: Desk) -> str:
    if desk.sealed.may_hold:
        return OPEN_INCIDENTS
    return RELEASED if _only_governs(desk) else REPORTED
