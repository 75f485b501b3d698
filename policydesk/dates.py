"""Dates as schools write them: read from almost anything, kept to the month where only the month is known."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from policydesk.terms import Precision

MONTHS = tuple(calendar.month_name)
"""Month names; index 1 is January."""

ACADEMIC_YEAR_STARTS = (9, 1)
"""Month and day on which the academic year begins."""


def written(day: date | None, none: str = "") -> str:
    """Return a day as it is shown everywhere: "3 September 2026"."""
    return none if day is None else f"{day.day} {MONTHS[day.month]} {day.year}"


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def academic_year_start(day: date) -> date:
    """Return the 1 September on or before a day."""
    starts = date(day.year, *ACADEMIC_YEAR_STARTS)
    return starts if day >= starts else date(day.year - 1, *ACADEMIC_YEAR_STARTS)


def academic_year_name(day: date) -> str:
    """Return the academic year a day falls in: "2026/27"."""
    first = academic_year_start(day).year
    return f"{first}/{(first + 1) % 100:02d}"


@dataclass(frozen=True, order=False, slots=True)
class RoughDate:
    """A date known to the day, the month or only the year (R5): shown as known, never with an invented day."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    @classmethod
    def of(cls, day: date) -> Self:
        """Return an exact day as a rough date."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def from_iso(cls, text: str) -> Self:
        """Read the stored form: "2026-09-03", "2026-09" or "2026"."""
        return cls(*(int(part) for part in text.split("-")))

    @property
    def iso(self) -> str:
        """The stored form, which sorts as dates do."""
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text

    @property
    def precision(self) -> Precision:
        """How much of the date is known."""
        if self.day is not None:
            return Precision.DAY
        return Precision.MONTH if self.month is not None else Precision.YEAR

    @property
    def first(self) -> date:
        """The earliest day it can mean: things begin then."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day it can mean: things fall due then (R5: "September 2026" is overdue from 1 October)."""
        if self.day is not None:
            return self.first
        return month_end(self.year, self.month or 12)

    def __str__(self) -> str:
        if self.month is None:
            return str(self.year)
        if self.day is None:
            return f"{MONTHS[self.month]} {self.year}"
        return written(self.first)


_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(MONTHS) if number}
_WEEKDAYS = {name[:3].lower(): number for number, name in enumerate(calendar.day_name)}
_UNITS = {"day": 1, "week": 7}


def _year(text: str) -> int:
    number = int(text)
    return number if len(text) > 2 else 2000 + number if number < 70 else 1900 + number


def _month(text: str) -> int | None:
    if text.isdigit():
        return int(text) if 1 <= int(text) <= 12 else None
    name = "sep" if text.lower() == "sept" else text.lower()
    number = _MONTH_NUMBERS.get(name[:3])
    return number if number and MONTHS[number].lower().startswith(name) else None


def _relative(text: str, today: date) -> date | None:
    named = {"today": 0, "yesterday": -1, "tomorrow": 1}
    if text in named:
        return today + timedelta(days=named[text])
    if found := re.fullmatch(r"(?:(next|last) )?([a-z]{3,9})", text):
        weekday = _WEEKDAYS.get(found[2][:3])
        if weekday is not None and calendar.day_name[weekday].lower().startswith(found[2]):
            ahead = (weekday - today.weekday()) % 7
            if found[1] == "last":
                return today - timedelta(days=(today.weekday() - weekday) % 7 or 7)
            return today + timedelta(days=ahead or 7)
    if found := re.fullmatch(r"(in )?(\d{1,4}) (day|week|month|year)s?( ago)?", text):
        if bool(found[1]) == bool(found[4]):
            return None
        count = int(found[2]) * (-1 if found[4] else 1)
        if found[3] in _UNITS:
            return today + timedelta(days=count * _UNITS[found[3]])
        return add_months(today, count * (12 if found[3] == "year" else 1))
    return None


def add_months(day: date, months: int) -> date:
    """Return the same day so many months on, or that month's last day (31 January + 1 = end of February)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def read_rough(text: str, today: date) -> RoughDate | None:
    """Read what a person typed: a day, "Sept 2022" as a month, "2022" as a year, "today", "in 2 weeks".

    Returns None where it is no date. Numbers are read in UK order, day first. A day without a year is the nearest one.
    """
    dotted = re.fullmatch(r"\s*\d+\.\d+\.\d+\s*", text)
    asked = " ".join(re.sub(r"[,.]", " / " if dotted else " ", text.lower()).split())
    try:
        return _read(asked, today)
    except (ValueError, OverflowError):
        return None


def _read(asked: str, today: date) -> RoughDate | None:
    relative = _relative(asked, today)
    if relative is not None:
        return RoughDate.of(relative)
    asked = re.sub(r"(\d)(st|nd|rd|th)\b", r"\1", asked)
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[t ]00:00(?::00)?)?", asked):
        return RoughDate(int(found[1]), int(found[2]), int(found[3]) if found[3] else None)
    if re.fullmatch(r"\d{4}", asked):
        return RoughDate(int(asked)) if 1900 <= int(asked) <= 2200 else None
    parts = [part for part in re.split(r"[\s/\-]+", re.sub(r"(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)", " ", asked)) if part]
    if len(parts) > 3 and parts[0][:3] in _WEEKDAYS:
        parts = parts[1:]
    if len(parts) == 3:
        if not parts[0].isdigit():
            parts[0], parts[1] = parts[1], parts[0]  # "September 3 2026"
        month = _month(parts[1])
        if month is None or not parts[0].isdigit() or not parts[2].isdigit() or len(parts[2]) not in {2, 4}:
            return None
        return RoughDate(_year(parts[2]), month, int(parts[0]))
    if len(parts) == 2:
        return _two_parts(parts[0], parts[1], today)
    return None


def _two_parts(one: str, two: str, today: date) -> RoughDate | None:
    if two.isdigit() and len(two) == 4:
        month = _month(one)
        return RoughDate(int(two), month) if month else None
    if not one.isdigit():
        one, two = two, one
    month = _month(two)
    if month is None or not one.isdigit():
        return None
    years = (today.year - 1, today.year, today.year + 1)
    around = [date(year, month, int(one)) for year in years if int(one) <= calendar.monthrange(year, month)[1]]
    return RoughDate.of(min(around, key=lambda day: abs((day - today).days))) if around else None


def read_day(text: str, today: date) -> date | None:
    """Read what a person typed as one exact day; None where it is no date or names only a month or a year."""
    rough = read_rough(text, today)
    return rough.first if rough is not None and rough.precision is Precision.DAY else None
