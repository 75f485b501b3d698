"""One review at the right of the agenda: what it is, when and by whom, and what came of the earlier ones."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from policydesk.dates import written
from policydesk.queries.reviews import DoneRow, ReviewRow
from policydesk.rules.recurrence import in_words
from policydesk.ui.kit.cards import Card
from policydesk.ui.kit.labels import Heading, Hint, PlainLabel, Title


class ReviewPanel(QWidget):
    """Shows one review."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def show_review(self, row: ReviewRow | None, history: Sequence[DoneRow]) -> None:
        """Show a review with its history, or nothing."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if row is None:
            self._column.addWidget(Hint("Select a review in the list."))
            return
        title = Title(row.name)
        title.setWordWrap(True)
        self._column.addWidget(title)
        for line in _about(row):
            self._column.addWidget(PlainLabel(line, wrap=True))
        if row.facts.disagrees:
            says = f"Version {row.version_label} says {row.version_due}. Say which date is right."
            self._column.addWidget(PlainLabel(f"! {says}", look="problem", wrap=True))
        if history:
            self._column.addWidget(Heading("Earlier reviews"))
        for done in history:
            self._column.addWidget(_done(done))
        self._column.addStretch(1)


def _about(row: ReviewRow) -> list[str]:
    lines = [f"Due: {row.due_words}"]
    if row.because is not None:
        lines.append(f"Because of: {row.because.label.lower()}")
        if row.reason:
            lines.append(row.reason)
    else:
        lines.append(f"Repeats {in_words(row.rhythm)}")
        if row.rhythm.every.is_counted:
            lines.append(f"Counts from: {row.rhythm.count_from.label[0].lower()}{row.rhythm.count_from.label[1:]}")
    lines.append(f"Responsible: {row.person or 'nobody yet'}{'' if row.person_here or not row.person else ' (left)'}")
    lines.append(f"Called for {row.lead_days} days before")
    if row.schedule_id is None:
        lines.append(f"Only version {row.version_label} names this date. It gets a schedule when it is completed.")
    return lines


def _done(done: DoneRow) -> Card:
    card = Card()
    card.setObjectName(f"done_{done.id}")
    card.add(PlainLabel(f"{written(done.done_on)}: {done.outcome.label}", look="label", wrap=True))
    because = f", because of {done.because.label.lower()}" if done.because else ""
    card.add(PlainLabel(f"Due {written(done.due_on)}{because}. By {done.done_by}.", wrap=True))
    if done.notes:
        card.add(PlainLabel(done.notes, wrap=True))
    return card
