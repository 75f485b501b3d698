"""What wanted attention on a past day never changes when facts dated later are added, for every rule.

A fact is dated by the day that it says of itself; what has none counts from the day on which it was entered. People
and policies are called by the names that they have now, so names alone may differ.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from policydesk.demo import DEMO_PASSWORD
from policydesk.errors import Refusal
from policydesk.models import Policy, StaffMember
from policydesk.queries.due import findings, school_facts, school_facts_on
from policydesk.queries.finding_care import cared_findings
from policydesk.queries.over_time import month_days
from policydesk.rules.catalogue import ALL_RULES, findings_of
from policydesk.rules.findings import Finding
from policydesk.store import Register, Txn, open_register
from tests.conftest import StoppedClock, demo_copy
from tests.later import LATER, Pick
from tests.stories import TODAY, days

PAST = (date(2024, 8, 31), date(2025, 10, 31), date(2026, 6, 30), days(-30), days(-1), TODAY)
"""The days that are asked about; what is recorded is dated after the last of them."""

Said = list[tuple[object, ...]]


class UndoneError(Exception):
    """What was tried is not kept."""


@pytest.fixture(scope="module")
def demo(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """The demo school, in which every rule of the catalogue has something to say."""
    folder = demo_copy(demo_folder, tmp_path_factory.mktemp("past"))
    register = open_register(folder, user_name="Marta Lindqvist", password=DEMO_PASSWORD, clock=StoppedClock())
    yield register
    register.close()


@contextmanager
def trying(register: Register) -> Iterator[Txn]:
    """A change of which nothing is kept."""
    try:
        with register.writing() as txn:
            yield txn
            raise UndoneError
    except UndoneError:
        pass


def names(session: Session) -> dict[tuple[str, int], str]:
    """Return what people and policies are called now."""
    people = session.execute(select(StaffMember.id, StaffMember.full_name))
    policies = session.execute(select(Policy.id, Policy.title))
    return {("person", one): name for one, name in people} | {("policy", one): title for one, title in policies}


def said(session: Session, day: date, before: dict[tuple[str, int], str]) -> Said:
    """Return what wanted attention on a day and what was decided about it, under the names of before."""
    now = names(session)
    renamed = {now[one]: old for one, old in before.items() if now[one] != old}

    def plain(one: Finding) -> tuple[object, ...]:
        words = [one.says, one.about]
        for new, old in renamed.items():
            words = [word.replace(new, old) for word in words]
        return (one.rule, one.clause, one.urgency, *words, one.subject_id, one.since, one.due, one.people, one.command)

    cared = cared_findings(session, day)
    return [sorted(map(plain, group), key=str) for group in (cared.now, cared.put_off)]


def go_on(txn: Txn, day: date) -> None:
    """Let the clock on the wall go on to a day."""
    txn.session.flush()
    txn.today, txn.now = day, datetime.combine(day, time(10), UTC)


def record(what: str, pick: Pick) -> bool:
    """Record something; what the register refuses changes nothing."""
    try:
        LATER[what](pick)
    except (Refusal, IndexError):
        pick.txn.session.flush()
        return False
    pick.txn.session.flush()
    return True


def test_every_rule_has_something_to_say_of_the_days_that_are_asked_about(demo: Register) -> None:
    with demo.reading() as session:
        asked = {*PAST, *month_days(TODAY, 1)}
        there = {one.rule for day in asked for one in findings(session, day)}
    assert {rule.id for rule in ALL_RULES} - there == set()


@pytest.mark.parametrize("what", LATER)
def test_no_past_day_feels_what_is_recorded_later(demo: Register, what: str) -> None:
    """Each thing by itself, several times with other choices."""
    dice, done = random.Random(what), 0
    with trying(demo) as txn:
        before = names(txn.session)
        then = [said(txn.session, day, before) for day in PAST]
        for step in range(1, 7):
            go_on(txn, days(3 * step))
            done += record(what, Pick(dice.choice, txn, days(1)))
        assert done, "it can be recorded at all"
        for day, was in zip(PAST, then, strict=True):
            assert said(txn.session, day, before) == was, day


@given(data=st.data())
@settings(
    max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, phases=[Phase.generate]
)
def test_no_past_day_feels_anything_that_is_recorded_later(demo: Register, data: st.DataObject) -> None:
    """Any of it, one after the other; and many days asked at once say what each day says."""
    asked = data.draw(st.sampled_from(PAST))
    with trying(demo) as txn:
        before = names(txn.session)
        then = said(txn.session, asked, before)
        for step, what in enumerate(data.draw(st.lists(st.sampled_from(sorted(LATER)), min_size=4, max_size=12)), 1):
            go_on(txn, days(2 * step))
            record(what, Pick(lambda those: data.draw(st.sampled_from(those)), txn, asked + timedelta(days=1)))
        assert said(txn.session, asked, before) == then
        several = (asked, TODAY + timedelta(days=1), txn.today)
        for facts in school_facts_on(txn.session, several):
            assert facts == school_facts(txn.session, facts.as_at), facts.as_at
            assert findings_of(facts) == findings(txn.session, facts.as_at)
