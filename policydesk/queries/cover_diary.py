"""Days without cover as a calendar knows them: each under one name for ever, and those that are none any more."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from policydesk.queries.account_cover import CoverFacts
from policydesk.queries.account_facts import KeptOfficial
from policydesk.queries.account_turns import KeptTurns
from policydesk.queries.demands import kept_standard
from policydesk.queries.roles_known import KeptRoles
from policydesk.rules.account_facts import AccountFacts, OfficialFacts
from policydesk.rules.standard import Standard

BACK = timedelta(days=400)
"""How far back the first day of a gap is looked for: it keeps its name while it lasts."""

LONGEST = 92
"""Days back at most of which it is asked what calendars may have been told."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CoverGap:
    """Days on which an account has too few moderators; `began` is the first of them, also where that is past."""

    account_id: int
    account: str
    began: date
    last: date
    available: int
    wanted: int

    @property
    def uid(self) -> str:
        """Its name in calendars: the account and the day on which it began."""
        return f"cover-{self.account_id}-{self.began.isoformat()}"


def gaps_ahead(session: Session, as_at: date) -> tuple[CoverGap, ...]:
    """Return the gaps ahead as at a day, without asking what calendars were told before."""
    kept = _Kept(session, as_at, as_at)
    return tuple(one for one in kept.gaps(as_at) if one.last >= as_at)


def cover_gaps(session: Session, as_at: date) -> tuple[tuple[CoverGap, ...], tuple[CoverGap, ...]]:
    """Return the gaps ahead as at a day, and those that calendars may have and that are none any more."""
    window = _window(kept_standard(session).on(as_at))
    since = as_at - min(window, timedelta(days=LONGEST))
    changed = _changes(session, since, as_at)
    kept = _Kept(session, min((*changed, as_at)) - _DAY, as_at)
    every, cover = {one.uid: one for one in kept.gaps(as_at)}, kept.cover(as_at)
    closed: dict[str, CoverGap] = {}
    for day in changed:
        for gap in kept.known_before(day):
            if gap.uid not in every and gap.last >= since and not _happened(gap, cover, as_at):
                closed[gap.uid] = gap
    return tuple(one for one in every.values() if one.last >= as_at), tuple(closed.values())


class _Kept:
    """What is kept of accounts, turns and roles: read once, for every day from a first one to the day that asks."""

    def __init__(self, session: Session, first: date, as_at: date) -> None:
        self._official, self._roles = KeptOfficial(session, first, as_at), KeptRoles(session, first)
        self._turns, self._as_at = KeptTurns(session, first - BACK, as_at), as_at
        self._window = _window(self._official.on(as_at).standard)

    def gaps(self, day: date) -> Iterator[CoverGap]:
        """Yield the gaps around a day, as it knew them."""
        return _gaps(self._official.on(day), self.cover(day))

    def cover(self, day: date) -> CoverFacts:
        """Return what cover is counted from around a day, as it knew it."""
        return self._turns.cover(day, day + self._window, self._roles.known(day.isoformat()), day - BACK)

    def known_before(self, day: date) -> Iterator[CoverGap]:
        """Yield the gaps ahead that were known on the day before something changed.

        On the day itself calendars may know what is away since the morning, and not yet who stands in since noon.
        """
        before = day - _DAY
        facts = self._official.on(before)
        yield from (one for one in _gaps(facts, self.cover(before)) if one.last >= before)
        if day == self._as_at:
            roles = self._roles.known(before.isoformat())
            turns = self._turns.approved(before, day - BACK, day + self._window, roles)
            away_since_today = replace(self.cover(day), turns=turns)
            yield from (one for one in _gaps(facts, away_since_today) if one.last >= day)


def _window(standard: Standard) -> timedelta:
    return timedelta(days=standard.gap_window_days)


def _happened(gap: CoverGap, cover: CoverFacts, as_at: date) -> bool:
    """Whether a gap has passed and was one to the end, also where more moderators are asked for since."""
    runs = cover.gaps(gap.account_id, gap.wanted) if gap.last < as_at else ()
    return any(run.first <= gap.last and run.last >= gap.began for run in runs)


def _gaps(facts: OfficialFacts, cover: CoverFacts) -> Iterator[CoverGap]:
    for account in facts.accounts:
        if account.is_held:
            yield from _gaps_of(account, facts.minimum, cover)


def _gaps_of(account: AccountFacts, minimum: int, cover: CoverFacts) -> Iterator[CoverGap]:
    """Yield the gaps of one account since it is live; before its first moderator came there is nothing to say."""
    wanted = min(minimum, len(account.appointed))
    turns = cover.turns.get(account.account_id, ())
    begins = max(account.live_since or account.since, min((one.first for one in turns), default=date.max))
    for run in cover.gaps(account.account_id, wanted):
        began = max(run.first, begins)
        if began <= run.last:
            yield CoverGap(account.account_id, account.name, began, run.last, run.available, wanted)


_CHANGED: Mapping[str, tuple[str, ...]] = {
    "moderator": ("recorded_on", "approved_on", "end_noted_on"),
    "earlier_turn": ("replaced_on",),
    "absence": ("recorded_on",),
    "earlier_absence": ("replaced_on",),
    "term": ("recorded_on",),
    "earlier_term": ("replaced_on",),
    "earlier_role": ("replaced_on",),
    "earlier_version": ("replaced_on",),
    "earlier_policy": ("replaced_on",),
    "staff_role": ("end_noted_on",),
    "account_step": ("on_day",),
    "standard_setting": ("from_on",),
    "policy_version": ("published_on",),
}
"""The days on which something was noted that may close a gap, by table."""


def _changes(session: Session, since: date, until: date) -> tuple[date, ...]:
    columns = ((table, column) for table, some in _CHANGED.items() for column in some)
    every = " UNION ".join(f"SELECT {column} AS day FROM {table}" for table, column in columns)
    rows = session.execute(
        text(f"SELECT day FROM ({every}) WHERE day BETWEEN :since AND :until ORDER BY day"),
        {"since": since.isoformat(), "until": until.isoformat()},
    )
    return tuple(date.fromisoformat(day) for day in rows.scalars())
