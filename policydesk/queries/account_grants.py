"""Who approved each account, whether they were the ones to do so on that day, and what came of it (CP must 1)."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from policydesk.queries.deciders import LINE_MANAGER
from policydesk.queries.demands import KeptVersions
from policydesk.queries.people import OPEN, day
from policydesk.rules.account_facts import GrantFacts, RefusalFacts, WithdrawnFacts
from policydesk.rules.standard import Demands, demands_of
from policydesk.terms import Post
from policydesk.terms_accounts import ApprovalKind, Decision

_POSTS = frozenset(post.value for post in Post)


class _Line(NamedTuple):
    """One decision about creating an account as the statement gives it, and whether it was taken back."""

    account_id: int
    id: int
    decision: str
    decided_by: str
    decided_as: str
    decided_on: str
    expires_on: str | None
    held: int
    in_post: int
    from_on: str | None
    withdrawn_by: str
    reason: str
    known_on: str | None

    @property
    def ends(self) -> str:
        """The last day on which an approval holds: it expires, or is withdrawn from the next day on."""
        withdrawn = OPEN if self.from_on is None else _day_before(self.from_on)
        return min(self.expires_on or OPEN, withdrawn)


_LINES = f"""
    SELECT p.account_id, p.id, p.decision, s.full_name, p.decided_as, p.decided_on, p.expires_on,
           EXISTS (SELECT 1 FROM appointment a WHERE a.staff_id = p.decided_by_id AND a.post = p.decided_as
                   AND a.from_on <= p.decided_on AND (a.until_on IS NULL OR a.until_on >= p.decided_on)),
           EXISTS (SELECT 1 FROM staff_role r WHERE r.staff_id = p.decided_by_id
                   AND r.started_on <= p.decided_on AND (r.ended_on IS NULL OR r.ended_on >= p.decided_on)),
           w.from_on, coalesce(b.full_name, ''), coalesce(w.reason, ''), min(w.from_on, w.recorded_on)
    FROM approval p JOIN staff_member s ON s.id = p.decided_by_id
    LEFT JOIN withdrawal w ON w.approval_id = p.id AND (w.from_on <= :last OR w.recorded_on <= :last)
    LEFT JOIN staff_member b ON b.id = w.withdrawn_by_id
    WHERE p.kind = '{ApprovalKind.CREATE_ACCOUNT.value}' AND p.account_id IS NOT NULL AND p.decided_on <= :last
    ORDER BY p.account_id, p.decided_on, p.id"""


class KeptGrants:
    """Every decision about creating an account, by account, with what is needed to judge it on any of some days."""

    def __init__(self, session: Session, last: date, kept: KeptVersions) -> None:
        rows = session.execute(text(_LINES), {"last": last.isoformat()}).all()
        self._lines: dict[int, tuple[_Line, ...]] = {
            account_id: tuple(some)
            for account_id, some in groupby((_Line(*row) for row in rows), key=lambda line: line.account_id)
        }
        said = [one.isoformat() for one in kept.changed_on()]
        self._changes = {one: sorted({*said, *_changes(lines)}) for one, lines in self._lines.items()}
        self._asked = cache(lambda on, known_by: _demands(kept, on, known_by))
        self._made: dict[tuple[int, int], GrantFacts | None] = {}

    def on(self, account_id: int, as_at: date, day: str) -> GrantFacts | None:
        """Return the approval of an account that holds longest; where none was given, the newest refusal.

        `day` is the same day as the register has it.
        """
        if account_id not in self._lines:
            return None
        key = account_id, bisect_right(self._changes[account_id], day)
        if key not in self._made:
            known = [_known(one, day) for one in self._lines[account_id] if one.decided_on <= day]
            self._made[key] = _grant(known, day, lambda on: self._asked(on, as_at)) if known else None
        return self._made[key]


def _changes(lines: Sequence[_Line]) -> Iterator[str]:
    """Yield the days from which something else is known or holds of an account's decisions, but what runs out."""
    for line in lines:
        yield line.decided_on
        if line.from_on is not None and line.known_on is not None:
            yield from (line.from_on, line.known_on)


def _known(line: _Line, day: str) -> _Line:
    """Return a decision as a day knew it: without its being taken back where that came later."""
    is_known = line.known_on is not None and line.known_on <= day
    return line if is_known or line.from_on is None else line._replace(from_on=None, withdrawn_by="", reason="")


def _grant(lines: Sequence[_Line], as_at: str, demands: Callable[[date], Demands]) -> GrantFacts:
    """Return what was decided about one account; its lines are in the order of the decisions."""
    given = [line for line in lines if line.decision == Decision.APPROVED]
    line = max(given, key=lambda one: (one.ends, one.decided_on, one.id)) if given else lines[-1]
    withdrawn = _withdrawn(line)
    decided_on, decided_as = date.fromisoformat(line.decided_on), line.decided_as
    asked, by_post = demands(decided_on), decided_as in _POSTS
    return GrantFacts(
        granted=bool(given) and (line.from_on is None or line.from_on > as_at),
        decided_by=line.decided_by,
        decided_as=decided_as,
        decided_on=decided_on,
        expires_on=day(line.ends) if given else None,
        allowed=decided_as in asked.approver_posts or (decided_as == LINE_MANAGER and asked.line_manager_may_approve),
        in_office=bool(line.in_post and (line.held or not by_post)),
        withdrawn=withdrawn,
        refused=_refused(lines[-1]) if given else None,
    )


def _withdrawn(line: _Line) -> WithdrawnFacts | None:
    if line.from_on is None or (line.expires_on is not None and line.expires_on < line.from_on):
        return None
    return WithdrawnFacts(line.withdrawn_by, date.fromisoformat(line.from_on), line.reason)


def _refused(newest: _Line) -> RefusalFacts | None:
    """Return the newest decision where it is a refusal: asked again, the school was told no."""
    if newest.decision == Decision.APPROVED:
        return None
    return RefusalFacts(newest.decided_by, date.fromisoformat(newest.decided_on))


def _day_before(on: str) -> str:
    return (date.fromisoformat(on) - timedelta(days=1)).isoformat()


def _demands(kept: KeptVersions, on: date, known_by: date) -> Demands:
    """Return what the social media policy in force on a day asked, as far as was known of it on another day."""
    version = kept.current(on, known_by)
    return demands_of({} if version is None else kept.said(version, known_by).choices)
