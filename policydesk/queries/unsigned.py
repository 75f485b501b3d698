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

from policydesk.dates import academic_year_start
from policydesk.queries.said import KeptSchool
from policydesk.queries.unsigned_kept import Answer, Roles, SaidVersion, exemptions, kept_answers, said_versions
from policydesk.rules.facts import GapFacts, StarterFacts
from policydesk.terms import AckState

Unsigned = tuple[tuple[GapFacts, ...], tuple[StarterFacts, ...]]

INDUCTION_DAYS = 183
"""Days from the first one in which an unsigned policy is a matter of induction; later it is simply overdue."""


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
    gaps: dict[tuple[SaidVersion, AckState], _Sum] = field(default_factory=lambda: defaultdict(_Sum))
    starters: dict[int, _Sum] = field(default_factory=lambda: defaultdict(_Sum))


def unsigned_on(session: Session, days: Sequence[date], school: KeptSchool) -> tuple[Unsigned, ...]:
    """Return who had not signed on each of several days, in the order of the days, which is rising."""
    soon, found = [timedelta(days=school.due_soon_days(day)) for day in days], [_Day() for _day in days]
    in_force = tuple(stretches(said_versions(session), days))
    plain, told = kept_answers(session, {(version.policy_id, version.epoch) for version, _days in in_force})
    roles, exempt = Roles(session), exemptions(session)
    for version, (first, last) in in_force:
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
    version: SaidVersion, started: date, answers: Sequence[Answer], day: date, soon: timedelta
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


def _gather(
    into: _Day, version: SaidVersion, staff_id: int, state: AckState, due: date, started: date, day: date
) -> None:
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


def stretches(versions: Sequence[SaidVersion], days: Sequence[date]) -> Iterator[tuple[SaidVersion, tuple[int, int]]]:
    """Yield each version that is asked of people with the days on which it is its policy's current one."""
    policies: dict[int, dict[int, list[SaidVersion]]] = defaultdict(lambda: defaultdict(list))
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
