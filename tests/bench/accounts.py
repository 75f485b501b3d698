"""How long the questions of a trust with 2,000 official accounts take, beside plain SQL and one pass over its rows.

    python -m tests.bench.accounts

A register with 2,000 accounts, 10,000 turns of 700 moderators and their absences is made first (some seconds). Each
question is asked through PolicyDesk and as plain SQL with one pass on the same open file, in turn; the answers have to
be equal. Counted is the time of the processor, so that other programs do not weigh in; Python's own collecting of
rubbish is off meanwhile, as it is in the program while it answers.
"""

import gc
import random
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from policydesk.models import (
    Absence,
    AccountRecord,
    AccountStep,
    Approval,
    ModerationCheck,
    Moderator,
    OfficialAccount,
    StaffMember,
    StaffRole,
    Term,
)
from policydesk.queries.account_cover import account_cover
from policydesk.queries.account_facts import official_facts
from policydesk.queries.accounts import list_accounts
from policydesk.rules.bank_holidays import bank_holidays
from policydesk.store import Register
from policydesk.terms import Topic
from tests.bench.stress import ROUNDS
from tests.conftest import make_register

TODAY = date(2026, 11, 20)
ACCOUNTS, TURNS, PEOPLE = 2_000, 10_000, 700
YEAR = TODAY + timedelta(days=364)
WINDOW = TODAY + timedelta(days=60)
TERMS = (
    ("Autumn 2026", "2026-09-02", "2026-12-18", "2026-10-26", "2026-10-30"),
    ("Spring 2027", "2027-01-05", "2027-03-25", "2027-02-15", "2027-02-19"),
    ("Summer 2027", "2027-04-12", "2027-07-22", "2027-05-31", "2027-06-04"),
    ("Autumn 2027", "2027-09-02", "2027-12-17", "2027-10-25", "2027-10-29"),
)
MINIMUM = 2


def fill(register: Register) -> None:
    """Make the accounts, their moderators and everybody's absences."""
    made = random.Random(7)

    def day(first: int, last: int) -> date:
        return TODAY + timedelta(days=made.randint(first, last))

    people = range(1, PEOPLE + 1)
    accounts = range(1, ACCOUNTS + 1)
    rows: dict[Any, list[dict[str, Any]]] = {
        StaffMember: [{"id": one, "full_name": f"Person {one}", "sort_name": f"{one:04d}"} for one in people],
        StaffRole: [
            {
                "staff_id": one,
                "category": "teaching",
                "started_on": date(2020, 9, 1),
                "ended_on": day(-100, 300) if one % 9 == 0 else None,
            }
            for one in people
        ],
        Term: [
            dict(
                zip(("name", "first_on", "last_on", "break_from", "break_until"), (name, *map(_day, days)), strict=True)
            )
            for name, *days in TERMS
        ],
        Absence: [
            {"staff_id": made.choice(people), "kind": "leave", "from_on": on, "until_on": on + timedelta(days=long)}
            | {"recorded_on": day(-30, 0)}
            for on, long in ((day(-60, 360), made.randint(0, 20)) for _ in range(PEOPLE))
        ],
        OfficialAccount: [{"id": one, "added_on": date(2024, 9, 1)} for one in accounts],
        AccountRecord: [
            {"account_id": one, "recorded_on": on, "name": f"Account {one}", "platform": "facebook", "audience": []}
            for one in accounts
            for on in (date(2024, 9, 1), date(2026, 3, 1))
        ],
        AccountStep: [
            {"account_id": one, "state": state, "on_day": on, "by_name": "A", "recorded_on": on}
            for one in accounts
            for state, on in (("proposed", date(2024, 9, 1)), ("approved", date(2024, 9, 2)), ("live", day(-600, -30)))
        ],
        Approval: [
            {"kind": "create_account", "account_id": one, "asked_on": date(2024, 9, 1), "decision": "approved"}
            | {"decided_by_id": 1, "decided_on": date(2024, 9, 2), "decided_as": "headteacher"}
            for one in accounts
        ],
        Moderator: [_turn(made, 1 + number % ACCOUNTS, day) for number in range(TURNS)],
        ModerationCheck: [
            {"account_id": one, "checked_on": TODAY - timedelta(days=7 * back), "staff_id": 1}
            for one in accounts
            for back in range(5)
        ],
    }
    with register.writing() as txn:
        for model, several in rows.items():
            txn.bulk(model, several)
        txn.record(Topic.ACCOUNTS, 0, "Made a trust with many accounts")


