"""What is folded away on Today: what is put off, and what somebody saw through."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from policydesk.dates import written
from policydesk.queries.finding_care import Care
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.cards import Card
from policydesk.ui.kit.labels import Hint, PlainLabel


class Folded(Card):
    """A card that shows its heading alone until somebody unfolds it."""

    def __init__(self, name: str, words: str, says: str, *, is_open: bool = False) -> None:
        super().__init__()
        self.setObjectName(f"folded_{name}")
        self._words = words
        self.toggle = Button("", self.turn, look="link", name=f"unfold_{name}")
        self.inside = QWidget()
        self.column = QVBoxLayout(self.inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        self.column.addWidget(Hint(says))
        self.add(self.toggle)
        self.add(self.inside)
        self._show(is_open=is_open)

    @property
    def is_open(self) -> bool:
        """Whether it is unfolded."""
        return not self.inside.isHidden()

    def turn(self) -> None:
        """Unfold it, or fold it away."""
        self._show(is_open=not self.is_open)

    def _show(self, *, is_open: bool) -> None:
        self.inside.setVisible(is_open)
        self.toggle.set_words(f"{'▾' if is_open else '▸'} {self._words}")
        self.toggle.setAccessibleName(f"{'Fold away' if is_open else 'Show'}: {self._words}")


def seen_through_lines(done: Sequence[Care]) -> list[PlainLabel]:
    """Return a line for each thing that is no longer so, with who saw to it."""
    return [PlainLabel(_seen_through(one), wrap=True) for one in done]


def _seen_through(care: Care) -> str:
    who = f" {care.assigned_to} saw to it." if care.assigned_to else ""
    return f"No longer so: {care.says}{who} Noted {written(care.noted_on)} by {care.noted_by}."
