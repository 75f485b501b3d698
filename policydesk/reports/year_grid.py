"""A year on one page: a column for each month, a box for each day, and in it what is due."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph

from policydesk.dates import MONTHS
from policydesk.queries.year import Year, YearEntry
from policydesk.reports.paper.parts import ACCENT, BAD, INK, LINE, QUIET, SHADE, Parts
from policydesk.reports.paper.text import BOLD, PLAIN, markup
from policydesk.terms_reviews import Standing

HEAD, FOOT = 16, 16
"""Points of the months' names above the grid and of the key under it."""

DAYS = 31

MOST_LETTERS = 80
"""Letters of an entry that are tried: two short lines hold fewer."""

KEY = (
    "Bold: due. ! Overdue or missed. • Deadline. (done) Done. Plain: to come if each is done on its day. "
    "Shaded: weekend. Bar at the left: no school."
)

_LOOKS = {
    Standing.DONE: ("(done) ", PLAIN, QUIET),
    Standing.OVERDUE: ("! ", BOLD, BAD),
    Standing.DUE: ("", BOLD, INK),
    Standing.TO_COME: ("", PLAIN, QUIET),
    Standing.DEADLINE: ("• ", PLAIN, ACCENT),
    Standing.MISSED: ("! ", BOLD, BAD),
}


class YearGrid(Flowable):
    """Fills the rest of its page with the grid."""

    def __init__(self, parts: Parts, year: Year) -> None:
        super().__init__()
        self._parts, self._year = parts, year
        self._away = {
            one.first + timedelta(days=number)
            for one in year.holidays
            for number in range(((one.last or year.last) - one.first).days + 1)
        }

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take all the room there is."""
        self.width, self.height = width, height - 1
        return self.width, self.height

    def draw(self) -> None:
        """Draw twelve columns of days, and the key."""
        canvas = self.canv
        canvas.saveState()
        canvas.translate(0, self.height - 24)
        canvas.bookmark(f"Year planner {self._year.name}", 0)
        canvas.restoreState()
        self._wide = self.width / 12
        self._high = (self.height - HEAD - FOOT) / DAYS
        self._size = self._high * 0.41
        for number in range(12):
            self._month(canvas, number)
        self._put(canvas, KEY, 0, FOOT - 4, self.width, self._parts.styles["quiet"].fontSize, PLAIN, QUIET, lines=1)

    def _month(self, canvas: Canvas, number: int) -> None:
        begins, entries = self._year.month(number)
        left, top = number * self._wide, self.height - HEAD
        canvas.setFillColor(INK)
        canvas.setFont(BOLD, min(9.5, self._wide / 9.2))
        canvas.drawString(left + 2, top + 5, f"{MONTHS[begins.month]} {begins.year}")
        by_day: dict[int, list[YearEntry]] = {}
        for one in entries:
            by_day.setdefault(one.day.day, []).append(one)
        for day in range(1, monthrange(begins.year, begins.month)[1] + 1):
            self._day(canvas, begins.replace(day=day), left, top - day * self._high, by_day.get(day, []))

    def _day(self, canvas: Canvas, day: date, left: float, bottom: float, entries: list[YearEntry]) -> None:
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.4)
        canvas.setFillColor(SHADE)
        canvas.rect(left, bottom, self._wide, self._high, fill=int(day.weekday() >= 5))
        if day in self._away:
            canvas.setFillColor(QUIET)
            canvas.rect(left, bottom, 1.6, self._high, stroke=0, fill=1)
        canvas.setFillColor(QUIET)
        canvas.setFont(PLAIN, self._size)
        number = self._size * 2.2
        canvas.drawRightString(left + number, bottom + self._high - self._size - 0.5, str(day.day))
        if not entries:
            return
        first = min(entries, key=lambda one: _WEIGHT[one.standing])
        sign, font, colour = _LOOKS[first.standing]
        more = f"+{len(entries) - 1} " if len(entries) > 1 else ""
        says = f"{more}{sign}{_short(first.says)}"
        room = self._wide - number - 3
        self._put(canvas, says, left + number + 2, bottom + self._high - 0.5, room, self._size, font, colour)

    def _put(
        self, canvas: Canvas, text: str, left: float, top: float, wide: float, size: float, font: str, colour: object,
        *, lines: int = 2,
    ) -> None:  # fmt: skip
        """Draw at most so many lines of text, in a font that has its letters."""
        leading = size * 1.12
        style = ParagraphStyle(
            "cell", fontName=font, fontSize=size, leading=leading, textColor=colour, splitLongWords=1
        )
        room = leading * lines + 0.1
        for shorter in _shorter(text):
            paragraph = Paragraph(markup(shorter, self._parts.missing, font=font), style)
            _wide, high = paragraph.wrap(wide, 1000)
            if high <= room:
                break
        else:
            paragraph = paragraph.split(wide, room)[0]
            _wide, high = paragraph.wrap(wide, 1000)
        paragraph.drawOn(canvas, left, top - high)


def _shorter(text: str) -> Iterator[str]:
    """Yield words, then fewer and fewer of them with a sign that some are left out."""
    yield text
    words = text[:MOST_LETTERS].split(" ")
    for count in range(len(words) - 1, 0, -1):
        yield f"{' '.join(words[:count]).rstrip(',;: ')}…"


def _short(says: str) -> str:
    """Shorten what is said often, for a box of two short lines."""
    for pattern, instead in _OFTEN:
        found = pattern.fullmatch(says)
        if found:
            return instead.format(*found.groups())
    return says


_OFTEN = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"Review of (.*)", "{}"),
        (r"Everybody acknowledges (.*), version .*", "Sign {}"),
        (r"[\d,]+ new starters? acknowledges? (.*), version .*", "Starters: {}"),
        (r"Too few moderators: (.*)", "Cover {}"),
        (r"(.*)’s appointment ends: (.*)", "Ends: {1}, {0}"),
        (r"Moderator’s training of (.*) ends", "Training: {}"),
        (r"Planned end of (.*)", "Ends: {}"),
    )
)


_WEIGHT = {standing: number for number, standing in enumerate(
    (Standing.OVERDUE, Standing.MISSED, Standing.DUE, Standing.DEADLINE, Standing.DONE, Standing.TO_COME)
)}  # fmt: skip
"""Of several things on one day the weightiest is named; the list under the grid has them all."""
