"""What Today shows of a day, read off the window as somebody who looks at it."""

import re
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtWidgets import QLabel, QPushButton

from policydesk.terms import Urgency
from policydesk.ui.badges import Badges
from policydesk.ui.kit.cards import Figure
from policydesk.ui.main_window import MainWindow
from policydesk.ui.today.finding_card import FindingGroup
from tests.hands import part
from tests.stories import TODAY


@dataclass
class TodayRead:
    """The sentence, the note under it, the cards by their label, how many things are in each group, and the badge."""

    says: str
    note: str
    cards: dict[str, tuple[str, str]]
    groups: dict[str, int]
    put_off: int
    badge: int
    sealed: dict[str, int] = field(default_factory=dict)

    def of(self, card: str) -> tuple[int, int]:
        """Return the part and the whole of a card: "13 of 43"."""
        found = re.search(r"(\d+) of (\d+)", " ".join(self.cards[card]))
        return (int(found[1]), int(found[2])) if found else (0, 0)

    def figure(self, card: str) -> int:
        """Return the one number that a card shows."""
        return _number(self.cards[card][0])


def read_today(window: MainWindow, day: date) -> TodayRead:
    """Go to Today as it stood on a day, and read it."""
    window.desk.set_as_at(None if day == TODAY else day)
    window.go_to("today")
    (badges,) = window.findChildren(Badges)
    badges.count()  # now, and not when it has been quiet for a while
    window.desk.jobs.wait()
    page, says = window.page, part(window.page, QLabel, "today_says")  # looking lets the window show what is new
    texts = [one.text() for one in page.findChildren(QLabel) if not one.isHidden()]
    cards = [[label.text() for label in card.findChildren(QLabel)] for card in page.findChildren(Figure)]
    groups = [one for one in page.findChildren(FindingGroup) if not one.isHidden()]
    folded = page.findChild(QPushButton, "unfold_put_off")
    return TodayRead(
        says=says.text(),
        note=next((one for one in texts if one.endswith(("is overdue.", "are overdue."))), ""),
        cards={label: (number, trend) for number, label, trend in cards},
        groups={one.objectName().removeprefix("group_"): _things(one) for one in groups},
        put_off=0 if folded is None or folded.parentWidget().isHidden() else _number(folded.text()),
        badge=_number(window.sidebar.buttons["today"]._badge.text()),
        sealed=_sealed(window, day),
    )


def _things(group: FindingGroup) -> int:
    (says,) = (one.text() for one in group.findChildren(QLabel) if re.fullmatch(r"[\d,]+ things?", one.text()))
    assert _number(says) == len(group.lines), "a group counts its lines"
    return _number(says)


def _number(words: str) -> int:
    found = re.search(r"\d[\d,]*", words)
    return int(found[0].replace(",", "")) if found else 0


def _sealed(window: MainWindow, day: date) -> dict[str, int]:
    """Return how many of the things stand there because whoever looks has incidents open."""
    found = window.desk.sealed.findings() if day == TODAY else ()
    return {urgency.value: sum(one.urgency is urgency for one in found) for urgency in Urgency}
