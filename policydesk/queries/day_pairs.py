"""Where everybody stands with every version in force on a day: read once, and every count of that day follows from it.

With thousands of people there are hundreds of thousands of pairs, but few ways to stand with a version: so a person's
signatures are read in one line, and whoever stands alike shares a `Stand`. `queries/states.py` says the same of each
pair in SQL, for lists of them; tests hold the two together.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import text
from sqlalchemy.orm import Session

from policydesk.queries.once import read_once, remember
from policydesk.queries.said import kept_school
from policydesk.queries.stands import DayStands, Special, Stand, Turn
from policydesk.queries.unsigned import stretches
from policydesk.queries.unsigned_kept import (
    SaidVersion,
    SignedWords,
    epochs_of,
    exemptions,
    odd_answers,
    said_versions,
    signatures,
)


@dataclass(frozen=True, slots=True)
class PersonStands:
    """One person in post with the categories that they hold and where they stand with each version that binds them."""

    staff_id: int
    name: str
    held: str
    stands: tuple[Stand, ...]


@dataclass(frozen=True)
class DayPairs:
    """Everybody's state on a day, with how many people stand in each way, also by the categories that they hold.

    `first` has the one with the least number of those who stand so: their number and their name.
    """

    versions: tuple[SaidVersion, ...]
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
    return _read(session, (as_at,))[0]


def read_days(session: Session, days: Sequence[date]) -> None:
    """Read a few days at once: inside `reading_once`, `day_pairs` knows them then."""
    rising = sorted(set(days))
    for day, pairs in zip(rising, _read(session, rising), strict=True):
        remember(session, day_pairs, day, answer=pairs)


def _read(session: Session, days: Sequence[date]) -> tuple[DayPairs, ...]:
    asked: list[list[SaidVersion]] = [[] for _day in days]
    for version, within in stretches(said_versions(session), days):
        for at in range(*within):
            asked[at].append(version)
    every, soon = epochs_of(session), kept_school(session).due_soon_days
    wanted = {(one.policy_id, one.epoch) for versions in asked for one in versions}
    epochs = {version_id: epoch for version_id, epoch in every.items() if epoch in wanted}
    signed, words = dict(signatures(session, epochs)), SignedWords(epochs)
    stands = [DayStands(day, versions, soon(day)) for day, versions in zip(days, asked, strict=True)]
    people: list[list[PersonStands]] = [[] for _day in days]
    special = _special(session)
    for staff_id, name, turns in _turns(session):
        answers = [*map(words.__getitem__, signed.get(staff_id, ()))]
        for day, found in zip(stands, people, strict=True):
            held, told = day.of(turns, answers, special.get(staff_id))
            if told:
                found.append(PersonStands(staff_id, name, held, told))
    return tuple(_counted(versions, found) for versions, found in zip(asked, people, strict=True))


def _counted(versions: Sequence[SaidVersion], people: Sequence[PersonStands]) -> DayPairs:
    counts, by_held = Counter[Stand](), defaultdict[str, Counter[Stand]](Counter)
    first: dict[Stand, tuple[int, str]] = {}
    for one in people:
        by_held[one.held].update(one.stands)
    for counted in by_held.values():
        counts.update(counted)
    for one in reversed(people):
        first.update(dict.fromkeys(one.stands, (one.staff_id, one.name)))
    return DayPairs(tuple(versions), tuple(people), counts, by_held, first)


def _turns(session: Session) -> Iterator[tuple[int, str, list[Turn]]]:
    """Yield everybody by their number, with their name and every role that they ever held."""
    rows = session.execute(
        text("""
            SELECT m.id, m.full_name, r.category, r.started_on, coalesce(r.ended_on, '9999-12-31')
            FROM staff_member m JOIN staff_role r ON r.staff_id = m.id ORDER BY m.id, r.category, r.started_on""")
    )
    for (staff_id, name), turns in groupby(rows.all(), key=lambda row: (row[0], row[1])):
        yield staff_id, name, [(row[2], row[3], row[4]) for row in turns]


def _special(session: Session) -> dict[int, Special]:
    """Return everybody of whom more is to be looked at than their signatures."""
    found: dict[int, Special] = defaultdict(Special)
    for (staff_id, policy_id), spells in exemptions(session).items():
        found[staff_id].free[policy_id] = spells
    for (staff_id, policy_id, epoch), answers in odd_answers(session).items():
        found[staff_id].told[policy_id, epoch] = answers
    return dict(found)
