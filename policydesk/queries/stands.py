"""Where somebody stands with a version on a day: everybody who stands alike is told by the same `Stand`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from policydesk.dates import academic_year_start
from policydesk.queries.unsigned_kept import Answer, Epoch, SaidVersion, Spell
from policydesk.terms import AckState

Turn = tuple[str, str, str]
"""A category that somebody holds, with its first and its last day as the register writes them."""


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


@dataclass(slots=True)
class Special:
    """What is to be looked at of somebody: when they are left out of a policy, and answers declined or taken back."""

    free: dict[int, Sequence[Spell]] = field(default_factory=dict)
    told: dict[Epoch, Sequence[Answer]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Line:
    """A version that binds somebody, with every way in which they can stand with it; `since` is when it was renewed."""

    epoch: Epoch
    since: date
    missing: Stand
    given: Stand
    expired: Stand
    declined: Stand
    exempt: Stand

    def by(self, signed_on: date | None) -> Stand:
        """Return how those stand who signed last on a day, or never."""
        return self.missing if signed_on is None else self.given if signed_on >= self.since else self.expired

    def looked_at(self, special: Special, signed_on: date | None, day: date) -> Stand:
        """Return how somebody stands of whom something is to be looked at."""
        if any(since <= day <= until for since, until in special.free.get(self.epoch[0], ())):
            return self.exempt
        if self.epoch not in special.told:
            return self.by(signed_on)
        counting = (one for one in special.told[self.epoch] if one.counts(day))
        newest = max(counting, key=lambda one: (one.signed_on, one.id), default=None)
        if newest is not None and newest.declined:
            return self.declined
        return self.by(None if newest is None else newest.signed_on)


class DayStands:
    """The versions in force on a day, and how people stand with them."""

    def __init__(self, day: date, versions: Sequence[SaidVersion], soon: int) -> None:
        self._day, self._versions = day, versions
        self._text, self._year, self._soon = day.isoformat(), academic_year_start(day), day + timedelta(days=soon)
        self._bound: dict[tuple[tuple[str, str], ...], tuple[str, tuple[_Line, ...]]] = {}
        self._lines: dict[tuple[int, date | None], _Line] = {}

    def of(
        self, turns: Iterable[Turn], answers: Iterable[tuple[Epoch, date]], special: Special | None
    ) -> tuple[str, tuple[Stand, ...]]:
        """Return the categories that somebody holds and where they stand with each version that binds them."""
        day, text = self._day, self._text
        held = tuple([(category, first) for category, first, last in turns if first <= text <= last])
        if held not in self._bound:
            self._bound[held] = self._binding(held)
        categories, lines = self._bound[held]
        newest: dict[Epoch, date] = {}
        for epoch, signed_on in answers:
            if signed_on <= day and newest.get(epoch, signed_on) <= signed_on:
                newest[epoch] = signed_on
        if special is None:
            return categories, tuple(
                [  # written out instead of `by`: this is asked of every pair
                    line.missing if (on := newest.get(line.epoch)) is None else line.given if on >= line.since
                    else line.expired for line in lines
                ]
            )  # fmt: skip
        return categories, tuple([line.looked_at(special, newest.get(line.epoch), day) for line in lines])

    def _binding(self, held: tuple[tuple[str, str], ...]) -> tuple[str, tuple[_Line, ...]]:
        lines = []
        for at, version in enumerate(self._versions):
            began = min((first for category, first in held if category in version.categories), default=None)
            if began is not None:
                started = date.fromisoformat(began)
                lines.append(self._line(at, started if started > version.begins.first else None))
        return ",".join(sorted({category for category, _first in held})), tuple(lines)

    def _line(self, at: int, started_on: date | None) -> _Line:
        if (at, started_on) not in self._lines:
            self._lines[at, started_on] = self._told(self._versions[at], started_on)
        return self._lines[at, started_on]

    def _told(self, version: SaidVersion, started_on: date | None) -> _Line:
        due, again = version.due_for_all, self._year + timedelta(days=version.days_to_acknowledge)
        if started_on is not None:
            due = max(due, started_on + timedelta(days=version.induction_days))
        soon = AckState.DUE_SOON if due <= self._soon else AckState.OUTSTANDING
        missing = AckState.OVERDUE if due < self._day else soon

        def stand(state: AckState, due_on: date, *, is_late: bool = False) -> Stand:
            return Stand(version.id, state, due_on, started_on, is_late)

        return _Line(
            epoch=(version.policy_id, version.epoch),
            since=self._year if version.is_renewed else date.min,
            missing=stand(missing, due, is_late=missing is AckState.OVERDUE),
            given=stand(AckState.ACKNOWLEDGED, due),
            expired=stand(AckState.EXPIRED, again, is_late=again < self._day),
            declined=stand(AckState.DECLINED, due),
            exempt=stand(AckState.EXEMPT, due),
        )
