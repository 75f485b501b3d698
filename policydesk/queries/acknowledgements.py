"""What can be asked about acknowledgements: the matrix, who is outstanding, the figures."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from policydesk.dates import add_months, month_end
from policydesk.names import fold
from policydesk.queries.people import day
from policydesk.queries.states import pair_states
from policydesk.terms import AckMethod, AckState, StaffCategory

_EXEMPT, _DONE = AckState.EXEMPT.value, AckState.ACKNOWLEDGED.value
_OVERDUE, _EXPIRED = AckState.OVERDUE.value, AckState.EXPIRED.value


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
class PolicyFigure:
    """How many people stand where with one version; `asked` counts all but the exempt.

    `late` are the overdue and those whose yearly renewal is past its day.
    """

    version_id: int
    policy_id: int
    title: str
    label: str
    asked: int
    acknowledged: int
    overdue: int
    due_soon: int
    outstanding: int
    declined: int
    expired: int
    exempt: int
    late: int


@dataclass(frozen=True, slots=True)
class SchoolFigures:
    """The figures of every version in force; `people` are those asked for any, `all_done` those who did all of it."""

    policies: tuple[PolicyFigure, ...]
    people: int
    all_done: int


@dataclass(frozen=True, slots=True)
class CategoryFigure:
    """How many acknowledgements one category was asked for and gave; a person counts in each category they hold."""

    category: StaffCategory
    people: int
    asked: int
    up_to_date: int
    overdue: int


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One policy and one category: how many people were asked, and how many of them have acknowledged."""

    title: str
    version_id: int
    category: StaffCategory
    asked: int
    up_to_date: int


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """Where the school stood at the end of one month."""

    as_at: date
    asked: int
    up_to_date: int


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
            _categories(people[one]["categories"]),
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
) -> tuple[PairRow, ...]:
    """Return the pairs in some states, by name and title; only pairs that a version in force asks are listed."""
    where = "WHERE x.state IN :states"
    more: dict[str, Any] = {"states": tuple(state.value for state in states) or ("none",)}
    if policy_id is not None:
        where += " AND x.policy_id = :policy_id"
        more["policy_id"] = policy_id
    rows = _ask(
        session,
        f"""SELECT x.staff_id, m.full_name, m.sort_name, x.policy_id, x.version_id, x.title, x.label, x.state, x.due_on,
                   x.signed_on, x.is_new_starter,
                   (SELECT group_concat(DISTINCT r.category) FROM staff_role r
                    WHERE r.staff_id = x.staff_id AND r.started_on <= :as_at
                      AND (r.ended_on IS NULL OR r.ended_on >= :as_at)) AS categories
            FROM pair_state x JOIN staff_member m ON m.id = x.staff_id {where}
            ORDER BY m.sort_name, m.id, lower(x.title)""",
        as_at,
        staff_ids=None if staff_id is None else (staff_id,),
        **more,
    )
    return tuple(_pair(row, as_at) for row in rows)


def school_figures(session: Session, as_at: date) -> SchoolFigures:
    """Return where people stand with each version in force, and how many people did all they are asked for."""
    rows = _ask(
        session,
        f"""SELECT c.version_id, c.policy_id, c.title, c.label, x.state, x.people, x.late
            FROM current_version c
            LEFT JOIN (SELECT version_id, state, count(*) AS people, sum(late) AS late
                       FROM kept GROUP BY version_id, state) x ON x.version_id = c.version_id
            UNION ALL
            SELECT NULL, NULL, '', '', CASE WHEN done THEN '{_DONE}' ELSE '' END, count(*), 0
            FROM (SELECT min(state = '{_DONE}') AS done FROM kept WHERE state <> '{_EXEMPT}' GROUP BY staff_id)
            GROUP BY done""",
        as_at,
        kept=f"""SELECT staff_id, version_id, state,
                        state = '{_OVERDUE}' OR (state = '{_EXPIRED}' AND due_on < :as_at) AS late FROM pair_state""",
    )
    heads: dict[int, tuple[int, str, str]] = {}
    counts: dict[int | None, Counter[str]] = defaultdict(Counter)
    late: Counter[int | None] = Counter()
    for row in rows:
        if row["version_id"] is not None:
            heads[row["version_id"]] = (row["policy_id"], row["title"], row["label"])
        counts[row["version_id"]][row["state"]] = row["people"] or 0
        late[row["version_id"]] += row["late"] or 0
    found = [_figure(version, head, counts[version], late[version]) for version, head in heads.items()]
    return SchoolFigures(
        tuple(sorted(found, key=lambda one: (fold(one.title), one.version_id))),
        people=counts[None].total(),
        all_done=counts[None][_DONE],
    )


