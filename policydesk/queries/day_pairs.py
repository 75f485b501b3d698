"""Where everybody stands with every version in force on a day: read once, and every count of that day follows from it.

One statement gives a line for each person instead of one for each pair: with thousands of people there are hundreds of
thousands of pairs, but few ways to stand with a version. A pair is told by the same words wherever it is so.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from policydesk.queries.once import read_once
from policydesk.queries.states import CURRENT_VERSIONS, PAIRS, pair_states, state_parameters
from policydesk.terms import AckState


@dataclass(frozen=True, slots=True, eq=False)
class Stand:
    """One way to stand with a version: shared by all who stand so, hence known by being the same and not by its value.

    `started_on` is the first day of those who began after the version came into force, None for everybody else;
    `is_late` says that a signature or a renewal is past its day.
    """

    version_id: int
    state: AckState
    due_on: date
    started_on: date | None
    is_late: bool

    @property
    def is_asked(self) -> bool:
        """Whether it counts: not of the exempt."""
        return self.state is not AckState.EXEMPT


@dataclass(frozen=True, slots=True)
class PersonStands:
    """One person in post with the categories that they hold and where they stand with each version that binds them."""

    staff_id: int
    name: str
    held: str
    stands: tuple[Stand, ...]


@dataclass(frozen=True, slots=True)
class VersionAsked:
    """A version in force that is to be acknowledged, and the values of the categories that it binds."""

    version_id: int
    policy_id: int
    title: str
    label: str
    binds: frozenset[str]


@dataclass(frozen=True)
class DayPairs:
    """Everybody's state on a day, with how many people stand in each way, also by the categories that they hold.

    `first` has the one with the least number of those who stand so: their number and their name.
    """

    versions: tuple[VersionAsked, ...]
    people: tuple[PersonStands, ...]
    counts: Counter[Stand]
    by_held: dict[str, Counter[Stand]]
    first: dict[Stand, tuple[int, str]]

    @property
    def asked(self) -> frozenset[Stand]:
        """The ways in which somebody stands who is asked."""
        return frozenset(one for one in self.counts if one.is_asked)


@read_once
def day_pairs(session: Session, as_at: date) -> DayPairs:
    """Return where everybody in post stands with every version in force on a day."""
    people, counts = _people(session, as_at), Counter[Stand]()
    by_held: dict[str, Counter[Stand]] = {}
    first: dict[Stand, tuple[int, str]] = {}
    for one in people:
        by_held.setdefault(one.held, Counter()).update(one.stands)
    for counted in by_held.values():
        counts.update(counted)
    for one in sorted(people, key=lambda one: one.staff_id, reverse=True):
        first.update(dict.fromkeys(one.stands, (one.staff_id, one.name)))
    return DayPairs(_versions(session, as_at), people, counts, by_held, first)


def _versions(session: Session, as_at: date) -> tuple[VersionAsked, ...]:
    asked = text(f"""
        WITH {CURRENT_VERSIONS},{PAIRS.format(staff="", version="")}
        SELECT c.version_id, c.policy_id, c.title, c.label, group_concat(b.category) AS binds
        FROM current_version c LEFT JOIN bound_category b ON b.version_id = c.version_id GROUP BY c.version_id""")
    return tuple(
        VersionAsked(row.version_id, row.policy_id, row.title, row.label, frozenset((row.binds or "").split(",")))
        for row in session.execute(asked, state_parameters(as_at))
    )


_PEOPLE = """
    SELECT m.id, m.full_name, h.categories, k.stands
    FROM (SELECT staff_id, group_concat(version_id || ' ' || state || ' ' || due_on || ' ' ||
                                        CASE WHEN is_new_starter THEN started_on ELSE '' END) AS stands
          FROM pair_state GROUP BY staff_id) k
    CROSS JOIN (SELECT staff_id, group_concat(category) AS categories
                FROM (SELECT DISTINCT staff_id, category FROM staff_role
                      WHERE started_on <= :as_at AND (ended_on IS NULL OR ended_on >= :as_at)
                      ORDER BY staff_id, category)
                GROUP BY staff_id) h ON h.staff_id = k.staff_id
    CROSS JOIN staff_member m ON m.id = k.staff_id"""


def _people(session: Session, as_at: date) -> tuple[PersonStands, ...]:
    statement, parameters = pair_states(_PEOPLE, as_at)
    stands, rows = _Stands(as_at), session.execute(statement, parameters).all()
    return tuple(
        PersonStands(staff_id, name, held, tuple(map(stands.__getitem__, told.split(","))))
        for staff_id, name, held, told in rows
    )


class _Stands(dict[str, Stand]):
    """The ways to stand with a version, by the words that the statement has for each."""

    def __init__(self, as_at: date) -> None:
        super().__init__()
        self._as_at = as_at

    def __missing__(self, words: str) -> Stand:
        version_id, kind, due, began = words.split(" ")
        state, due_on = AckState(kind), date.fromisoformat(due)
        is_late = state is AckState.OVERDUE or (state is AckState.EXPIRED and due_on < self._as_at)
        started_on = date.fromisoformat(began) if began else None
        found = self[words] = Stand(int(version_id), state, due_on, started_on, is_late)
        return found
