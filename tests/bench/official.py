"""Two hundred official accounts with ten years behind them, for a school that has its staff already.

Added to a register for as long as a bench runs: 1,000 turns of 120 moderators, their absences and trainings, approvals
that run out, are refused or taken back, looks every four weeks, evaluations, answers, enquiries, pages, firms, terms.
"""

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from policydesk.models import (
    Absence,
    AccountRecord,
    AccountStep,
    Approval,
    ChecklistTick,
    Evaluation,
    MediaEnquiry,
    ModerationCheck,
    Moderator,
    OfficialAccount,
    OutsideAccess,
    Term,
    Training,
    UnofficialPage,
    Withdrawal,
)
from policydesk.rules.standard import standard_named
from policydesk.store import Txn
from tests.bench.stress import TODAY

ACCOUNTS, TURNS, PEOPLE, YEARS = 200, 1_000, 120, 10

Rows = dict[Any, list[dict[str, Any]]]
Day = Callable[[int, int], date]


def add_accounts(txn: Txn) -> None:
    """Add the accounts and everything about them; staff numbers 1 to 120 moderate."""
    made = random.Random(11)

    def day(first: int, last: int) -> date:
        return TODAY + timedelta(days=made.randint(first, last))

    rows: Rows = {Term: _terms()}
    for one in range(1, ACCOUNTS + 1):
        _account(rows, made, day, one)
    _people(rows, made, day)
    _logs(rows, made, day)
    for model, several in rows.items():
        txn.bulk(model, several)
    txn.session.flush()


def _terms() -> list[dict[str, Any]]:
    days = (("Autumn", 9, 2, 12, 18, 10, 26), ("Spring", 1, 5, 3, 25, 2, 15), ("Summer", 4, 12, 7, 20, 5, 31))
    return [
        {"name": f"{name} {year}", "first_on": date(year, month, on), "last_on": date(year, ends, last)}
        | {"break_from": date(year, off, at), "break_until": date(year, off, at) + timedelta(days=4 if off != 5 else 0)}
        for year in range(TODAY.year - YEARS, TODAY.year + 1)
        for name, month, on, ends, last, off, at in days
    ]