def policy_figures(session: Session, as_at: date) -> tuple[PolicyFigure, ...]:
    """Return where people stand with each version in force, by title."""
    return school_figures(session, as_at).policies


def _figure(version_id: int, head: tuple[int, str, str], counts: Counter[str], late: int) -> PolicyFigure:
    policy_id, title, label = head
    return PolicyFigure(
        version_id=version_id,
        policy_id=policy_id,
        title=title,
        label=label,
        asked=counts.total() - counts[_EXEMPT],
        acknowledged=counts[_DONE],
        overdue=counts[_OVERDUE],
        due_soon=counts[AckState.DUE_SOON.value],
        outstanding=counts[AckState.OUTSTANDING.value],
        declined=counts[AckState.DECLINED.value],
        expired=counts[_EXPIRED],
        late=late,
        exempt=counts[_EXEMPT],
    )


def category_figures(session: Session, as_at: date) -> tuple[CategoryFigure, ...]:
    """Return the acknowledgements asked of each category and given; a pair counts in each bound category held."""
    rows = _ask(
        session,
        f"""SELECT r.category, count(DISTINCT x.staff_id) AS people, count(*) AS asked,
                   sum(x.state = '{_DONE}') AS up_to_date,
                   sum(x.state = '{_OVERDUE}' OR (x.state = '{_EXPIRED}' AND x.due_on < :as_at)) AS overdue
            FROM pair_state x
            JOIN (SELECT DISTINCT staff_id, category FROM staff_role
                  WHERE started_on <= :as_at AND (ended_on IS NULL OR ended_on >= :as_at)) r ON r.staff_id = x.staff_id
            JOIN bound_category b ON b.version_id = x.version_id AND b.category = r.category
            WHERE x.state <> '{_EXEMPT}' GROUP BY r.category""",
        as_at,
    )
    order = list(StaffCategory)
    figures = [CategoryFigure(**{**row, "category": StaffCategory(row["category"])}) for row in rows]
    return tuple(sorted(figures, key=lambda figure: order.index(figure.category)))


def heat(session: Session, as_at: date) -> tuple[HeatCell, ...]:
    """Return what each category was asked for of each policy and gave, by title; a person counts in each category."""
    rows = _ask(
        session,
        f"""SELECT x.title, x.version_id, r.category, count(*) AS asked, sum(x.state = '{_DONE}') AS up_to_date
            FROM pair_state x
            JOIN (SELECT DISTINCT staff_id, category FROM staff_role
                  WHERE started_on <= :as_at AND (ended_on IS NULL OR ended_on >= :as_at)) r ON r.staff_id = x.staff_id
            JOIN bound_category b ON b.version_id = x.version_id AND b.category = r.category
            WHERE x.state <> '{_EXEMPT}' GROUP BY x.version_id, r.category""",
        as_at,
    )
    cells = [HeatCell(**{**row, "category": StaffCategory(row["category"])}) for row in rows]
    return tuple(sorted(cells, key=lambda one: (fold(one.title), one.version_id)))


def totals(session: Session, as_at: date) -> TrendPoint:
    """Return how many acknowledgements are asked for on a day, and how many of them are given."""
    row = next(
        iter(
            _ask(
                session,
                f"""SELECT count(*) AS asked, coalesce(sum(state = '{_DONE}'), 0) AS up_to_date
                    FROM pair_state WHERE state <> '{_EXEMPT}'""",
                as_at,
            )
        )
    )
    return TrendPoint(as_at, **row)


def trend(session: Session, as_at: date, months: int = 12) -> tuple[TrendPoint, ...]:
    """Return where the school stood at the end of each of the last months, and on the day itself last."""
    ends = [add_months(as_at.replace(day=1), -back) for back in range(months, 0, -1)]
    points = [totals(session, month_end(one.year, one.month)) for one in ends]
    return (*points, totals(session, as_at))


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


def _pair(row: Any, as_at: date) -> PairRow:
    due_on = date.fromisoformat(row["due_on"])
    state = AckState(row["state"])
    late = (as_at - due_on).days if state in {AckState.OVERDUE, AckState.EXPIRED} else 0
    return PairRow(
        **{name: row[name] for name in ("staff_id", "full_name", "sort_name", "policy_id", "version_id", "title")},
        label=row["label"],
        categories=_categories(row["categories"]),
        state=state,
        due_on=due_on,
        signed_on=day(row["signed_on"]),
        days_overdue=max(0, late),
        is_new_starter=bool(row["is_new_starter"]),
    )


@lru_cache(maxsize=256)
def _categories(joined: str | None) -> tuple[StaffCategory, ...]:
    held = frozenset((joined or "").split(","))
    return tuple(one for one in StaffCategory if one.value in held)
