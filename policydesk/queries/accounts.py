"""What can be asked about official accounts: the list, finding one, their names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from policydesk.names import fold
from policydesk.queries.account_cover import CoverFacts, cover_facts
from policydesk.queries.account_states import (
    HOLDS_APPROVAL,
    LAST_CHECKED,
    LAST_EVALUATED,
    LIVE_SINCE,
    STANDINGS,
    audience_of,
    shown_platform,
)
from policydesk.queries.demands import demands_on, school_standard
from policydesk.queries.once import read_once
from policydesk.queries.people import day
from policydesk.rules.account_dates import check_due_on, evaluation_due_on
from policydesk.rules.standard import Standard
from policydesk.terms_accounts import AccountState, Audience

HELD = frozenset({AccountState.LIVE, AccountState.SUSPENDED})
"""States in which an account exists for others, so that it is checked, evaluated and covered."""


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One line of the list of accounts.

    `moderators` are the approved ones in post, by name; `available` counts those of them who are there on the day;
    `gap_from` is the first day ahead on which fewer are there than `minimum`. `approved` is whether an approval holds.
    """

    id: int
    name: str
    platform: str
    platform_name: str
    handle: str
    address: str
    state: AccountState
    since: date
    moderators: tuple[str, ...]
    available: int
    minimum: int
    gap_from: date | None
    last_checked_on: date | None
    check_due_on: date | None
    evaluation_due_on: date | None
    planned_end_on: date | None
    approved: bool
    audience: frozenset[Audience]


def list_accounts(session: Session, as_at: date) -> tuple[AccountRow, ...]:
    """Return every account that exists on a day, by name, closed ones included."""
    return account_rows(session, as_at)


def account_rows(session: Session, as_at: date, account_ids: Sequence[int] | None = None) -> tuple[AccountRow, ...]:
    """Return accounts by name, all of them or some: a handful of statements, however many there are."""
    standard = school_standard(session, as_at)
    until = as_at + timedelta(days=standard.gap_window_days)
    found = _Found(
        as_at=as_at,
        standard=standard,
        minimum=demands_on(session, as_at).min_moderators,
        cover=cover_facts(session, as_at, until, account_ids, known_by=as_at),
        names=moderator_names(session),
    )
    rows = [_row(row, found) for row in _accounts(session, as_at, account_ids)]
    return tuple(sorted(rows, key=lambda row: (fold(row.name), row.id)))


def find_accounts(session: Session, as_at: date, words: str, limit: int = 20) -> tuple[AccountRow, ...]:
    """Return the accounts whose name, platform or address has all these parts, closed ones last."""
    parts = fold(words).split()
    found = [
        (row.state == AccountState.CLOSED, fold(row.name), row.id)
        for row in _accounts(session, as_at, None)
        if all(part in _searched(row) for part in parts)
    ]
    ids = [one for _closed, _name, one in sorted(found)[:limit]]
    rows = {row.id: row for row in account_rows(session, as_at, ids)} if ids else {}
    return tuple(rows[one] for one in ids)


def account_names(session: Session, as_at: date) -> tuple[tuple[int, str], ...]:
    """Return the ids and names of the accounts that exist on a day, closed ones last."""
    rows = session.execute(
        text(f"""
            WITH {STANDINGS}
            SELECT n.id, r.name FROM account_now n JOIN account_record r ON r.id = n.record_id
            ORDER BY n.state = '{AccountState.CLOSED.value}', fold(r.name), n.id"""),
        {"as_at": as_at.isoformat()},
    )
    return tuple((one, name) for one, name in rows)


@dataclass(frozen=True, slots=True)
class _Found:
    """What is asked once for all lines."""

    as_at: date
    standard: Standard
    minimum: int
    cover: CoverFacts
    names: Mapping[int, tuple[str, str]]


class _Line(NamedTuple):
    """One account as the statement gives it."""

    id: int
    state: str
    since: str
    name: str
    platform: str
    other_platform: str
    handle: str
    address: str
    planned_end_on: str | None
    audience: str
    live_since: str | None
    checked: str | None
    evaluated: str | None
    approved: int


def _accounts(session: Session, as_at: date, account_ids: Sequence[int] | None) -> list[_Line]:
    statement = text(f"""
        WITH {STANDINGS}
        SELECT n.id, n.state, n.since, r.name, r.platform, r.other_platform, r.handle, r.address, r.planned_end_on,
               r.audience, {LIVE_SINCE} AS live_since, {LAST_CHECKED} AS checked, {LAST_EVALUATED} AS evaluated,
               {HOLDS_APPROVAL} AS approved
        FROM account_now n JOIN account_record r ON r.id = n.record_id
        {"" if account_ids is None else "WHERE n.id IN :ids"}""")
    values: dict[str, Any] = {"as_at": as_at.isoformat()}
    if account_ids is not None:
        statement = statement.bindparams(bindparam("ids", expanding=True))
        values["ids"] = tuple(account_ids)
    return [_Line(*row) for row in session.execute(statement, values).all()]


@read_once
def moderator_names(session: Session) -> dict[int, tuple[str, str]]:
    """Return how everybody who was ever a moderator is sorted and called, also where that was changed since."""
    asked = """
        SELECT id, sort_name, full_name FROM staff_member
        WHERE id IN (SELECT staff_id FROM moderator UNION SELECT staff_id FROM earlier_turn)"""
    return {one: (sorted_as, name) for one, sorted_as, name in session.execute(text(asked))}


_STATES = {one.value: one for one in AccountState}


def _row(row: _Line, found: _Found) -> AccountRow:
    account_id, state = row.id, _STATES[row.state]
    held = state in HELD
    available, thin = found.cover.first_gap(account_id, found.minimum)
    live, checked, evaluated = (day(one) for one in (row.live_since, row.checked, row.evaluated))
    moderators = sorted(map(found.names.__getitem__, found.cover.appointed(account_id, found.as_at)))
    return AccountRow(
        id=account_id,
        name=row.name,
        platform=row.platform,
        handle=row.handle,
        address=row.address,
        platform_name=shown_platform(row.platform, row.other_platform),
        state=state,
        since=date.fromisoformat(row.since),
        moderators=tuple(name for _sorted_as, name in moderators),
        available=available,
        minimum=found.minimum,
        gap_from=thin if held else None,
        last_checked_on=checked,
        check_due_on=check_due_on(found.standard, live, checked) if held else None,
        evaluation_due_on=evaluation_due_on(found.standard, live, evaluated) if held else None,
        planned_end_on=day(row.planned_end_on),
        approved=bool(row.approved),
        audience=audience_of(row.audience),
    )


def _searched(row: _Line) -> str:
    where = shown_platform(row.platform, row.other_platform)
    return fold(f"{row.name} {where} {row.handle} {row.address}")
