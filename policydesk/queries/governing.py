"""What governors ask about beside the figures of Today: new starters, and what is written down for each account."""

from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from policydesk.dates import add_months
from policydesk.queries.states import pair_states
from policydesk.rules.shares import Share
from policydesk.terms import AckState


def starters(session: Session, as_at: date) -> Share:
    """Return how many of those who began after a policy came into force have acknowledged all they are asked for."""
    statement, parameters = pair_states(
        """SELECT count(*) AS everybody, coalesce(sum(missing = 0), 0) AS done
           FROM (SELECT staff_id, sum(state <> :given) AS missing, max(is_new_starter AND started_on > :since) AS is_new
                 FROM pair_state WHERE state <> :exempt GROUP BY staff_id)
           WHERE is_new""",
        as_at,
        given=AckState.ACKNOWLEDGED.value,
        exempt=AckState.EXEMPT.value,
        since=add_months(as_at, -12).isoformat(),
    )
    row = session.execute(statement, parameters).one()
    return Share(row.done, row.everybody)


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
