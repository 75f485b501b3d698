"""What narrows a list: a box for words and chips for what is asked most."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.flow import FlowLayout

PAUSE_MS = 120
"""How long typing rests before the list is asked."""


@dataclass(frozen=True)
class Chip:
    """One quick filter; those of one `group` put each other out."""

    name: str
    words: str
    group: str = ""


class FilterBar(QWidget):
    """Text and chips; `changed` comes a moment after somebody typed or pressed."""

    changed = Signal()

    def __init__(self, what: str, chips: Sequence[Chip] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QLineEdit()
        self.text.setObjectName("filter_text")
        self.text.setAccessibleName(f"Filter {what}")
        self.text.setPlaceholderText(f"Filter {what}")
        self.text.setClearButtonEnabled(True)
        metrics = self.fontMetrics()
        words = metrics.horizontalAdvance(self.text.placeholderText()) + 24
        self.text.setMinimumWidth(max(words, metrics.averageCharWidth() * 26))
        self._flow = FlowLayout()
        self._flow.addWidget(self.text)
        self._chips: dict[str, tuple[Chip, Button]] = {}
        for chip in chips:
            self._add_chip(chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._flow)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        self.text.textChanged.connect(lambda _text: self._pause.start())

    @property
    def words(self) -> str:
        """The text typed."""
        return self.text.text().strip()

    @property
    def pressed(self) -> frozenset[str]:
        """The names of the chips that are on."""
        return frozenset(name for name, (_chip, button) in self._chips.items() if button.isChecked())

    @property
    def is_on(self) -> bool:
        """Whether anything is filtered."""
        return bool(self.words or self.pressed)

    def add(self, widget: QWidget) -> None:
        """Put another control at the end of the bar."""
        self._flow.addWidget(widget)

    def press(self, *names: str) -> None:
        """Put on exactly these chips."""
        for name, (_chip, button) in self._chips.items():
            button.setChecked(name in names)
        self.changed.emit()

    def word_chip(self, name: str, words: str) -> None:
        """Let a chip say something else, for example with a number: "Not signed (7)"."""
        self._chips[name][1].set_words(words)

    def clear(self) -> None:
        """Show everything again."""
        self.text.clear()
        self.press()

    def state(self) -> str:
        """Return what is filtered, to be remembered."""
        return "\n".join((self.words, *sorted(self.pressed)))

    def restore(self, state: str) -> None:
        """Filter as remembered."""
        words, *names = state.split("\n") if state else [""]
        self.text.setText(words)
        for name, (_chip, button) in self._chips.items():
            button.setChecked(name in names)

    def _add_chip(self, chip: Chip) -> None:
        button = Button(chip.words, look="chip", name=f"chip_{chip.name}")
        button.setCheckable(True)
        button.clicked.connect(lambda: self._on_pressed(chip))
        self._chips[chip.name] = (chip, button)
        self._flow.addWidget(button)

    def _on_pressed(self, pressed: Chip) -> None:
        for chip, button in self._chips.values():
            if pressed.group and chip.group == pressed.group and chip != pressed:
                button.setChecked(False)
        self.changed.emit()
