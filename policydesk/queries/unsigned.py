"""Who had not signed what on each of many days, from one reading of the register instead of one for each day.

The answer for a day is the one that `queries/due.py` gives for it; a test holds the two together.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from policydesk.dates import RoughDate, academic_year_start
from policydesk.rules.facts import GapFacts, StarterFacts
from policydesk.terms import AckState, Renewal

Unsigned = tuple[tuple[GapFacts, ...], tuple[StarterFacts, ...]]

INDUCTION_DAYS = 183
"""Days from the first one in which an unsigned policy is a matter of induction; later it is simply overdue."""


@dataclass(frozen=True, slots=True)
class _Version:
    """A published version with what its deadlines follow from."""

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


def unsigned_on(session: Session, days: Sequence[date], due_soon_days: int) -> tuple[Unsigned, ...]:
    """Return who had not signed on each of several days, in the order of the days, which is rising."""
    soon, found = timedelta(days=due_soon_days), [_Day() for _day in days]
    roles, plain, told, exempt = _roles(session), *_answers(session), _exemptions(session)
    for version, (first, last) in _stretches(_versions(session), days):
        epoch = version.policy_id, version.epoch
        for staff_id, turns in roles[version.id].items():
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
                state, due = _state(version, started, [one for one in answers if one.counts(day)], day, soon)
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
    policies: dict[int, list[_Version]] = defaultdict(list)
    for one in versions:
        policies[one.policy_id].append(one)
    texts = [day.isoformat() for day in days]
    for several in policies.values():
        several.sort(key=lambda one: (one.begins.iso, one.id))
        ends = [*(bisect_left(texts, one.begins.iso) for one in several[1:]), len(days)]
        for one, end in zip(several, ends, strict=True):
            last = end if one.withdrawn_on is None else min(end, bisect_left(days, one.withdrawn_on))
            if one.is_asked:
                yield one, (bisect_left(texts, one.begins.iso), last)


def _versions(session: Session) -> tuple[_Version, ...]:
    rows = session.execute(
        text("""
            SELECT v.id, v.policy_id, p.title, v.label, v.epoch, v.renewal, v.in_force_from, v.days_to_acknowledge,
                   v.induction_days, v.needs_acknowledging, p.withdrawn_on
            FROM policy_version v JOIN policy p ON p.id = v.policy_id
            WHERE v.published_on IS NOT NULL AND v.in_force_from IS NOT NULL""")
    )
    return tuple(_version(*row) for row in rows)


def _version(
    version_id: int,
    policy_id: int,
    title: str,
    label: str,
    epoch: int,
    renewal: str,
    in_force_from: str,
    days: int,
    induction_days: int,
    is_asked: bool,
    withdrawn_on: str | None,
) -> _Version:
    begins = RoughDate.from_iso(in_force_from)
    return _Version(
        version_id, policy_id, title, label, epoch, renewal == Renewal.ACADEMIC_YEAR, begins,
        begins.last + timedelta(days=days), days, induction_days, bool(is_asked),
        date.fromisoformat(withdrawn_on) if withdrawn_on else None,
    )  # fmt: skip


def _roles(session: Session) -> dict[int, dict[int, list[tuple[date, date]]]]:
    """Return for each version whom it binds, with the first and last day of each such role."""
    found: dict[int, dict[int, list[tuple[date, date]]]] = defaultdict(lambda: defaultdict(list))
    rows = session.execute(
        text("""SELECT c.version_id, r.staff_id, r.started_on, r.ended_on
                FROM version_category c JOIN staff_role r ON r.category = c.category""")
    )
    for version_id, staff_id, started_on, ended_on in rows:
        until = date.fromisoformat(ended_on) if ended_on else date.max
        found[version_id][staff_id].append((date.fromisoformat(started_on), until))
    return found


_Key = tuple[int, int, int]
"""A person, a policy, and the epoch in which acknowledgements of it carry over."""


def _answers(session: Session) -> tuple[dict[_Key, date], dict[_Key, list[_Answer]]]:
    """Return for each pair the first signature, where that settles it for good; for all others every answer."""
    plain: dict[_Key, date] = {}
    for staff_id, policy_id, epoch, first, odd in session.execute(
        text("""SELECT a.staff_id, v.policy_id, v.epoch, min(a.signed_on),
                       max(a.declined OR a.voided_on IS NOT NULL OR v.renewal <> :never)
                FROM acknowledgement a JOIN policy_version v ON v.id = a.version_id
                GROUP BY a.staff_id, v.policy_id, v.epoch"""),
        {"never": Renewal.NEVER.value},
    ):
        if not odd:
            plain[staff_id, policy_id, epoch] = date.fromisoformat(first)
    told: dict[_Key, list[_Answer]] = defaultdict(list)
    for row in session.execute(
        text("""SELECT a.staff_id, v.policy_id, v.epoch, a.id, a.signed_on, a.declined, a.voided_on,
                       date(a.recorded_at) AS recorded_on
                FROM acknowledgement a JOIN policy_version v ON v.id = a.version_id
                WHERE EXISTS (SELECT 1 FROM policy_version r
                              WHERE r.policy_id = v.policy_id AND r.epoch = v.epoch AND r.renewal <> :never)
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
