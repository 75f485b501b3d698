"""The terms that figures about incidents are counted by: the school's own where they are recorded, else the calendar's.

Every day belongs to one term, so a holiday counts with the term before it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from policydesk.dates import academic_year_name, written
from policydesk.rules.term_time import LONGEST_HOLIDAY, TermDates

_TERMS = (((9, 1), (12, 31), "Autumn"), ((1, 1), (3, 31), "Spring"), ((4, 1), (8, 31), "Summer"))
"""First day, last day and name; Easter moves, so the spring term is taken to end with March."""

_HEAD_START = 21
"""Days: by so much a term may begin after its months do and still stand for all of them."""

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class FigureTerm:
    """A term with the holiday after it, both days inclusive."""

    name: str
    first_on: date
    last_on: date


@dataclass(frozen=True)
class Division:
    """The terms of a period, and whether they are the school's own."""

    terms: tuple[FigureTerm, ...]
    is_own: bool

    @property
    def words(self) -> str:
        """Say on paper which terms were used."""
        if self.is_own:
            return "Terms are the school’s own; a holiday counts with the term before it."
        months = "Terms are calendar months: September to December, January to March, April to August."
        if not self.terms:
            return months
        return f"{months} The school’s own were not recorded for all of this when it was first released."

    def name_of(self, day: date) -> str:
        """Return the name of the term that a day falls in; "" outside the period."""
        return next((one.name for one in self.terms if one.first_on <= day <= one.last_on), "")


def calendar_term(day: date) -> FigureTerm:
    """Return the months that stand for the term of a day: "Autumn term 2026/27"."""
    for (month, first), (last_month, last), name in _TERMS:
        if month <= day.month <= last_month:
            words = f"{name} term {academic_year_name(day)}"
            return FigureTerm(words, date(day.year, month, first), date(day.year, last_month, last))
    raise AssertionError("the three terms cover the year")


def calendar_terms(from_on: date, until_on: date) -> tuple[FigureTerm, ...]:
    """Return the calendar's terms of a period, in order, the first and last cut to it."""
    found, day = [], from_on
    while day <= until_on:
        term = calendar_term(day)
        found.append(replace(term, first_on=day, last_on=min(term.last_on, until_on)))
        day = term.last_on + _DAY
    return tuple(found)


def own_terms(recorded: Iterable[TermDates]) -> tuple[FigureTerm, ...]:
    """Return the school's terms, each to the day before the next.

    Where no term is recorded beside one, it reaches to where its months begin or end.
    """
    known = sorted(recorded, key=lambda one: one.first_on)
    names = [one.name for one in known]
    found = []
    for at, term in enumerate(known):
        before, after = known[at - 1] if at else None, known[at + 1] if at + 1 < len(known) else None
        follows = before is not None and _is_holiday(before.last_on, term.first_on)
        goes_on = after is not None and _is_holiday(term.last_on, after.first_on)
        first = term.first_on if follows else _begins(term.first_on)
        last = after.first_on - _DAY if after is not None and goes_on else _ends(term.last_on)
        said = term.name if names.count(term.name) == 1 else f"{term.name} from {written(term.first_on)}"
        found.append(FigureTerm(said, first, last))
    return tuple(found)


def division(from_on: date, until_on: date, own: Sequence[FigureTerm]) -> Division:
    """Return the terms of a period: the school's own where they cover all of it, else the calendar's."""
    cut = _cut(from_on, until_on, own)
    return Division(cut, is_own=True) if cut else Division(calendar_terms(from_on, until_on), is_own=False)


def is_whole(from_on: date, until_on: date, terms: Iterable[FigureTerm], also: Iterable[tuple[date, date]]) -> bool:
    """Whether a period begins with a term and ends with one, or beside what was released already."""
    some = tuple(terms)
    released = tuple(also)
    begins = {one.first_on for one in some} | {last + _DAY for _first, last in released}
    ends = {one.last_on for one in some} | {first - _DAY for first, _last in released}
    return from_on <= until_on and from_on in begins and until_on in ends


def term_around(day: date, own: Iterable[FigureTerm]) -> FigureTerm:
    """Return the term of a day: the school's own where it is recorded, else the calendar's."""
    return next((one for one in own if one.first_on <= day <= one.last_on), None) or calendar_term(day)


def _is_holiday(last_on: date, first_on: date) -> bool:
    return (first_on - last_on).days - 1 <= LONGEST_HOLIDAY


def _begins(first_on: date) -> date:
    month = calendar_term(first_on).first_on
    return month if (first_on - month).days <= _HEAD_START else first_on


def _ends(last_on: date) -> date:
    month = calendar_term(last_on).last_on
    return month if (month - last_on).days <= LONGEST_HOLIDAY else last_on


def _cut(from_on: date, until_on: date, own: Sequence[FigureTerm]) -> tuple[FigureTerm, ...]:
    """Return the school's terms that cover a period without a gap; a piece of a term counts with its neighbour."""
    some = [one for one in own if one.last_on >= from_on and one.first_on <= until_on]
    day = from_on
    for one in some:
        if one.first_on > day:
            return ()
        day = one.last_on + _DAY
    if not some or day <= until_on:
        return ()
    if some[0].first_on < from_on and len(some) > 1:
        del some[0]
    if some[-1].last_on > until_on and len(some) > 1:
        del some[-1]
    some[0] = replace(some[0], first_on=from_on)
    some[-1] = replace(some[-1], last_on=until_on)
    return tuple(some)
