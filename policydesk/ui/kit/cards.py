"""Things that stand on a page: a figure, a box, and what a page says when there is nothing yet."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.colours import Tone
from policydesk.ui.kit.labels import Heading, Hint, PlainLabel, set_property


class Card(QFrame):
    """A white box with room inside; put things into `body`."""

    def __init__(self, heading: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 14, 16, 14)
        self.body.setSpacing(8)
        if heading:
            self.body.addWidget(Heading(heading))

    def add(self, what: QWidget | QLayout) -> None:
        """Put a widget or a layout under what is there."""
        if isinstance(what, QWidget):
            self.body.addWidget(what)
        else:
            self.body.addLayout(what)


class Figure(Card):
    """One number with what it counts and where it is going: "93 %", "staff up to date", "4 more than last term"."""

    def __init__(self, label: str, number: str = "–", trend: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._number = PlainLabel(number, look="number")
        self._label = PlainLabel(label, look="label", wrap=True)
        self._trend = Hint(trend)
        self.body.setSpacing(2)
        for one in (self._number, self._label, self._trend):
            self.body.addWidget(one)
        self.body.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(150)
        self.show_figure(number, trend)

    def show_figure(self, number: str, trend: str = "", tone: Tone | None = None) -> None:
        """Show another number; `tone` colours the words under it."""
        self._number.setText(number)
        self._trend.setText(trend)
        self._trend.setVisible(bool(trend))
        set_property(self._trend, "words", tone.value if tone is not None else "")
        self.setAccessibleName(f"{self._label.text()}: {number}{', ' if trend else ''}{trend}")


class EmptyState(QWidget):
    """What a list says when it is empty: what, why, and one button that begins."""

    def __init__(
        self,
        sentence: str,
        button: str = "",
        do: Callable[[], object] | None = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label = PlainLabel(sentence, wrap=True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._label.setMaximumWidth(560)
        self._label.setMinimumWidth(280)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addStretch(2)
        row = QHBoxLayout()  # not an alignment: that would give the words one line's height
        row.addStretch(1)
        row.addWidget(self._label, 1000)
        row.addStretch(1)
        column.addLayout(row)
        self.button: Button | None = None
        if button:
            self.button = Button(button, do, look="primary")
            self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def say(self, sentence: str) -> None:
        """Say another sentence, for a filter that finds nothing."""
        self._label.setText(sentence)
