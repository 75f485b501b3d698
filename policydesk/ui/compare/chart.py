"""Months as columns: how much wanted attention, the overdue part filled, readable without colour and by ear."""

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from policydesk.dates import MONTHS, written
from policydesk.queries.over_time import MonthPoint
from policydesk.ui.compare.words import month_words
from policydesk.ui.kit.colours import Tone, colours_now

LINES_HIGH = 10
"""How high the chart is, in lines of text."""


class TrendChart(QWidget):
    """A column for each month: its outline is everything, its filled part what was overdue."""

    def __init__(self) -> None:
        super().__init__()
        self.points: tuple[MonthPoint, ...] = ()
        self.setObjectName("trend_chart")
        self.setFixedHeight(self.fontMetrics().lineSpacing() * LINES_HIGH)

    def show_points(self, points: tuple[MonthPoint, ...]) -> None:
        """Show other months; a screen reader hears each of them."""
        self.points = points
        self.setAccessibleName("What wanted attention, by month")
        self.setAccessibleDescription(". ".join(month_words(one) for one in points))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.points:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line, colours = self.fontMetrics().lineSpacing(), colours_now()
        top, foot = float(line), float(self.height() - line - 4)
        most = max(1, *(one.open for one in self.points))
        step = self._step()
        for number, one in enumerate(self.points):
            left, wide = number * step + step * 0.15, max(2.0, step * 0.7)
            tall, late = ((foot - top) * count / most for count in (one.open, one.overdue))
            painter.setPen(QColor(colours.outline))
            painter.setBrush(QColor(colours.tones[Tone.INFO].paper))
            painter.drawRect(QRectF(left, foot - tall, wide, tall))
            painter.setBrush(QColor(colours.tones[Tone.BAD].text))
            painter.drawRect(QRectF(left, foot - late, wide, late))
        painter.setPen(QColor(colours.text))
        painter.drawLine(0, round(foot), self.width(), round(foot))
        self._write(painter, step, foot, most)

    def event(self, event: QEvent) -> bool:
        """Say a column's numbers where the mouse rests on it."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip and self.points:
            at = min(len(self.points) - 1, int(event.pos().x() // self._step()))
            QToolTip.showText(event.globalPos(), month_words(self.points[at]), self)
            return True
        return super().event(event)

    def _step(self) -> float:
        return self.width() / max(1, len(self.points))

    def _write(self, painter: QPainter, step: float, foot: float, most: int) -> None:
        """Write the highest number, and as many names of months as there is room for."""
        metrics = self.fontMetrics()
        painter.drawText(0, metrics.ascent(), f"{most:,} at most")
        room = metrics.horizontalAdvance("September 2026") + 8
        free = -1.0
        for number, one in enumerate(self.points):
            words = _month(one) if step < room else written(one.day)
            if number * step >= free and number * step + metrics.horizontalAdvance(words) <= self.width():
                painter.drawText(round(number * step), round(foot) + metrics.ascent() + 3, words)
                free = number * step + metrics.horizontalAdvance(words) + 12
        painter.setPen(Qt.PenStyle.NoPen)


def _month(point: MonthPoint) -> str:
    return f"{MONTHS[point.day.month][:3]} {point.day.year}"
