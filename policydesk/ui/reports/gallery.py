"""Every report there is, each with a picture of its first page: press one to see it with the school's own figures."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from policydesk.names import fold
from policydesk.paths import resource
from policydesk.reports.report import Report
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.filter_bar import FilterBar
from policydesk.ui.kit.flow import FlowLayout
from policydesk.ui.kit.labels import Hint, PlainLabel

LETTERS_WIDE = 30
"""Letters that fit beside each other under a picture."""

HIGH = 168
"""Pixels that a picture is high."""

ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ReportCard(Button):
    """One report: its picture, its title and what it says, all of it one button."""

    def __init__(self, report: Report, do: Callable[[], object]) -> None:
        self.report = report
        super().__init__("", do, look="report", name=f"report_{report.id}")
        self.setAccessibleName(report.title)
        self.setAccessibleDescription(report.says)
        self._size = QSize()
        self._pictured = (QSize(), 0.0)
        self._first_page = picture_of(report)
        self.picture = PlainLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title, self.says = PlainLabel(report.title, look="label", wrap=True), Hint(report.says)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(6)
        for one in (self.picture, self.title, self.says):
            one.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(one)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def wide(self) -> int:
        """Return how wide it is, by the size of the letters."""
        return self.fontMetrics().averageCharWidth() * LETTERS_WIDE + 24

    @property
    def high(self) -> int:
        """Return how high it has to be for its words."""
        return HIGH + 36 + sum(one.heightForWidth(self.wide - 24) for one in (self.title, self.says))

    def fit(self, high: int) -> None:
        """Take a height, the width that the letters need, and a picture as large as there is room."""
        self._show_picture(self.wide - 24, self.devicePixelRatioF())
        self._size = QSize(self.wide, high)
        self.updateGeometry()

    def _show_picture(self, wide: int, ratio: float) -> None:
        """Show the first page in this room; where it has the room already it stays, because scaling takes long."""
        size = self._first_page.size().scaled(QSize(wide, HIGH) * ratio, Qt.AspectRatioMode.KeepAspectRatio)
        if (size, ratio) == self._pictured:
            return
        self._pictured = (size, ratio)
        smooth = Qt.TransformationMode.SmoothTransformation
        picture = self._first_page.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        painter = QPainter(picture)
        painter.setPen(QPen(QColor("#8a96a3"), max(1, round(ratio))))
        painter.drawRect(picture.rect().adjusted(0, 0, -1, -1))
        painter.end()
        picture.setDevicePixelRatio(ratio)
        self.picture.setPixmap(picture)
        self.picture.setFixedHeight(HIGH)

    def sizeHint(self) -> QSize:
        return self._size

    def minimumSizeHint(self) -> QSize:
        return self._size

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in ARROWS:
            event.ignore()  # the gallery knows which card stands where
        else:
            super().keyPressEvent(event)

    def matches(self, words: str) -> bool:
        """Whether every word stands in the title or in what it says."""
        text = fold(f"{self.report.title} {self.report.says}")
        return all(word in text for word in fold(words).split())


class Gallery(QWidget):
    """All cards, as many beside each other as there is room; arrows go from one to the next."""

    def __init__(self, offered: Sequence[Report], do: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("report_gallery")
        self.setAccessibleName("Reports")
        self.filter = FilterBar("reports")
        self.none = Hint("No report says this. Write fewer words.")
        self.none.hide()
        flow = FlowLayout(spacing=12)
        self.cards = tuple(ReportCard(one, partial(do, one.id)) for one in offered)
        for card in self.cards:
            flow.addWidget(card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for one in (self.filter, self.none):
            column.addWidget(one)
        column.addLayout(flow)
        column.addStretch(1)
        self._even()
        self._narrow()
        self.filter.changed.connect(self._narrow)

    @property
    def shown(self) -> tuple[ReportCard, ...]:
        """The cards in view."""
        return tuple(one for one in self.cards if not one.isHidden())

    def focus_on(self, report_id: str) -> None:
        """Put the focus on a report's card, or on the first one."""
        found = next((one for one in self.shown if one.report.id == report_id), next(iter(self.shown), None))
        if found is not None:
            self.setFocusProxy(found)
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = next((at for at, one in enumerate(self.shown) if one.hasFocus()), None)
        step = ARROWS.get(Qt.Key(event.key()))
        if at is None or step is None:
            super().keyPressEvent(event)
            return
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            step *= max(1, sum(one.y() == self.shown[0].y() for one in self.shown))
        if 0 <= at + step < len(self.shown):
            self.focus_on(self.shown[at + step].report.id)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange} and hasattr(self, "cards"):
            self._even()

    def _even(self) -> None:
        """Make all cards as high as the highest, so that they stand in lines."""
        high = max((card.high for card in self.cards), default=0)
        for card in self.cards:
            card.fit(high)

    def _narrow(self) -> None:
        for card in self.cards:
            card.setVisible(card.matches(self.filter.words))
        self.none.setVisible(not self.shown)
        self.setFocusProxy(next(iter(self.shown), None))  # type: ignore[arg-type]  # none takes the proxy away


def picture_of(report: Report) -> QPixmap:
    """Return the picture of a report's first page; an empty sheet where none is shipped."""
    picture = QPixmap()
    file = resource("reports", f"{report.id}.png")
    if file.is_file():
        picture.loadFromData(file.read_bytes())
    if picture.isNull():
        picture = QPixmap(*(round(points / 3) for points in report.paper.value))
        picture.fill(Qt.GlobalColor.white)
    return picture
