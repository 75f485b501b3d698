"""Cover from the register is held against counting each day, on schools made up by chance, and told as stories."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from policydesk.actions.moderators import ReplaceDraft, end_moderator, replace_moderator
from policydesk.actions.staff import mark_leaving
from policydesk.actions.year_terms import TermDraft, add_term
from policydesk.models import Absence, Base, Moderator, OfficialAccount, StaffMember, StaffRole, Term
from policydesk.queries.account_cover import account_cover
from policydesk.rules.bank_holidays import bank_holidays
from policydesk.rules.cover import Interval, gaps
from policydesk.store import Register
from tests.counting import statements
from tests.stories import TODAY, days, hire
from tests.stories_accounts import a_live_account, absent, appoint_head, moderate, propose

DAYS = st.integers(-40, 40).map(days)
LATER = st.none() | st.integers(0, 50)
PEOPLE, ACCOUNTS = (1, 2, 3), (1, 2)


@dataclass
class Made:
    """A school made up by chance; every end comes with the day on which it was noted."""

    roles: list[StaffRole] = field(default_factory=list)
    turns: list[Moderator] = field(default_factory=list)
    absences: list[Absence] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)


@st.composite
def schools(draw: st.DrawFn) -> Made:
    made = Made()
    for staff in PEOPLE:
        for category in draw(st.lists(st.sampled_from(("teaching", "governor")), max_size=2, unique=True)):
            first, last = _spell(draw)
            noted = None if last is None else draw(st.none() | DAYS)
            made.roles.append(
                StaffRole(staff_id=staff, category=category, started_on=first, ended_on=last, end_noted_on=noted)
            )
    for _ in range(draw(st.integers(0, 6))):
        first, last = _spell(draw)
        approved = draw(st.none() | DAYS)
        made.turns.append(
            Moderator(
                account_id=draw(st.sampled_from(ACCOUNTS)), staff_id=draw(st.sampled_from(PEOPLE)), role="moderator",
                from_on=first, until_on=last, end_noted_on=None if last is None else draw(DAYS),
                in_holidays=draw(st.booleans()), approved_on=approved, approved_by_id=approved and 1,
                recorded_on=draw(DAYS),
            )
        )  # fmt: skip
    for _ in range(draw(st.integers(0, 3))):
        first = draw(DAYS)
        last = first + timedelta(days=draw(st.integers(0, 20)))
        made.absences.append(
            Absence(staff_id=draw(st.sampled_from(PEOPLE)), kind="leave", from_on=first, until_on=last,
                    recorded_on=draw(DAYS))
        )  # fmt: skip
    if draw(st.booleans()):
        made.terms = [
            Term(name="Autumn", first_on=days(-70), last_on=days(-8), break_from=days(-30), break_until=days(-26)),
            Term(name="Spring", first_on=days(7), last_on=days(80), break_from=None, break_until=None),
        ]
    return made


def _spell(draw: st.DrawFn) -> tuple[date, date | None]:
    first, long = draw(DAYS), draw(LATER)
    return first, None if long is None else first + timedelta(days=long)


def there(made: Made, account: int, on: date, known: date) -> set[int]:
    """Say in plain words who is there for an account on a day, as it was known on another."""
    found = set()
    for turn in made.turns:
        if turn.account_id != account or turn.approved_on is None:
            continue
        noted = turn.end_noted_on is not None and turn.end_noted_on <= known
        holds = (
            turn.recorded_on <= known and turn.approved_on <= known and max(turn.from_on, turn.approved_on) <= on
            and (turn.until_on is None or not noted or turn.until_on >= on)
        )  # fmt: skip
        in_post = any(_in_post(role, on, known) for role in made.roles if role.staff_id == turn.staff_id)
        away = any(
            one.staff_id == turn.staff_id and one.recorded_on <= known and one.from_on <= on <= one.until_on
            for one in made.absences
        )
        if holds and in_post and not away and (turn.in_holidays or not _is_holiday(made, on)):
            found.add(turn.staff_id)
    return found


def _in_post(role: StaffRole, on: date, known: date) -> bool:
    ends = role.ended_on
    if ends is not None and ends >= known and role.end_noted_on is not None and role.end_noted_on > known:
        ends = None
    return role.started_on <= on and (ends is None or ends >= on)


def _is_holiday(made: Made, on: date) -> bool:
    if bank_holidays(on, on):
        return True
    half_term = any(one.break_from and one.break_from <= on <= one.break_until for one in made.terms)
    return half_term or (bool(made.terms) and days(-8) < on < days(7))


@pytest.fixture(scope="module")
def empty() -> Iterator[Engine]:
    """A database in memory with the register's tables; its rows go after each example."""
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


def keep(session: Session, made: Made) -> None:
    session.add_all([StaffMember(id=one, full_name=f"S{one}", sort_name=f"s{one}") for one in PEOPLE])
    session.add_all([OfficialAccount(id=one, added_on=TODAY) for one in ACCOUNTS])
    session.flush()
    for part in (made.roles, made.turns, made.absences, made.terms):
        session.add_all(part)
    session.flush()


