"""Words on the desk: always shown as they were typed, never taken for markup."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from policydesk.ui.kit.colours import Tone


class PlainLabel(QLabel):
    """The one label class: plain text, so that a name with `<` in it is a name."""

    def __init__(self, text: str = "", *, look: str = "", wrap: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if look:
            self.setProperty("look", look)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
            self.setMinimumWidth(80)
        self.setText(text)

    def minimumSizeHint(self) -> QSize:
        """Ask for one line only where the words may go on below: how high they are is asked for the width there is."""
        if self.wordWrap():
            return QSize(80, self.fontMetrics().height())
        return super().minimumSizeHint()


class Title(PlainLabel):
    """The heading of a page or dialog."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, look="title", parent=parent)


class Heading(PlainLabel):
    """The heading of a part of a page."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, look="heading", wrap=True, parent=parent)


class Hint(PlainLabel):
    """A quiet sentence that helps."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, look="hint", wrap=True, parent=parent)


class Words(PlainLabel):
    """A paragraph that can be selected and copied with mouse or keyboard."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, wrap=True, parent=parent)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)


class StatusChip(PlainLabel):
    """A small coloured sign: glyph and words say it, the colour repeats it."""

    def __init__(self, text: str = "", tone: Tone = Tone.QUIET, parent: QWidget | None = None) -> None:
        super().__init__(text, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setProperty("tone", tone.value)

    def show_as(self, text: str, tone: Tone) -> None:
        """Say something else in another colour."""
        self.setText(text)
        set_property(self, "tone", tone.value)


class Rule(QFrame):
    """A thin line between two parts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "rule")


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set what the style sheet looks at, and have it look again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def without_mnemonic(text: str) -> str:
    """Return a label as it is read aloud: "&Save" is "Save", "&&" is "&"."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")
