"""Who is there to moderate an account on which days, and on which days too few are (AT A.1.5, A.5.4)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

_OPEN = date.max.toordinal() + 2
"""The end of what has no last day: one day after everything that has one."""

_Days = tuple[int, int]
"""Days as numbers: the first day, and the day after the last."""


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


@dataclass(frozen=True, slots=True)
class Interval:
    """Days, both inclusive, on which the same people are there; `available` is how many."""

    first: date
    last: date
    available: int
    staff_ids: tuple[int, ...] = ()


def cover(
    turns: Iterable[Turn],
    absences: Mapping[int, Sequence[Spell]],
    holidays: Sequence[Spell],
    first: date,
    last: date,
) -> tuple[Interval, ...]:
    """Return who is available from a first to a last day, as intervals that follow each other without a gap.

    People are counted, not turns. `absences` are by staff member; `holidays` are the days on which only those count
    whose turn says so. Where the last day is before the first there is nothing to say.
    """
    begin, end = first.toordinal(), last.toordinal() + 1
    if begin >= end:
        return ()
    come: dict[int, list[int]] = defaultdict(list)
    go: dict[int, list[int]] = defaultdict(list)
    for staff_id, spells in _presence(turns, absences, holidays, (begin, end)):
        for since, until in spells:
            come[since].append(staff_id)
            go[until].append(staff_id)
    days = sorted({begin, end} | come.keys() | go.keys())
    there: set[int] = set()
    intervals = []
    for since, until in pairwise(days):
        there.difference_update(go.get(since, ()))
        there.update(come.get(since, ()))
        intervals.append(
            Interval(date.fromordinal(since), date.fromordinal(until - 1), len(there), tuple(sorted(there)))
        )
    return tuple(intervals)


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
    return _spells(_both(_joined(map(_days, spells_a)), _joined(map(_days, spells_b))))


def merged(spells: Iterable[Spell]) -> tuple[Spell, ...]:
    """Return the same days as spells in order that neither touch nor overlap."""
    return _spells(_joined(map(_days, spells)))


def without(spells: Iterable[Spell], taken: Iterable[Spell]) -> tuple[Spell, ...]:
    """Return the days of some spells that are in none of the others, in order."""
    return _spells(_less(_joined(map(_days, spells)), _joined(map(_days, taken))))


def _presence(
    turns: Iterable[Turn], absences: Mapping[int, Sequence[Spell]], holidays: Sequence[Spell], window: _Days
) -> Iterator[tuple[int, list[_Days]]]:
    """Yield each moderator with the days of a window on which they are there."""
    always: dict[int, list[_Days]] = defaultdict(list)
    in_term: dict[int, list[_Days]] = defaultdict(list)
    for turn in turns:
        days = _clipped(_days(turn), window)
        if days[0] < days[1]:
            (always if turn.in_holidays else in_term)[turn.staff_id].append(days)
    term = _less([window], _joined(map(_days, holidays))) if in_term else []
    for staff_id in always.keys() | in_term.keys():
        there = _joined(always.get(staff_id, ()))
        if staff_id in in_term:
            there = _joined([*there, *_both(_joined(in_term[staff_id]), term)])
        if away := absences.get(staff_id):
            there = _less(there, _joined(map(_days, away)))
        yield staff_id, there


def _days(spell: Spell | Turn) -> _Days:
    return spell.first.toordinal(), _OPEN if spell.last is None else spell.last.toordinal() + 1


def _clipped(days: _Days, window: _Days) -> _Days:
    return max(days[0], window[0]), min(days[1], window[1])


def _joined(spells: Iterable[_Days]) -> list[_Days]:
    found: list[_Days] = []
    for since, until in sorted(spells):
        if since >= until:
            continue
        if found and since <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], until)
        else:
            found.append((since, until))
    return found


def _both(mine: Sequence[_Days], theirs: Sequence[_Days]) -> list[_Days]:
    found: list[_Days] = []
    i = j = 0
    while i < len(mine) and j < len(theirs):
        since, until = _clipped(mine[i], theirs[j])
        if since < until:
            found.append((since, until))
        if mine[i][1] <= theirs[j][1]:
            i += 1
        else:
            j += 1
    return found


def _less(mine: Sequence[_Days], taken: Sequence[_Days]) -> list[_Days]:
    ends = [0, *(until for _, until in taken)]
    starts = [*(since for since, _ in taken), _OPEN]
    return _both(mine, [days for days in zip(ends, starts, strict=True) if days[0] < days[1]])


def _spells(found: Iterable[_Days]) -> tuple[Spell, ...]:
    return tuple(
        Spell(date.fromordinal(since), None if until == _OPEN else date.fromordinal(until - 1))
        for since, until in found
    )
