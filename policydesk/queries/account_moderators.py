"""What can be asked about the moderators of accounts: one account's turns, and what is known of each person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from policydesk.queries.account_cover import TURNS_KNOWN
from policydesk.queries.demands import VersionInForce
from policydesk.queries.people import OPEN, ROLES_KNOWN, day
from policydesk.queries.states import pair_states
from policydesk.terms import AckState
from policydesk.terms_accounts import ModeratorRole

_OWES = tuple(state.value for state in AckState if state.wants_signature or state is AckState.DECLINED)


@dataclass(frozen=True, slots=True)
class ModeratorRow:
    """One turn of a moderator, past, running or to come, both days inclusive.

    `last_day` is the day on which it ends in fact, and `leaves` is whether that is because they leave the school.
    `owes` is whether they have still to acknowledge the social media policy in force.
    """

    id: int
    staff_id: int
    full_name: str
    role: ModeratorRole
    from_on: date
    until_on: date | None
    in_holidays: bool
    approved_by_id: int | None
    approved_by: str
    approved_on: date | None
    last_day: date | None
    leaves: bool
    is_running: bool
    is_past: bool
    trained_until: date | None
    bound: bool
    owes: bool


@dataclass(frozen=True, slots=True)
class Moderating:
    """What is known on a day of somebody who moderates: training, and whether the policy binds them in post."""

    name: str
    sort_name: str
    in_post: bool
    bound: bool
    last_day: date | None
    trained_until: date | None


def people_who_moderate(
    session: Session, as_at: date, version: VersionInForce | None, account_id: int | None = None
) -> dict[int, Moderating]:
    """Return what is known of everybody who moderates any account, or one account, by their id.

    Without a version of the social media policy everybody in post is bound.
    """
    categories = () if version is None else tuple(version.categories)
    rows = session.execute(
        text(f"""
            WITH {ROLES_KNOWN}
            SELECT s.id, s.full_name, s.sort_name, max(r.started_on <= :known AND r.ends >= :known) AS here,
                   max(r.started_on <= :known AND r.ends >= :known AND (:all OR r.category IN :categories)) AS bound,
                   max(r.ends) AS last_day,
                   (SELECT max(t.expires_on) FROM training t WHERE t.staff_id = s.id AND t.trained_on <= :known)
                       AS trained_until
            FROM staff_member s JOIN role_known r ON r.staff_id = s.id
            WHERE s.id IN (SELECT m.staff_id FROM {TURNS_KNOWN} m WHERE :account IS NULL OR m.account_id = :account)
            GROUP BY s.id""").bindparams(bindparam("categories", expanding=True)),
        {"known": as_at.isoformat(), "all": version is None, "categories": categories, "account": account_id},
    )
    return {
        one: Moderating(name, sorted_as, bool(here), bool(bound), day(last), day(trained))
        for one, name, sorted_as, here, bound, last, trained in rows.all()
    }


def who_owes(
    session: Session, as_at: date, version: VersionInForce | None, staff_ids: Iterable[int] | None = None
) -> frozenset[int]:
    """Return who has still to acknowledge the social media policy in force, or declined to."""
    if version is None:
        return frozenset()
    statement, parameters = pair_states(
        "SELECT staff_id FROM pair_state WHERE state IN :owes",
        as_at,
        staff_ids=staff_ids,
        version_ids=(version.version_id,),
        owes=_OWES,
    )
    return frozenset(session.scalars(statement, parameters))


def moderator_rows(
    session: Session, as_at: date, account_id: int, version: VersionInForce | None
) -> tuple[ModeratorRow, ...]:
    """Return all turns on one account as a day knew them: those that run first, then those to come, then past ones."""
    known = people_who_moderate(session, as_at, version, account_id)
    owes = who_owes(session, as_at, version, known) if known else frozenset()
    rows = session.execute(
        text(f"""
            SELECT m.id, m.staff_id, s.full_name, m.role, m.from_on, m.until_on, m.in_holidays, m.approved_by_id,
                   a.full_name AS approved_by, m.approved_on
            FROM {TURNS_KNOWN} m JOIN staff_member s ON s.id = m.staff_id
            LEFT JOIN staff_member a ON a.id = m.approved_by_id
            WHERE m.account_id = :account ORDER BY s.sort_name, m.from_on DESC, m.id"""),
        {"account": account_id, "known": as_at.isoformat()},
    ).mappings()
    found = [_row(row, known.get(row["staff_id"]), owes, as_at) for row in rows]
    return tuple(sorted(found, key=lambda one: _place(one, as_at)))


def _place(row: ModeratorRow, as_at: date) -> int:
    if row.is_running:
        return 0
    return 1 if row.from_on > as_at else 2


def _row(row: Any, person: Moderating | None, owes: frozenset[int], as_at: date) -> ModeratorRow:
    until, from_on = row["until_on"] or OPEN, date.fromisoformat(row["from_on"])
    leaving = OPEN if person is None or person.last_day is None else person.last_day.isoformat()
    last = day(min(until, leaving))
    return ModeratorRow(
        **{name: row[name] for name in ("id", "staff_id", "full_name", "approved_by_id")},
        role=ModeratorRole(row["role"]),
        from_on=from_on,
        until_on=day(row["until_on"]),
        in_holidays=bool(row["in_holidays"]),
        approved_by=row["approved_by"] or "",
        approved_on=day(row["approved_on"]),
        last_day=last,
        leaves=leaving < until,
        is_running=from_on <= as_at and (last is None or last >= as_at),
        is_past=last is not None and last < as_at,
        trained_until=None if person is None else person.trained_until,
        bound=person is not None and person.bound,
        owes=row["staff_id"] in owes,
    )
