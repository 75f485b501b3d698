"""One review or one discussion at the right of its list, with what came of it and the evidence."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from policydesk.dates import written
from policydesk.queries.consultation import EngagementRow
from policydesk.queries.reviews import ReviewRow
from policydesk.queries.reviews_done import DoneRow
from policydesk.rules.recurrence import in_words
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.cards import Card
from policydesk.ui.kit.emptied import empty
from policydesk.ui.kit.labels import Heading, Hint, PlainLabel, Title


class _Panel(QWidget):
    """A column of words that is filled anew; `on_evidence` is told which document somebody wants to see."""

    def __init__(self, on_evidence: Callable[[int], object]) -> None:
        super().__init__()
        self._on_evidence = on_evidence
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def _clear(self) -> None:
        empty(self._column)

    def _evidence(self, document_id: int, of: str) -> Button:
        button = Button("Save a copy of the evidence", partial(self._on_evidence, document_id), look="link",
                        name=f"evidence_{document_id}")  # fmt: skip
        button.setAccessibleName(f"Save a copy of the evidence: {of}")
        return button


class DiscussionPanel(_Panel):
    """Shows one discussion: who took part, what was said, what changed."""

    def show_discussion(self, row: EngagementRow | None) -> None:
        """Show a discussion, or nothing."""
        self._clear()
        if row is None:
            self._column.addWidget(Hint("Select a discussion in the list."))
            return
        title = Title(row.policy)
        title.setWordWrap(True)
        self._column.addWidget(title)
        groups = ", ".join(one.label for one in row.met_with)
        self._column.addWidget(PlainLabel(f"{row.method.label} on {written(row.held_on)} with: {groups}", wrap=True))
        for heading, words in (("Who took part", row.who), ("What was said", row.said), ("What changed", row.changed)):
            if words:
                self._column.addWidget(Heading(heading))
                self._column.addWidget(PlainLabel(words, wrap=True))
        if row.evidence_id is not None:
            self._column.addWidget(self._evidence(row.evidence_id, written(row.held_on)))
        self._column.addStretch(1)


class ReviewPanel(_Panel):
    """Shows one review."""

    def show_review(self, row: ReviewRow | None, history: Sequence[DoneRow]) -> None:
        """Show a review with its history, or nothing."""
        self._clear()
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
            card = _done(done)
            if done.evidence_id is not None:
                card.add(self._evidence(done.evidence_id, written(done.done_on)))
            self._column.addWidget(card)
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