def _account(rows: Rows, made: random.Random, day: Day, one: int) -> None:
    """Add one account: proposed, approved, live; every fourth one suspended or closed since."""
    began = day(-365 * YEARS, -200)
    live = began + timedelta(days=made.randint(5, 60))
    _add(rows, OfficialAccount, id=one, added_on=began)
    steps = [("proposed", began), ("approved", live - timedelta(days=3)), ("live", live)]
    if one % 4 == 0:
        steps.append((made.choice(("suspended", "closed")), live + timedelta(days=made.randint(60, 140))))
    for state, on in steps:
        why = "The fair is tomorrow" if state == "live" and one % 15 == 0 else ""
        _add(
            rows, AccountStep, account_id=one, state=state, on_day=on, by_name="A", recorded_on=on, override_reason=why
        )
    for on in (began, *(began + timedelta(days=400 * step) for step in range(1, (TODAY - began).days // 400 + 1))):
        _record(rows, made, one, on)
    checks = range(28, (TODAY - live).days, 28)
    rows.setdefault(ModerationCheck, []).extend(
        {"account_id": one, "checked_on": live + timedelta(days=far + made.randint(-9, 9)), "staff_id": 1}
        for far in checks
    )
    for far in range(170, (TODAY - live).days, 190):
        on = live + timedelta(days=far)
        _add(rows, Evaluation, account_id=one, evaluated_on=on, evaluated_by="A", result="keep")
    for far in range(-2, (TODAY - live).days, 330):
        for item in standard_named("AT").checklist:
            if made.random() < 0.9:
                answer = "no" if made.random() < 0.05 else "yes"
                given = {"item": item.code, "answer": answer, "ticked_on": live + timedelta(days=far)}
                _add(rows, ChecklistTick, account_id=one, ticked_by="A", **given)
    _approvals(rows, made, one, live)


def _record(rows: Rows, made: random.Random, one: int, on: date) -> None:
    _add(
        rows,
        AccountRecord,
        account_id=one,
        recorded_on=on,
        name=f"Account {one:03d}",
        platform=made.choice(("facebook", "instagram", "x", "youtube")),
        audience=["pupils"] if one % 3 == 0 else ["parents"],
        youngest_age=made.choice((11, 13, None)) if one % 3 == 0 else None,
        engagement=made.choice(("broadcast", "comments")),
        pupils_contribute=one % 12 == 0,
        planned_end_on=TODAY + timedelta(days=one - 100) if one % 10 == 0 else None,
        login_identity="personal" if one % 25 == 0 else "role_mailbox",
        credentials_kept="" if one % 20 == 0 else "In the safe",
        credentials_holder_id=None if one % 30 == 0 else made.randint(1, PEOPLE),
    )


def _approvals(rows: Rows, made: random.Random, one: int, live: date) -> None:
    """Add an approval for two or three years at a time; some are refused, taken back or wait."""
    on, approvals = live - timedelta(days=3), rows.setdefault(Approval, [])
    while on < TODAY:
        ends = None if made.random() < 0.2 else on + timedelta(days=made.choice((365, 730, 1_000)))
        decision = "refused" if made.random() < 0.06 else "approved"
        approvals.append(
            {"id": len(approvals) + 1, "kind": "create_account", "account_id": one, "asked_on": on - timedelta(days=4)}
            | {"decision": decision, "decided_on": on, "decided_by_id": made.choice((1, 1, 1, 2))}
            | {"decided_as": "headteacher", "expires_on": ends if decision == "approved" else None, "asked_by_id": 3}
        )
        if decision == "approved" and made.random() < 0.04:
            back = on + timedelta(days=made.randint(30, 300))
            said = {"from_on": back, "recorded_on": back, "withdrawn_by_id": 1, "reason": "It was not as agreed."}
            _add(rows, Withdrawal, approval_id=len(approvals), **said)
        on = (ends or TODAY) + timedelta(days=made.randint(-20, 10))
    if one % 17 == 0:
        asked = TODAY - timedelta(days=made.randint(0, 20))
        approvals.append(
            {"id": len(approvals) + 1, "kind": "create_account", "account_id": one, "asked_on": asked}
            | {"decision": "pending", "decided_on": None, "decided_by_id": None, "decided_as": "", "expires_on": None}
            | {"asked_by_id": 3}
        )


def _people(rows: Rows, made: random.Random, day: Day) -> None:
    """Add who moderates from when until when, when they are away, and their training."""
    for number in range(TURNS):
        on, ends = day(-365 * YEARS, 40), made.random() < 0.5
        until = on + timedelta(days=made.randint(90, 2_000)) if ends else None
        is_approved = made.random() < 0.95
        noted = min(on, TODAY)
        _add(
            rows,
            Moderator,
            account_id=1 + number % ACCOUNTS,
            staff_id=made.randint(1, PEOPLE),
            role=made.choice(("administrator", "moderator")),
            from_on=on,
            until_on=until,
            end_noted_on=None if until is None else min(until - timedelta(days=60), TODAY),
            in_holidays=made.random() < 0.5,
            approved_by_id=1 if is_approved else None,
            approved_on=noted if is_approved else None,
            recorded_on=noted,
        )
    for staff_id in range(1, PEOPLE + 1):
        for _time in range(20):
            on = day(-365 * YEARS, 60)
            ends, noted = on + timedelta(days=made.randint(0, 20)), min(on, TODAY)
            _add(rows, Absence, staff_id=staff_id, kind="leave", from_on=on, until_on=ends, recorded_on=noted)
        for back in range(0, 365 * YEARS, 700) if staff_id % 10 else ():
            on = TODAY - timedelta(days=back + made.randint(0, 200))
            _add(rows, Training, staff_id=staff_id, trained_on=on, expires_on=on + timedelta(days=730))


def _logs(rows: Rows, made: random.Random, day: Day) -> None:
    """Add enquiries from the media, pages of others and firms with access."""
    for number in range(200):
        on = datetime.combine(day(-365 * YEARS, 0), time(10), UTC)
        forwarded = None if number % 40 == 0 else on + timedelta(days=made.randint(0, 40))
        to = None if forwarded is None else 1
        _add(rows, MediaEnquiry, received_at=on, outlet="The Post", forwarded_at=forwarded, forwarded_to_id=to)
        shown = number % 3 > 0
        asked = {"disclaimer": "shown" if shown else "asked", "disclaimer_on": day(-700, 0) if shown else None}
        _add(rows, UnofficialPage, name=f"Page {number}", platform="facebook", noted_on=day(-365 * YEARS, -1), **asked)
        since = day(-365 * YEARS, -1)
        firm = {"agreement": "" if number % 9 == 0 else "Signed", "agreed_on": None if number % 9 == 0 else since}
        until = since + timedelta(days=made.randint(100, 3_000)) if number % 2 else None
        of = {"account_id": made.randint(1, ACCOUNTS), "level": "post", "recorded_on": since}
        _add(rows, OutsideAccess, firm=f"Firm {number}", from_on=since, ended_on=until, **firm, **of)


def _add(rows: Rows, model: Any, **values: Any) -> None:
    rows.setdefault(model, []).append(values)
