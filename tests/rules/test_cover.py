"""Who is there on which day: the intervals say the same as counting day by day."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policydesk.rules.cover import Interval, Spell, Turn, cover, gaps, meet, merged, without

FIRST = date(2028, 2, 20)
"""Windows lie around 29 February 2028."""

DAYS = st.integers(-8, 30).map(lambda count: FIRST + timedelta(count))


@st.composite
def spells(draw: st.DrawFn) -> Spell:
    first = draw(DAYS)
    return Spell(first, draw(st.none() | st.integers(0, 12).map(lambda count: first + timedelta(count))))


TURNS = st.lists(
    st.builds(
        lambda who, spell, also: Turn(who, spell.first, spell.last, also), st.integers(1, 4), spells(), st.booleans()
    ),
    max_size=8,
)
ABSENCES = st.dictionaries(st.integers(1, 4), st.lists(spells(), max_size=3), max_size=4)
WINDOW = st.tuples(DAYS, DAYS).map(sorted)


def has(spell: Spell | Turn, day: date) -> bool:
    return spell.first <= day and (spell.last is None or day <= spell.last)


def every_day(first: date, last: date) -> list[date]:
    return [first + timedelta(count) for count in range((last - first).days + 1)]


def there_on(day: date, turns: list[Turn], absences: dict[int, list[Spell]], holidays: list[Spell]) -> tuple[int, ...]:
    """Who is there on one day, as somebody would work it out with a calendar and a pencil."""
    closed = any(has(one, day) for one in holidays)
    people = {turn.staff_id for turn in turns if has(turn, day) and (turn.in_holidays or not closed)}
    return tuple(sorted(one for one in people if not any(has(away, day) for away in absences.get(one, ()))))


def by_day(intervals: tuple[Interval, ...]) -> dict[date, tuple[int, ...]]:
    return {day: one.staff_ids for one in intervals for day in every_day(one.first, one.last)}


LEAP_DAY = Spell(date(2028, 2, 29), date(2028, 2, 29))


@given(turns=TURNS, absences=ABSENCES, holidays=st.lists(spells(), max_size=4), window=WINDOW)
@example(turns=[Turn(1, FIRST, FIRST, True)], absences={}, holidays=[], window=[FIRST, FIRST])
@example(
    turns=[Turn(1, LEAP_DAY.first, LEAP_DAY.last)], absences={}, holidays=[LEAP_DAY], window=[FIRST, date(2028, 3, 3)]
)
@example(
    turns=[Turn(1, FIRST), Turn(1, FIRST, LEAP_DAY.last), Turn(1, LEAP_DAY.first)],
    absences={1: [LEAP_DAY]},
    holidays=[],
    window=[FIRST, date(2028, 3, 3)],
)
@pytest.mark.requirement("R63", "R64")
def test_the_intervals_are_what_counting_each_day_gives(
    turns: list[Turn], absences: dict[int, list[Spell]], holidays: list[Spell], window: list[date]
) -> None:
    first, last = window
    found = cover(turns, absences, holidays, first, last)
    assert by_day(found) == {day: there_on(day, turns, absences, holidays) for day in every_day(first, last)}
    assert sum((one.last - one.first).days + 1 for one in found) == (last - first).days + 1
    assert all(one.available == len(one.staff_ids) for one in found)
    assert all(one.staff_ids != other.staff_ids for one, other in itertools.pairwise(found))
    assert list(found) == sorted(found, key=lambda one: one.first)


@given(turns=TURNS, absences=ABSENCES, window=WINDOW, minimum=st.integers(0, 4))
def test_the_gaps_are_the_days_with_too_few(
    turns: list[Turn], absences: dict[int, list[Spell]], window: list[date], minimum: int
) -> None:
    first, last = window
    numbers = {day: len(there_on(day, turns, absences, [])) for day in every_day(first, last)}
    found = gaps(cover(turns, absences, [], first, last), minimum)
    short = [day for one in found for day in every_day(one.first, one.last)]
    assert short == [day for day, number in numbers.items() if number < minimum]
    for one in found:
        lowest = min(numbers[day] for day in every_day(one.first, one.last))
        assert (one.available, len(one.staff_ids)) == (lowest, lowest)
    assert all(one.last + timedelta(1) < other.first for one, other in itertools.pairwise(found))


@given(turns=TURNS, absences=ABSENCES, holidays=st.lists(spells(), max_size=3), window=WINDOW)
def test_a_part_of_a_window_says_what_the_whole_says(
    turns: list[Turn], absences: dict[int, list[Spell]], holidays: list[Spell], window: list[date]
) -> None:
    whole = by_day(cover(turns, absences, holidays, FIRST - timedelta(20), FIRST + timedelta(60)))
    part = by_day(cover(turns, absences, holidays, *window))
    assert part.items() <= whole.items()


@given(mine=st.lists(spells(), max_size=5), theirs=st.lists(spells(), max_size=5))
def test_days_are_put_together_met_and_taken_away(mine: list[Spell], theirs: list[Spell]) -> None:
    days = every_day(FIRST - timedelta(20), FIRST + timedelta(60))
    for day in days:
        in_mine, in_theirs = any(has(one, day) for one in mine), any(has(one, day) for one in theirs)
        assert any(has(one, day) for one in merged(mine)) is in_mine
        assert any(has(one, day) for one in meet(mine, theirs)) is (in_mine and in_theirs)
        assert any(has(one, day) for one in without(mine, theirs)) is (in_mine and not in_theirs)
    for found in (merged(mine), meet(mine, theirs), without(mine, theirs)):
        assert all(
            one.last is not None and one.last + timedelta(1) < other.first for one, other in itertools.pairwise(found)
        )
        assert merged(found) == found


def test_what_goes_on_goes_on() -> None:
    for_good = Spell(date(2026, 9, 1))
    assert merged([for_good, Spell(date(2027, 1, 1), date.max)]) == (for_good,)
    assert meet([for_good], [Spell(date(2020, 1, 1))]) == (for_good,)
    assert without([Spell(date(2020, 1, 1))], [for_good]) == (Spell(date(2020, 1, 1), date(2026, 8, 31)),)
    assert without([for_good], [for_good]) == ()


def test_a_window_that_ends_before_it_begins_has_nobody_and_nothing() -> None:
    assert cover([Turn(1, FIRST)], {}, [], FIRST, FIRST - timedelta(1)) == ()


def test_a_last_day_that_is_before_the_first_counts_for_nothing() -> None:
    assert cover([Turn(1, FIRST, FIRST - timedelta(1))], {}, [], FIRST, FIRST) == (Interval(FIRST, FIRST, 0),)


@pytest.mark.requirement("R63")
def test_an_august_without_anybody_is_one_gap_with_its_two_days() -> None:
    """Two moderators, one of whom works in the holidays and is away from 22 to 30 August."""
    turns = [Turn(1, date(2026, 9, 1), in_holidays=True), Turn(2, date(2026, 9, 1))]
    summer = [Spell(date(2027, 7, 23), date(2027, 8, 31))]
    away = {1: [Spell(date(2027, 8, 22), date(2027, 8, 30))]}
    found = cover(turns, away, summer, date(2027, 7, 1), date(2027, 9, 30))
    assert [(one.first.isoformat(), one.last.isoformat(), one.staff_ids) for one in found] == [
        ("2027-07-01", "2027-07-22", (1, 2)),
        ("2027-07-23", "2027-08-21", (1,)),
        ("2027-08-22", "2027-08-30", ()),
        ("2027-08-31", "2027-08-31", (1,)),
        ("2027-09-01", "2027-09-30", (1, 2)),
    ]
    assert gaps(found, 1) == (Interval(date(2027, 8, 22), date(2027, 8, 30), 0),)
    assert gaps(found, 2) == (Interval(date(2027, 7, 23), date(2027, 8, 31), 0),)
