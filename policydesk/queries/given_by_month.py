"""How much of what was asked for was given at the end of each month, from one reading of the register."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from sqlalchemy import text
from sqlalchemy.orm import Session

from policydesk.dates import academic_year_start, add_months, month_end
from policydesk.queries.unsigned import stretches
from policydesk.queries.unsigned_kept import (
    Answer,
    Epoch,
    SaidVersion,
    SignedWords,
    Spell,
    epochs_of,
    exemptions,
    said_versions,
    signatures,
    unsettled_answers,
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
    epochs, wanted = epochs_of(session), {(version.policy_id, version.epoch) for version, _days in found}
    answered: dict[Epoch, dict[int, list[Answer]]] = defaultdict(dict)
    for (staff_id, *epoch), answers in unsettled_answers(session).items():
        answered[epoch[0], epoch[1]][staff_id] = answers
    people, exempt = _People(session, days), exemptions(session)
    signed = _Signed(people, {staff_id for staff_id, _policy_id in exempt})
    places = _Places(days, {one: epoch for one, epoch in epochs.items() if epoch in wanted})
    for staff_id, told in signatures(session, places.epochs):
        signed.add(staff_id, map(places.__getitem__, told), [one for one in answered if staff_id in answered[one]])
    counted, given = _Counted(days, people, exempt), signed.by_epoch()
    for version, within in found:
        epoch_of = version.policy_id, version.epoch
        counted.ask(version, within)
        if not version.is_renewed:
            counted.settle(version, within, given[epoch_of], signed)
        counted.look(version, within, answered[epoch_of])
    return tuple(map(TrendPoint, days, accumulate(counted.asked), accumulate(counted.given)))


_Within = tuple[int, int]
"""The first of some days and the one after the last of them, as places among all days."""

_Roles = tuple[tuple[str, int, int], ...]
"""The categories that somebody held, each within some of the days; many people held the same ones on the same days."""


class _People:
    """Everybody who held a role on any of the days, with the roles that they held."""

    def __init__(self, session: Session, days: Sequence[date]) -> None:
        texts, roles = [day.isoformat() for day in days], defaultdict[int, set[tuple[str, int, int]]](set)
        rows = session.execute(text("SELECT staff_id, category, started_on, coalesce(ended_on, :open) FROM staff_role"),
                               {"open": date.max.isoformat()})  # fmt: skip
        for staff_id, category, first, last in rows.all():
            begin, end = bisect_left(texts, first), bisect_right(texts, last)
            if begin < end:
                roles[staff_id].add((category, begin, end))
        self.roles: dict[int, _Roles] = {staff_id: tuple(sorted(held)) for staff_id, held in roles.items()}
        self.alike = Counter(self.roles.values())
        self._bound: dict[tuple[_Roles, frozenset[str]], list[_Within]] = {}

    def bound(self, roles: _Roles, version: SaidVersion) -> list[_Within]:
        """Return the days on which a version binds whoever held some roles, in as few stretches as there must be."""
        key = roles, version.categories
        if key not in self._bound:
            held = ((begin, end) for category, begin, end in roles if category in version.categories)
            self._bound[key] = _joined(held)
        return self._bound[key]

    def bound_of(self, staff_id: int, version: SaidVersion) -> list[_Within]:
        """Return the days on which a version binds somebody."""
        return self.bound(self.roles.get(staff_id, ()), version)


class _Places(dict[str, tuple[Epoch, int]]):
    """Which epoch somebody signed, and before which of the days, by the words of `signatures`."""

    def __init__(self, days: Sequence[date], epochs: Mapping[int, Epoch]) -> None:
        super().__init__()
        self.epochs, self._days, self._words = epochs, days, SignedWords(epochs)

    def __missing__(self, words: str) -> tuple[Epoch, int]:
        epoch, signed_on = self._words[words]
        found = self[words] = epoch, bisect_left(self._days, signed_on)
        return found


class _Signed:
    """From which of the days on epochs are given, as far as a first signature settles it.

    People are counted with those who held the same roles; of the `special` it is kept one by one in `first`.
    """

    def __init__(self, people: _People, special: set[int]) -> None:
        self._people, self._special = people, special
        self._counts: dict[_Roles, Counter[tuple[Epoch, int]]] = defaultdict(Counter)
        self.first: dict[int, dict[Epoch, int]] = {}

    def add(self, staff_id: int, signed: Iterable[tuple[Epoch, int]], unsettled: Iterable[Epoch]) -> None:
        """Count what somebody signed, but for epochs that no first signature settles."""
        first: dict[Epoch, int] = {}
        for epoch, place in signed:
            if first.get(epoch, place) >= place:
                first[epoch] = place
        for epoch in unsettled:
            first.pop(epoch, None)
        self._counts[self._people.roles.get(staff_id, ())].update(first.items())
        if staff_id in self._special:
            self.first[staff_id] = first

    def by_epoch(self) -> dict[Epoch, list[tuple[_Roles, int, int]]]:
        """Return for each epoch how many people with the same roles gave it from a day on: roles, day and people."""
        found: dict[Epoch, list[tuple[_Roles, int, int]]] = defaultdict(list)
        for roles, counts in self._counts.items():
            for (epoch, place), people in counts.items():
                found[epoch].append((roles, place, people))
        return found


class _Counted:
    """Counts what is asked for and what is given, one version after another: by how much from each day to the next."""

    def __init__(
        self, days: Sequence[date], people: _People, exempt: Mapping[tuple[int, int], Sequence[Spell]]
    ) -> None:
        self.asked, self.given = [0] * (len(days) + 1), [0] * (len(days) + 1)
        self._days, self._people = days, people
        self._exempt: dict[int, dict[int, list[_Within]]] = defaultdict(dict)
        for (staff_id, policy_id), spells in exempt.items():
            self._exempt[policy_id][staff_id] = _joined(map(self._within, spells))

    def ask(self, version: SaidVersion, within: _Within) -> None:
        """Count everybody whom a version binds, on the days on which it is in force; the exempt are not asked."""
        for roles, people in self._people.alike.items():
            _add(self.asked, self._people.bound(roles, version), within, people)
        for staff_id, free in self._exempt[version.policy_id].items():
            for spell in free:
                _add(self.asked, self._people.bound_of(staff_id, version), _both(spell, within), -1)

    def settle(
        self, version: SaidVersion, within: _Within, given: Iterable[tuple[_Roles, int, int]], signed: _Signed
    ) -> None:
        """Count those whose first signature settles it from its day on; the exempt gave nothing that is counted."""
        begin, end = within
        for roles, place, people in given:
            _add(self.given, self._people.bound(roles, version), (max(begin, place), end), people)
        for staff_id, free in self._exempt[version.policy_id].items():
            place = signed.first.get(staff_id, {}).get((version.policy_id, version.epoch), end)
            for spell in free:
                since = _both(spell, (max(begin, place), end))
                _add(self.given, self._people.bound_of(staff_id, version), since, -1)

    def look(self, version: SaidVersion, within: _Within, answered: Mapping[int, Sequence[Answer]]) -> None:
        """Count those whose answers have to be looked at for each day: renewed, declined or taken back."""
        for staff_id, answers in answered.items():
            free = {*_places(self._exempt[version.policy_id].get(staff_id, ()), within)}
            for at in _places(self._people.bound_of(staff_id, version), within):
                if at not in free and _is_given(version, answers, self._days[at]):
                    _add(self.given, [(at, at + 1)], within, 1)

    def _within(self, spell: Spell) -> _Within:
        return bisect_left(self._days, spell[0]), bisect_right(self._days, spell[1])


def _is_given(version: SaidVersion, answers: Sequence[Answer], day: date) -> bool:
    newest = max((one for one in answers if one.counts(day)), key=lambda one: (one.signed_on, one.id), default=None)
    if newest is None or newest.declined:
        return False
    return not version.is_renewed or newest.signed_on >= academic_year_start(day)


def _add(counts: list[int], spells: Iterable[_Within], within: _Within, people: int) -> None:
    """Count people on the days that are in one of some stretches and within the days that count."""
    for spell in spells:
        begin, end = _both(spell, within)
        if begin < end:
            counts[begin] += people
            counts[end] -= people


def _both(one: _Within, other: _Within) -> _Within:
    return max(one[0], other[0]), min(one[1], other[1])


def _places(spells: Iterable[_Within], within: _Within) -> Iterator[int]:
    """Yield the days that are in one of some stretches, and within the days that count."""
    for spell in spells:
        yield from range(*_both(spell, within))


def _joined(spells: Iterable[_Within]) -> list[_Within]:
    """Return days in as few stretches as there must be; nobody counts twice on a day."""
    found: list[_Within] = []
    for first, last in sorted(spells):
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(last, found[-1][1])
        elif first < last:
            found.append((first, last))
    return found
