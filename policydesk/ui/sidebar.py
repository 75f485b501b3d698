"""The navigation at the left: where one can go, and how much waits there."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.labels import PlainLabel, without_mnemonic
from policydesk.ui.places import Place

LETTERS_WIDE = 21
"""How wide the navigation is, in letters."""


class NavButton(Button):
    """One place: a picture, its name, and a number when something waits there."""

    def __init__(self, name: str, words: str, picture: str, keys: str) -> None:
        self._badge = PlainLabel(look="badge")
        self._words = words
        super().__init__(_shown(words), look="nav", picture=picture, name=f"go_{name}", tip=keys)
        self.setAccessibleName(words)
        self.setToolTip(f"{words} ({keys})" if keys else words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 10, 0)
        row.addStretch(1)
        row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        self._badge.hide()
        self._badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_badge(self, count: int, says: str = "to do") -> None:
        """Show how much waits; nothing for none."""
        self._badge.setText(f"{count:,}")
        self._badge.setVisible(count > 0 and bool(self.text()))
        self.setAccessibleName(f"{self._words}, {count:,} {says}" if count else self._words)

    def narrow(self, narrow: bool) -> None:
        """Show only the picture where the window is narrow; the name stays for tooltips and screen readers."""
        self.setText("" if narrow else _shown(self._words))
        self._badge.setVisible(not narrow and self._badge.text() not in {"", "0"})


class Sidebar(QFrame):
    """The places in their order, Settings and Lock at the bottom."""

    chosen = Signal(str)
    lock_asked = Signal()

    def __init__(self, places: Iterable[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAccessibleName("Navigation")
        self.setProperty("look", "sidebar")
        self._narrow = False
        self.buttons: dict[str, NavButton] = {}
        every = tuple(places)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 14, 10, 14)
        column.setSpacing(4)
        for one in every:
            if not one.at_bottom:
                column.addWidget(self._button(one))
        column.addStretch(1)
        for one in every:
            if one.at_bottom:
                column.addWidget(self._button(one))
        self.lock_button = NavButton("lock", "Lock", "lock", "Ctrl+L")
        self.lock_button.setObjectName("lock")
        self.lock_button.clicked.connect(lambda: self.lock_asked.emit())
        column.addWidget(self.lock_button)
        self._fit()

    def show_current(self, name: str) -> None:
        """Mark where one is."""
        for one, button in self.buttons.items():
            button.setChecked(one == name)
            button.setAccessibleDescription("Current page" if one == name else "")

    def set_badge(self, name: str, count: int, says: str = "to do") -> None:
        """Show a number beside a place."""
        if name in self.buttons:
            self.buttons[name].set_badge(count, says)

    def set_narrow(self, narrow: bool) -> None:
        """Show pictures only, or pictures with names."""
        if narrow != self._narrow:
            self._narrow = narrow
            for button in (*self.buttons.values(), self.lock_button):
                button.narrow(narrow)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = max(64, self.fontMetrics().height() + 50) if self._narrow else self._wide()
        if self.width() != wide or self.minimumWidth() != wide:
            self.setFixedWidth(wide)

    def _wide(self) -> int:
        """Return how wide the navigation is with its names; the longest is whole, also in bold where one is."""
        bold = self.font()
        bold.setBold(True)
        metrics = QFontMetrics(bold)
        longest = max((metrics.horizontalAdvance(button.text()) for button in self.buttons.values()), default=0)
        return max(self.fontMetrics().averageCharWidth() * LETTERS_WIDE + 64, longest + 66)

    def _button(self, one: Place) -> NavButton:
        button = NavButton(one.id, without_mnemonic(one.label), one.id, f"Ctrl+{one.number}")
        button.setCheckable(True)
        button.clicked.connect(lambda: self.chosen.emit(one.id))
        self.buttons[one.id] = button
        return button


def _shown(words: str) -> str:
    """Return a label with room between it and its picture."""
    return "  " + words.replace("&", "&&")
