"""What Today's head, the staff list and every report say of a past day never changes when later facts are added.

`test_past_stays.py` and `test_account_past.py` ask the findings; here the figures are asked, once after many things.
"""

import random
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from policydesk.demo import DEMO_PASSWORD
from policydesk.errors import Refusal, Refusals
from policydesk.queries.staff import StaffFilter, staff_ids, staff_rows
from policydesk.queries.today import today_head
from policydesk.reports.catalogue import reports
from policydesk.reports.report import Options, Report, gather
from policydesk.store import Register, open_register
from tests.conftest import StoppedClock, demo_copy, make_register
from tests.figures.hearing import told_of
from tests.later import LATER, Pick
from tests.queries.test_account_past import DOINGS, Someone
from tests.queries.test_past_stays import trying
from tests.stories import TODAY, days
from tests.stories_past import school_on_a_day

PAST = (date(2025, 10, 31), TODAY)
"""The days that are asked about; what is recorded is dated after the last of them."""

TWICE = frozenset({"year-planner-a3", "declaration-forms", "slips"})
"""Papers that another one has the facts of."""

ASKED = tuple(one for one in reports() if not (one.wants_keys or one.wants_look or one.offers_parts or one.id in TWICE))
"""Every report that tells of a day: not the evidence pack, which is made of them, and not those of sealed records."""

Papers = dict[str, list[str]]


def choices(report: Report) -> tuple[Options, ...]:
    if report.wants_person:
        return tuple(Options(staff_id=one) for one in (1, 2, 3, 9))
    return (Options(), *((Options(account_id=1), Options(account_id=2)) if report.wants_account else ()))


def said_of(session: Session, day: date) -> Papers:
    """Return everything that Today's head, the staff list and the reports say of a day."""
    people = staff_rows(session, day, staff_ids(session, day, StaffFilter(status="all")))
    said = {"Today": repr(today_head(session, day)).split(", "), "staff": [repr(one) for one in people]}
    for report in ASKED:
        for number, options in enumerate(choices(report)):
            try:
                told = told_of(report, gather(session, report, day, options).facts)
            except Refusal as refusal:
                told = [refusal.says]
            said[f"{report.id}, {number}"] = told
    return said


NAMES = {
    "staff_member": "full_name, known_as, sort_name, email, reference",
    "staff_role": "job_title, employer",
    "policy": "title",
}
"""What has no day: people, jobs and policies go by the names that they have now."""


def names(session: Session) -> dict[str, list[Any]]:
    return {table: list(session.execute(text(f"SELECT id, {some} FROM {table}"))) for table, some in NAMES.items()}


def put_names_back(session: Session, before: dict[str, list[Any]]) -> None:
    for table, rows in before.items():
        columns = NAMES[table].split(", ")
        change = text(f"UPDATE {table} SET {', '.join(f'{one} = :{one}' for one in columns)} WHERE id = :id")
        for row in rows:
            session.execute(change, dict(zip(("id", *columns), row, strict=True)))
    session.expire_all()


def same(then: list[Papers], now: list[Papers]) -> None:
    """Compare every paper of every day, and say what differs."""
    for day, was, is_now in zip(PAST, then, now, strict=True):
        for name, said in was.items():
            assert is_now[name] == said, f"{name} of {day}"


def papers_as_named(register: Register, before: dict[str, list[Any]]) -> list[Papers]:
    """Return what is said of the past days, under the names of before; nothing of that is kept."""
    with trying(register) as txn:
        put_names_back(txn.session, before)
        return [said_of(txn.session, day) for day in PAST]
    raise AssertionError


@pytest.mark.parametrize("seed", range(1))
def test_no_paper_of_a_past_day_feels_what_is_recorded_later(demo_folder: Path, tmp_path: Path, seed: int) -> None:
    dice, clock = random.Random(seed), StoppedClock()
    folder = demo_copy(demo_folder, tmp_path)
    register = open_register(folder, user_name="Marta Lindqvist", password=DEMO_PASSWORD, clock=clock)
    with register.reading() as session:
        before, then = names(session), [said_of(session, day) for day in PAST]
    for what in dice.sample(sorted(LATER), len(LATER)):
        clock.advance(days=2)
        with suppress(Refusal, IndexError), register.writing() as txn:
            LATER[what](Pick(dice.choice, txn, days(1)))
    same(then, papers_as_named(register, before))
    register.close()


@pytest.mark.parametrize("seed", range(1))
def test_no_paper_of_a_past_day_feels_what_is_recorded_of_accounts_later(tmp_path: Path, seed: int) -> None:
    dice, clock = random.Random(seed), StoppedClock()
    register = make_register(tmp_path / "longacre.policydesk", clock)
    school = school_on_a_day(register, clock)
    with register.reading() as session:
        before, then = names(session), [said_of(session, day) for day in PAST]
    for step in range(40):
        clock.advance(days=step % 3)
        with suppress(Refusal, Refusals), register.writing() as txn:
            dice.choice(DOINGS)(Someone(school, dice.randrange(10**6)), txn)
    same(then, papers_as_named(register, before))
    register.close()
