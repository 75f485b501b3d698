"""What can be asked about members of staff: the list, one page of it, finding a name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from policydesk.names import fold
from policydesk.queries.people import SPELLS, day, standing_parameters
from policydesk.queries.states import state_ctes, state_parameters
from policydesk.terms import AckState, StaffCategory, StaffStatus

WANTS_SIGNATURE = tuple(state.value for state in AckState if state.wants_signature)
NOT_UP_TO_DATE = (*WANTS_SIGNATURE, AckState.DECLINED.value)
ASKED = tuple(state.value for state in AckState if state.is_asked)


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One line of the staff list; `asked` and `up_to_date` count the current versions."""

    id: int
    full_name: str
    known_as: str
    sort_name: str
    categories: tuple[StaffCategory, ...]
    job_title: str
    employer: str
    email: str
    reference: str
    started_on: date | None
    ended_on: date | None
    status: StaffStatus
    asked: int
    up_to_date: int


@dataclass(frozen=True)
class StaffFilter:
    """Which people a list shows. `status` is a StaffStatus, or "here" for everybody in post, or "all"."""

    text: str = ""
    categories: tuple[StaffCategory, ...] = ()
    status: str = "here"
    not_signed: bool = False
    new_starters: bool = False


HERE = (StaffStatus.IN_POST, StaffStatus.NEW_STARTER, StaffStatus.LEAVING)
"""Who is in post on the day."""

_NOT_KNOWN_YET = "w.staff_id IS NULL AND EXISTS (SELECT 1 FROM staff_role y WHERE y.staff_id = m.id)"
"""Somebody of whom the register did not know on the day that they would ever start."""

_SORTS = {
    "name": "m.sort_name",
    "category": "w.categories",
    "job_title": "lower(p.job_title)",
    "email": "lower(m.email)",
    "reference": "m.reference",
    "started_on": "coalesce(w.active_from, w.first_on)",
    "ended_on": "w.last_on",
    "status": "w.status",
    "signed": "m.sort_name",
}


def staff_ids(
    session: Session,
    as_at: date,
    asked: StaffFilter = StaffFilter(),
    sort: str = "name",
    descending: bool = False,
) -> tuple[int, ...]:
    """Return the ids of everybody a filter names, sorted: a table loads the rows it shows as it scrolls."""
    where, parameters, expanding = _conditions(asked)
    states = ""
    if asked.not_signed or sort == "signed":
        states = "," + state_ctes()
        parameters |= state_parameters(as_at)
    column = _SORTS[sort]
    if sort == "signed":
        column = (
            "(SELECT 1.0 * sum(state = 'acknowledged') / count(*) FROM pair_state x WHERE x.staff_id = m.id "
            "AND x.state <> 'exempt')"
        )
    direction = "DESC" if descending else "ASC"
    statement = text(f"""
        WITH {SPELLS.format(staff="")}{states}
        SELECT m.id FROM staff_member m
        LEFT JOIN standing w ON w.staff_id = m.id
        LEFT JOIN main_spell p ON p.staff_id = m.id
        WHERE {" AND ".join(where)}
        ORDER BY {column} {direction}, m.sort_name, m.id""").bindparams(*expanding)
    return tuple(session.scalars(statement, {**standing_parameters(as_at), **parameters}))


def staff_rows(session: Session, as_at: date, ids: Sequence[int]) -> tuple[StaffRow, ...]:
    """Return people in the order of their ids, with how many current versions they were asked for and signed."""
    if not ids:
        return ()
    statement = text(f"""
        WITH {SPELLS.format(staff="AND r.staff_id IN :staff_ids")}, {state_ctes(staff=True)}
        SELECT m.id, m.full_name, m.known_as, m.sort_name, w.categories, coalesce(p.job_title, '') AS job_title,
               coalesce(p.employer, '') AS employer, m.email, m.reference,
               coalesce(w.active_from, w.first_on) AS started_on, coalesce(w.active_until, w.last_on) AS ended_on,
               coalesce(w.status, CASE WHEN {_NOT_KNOWN_YET} THEN '{StaffStatus.NOT_STARTED.value}'
                                       ELSE '{StaffStatus.LEFT.value}' END) AS status,
               count(x.staff_id) AS asked, coalesce(sum(x.state = '{AckState.ACKNOWLEDGED.value}'), 0) AS up_to_date
        FROM staff_member m
        LEFT JOIN standing w ON w.staff_id = m.id
        LEFT JOIN main_spell p ON p.staff_id = m.id
        LEFT JOIN pair_state x ON x.staff_id = m.id AND x.state <> '{AckState.EXEMPT.value}'
        WHERE m.id IN :staff_ids GROUP BY m.id""").bindparams(bindparam("staff_ids", expanding=True))
    parameters = {**standing_parameters(as_at), **state_parameters(as_at), "staff_ids": tuple(ids)}
    rows = {row["id"]: _row(row) for row in session.execute(statement, parameters).mappings()}
    return tuple(rows[one] for one in ids if one in rows)


