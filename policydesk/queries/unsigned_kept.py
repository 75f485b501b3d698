"""What states of acknowledgement follow from, read once for many days: versions, roles, answers, exemptions."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import bindparam, select, text
from sqlalchemy.orm import Session

from policydesk.dates import RoughDate
from policydesk.models import EarlierVersion, Policy, PolicyVersion, VersionCategory
from policydesk.queries.once import read_once
from policydesk.queries.said import earlier
from policydesk.terms import Renewal


@dataclass(frozen=True, slots=True)
class SaidVersion:
    """A published version with what its deadlines follow from, as it was said from a day until before another."""

    id: int
    policy_id: int
    title: str
    label: str
    epoch: int
    is_renewed: bool
    begins: RoughDate
    due_for_all: date
    days_to_acknowledge: int
    induction_days: int
    is_asked: bool
    withdrawn_on: date | None
    categories: frozenset[str]
    said_from: date
    said_until: date


@dataclass(frozen=True, slots=True)
class Answer:
    """One acknowledgement or refusal; `counts_until` is the first day on which it was taken back, if it was."""

    id: int
    signed_on: date
    declined: bool
    counts_until: date | None

    def counts(self, day: date) -> bool:
        """Return whether it counts on a day."""
        return self.signed_on <= day and (self.counts_until is None or day < self.counts_until)


@read_once
def said_versions(session: Session) -> tuple[SaidVersion, ...]:
    """Return every published version as it was said each time."""
    asked = (
        select(PolicyVersion, Policy)
        .join(Policy, Policy.id == PolicyVersion.policy_id)
        .where(PolicyVersion.published_on.is_not(None), PolicyVersion.in_force_from.is_not(None))
    )
    bound: dict[int, list[str]] = defaultdict(list)
    for version_id, category in session.execute(select(VersionCategory.version_id, VersionCategory.category)):
        bound[version_id].append(category)
    before = earlier(session, EarlierVersion, "version_id")
    return tuple(
        one
        for version, policy in session.execute(asked)
        for one in _as_said(version, policy, before[version.id], bound[version.id])
    )


def _as_said(
    version: PolicyVersion, policy: Policy, before: Sequence[EarlierVersion], bound: Sequence[str]
) -> Iterator[SaidVersion]:
    """Yield a version as it was said each time, the earliest first."""
    begins, since = version.in_force_from, date.min
    assert begins is not None
    assert version.epoch is not None
    every: tuple[EarlierVersion | PolicyVersion, ...] = (*before, version)
    for said in every:
        was = said if isinstance(said, EarlierVersion) else None
        until = date.max if was is None else was.replaced_on
        yield SaidVersion(
            version.id, policy.id, policy.title, version.label, version.epoch, said.renewal == Renewal.ACADEMIC_YEAR,
            begins, begins.last + timedelta(days=said.days_to_acknowledge), said.days_to_acknowledge,
            said.induction_days, said.needs_acknowledging, policy.withdrawn_on,
            frozenset(bound if was is None else was.categories), since, until,
        )  # fmt: skip
        since = until


Spell = tuple[date, date]
"""A first and a last day, both inclusive."""

_Turns = dict[int, list[Spell]]
"""The first and last day of each role that somebody holds in some categories."""


class Roles:
    """Whom versions bind, by the categories that they bind."""

    def __init__(self, session: Session) -> None:
        self._by_category: dict[str, _Turns] = defaultdict(lambda: defaultdict(list))
        self._found: dict[frozenset[str], _Turns] = {}
        rows = session.execute(text("SELECT category, staff_id, started_on, ended_on FROM staff_role"))
        for category, staff_id, started_on, ended_on in rows:
            until = date.fromisoformat(ended_on) if ended_on else date.max
            self._by_category[category][staff_id].append((date.fromisoformat(started_on), until))

    def of(self, categories: frozenset[str]) -> _Turns:
        """Return who holds a role in one of some categories, with the days of each."""
        if categories not in self._found:
            found: _Turns = defaultdict(list)
            for category in categories:
                for staff_id, turns in self._by_category[category].items():
                    found[staff_id] += turns
            self._found[categories] = found
        return self._found[categories]


_Key = tuple[int, int, int]
"""A person, a policy, and the epoch in which acknowledgements of it carry over."""


_RENEWED = """
    SELECT a.staff_id, a.version_id, a.id, a.signed_on, a.declined, a.voided_on, date(a.recorded_at) AS recorded_on
    FROM (SELECT DISTINCT w.id FROM policy_version w
          JOIN policy_version r ON r.policy_id = w.policy_id AND r.epoch = w.epoch
          WHERE r.renewal <> :never
             OR EXISTS (SELECT 1 FROM earlier_version e WHERE e.version_id = r.id AND e.renewal <> :never)) n
    CROSS JOIN acknowledgement a ON a.version_id = n.id"""
"""Answers of pairs that are renewed each year."""

_ODD = """
    WITH odd AS MATERIALIZED (
        SELECT DISTINCT o.staff_id, w.policy_id, w.epoch
        FROM acknowledgement o NOT INDEXED CROSS JOIN policy_version w ON w.id = o.version_id
        WHERE o.declined OR o.voided_on IS NOT NULL
    )
    SELECT a.staff_id, a.version_id, a.id, a.signed_on, a.declined, a.voided_on, date(a.recorded_at) AS recorded_on
    FROM odd d JOIN policy_version v ON v.policy_id = d.policy_id AND v.epoch = d.epoch
    CROSS JOIN acknowledgement a ON a.staff_id = d.staff_id AND a.version_id = v.id"""
"""Answers of pairs of which one was declined or taken back.

