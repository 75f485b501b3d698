"""What governors ask about beside the figures of Today: new starters, and what is written down for each account."""

from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from policydesk.dates import add_months
from policydesk.queries.day_pairs import day_pairs
from policydesk.rules.shares import Share
from policydesk.terms import AckState


def starters(session: Session, as_at: date) -> Share:
    """Return how many of those who began after a policy came into force have acknowledged all they are asked for."""
    pairs, since = day_pairs(session, as_at), add_months(as_at, -12)
    begun = {one for one in pairs.asked if one.started_on is not None and one.started_on > since}
    missing = {one for one in pairs.asked if one.state is not AckState.ACKNOWLEDGED}
    new = [one for one in pairs.people if not begun.isdisjoint(one.stands)]
    return Share(sum(1 for one in new if missing.isdisjoint(one.stands)), len(new))


def written_down(session: Session, as_at: date) -> dict[int, tuple[bool, bool]]:
    """Return for each account whether it was known on a day how it will end, and where its house rules stand."""
    rows = session.execute(
        text("""
            SELECT account_id, exit_strategy <> '' AS ends, house_rules_at <> '' AS rules
            FROM account_record r
            WHERE r.id = (SELECT x.id FROM account_record x WHERE x.account_id = r.account_id
                          AND x.recorded_on <= :as_at ORDER BY x.recorded_on DESC, x.id DESC LIMIT 1)"""),
        {"as_at": as_at.isoformat()},
    )
    return {row.account_id: (bool(row.ends), bool(row.rules)) for row in rows}
