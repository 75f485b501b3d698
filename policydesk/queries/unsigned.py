"""Who had not signed what on each of many days, from one reading of the register instead of one for each day.

The answer for a day is the one that `queries/due.py` gives for it; a test holds the two together.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from policydesk.dates import RoughDate, academic_year_start
from policydesk.models import EarlierVersion, Policy, PolicyVersion, VersionCategory
from policydesk.queries.said import KeptSchool, earlier
from policydesk.rules.facts import GapFacts, StarterFacts
from policydesk.terms import AckState, Renewal

Unsigned = tuple[tuple[GapFacts, ...], tuple[StarterFacts, ...]]

INDUCTION_DAYS = 183
"""Days from the first one in which an unsigned policy is a matter of induction; later it is simply overdue."""


@dataclass(frozen=True, slots=True)
class _Version:
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
class _Answer:
    """One acknowledgement or refusal; `counts_until` is the first day on which it was taken back, if it was."""

    id: int
    signed_on: date
    declined: bool
    counts_until: date | None

    def counts(self, day: date) -> bool:
        return self.signed_on <= day and (self.counts_until is None or day < self.counts_until)


@dataclass(slots=True)
class _Sum:
    """What is gathered of one state of one version on one day, or of one new starter."""

    people: int = 0
    first_due: date = date.max
    last_due: date = date.min
    one: int = 0
    title: str = ""
    started_on: date = date.max

    def add(self, staff_id: int, due: date, title: str = "", started_on: date = date.max) -> None:
        self.people += 1
        self.first_due, self.last_due = min(self.first_due, due), max(self.last_due, due)
        self.one = min(self.one, staff_id) if self.one else staff_id
        self.title = min(self.title, title) if self.title else title
        self.started_on = min(self.started_on, started_on)


@dataclass(slots=True)
class _Day:
    gaps: dict[tuple[_Version, AckState], _Sum] = field(default_factory=lambda: defaultdict(_Sum))
    starters: dict[int, _Sum] = field(default_factory=lambda: defaultdict(_Sum))


def unsigned_on(session: Session, days: Sequence[date], school: KeptSchool) -> tuple[Unsigned, ...]:
    """Return who had not signed on each of several days, in the order of the days, which is rising."""
    soon, found = [timedelta(days=school.due_soon_days(day)) for day in days], [_Day() for _day in days]
    roles, plain, told, exempt = _Roles(session), *_answers(session), _exemptions(session)
    for version, (first, last) in _stretches(_versions(session), days):
        epoch = version.policy_id, version.epoch
        for staff_id, turns in roles.of(version.categories).items():
            begin = max(first, bisect_left(days, min(turn[0] for turn in turns)))
            end = min(last, bisect_right(days, max(turn[1] for turn in turns)))
            key = (staff_id, *epoch)
            if key in plain and not version.is_renewed:
                end = min(end, bisect_left(days, plain[key]))
            free = exempt.get((staff_id, version.policy_id), ())
            answers = told.get(key, ())
            for at in range(begin, end):
                day = days[at]
                started = min((turn[0] for turn in turns if turn[0] <= day <= turn[1]), default=None)
                if started is None or any(since <= day <= until for since, until in free):
                    continue
                state, due = _state(version, started, [one for one in answers if one.counts(day)], day, soon[at])
                if state is not None:
                    _gather(found[at], version, staff_id, state, due, started, day)
    names = {row.id: str(row.full_name) for row in session.execute(text("SELECT id, full_name FROM staff_member"))}
    return tuple(_facts(one, names) for one in found)


def _state(
    version: _Version, started: date, answers: Sequence[_Answer], day: date, soon: timedelta
) -> tuple[AckState | None, date]:
    """Return one pair's state on a day, and when it is due; None where nothing is wanted."""
    due = version.due_for_all
    if started > version.begins.first:
        due = max(due, started + timedelta(days=version.induction_days))
    newest = max(answers, key=lambda one: (one.signed_on, one.id), default=None)
    if newest is None:
        if due < day:
            return AckState.OVERDUE, due
        return (AckState.DUE_SOON if due <= day + soon else AckState.OUTSTANDING), due
    if newest.declined:
        return AckState.DECLINED, due
    year = academic_year_start(day)
    if version.is_renewed and newest.signed_on < year:
        return AckState.EXPIRED, year + timedelta(days=version.days_to_acknowledge)
    return None, due


def _gather(into: _Day, version: _Version, staff_id: int, state: AckState, due: date, started: date, day: date) -> None:
    new = started > version.begins.first and started > day - timedelta(days=INDUCTION_DAYS)
    if state is AckState.DECLINED or not new:
        into.gaps[version, state].add(staff_id, due)
    else:
        into.starters[staff_id].add(staff_id, due, version.title, started)


def _facts(day: _Day, names: dict[int, str]) -> Unsigned:
    gaps = [
        GapFacts(
            version.id, version.policy_id, version.title, version.label, state, one.people, names[one.one],
            one.first_due, one.last_due,
        )
        for (version, state), one in day.gaps.items()
    ]  # fmt: skip
    starters = [
        StarterFacts(staff_id, names[staff_id], one.started_on, one.people, one.title, one.first_due)
        for staff_id, one in day.starters.items()
    ]
    return (
        tuple(sorted(gaps, key=lambda one: (one.version_id, one.state))),
        tuple(sorted(starters, key=lambda one: (one.due, one.name))),
    )


