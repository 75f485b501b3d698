"""A year on one page: a column for each month, a box for each day, and in it what is due."""

from calendar import monthrange
from datetime import date, timedelta

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph

from policydesk.dates import MONTHS
from policydesk.queries.year import Year, YearEntry
from policydesk.reports.parts import ACCENT, BAD, INK, LINE, QUIET, SHADE, Parts
from policydesk.reports.text import BOLD, PLAIN, markup
from policydesk.terms_reviews import Standing

HEAD, FOOT = 16, 16
"""Points of the months' names above the grid and of the key under it."""

DAYS = 31

KEY = (
    "Bold: due. ! Overdue. (done) Done. Grey: to come if each is done on its day. Blue: deadline. "
    "Shaded: weekend. Bar at the left: no school."
)

_LOOKS = {
    Standing.DONE: ("(done) ", PLAIN, QUIET),
    Standing.OVERDUE: ("! ", BOLD, BAD),
    Standing.DUE: ("", BOLD, INK),
    Standing.TO_COME: ("", PLAIN, QUIET),
    Standing.DEADLINE: ("", PLAIN, ACCENT),
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
        paragraph = Paragraph(markup(text, self._parts.missing, font=font), style)
        _wide, high = paragraph.wrap(wide, 1000)
        if high > leading * lines + 0.1:
            paragraph = paragraph.split(wide, leading * lines + 0.1)[0]
            _wide, high = paragraph.wrap(wide, 1000)
        paragraph.drawOn(canvas, left, top - high)


def _short(says: str) -> str:
    """Shorten what is said often, for a box of two short lines."""
    for begins, instead in (
        ("Review of ", ""),
        ("Everybody acknowledges ", "Sign "),
        ("Too few moderators: ", "Cover "),
    ):
        if says.startswith(begins):
            return instead + says.removeprefix(begins)
    return says


_WEIGHT = {standing: number for number, standing in enumerate(
    (Standing.OVERDUE, Standing.DUE, Standing.DEADLINE, Standing.DONE, Standing.TO_COME)
)}  # fmt: skip
"""Of several things on one day the weightiest is named; the list under the grid has them all."""
