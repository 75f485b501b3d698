"""The statement that gives what is known of every official account on a day, one line for each."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from policydesk.queries.account_states import LAST_CHECKED, LAST_EVALUATED, LIVE_SINCE, STANDINGS
from policydesk.queries.people import ROLES_KNOWN
from policydesk.terms_accounts import AccountState


class AccountLine(NamedTuple):
    """One account as the statement gives it."""

    id: int
    state: str
    since: str
    name: str
    platform: str
    other_platform: str
    audience: str
    youngest_age: int | None
    minimum_age_reason: str
    engagement: str
    pupils_contribute: int
    planned_end_on: str | None
    login_identity: str
    login_email: str
    credentials_kept: str
    holder: str | None
    holder_until: str | None
    override_reason: str | None
    override_by: str
    override_on: str
    live_since: str | None
    checked: str | None
    evaluated: str | None


def account_lines(session: Session, as_at: date) -> list[AccountLine]:
    """Return one line for each account that exists on a day, in the order in which they were added."""
    rows = session.execute(
        text(f"""
            WITH {STANDINGS}, {ROLES_KNOWN},
            last_day AS MATERIALIZED (
                SELECT staff_id, max(ends) AS ends FROM role_known WHERE started_on <= :known GROUP BY staff_id)
            SELECT n.id, n.state, n.since, r.name, r.platform, r.other_platform, r.audience, r.youngest_age,
                   r.minimum_age_reason, r.engagement, r.pupils_contribute, r.planned_end_on, r.login_identity,
                   r.login_email, r.credentials_kept, h.full_name, d.ends,
                   o.override_reason, o.by_name, o.on_day, {LIVE_SINCE}, {LAST_CHECKED}, {LAST_EVALUATED}
            FROM account_now n JOIN account_record r ON r.id = n.record_id
            LEFT JOIN staff_member h ON h.id = r.credentials_holder_id
            LEFT JOIN last_day d ON d.staff_id = h.id
            LEFT JOIN account_step o ON o.id = (
                SELECT x.id FROM account_step x
                WHERE x.account_id = n.id AND x.state = '{AccountState.LIVE.value}' AND x.on_day <= :as_at
                ORDER BY x.on_day DESC, x.id DESC LIMIT 1)
            ORDER BY n.id"""),
        {"as_at": as_at.isoformat(), "known": as_at.isoformat()},
    )
    return [AccountLine(*row) for row in rows.all()]
