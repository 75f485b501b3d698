"""How many people stand where with the policies in force: for each version, each category, and the whole school."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from policydesk.names import fold
from policydesk.queries.states import pair_states
from policydesk.terms import AckState, StaffCategory

_EXEMPT, _DONE = AckState.EXEMPT.value, AckState.ACKNOWLEDGED.value
_OVERDUE, _EXPIRED = AckState.OVERDUE.value, AckState.EXPIRED.value


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
    """How many acknowledgements one category was asked for and gave; a person counts in each category they hold.

    `overdue` are the late ones, with late renewals.
    """

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
class WholeFigures:
    """The figures of the school with those of each category, and of each policy and category by title.

    `late_people` are late with something or have declined it.
    """

    school: SchoolFigures
    late_people: int
    categories: tuple[CategoryFigure, ...]
    cells: tuple[HeatCell, ...]


_KEPT = f"""SELECT staff_id, version_id, state,
                   state = '{_OVERDUE}' OR (state = '{_EXPIRED}' AND due_on < :as_at) AS late FROM pair_state"""
"""What the figures are counted from: each pair with its state, and whether it is late."""

_BY_VERSION = f"""
    SELECT 'version' AS kind, c.version_id, c.policy_id, c.title, c.label, x.state, x.people, x.late, '' AS categories
    FROM current_version c
    LEFT JOIN (SELECT version_id, state, count(*) AS people, sum(late) AS late
               FROM kept GROUP BY version_id, state) x ON x.version_id = c.version_id
    UNION ALL
    SELECT 'all', NULL, NULL, '', '', CASE WHEN done THEN '{_DONE}' ELSE '' END, count(*), 0, ''
    FROM (SELECT min(state = '{_DONE}') AS done FROM kept WHERE state <> '{_EXEMPT}' GROUP BY staff_id)
    GROUP BY done"""

_HELD = """
    SELECT staff_id, group_concat(category) AS categories FROM (
        SELECT DISTINCT staff_id, category FROM staff_role
        WHERE started_on <= :as_at AND (ended_on IS NULL OR ended_on >= :as_at) ORDER BY staff_id, category)
    GROUP BY staff_id"""
"""Everybody in post with all categories that they hold: few people hold several, so there are few such sets."""

_BY_CATEGORY = f"""
    SELECT 'binds', version_id, NULL, '', '', '', 0, 0, category FROM bound_category
    UNION ALL
    SELECT 'cell', k.version_id, NULL, '', '', CASE WHEN k.late THEN '{_OVERDUE}' ELSE k.state END AS stands,
           count(*), 0, h.categories
    FROM kept k JOIN ({_HELD}) h ON h.staff_id = k.staff_id
    WHERE k.state <> '{_EXEMPT}' GROUP BY k.version_id, stands, h.categories
    UNION ALL
    SELECT 'late', NULL, NULL, '', '', '', count(DISTINCT staff_id), 0, ''
    FROM kept WHERE late OR state = '{AckState.DECLINED.value}'
    UNION ALL
    SELECT 'people', NULL, NULL, versions, '', '', count(*), 0, categories
    FROM (SELECT h.categories, group_concat(k.version_id) AS versions
          FROM kept k JOIN ({_HELD}) h ON h.staff_id = k.staff_id
          WHERE k.state <> '{_EXEMPT}' GROUP BY k.staff_id)
    GROUP BY versions, categories"""


def school_figures(session: Session, as_at: date) -> SchoolFigures:
    """Return where people stand with each version in force, and how many people did all they are asked for."""
    return _school(_ask(session, _BY_VERSION, as_at))


def policy_figures(session: Session, as_at: date) -> tuple[PolicyFigure, ...]:
    """Return where people stand with each version in force, by title."""
    return school_figures(session, as_at).policies


def whole_figures(session: Session, as_at: date) -> WholeFigures:
    """Return the figures of the school, of each category, and of each policy and category: one reading for all.

    A person counts in each category that they hold and that the version binds.
    """
    rows = _ask(session, f"{_BY_VERSION} UNION ALL {_BY_CATEGORY}", as_at)
    binds: dict[int, set[str]] = defaultdict(set)
    for row in rows:
        if row.kind == "binds":
            binds[row.version_id].add(row.categories)
    school, cells, people = _school(rows), _counted(rows, binds), Counter[str]()
    for row in rows:
        if row.kind == "people":
            bound = set().union(*(binds[int(version)] for version in row.title.split(",")))
            people.update(dict.fromkeys(bound.intersection(row.categories.split(",")), row.people))
    late = next(row.people for row in rows if row.kind == "late")
    return WholeFigures(school, late, _by_category(cells, people), _by_policy(cells, school))


def _ask(session: Session, select: str, as_at: date) -> Sequence[Any]:
    statement, parameters = pair_states(select, as_at, kept=_KEPT)
    return session.execute(statement, parameters).all()


def _school(rows: Sequence[Any]) -> SchoolFigures:
    heads = {row.version_id: (row.policy_id, row.title, row.label) for row in rows if row.kind == "version"}
    counts: dict[int | None, Counter[str]] = defaultdict(Counter)
    late: Counter[int | None] = Counter()
    for row in rows:
        if row.kind in {"version", "all"}:
            counts[row.version_id][row.state] = row.people or 0
            late[row.version_id] += row.late or 0
    found = [_figure(version, head, counts[version], late[version]) for version, head in heads.items()]
    return SchoolFigures(
        tuple(sorted(found, key=lambda one: (fold(one.title), one.version_id))),
        people=counts[None].total(),
        all_done=counts[None][_DONE],
    )


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


_Cells = dict[tuple[int, str], Counter[str]]
"""For each version and each category that it binds, how many people stand where."""


def _counted(rows: Sequence[Any], binds: Mapping[int, set[str]]) -> _Cells:
    cells: _Cells = defaultdict(Counter)
    for row in rows:
        if row.kind == "cell":
            for category in binds[row.version_id].intersection(row.categories.split(",")):
                cells[row.version_id, category][row.state] += row.people
    return cells


def _by_category(cells: _Cells, people: Mapping[str, int]) -> tuple[CategoryFigure, ...]:
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for (_version, category), counts in cells.items():
        sums[category].update(counts)
    return tuple(
        CategoryFigure(one, people[one.value], counts.total(), counts[_DONE], counts[_OVERDUE])
        for one in StaffCategory
        if (counts := sums[one.value])
    )


def _by_policy(cells: _Cells, school: SchoolFigures) -> tuple[HeatCell, ...]:
    return tuple(
        HeatCell(policy.title, policy.version_id, one, counts.total(), counts[_DONE])
        for policy in school.policies
        for one in StaffCategory
        if (counts := cells.get((policy.version_id, one.value)))
    )
