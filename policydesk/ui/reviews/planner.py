"""The year at a glance: twelve months from September, each with what is due, done and to come in it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from policydesk.counts import counted
from policydesk.dates import MONTHS
from policydesk.queries.year import Year, YearEntry
from policydesk.terms_reviews import Standing
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.cards import Card
from policydesk.ui.kit.colours import Tone
from policydesk.ui.kit.labels import Heading, Hint, PlainLabel, set_property
from policydesk.ui.kit.states import Mark
from policydesk.ui.reviews.part import ReviewsPart

MARKS = {
    Standing.DONE: Mark("✓", Standing.DONE.label, Tone.GOOD),
    Standing.OVERDUE: Mark("!", Standing.OVERDUE.label, Tone.BAD),
    Standing.DUE: Mark("◔", Standing.DUE.label, Tone.WARN),
    Standing.TO_COME: Mark("○", Standing.TO_COME.label, Tone.QUIET),
    Standing.DEADLINE: Mark("▸", Standing.DEADLINE.label, Tone.INFO),
    Standing.MISSED: Mark("‼", Standing.MISSED.label, Tone.BAD),
}
"""How each standing looks: a shape and a colour, and the word in the key and to who listens."""

LETTERS = 30
"""Letters that a month is wide at least."""


class PlannerPart(ReviewsPart):
    """Twelve months of one academic year; the buttons go to the year before and the year after."""

    title = "Year planner"
    commands = frozenset({"reviews.print", "reviews.calendar"})

    def __init__(self, step: Callable[[int], object]) -> None:
        super().__init__()
        self.setAccessibleName(self.title)
        self._count = 0
        self._months: list[Card] = []
        self.heading = Heading()
        self.heading.setObjectName("planner_year")
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        self.earlier = Button("Year before", lambda: step(-1), name="planner_before")
        self.later = Button("Year after", lambda: step(1), name="planner_after")
        top.addWidget(self.earlier)
        top.addWidget(self.later)
        self._grid_holder = QWidget()
        self._grid_holder.setProperty("look", "page")
        self._grid = QGridLayout(self._grid_holder)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setSpacing(12)
        self.area = QScrollArea()
        self.area.setAccessibleName("Months of the year")
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self._grid_holder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        key = "   ".join(f"{mark.glyph} {mark.word}" for mark in MARKS.values())
        column.addWidget(Hint(key))
        column.addWidget(self.area, 1)

    def count(self) -> int:
        """Return how many things stand in the year."""
        return self._count

    def panes(self) -> Sequence[QWidget]:
        """Return the months, which scroll."""
        return (self.earlier, self.area)

    def show_year(self, year: Year) -> None:
        """Show a year."""
        self._count = len(year.entries)
        self.heading.setText(f"Academic year {year.name}")
        for card in self._months:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._months = [self._month(year, number) for number in range(12)]
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        wide = self.fontMetrics().averageCharWidth() * LETTERS
        across = max(1, min(4, self.width() // max(wide, 1)))
        for number, card in enumerate(self._months):
            self._grid.addWidget(card, number // across, number % across)
        for column in range(4):
            self._grid.setColumnStretch(column, 1 if column < across else 0)

    def _month(self, year: Year, number: int) -> Card:
        begins, entries = year.month(number)
        name = f"{MONTHS[begins.month]} {begins.year}"
        card = Card(name)
        card.setObjectName(f"month_{begins:%Y_%m}")
        card.setAccessibleName(f"{name}, {counted(len(entries), 'thing') if entries else 'nothing'}")
        card.body.setSpacing(4)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(2, 1)
        for row, entry in enumerate(entries):
            _line(grid, row, entry)
        card.add(grid)
        if not entries:
            card.add(Hint("Nothing planned"))
        card.body.addStretch(1)
        return card


def _line(grid: QGridLayout, row: int, entry: YearEntry) -> None:
    mark = MARKS[entry.standing]
    glyph = PlainLabel(mark.glyph, look="label")
    set_property(glyph, "words", mark.tone.value)
    glyph.setAccessibleName(mark.word)
    words = PlainLabel(entry.says, wrap=True)
    words.setAccessibleName(f"{entry.day.day} {MONTHS[entry.day.month]}: {entry.says}, {mark.word}")
    for column, label in enumerate((PlainLabel(str(entry.day.day), look="label"), glyph, words)):
        grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop if column < 2 else Qt.AlignmentFlag(0))
