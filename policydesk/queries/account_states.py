"""Where every account stands on a day, as parts of a statement that several questions share.

What is said of an account is dated, and so are the steps of its life: facts dated later never change the answer.
"""

import json
from functools import lru_cache

from policydesk.rules.platforms import OTHER, platform_named
from policydesk.terms_accounts import ApprovalKind, Audience, Decision

STANDINGS = """
account_now AS (
    SELECT a.id, s.state, s.on_day AS since, s.id AS step_id, r.id AS record_id
    FROM official_account a
    JOIN account_step s ON s.id = (
        SELECT x.id FROM account_step x WHERE x.account_id = a.id AND x.on_day <= :as_at
        ORDER BY x.on_day DESC, x.id DESC LIMIT 1)
    JOIN account_record r ON r.id = (
        SELECT x.id FROM account_record x WHERE x.account_id = a.id
        ORDER BY x.recorded_on > :as_at, CASE WHEN x.recorded_on > :as_at THEN x.recorded_on END, x.recorded_on DESC
        LIMIT 1)
)"""
"""Each account that exists on `:as_at`, with its state and the record that holds: before the first, the first."""

LIVE_SINCE = """
(SELECT min(x.on_day) FROM account_step x WHERE x.account_id = n.id AND x.state = 'live' AND x.on_day <= :as_at)"""
"""The day on which an account first went live."""

LAST_CHECKED = """
(SELECT max(x.checked_on) FROM moderation_check x WHERE x.account_id = n.id AND x.checked_on <= :as_at)"""
"""The day on which somebody last looked at an account."""

LAST_EVALUATED = """
(SELECT max(x.evaluated_on) FROM evaluation x WHERE x.account_id = n.id AND x.evaluated_on <= :as_at)"""
"""The day on which an account was last weighed against its purpose."""

HOLDS_APPROVAL = f"""
EXISTS (SELECT 1 FROM approval x
        WHERE x.account_id = n.id AND x.kind = '{ApprovalKind.CREATE_ACCOUNT.value}'
          AND x.decision = '{Decision.APPROVED.value}' AND x.decided_on <= :as_at
          AND (x.expires_on IS NULL OR x.expires_on >= :as_at)
          AND NOT EXISTS (SELECT 1 FROM withdrawal w WHERE w.approval_id = x.id AND w.from_on <= :as_at))"""
"""Whether an approval of an account holds on the day."""


def shown_platform(code: str, other: str) -> str:
    """Return a platform as it is shown; one that is not in the list by the name that was given."""
    name = platform_named(code).name
    return other or name if code == OTHER else name


@lru_cache(maxsize=256)
def audience_of(kept: str) -> frozenset[Audience]:
    """Return for whom an account is, from how the register keeps it."""
    return frozenset(Audience(one) for one in json.loads(kept))