def _turn(made: random.Random, account_id: int, day: Any) -> dict[str, Any]:
    from_on = day(-700, 40)
    ends = made.random() < 0.3
    return {
        "account_id": account_id,
        "staff_id": made.randint(1, PEOPLE),
        "role": made.choice(("administrator", "moderator")),
        "from_on": from_on,
        "until_on": from_on + timedelta(days=made.randint(0, 900)) if ends else None,
        "end_noted_on": TODAY - timedelta(days=40) if ends else None,
        "in_holidays": made.random() < 0.5,
        "approved_by_id": 1,
        "approved_on": min(from_on, TODAY),
        "recorded_on": min(from_on, TODAY),
    }


def _day(text: str) -> date:
    return date.fromisoformat(text)


class Plain:
    """The same questions as somebody would write them by hand: three statements, and one pass over the turns."""

    def __init__(self, register: Register) -> None:
        self._connection = register._connection

    def ask(self, statement: str) -> list[Any]:
        return list(self._connection.execute(statement).fetchall())

    def cover(self, first: date, last: date) -> dict[int, list[tuple[int, int, int]]]:
        """Return for each account the days as numbers, first and last, and how many are there."""
        begin, end = first.toordinal(), last.toordinal() + 1
        turns = self.ask(f"""
            SELECT m.account_id, m.staff_id, m.in_holidays, max(m.from_on, m.approved_on, r.started_on),
                   min(ifnull(m.until_on, '9999-12-31'), ifnull(r.ended_on, '9999-12-31')) AS ends
            FROM moderator m JOIN staff_role r ON r.staff_id = m.staff_id
            WHERE m.approved_on <= '{TODAY}' AND m.recorded_on <= '{TODAY}' AND m.from_on <= '{last}'
              AND ends >= '{first}'""")
        away: dict[int, list[tuple[int, int]]] = {}
        for staff, since, until in self.ask(f"""
            SELECT staff_id, from_on, until_on FROM absence
            WHERE from_on <= '{last}' AND until_on >= '{first}' AND recorded_on <= '{TODAY}' ORDER BY 1, 2"""):
            away.setdefault(staff, []).append((_day(since).toordinal(), _day(until).toordinal() + 1))
        closed = self._holidays(first, last)
        by_account: dict[int, dict[int, list[tuple[int, int]]]] = {one: {} for one in range(1, ACCOUNTS + 1)}
        for account, staff, in_holidays, since, until in turns:
            spell = max(begin, _day(since).toordinal()), min(end, _day(until).toordinal() + 1)
            if spell[0] < spell[1]:
                parts = [spell] if in_holidays else list(_less(spell, closed))
                left = [one for part in parts for one in _less(part, away.get(staff, ()))]
                by_account[account].setdefault(staff, []).extend(left)
        return {account: list(_counted(people, begin, end)) for account, people in by_account.items()}

    def _holidays(self, first: date, last: date) -> list[tuple[int, int]]:
        terms = [
            [one if one is None else _day(one).toordinal() for one in row]
            for row in self.ask("SELECT first_on, last_on, break_from, break_until FROM term ORDER BY first_on")
        ]
        days = [(after[0], before[1] + 1) for before, after in pairwise(terms)]
        found = [(since, until) for until, since in days]
        found += [(row[2], row[3] + 1) for row in terms if row[2] is not None]
        found += [(on.toordinal(), on.toordinal() + 1) for on, _name in bank_holidays(first, last)]
        return sorted(found)

    def rows(self) -> list[Any]:
        """Return what the list shows of every account, with its cover of the next 60 days."""
        people = dict(self.ask("SELECT id, full_name FROM staff_member"))
        there = self.ask(f"""
            SELECT DISTINCT m.account_id, m.staff_id FROM moderator m JOIN staff_role r ON r.staff_id = m.staff_id
            WHERE m.from_on <= '{TODAY}' AND ifnull(m.until_on, '9999') >= '{TODAY}' AND m.approved_on <= '{TODAY}'
              AND ifnull(r.ended_on, '9999') >= '{TODAY}'""")
        names: dict[int, list[str]] = {}
        for account, staff in there:
            names.setdefault(account, []).append(people[staff])
        cover = self.cover(TODAY, WINDOW)
        found = []
        for row in self.ask(f"""
            SELECT a.id, s.state, s.on_day, r.name, r.handle, r.address, r.audience, r.planned_end_on,
                   (SELECT max(checked_on) FROM moderation_check c
                    WHERE c.account_id = a.id AND c.checked_on <= '{TODAY}'),
                   (SELECT max(evaluated_on) FROM evaluation e
                    WHERE e.account_id = a.id AND e.evaluated_on <= '{TODAY}'),
                   (SELECT min(on_day) FROM account_step x WHERE x.account_id = a.id AND x.state = 'live'),
                   EXISTS (SELECT 1 FROM approval p WHERE p.account_id = a.id AND p.kind = 'create_account'
                           AND p.decision = 'approved' AND ifnull(p.expires_on, '9999') >= '{TODAY}')
            FROM official_account a
            JOIN account_step s ON s.id = (SELECT id FROM account_step x WHERE x.account_id = a.id
                AND x.on_day <= '{TODAY}' ORDER BY x.on_day DESC, x.id DESC LIMIT 1)
            JOIN account_record r ON r.id = (SELECT id FROM account_record x WHERE x.account_id = a.id
                AND x.recorded_on <= '{TODAY}' ORDER BY x.recorded_on DESC LIMIT 1)
            ORDER BY r.name"""):
            days = cover[row[0]]
            gap = next((since for since, _until, count in days if count < MINIMUM), None)
            found.append((row, sorted(names.get(row[0], ())), days[0][2], gap))
        return found


