"""When what is kept of each kind comes to its end: people, versions, accounts, and the envelopes of incidents."""

from datetime import date

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from policydesk.models import Incident, Policy, PolicyVersion
from policydesk.rules.retention import Period, due_of_version
from policydesk.rules.wall_clock import local_day
from policydesk.terms_accounts import AccountState
from policydesk.terms_incidents import IncidentKind
from policydesk.terms_retention import KeptKind, PeriodKind

Found = tuple[KeptKind, int, str, str, date | None, date, str, str]
"""Kind and number of a record, what it says, its reference, counted from, kept until, by which period and source."""

LAST_DAYS = """
SELECT m.id, m.full_name, max(r.ended_on) AS last_on
FROM staff_member m JOIN staff_role r ON r.staff_id = m.id
GROUP BY m.id
HAVING count(*) = count(r.ended_on) AND max(r.ended_on) <= :as_at"""
"""Everybody who has left, with their last day."""


def ended(session: Session, as_at: date, table: dict[PeriodKind, Period], until: date) -> list[Found]:
    """Return what has come to its end by a day, of every kind, as it was known on another."""
    return [
        *_staff(session, as_at, table[PeriodKind.STAFF], until),
        *_versions(session, as_at, table, until),
        *_accounts(session, as_at, table[PeriodKind.ACCOUNT], until),
        *_incidents(session, as_at, until),
    ]


def _staff(session: Session, as_at: date, period: Period, until: date) -> list[Found]:
    rows = session.execute(text(f"{LAST_DAYS} ORDER BY last_on"), {"as_at": as_at.isoformat()})
    found = []
    for staff_id, name, last in rows:
        last_on = date.fromisoformat(last)
        if period.until(last_on) > until:
            break
        found.append(_found(KeptKind.STAFF, staff_id, name, f"Person {staff_id}", last_on, period))
    return found


def _versions(session: Session, as_at: date, table: dict[PeriodKind, Period], until: date) -> list[Found]:
    period = table[PeriodKind.VERSION]
    found: list[Found] = []
    signers: dict[int, tuple[bool, date | None]] = {}
    replaced = [one for one in _replaced(session, as_at) if period.until(one[3]) <= until]
    if replaced:
        signers = _signers(session, as_at, table[PeriodKind.STAFF])
    for version_id, title, label, day in replaced:
        known, last = signers.get(version_id, (True, None))
        keep = due_of_version(period, day, last, all_known=known)
        if keep is not None:
            words = f"{title}, version {label}"
            found.append((KeptKind.VERSION, version_id, words, words, day, keep, period.words, period.source))
    return found


def _replaced(session: Session, as_at: date) -> list[tuple[int, str, str, date]]:
    """Return each version that another one replaced, or whose policy was withdrawn, with the day of that."""
    asked = (
        select(PolicyVersion, Policy.title, Policy.withdrawn_on)
        .join(Policy, Policy.id == PolicyVersion.policy_id)
        .where(PolicyVersion.published_on.is_not(None))
        .order_by(PolicyVersion.policy_id, PolicyVersion.in_force_from, PolicyVersion.id)
    )
    rows = session.execute(asked).all()
    found = []
    for number, (version, title, withdrawn) in enumerate(rows):
        after = rows[number + 1][0] if number + 1 < len(rows) else None
        day = withdrawn
        if after is not None and after.policy_id == version.policy_id and after.in_force_from is not None:
            day = min(after.in_force_from.first, withdrawn) if withdrawn else after.in_force_from.first
        if day is not None and day <= as_at:
            found.append((version.id, title, version.label, day))
    return found


def _signers(session: Session, as_at: date, period: Period) -> dict[int, tuple[bool, date | None]]:
    """Return for each version whether all who signed it have left, and until when the last of their records is kept."""
    asked = text(
        f"WITH gone AS ({LAST_DAYS}) "
        "SELECT k.version_id, count(*) = count(g.id), max(g.last_on) FROM acknowledgement k "
        "LEFT JOIN gone g ON g.id = k.staff_id "
        "WHERE NOT EXISTS (SELECT 1 FROM disposal d WHERE d.kind = 'staff' AND d.record_id = k.staff_id) "
        "GROUP BY k.version_id"
    )
    return {
        row[0]: (bool(row[1]), None if row[2] is None else period.until(date.fromisoformat(row[2])))
        for row in session.execute(asked, {"as_at": as_at.isoformat()})
    }


def _accounts(session: Session, as_at: date, period: Period, until: date) -> list[Found]:
    asked = text(
        "SELECT s.account_id, s.on_day, (SELECT r.name FROM account_record r WHERE r.account_id = s.account_id "
        "ORDER BY r.recorded_on DESC, r.id DESC LIMIT 1) FROM account_step s "
        "WHERE s.state = :closed AND s.id = (SELECT x.id FROM account_step x WHERE x.account_id = s.account_id "
        "AND x.on_day <= :as_at ORDER BY x.on_day DESC, x.id DESC LIMIT 1)"
    )
    rows = session.execute(asked, {"closed": AccountState.CLOSED.value, "as_at": as_at.isoformat()})
    return [
        _found(KeptKind.ACCOUNT, account_id, name, f"Account {account_id}", date.fromisoformat(day), period)
        for account_id, day, name in rows
        if period.until(date.fromisoformat(day)) <= until
    ]


def _incidents(session: Session, as_at: date, until: date) -> list[Found]:
    """Return the envelopes by the day that stands on them in clear; what is in them is not looked at."""
    asked = select(Incident).where(Incident.keep_until <= until, func.date(Incident.recorded_at) <= as_at)
    found: list[Found] = []
    for one in session.scalars(asked):
        kind = KeptKind.FRIEND_REQUEST if one.kind == IncidentKind.FRIEND_REQUEST else KeptKind.CONCERN
        assert one.keep_until is not None
        words = "Set on its envelope"
        found.append(
            (kind, one.id, one.number, one.number, local_day(one.recorded_at), one.keep_until, words, "Sealed record")
        )
    return found


def _found(kind: KeptKind, record_id: int, says: str, reference: str, day: date, period: Period) -> Found:
    return (kind, record_id, says, reference, day, period.until(day), period.words, period.source)
