"""Buttons: a verb each, with a letter to press; one primary button in a place."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from policydesk.ui.kit.colours import colours_now
from policydesk.ui.kit.icons import icon
from policydesk.ui.kit.labels import without_mnemonic


class Button(QPushButton):
    """A button named as it reads; `look` is "", "primary", "danger", "link", "flat", "chip" or "nav"."""

    def __init__(
        self,
        text: str,
        do: Callable[[], object] | None = None,
        *,
        look: str = "",
        picture: str = "",
        name: str = "",
        tip: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._picture = picture
        self.setProperty("look", look)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setObjectName(name or snake_name(without_mnemonic(text)) or picture)
        self.setAccessibleName(name_of(text) or tip)
        if tip:
            self.setToolTip(tip)
        if do is not None:
            self.clicked.connect(lambda: do())
        self._paint_picture()

    def set_words(self, text: str) -> None:
        """Read differently, to the eye and to a screen reader."""
        self.setText(text)
        self.setAccessibleName(name_of(text))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._paint_picture()

    def _paint_picture(self) -> None:
        if not getattr(self, "_picture", ""):
            return
        colours = colours_now()
        ink = {"primary": colours.on_accent, "danger": colours.on_danger, "link": colours.accent}
        look = self.property("look")
        on = colours.on_accent if look in {"nav", "chip"} else ""
        self.setIcon(icon(self._picture, ink.get(look, colours.text), colours.disabled, on))
        side = max(16, min(32, self.fontMetrics().height()))
        self.setIconSize(
            self.iconSize().expandedTo(self.iconSize()).scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio)
        )


class ActionButton(Button):
    """A button that is an action's other face: it reads, greys and does as the menu entry does."""

    def __init__(self, action: QAction, *, look: str = "", picture: str = "", parent: QWidget | None = None) -> None:
        super().__init__(action.text(), action.trigger, look=look, picture=picture, tip=action.toolTip(), parent=parent)
        self.setObjectName(action.objectName())
        self._action = action
        action.changed.connect(self._on_changed)
        self._on_changed()

    def _on_changed(self) -> None:
        self.setEnabled(self._action.isEnabled())
        self.setVisible(self._action.isVisible())
        if self.text() != self._action.text():
            self.set_words(self._action.text())
        self.setToolTip(self._action.toolTip())


def name_of(text: str) -> str:
    """Return a button's accessible name: its label without the mnemonic."""
    return without_mnemonic(text)


def snake_name(text: str) -> str:
    """Return words as a stable name for tests and scripts: "Record 3 people" is "record_3_people"."""
    return "_".join("".join(letter if letter.isalnum() else " " for letter in text.lower()).split())