They are found from the few pairs that are so; to ask it of every answer is to look up every answer of its person.
NOT INDEXED and CROSS JOIN tell SQLite to go through the answers once, and not version by version.
"""


_SIGNED = text("""
    SELECT staff_id, group_concat(version_id || ' ' || signed_on)
    FROM acknowledgement INDEXED BY ix_acknowledgement_pair
    WHERE version_id IN :wanted GROUP BY staff_id""").bindparams(bindparam("wanted", expanding=True))
"""One line for each person: there are a few hundred thousand signatures, but few pairs of a version and a day."""


Epoch = tuple[int, int]
"""A policy, and the number of one of its epochs: acknowledgements carry over within it."""


class SignedWords(dict[str, tuple[Epoch, date]]):
    """Which epoch somebody signed and when, by the words in which `signatures` tells it; each is read a single time."""

    def __init__(self, epochs: Mapping[int, Epoch]) -> None:
        super().__init__()
        self._epochs = epochs

    def __missing__(self, words: str) -> tuple[Epoch, date]:
        version_id, signed_on = words.split(" ")
        found = self[words] = self._epochs[int(version_id)], date.fromisoformat(signed_on)
        return found


def signatures(session: Session, epochs: Mapping[int, Epoch]) -> Iterator[tuple[int, list[str]]]:
    """Yield everybody with what they ever answered of some versions, each in words that `SignedWords` reads."""
    for staff_id, told in session.execute(_SIGNED, {"wanted": tuple(epochs)}).all():
        yield staff_id, told.split(",")


@read_once
def epochs_of(session: Session) -> dict[int, Epoch]:
    """Return the policy and the epoch of every version that has one."""
    rows = session.execute(text("SELECT id, policy_id, epoch FROM policy_version WHERE epoch IS NOT NULL"))
    return {version_id: (policy_id, epoch) for version_id, policy_id, epoch in rows}


@read_once
def odd_answers(session: Session) -> dict[_Key, list[Answer]]:
    """Return every answer of those pairs of which one was declined or taken back."""
    return _answers(session, session.execute(text(_ODD)))


def unsettled_answers(session: Session) -> dict[_Key, list[Answer]]:
    """Return every answer of those pairs that their first signature does not settle: renewed each year, or odd."""
    renewed = session.execute(text(_RENEWED), {"never": Renewal.NEVER.value})
    return _answers(session, renewed) | odd_answers(session)


def _answers(session: Session, rows: Iterable[Any]) -> dict[_Key, list[Answer]]:
    told: dict[_Key, list[Answer]] = {}
    epochs = epochs_of(session)
    for row in rows:
        answers, until = told.setdefault((row.staff_id, *epochs[row.version_id]), []), row.voided_on
        if until is None or until > row.recorded_on:
            ends = None if until is None else date.fromisoformat(until)
            answers.append(Answer(row.id, date.fromisoformat(row.signed_on), bool(row.declined), ends))
    return told


def kept_answers(session: Session, wanted: Collection[Epoch]) -> tuple[dict[_Key, date], dict[_Key, list[Answer]]]:
    """Return for each pair the first signature, where that settles it for good; for all others every answer.

    Signatures are read of the `wanted` policies and epochs alone: those that were in force at some time.
    """
    epochs = epochs_of(session)
    told, words = unsettled_answers(session), SignedWords(epochs)
    plain: dict[_Key, date] = {}
    for staff_id, signed in signatures(session, {one: epoch for one, epoch in epochs.items() if epoch in wanted}):
        for epoch, signed_on in map(words.__getitem__, signed):
            key = (staff_id, *epoch)
            if key not in told:
                plain[key] = min(signed_on, plain.get(key, signed_on))
    return plain, told


@read_once
def exemptions(session: Session) -> dict[tuple[int, int], list[Spell]]:
    """Return on which days people are left out of policies, both inclusive."""
    found: dict[tuple[int, int], list[Spell]] = defaultdict(list)
    for staff_id, policy_id, since, until in session.execute(
        text("SELECT staff_id, policy_id, from_on, until_on FROM exemption")
    ):
        ends = date.fromisoformat(until) if until else date.max
        found[staff_id, policy_id].append((date.fromisoformat(since), ends))
    return found
