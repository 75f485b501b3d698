"""What the official accounts lose when somebody leaves: the turns and the sign-ins they hold (R47)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from policydesk.names import fold
from policydesk.queries.account_cover import TURNS_KNOWN
from policydesk.queries.account_states import STANDINGS
from policydesk.queries.demands import demands_on
from policydesk.queries.people import ROLES_KNOWN, day
from policydesk.terms_accounts import AccountState, ModeratorRole


@dataclass(frozen=True, slots=True)
class TurnRow:
    """One account that somebody moderates or whose sign-in they hold, now or later: what it loses when they leave.

    `moderator_id` is None where they only hold the sign-in. `others` are the approved moderators in post who stay, by
    name; `falls_below` is whether a live account is left with fewer than the `minimum`.
    """

    account_id: int
    name: str
    state: AccountState
    moderator_id: int | None
    role: ModeratorRole | None
    from_on: date | None
    until_on: date | None
    others: tuple[str, ...]
    minimum: int
    falls_below: bool
    holds_credentials: bool
    credentials_kept: str


def moderator_turns(session: Session, staff_id: int, as_at: date) -> tuple[TurnRow, ...]:
    """Return the accounts that are not closed which somebody moderates or whose sign-in they hold (R47), by name."""
    values = {"as_at": as_at.isoformat(), "known": as_at.isoformat(), "staff_id": staff_id}
    rows = session.execute(
        text(f"""
            WITH {STANDINGS}
            SELECT n.id, n.state, r.name, r.credentials_kept, r.credentials_holder_id IS :staff_id AS holds,
                   m.id AS moderator_id, m.role, m.from_on, m.until_on
            FROM account_now n JOIN account_record r ON r.id = n.record_id
            LEFT JOIN {TURNS_KNOWN} m ON m.account_id = n.id AND m.staff_id = :staff_id
                 AND (m.until_on IS NULL OR m.until_on >= :as_at)
            WHERE n.state <> '{AccountState.CLOSED.value}'
              AND (m.id IS NOT NULL OR r.credentials_holder_id = :staff_id)"""),
        values,
    ).mappings()
    others = _others(session, values)
    minimum = demands_on(session, as_at).min_moderators
    found = [_row(row, tuple(others[row["id"]]), minimum) for row in rows]
    return tuple(sorted(found, key=lambda one: (fold(one.name), one.account_id, one.from_on or as_at)))


def _others(session: Session, values: Mapping[str, Any]) -> dict[int, list[str]]:
    """Return by account the other approved moderators in post, by name."""
    rows = session.execute(
        text(f"""
            WITH {ROLES_KNOWN}
            SELECT DISTINCT m.account_id, s.full_name, s.sort_name, s.id
            FROM {TURNS_KNOWN} m JOIN staff_member s ON s.id = m.staff_id
            JOIN role_known r ON r.staff_id = m.staff_id AND r.started_on <= :as_at AND r.ends >= :as_at
            WHERE m.staff_id <> :staff_id AND m.from_on <= :as_at AND m.approved_on <= :as_at
              AND (m.until_on IS NULL OR m.until_on >= :as_at)
            ORDER BY s.sort_name, s.id"""),
        dict(values),
    )
    found: dict[int, list[str]] = defaultdict(list)
    for account_id, name, *_order in rows:
        found[account_id].append(name)
    return found


def _row(row: Any, others: tuple[str, ...], minimum: int) -> TurnRow:
    state = AccountState(row["state"])
    live = state in {AccountState.LIVE, AccountState.SUSPENDED}
    moderates = row["moderator_id"] is not None
    return TurnRow(
        account_id=row["id"],
        name=row["name"],
        state=state,
        moderator_id=row["moderator_id"],
        role=ModeratorRole(row["role"]) if moderates else None,
        from_on=day(row["from_on"]),
        until_on=day(row["until_on"]),
        others=others,
        minimum=minimum,
        falls_below=live and moderates and len(others) < minimum,
        holds_credentials=bool(row["holds"]),
        credentials_kept=row["credentials_kept"],
    )
