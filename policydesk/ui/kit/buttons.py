"""Buttons: a verb each, with a letter to press; one primary button in a place."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from policydesk.ui.kit.colours import colours_now
from policydesk.ui.kit.icons import icon
from policydesk.ui.kit.labels import without_mnemonic

_KEYPAD = Qt.KeyboardModifier.KeypadModifier


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
        self._painted: tuple[object, ...] = ()
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter presses the button that has the focus, as in every other program; Qt knows only Space.
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() & ~_KEYPAD:
            self.click()
        else:
            super().keyPressEvent(event)

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
        side = max(16, min(32, self.fontMetrics().height()))
        asked = (self._picture, ink.get(look, colours.text), colours.disabled, on, side)
        if asked != self._painted:  # a new text size tells every button several times
            self._painted = asked
            self.setIcon(icon(*asked[:-1]))
            self.setIconSize(QSize(side, side))


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
        shown = self._action.isVisible()
        if not shown or self.parentWidget() is not None:  # shown without a parent it would be a window of its own
            self.setVisible(shown)
        if self.text() != self._action.text():
            self.set_words(self._action.text())
        self.setToolTip(self._action.toolTip())


class MenuButton(Button):
    """A button that opens a menu below it, also with Enter; an arrow in its words says so."""

    def __init__(self, text: str, menu: QMenu, *, look: str = "", picture: str = "") -> None:
        super().__init__(f"{text} ▾", look=look, picture=picture)
        self.setAccessibleName(name_of(text))
        self.setMenu(menu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}:
            self.showMenu()
        else:
            super().keyPressEvent(event)


class LinkButton(Button):
    """A sentence that leads somewhere; it goes on in the next line where it has to."""

    def __init__(self, says: str, do: Callable[[], object] | None, *, name: str, parent: QWidget | None = None) -> None:
        self._says = says.replace("&", "&&")
        super().__init__(self._says, do, look="problem", name=name, parent=parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(120)

    def heightForWidth(self, width: int) -> int:
        """Return how high all lines are."""
        return max(24, len(self._lines(width)) * self.fontMetrics().lineSpacing() + 8)

    def hasHeightForWidth(self) -> bool:
        """Its height depends on its width."""
        return True

    def minimumSizeHint(self) -> QSize:
        """Ask for what the lines need in the width there is."""
        return QSize(120, self.heightForWidth(max(self.width(), 120)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setText("\n".join(self._lines(self.width())))
        self.updateGeometry()

    def _lines(self, width: int) -> list[str]:
        bold = self.font()
        bold.setBold(True)
        metrics = QFontMetrics(bold)
        lines: list[str] = []
        for word in self._says.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and metrics.horizontalAdvance(longer) <= width - 8:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines


def name_of(text: str) -> str:
    """Return a button's accessible name: its label without the mnemonic."""
    return without_mnemonic(text)


def snake_name(text: str) -> str:
    """Return words as a stable name for tests and scripts: "Record 3 people" is "record_3_people"."""
    return "_".join("".join(letter if letter.isalnum() else " " for letter in text.lower()).split())


def with_free_letter(words: str, *beside: str) -> str:
    """Return words with their first letter underlined that none of the buttons beside them has."""
    taken = {text[text.index("&") + 1].lower() for text in beside if "&" in text[:-1]}
    at = next((number for number, one in enumerate(words) if one.isalpha() and one.lower() not in taken), None)
    return words if at is None else f"{words[:at]}&{words[at:]}"
