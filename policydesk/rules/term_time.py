"""When the school is on holiday: between its terms, at half-term and on bank holidays."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from policydesk.rules.bank_holidays import bank_holidays
from policydesk.rules.cover import Spell, meet, merged, without

LONGEST_HOLIDAY = 70
"""Days: a longer time between two terms is no holiday but a term that nobody has recorded."""

LONGEST_TERM = 200
"""Days: a term that ended longer ago is not the last one, for one in between is not recorded."""

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class TermDates:
    """One term of the school and its half-term holiday, all days inclusive."""

    name: str
    first_on: date
    last_on: date
    break_from: date | None = None
    break_until: date | None = None


def holidays(terms: Iterable[TermDates], first: date, last: date) -> tuple[Spell, ...]:
    """Return the holidays from a first to a last day: between terms, half-terms, England’s bank holidays.

    Before the first term that is recorded, after the last and where a term is missing nothing is known of the school,
    so only bank holidays are holidays there.
    """
    known = tuple(terms)
    window = (Spell(first, last),)
    bank = (Spell(day, day) for day, _ in bank_holidays(first, last))
    return meet(merged((*_between(known), *_half_terms(known), *bank)), window)


def last_term(terms: Iterable[TermDates], on: date) -> tuple[date, date] | None:
    """Return the first and last day of the term that ended last before a day; None where that is not recorded."""
    ended = [term for term in terms if term.last_on < on and (on - term.last_on).days <= LONGEST_TERM]
    newest = max(ended, key=lambda term: term.last_on, default=None)
    return None if newest is None else (newest.first_on, newest.last_on)


def unknown(terms: Iterable[TermDates], first: date, last: date) -> tuple[Spell, ...]:
    """Return the days from a first to a last for which no term says whether the school is open."""
    known = tuple(terms)
    said = (*(Spell(term.first_on, term.last_on) for term in known), *_between(known))
    return without((Spell(first, last),), said) if first <= last else ()


def _half_terms(terms: Iterable[TermDates]) -> Iterable[Spell]:
    for term in terms:
        if term.break_from is not None and term.break_until is not None:
            yield Spell(term.break_from, term.break_until)


def _between(terms: Iterable[TermDates]) -> Iterable[Spell]:
    taught = merged(Spell(term.first_on, term.last_on) for term in terms)
    for before, after in pairwise(taught):
        assert before.last is not None, "a term has a last day"
        if (after.first - before.last).days - 1 <= LONGEST_HOLIDAY:
            yield Spell(before.last + _DAY, after.first - _DAY)
