"""The clocks of a concern run on the school's calendar: weekends, bank holidays, midnight, and clocks that change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydesk.rules.clocks import (
    Clock,
    ago,
    clocks,
    end_of_day,
    ico_deadline,
    is_working_day,
    lado_deadline,
    moment,
    next_working_day,
)
from policydesk.rules.incident_parts import Concern, NotReferred, Part, Referral
from policydesk.rules.incident_story import Kept
from policydesk.rules.incidents import Record
from policydesk.terms_incidents import (
    About,
    Agency,
    Category,
    ClockKind,
    ConcernKind,
    IncidentKind,
    Information,
    Severity,
)

LONDON = ZoneInfo("Europe/London")
moments = st.datetimes(
    datetime.fromisoformat("2015-01-01"), datetime.fromisoformat("2040-01-01"), timezones=st.just(UTC)
)


def local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=LONDON)


def record(*later: Part, **about: object) -> Record:
    at = local(2026, 11, 20, 9, 0)
    asked = {
        "kind": ConcernKind.LOW_LEVEL,
        "category": Category.OTHER,
        "severity": Severity.LOW_LEVEL,
        "about": About.STAFF,
        "narrative": "x",
        "reported_at": at,
        "discovered_at": at,
        **about,
    }
    parts = (Concern(**asked), *later)
    kept = tuple(Kept(number, part, at, "Dana Lead") for number, part in enumerate(parts, start=1))
    return Record(1, "C-2026-001", IncidentKind.CONCERN, at, "Dana Lead", None, kept)


@pytest.mark.parametrize(
    ("reported", "due"),
    [
        (local(2026, 11, 19, 11, 20), date(2026, 11, 20)),  # Thursday
        (local(2026, 11, 20, 23, 59), date(2026, 11, 23)),  # Friday night
        (local(2026, 11, 21, 0, 0), date(2026, 11, 23)),  # Saturday
        (local(2026, 11, 23, 0, 0), date(2026, 11, 24)),  # midnight belongs to the new day
        (local(2026, 12, 24, 15, 0), date(2026, 12, 29)),  # Christmas on a Friday, Boxing Day given on Monday 28
        (local(2027, 3, 25, 12, 0), date(2027, 3, 30)),  # before Good Friday
        (local(2026, 5, 22, 12, 0), date(2026, 5, 26)),  # spring bank holiday on Monday
        (local(2023, 5, 5, 12, 0), date(2023, 5, 9)),  # the coronation was given a Monday of its own
        (local(2022, 6, 1, 12, 0), date(2022, 6, 6)),  # the jubilee took a Thursday and a Friday
        (local(2027, 12, 31, 9, 0), date(2028, 1, 4)),  # New Year's Day on a Saturday, given on Monday
        (local(2026, 1, 1, 9, 0), date(2026, 1, 2)),  # 2 January is a holiday in Scotland alone
        (local(2026, 3, 16, 9, 0), date(2026, 3, 17)),  # and St Patrick's Day in Northern Ireland
        (local(2026, 3, 27, 12, 0), date(2026, 3, 30)),  # over the weekend on which summer time begins
        (local(2026, 10, 25, 1, 30), date(2026, 10, 26)),  # in the hour that happens twice
    ],
)
def test_the_lado_is_told_within_one_working_day(reported: datetime, due: date) -> None:
    assert lado_deadline(reported).astimezone(LONDON) == datetime.combine(due, time(16, 0), LONDON)


def test_half_past_midnight_in_summer_is_the_new_day_although_utc_says_otherwise() -> None:
    reported = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)  # 00:30 on Wednesday 1 July in London
    assert lado_deadline(reported).astimezone(LONDON).date() == date(2026, 7, 2)


@given(moments)
def test_the_lado_deadline_is_a_working_day_after_the_report_with_none_between(reported: datetime) -> None:
    deadline = lado_deadline(reported).astimezone(LONDON)
    begun = reported.astimezone(LONDON).date()
    assert deadline.time() == time(16, 0)
    assert is_working_day(deadline.date())
    between = [begun + timedelta(days=n) for n in range(1, (deadline.date() - begun).days)]
    assert not any(is_working_day(day) for day in between)
    assert timedelta(0) < deadline - reported <= timedelta(days=6)


@given(moments)
def test_seventy_two_hours_are_seventy_two_hours_also_where_the_clocks_change(aware: datetime) -> None:
    assert ico_deadline(aware) - aware == timedelta(hours=72)
    assert ico_deadline(aware.astimezone(LONDON)) == ico_deadline(aware)


def test_over_the_end_of_summer_time_the_wall_shows_an_hour_less() -> None:
    aware = local(2026, 10, 23, 10, 0)
    assert ico_deadline(aware).astimezone(LONDON).strftime("%d %H:%M") == "26 09:00"
    assert ico_deadline(local(2027, 3, 27, 10, 0)).astimezone(LONDON).strftime("%d %H:%M") == "30 11:00"


@given(st.dates(date(2015, 1, 1), date(2040, 1, 1)))
def test_a_day_ends_a_second_before_the_next_midnight(day: date) -> None:
    ends = end_of_day(day)
    assert ends.astimezone(LONDON).date() == day
    assert (ends + timedelta(seconds=1)).astimezone(LONDON).time() == time(0)


@given(st.dates(date(2015, 1, 1), date(2040, 1, 1)))
def test_the_next_working_day_is_never_a_weekend(day: date) -> None:
    assert next_working_day(day) > day
    assert next_working_day(day).weekday() < 5


@pytest.mark.requirement("R108", "R109")
@pytest.mark.parametrize(
    ("about", "kinds"),
    [
        ({}, set()),
        ({"severity": Severity.HARM_THRESHOLD}, {ClockKind.LADO}),
        ({"kind": ConcernKind.ALLEGATION}, {ClockKind.LADO}),
        ({"severity": Severity.HARM_THRESHOLD, "about": About.PUPIL}, set()),
        ({"severity": Severity.ILLEGAL_OR_HARM, "about": About.OUTSIDE}, {ClockKind.AT_ONCE}),
        ({"category": Category.ILLEGAL, "about": About.UNKNOWN}, {ClockKind.AT_ONCE}),
        ({"category": Category.GROOMING, "severity": Severity.HARM_THRESHOLD}, {ClockKind.AT_ONCE, ClockKind.LADO}),
        ({"category": Category.DATA}, {ClockKind.ICO}),
        ({"category": Category.DATA, "information": (Information.COMMERCIAL,)}, set()),
        ({"category": Category.DATA, "information": (Information.PERSONAL,)}, {ClockKind.ICO}),
    ],
)
def test_which_clocks_run(about: dict[str, object], kinds: set[ClockKind]) -> None:
    assert {one.kind for one in clocks(record(**about))} == kinds


@pytest.mark.parametrize(
    ("agency", "stopped"), [(Agency.LADO, True), (Agency.POLICE, False), (Agency.HEADTEACHER, False)]
)
def test_only_the_right_act_stops_a_clock(agency: Agency, stopped: bool) -> None:
    act = Referral(agency, local(2026, 11, 20, 10, 0))
    (clock,) = clocks(record(act, kind=ConcernKind.ALLEGATION))
    assert clock.is_running is not stopped


def test_a_reason_for_not_referring_stops_the_clock_and_is_said() -> None:
    (clock,) = clocks(record(NotReferred(ClockKind.LADO, "Advised by phone"), kind=ConcernKind.ALLEGATION))
    assert not clock.is_running
    assert clock.words(local(2026, 11, 20, 12, 0)).endswith("not referred. Advised by phone")


def test_a_clock_counts_down_in_words_and_says_when_it_was_missed() -> None:
    begins, deadline = local(2026, 11, 19, 9, 0), local(2026, 11, 20, 16, 0)
    clock = Clock(ClockKind.LADO, begins, deadline)
    assert clock.words(local(2026, 11, 19, 10, 0)) == "Tell the LADO by 4 pm tomorrow: 1 day left"
    assert clock.words(local(2026, 11, 20, 14, 30)) == "Tell the LADO by 4 pm today: 1 hour left"
    assert clock.words(local(2026, 11, 21, 9, 0)) == "Tell the LADO: it was due by 4 pm yesterday"
    late = Clock(ClockKind.LADO, begins, deadline, local(2026, 11, 20, 17, 5))
    assert late.words(local(2026, 11, 21, 9, 0)) == "LADO told 17:05 yesterday, after the deadline"


@given(moments, moments)
def test_a_clock_is_missed_from_the_first_second_after_its_deadline(begins: datetime, now: datetime) -> None:
    clock = Clock(ClockKind.ICO, begins, ico_deadline(begins))
    assert clock.is_missed(now) == (now > begins + timedelta(hours=72))
    assert clock.words(now)


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (local(2026, 11, 20, 0, 0), "midnight today"),
        (local(2026, 11, 20, 12, 0), "noon today"),
        (local(2026, 11, 21, 16, 0), "4 pm tomorrow"),
        (local(2026, 12, 1, 9, 40), "09:40 on 1 December 2026"),
    ],
)
def test_moments_are_said_as_people_say_them(when: datetime, words: str) -> None:
    assert moment(when, local(2026, 11, 20, 9, 0)) == words


def test_lengths_of_time_have_right_plurals() -> None:
    said = [ago(timedelta(seconds=one)) for one in (5, 60, 7200, 86_400, 200_000)]
    assert said == ["less than a minute", "1 minute", "2 hours", "1 day", "2 days"]