def _stretches(versions: Sequence[_Version], days: Sequence[date]) -> Iterator[tuple[_Version, tuple[int, int]]]:
    """Yield each version that is asked of people with the days on which it is its policy's current one."""
    policies: dict[int, dict[int, list[_Version]]] = defaultdict(lambda: defaultdict(list))
    for one in versions:
        policies[one.policy_id][one.id].append(one)
    texts = [day.isoformat() for day in days]
    for by_id in policies.values():
        several = sorted(by_id.values(), key=lambda said: (said[0].begins.iso, said[0].id))
        ends = [*(bisect_left(texts, said[0].begins.iso) for said in several[1:]), len(days)]
        for said, end in zip(several, ends, strict=True):
            for one in said:
                first = max(bisect_left(texts, one.begins.iso), bisect_left(days, one.said_from))
                last = min(end, bisect_left(days, one.said_until), bisect_left(days, one.withdrawn_on or date.max))
                if one.is_asked and first < last:
                    yield one, (first, last)


def _versions(session: Session) -> tuple[_Version, ...]:
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
) -> Iterator[_Version]:
    """Yield a version as it was said each time, the earliest first."""
    begins, since = version.in_force_from, date.min
    assert begins is not None
    assert version.epoch is not None
    every: tuple[EarlierVersion | PolicyVersion, ...] = (*before, version)
    for said in every:
        was = said if isinstance(said, EarlierVersion) else None
        until = date.max if was is None else was.replaced_on
        yield _Version(
            version.id, policy.id, policy.title, version.label, version.epoch, said.renewal == Renewal.ACADEMIC_YEAR,
            begins, begins.last + timedelta(days=said.days_to_acknowledge), said.days_to_acknowledge,
            said.induction_days, said.needs_acknowledging, policy.withdrawn_on,
            frozenset(bound if was is None else was.categories), since, until,
        )  # fmt: skip
        since = until


_Turns = dict[int, list[tuple[date, date]]]
"""The first and last day of each role that somebody holds in some categories."""


class _Roles:
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


def _answers(session: Session) -> tuple[dict[_Key, date], dict[_Key, list[_Answer]]]:
    """Return for each pair the first signature, where that settles it for good; for all others every answer."""
    renewed = """renewed AS MATERIALIZED (
        SELECT v.policy_id, v.epoch FROM policy_version v
        WHERE v.renewal <> :never
           OR EXISTS (SELECT 1 FROM earlier_version e WHERE e.version_id = v.id AND e.renewal <> :never))"""
    plain: dict[_Key, date] = {}
    for staff_id, policy_id, epoch, first, odd in session.execute(
        text(f"""
                WITH {renewed}
                SELECT a.staff_id, v.policy_id, v.epoch, min(a.signed_on),
                       max(a.declined OR a.voided_on IS NOT NULL OR (v.policy_id, v.epoch) IN renewed)
                FROM acknowledgement a JOIN policy_version v ON v.id = a.version_id
                GROUP BY a.staff_id, v.policy_id, v.epoch"""),
        {"never": Renewal.NEVER.value},
    ):
        if not odd:
            plain[staff_id, policy_id, epoch] = date.fromisoformat(first)
    told: dict[_Key, list[_Answer]] = defaultdict(list)
    for row in session.execute(
        text(f"""
                WITH {renewed}
                SELECT a.staff_id, v.policy_id, v.epoch, a.id, a.signed_on, a.declined, a.voided_on,
                       date(a.recorded_at) AS recorded_on
                FROM acknowledgement a JOIN policy_version v ON v.id = a.version_id
                WHERE (v.policy_id, v.epoch) IN renewed
                   OR EXISTS (SELECT 1 FROM acknowledgement o JOIN policy_version w ON w.id = o.version_id
                              WHERE o.staff_id = a.staff_id AND w.policy_id = v.policy_id AND w.epoch = v.epoch
                                AND (o.declined OR o.voided_on IS NOT NULL))"""),
        {"never": Renewal.NEVER.value},
    ):
        until = row.voided_on
        if until is None or until > row.recorded_on:
            key = row.staff_id, row.policy_id, row.epoch
            ends = None if until is None else date.fromisoformat(until)
            told[key].append(_Answer(row.id, date.fromisoformat(row.signed_on), bool(row.declined), ends))
    return plain, told


def _exemptions(session: Session) -> dict[tuple[int, int], list[tuple[date, date]]]:
    found: dict[tuple[int, int], list[tuple[date, date]]] = defaultdict(list)
    for staff_id, policy_id, since, until in session.execute(
        text("SELECT staff_id, policy_id, from_on, until_on FROM exemption")
    ):
        ends = date.fromisoformat(until) if until else date.max
        found[staff_id, policy_id].append((date.fromisoformat(since), ends))
    return found