def find_staff(session: Session, as_at: date, words: str, limit: int = 20) -> tuple[StaffRow, ...]:
    """Return the people whose name has all these parts, those in post first."""
    where, parameters, expanding = _conditions(StaffFilter(words, status="all"))
    statement = text(f"""
        WITH {SPELLS.format(staff="")}
        SELECT m.id FROM staff_member m LEFT JOIN standing w ON w.staff_id = m.id
        LEFT JOIN main_spell p ON p.staff_id = m.id
        WHERE {" AND ".join(where)}
        ORDER BY w.active_from IS NULL, m.sort_name, m.id LIMIT :most""").bindparams(*expanding)
    ids = session.scalars(statement, {**standing_parameters(as_at), **parameters, "most": limit}).all()
    return staff_rows(session, as_at, ids)


def count_staff(session: Session) -> int:
    """Return how many people the register has, whoever is in post."""
    return int(session.execute(text("SELECT count(*) FROM staff_member")).scalar_one())


def _conditions(asked: StaffFilter) -> tuple[list[str], dict[str, Any], list[Any]]:
    where = [f"NOT ({_NOT_KNOWN_YET})"]
    parameters: dict[str, Any] = {}
    expanding: list[Any] = []
    for number, part in enumerate(asked.text.split()):
        name = f"part_{number}"
        where.append(
            f"(fold(m.full_name || ' ' || m.known_as || ' ' || m.email || ' ' || m.reference || ' ' "
            f"|| coalesce(p.job_title, '')) LIKE :{name} ESCAPE '!')"
        )
        parameters[name] = f"%{_escaped(part)}%"
    if asked.categories:
        where.append(
            "EXISTS (SELECT 1 FROM spell r WHERE r.staff_id = m.id AND r.category IN :categories "
            "AND (r.active OR w.active_from IS NULL))"
        )
        parameters["categories"] = tuple(one.value for one in asked.categories)
        expanding.append(bindparam("categories", expanding=True))
    if asked.status != "all":
        where.append("w.status IN :statuses")
        here = asked.status == "here" or asked.status == StaffStatus.IN_POST
        parameters["statuses"] = tuple(one.value for one in HERE) if here else (str(asked.status),)
        expanding.append(bindparam("statuses", expanding=True))
    if asked.new_starters:
        where.append("w.first_on > :new_since AND w.active_from IS NOT NULL")
    if asked.not_signed:
        where.append("m.id IN (SELECT x.staff_id FROM pair_state x WHERE x.state IN :unsigned)")
        parameters["unsigned"] = NOT_UP_TO_DATE
        expanding.append(bindparam("unsigned", expanding=True))
    return where, parameters, expanding


def _escaped(part: str) -> str:
    return fold(part).replace("!", "!!").replace("%", "!%").replace("_", "!_")


def _row(row: Any) -> StaffRow:
    held = frozenset((row["categories"] or "").split(","))
    return StaffRow(
        **{name: row[name] for name in ("id", "full_name", "known_as", "sort_name", "job_title", "employer", "email")},
        reference=row["reference"],
        categories=tuple(one for one in StaffCategory if one.value in held),
        started_on=day(row["started_on"]),
        ended_on=day(row["ended_on"]),
        status=StaffStatus(row["status"]),
        asked=row["asked"],
        up_to_date=row["up_to_date"],
    )
