"""The one statement is held against the same rules said in plain Python, on schools made up by chance."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, event, text
from sqlalchemy.orm import Session

from policydesk.dates import RoughDate, academic_year_start
from policydesk.models import (
    Acknowledgement,
    Base,
    Exemption,
    Policy,
    PolicyVersion,
    School,
    StaffMember,
    StaffRole,
    VersionCategory,
)
from policydesk.names import fold
from policydesk.queries.day_pairs import day_pairs, read_days
from policydesk.queries.once import reading_once
from policydesk.queries.states import pair_states
from policydesk.terms import AckState, Renewal
from tests.stories import TODAY, days, hire, publish, sign, write_policy

DAYS = st.integers(-500, 60).map(days)
ROUGH = st.one_of(
    DAYS.map(RoughDate.of),
    DAYS.map(lambda day: RoughDate(day.year, day.month)),
    DAYS.map(lambda day: RoughDate(day.year)),
)
CATEGORIES = ("teaching", "support", "governor")


@dataclass
class Made:
    """A school made up by chance."""

    policies: list[Policy]
    versions: list[PolicyVersion]
    bound: list[VersionCategory]
    roles: list[StaffRole]
    answers: list[Acknowledgement]
    exemptions: list[Exemption]


@st.composite
def schools(draw: st.DrawFn) -> Made:
    from datetime import UTC, datetime, time

    policies = [
        Policy(id=one, title=f"P{one}", policy_type="other", withdrawn_on=draw(st.none() | DAYS)) for one in (1, 2)
    ]
    versions: list[PolicyVersion] = []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        policy_id = draw(st.sampled_from((1, 2)))
        before = [one.epoch for one in versions if one.policy_id == policy_id and one.published_on]
        versions.append(
            PolicyVersion(
                id=number, policy_id=policy_id, label=str(number), published_on=draw(st.none() | st.just(TODAY)),
                in_force_from=draw(ROUGH), needs_acknowledging=draw(st.integers(0, 5)) > 0,
                renewal=draw(st.sampled_from(list(Renewal))), days_to_acknowledge=draw(st.sampled_from((0, 14, 60))),
                induction_days=draw(st.sampled_from((0, 7))), legislation=[], choices={},
                epoch=draw(st.sampled_from((number, *before))),
            )
        )  # fmt: skip
    bound = [
        VersionCategory(version_id=one.id, category=each)
        for one in versions
        for each in draw(st.sets(st.sampled_from(CATEGORIES), min_size=1))
    ]
    roles = []
    for staff in (1, 2, 3):
        for category in draw(st.lists(st.sampled_from(CATEGORIES), max_size=2, unique=True)):
            first = draw(DAYS)
            last = draw(st.none() | st.integers(0, 300).map(lambda count, first=first: first + timedelta(days=count)))
            roles.append(StaffRole(staff_id=staff, category=category, started_on=first, ended_on=last))
    answers = []
    for _ in range(draw(st.integers(0, 6))):
        on, declined = draw(DAYS), draw(st.integers(0, 4)) == 0
        voided = draw(st.none() | DAYS)
        answers.append(
            Acknowledgement(
                staff_id=draw(st.sampled_from((1, 2, 3))), version_id=draw(st.integers(1, len(versions))), signed_on=on,
                method="on_screen", declined=declined, decline_reason="no" if declined else "", recorded_by="A",
                recorded_at=datetime.combine(draw(DAYS), time(9), UTC), voided_on=voided,
                void_reason="wrong" if voided else "",
            )
        )  # fmt: skip
    exemptions = []
    for _ in range(draw(st.integers(0, 2))):
        first = draw(DAYS)
        last = draw(st.none() | st.integers(0, 90).map(lambda count, first=first: first + timedelta(days=count)))
        exemptions.append(
            Exemption(staff_id=draw(st.sampled_from((1, 2))), policy_id=draw(st.sampled_from((1, 2))), reason="away",
                      from_on=first, until_on=last, recorded_by="A")
        )  # fmt: skip
    return Made(policies, versions, bound, roles, answers, exemptions)


def expected(made: Made, as_at: date) -> dict[tuple[int, int], tuple[AckState, date]]:
    """Say every pair's state and deadline in plain Python."""
    found = {}
    for policy in made.policies:
        published = [one for one in made.versions if one.policy_id == policy.id and one.published_on is not None]
        in_force = [one for one in published if one.in_force_from.first <= as_at]
        if not in_force or (policy.withdrawn_on is not None and policy.withdrawn_on <= as_at):
            continue
        version = max(in_force, key=lambda one: (one.in_force_from.iso, one.id))
        if not version.needs_acknowledging:
            continue
        categories = {one.category for one in made.bound if one.version_id == version.id}
        for staff in sorted({one.staff_id for one in made.roles}):
            spells = [
                one.started_on
                for one in made.roles
                if one.staff_id == staff and one.category in categories and one.started_on <= as_at
                and (one.ended_on is None or one.ended_on >= as_at)
            ]  # fmt: skip
            if spells:
                found[staff, version.id] = _state(made, version, policy, staff, min(spells), as_at)
    return found


