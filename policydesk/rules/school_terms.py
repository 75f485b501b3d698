"""The three terms of the school year, as figures about incidents are counted."""

from datetime import date

from policydesk.dates import academic_year_name

_TERMS = (((9, 1), (12, 31), "Autumn"), ((1, 1), (3, 31), "Spring"), ((4, 1), (8, 31), "Summer"))
"""First day, last day and name; Easter moves, so the spring term is taken to end with March."""


def term_of(day: date) -> tuple[date, date, str]:
    """Return the first and last day of the term that a day falls in, and its name: "Autumn term 2026/27"."""
    for (month, first), (last_month, last), name in _TERMS:
        if month <= day.month <= last_month:
            year = academic_year_name(day)
            return date(day.year, month, first), date(day.year, last_month, last), f"{name} term {year}"
    raise AssertionError("the three terms cover the year")


def term_name(day: date) -> str:
    """Return the name of the term that a day falls in."""
    return term_of(day)[2]


def is_whole_terms(from_on: date, until_on: date) -> bool:
    """Whether a period begins with a term and ends with one."""
    return from_on <= until_on and term_of(from_on)[0] == from_on and term_of(until_on)[1] == until_on


def terms_between(from_on: date, until_on: date) -> tuple[str, ...]:
    """Return the names of the terms that a period touches, in order."""
    names = []
    day = from_on
    while day <= until_on:
        _first, last, name = term_of(day)
        names.append(name)
        day = date.fromordinal(last.toordinal() + 1)
    return tuple(names)
