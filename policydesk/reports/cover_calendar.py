"""The cover calendar on paper: a row for each month, a box for each day, days with too few moderators hatched."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from reportlab.graphics.shapes import Drawing, Group, Line, Rect, String
from reportlab.lib.colors import white
from reportlab.platypus import Flowable

from policydesk.counts import counted
from policydesk.dates import MONTHS
from policydesk.reports.paper.parts import ACCENT, INK, LINE, QUIET, WIDTH, Parts
from policydesk.reports.paper.text import BOLD, PLAIN
from policydesk.rules.cover import Interval, Spell

MONTH, BOX, HIGH = 62, 13.5, 19
"""Points: the month's name, the width of a day, the height of a month."""

HATCH = 4.6
"""Points between the strokes of a hatched day."""


def cover_calendar(
    parts: Parts, intervals: Sequence[Interval], minimum: int, holidays: Sequence[Spell]
) -> list[Flowable]:
    """Return the calendar of one account: how many moderators are there on each day, gaps hatched, holidays barred.

    The months of a year stand in one drawing, so that a window of several years goes on over the page.
    """
    if not intervals:
        return []
    there = {day: one.available for one in intervals for day in _days(one.first, one.last)}
    first, last = intervals[0].first, intervals[-1].last
    away = {day for one in holidays for day in _days(max(one.first, first), min(one.last or last, last))}
    months = list(_months(first, last))
    drawings = [_drawing(months[at : at + 12], there, away, minimum) for at in range(0, len(months), 12)]
    return [*drawings, parts.space(8)]


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def _months(first: date, last: date) -> Iterable[tuple[int, int]]:
    for index in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield index // 12, index % 12 + 1


def _drawing(months: Sequence[tuple[int, int]], there: dict[date, int], away: set[date], minimum: int) -> Drawing:
    drawing = Drawing(WIDTH, 12 + len(months) * HIGH)
    top = len(months) * HIGH
    for day in range(1, 32):
        drawing.add(_middle(MONTH + (day - 0.5) * BOX, top + 3, str(day), PLAIN, 7, QUIET))
    for number, (year, month) in enumerate(months, start=1):
        low = top - number * HIGH
        days = [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]
        shown = [day for day in days if day in there]
        gap = sum(there[day] < minimum for day in shown)
        drawing.add(String(0, low + 10, f"{MONTHS[month][:3]} {year}", fontName=PLAIN, fontSize=8, fillColor=INK))
        if gap:
            says = f"Gap: {counted(gap, 'day')}"
            drawing.add(String(0, low + 2.5, says, fontName=BOLD, fontSize=7, fillColor=INK))
        for one in shown:
            left = MONTH + (one.day - 1) * BOX
            drawing.add(_day(left, low, there[one], gap=there[one] < minimum, away=one in away))
    return drawing


def _day(left: float, low: float, available: int, *, gap: bool, away: bool) -> Group:
    """Return the box of one day: the number who are there; hatched with a thick edge where they are too few."""
    box = Group()
    if gap:
        box.add(Rect(left + 0.7, low + 2, BOX - 1.4, HIGH - 4, fillColor=None, strokeColor=INK, strokeWidth=1.1))
        for stroke in _hatch(left + 0.7, low + 2, BOX - 1.4, HIGH - 4):
            box.add(stroke)
        box.add(Rect(left + 2.6, low + 5, BOX - 5.2, 9, fillColor=white, strokeColor=None))
    else:
        box.add(Rect(left + 0.7, low + 2, BOX - 1.4, HIGH - 4, fillColor=None, strokeColor=LINE, strokeWidth=0.5))
    box.add(_middle(left + BOX / 2, low + 7, str(available), BOLD if gap else PLAIN, 7.5, INK))
    if away:
        box.add(Rect(left + 0.7, low, BOX - 1.4, 1.6, fillColor=ACCENT, strokeColor=None))
    return box


def _hatch(left: float, low: float, wide: float, high: float) -> Iterable[Line]:
    """Yield the slanting strokes that fill a box, each cut off at its edges."""
    for number in range(1, int((wide + high) // HATCH) + 1):
        along = number * HATCH
        from_x, from_y = (left, low + along) if along <= high else (left + along - high, low + high)
        to_x, to_y = (left + along, low) if along <= wide else (left + wide, low + along - wide)
        yield Line(from_x, from_y, to_x, to_y, strokeColor=INK, strokeWidth=0.45)


def _middle(x: float, y: float, words: str, font: str, size: float, colour: Any) -> String:
    return String(x, y, words, textAnchor="middle", fontName=font, fontSize=size, fillColor=colour)


def calendar_key(parts: Parts, *, holidays: bool) -> Flowable:
    """Say what the boxes of all calendars mean, in words."""
    says = (
        "Each box is a day; the number in it is how many moderators are available. "
        "A hatched box is a gap: fewer than are needed."
    )
    return parts.words(says + (" A bar under a box is a school or bank holiday." if holidays else ""), "quiet")
