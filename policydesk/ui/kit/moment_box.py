"""A day and a time, typed: when somebody rang, when something was passed on."""

import re
from datetime import date, datetime, time, tzinfo

from PySide6.QtWidgets import QLineEdit, QWidget

from policydesk.ui.kit.date_box import DateBox
from policydesk.ui.kit.inputs import Input
from policydesk.ui.kit.labels import PlainLabel, set_property

TIME_LETTERS = 8
"""Letters that a time needs: "12:30 pm"."""

_TIME = re.compile(r"(\d{1,2})(?:[:.h ]?(\d{2}))?\s*(am|pm)?", re.IGNORECASE)
_WORDS = {"noon": time(12), "midday": time(12), "midnight": time(0)}


def read_time(text: str) -> time | None:
    """Read a time of day as people write it: 14:30, 2.30pm, 1430, 9 am, noon; None where it is none."""
    tidy = text.strip().lower().replace("a.m.", "am").replace("p.m.", "pm")
    if tidy in _WORDS:
        return _WORDS[tidy]
    found = _TIME.fullmatch(tidy)
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


class MomentBox(Input):
    """A day and a time on the school's clock; the value knows its time zone."""

    def __init__(self, now: datetime, *, parent: QWidget | None = None) -> None:
        self._now, self._zone = now, now.tzinfo
        self.day = DateBox(now.date())
        super().__init__(None, parent)
        self.time = QLineEdit()
        self.time.setMaximumWidth(self.fontMetrics().averageCharWidth() * TIME_LETTERS + 32)
        self.day.row.setStretch(self.day.row.count() - 1, 0)
        self.row.addWidget(self.day)
        self.row.addWidget(PlainLabel("at"))
        self.row.addWidget(self.time, 1)
        self.row.addStretch(1)
        self.setFocusProxy(self.day.edit)
        self.day.changed.connect(self.changed)
        self.time.textEdited.connect(lambda _text: self.changed.emit())
        self.time.editingFinished.connect(self._on_left)

    @property
    def control(self) -> QWidget:
        """The day's box, which takes the focus first."""
        return self.day.edit

    def name_it(self, label: str, hint: str = "", name: str = "") -> None:
        """Name both boxes."""
        self.day.name_it(label, hint, name)
        self.time.setAccessibleName(f"{label}, time")
        self.time.setAccessibleDescription("For example, 14:30")
        self.time.setObjectName(f"{self.day.control.objectName()}_time")

    def value(self) -> datetime | None:
        """Return the moment; None where the day or the time cannot be read."""
        day, at = self.day.value(), read_time(self.time.text())
        return None if day is None or at is None else _moment(day, at, self._zone)

    def set_value(self, value: datetime | None) -> None:
        """Show a moment on the school's clock."""
        here = None if value is None else value.astimezone(self._zone)
        self.day.set_value(None if here is None else here.date())
        self.time.setText("" if here is None else f"{here:%H:%M}")

    def is_empty(self) -> bool:
        """Whether neither a day nor a time was typed."""
        return self.day.is_empty() and not self.time.text().strip()

    def problem(self) -> str:
        """Return what is wrong with the day, else with the time."""
        if self.is_empty() or self.value() is not None:
            return ""
        name = self.called("The moment")
        if self.day.is_empty():
            return f"{name} needs a day as well as a time"
        return self.day.problem() or f"{name} needs a time, for example 14:30 or 2.30pm"

    def set_wrong(self, says: str) -> None:
        """Mark the box that is wrong: the time where the day can be read."""
        time_is_wrong = bool(says) and self.day.value() is not None and read_time(self.time.text()) is None
        set_property(self.time, "wrong", time_is_wrong)
        set_property(self.day.control, "wrong", bool(says) and not time_is_wrong)

    def _on_left(self) -> None:
        at = read_time(self.time.text())
        if at is not None:
            self.time.setText(f"{at:%H:%M}")


def _moment(day: date, at: time, zone: tzinfo | None) -> datetime:
    return datetime.combine(day, at, zone)
