"""Room for what may be chosen of a report: where it is too long it scrolls by itself, and the paper stays in view."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy

from policydesk.ui.reports.choices import Choices

LINES_HIGH = 8
"""Lines of text that are always in view."""


class ChoicesArea(QScrollArea):
    """Is as wide as the choices, with room for the bar that scrolls them."""

    def __init__(self, choices: Choices) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._choices = choices
        choices.setProperty("look", "page")
        self.setWidget(choices)
        choices.installEventFilter(self)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        wide = self._choices.maximumWidth() + self.verticalScrollBar().sizeHint().width()
        return QSize(wide, self.fontMetrics().height() * LINES_HIGH)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self.updateGeometry()
        return super().eventFilter(watched, event)
