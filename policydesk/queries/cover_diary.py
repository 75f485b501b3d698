"""Days without cover as a calendar knows them: each under one name for ever, and those that are none any more."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from policydesk.queries.account_cover import CoverFacts, cover_facts
from policydesk.queries.account_facts import official_facts
from policydesk.rules.account_facts import AccountFacts, OfficialFacts

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
    facts = official_facts(session, as_at)
    cover = _cover(session, as_at, timedelta(days=facts.standard.gap_window_days))
    return tuple(one for one in _gaps(facts, cover) if one.last >= as_at)


def cover_gaps(session: Session, as_at: date) -> tuple[tuple[CoverGap, ...], tuple[CoverGap, ...]]:
    """Return the gaps ahead as at a day, and those that calendars may have and that are none any more."""
    facts = official_facts(session, as_at)
    window = timedelta(days=facts.standard.gap_window_days)
    cover = _cover(session, as_at, window)
    every = {one.uid: one for one in _gaps(facts, cover)}
    now = tuple(one for one in every.values() if one.last >= as_at)
    closed: dict[str, CoverGap] = {}
    since = as_at - min(window, timedelta(days=LONGEST))
    for day in _changes(session, since, as_at):
        for gap in _known_before(session, day, as_at, window):
            if gap.uid not in every and gap.last >= since and not _happened(gap, cover, as_at):
                closed[gap.uid] = gap
    return now, tuple(closed.values())


def _happened(gap: CoverGap, cover: CoverFacts, as_at: date) -> bool:
    """Whether a gap has passed and was one to the end, also where more moderators are asked for since."""
    runs = cover.gaps(gap.account_id, gap.wanted) if gap.last < as_at else ()
    return any(run.first <= gap.last and run.last >= gap.began for run in runs)


def _known_before(session: Session, day: date, as_at: date, window: timedelta) -> Iterator[CoverGap]:
    """Yield the gaps ahead that were known on the day before something changed.

    On the day itself calendars may know what is away since the morning, and not yet who stands in since noon.
    """
    before = day - _DAY
    facts = official_facts(session, before)
    cover = _cover(session, before, window)
    yield from (one for one in _gaps(facts, cover) if one.last >= before)
    if day == as_at:
        turns = _cover(session, as_at, window, known_by=before).turns
        away_since_today = replace(_cover(session, as_at, window), turns=turns)
        yield from (one for one in _gaps(facts, away_since_today) if one.last >= as_at)


def _cover(session: Session, day: date, window: timedelta, known_by: date | None = None) -> CoverFacts:
    return cover_facts(session, day - BACK, day + window, known_by=known_by or day)


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
