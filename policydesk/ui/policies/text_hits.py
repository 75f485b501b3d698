"""What the text check found in one version's document: each hit with its place, why, and what to write instead."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from policydesk.dates import written
from policydesk.queries.text_check import DismissalRow
from policydesk.rules.text_check import Hit
from policydesk.rules.text_check_lines import PolicyText
from policydesk.rules.text_check_words import found_words, pictures_words, place_words
from policydesk.terms import TextUnit
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.labels import Heading, Hint, PlainLabel, Rule, Words

SOUND = "Read it yourself all the same: the check would rather miss a fault than raise a false alarm."


@dataclass(frozen=True)
class CheckedText:
    """One document after its check: its hits, or the sentence that says why it could not be read."""

    hits: tuple[Hit, ...] = ()
    unit: TextUnit = TextUnit.PAGE
    pictures: tuple[int, ...] = ()
    trouble: str = ""

    @classmethod
    def of(cls, text: PolicyText, hits: tuple[Hit, ...]) -> "CheckedText":
        """Put a document's hits together with how its places are counted."""
        return cls(hits, text.unit, text.pictures)


class TextHits(QWidget):
    """Lists the hits; without `on_dismiss` they can only be read."""

    def __init__(
        self,
        checked: CheckedText,
        dismissals: tuple[DismissalRow, ...],
        on_dismiss: Callable[[Hit], object] | None,
        on_bring_back: Callable[[DismissalRow], object],
    ) -> None:
        super().__init__()
        self.setObjectName("text_hits")
        self._checked, self._on_dismiss, self._on_bring_back = checked, on_dismiss, on_bring_back
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(6)
        if checked.trouble:
            self._column.addWidget(PlainLabel(checked.trouble, wrap=True))
            return
        by_key = {one.key: one for one in dismissals}
        live = [one for one in checked.hits if one.key not in by_key]
        let_stand = [by_key[one.key] for one in checked.hits if one.key in by_key]
        words = found_words(len(live), len(let_stand))
        self._column.addWidget(Heading(f"Text check: {words}"))
        if checked.pictures:
            self._column.addWidget(PlainLabel(pictures_words(checked.pictures), wrap=True))
        if not live:
            self._column.addWidget(Hint(SOUND))
        for number, hit in enumerate(live):
            self._add(hit, number)
        for one in let_stand:
            self._add_dismissed(one)

    def _add(self, hit: Hit, number: int) -> None:
        self._column.addWidget(Rule())
        where = place_words(self._checked.unit, hit.places)
        self._column.addWidget(PlainLabel(f"{where}: {hit.kind.label}", look="label", wrap=True))
        if hit.sentence:
            self._column.addWidget(Words(f"“{hit.sentence}”"))
        self._column.addWidget(Words(hit.why))
        self._column.addWidget(Words(hit.instead))
        self._column.addWidget(Hint(f"Source: {hit.source}"))
        if self._on_dismiss is not None:
            button = Button("Dismiss…", partial(self._on_dismiss, hit), look="link", name=f"dismiss_{number}")
            button.setAccessibleName(f"Dismiss: {hit.why}")
            self._line(button)

    def _add_dismissed(self, one: DismissalRow) -> None:
        self._column.addWidget(Rule())
        self._column.addWidget(PlainLabel(f"Dismissed: {one.kind.label}", look="label", wrap=True))
        self._column.addWidget(Hint(one.words))
        self._column.addWidget(Hint(f"{one.reason} ({one.dismissed_by}, {written(one.dismissed_on)})"))
        if self._on_dismiss is not None:
            button = Button("Bring back", partial(self._on_bring_back, one), look="link", name=f"bring_back_{one.id}")
            button.setAccessibleName(f"Bring back: {one.words}")
            self._line(button)

    def _line(self, button: Button) -> None:
        line = QHBoxLayout()
        line.addWidget(button)
        line.addStretch(1)
        self._column.addLayout(line)
