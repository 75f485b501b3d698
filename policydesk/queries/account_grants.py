"""Who approved each account, whether they were the ones to do so on that day, and what came of it (CP must 1)."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from policydesk.models import EarlierPolicy, EarlierVersion, Policy, PolicyVersion
from policydesk.queries.deciders import LINE_MANAGER
from policydesk.queries.people import OPEN, day
from policydesk.queries.said import earlier, said_on
from policydesk.rules.account_facts import GrantFacts, RefusalFacts, WithdrawnFacts
from policydesk.rules.standard import Demands, demands_of
from policydesk.rules.status import current_version
from policydesk.terms import PolicyType, Post
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

    @property
    def ends(self) -> str:
        """The last day on which an approval holds: it expires, or is withdrawn from the next day on."""
        withdrawn = OPEN if self.from_on is None else _day_before(self.from_on)
        return min(self.expires_on or OPEN, withdrawn)


def grants(session: Session, as_at: date) -> dict[int, GrantFacts]:
    """Return for each account the approval that holds longest; where none was given, the newest refusal."""
    rows = session.execute(
        text(f"""
            SELECT p.account_id, p.id, p.decision, s.full_name, p.decided_as, p.decided_on, p.expires_on,
                   EXISTS (SELECT 1 FROM appointment a WHERE a.staff_id = p.decided_by_id AND a.post = p.decided_as
                           AND a.from_on <= p.decided_on AND (a.until_on IS NULL OR a.until_on >= p.decided_on)),
                   EXISTS (SELECT 1 FROM staff_role r WHERE r.staff_id = p.decided_by_id
                           AND r.started_on <= p.decided_on AND (r.ended_on IS NULL OR r.ended_on >= p.decided_on)),
                   w.from_on, b.full_name, w.reason
            FROM approval p JOIN staff_member s ON s.id = p.decided_by_id
            LEFT JOIN withdrawal w ON w.approval_id = p.id AND (w.from_on <= :as_at OR w.recorded_on <= :as_at)
            LEFT JOIN staff_member b ON b.id = w.withdrawn_by_id
            WHERE p.kind = '{ApprovalKind.CREATE_ACCOUNT.value}' AND p.account_id IS NOT NULL
              AND p.decided_on <= :as_at
            ORDER BY p.account_id, p.decided_on, p.id"""),
        {"as_at": as_at.isoformat()},
    ).all()
    if not rows:
        return {}
    demands = _demands_by_day(session, as_at)
    lines = groupby((_Line(*row) for row in rows), key=lambda line: line.account_id)
    return {account_id: _grant(tuple(some), as_at.isoformat(), demands) for account_id, some in lines}


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


def _demands_by_day(session: Session, known_by: date) -> Callable[[date], Demands]:
    """Return what tells for any day what the social media policy in force then asked, without a further statement.

    What a version asks is what was known of it on `known_by`.
    """
    kinds, before = earlier(session, EarlierPolicy, "policy_id"), earlier(session, EarlierVersion, "version_id")
    asked = (
        select(PolicyVersion, Policy)
        .join(Policy, Policy.id == PolicyVersion.policy_id)
        .where(PolicyVersion.published_on.is_not(None))
    )
    versions = [
        (version, policy.withdrawn_on)
        for version, policy in session.execute(asked)
        if (said_on(kinds.get(policy.id, ()), known_by) or policy).policy_type == PolicyType.SOCIAL_MEDIA
    ]

    @cache
    def demands(on: date) -> Demands:
        held = [version for version, withdrawn in versions if withdrawn is None or withdrawn > on]
        version = current_version(held, on)
        if version is None:
            return demands_of({})
        return demands_of((said_on(before.get(version.id, ()), known_by) or version).choices)

    return demands
