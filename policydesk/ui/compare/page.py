"""Two days side by side: what got better, what got worse, what is new, and the months between."""

from datetime import date
from functools import partial

import shiboken6
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from policydesk.counts import counted
from policydesk.dates import academic_year_start, add_months, month_end
from policydesk.queries.over_time import Compared, MonthPoint, compare_days, month_days, trend
from policydesk.queries.school import begun_on
from policydesk.terms import Topic
from policydesk.ui.compare.chart import TrendChart
from policydesk.ui.compare.words import figure_sentences, headline, trend_sentence
from policydesk.ui.desk import Desk
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.cards import Card
from policydesk.ui.kit.choice_box import ChoiceBox
from policydesk.ui.kit.colours import Tone
from policydesk.ui.kit.date_box import DateBox
from policydesk.ui.kit.emptied import empty
from policydesk.ui.kit.flow import FlowLayout
from policydesk.ui.kit.labels import Heading, Hint, PlainLabel, StatusChip
from policydesk.ui.kit.page import Page, Window
from policydesk.ui.past import before_it_began

YEARS = ((1, "12 months"), (2, "2 years"), (5, "5 years"), (10, "10 years"))
"""How far back the months go."""

GROUPS = (
    ("gone", "✓ No longer so", Tone.GOOD, "Nothing was put right."),
    ("eased", "✓ Less urgent, or fewer people", Tone.GOOD, "Nothing became less urgent."),
    ("worse", "! Worse", Tone.BAD, "Nothing got worse."),
    ("new", "○ New", Tone.INFO, "Nothing is new."),
)
"""What is different, as it is grouped: its name in the comparison, its heading, and what is said of none."""


class ComparePage(Page):
    """Asks for two days and says in sentences what is different; the months are drawn below."""

    name, title = "compare", "Compare two days"
    shows = frozenset(Topic)

    def __init__(self, desk: Desk, frame: Window) -> None:
        super().__init__(desk, frame)
        self.earlier, self.later = DateBox(desk.today), DateBox(desk.today)
        self.problem = PlainLabel(look="problem", wrap=True)
        self.says = Heading()
        self.says.setObjectName("compare_says")
        self.begun_says = Hint()
        self.begun_says.hide()
        self._groups = QVBoxLayout()
        self._groups.setSpacing(12)
        self.chart, self.trend_says = TrendChart(), Hint()
        self.years = ChoiceBox(YEARS)
        self.found: Compared | None = None
        self._lay_out()
        self.add_to_header(Button("Back to Today", lambda: self.frame.go_to("today"), name="to_today"))
        self.set_days(_before(desk), desk.today)

    def set_days(self, earlier: date, later: date) -> None:
        """Compare two days."""
        self.earlier.set_value(earlier)
        self.later.set_value(later)
        self.refresh()

    def refresh(self) -> None:
        """Ask again for both days and for the months."""
        days = self.earlier.value(), self.later.value()
        says = _problem(days[0], days[1], self.desk.today)
        self.problem.setText(says)
        self.problem.setVisible(bool(says))
        if not says:
            assert isinstance(days[0], date)
            assert isinstance(days[1], date)
            self.found = self.desk.ask(compare_days, days[0], days[1])
            self._show(self.found)
        self._ask_months()

    def _since(self, day: date) -> None:
        self.set_days(day, self.desk.today)

    def _lay_out(self) -> None:
        row = FlowLayout()
        self.earlier.name_it("First day", name="earlier")
        self.later.name_it("Second day", name="later")
        self.years.name_it("How far back", name="years")
        for box in (self.earlier, self.later):
            box.edit.setMinimumWidth(box.edit.maximumWidth())
        for words, box in (("First day", self.earlier), ("Second day", self.later)):
            row.addWidget(_labelled(words, box))
        row.addWidget(Button("&Compare", self.refresh, look="primary", name="compare"))
        since, today = FlowLayout(), self.desk.today
        since.addWidget(PlainLabel("From then to today:", look="hint"))
        last_month = add_months(today, -1)
        for words, day in (
            ("End of last month", month_end(last_month.year, last_month.month)),
            ("Start of the school year", academic_year_start(today)),
            ("A year ago", add_months(today, -12)),
        ):
            since.addWidget(Button(words, partial(self._since, day), look="link"))
        self.body.addLayout(row)
        self.body.addLayout(since)
        self.body.addWidget(self.problem)
        self.body.addWidget(self.says)
        self.body.addWidget(self.begun_says)
        self.body.addLayout(self._groups)
        months = Card("Month by month")
        head = QHBoxLayout()
        head.addWidget(self.trend_says, 1)
        head.addWidget(self.years)
        months.add(head)
        months.add(self.chart)
        months.add(
            Hint("Each column is everything that wanted attention at the end of a month; the dark part was overdue.")
        )
        self.years.changed.connect(self._ask_months)
        self.body.addWidget(months)
        self.body.addStretch(1)

    def _show(self, found: Compared) -> None:
        self.says.setText(headline(found))
        self.begun_says.setText(before_it_began(found.earlier, self.desk.ask(begun_on)))
        self.begun_says.setVisible(bool(self.begun_says.text()))
        empty(self._groups)
        for name, words, tone, none in GROUPS:
            self._groups.addWidget(_card(name, words, tone, getattr(found.changes, name), none))
        figures = Card("Figures")
        for sentence in figure_sentences(found):
            figures.add(PlainLabel(sentence, wrap=True))
        if found.changes.same:
            figures.add(Hint(f"{counted(found.changes.same, 'thing stands', 'things stand')} as before."))
        self._groups.addWidget(figures)

    def _ask_months(self) -> None:
        """Ask for the months off the desk's thread; years of them take a moment."""
        days = month_days(self.desk.as_at, self.years.value() or 1)
        self.desk.later(
            lambda _progress: self.desk.ask(trend, days),
            says="Looking at the months",
            then=self._show_months,
            quiet=True,
        )

    def _show_months(self, points: tuple[MonthPoint, ...]) -> None:
        if shiboken6.isValid(self):
            self.chart.show_points(points)
            self.trend_says.setText(trend_sentence(points))


def _before(desk: Desk) -> date:
    """Return the day to begin with: the one that is looked at, else the start of the school year."""
    return desk.as_at if desk.looks_back else academic_year_start(desk.today)


def _problem(earlier: object, later: object, today: date) -> str:
    if not isinstance(earlier, date) or not isinstance(later, date):
        return "Enter two days, for example 31 7 2026."
    if max(earlier, later) > today:
        return "Choose days that have come already."
    return "" if earlier < later else "The second day must come after the first."


def _card(name: str, words: str, tone: Tone, sentences: tuple[str, ...], none: str) -> Card:
    card = Card()
    card.setObjectName(f"compare_{name}")
    head = QHBoxLayout()
    head.addWidget(StatusChip(words, tone))
    head.addWidget(Hint(counted(len(sentences), "thing") if sentences else none), 1)
    card.add(head)
    for sentence in sentences:
        line = PlainLabel(sentence, wrap=True)
        card.add(line)
    return card


def _labelled(words: str, box: DateBox) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(PlainLabel(words, look="label"))
    row.addWidget(box)
    return holder
