"""When the school is closed: between terms, at half-term and on bank holidays, and never by a guess."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from policydesk.rules.bank_holidays import bank_holidays
from policydesk.rules.cover import Spell
from policydesk.rules.term_time import LONGEST_HOLIDAY, TermDates, holidays, unknown

AUTUMN = TermDates("Autumn", date(2026, 9, 2), date(2026, 12, 18), date(2026, 10, 26), date(2026, 10, 30))
SPRING = TermDates("Spring", date(2027, 1, 4), date(2027, 3, 25), date(2027, 2, 15), date(2027, 2, 19))
SUMMER = TermDates("Summer", date(2027, 4, 12), date(2027, 7, 22), date(2027, 5, 31), date(2027, 6, 4))
YEAR = (AUTUMN, SPRING, SUMMER)


def days(spells: tuple[Spell, ...]) -> set[date]:
    found: set[date] = set()
    for one in spells:
        assert one.last is not None
        found |= {one.first + timedelta(count) for count in range((one.last - one.first).days + 1)}
    return found


def test_a_school_year_has_its_holidays() -> None:
    assert holidays(YEAR, AUTUMN.first_on, SUMMER.last_on) == (
        Spell(date(2026, 10, 26), date(2026, 10, 30)),
        Spell(date(2026, 12, 19), date(2027, 1, 3)),
        Spell(date(2027, 2, 15), date(2027, 2, 19)),
        Spell(date(2027, 3, 26), date(2027, 4, 11)),
        Spell(date(2027, 5, 3), date(2027, 5, 3)),
        Spell(date(2027, 5, 31), date(2027, 6, 4)),
    )


def test_the_order_in_which_terms_were_entered_says_nothing() -> None:
    window = AUTUMN.first_on, SUMMER.last_on
    assert holidays((SUMMER, AUTUMN, SPRING), *window) == holidays(YEAR, *window)


def test_the_summer_is_a_holiday_once_the_next_term_is_known() -> None:
    august = date(2027, 8, 1), date(2027, 8, 31)
    assert holidays(YEAR, *august) == (Spell(date(2027, 8, 30), date(2027, 8, 30)),)
    assert unknown(YEAR, *august) == (Spell(*august),)
    further = (*YEAR, TermDates("Autumn", date(2027, 9, 2), date(2027, 12, 17)))
    assert holidays(further, *august) == (Spell(*august),)
    assert unknown(further, *august) == ()


def test_a_term_that_nobody_recorded_is_not_taken_for_a_holiday() -> None:
    spring = date(2027, 1, 11), date(2027, 2, 12)
    assert holidays((AUTUMN, SUMMER), *spring) == ()
    assert unknown((AUTUMN, SUMMER), *spring) == (Spell(*spring),)


def test_the_longest_holiday_is_still_a_holiday_and_a_day_more_is_not() -> None:
    for more, closed in ((0, True), (1, False)):
        begins = SUMMER.last_on + timedelta(LONGEST_HOLIDAY + 1 + more)
        terms = (SUMMER, TermDates("Autumn", begins, begins + timedelta(80)))
        day = date(2027, 8, 11)
        assert (holidays(terms, day, day) != ()) is closed
        assert (unknown(terms, day, day) == ()) is closed


def test_a_school_without_terms_has_bank_holidays_and_nothing_else_is_known() -> None:
    first, last = date(2026, 12, 1), date(2026, 12, 31)
    assert holidays((), first, last) == (
        Spell(date(2026, 12, 25), date(2026, 12, 26)),
        Spell(date(2026, 12, 28), date(2026, 12, 28)),
    )
    assert unknown((), first, last) == (Spell(first, last),)


def test_a_window_that_ends_before_it_begins_has_no_days() -> None:
    assert holidays(YEAR, date(2027, 1, 2), date(2027, 1, 1)) == ()
    assert unknown(YEAR, date(2027, 1, 2), date(2027, 1, 1)) == ()


@given(start=st.integers(-60, 400), length=st.integers(0, 120))
def test_any_window_shows_the_same_days_and_no_day_is_both_known_and_unknown(start: int, length: int) -> None:
    first = AUTUMN.first_on + timedelta(start)
    last = first + timedelta(length)
    window = {first + timedelta(count) for count in range(length + 1)}
    whole = date(2026, 1, 1), date(2028, 12, 31)
    assert days(holidays(YEAR, first, last)) == days(holidays(YEAR, *whole)) & window
    assert days(unknown(YEAR, first, last)) == {day for day in window if not AUTUMN.first_on <= day <= SUMMER.last_on}


def test_the_bank_holidays_of_england_are_those_that_schools_know() -> None:
    assert bank_holidays(date(2027, 1, 1), date(2027, 12, 31)) == (
        (date(2027, 1, 1), "New Year’s Day"),
        (date(2027, 3, 26), "Good Friday"),
        (date(2027, 3, 29), "Easter Monday"),
        (date(2027, 5, 3), "Early May bank holiday"),
        (date(2027, 5, 31), "Spring bank holiday"),
        (date(2027, 8, 30), "Summer bank holiday"),
        (date(2027, 12, 25), "Christmas Day"),
        (date(2027, 12, 26), "Boxing Day"),
        (date(2027, 12, 27), "Christmas Day (substitute day)"),
        (date(2027, 12, 28), "Boxing Day (substitute day)"),
    )


def test_bank_holidays_of_one_year_only_are_known_too() -> None:
    assert (date(2020, 5, 8), "Early May bank holiday") in bank_holidays(date(2020, 5, 1), date(2020, 5, 31))
    assert date(2022, 6, 3) in dict(bank_holidays(date(2022, 6, 1), date(2022, 6, 30)))
    assert date(2023, 5, 8) in dict(bank_holidays(date(2023, 5, 1), date(2023, 5, 31)))


def test_both_ends_of_a_window_belong_to_it_also_across_years() -> None:
    assert [day for day, _ in bank_holidays(date(2026, 12, 28), date(2027, 1, 1))] == [
        date(2026, 12, 28),
        date(2027, 1, 1),
    ]
