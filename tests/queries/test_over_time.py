"""How the school stood on many days: one reading says what each day would, and the past stays as it was."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from policydesk.actions.acknowledgements import (
    ExemptionDraft,
    RefusalDraft,
    exempt,
    record_refusal,
    void_acknowledgement,
)
from policydesk.actions.appointments import AppointmentDraft, appoint
from policydesk.dates import RoughDate
from policydesk.demo import DEMO_PASSWORD
from policydesk.queries.due import findings, school_facts, school_facts_on
from policydesk.queries.over_time import compare_days, month_days, trend
from policydesk.store import Register, open_register
from policydesk.terms import AckMethod, AskAgain, Post, Renewal, StaffCategory, Urgency
from tests.conftest import StoppedClock
from tests.counting import statements
from tests.queries.account_days import each_day_says_the_same
from tests.stories import TODAY, days, hire, publish, sign, write_policy
from tests.stories_accounts import a_live_account


@pytest.fixture(scope="module")
def demo(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    folder = Path(shutil.copytree(demo_folder, tmp_path_factory.mktemp("over_time") / "demo.policydesk"))
    register = open_register(folder, user_name="Marta Lindqvist", password=DEMO_PASSWORD, clock=StoppedClock())
    yield register
    register.close()


def test_one_reading_for_three_years_says_what_each_day_says(demo: Register) -> None:
    asked = month_days(TODAY, 3)
    with demo.reading() as session:
        for facts in school_facts_on(session, asked):
            assert facts == school_facts(session, facts.as_at), facts.as_at


def test_signatures_of_every_kind_are_read_the_same_way(register: Register, clock: StoppedClock) -> None:
    """Renewal, carried over, refused, taken back, exempt, two roles, new and gone: every tenth day of two years."""
    people = [hire(register, f"Person {number}", started_on=date(2025, 1, 6 + number)) for number in range(6)]
    late = hire(register, "Ivy Stone", started_on=date(2026, 3, 2))
    yearly = write_policy(register, "Safeguarding")
    old = publish(register, yearly, "1", in_force_from=RoughDate(2025, 2), renewal=Renewal.ACADEMIC_YEAR)
    social = write_policy(register)
    first = publish(register, social, "1", in_force_from=RoughDate(2025, 3, 3))
    sign(register, old, *people[:4], on=date(2025, 2, 20))
    sign(register, old, *people[:2], on=date(2025, 9, 8))
    sign(register, first, *people[:3], late, on=date(2026, 3, 9))
    minor = publish(
        register, social, "1.1", in_force_from=RoughDate(2026, 4, 1), ask_again=AskAgain.CARRY_OVER,
        categories=frozenset({StaffCategory.TEACHING}),
    )  # fmt: skip
    (taken,) = sign(register, minor, people[4], on=date(2026, 5, 4))
    with register.writing() as txn:
        record_refusal(txn, RefusalDraft(people[3], minor, date(2026, 6, 1), AckMethod.VERBAL, "Will not."))
        exempt(txn, ExemptionDraft(people[5], social, "On long leave", date(2026, 5, 1), date(2026, 7, 31)))
    clock.advance(days=3)
    with register.writing() as txn:
        void_acknowledgement(txn, taken, "The wrong person.")
    publish(register, social, "2", in_force_from=RoughDate.of(days(2)))
    asked = [date(2025, 1, 1) + timedelta(days=10 * step) for step in range(72)]
    with register.reading() as session:
        for facts in school_facts_on(session, asked):
            kept = school_facts(session, facts.as_at)
            assert (facts.gaps, facts.starters) == (kept.gaps, kept.starters), facts.as_at


def test_a_hundred_and_twenty_days_are_read_with_as_many_statements_as_two(demo: Register) -> None:
    """Each kind of fact once, official accounts too; and what the accounts say of each day is what it says itself."""
    asked = month_days(TODAY, 10)
    with demo.reading() as session:
        with statements(session) as few:
            trend(session, (asked[0], asked[-1]))
        with statements(session) as many:
            trend(session, asked)
        assert len(many) == len(few)
        each_day_says_the_same(session, asked[60::7])


def test_the_months_end_with_the_day_itself() -> None:
    assert month_days(date(2026, 3, 15), 1)[:2] == (date(2025, 4, 30), date(2025, 5, 31))
    assert month_days(date(2026, 3, 15), 1)[-2:] == (date(2026, 2, 28), date(2026, 3, 15))
    assert len(month_days(TODAY, 10)) == 120


def test_the_trend_counts_what_wanted_attention(demo: Register) -> None:
    asked = month_days(TODAY, 1)
    with demo.reading() as session:
        points = trend(session, asked)
        for one in points[::5]:
            found = findings(session, one.day)
            assert (one.open, one.overdue) == (len(found), sum(f.urgency is Urgency.OVERDUE for f in found))


def test_no_two_findings_of_a_day_are_known_by_one_name(demo: Register) -> None:
    with demo.reading() as session:
        for facts in month_days(TODAY, 2):
            names = [one.identity for one in findings(session, facts)]
            assert len(set(names)) == len(names), sorted(name for name in names if names.count(name) > 1)


def test_a_past_day_stays_as_it_was_whatever_happens_later(register: Register, clock: StoppedClock) -> None:
    """What is dated later does not reach back: people, versions, signatures, posts, accounts, a signed adoption."""
    bea = hire(register)
    version = publish(register, write_policy(register), next_review_due=RoughDate(2026, 10))
    a_live_account(register)
    with register.reading() as session:
        before = findings(session, TODAY)
    clock.advance(days=20)
    sign(register, version, bea, on=days(15))
    hire(register, "Ivy Stone", started_on=days(16))
    with register.writing() as txn:
        appoint(txn, AppointmentDraft(bea, Post.DSL, days(17)))
    publish(register, write_policy(register, "Code of Conduct"), in_force_from=RoughDate.of(days(18)))
    publish(
        register, 1, "2", in_force_from=RoughDate.of(days(19)), approved_on=RoughDate.of(days(12)),
        last_reviewed_on=RoughDate.of(days(12)),
    )  # fmt: skip
    with register.reading() as session:
        assert findings(session, TODAY) == before
        changes = compare_days(session, TODAY, days(20)).changes
    assert any("safeguarding lead" in one for one in changes.gone)
    assert changes.new
