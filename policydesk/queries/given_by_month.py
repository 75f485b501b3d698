"""How much of what was asked for was given at the end of each month, from one reading of the register."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from sqlalchemy.orm import Session

from policydesk.dates import academic_year_start, add_months, month_end
from policydesk.queries.unsigned import stretches
from policydesk.queries.unsigned_kept import (
    Answer,
    Roles,
    SaidVersion,
    Spell,
    exemptions,
    kept_answers,
    said_versions,
)


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """Where the school stood at the end of one month."""

    as_at: date
    asked: int
    up_to_date: int


def trend(session: Session, as_at: date, months: int = 12) -> tuple[TrendPoint, ...]:
    """Return where the school stood at the end of each of the last months, and on the day itself last."""
    ends = [add_months(as_at.replace(day=1), -back) for back in range(months, 0, -1)]
    return given_on(session, (*(month_end(one.year, one.month) for one in ends), as_at))


def given_on(session: Session, days: Sequence[date]) -> tuple[TrendPoint, ...]:
    """Return how many acknowledgements were asked for on each of some days, which rise, and how many were given."""
    found = tuple(stretches(said_versions(session), days))
    plain, told = kept_answers(session, {(version.policy_id, version.epoch) for version, _days in found})
    signed: dict[tuple[int, int], dict[int, date]] = defaultdict(dict)
    answered: dict[tuple[int, int], dict[int, list[Answer]]] = defaultdict(dict)
    for (staff_id, policy_id, epoch), first in plain.items():
        signed[policy_id, epoch][staff_id] = first
    for (staff_id, policy_id, epoch), answers in told.items():
        answered[policy_id, epoch][staff_id] = answers
    counted = _Counted(days, Roles(session), exemptions(session))
    for version, within in found:
        epoch_of = version.policy_id, version.epoch
        counted.ask(version, within)
        if not version.is_renewed:
            counted.settle(version, within, signed[epoch_of])
        counted.look(version, within, answered[epoch_of])
    return tuple(map(TrendPoint, days, counted.asked, counted.given))


_Within = tuple[int, int]
"""The first of some days and the one after the last of them, as places among all days."""


class _Counted:
    """Counts, for each of some days, what is asked for and what is given, one version after another."""

    def __init__(self, days: Sequence[date], roles: Roles, exempt: Mapping[tuple[int, int], Sequence[Spell]]) -> None:
        self.asked, self.given = [0] * len(days), [0] * len(days)
        self._days, self._roles = days, roles
        self._exempt: dict[int, dict[int, list[_Within]]] = defaultdict(dict)
        for (staff_id, policy_id), spells in exempt.items():
            self._exempt[policy_id][staff_id] = _joined(map(self._within, spells))
        self._in_post: dict[frozenset[str], tuple[dict[int, list[_Within]], list[int]]] = {}

    def ask(self, version: SaidVersion, within: _Within) -> None:
        """Count everybody whom a version binds, on the days on which it is in force; the exempt are not asked."""
        bound, there = self._bound(version)
        for at in range(*within):
            self.asked[at] += there[at]
        for staff_id, free in self._exempt[version.policy_id].items():
            for at in _places(bound.get(staff_id, ()), free, within):
                self.asked[at] -= 1

    def settle(self, version: SaidVersion, within: _Within, signed: Mapping[int, date]) -> None:
        """Count those whose first signature settles it from its day on."""
        (bound, _there), (begin, end) = self._bound(version), within
        steps, place = [0] * (len(self._days) + 1), {day: bisect_left(self._days, day) for day in {*signed.values()}}
        for staff_id, day in signed.items():
            since = max(begin, place[day])
            for first, last in bound.get(staff_id, ()):
                if since < last and first < end:
                    steps[max(since, first)] += 1
                    steps[max(since, first, min(last, end))] -= 1
        self.given = [before + now for before, now in zip(self.given, accumulate(steps), strict=False)]
        for staff_id, free in self._exempt[version.policy_id].items():
            if staff_id in signed:
                for at in _places(bound.get(staff_id, ()), free, (max(begin, place[signed[staff_id]]), end)):
                    self.given[at] -= 1

    def look(self, version: SaidVersion, within: _Within, answered: Mapping[int, Sequence[Answer]]) -> None:
        """Count those whose answers have to be looked at for each day: renewed, declined or taken back."""
        bound, _there = self._bound(version)
        for staff_id, answers in answered.items():
            free = {*_places(self._exempt[version.policy_id].get(staff_id, ()), [within], within)}
            for at in _places(bound.get(staff_id, ()), [within], within):
                self.given[at] += at not in free and _is_given(version, answers, self._days[at])

    def _bound(self, version: SaidVersion) -> tuple[dict[int, list[_Within]], list[int]]:
        """Return whom a version binds with the days on which each is in post, and how many are on each day."""
        held = version.categories
        if held not in self._in_post:
            bound = {one: _joined(map(self._within, turns)) for one, turns in self._roles.of(held).items()}
            steps = [0] * (len(self._days) + 1)
            for first, last in (one for spells in bound.values() for one in spells):
                steps[first] += 1
                steps[last] -= 1
            self._in_post[held] = bound, [*accumulate(steps)]
        return self._in_post[held]

    def _within(self, spell: Spell) -> _Within:
        return bisect_left(self._days, spell[0]), bisect_right(self._days, spell[1])


def _is_given(version: SaidVersion, answers: Sequence[Answer], day: date) -> bool:
    newest = max((one for one in answers if one.counts(day)), key=lambda one: (one.signed_on, one.id), default=None)
    if newest is None or newest.declined:
        return False
    return not version.is_renewed or newest.signed_on >= academic_year_start(day)


def _places(spells: Iterable[_Within], others: Iterable[_Within], within: _Within) -> Iterator[int]:
    """Yield the days that are in one of some stretches, in one of others, and within the days that count."""
    for first, last in spells:
        for begin, end in others:
            yield from range(max(first, begin, within[0]), min(last, end, within[1]))


def _joined(spells: Iterable[_Within]) -> list[_Within]:
    """Return days in as few stretches as there must be; nobody counts twice on a day."""
    found: list[_Within] = []
    for first, last in sorted(spells):
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(last, found[-1][1])
        elif first < last:
            found.append((first, last))
    return found
