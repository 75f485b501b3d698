"""Who is there to moderate an account on which day: a calendar to look at or to walk through with the arrows."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import cast

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from policydesk.dates import MONTHS
from policydesk.ui.kit.announce import announce
from policydesk.ui.kit.colours import Colours, Tone, colours_now
from policydesk.ui.kit.columns import plain_tip
from policydesk.ui.kit.cover_words import WEEK, Cover

GAP = 20
"""Pixels between two months."""

_DAY = timedelta(days=1)


class CoverCalendar(QWidget):
    """Months with their days in weeks; days with too few are hatched, edged and marked. The arrows walk the days."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cover = Cover()
        self.cursor_day: date | None = None
        self._places: dict[date, QRect] = {}
        self._months: list[tuple[int, int, QPoint]] = []
        self.setObjectName("cover_calendar")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_cover(self, what: str, cover: Cover) -> None:
        """Show the days of one account; the cursor stays on its day where that is still in the window."""
        self.cover = cover
        first, last = self._window()
        if first is None or last is None:
            self.cursor_day = None
        elif self.cursor_day is None or not first <= self.cursor_day <= last:
            self.cursor_day = cover.today if cover.today and first <= cover.today <= last else first
        gaps = sum(cover.is_gap(one) for one in cover.intervals)
        self.setAccessibleName(f"Cover calendar of {what}, {'no gap' if not gaps else 'with gaps'}")
        self._describe()
        self.setVisible(bool(cover.intervals))
        self._lay_out(self.width())
        self.updateGeometry()
        self.update()

    def day_at(self, point: QPoint) -> date | None:
        """Return the day under a point."""
        return next((day for day, rect in self._places.items() if rect.contains(point)), None)

    def place_of(self, day: date) -> QRect:
        """Return where a day stands."""
        return self._places[day]

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._measure(width)[0]

    def sizeHint(self) -> QSize:
        return QSize(self._side(400) * 7, self._measure(max(self.width(), 300))[0])

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self._measure(max(self.width(), 160))[0])

    # what somebody does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        day = None if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier else self._goal(Qt.Key(event.key()))
        if day is None:
            event.ignore()
            return
        self._move_to(day)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position().toPoint())
        if day is not None:
            self._move_to(day)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip:
            asked = cast("QHelpEvent", event)
            day = self.day_at(asked.pos())
            if day is not None:
                QToolTip.showText(asked.globalPos(), plain_tip(self.cover.day_words(day)), self, self._places[day])
            else:
                QToolTip.hideText()
            return True
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._lay_out(self.width())
            self.updateGeometry()
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._describe()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def resizeEvent(self, event: object) -> None:
        self._lay_out(self.width())

    def _goal(self, key: Qt.Key) -> date | None:
        first, last = self._window()
        here = self.cursor_day
        if first is None or last is None or here is None:
            return None
        keys = Qt.Key
        steps = {keys.Key_Left: -1, keys.Key_Right: 1, keys.Key_Up: -7, keys.Key_Down: 7,
                 keys.Key_PageUp: -28, keys.Key_PageDown: 28}  # fmt: skip
        if key == keys.Key_Home:
            return first
        if key == keys.Key_End:
            return last
        return min(max(here + steps[key] * _DAY, first), last) if key in steps else None

    def _move_to(self, day: date) -> None:
        if day != self.cursor_day:
            self.cursor_day = day
            self._describe()
            announce(self, self.cover.day_words(day))
            self.update()

    def _describe(self) -> None:
        self.setAccessibleDescription("" if self.cursor_day is None else self.cover.day_words(self.cursor_day))

    def _window(self) -> tuple[date | None, date | None]:
        intervals = self.cover.intervals
        return (intervals[0].first, intervals[-1].last) if intervals else (None, None)

    # where everything stands

    def _side(self, width: int) -> int:
        return max(16, min(self.fontMetrics().height() + 10, max(width - 2, 7) // 7))

    def _lay_out(self, width: int) -> None:
        _high, self._places, self._months = self._measure(width)

    def _measure(self, width: int) -> tuple[int, dict[date, QRect], list[tuple[int, int, QPoint]]]:
        side, line = self._side(width), self.fontMetrics().height()
        across = max(1, (width + GAP) // (7 * side + GAP))
        places: dict[date, QRect] = {}
        months: list[tuple[int, int, QPoint]] = []
        top = bottom = 1
        for number, days in enumerate(self._by_month()):
            if number % across == 0:
                top = bottom + (GAP // 2 if number else 0)
            left = 1 + (number % across) * (7 * side + GAP)
            months.append((days[0].year, days[0].month, QPoint(left, top)))
            monday = days[0] - days[0].weekday() * _DAY
            for day in days:
                week = (day - monday).days // 7
                places[day] = QRect(left + day.weekday() * side, top + 2 * line + 8 + week * side, side, side)
            bottom = max(bottom, places[days[-1]].bottom() + 2)
        return bottom + 1, places, months

    def _by_month(self) -> Iterator[list[date]]:
        first, last = self._window()
        days: list[date] = []
        while first is not None and last is not None and first <= last:
            if days and days[-1].month != first.month:
                yield days
                days = []
            days.append(first)
            first += _DAY
        if days:
            yield days

    # how it is painted

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = colours_now()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, line = self._side(self.width()), self.fontMetrics().height()
        for year, month, at in self._months:
            self._paint_head(painter, colours, f"{MONTHS[month]} {year}", QRect(at, QSize(7 * side, line)))
            painter.setPen(QColor(colours.quiet))
            for number, name in enumerate(WEEK):
                box = QRect(at.x() + number * side, at.y() + line + 4, side, line)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name[:2] if side > 24 else name[:1])
        for day, rect in self._places.items():
            self._paint_day(painter, colours, day, rect)
        painter.end()

    def _paint_head(self, painter: QPainter, colours: Colours, words: str, rect: QRect) -> None:
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        painter.setFont(self.font())

    def _paint_day(self, painter: QPainter, colours: Colours, day: date, rect: QRect) -> None:
        there = self.cover.on(day)
        gap = there is not None and self.cover.is_gap(there)
        box = rect.adjusted(1, 1, -2, -2)
        ink = colours.tones[Tone.BAD if gap else Tone.GOOD]
        painter.setPen(QPen(QColor(ink.text if gap else colours.hairline), 2 if gap else 1))
        painter.setBrush(QColor(ink.paper if gap else colours.surface))
        painter.drawRoundedRect(box, 3, 3)
        if gap:
            hatch = QColor(ink.text)
            hatch.setAlpha(70)
            painter.fillRect(box.adjusted(2, 2, -2, -2), QBrush(hatch, Qt.BrushStyle.BDiagPattern))
        font = self.font()
        font.setBold(gap)
        font.setPointSizeF(max(6.0, font.pointSizeF() * 0.92))
        painter.setFont(font)
        painter.setPen(QColor(ink.text if gap else colours.text))
        painter.drawText(box.adjusted(0, -2, 0, -2), Qt.AlignmentFlag.AlignCenter, str(day.day))
        if self.cover.is_holiday(day):
            painter.fillRect(QRect(box.left() + 4, box.bottom() - 3, box.width() - 7, 3), QColor(colours.accent))
        if day == self.cover.today:
            painter.setPen(QPen(QColor(colours.text), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(box.adjusted(1, 0, -1, -3))
        if self.hasFocus() and day == self.cursor_day:
            painter.setPen(QPen(QColor(colours.focus), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 3, 3)
