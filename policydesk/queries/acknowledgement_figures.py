"""How many people stand where with the policies in force: for each version, each category, and the whole school."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from policydesk.names import fold
from policydesk.queries.day_pairs import DayPairs, day_pairs
from policydesk.queries.stands import Stand
from policydesk.queries.unsigned_kept import SaidVersion
from policydesk.terms import AckState, StaffCategory


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


def school_figures(session: Session, as_at: date) -> SchoolFigures:
    """Return where people stand with each version in force, and how many people did all they are asked for."""
    return _school(day_pairs(session, as_at))


def policy_figures(session: Session, as_at: date) -> tuple[PolicyFigure, ...]:
    """Return where people stand with each version in force, by title."""
    return school_figures(session, as_at).policies


def whole_figures(session: Session, as_at: date) -> WholeFigures:
    """Return the figures of the school, of each category, and of each policy and category: one reading for all.

    A person counts in each category that they hold and that the version binds.
    """
    pairs = day_pairs(session, as_at)
    school, cells = _school(pairs), _counted(pairs)
    missed = {one for one in pairs.counts if one.is_late or one.state is AckState.DECLINED}
    late = sum(1 for one in pairs.people if not missed.isdisjoint(one.stands))
    return WholeFigures(school, late, _by_category(cells, _people(pairs)), _by_policy(cells, school))


def _school(pairs: DayPairs) -> SchoolFigures:
    counts: dict[int, Counter[AckState]] = defaultdict(Counter)
    late: Counter[int] = Counter()
    for one, people in pairs.counts.items():
        counts[one.version_id][one.state] += people
        late[one.version_id] += people if one.is_late else 0
    found = [_figure(one, counts[one.id], late[one.id]) for one in pairs.versions]
    asked, missing = set(pairs.asked), {one for one in pairs.asked if one.state is not AckState.ACKNOWLEDGED}
    bound = [one for one in pairs.people if not asked.isdisjoint(one.stands)]
    return SchoolFigures(
        tuple(sorted(found, key=lambda one: (fold(one.title), one.version_id))),
        people=len(bound),
        all_done=sum(1 for one in bound if missing.isdisjoint(one.stands)),
    )


def _figure(version: SaidVersion, counts: Counter[AckState], late: int) -> PolicyFigure:
    return PolicyFigure(
        version_id=version.id,
        policy_id=version.policy_id,
        title=version.title,
        label=version.label,
        asked=counts.total() - counts[AckState.EXEMPT],
        acknowledged=counts[AckState.ACKNOWLEDGED],
        overdue=counts[AckState.OVERDUE],
        due_soon=counts[AckState.DUE_SOON],
        outstanding=counts[AckState.OUTSTANDING],
        declined=counts[AckState.DECLINED],
        expired=counts[AckState.EXPIRED],
        late=late,
        exempt=counts[AckState.EXEMPT],
    )


_Cells = dict[tuple[int, str], Counter[AckState]]
"""For each version and each category that it binds, how many people stand where; the late are overdue."""


def _counted(pairs: DayPairs) -> _Cells:
    binds = {one.id: one.categories for one in pairs.versions}
    cells: _Cells = defaultdict(Counter)
    for held, counts in pairs.by_held.items():
        for one, people in counts.items():
            if one.is_asked:
                for category in binds[one.version_id].intersection(held.split(",")):
                    cells[one.version_id, category][AckState.OVERDUE if one.is_late else one.state] += people
    return cells


def _people(pairs: DayPairs) -> Counter[str]:
    """Return how many people of each category are asked for anything because they are of that category."""
    binds = {one.id: one.categories for one in pairs.versions}
    bound: dict[Stand, frozenset[str]] = {one: binds[one.version_id] for one in pairs.asked}
    several: Counter[tuple[str, frozenset[frozenset[str]]]] = Counter()
    nobody = frozenset[str]()
    for one in pairs.people:
        several[one.held, frozenset(bound.get(stand, nobody) for stand in one.stands)] += 1
    people: Counter[str] = Counter()
    for (held, asked), count in several.items():
        people.update(dict.fromkeys(nobody.union(*asked).intersection(held.split(",")), count))
    return people


def _by_category(cells: _Cells, people: Mapping[str, int]) -> tuple[CategoryFigure, ...]:
    sums: dict[str, Counter[AckState]] = defaultdict(Counter)
    for (_version, category), counts in cells.items():
        sums[category].update(counts)
    return tuple(
        CategoryFigure(one, people[one.value], counts.total(), counts[AckState.ACKNOWLEDGED], counts[AckState.OVERDUE])
        for one in StaffCategory
        if (counts := sums[one.value])
    )


def _by_policy(cells: _Cells, school: SchoolFigures) -> tuple[HeatCell, ...]:
    return tuple(
        HeatCell(policy.title, policy.version_id, one, counts.total(), counts[AckState.ACKNOWLEDGED])
        for policy in school.policies
        for one in StaffCategory
        if (counts := cells.get((policy.version_id, one.value)))
    )