def _less(spell: tuple[int, int], taken: Any) -> Iterator[tuple[int, int]]:
    since, until = spell
    for first, last in taken:
        if last <= since or first >= until:
            continue
        if first > since:
            yield since, first
        since = max(since, last)
    if since < until:
        yield since, until


def _counted(people: dict[int, list[tuple[int, int]]], begin: int, end: int) -> Iterator[tuple[int, int, int]]:
    changes: dict[int, int] = {begin: 0, end: 0}
    for spells in people.values():
        last = begin
        for since, until in sorted(spells):
            if until > max(since, last):
                changes[max(since, last)] = changes.get(max(since, last), 0) + 1
                changes[until] = changes.get(until, 0) - 1
            last = max(last, until)
    count, days = 0, sorted(changes)
    for since, until in pairwise(days):
        count += changes[since]
        yield since, until - 1, count


def compare(register: Register, plain: Plain) -> None:
    """Raise where the two do not answer the same."""
    with register.reading() as session:
        ours, rows = account_cover(session, TODAY, YEAR, known_by=TODAY), list_accounts(session, TODAY)
    counted = {one: _joined((i.first.toordinal(), i.last.toordinal(), i.available) for i in ours[one]) for one in ours}
    assert counted == {one: _joined(days) for one, days in plain.cover(TODAY, YEAR).items()}
    mine = {row.id: (list(row.moderators), row.available, row.gap_from) for row in rows}
    theirs = {
        row[0]: (names, there, None if gap is None else date.fromordinal(gap))
        for row, names, there, gap in plain.rows()
    }
    assert {one: (sorted(names), *rest) for one, (names, *rest) in mine.items()} == theirs


def _joined(days: Any) -> list[tuple[int, int, int]]:
    found: list[tuple[int, int, int]] = []
    for first, last, count in days:
        if found and found[-1][2] == count:
            found[-1] = found[-1][0], last, count
        else:
            found.append((first, last, count))
    return found


def measure(act: Any, plain: Any) -> tuple[float, float]:
    """Return the medians of both, in milliseconds of the processor, asked in turn."""
    times: tuple[list[float], list[float]] = ([], [])
    for _round in range(ROUNDS):
        for which, one in enumerate((act, plain)):
            began = time.process_time()
            one()
            times[which].append((time.process_time() - began) * 1000)
    return median(times[0]), median(times[1])


def main(folder: Path) -> None:
    """Make the register, ask and print."""
    register = make_register(folder)
    fill(register)
    plain = Plain(register)
    compare(register, plain)

    def asked(query: Any, *more: Any, **named: Any) -> Any:
        with register.reading() as session:
            return query(session, *more, **named)

    questions = (
        ("List of 2,000 accounts", lambda: asked(list_accounts, TODAY), plain.rows),
        (
            "Cover of all for a year",
            lambda: asked(account_cover, TODAY, YEAR, known_by=TODAY),
            lambda: plain.cover(TODAY, YEAR),
        ),
        ("What the rules look at", lambda: asked(official_facts, TODAY), plain.rows),
    )
    gc.disable()
    print(f"{'':28}{'PolicyDesk':>12}{'plain':>12}{'ratio':>8}")
    for name, act, other in questions:
        gc.collect()
        ours, theirs = measure(act, other)
        print(f"{name:28}{ours:9.1f} ms{theirs:9.1f} ms{ours / theirs:8.2f}")
    register.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        main(Path(place) / "trust.policydesk")
