"""What can be asked about acknowledgements, person by person: the matrix, who is outstanding, what was answered."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from policydesk.queries.acknowledgement_figures import policy_figures
from policydesk.queries.people import categories_held, day
from policydesk.queries.states import pair_states
from policydesk.terms import AckMethod, AckState, StaffCategory


@dataclass(frozen=True, slots=True)
class VersionHead:
    """A version in force, with how many are asked and how many of them have acknowledged it."""

    version_id: int
    policy_id: int
    title: str
    label: str
    asked: int
    up_to_date: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One person and one version in the matrix."""

    state: AckState
    due_on: date | None = None
    signed_on: date | None = None
    acknowledgement_id: int | None = None


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One person's line in the matrix; `cells` stand in the order of the heads."""

    staff_id: int
    full_name: str
    categories: tuple[StaffCategory, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class PairRow:
    """One person and one version, with everything a list of names prints."""

    staff_id: int
    full_name: str
    sort_name: str
    categories: tuple[StaffCategory, ...]
    policy_id: int
    version_id: int
    title: str
    label: str
    state: AckState
    due_on: date
    signed_on: date | None
    days_overdue: int
    is_new_starter: bool


@dataclass(frozen=True, slots=True)
class AcknowledgementRow:
    """One answer as it was recorded, also where it no longer counts."""

    id: int
    staff_id: int
    full_name: str
    version_id: int
    title: str
    label: str
    signed_on: date
    method: AckMethod
    declined: bool
    decline_reason: str
    understanding: str
    evidence_id: int | None
    recorded_by: str
    voided_on: date | None
    void_reason: str


def current_versions(session: Session, as_at: date) -> tuple[VersionHead, ...]:
    """Return the versions in force that have to be acknowledged, by title, with their figures."""
    return tuple(
        VersionHead(one.version_id, one.policy_id, one.title, one.label, one.asked, one.acknowledged)
        for one in policy_figures(session, as_at)
    )


def matrix_rows(
    session: Session, as_at: date, staff_ids: Sequence[int], heads: Sequence[VersionHead]
) -> tuple[MatrixRow, ...]:
    """Return the lines of some people, in the order of their ids; a version that does not bind them is not required."""
    if not staff_ids:
        return ()
    versions = [head.version_id for head in heads]
    statement, parameters = pair_states(
        "SELECT staff_id, version_id, state, due_on, signed_on, ack_id FROM pair_state",
        as_at,
        staff_ids=staff_ids,
        version_ids=versions,
    )
    states = {state.value: state for state in AckState}
    cells = {
        (staff, version): Cell(states[state], day(due_on), day(signed_on), ack)
        for staff, version, state, due_on, signed_on, ack in session.execute(statement, parameters).all()
    }
    nothing = Cell(AckState.NOT_REQUIRED)
    people = {row["id"]: row for row in _people(session, as_at, staff_ids)}
    return tuple(
        MatrixRow(
            one,
            people[one]["full_name"],
            categories_held(people[one]["categories"]),
            tuple(cells.get((one, version), nothing) for version in versions),
        )
        for one in staff_ids
        if one in people
    )


def pairs(
    session: Session,
    as_at: date,
    states: Collection[AckState] = frozenset(AckState),
    policy_id: int | None = None,
    staff_id: int | None = None,
    version_id: int | None = None,
) -> tuple[PairRow, ...]:
    """Return the pairs in some states, by name and title; only pairs that a version in force asks are listed.

    They may be narrowed to one policy, one person and one version.
    """
    where = "WHERE x.state IN :states"
    more: dict[str, Any] = {"states": tuple(state.value for state in states) or ("none",)}
    if policy_id is not None:
        where += " AND x.policy_id = :policy_id"
        more["policy_id"] = policy_id
    statement, parameters = pair_states(
        f"""SELECT x.staff_id, m.full_name, m.sort_name, x.policy_id, x.version_id, x.title, x.label, x.state, x.due_on,
                   x.signed_on, x.is_new_starter,
                   (SELECT group_concat(DISTINCT r.category) FROM staff_role r
                    WHERE r.staff_id = x.staff_id AND r.started_on <= :as_at
                      AND (r.ended_on IS NULL OR r.ended_on >= :as_at)) AS categories
            FROM pair_state x JOIN staff_member m ON m.id = x.staff_id {where}
            ORDER BY m.sort_name, m.id, lower(x.title)""",
        as_at,
        staff_ids=None if staff_id is None else (staff_id,),
        version_ids=None if version_id is None else (version_id,),
        **more,
    )
    return tuple(_pair(row, as_at) for row in session.execute(statement, parameters).all())


def acknowledgement_history(
    session: Session, *, staff_id: int | None = None, version_id: int | None = None, as_at: date = date.max
) -> tuple[AcknowledgementRow, ...]:
    """Return every answer of a person or to a version up to a day, the newest first, also those that count no more."""
    rows = session.execute(
        text("""
            SELECT a.id, a.staff_id, m.full_name, a.version_id, p.title, v.label, a.signed_on, a.method, a.declined,
                   a.decline_reason, a.understanding, a.evidence_id, a.recorded_by,
                   CASE WHEN a.voided_on <= :as_at OR a.voided_on <= date(a.recorded_at) THEN a.voided_on END
                       AS voided_on,
                   CASE WHEN a.voided_on <= :as_at OR a.voided_on <= date(a.recorded_at) THEN a.void_reason ELSE '' END
                       AS void_reason
            FROM acknowledgement a JOIN staff_member m ON m.id = a.staff_id
            JOIN policy_version v ON v.id = a.version_id JOIN policy p ON p.id = v.policy_id
            WHERE (:staff_id IS NULL OR a.staff_id = :staff_id) AND (:version_id IS NULL OR a.version_id = :version_id)
              AND a.signed_on <= :as_at
            ORDER BY a.signed_on DESC, a.id DESC"""),
        {"staff_id": staff_id, "version_id": version_id, "as_at": as_at.isoformat()},
    ).mappings()
    return tuple(
        AcknowledgementRow(
            **{
                **row,
                "signed_on": date.fromisoformat(row["signed_on"]),
                "method": AckMethod(row["method"]),
                "declined": bool(row["declined"]),
                "voided_on": day(row["voided_on"]),
            }
        )
        for row in rows
    )


def _ask(session: Session, select: str, as_at: date, **narrowed: Any) -> Any:
    statement, parameters = pair_states(select, as_at, **narrowed)
    return session.execute(statement, parameters).mappings()


def _people(session: Session, as_at: date, staff_ids: Sequence[int]) -> Any:
    statement = text("""
        SELECT m.id, m.full_name, group_concat(DISTINCT r.category) AS categories
        FROM staff_member m
        LEFT JOIN staff_role r ON r.staff_id = m.id AND r.started_on <= :as_at
             AND (r.ended_on IS NULL OR r.ended_on >= :as_at)
        WHERE m.id IN :staff_ids GROUP BY m.id""").bindparams(bindparam("staff_ids", expanding=True))
    return session.execute(statement, {"as_at": as_at.isoformat(), "staff_ids": tuple(staff_ids)}).mappings()


_STATES = {one.value: one for one in AckState}
_LATE = frozenset({AckState.OVERDUE, AckState.EXPIRED})


def _pair(row: Any, as_at: date) -> PairRow:
    """Return a pair from its columns; there may be hundreds of thousands."""
    staff_id, full_name, sort_name, policy_id, version_id, title, label, stands, due, signed, is_new, held = row
    state, due_on = _STATES[stands], date.fromisoformat(due)
    return PairRow(
        staff_id=staff_id,
        full_name=full_name,
        sort_name=sort_name,
        categories=categories_held(held),
        policy_id=policy_id,
        version_id=version_id,
        title=title,
        label=label,
        state=state,
        due_on=due_on,
        signed_on=day(signed),
        days_overdue=max(0, (as_at - due_on).days) if state in _LATE else 0,
        is_new_starter=bool(is_new),
    )
