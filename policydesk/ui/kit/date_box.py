"""Dates as people type them: almost anything is read, the reading is shown, and a calendar is never the only way."""

from datetime import date

from PySide6.QtCore import QDate, QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QMenu, QVBoxLayout, QWidget

from policydesk.dates import RoughDate, read_rough, written
from policydesk.terms import Precision
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.inputs import Input

EXAMPLE = "For example, 27 3 2026"
"""The hint under every date box."""

LONGEST = "30 September 2026"
"""The date that needs most room; all of it is seen."""

LETTERS = 20
"""Letters of the longest date, "30 September 2026", with room."""


class _DateEdit(QLineEdit):
    """The line itself: Alt+Down opens the calendar, Ctrl+; writes today."""

    def __init__(self, box: "RoughDateBox") -> None:
        super().__init__()
        self._box = box

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._box.open_calendar()
        elif event.key() == Qt.Key.Key_Semicolon and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._box.write_today()
        else:
            super().keyPressEvent(event)


class RoughDateBox(Input):
    """A date known to the day, the month or the year; the value is a RoughDate."""

    WANTS = "a real date, for example 27 3 2026, September 2026 or 2026"

    def __init__(self, today: date, *, parent: QWidget | None = None) -> None:
        self.edit = _DateEdit(self)
        super().__init__(self.edit, parent)
        self._today = today
        self._fit()
        self.edit.textEdited.connect(lambda _text: self.changed.emit())
        self.edit.editingFinished.connect(self._on_left)
        self.button = Button(
            "", self.open_calendar, look="icon", picture="calendar", name="calendar", tip="Choose a day"
        )
        self.row.addWidget(self.button)
        self.row.addStretch(2)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _fit(self) -> None:
        """Take the room of the longest date, in letters as large as they are now."""
        least = self.fontMetrics().horizontalAdvance(LONGEST) + 32
        self.edit.setMaximumWidth(max(least, self.fontMetrics().averageCharWidth() * LETTERS + 40))
        self.edit.setMinimumWidth(least)

    def name_it(self, label: str, hint: str = "", name: str = "") -> None:
        """Name the box and its calendar button."""
        super().name_it(label, hint or EXAMPLE, name)
        self.button.setAccessibleName(f"Calendar: {label}")
        self.button.setObjectName(f"{self.control.objectName()}_calendar")

    def read(self) -> RoughDate | None:
        """Return the date as far as it can be read."""
        return read_rough(self.edit.text(), self._today)

    def value(self) -> RoughDate | date | None:
        """Return the rough date."""
        return self.read()

    def set_value(self, value: RoughDate | date | None) -> None:
        """Show a date."""
        self.edit.setText(written(value) if isinstance(value, date) else str(value or ""))

    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not self.edit.text().strip()

    def problem(self) -> str:
        """Return what is wrong with the date."""
        if self.is_empty() or self.value() is not None:
            return ""
        return f"{self.called('The date')} must be {self.WANTS}"

    def write_today(self) -> None:
        """Write today's date."""
        self.set_value(self._today)
        self.changed.emit()

    def open_calendar(self) -> None:
        """Show a month to choose from, under the box; Enter or a click takes the day."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget(menu)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setAccessibleName("Calendar")
        rough = self.read()
        start = self._today if rough is None else rough.first
        calendar.setSelectedDate(QDate(start.year, start.month, start.day))
        calendar.activated.connect(lambda day: self._on_day(menu, day))
        calendar.clicked.connect(lambda day: self._on_day(menu, day))
        metrics = calendar.fontMetrics()
        calendar.setMinimumSize(metrics.averageCharWidth() * 46, metrics.lineSpacing() * 13)  # else days become dots
        column = QVBoxLayout(menu)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(calendar)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        calendar.setFocus()

    def _on_day(self, menu: QMenu, day: QDate) -> None:
        menu.close()
        self.set_value(date(day.year(), day.month(), day.day()))
        self.edit.setFocus()
        self.changed.emit()

    def _on_left(self) -> None:
        rough = self.read()
        if rough is not None:
            self.edit.setText(str(rough))


class DateBox(RoughDateBox):
    """An exact day; the value is a date."""

    WANTS = "a real date, for example 27 3 2026"

    def value(self) -> date | None:
        """Return the day; None where nothing or no exact day was typed."""
        rough = self.read()
        return rough.first if rough is not None and rough.precision is Precision.DAY else None
