"""Who is there to moderate an account on which days, and on which days too few are (AT A.1.5, A.5.4)."""

from bisect import insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from policydesk.rules.day_spans import OPEN, Days, both, clipped, joined, less

_Change = tuple[int, bool, int]
"""On a day, as a number, somebody comes or goes."""


@dataclass(frozen=True, slots=True)
class Spell:
    """Days without a break, both inclusive; without a last day it goes on."""

    first: date
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """An approved turn of one moderator while they are in post, both days inclusive; `in_holidays`: also then."""

    staff_id: int
    first: date
    last: date | None = None
    in_holidays: bool = False


class Interval(NamedTuple):
    """Days, both inclusive, on which the same people are there; `available` is how many."""

    first: date
    last: date
    available: int
    staff_ids: tuple[int, ...] = ()


class Window:
    """The days from a first to a last, with who is away and when the school is: worked out once for every account.

    `absences` are by staff member; `holidays` are the days on which only those count whose turn says so.
    """

    def __init__(
        self, absences: Mapping[int, Sequence[Spell]], holidays: Sequence[Spell], first: date, last: date
    ) -> None:
        self._days = first.toordinal(), last.toordinal() + 1
        self._absences = absences
        self._holidays = holidays
        self._known: dict[int, tuple[Turn, Sequence[_Change]]] = {}
        self._dates = _Dates()

    def cover(self, turns: Iterable[Turn]) -> tuple[Interval, ...]:
        """Return who is available for an account, as intervals that follow each other without a gap.

        People are counted, not turns. Where the last day is before the first there is nothing to say.
        """
        return self._intervals(self._all_changes(turns))

    def gaps(self, turns: Iterable[Turn], minimum: int) -> tuple[Interval, ...]:
        """Return the runs of days on which fewer are there than the minimum, and how few; not who, as `gaps` does."""
        dates, found = self._dates, list[Interval]()
        since, lowest = 0, -1
        for first, _end, count in self._counts(self._all_changes(turns)):
            if count < minimum:
                since, lowest = (first, count) if lowest < 0 else (since, min(lowest, count))
            elif lowest >= 0:
                found.append(Interval(dates[since], dates[first - 1], lowest))
                lowest = -1
        if lowest >= 0:
            found.append(Interval(dates[since], dates[self._days[1] - 1], lowest))
        return tuple(found)

    def first_gap(self, turns: Iterable[Turn], minimum: int) -> tuple[int, date | None]:
        """Return how many are there on the first day, and the first day on which fewer are than the minimum."""
        available = -1
        for first, _end, count in self._counts(self._all_changes(turns)):
            available = count if available < 0 else available
            if count < minimum:
                return available, self._dates[first]
        return max(available, 0), None

    def _all_changes(self, turns: Iterable[Turn]) -> list[_Change]:
        """Return when people come and go because of some turns, each person once however many turns they have."""
        people: dict[int, Sequence[_Change]] = {}
        for turn in turns:
            if changes := self._changes(turn):
                before = people.get(turn.staff_id)
                people[turn.staff_id] = _together(before, changes) if before else changes
        return sorted(chain.from_iterable(people.values()))

    def _counts(self, changes: Iterable[_Change]) -> Iterator[tuple[int, int, int]]:
        """Yield days as numbers, the first and the one after the last, and how many are there."""
        begin, end = self._days
        count = 0
        for day, comes, _staff_id in changes:
            if day > begin:
                yield begin, day, count
                begin = day
            count += 1 if comes else -1
        if begin < end:
            yield begin, end, count

    def _intervals(self, changes: Iterable[_Change]) -> tuple[Interval, ...]:
        begin, end = self._days
        dates = self._dates
        there: list[int] = []
        found: list[Interval] = []
        for day, comes, staff_id in changes:
            if day > begin:
                found.append(Interval(dates[begin], dates[day - 1], len(there), tuple(there)))
                begin = day
            if comes:
                insort(there, staff_id)
            else:
                there.remove(staff_id)
        if begin < end:
            found.append(Interval(dates[begin], dates[end - 1], len(there), tuple(there)))
        return tuple(found)

    def _changes(self, turn: Turn) -> Sequence[_Change]:
        """Return when somebody comes and goes because of one turn; people have the same one on many accounts."""
        known = self._known.get(id(turn))
        if known is None:  # the turn is kept too, so that no other one is given its number
            known = self._known[id(turn)] = turn, _changes_of(turn.staff_id, self._there(turn))
        return known[1]

    def _there(self, turn: Turn) -> list[Days]:
        since, until = clipped(_days(turn), self._days)
        if since >= until:
            return []
        there = [(since, until)] if turn.in_holidays else both([(since, until)], self._term)
        away = self._absences.get(turn.staff_id)
        return less(there, joined(map(_days, away))) if away else there

    @cached_property
    def _term(self) -> list[Days]:
        return less([self._days], joined(map(_days, self._holidays)))


def cover(
    turns: Iterable[Turn],
    absences: Mapping[int, Sequence[Spell]],
    holidays: Sequence[Spell],
    first: date,
    last: date,
) -> tuple[Interval, ...]:
    """Return who is available for one account from a first to a last day; see `Window`, which answers for many."""
    return Window(absences, holidays, first, last).cover(turns)


def gaps(intervals: Iterable[Interval], minimum: int) -> tuple[Interval, ...]:
    """Return the runs of days on which fewer people are there than the minimum.

    `available` is the lowest number in a run, and `staff_ids` who is there when it is first so low.
    """
    found: list[Interval] = []
    for one in intervals:
        if one.available >= minimum:
            continue
        if found and found[-1].last.toordinal() + 1 == one.first.toordinal():
            run = found.pop()
            low = one if one.available < run.available else run
            one = Interval(run.first, one.last, low.available, low.staff_ids)
        found.append(one)
    return tuple(found)


def meet(spells_a: Iterable[Spell], spells_b: Iterable[Spell]) -> tuple[Spell, ...]:
    """Return the days that are in both, as spells in order that neither touch nor overlap."""
    return _spells(both(joined(map(_days, spells_a)), joined(map(_days, spells_b))))


def merged(spells: Iterable[Spell]) -> tuple[Spell, ...]:
    """Return the same days as spells in order that neither touch nor overlap."""
    return _spells(joined(map(_days, spells)))


def without(spells: Iterable[Spell], taken: Iterable[Spell]) -> tuple[Spell, ...]:
    """Return the days of some spells that are in none of the others, in order."""
    return _spells(less(joined(map(_days, spells)), joined(map(_days, taken))))


class _Dates(dict[int, date]):
    """The dates of days as numbers, each made once."""

    def __missing__(self, day: int) -> date:
        made = self[day] = date.fromordinal(day)
        return made


def _changes_of(staff_id: int, there: Iterable[Days]) -> list[_Change]:
    return [change for since, until in there for change in ((since, True, staff_id), (until, False, staff_id))]


def _together(mine: Sequence[_Change], others: Sequence[_Change]) -> list[_Change]:
    """Return the changes of one person because of two turns: somebody who is there twice is there once."""
    edges = [day for day, _comes, _staff_id in chain(mine, others)]
    return _changes_of(mine[0][2], joined(zip(edges[::2], edges[1::2], strict=True)))


def _days(spell: Spell | Turn) -> Days:
    return spell.first.toordinal(), OPEN if spell.last is None else spell.last.toordinal() + 1


def _spells(found: Iterable[Days]) -> tuple[Spell, ...]:
    return tuple(
        Spell(date.fromordinal(since), None if until == OPEN else date.fromordinal(until - 1)) for since, until in found
    )