def _state(
    made: Made, version: PolicyVersion, policy: Policy, staff: int, started: date, as_at: date
) -> tuple[AckState, date]:
    due = version.in_force_from.last + timedelta(days=version.days_to_acknowledge)
    if started > version.in_force_from.first:
        due = max(due, started + timedelta(days=version.induction_days))
    counting = {one.id for one in made.versions if one.policy_id == policy.id and one.epoch == version.epoch}
    answers = [
        (one.signed_on, number, one)
        for number, one in enumerate(made.answers)
        if one.staff_id == staff and one.version_id in counting and one.signed_on <= as_at
        and (one.voided_on is None or (one.voided_on > as_at and one.voided_on > one.recorded_at.date()))
    ]  # fmt: skip
    latest = max(answers)[2] if answers else None
    year = academic_year_start(as_at)
    yearly = latest is not None and not latest.declined and version.renewal == Renewal.ACADEMIC_YEAR
    lapsed = yearly and latest.signed_on < year
    given_before = any(not one.declined and signed_on < year for signed_on, _number, one in answers)
    if lapsed or (yearly and due < year and given_before):
        due = year + timedelta(days=version.days_to_acknowledge)
    exempt = any(
        one.staff_id == staff and one.policy_id == policy.id and one.from_on <= as_at
        and (one.until_on is None or one.until_on >= as_at)
        for one in made.exemptions
    )  # fmt: skip
    if exempt:
        return AckState.EXEMPT, due
    if latest is not None:
        if latest.declined:
            return AckState.DECLINED, due
        return (AckState.EXPIRED if lapsed else AckState.ACKNOWLEDGED), due
    if due < as_at:
        return AckState.OVERDUE, due
    return (AckState.DUE_SOON if due <= as_at + timedelta(days=28) else AckState.OUTSTANDING), due


@pytest.fixture(scope="module")
def empty():
    """A database in memory with the register's tables; its rows go after each example."""
    engine = create_engine("sqlite://")
    event.listen(engine, "connect", lambda connection, _record: connection.create_function("fold", 1, fold))
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


def answer(session: Session, as_at: date) -> dict[tuple[int, int], tuple[AckState, date]]:
    statement, parameters = pair_states("SELECT staff_id, version_id, state, due_on FROM pair_state", as_at)
    rows = session.execute(statement, parameters)
    return {(staff, version): (AckState(state), date.fromisoformat(due)) for staff, version, state, due in rows}


def stands(session: Session, as_at: date) -> dict[tuple[int, int], tuple[AckState, date]]:
    found = ((one.staff_id, stand) for one in day_pairs(session, as_at).people for stand in one.stands)
    return {(staff, stand.version_id): (stand.state, stand.due_on) for staff, stand in found}


