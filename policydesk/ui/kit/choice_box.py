"""Boxes in which one thing or several are chosen or ticked: the school's words, or yes and no."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QWidget

from policydesk.terms import Term
from policydesk.ui.kit.buttons import snake_name
from policydesk.ui.kit.inputs import Input


class Combo(QComboBox):
    """A list to choose from that a turning mouse wheel does not change unasked."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus() and self.view().isVisible():
            super().wheelEvent(event)
        else:
            event.ignore()


class ChoiceBox(Input):
    """One of several things: `choices` are value and words; with `none` nothing may be chosen, in these words."""

    def __init__(
        self, choices: Iterable[tuple[Any, str]], *, none: str | None = None, parent: QWidget | None = None
    ) -> None:
        self.combo = Combo()
        super().__init__(self.combo, parent)
        self._values: list[Any] = []
        self._none = none
        self.combo.setMinimumContentsLength(12)
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.set_choices(choices)
        self.combo.activated.connect(lambda _number: self.changed.emit())
        self.combo.currentIndexChanged.connect(lambda _number: self._on_index())
        self._last = self.combo.currentIndex()

    def set_choices(self, choices: Iterable[tuple[Any, str]]) -> None:
        """Offer other things; the choice stays where it is still offered."""
        before = self.value() if self._values else None
        self.combo.blockSignals(True)
        self.combo.clear()
        self._values = []
        if self._none is not None:
            self._add(None, self._none)
        for value, words in choices:
            self._add(value, words)
        self.combo.setCurrentIndex(self._values.index(before) if before in self._values else 0)
        self.combo.blockSignals(False)

    def set_none(self, words: str | None) -> None:
        """Say in other words that nothing may be chosen, or that something must; the next `set_choices` shows it."""
        self._none = words

    def value(self) -> Any:
        """Return the chosen value, as it was given."""
        at = self.combo.currentIndex()
        return self._values[at] if 0 <= at < len(self._values) else None

    def set_value(self, value: Any) -> None:
        """Choose a value; one that is not offered changes nothing."""
        if value in self._values:
            self.combo.setCurrentIndex(self._values.index(value))

    def _add(self, value: object, words: str) -> None:
        self._values.append(value)
        self.combo.addItem(words)

    def _on_index(self) -> None:
        if self.combo.currentIndex() != getattr(self, "_last", -1):
            self._last = self.combo.currentIndex()
            if self.combo.hasFocus():
                self.changed.emit()


class TermBox(ChoiceBox):
    """One of the school's words: a category, a method, a body. The value is the member itself, never a bare text."""

    def __init__(
        self,
        terms: Iterable[Term],
        *,
        none: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        members = tuple(terms)
        self._kind = type(members[0])
        super().__init__([(one, one.label) for one in members], none=none, parent=parent)

    def value(self) -> Any:
        """Return the member chosen; None where none is."""
        chosen = super().value()
        return None if chosen is None else self._kind(chosen)

    def set_value(self, value: StrEnum | str | None) -> None:
        """Choose a member, given as itself or as it is stored."""
        super().set_value(None if value is None else self._kind(value))


class TermChecks(Input):
    """Any number of the school's words, one tick each."""

    def __init__(self, terms: Iterable[Term], *, across: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(None, parent)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        self.row.addLayout(grid, 1)
        members = tuple(terms)
        down = -(-len(members) // across)
        self._boxes: dict[Term, QCheckBox] = {}
        for number, term in enumerate(members):
            box = QCheckBox(term.label.replace("&", "&&"))
            box.setObjectName(snake_name(term.label))
            box.setAccessibleName(term.label)
            box.clicked.connect(lambda _on: self.changed.emit())
            self._boxes[term] = box
            grid.addWidget(box, number % down, number // down)
        self.setFocusProxy(self._boxes[members[0]])

    def name_it(self, label: str, hint: str = "", name: str = "") -> None:
        """Name the group; each tick keeps its own name."""
        self.setAccessibleName(label)
        self.setAccessibleDescription(hint)
        self.setObjectName(name or snake_name(label))
        for term, box in self._boxes.items():
            box.setAccessibleDescription(label)
            box.setObjectName(f"{self.objectName()}_{term.value}")

    def value(self) -> frozenset[Any]:
        """Return the members ticked."""
        return frozenset(term for term, box in self._boxes.items() if box.isChecked())

    def set_value(self, value: Iterable[Term] | None) -> None:
        """Tick these and no others."""
        ticked = frozenset(value or ())
        for term, box in self._boxes.items():
            box.setChecked(term in ticked)

    def set_wrong(self, says: str) -> None:
        """Nothing is drawn round a group: its message stands under it."""


class TickBox(Input):
    """Yes or no: one tick with a sentence beside it."""

    def __init__(self, words: str, *, parent: QWidget | None = None) -> None:
        self.box = QCheckBox(words.replace("&", "&&"))
        super().__init__(self.box, parent)
        self.box.setAccessibleName(words)
        self.box.clicked.connect(lambda _on: self.changed.emit())
        self._words = words

    def name_it(self, label: str, hint: str = "", name: str = "") -> None:
        """Keep the sentence as the name; the label above it is only a heading."""
        super().name_it(self._words, hint or label, name or snake_name(label or self._words))

    def value(self) -> bool:
        """Return whether it is ticked."""
        return self.box.isChecked()

    def set_value(self, value: bool | None) -> None:
        """Tick it or not."""
        self.box.setChecked(bool(value))

    def is_empty(self) -> bool:
        """Whether it is not ticked."""
        return not self.value()
