"""The bank holidays of England, on which a school is closed also within a term."""

from datetime import date
from functools import cache

_NAMES = {
    "May Day": "Early May bank holiday",
    "Spring Bank Holiday": "Spring bank holiday",
    "Late Summer Bank Holiday": "Summer bank holiday",
}
"""The names that schools and GOV.UK use, where the library has others."""


def bank_holidays(first: date, last: date) -> tuple[tuple[date, str], ...]:
    """Return the bank holidays from a first to a last day, both inclusive, with their names, in order."""
    return tuple(
        (day, name) for year in range(first.year, last.year + 1) for day, name in _of_year(year) if first <= day <= last
    )


@cache
def _of_year(year: int) -> tuple[tuple[date, str], ...]:
    from holidays import country_holidays

    found = country_holidays("GB", subdiv="ENG", years=year, expand=False)
    return tuple((day, _in_words(name)) for day, name in sorted(found.items()))


def _in_words(name: str) -> str:
    plain, observed, _ = name.partition(" (observed)")
    plain = _NAMES.get(plain, plain).replace("'", "’")
    return f"{plain} (substitute day)" if observed else plain
