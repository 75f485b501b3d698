"""When the next review is due: the ends of months, leap days, terms, and no drift over the years."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydesk.rules.recurrence import NEAR, NextReview, Rhythm, Term, anchor_of, in_words, next_review, upcoming
from policydesk.terms_reviews import CountFrom, Every, Nth, Weekday

MONTHLY = Rhythm(Every.MONTHS)
YEARLY = Rhythm(Every.YEARS)

days = st.dates(date(2000, 1, 1), date(2060, 12, 31))
counted = st.sampled_from([every for every in Every if every.is_counted])
rhythms = st.builds(
    Rhythm,
    every=counted,
    count=st.integers(1, 40),
    nth=st.sampled_from(list(Nth)),
    weekday=st.sampled_from(list(Weekday)),
    count_from=st.sampled_from(list(CountFrom)),
)


def first_after(rhythm: Rhythm, day: date, terms: tuple[Term, ...] = ()) -> date | None:
    """The due date after one that was kept to the day."""
    made = next_review(rhythm, day, day.day, day, terms)
    return None if made is None else made.due_on


def run(rhythm: Rhythm, first: date, times: int, late: int = 0) -> list[date]:
    """Due dates that follow each other where each review is done so many days late."""
    due, anchor, found = first, first.day, []
    for _ in range(times):
        made = next_review(rhythm, due, anchor, due + timedelta(days=late))
        assert made is not None
        due, anchor = made.due_on, made.anchor_day
        found.append(due)
    return found


@pytest.mark.requirement("R6")
def test_a_monthly_review_from_the_31st_falls_on_each_months_last_day() -> None:
    assert [day.isoformat() for day in run(MONTHLY, date(2027, 1, 31), 6)] == [
        "2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31", "2027-06-30", "2027-07-31",
    ]  # fmt: skip


def test_the_29th_of_february_is_the_28th_in_other_years_and_comes_back_in_leap_years() -> None:
    assert [day.isoformat() for day in run(YEARLY, date(2028, 2, 29), 4)] == [
        "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29",
    ]  # fmt: skip


def test_the_30th_of_january_goes_by_february_without_a_day_in_march() -> None:
    assert run(MONTHLY, date(2027, 1, 30), 2) == [date(2027, 2, 28), date(2027, 3, 30)]


@given(first=days, late=st.integers(0, 27), years=st.integers(1, 30))
def test_a_yearly_review_done_a_little_late_does_not_drift(first: date, late: int, years: int) -> None:
    last = run(YEARLY, first, years, late)[-1]
    assert (last.year - first.year, last.month) == (years, first.month)
    assert last.day == min(first.day, monthrange(last.year, last.month)[1])


@given(first=st.dates(date(2001, 1, 1), date(2040, 12, 31)), months=st.integers(1, 24), times=st.integers(1, 24))
def test_months_are_counted_whole_and_the_day_meant_is_kept(first: date, months: int, times: int) -> None:
    last = run(Rhythm(Every.MONTHS, months), first, times)[-1]
    index = first.year * 12 + first.month - 1 + months * times
    assert (last.year, last.month) == (index // 12, index % 12 + 1)
    assert last.day == min(first.day, monthrange(last.year, last.month)[1])


@given(rhythm=rhythms, due=days, gap=st.integers(-400, 1200))
def test_the_next_review_is_always_later_than_the_last(rhythm: Rhythm, due: date, gap: int) -> None:
    done = due + timedelta(days=gap)
    made = next_review(rhythm, due, due.day, done)
    assert made is not None
    assert made.due_on > due
    assert made.due_on > done


@given(rhythm=rhythms, due=days)
def test_a_weekday_of_the_month_is_that_weekday(rhythm: Rhythm, due: date) -> None:
    rhythm = Rhythm(Every.WEEKDAY, rhythm.count, rhythm.nth, rhythm.weekday)
    made = next_review(rhythm, due, due.day, due)
    assert made is not None
    assert made.due_on.weekday() == rhythm.weekday.number
    week = (made.due_on.day - 1) // 7 + 1
    ends = monthrange(made.due_on.year, made.due_on.month)[1]
    assert (rhythm.nth is Nth.LAST and made.due_on.day > ends - 7) or week == rhythm.nth.number
    assert (made.due_on.year * 12 + made.due_on.month) - (due.year * 12 + due.month) == rhythm.count


@pytest.mark.parametrize(
    ("done", "then"),
    [
        (date(2026, 11, 27), date(2027, 11, 27)),
        (date(2026, 12, 25), date(2027, 11, 27)),  # four weeks late, to the day
        (date(2026, 12, 26), date(2027, 12, 26)),
        (date(2026, 10, 30), date(2027, 11, 27)),  # four weeks early, to the day
        (date(2026, 10, 29), date(2027, 10, 29)),
    ],
)
def test_within_four_weeks_the_due_date_counts_and_otherwise_the_day_it_was_done(done: date, then: date) -> None:
    made = next_review(YEARLY, date(2026, 11, 27), 27, done)
    assert made is not None
    assert made.due_on == then


def test_counting_from_the_due_date_or_from_completion_is_a_choice() -> None:
    due, done = date(2026, 11, 27), date(2027, 2, 1)
    from_due = next_review(Rhythm(Every.YEARS, count_from=CountFrom.DUE_DATE), due, 27, done)
    from_done = next_review(Rhythm(Every.YEARS, count_from=CountFrom.COMPLETION), due, 27, due - NEAR / 2)
    assert from_due == NextReview(date(2027, 11, 27), 27)
    assert from_done == NextReview(date(2027, 11, 13), 13)


def test_dates_that_have_passed_are_left_out() -> None:
    made = next_review(Rhythm(Every.MONTHS, count_from=CountFrom.DUE_DATE), date(2026, 1, 31), 31, date(2026, 11, 3))
    assert made == NextReview(date(2026, 11, 30), 31)


def test_days_and_weeks_are_counted() -> None:
    assert first_after(Rhythm(Every.DAYS, 10), date(2026, 12, 28)) == date(2027, 1, 7)
    assert first_after(Rhythm(Every.WEEKS, 2), date(2026, 11, 20)) == date(2026, 12, 4)


TERMS = (
    Term(date(2026, 9, 2), date(2026, 12, 18)),
    Term(date(2027, 1, 5), date(2027, 3, 25)),
)


def test_each_term_is_reviewed_by_its_first_or_its_last_day() -> None:
    assert first_after(Rhythm(Every.TERM_STARTS), date(2026, 9, 2), TERMS) == date(2027, 1, 5)
    assert first_after(Rhythm(Every.TERM_ENDS), date(2026, 9, 2), TERMS) == date(2026, 12, 18)


def test_where_no_later_term_is_known_nobody_can_say_when() -> None:
    assert first_after(Rhythm(Every.TERM_STARTS), date(2027, 1, 5), TERMS) is None


def test_what_is_reviewed_once_has_no_next_time() -> None:
    assert first_after(Rhythm(Every.ONCE), date(2026, 9, 2)) is None


def test_a_date_somebody_typed_means_its_own_day_of_the_month() -> None:
    computed = NextReview(date(2027, 2, 28), 31)
    assert anchor_of(date(2027, 2, 28), computed) == 31
    assert anchor_of(date(2027, 2, 27), computed) == 27
    assert anchor_of(date(2027, 2, 27), None) == 27


def test_the_dates_to_come_are_those_of_reviews_done_on_their_days() -> None:
    found = upcoming(MONTHLY, date(2026, 12, 31), 31, date(2027, 3, 31))
    assert list(found) == [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31)]
    assert list(upcoming(Rhythm(Every.ONCE), date(2026, 12, 31), 31, date(2099, 1, 1))) == []


@pytest.mark.parametrize(
    ("rhythm", "words"),
    [
        (YEARLY, "every year"),
        (Rhythm(Every.MONTHS, 6), "every 6 months"),
        (Rhythm(Every.WEEKDAY, 1, Nth.FIRST, Weekday.MONDAY), "on the first Monday of every month"),
        (Rhythm(Every.WEEKDAY, 3, Nth.LAST, Weekday.FRIDAY), "on the last Friday of every 3 months"),
        (Rhythm(Every.TERM_STARTS), "each term, by its first day"),
        (Rhythm(Every.ONCE), "once only"),
    ],
)
def test_a_rhythm_is_said_as_people_say_it(rhythm: Rhythm, words: str) -> None:
    assert in_words(rhythm) == words
