"""Who is there to moderate an account on which day, in words: for tooltips, for who listens, and for the list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from policydesk.dates import MONTHS, written
from policydesk.rules.cover import Interval, Spell

WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Cover:
    """The days of one account: who is there when, how many there should be, and when the school is on holiday."""

    intervals: tuple[Interval, ...] = ()
    minimum: int = 2
    holidays: tuple[Spell, ...] = ()
    names: Mapping[int, str] | None = None
    today: date | None = None

    def on(self, day: date) -> Interval | None:
        """Return who is there on a day; None outside of the window."""
        return next((one for one in self.intervals if one.first <= day <= one.last), None)

    def is_holiday(self, day: date) -> bool:
        """Whether the school is on holiday on a day."""
        return any(one.first <= day and (one.last is None or day <= one.last) for one in self.holidays)

    def is_gap(self, interval: Interval) -> bool:
        """Whether too few are there."""
        return interval.available < self.minimum

    def people(self, interval: Interval) -> str:
        """Say who is there: "Bea Quill, Cara Evans"; "nobody"."""
        known = self.names or {}
        return ", ".join(sorted(known.get(one, "somebody") for one in interval.staff_ids)) or "nobody"

    def day_words(self, day: date) -> str:
        """Say everything about a day, for tooltips and for who listens."""
        there = self.on(day)
        words = f"{WEEK[day.weekday()]} {written(day)}"
        if there is None:
            return words
        short = ", too few" if self.is_gap(there) else ""
        holiday = " School holiday." if self.is_holiday(day) else ""
        today = " Today." if day == self.today else ""
        return f"{words}: {there.available} of {self.minimum} moderators{short} ({self.people(there)}).{holiday}{today}"

    def lines(self) -> tuple[tuple[bool, str], ...]:
        """Return the same as sentences, one for each stretch of days: whether it is a gap, and its words."""
        return tuple(
            (self.is_gap(one), f"{stretch(one.first, one.last)}: {self._count(one)}") for one in self.intervals
        )

    def _count(self, one: Interval) -> str:
        if not one.available:
            return f"nobody, {self.minimum} needed"
        needed = f", {self.minimum} needed" if self.is_gap(one) else ""
        return f"{one.available} ({self.people(one)}){needed}"


def stretch(first: date, last: date) -> str:
    """Say days from a first to a last: "22 to 30 August 2026"; a single one as it is."""
    if first == last:
        return written(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {written(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month]} to {written(last)}"
    return f"{written(first)} to {written(last)}"


def explained(cover: Cover) -> tuple[str, ...]:
    """Say in words what the calendar's signs mean; only those that are on it."""
    gaps = any(cover.is_gap(one) for one in cover.intervals)
    first = (
        f"Hatched: fewer than {cover.minimum} moderators." if gaps else "No day is hatched: enough are always there."
    )
    bar = ("A bar under the day: school holiday.",) if cover.holidays else ()
    return (first, *bar, "Ring: today.")