@pytest.mark.requirement("R63", "R64", "R65")
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=schools(), known=st.none() | DAYS, window=st.tuples(DAYS, st.integers(0, 60)))
def test_cover_is_what_counting_each_day_gives(
    empty: Engine, made: Made, known: date | None, window: tuple[date, int]
) -> None:
    first, last = window[0], window[0] + timedelta(days=window[1])
    with Session(empty) as session:
        keep(session, made)
        found = account_cover(session, first, last, known_by=known)
        assert found.keys() == set(ACCOUNTS)
        for account in ACCOUNTS:
            counted = [one for interval in found[account] for one in _by_day(interval)]
            assert [on for on, _ids in counted] == [first + timedelta(days=n) for n in range(window[1] + 1)]
            for on, ids in counted:
                assert set(ids) == there(made, account, on, known or date.max), on
            assert account_cover(session, first, last, (account,), known_by=known) == {account: found[account]}
        session.rollback()


def _by_day(interval: Interval) -> Iterator[tuple[date, tuple[int, ...]]]:
    assert interval.available == len(interval.staff_ids)
    for count in range((interval.last - interval.first).days + 1):
        yield interval.first + timedelta(days=count), interval.staff_ids


def cover(register: Register, account_id: int, last: int = 60, known_by: date | None = None) -> tuple[Interval, ...]:
    with register.reading() as session:
        return account_cover(session, TODAY, days(last), (account_id,), known_by)[account_id]


def a_year_of_terms(register: Register) -> None:
    with register.writing() as txn:
        add_term(txn, TermDraft("Autumn", date(2026, 9, 2), date(2026, 12, 18)))
        add_term(txn, TermDraft("Spring", date(2027, 1, 5), date(2027, 3, 25)))


@pytest.mark.requirement("R63", "R64")
def test_an_absence_opens_a_gap_for_its_days_and_no_longer(register: Register) -> None:
    bea, sam = hire(register), hire(register, "Sam Reed")
    account = propose(register)
    moderate(register, account, bea, in_holidays=True)
    moderate(register, account, sam, in_holidays=True)
    absent(register, bea, days(5), days(9))
    (gap,) = gaps(cover(register, account), 2)
    assert (gap.first, gap.last, gap.available, gap.staff_ids) == (days(5), days(9), 1, (sam,))


def test_nobody_who_is_there_in_term_time_only_is_there_at_christmas(register: Register) -> None:
    a_year_of_terms(register)
    account = a_live_account(register)
    (gap,) = gaps(cover(register, account), 2)
    assert (gap.first, gap.last, gap.available) == (date(2026, 12, 19), date(2027, 1, 4), 0)


@pytest.mark.requirement("R47")
def test_a_leavers_turn_ends_on_their_last_day_by_itself(register: Register) -> None:
    bea, sam = hire(register), hire(register, "Sam Reed")
    account = propose(register)
    moderate(register, account, bea, in_holidays=True)
    moderate(register, account, sam, in_holidays=True)
    with register.writing() as txn:
        mark_leaving(txn, bea, days(10))
    found = cover(register, account)
    assert [(one.first, one.last, one.staff_ids) for one in found] == [
        (TODAY, days(10), (bea, sam)),
        (days(11), days(60), (sam,)),
    ]
    before = cover(register, account, known_by=days(-1))
    assert [one.staff_ids for one in before] == [()], "the day before, the register knew of no turn"


def test_a_turn_counts_only_from_the_day_of_its_approval_and_to_its_last(register: Register) -> None:
    bea, head = hire(register), appoint_head(register)
    account = propose(register)
    turn = moderate(register, account, bea, in_holidays=True, from_on=days(-20), approved_by_id=head, approved_on=TODAY)
    with register.writing() as txn:
        end_moderator(txn, turn, days(3))
    with register.reading() as session:
        found = account_cover(session, days(-5), days(5), (account,))[account]
    assert [(one.first, one.last, one.available) for one in found] == [
        (days(-5), days(-1), 0),
        (TODAY, days(3), 1),
        (days(4), days(5), 0),
    ]


def test_somebody_who_takes_over_leaves_no_day_between(register: Register) -> None:
    bea, sam, head = hire(register), hire(register, "Sam Reed"), appoint_head(register)
    account = propose(register)
    moderate(register, account, bea, in_holidays=True)
    with register.writing() as txn:
        replace_moderator(txn, ReplaceDraft(bea, sam, days(7), head, TODAY))
    assert [one.staff_ids for one in cover(register, account)] == [(bea,), (sam,)]


def test_many_accounts_are_asked_for_with_three_statements(register: Register) -> None:
    a_year_of_terms(register)
    for name in ("Page", "Blog", "Channel"):
        a_live_account(register, name)
    with register.reading() as session, statements(session) as asked:
        assert len(account_cover(session, TODAY, days(60))) == 3
    assert len(asked) == 3