def wanted(pairs: dict[tuple[int, int], tuple[AckState, date]]) -> dict[tuple[int, int], tuple[AckState, date | None]]:
    """Return the same, but no day on which something is due of those who are exempt."""
    return {pair: (state, None if state is AckState.EXEMPT else due) for pair, (state, due) in pairs.items()}


@pytest.mark.requirement("R5", "R37", "R38", "R39")
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=schools(), as_at=DAYS)
def test_every_pair_has_the_state_that_the_rules_give_it(empty, made: Made, as_at: date) -> None:
    with Session(empty) as session:
        session.add(School(id=1, name="Longacre", due_soon_days=28))
        session.add_all([StaffMember(id=one, full_name=f"S{one}", sort_name=f"s{one}") for one in (1, 2, 3)])
        session.add_all(made.policies)
        session.flush()
        for part in (made.versions, made.bound, made.roles, made.answers, made.exemptions):
            session.add_all(part)
            session.flush()
        assert answer(session, as_at) == expected(made, as_at)
        with reading_once(session):
            read_days(session, (as_at, as_at - timedelta(days=90)))
            for day in (as_at, as_at - timedelta(days=90)):
                assert wanted(stands(session, day)) == wanted(expected(made, day)), day
        session.rollback()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=schools(), as_at=DAYS, later=st.integers(1, 200))
def test_what_is_dated_later_never_changes_the_answer_for_a_day(empty, made: Made, as_at: date, later: int) -> None:
    with Session(empty) as session:
        session.add(School(id=1, name="Longacre", due_soon_days=28))
        session.add_all([StaffMember(id=one, full_name=f"S{one}", sort_name=f"s{one}") for one in (1, 2, 3)])
        session.add_all(made.policies)
        session.flush()
        for part in (made.versions, made.bound, made.roles, made.answers, made.exemptions):
            session.add_all(part)
            session.flush()
        before = answer(session, as_at)
        day = as_at + timedelta(days=later)
        for version in made.versions:
            for staff in sorted({one.staff_id for one in made.roles}):
                session.add(
                    Acknowledgement(
                        staff_id=staff, version_id=version.id, signed_on=day, method="on_screen", recorded_by="A",
                        recorded_at=made.answers[0].recorded_at if made.answers else _noon(day),
                    )
                )  # fmt: skip
        session.add(StaffRole(staff_id=1, category="teaching", started_on=day))
        session.add(Exemption(staff_id=2, policy_id=1, reason="away", from_on=day, recorded_by="A"))
        session.flush()
        assert answer(session, as_at) == before
        session.rollback()


def _noon(day: date):
    from datetime import UTC, datetime, time

    return datetime.combine(day, time(12), UTC)


@pytest.mark.requirement("R5", "D11")
def test_a_version_in_force_from_a_month_falls_due_after_the_months_end(register) -> None:
    hire(register)
    publish(register, write_policy(register), in_force_from=RoughDate(2026, 10), days_to_acknowledge=0)
    with register.reading() as session:
        assert set(answer(session, date(2026, 9, 30))) == set()
        assert answer(session, date(2026, 10, 31))[1, 1][0] is AckState.DUE_SOON
        assert answer(session, date(2026, 11, 1))[1, 1] == (AckState.OVERDUE, date(2026, 10, 31))


def test_the_statement_looks_answers_up_by_person_and_version(register) -> None:
    staff = hire(register)
    sign(register, publish(register, write_policy(register)), staff)
    statement, parameters = pair_states("SELECT * FROM pair_state", TODAY)
    with register.reading() as session:
        plan = session.execute(text(f"EXPLAIN QUERY PLAN {statement.text}"), parameters).all()
    assert any("ix_acknowledgement_pair (staff_id=? AND version_id=? AND signed_on<?)" in str(line) for line in plan)
