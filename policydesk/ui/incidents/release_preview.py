"""What a release would print, on its form: read before anything goes into the register in clear."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from policydesk.actions.released_figures import ReleaseDraft, figures_to_release
from policydesk.errors import Refusal
from policydesk.rules.figures import Figures
from policydesk.rules.figures_words import ToldTable, told_tables, told_times
from policydesk.rules.masking import NOTE
from policydesk.ui.desk import Desk
from policydesk.ui.kit.inputs import Input
from policydesk.ui.kit.labels import Hint, PlainLabel

ENTER_BOTH = "Enter both days to see what will be printed."
STILL_READING = "The confidential records are being opened. What will be printed is shown when all of them are."


class ReleasePreview(Input):
    """Every table of a release as the summary prints it; it is no question."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(None, parent)
        self._inside = QWidget()
        self.row.addWidget(self._inside, 1)
        self._desk: Desk | None = None
        self._days: Callable[[], tuple[date | None, date | None]] = lambda: (None, None)

    def follow(self, desk: Desk, days: Callable[[], tuple[date | None, date | None]]) -> None:
        """Show what some days would release, and again whenever more records are opened."""
        self._desk, self._days = desk, days
        desk.sealed.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what would be released for the days as they stand, or say why nothing would."""
        first, last = self._days()
        if self._desk is None or first is None or last is None:
            self.say(ENTER_BOTH)
        elif self._desk.sealed.is_reading:
            self.say(STILL_READING)
        else:
            records, today = self._desk.sealed.records, self._desk.today
            try:
                self.show_figures(self._desk.ask(figures_to_release, records, ReleaseDraft(first, last), today))
            except Refusal as refusal:
                self.say(refusal.says)

    def show_figures(self, figures: Figures) -> None:
        """Show the tables and the times."""
        column = self._afresh()
        for table in told_tables(figures):
            column.addWidget(PlainLabel(table.heading, look="label", wrap=True))
            if table.lines:
                column.addLayout(_lines(table))
            if table.says:
                column.addWidget(Hint(table.says) if table.lines else PlainLabel(table.says, wrap=True))
            column.addSpacing(6)
        column.addWidget(PlainLabel("How long it took", look="label", wrap=True))
        for says in told_times(figures):
            column.addWidget(PlainLabel(says, wrap=True))
        column.addSpacing(6)
        column.addWidget(Hint(NOTE))

    def say(self, words: str) -> None:
        """Say why there is nothing to show."""
        self._afresh().addWidget(PlainLabel(words, wrap=True))

    def value(self) -> None:
        """Return nothing: it is not asked for."""

    def set_value(self, value: object) -> None:
        """Take nothing."""

    def is_empty(self) -> bool:
        """Whether nothing is shown."""
        return False

    def _afresh(self) -> QVBoxLayout:
        old, self._inside = self._inside, QWidget()
        self.row.replaceWidget(old, self._inside)
        self.row.setStretchFactor(self._inside, 1)
        old.hide()
        old.deleteLater()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        return column


def _lines(table: ToldTable) -> QGridLayout:
    grid = QGridLayout()
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(0, 1)
    for at, (name, number) in enumerate(table.lines):
        count = PlainLabel(number)
        count.setAccessibleName(f"{name}: {number}")
        grid.addWidget(PlainLabel(name, wrap=True), at, 0)
        grid.addWidget(count, at, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    return grid
