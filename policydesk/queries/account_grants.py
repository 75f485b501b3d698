"""Who approved each account, and whether they were the ones to do so on that day (CP must 1, AT A.3.2)."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from policydesk.models import Policy, PolicyVersion
from policydesk.queries.deciders import LINE_MANAGER
from policydesk.queries.people import OPEN, day
from policydesk.rules.account_facts import GrantFacts
from policydesk.rules.standard import Demands, demands_of
from policydesk.rules.status import current_version
from policydesk.terms import PolicyType, Post
from policydesk.terms_accounts import ApprovalKind, Decision

_POSTS = frozenset(post.value for post in Post)


def grants(session: Session, as_at: date) -> dict[int, GrantFacts]:
    """Return for each account the approval that holds longest; where none was given, the newest refusal."""
    rows = session.execute(
        text(f"""
            SELECT p.account_id, p.decision, s.full_name, p.decided_as, p.decided_on, p.expires_on,
                   EXISTS (SELECT 1 FROM appointment a WHERE a.staff_id = p.decided_by_id AND a.post = p.decided_as
                           AND a.from_on <= p.decided_on AND (a.until_on IS NULL OR a.until_on >= p.decided_on))
                       AS held,
                   EXISTS (SELECT 1 FROM staff_role r WHERE r.staff_id = p.decided_by_id
                           AND r.started_on <= p.decided_on AND (r.ended_on IS NULL OR r.ended_on >= p.decided_on))
                       AS in_post
            FROM approval p JOIN staff_member s ON s.id = p.decided_by_id
            WHERE p.kind = '{ApprovalKind.CREATE_ACCOUNT.value}' AND p.account_id IS NOT NULL
              AND p.decided_on <= :as_at
            ORDER BY p.decision = '{Decision.APPROVED.value}', coalesce(p.expires_on, '{OPEN}'), p.decided_on, p.id"""),
        {"as_at": as_at.isoformat()},
    ).all()
    if not rows:
        return {}
    demands = _demands_by_day(session)
    return {row.account_id: _grant(row, demands) for row in rows}


def _grant(row: Any, demands: Callable[[date], Demands]) -> GrantFacts:
    decided_on, decided_as = date.fromisoformat(row.decided_on), row.decided_as
    asked = demands(decided_on)
    by_post = decided_as in _POSTS
    return GrantFacts(
        granted=row.decision == Decision.APPROVED,
        decided_by=row.full_name,
        decided_as=decided_as,
        decided_on=decided_on,
        expires_on=day(row.expires_on),
        allowed=decided_as in asked.approver_posts or (decided_as == LINE_MANAGER and asked.line_manager_may_approve),
        in_office=bool(row.in_post and (row.held or not by_post)),
    )


def _demands_by_day(session: Session) -> Callable[[date], Demands]:
    """Return what tells for any day what the social media policy in force then asked, without a further statement."""
    asked = (
        select(PolicyVersion, Policy.withdrawn_on)
        .join(Policy, Policy.id == PolicyVersion.policy_id)
        .where(Policy.policy_type == PolicyType.SOCIAL_MEDIA, PolicyVersion.published_on.is_not(None))
    )
    versions = [(version, withdrawn) for version, withdrawn in session.execute(asked)]

    @cache
    def demands(on: date) -> Demands:
        held = [version for version, withdrawn in versions if withdrawn is None or withdrawn > on]
        version = current_version(held, on)
        return demands_of({} if version is None else version.choices)

    return demands
