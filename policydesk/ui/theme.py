"""How the desk looks: as the system does, light or dark, and with text as large as somebody needs."""

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QStyleFactory

from policydesk.ui.kit.colours import DARK, LIGHT, Colours, palette_of
from policydesk.ui.kit.focus_ring import FocusRing
from policydesk.ui.kit.icons import style_sheet_icons
from policydesk.ui.kit.style import style_sheet

SMALLEST, LARGEST, STEP = 100, 200, 10
"""Text sizes in per cent of the system's, and how far one key press goes."""

READABLE_POINTS = 10.0
"""Systems with smaller text than this are met half-way."""


STYLE = "fusion"
"""Qt's own style: the same on every system, and drawn in our colours."""


class Look(StrEnum):
    """Which colours somebody chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """The colours and the text size of the whole program; `changed` tells whoever keeps them."""

    changed = Signal()

    def __init__(self, app: QApplication, look: Look = Look.SYSTEM, text_size: int = SMALLEST) -> None:
        super().__init__(app)
        self._app = app
        self._font = app.font()
        self._points = max(self._font.pointSizeF(), READABLE_POINTS)
        self._look = look
        self._text_size = _bounded(text_size)
        if app.style().name() != STYLE:
            app.setStyle(QStyleFactory.create(STYLE))
        self.ring = FocusRing(app)
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self._apply()

    @property
    def look(self) -> Look:
        """The choice: as the system, light or dark."""
        return self._look

    @property
    def text_size(self) -> int:
        """Per cent of the system's text size, 100 to 200."""
        return self._text_size

    @property
    def colours(self) -> Colours:
        """The colours in use now."""
        if self._look is Look.SYSTEM:
            dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
            return DARK if dark else LIGHT
        return DARK if self._look is Look.DARK else LIGHT

    def set_look(self, look: Look) -> None:
        """Take other colours at once."""
        self._look = look
        self._apply()
        self.changed.emit()

    def set_text_size(self, per_cent: int) -> None:
        """Make the text larger or smaller, between 100 and 200 per cent."""
        self._text_size = _bounded(per_cent)
        self._apply()
        self.changed.emit()

    def larger(self) -> None:
        """Make the text one step larger."""
        self.set_text_size(self._text_size + STEP)

    def smaller(self) -> None:
        """Make the text one step smaller."""
        self.set_text_size(self._text_size - STEP)

    def usual_size(self) -> None:
        """Go back to the system's text size."""
        self.set_text_size(SMALLEST)

    def _on_system_changed(self) -> None:
        if self._look is Look.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        points = self._points * self._text_size / 100
        self._font.setPointSizeF(points)
        line = QFontMetrics(self._font).height()
        sheet = style_sheet(self.colours, points, line, style_sheet_icons(self.colours))
        # Each of these lays out everything on the screen anew, so what stays as it is is not set again.
        if self._app.font() != self._font:
            self._app.setFont(self._font)
        self._app.setPalette(palette_of(self.colours))
        if self._app.styleSheet() != sheet:
            self._app.setStyleSheet(sheet)


def _bounded(per_cent: int) -> int:
    return max(SMALLEST, min(LARGEST, round(per_cent / STEP) * STEP))
