"""By which terms figures are counted: the school's own where it entered them, the calendar's months where not."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policydesk.rules.school_terms import (
    FigureTerm,
    calendar_term,
    calendar_terms,
    division,
    is_whole,
    own_terms,
    term_around,
)
from policydesk.rules.term_time import TermDates

AUTUMN = TermDates("Autumn term", date(2026, 9, 3), date(2026, 12, 18))
SPRING = TermDates("Spring term", date(2027, 1, 5), date(2027, 3, 25))
SUMMER = TermDates("Summer term", date(2027, 4, 12), date(2027, 7, 21))
YEAR = (AUTUMN, SPRING, SUMMER)


def days(terms: tuple[FigureTerm, ...]) -> list[tuple[date, date]]:
    return [(one.first_on, one.last_on) for one in terms]


def test_a_holiday_counts_with_the_term_before_it() -> None:
    assert days(own_terms(YEAR)) == [
        (date(2026, 9, 1), date(2027, 1, 4)),
        (date(2027, 1, 5), date(2027, 4, 11)),
        (date(2027, 4, 12), date(2027, 8, 31)),
    ]


def test_a_term_alone_stands_for_its_months_and_a_far_one_does_not() -> None:
    assert days(own_terms((AUTUMN,))) == [(date(2026, 9, 1), date(2026, 12, 31))]
    second_half = TermDates("Term 4", date(2027, 2, 22), date(2027, 4, 2))
    assert days(own_terms((second_half,))) == [(date(2027, 2, 22), date(2027, 4, 2))]


def test_the_schools_own_terms_are_used_where_they_cover_the_period() -> None:
    own = own_terms(YEAR)
    year = division(date(2026, 9, 1), date(2027, 8, 31), own)
    assert year.is_own
    assert "the school’s own" in year.words
    assert year.name_of(date(2027, 1, 2)) == "Autumn term"
    assert year.name_of(date(2027, 3, 31)) == "Spring term"
    assert year.name_of(date(2027, 9, 1)) == ""


def test_calendar_months_are_used_where_a_term_is_missing_and_that_is_said() -> None:
    for some in ((), (AUTUMN,), (AUTUMN, SUMMER)):
        found = division(date(2026, 9, 1), date(2027, 8, 31), own_terms(some))
        assert not found.is_own
        assert "calendar months: September to December" in found.words
        assert [one.name for one in found.terms] == [
            "Autumn term 2026/27", "Spring term 2026/27", "Summer term 2026/27"
        ]  # fmt: skip


def test_what_lies_between_two_releases_counts_with_the_term_beside_it() -> None:
    """Autumn was released by its months; then the school entered its terms, and 1 January is still to be released."""
    own = own_terms(YEAR)
    released = [(date(2026, 9, 1), date(2026, 12, 31))]
    first, last = date(2027, 1, 1), date(2027, 4, 11)
    assert is_whole(first, last, own, released)
    assert not is_whole(first, last, own, ())
    assert days(division(first, last, own).terms) == [(first, last)]
    assert [one.name for one in division(first, last, own).terms] == ["Spring term"]


def test_terms_of_one_name_are_told_apart_by_their_first_day() -> None:
    last_year = TermDates("Autumn term", date(2025, 9, 3), date(2025, 12, 19))
    assert [one.name for one in own_terms((last_year, AUTUMN))] == [
        "Autumn term from 3 September 2025",
        "Autumn term from 3 September 2026",
    ]


def test_the_term_of_a_day_is_the_schools_own_or_the_calendars() -> None:
    assert term_around(date(2027, 4, 10), own_terms(YEAR)).name == "Spring term"
    assert term_around(date(2025, 4, 10), own_terms(YEAR)) == calendar_term(date(2025, 4, 10))


@pytest.mark.parametrize(("first", "last"), [((2026, 9, 2), (2026, 12, 31)), ((2026, 9, 1), (2026, 12, 30))])
def test_half_a_term_is_no_period(first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    months = calendar_terms(date(2026, 9, 1), date(2027, 8, 31))
    assert not is_whole(date(*first), date(*last), months, ())


spans = st.lists(st.tuples(st.integers(0, 120), st.integers(20, 110)), min_size=1, max_size=7)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no mistake
@given(spans, st.integers(0, 900), st.integers(0, 500))
def test_every_day_of_a_period_is_in_exactly_one_term(gaps: list[tuple[int, int]], after: int, length: int) -> None:
    day, recorded = date(2024, 9, 1), []
    for number, (gap, long) in enumerate(gaps):
        first = day + timedelta(days=gap)
        day = first + timedelta(days=long)
        recorded.append(TermDates(f"Term {number}", first, day - timedelta(days=1)))
    own = own_terms(recorded)
    assert all(one.first_on <= one.last_on for one in own)
    begins = date(2024, 8, 1) + timedelta(days=after)
    ends = begins + timedelta(days=length)
    terms = division(begins, ends, own).terms
    assert terms[0].first_on == begins
    assert terms[-1].last_on == ends
    for one, following in pairwise(terms):
        assert one.last_on + timedelta(days=1) == following.first_on
    assert len({one.name for one in terms}) == len(terms)
