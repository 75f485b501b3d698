"""What the school may dispose of and when, what is on hold, and what was disposed of."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, or_, select, text
from sqlalchemy.orm import Session

from policydesk.models import Disposal, Incident, LegalHold, Policy, PolicyVersion, RetentionSetting
from policydesk.queries.pack import rule_pack
from policydesk.rules.retention import Chosen, Period, due_of_version, periods_with
from policydesk.rules.wall_clock import local_day
from policydesk.terms_accounts import AccountState
from policydesk.terms_incidents import IncidentKind
from policydesk.terms_retention import KeptKind, PeriodKind

IN_THE_PACK = {
    PeriodKind.FRIEND_REQUEST: "keep_friend_request",
    PeriodKind.ALLEGATION: "keep_allegation",
    PeriodKind.PUPIL: "keep_pupil_concern",
    PeriodKind.OTHER_CONCERN: "keep_other_concern",
}
"""Periods of incidents whose years the rule pack says."""


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A record whose period is known: who or what it is, counted from which day, kept until when.

    `reference` names it without a person. `held` is the reason of a legal hold that stops its disposal.
    """

    kind: KeptKind
    record_id: int
    says: str
    reference: str
    counted_from: date | None
    keep_until: date
    period: str
    source: str
    held: str = ""

    @property
    def id(self) -> int:
        """A number by which a list knows the record."""
        return self.record_id * len(KeptKind) + list(KeptKind).index(self.kind)

    @property
    def key(self) -> tuple[KeptKind, int]:
        """What tells it from every other record."""
        return (self.kind, self.record_id)


@dataclass(frozen=True, slots=True)
class DisposalRow:
    """A line of the disposal log."""

    number: int
    kind: KeptKind
    reference: str
    records: int
    period: str
    source: str
    due_on: date
    decided_by: str
    done_on: date
    done_by: str


@dataclass(frozen=True, slots=True)
class HoldRow:
    """A legal hold that is in force, and what it is on."""

    id: int
    kind: KeptKind
    record_id: int
    says: str
    from_on: date
    reason: str
    set_by: str


def periods(session: Session, as_at: date) -> dict[PeriodKind, Period]:
    """Return how long each kind is kept, as the school had it on a day."""
    asked = select(RetentionSetting).where(RetentionSetting.from_on <= as_at).order_by(RetentionSetting.id)
    found = periods_with(
        Chosen(PeriodKind(one.kind), one.years, one.from_on, one.reason) for one in session.scalars(asked)
    )
    pack = rule_pack(session, as_at)
    for kind, name in IN_THE_PACK.items():
        found[kind] = replace(found[kind], years=pack.period(name))
    return found


def kept_until(session: Session, as_at: date, until: date) -> tuple[KeptRow, ...]:
    """Return every record whose period ends on or before a day and that is still here, the longest due first.

    Records without a known end are not among them: somebody who works here, an incident that is open or on hold.
    """
    table = periods(session, as_at)
    gone = {(one.kind, one.record_id) for one in session.execute(select(Disposal.kind, Disposal.record_id))}
    holds = {(one.kind, one.record_id): one.reason for one in _holds(session, as_at)}
    found = [
        *_staff(session, as_at, table[PeriodKind.STAFF], until),
        *_versions(session, as_at, table, until),
        *_accounts(session, as_at, table[PeriodKind.ACCOUNT], until),
        *_incidents(session, as_at, until),
    ]
    rows = (
        KeptRow(*row, held=holds.get((row[0].value, row[1]), ""))
        for row in found
        if (row[0].is_sealed or (row[0].value, row[1]) not in gone) and row[5] <= until
    )
    return tuple(sorted(rows, key=lambda one: (one.keep_until, one.kind, one.says.casefold(), one.record_id)))


def kept_row(session: Session, as_at: date, kind: KeptKind, record_id: int) -> KeptRow | None:
    """Return one record with its period; None where it is gone or its end is not known."""
    wanted = (kind, record_id)
    return next((one for one in kept_until(session, as_at, date.max) if one.key == wanted), None)


def holds_on(session: Session, as_at: date) -> tuple[HoldRow, ...]:
    """Return the legal holds in force on a day, the oldest first."""
    found = _holds(session, as_at)
    names = {one.key: one.says for one in kept_until(session, as_at, date.max)} if found else {}
    return tuple(
        HoldRow(
            one.id,
            KeptKind(one.kind),
            one.record_id,
            names.get((KeptKind(one.kind), one.record_id), f"{KeptKind(one.kind).label} {one.record_id}"),
            one.from_on,
            one.reason,
            one.set_by,
        )
        for one in found
    )


def disposals(session: Session, first: date, last: date) -> tuple[DisposalRow, ...]:
    """Return the lines of the disposal log of some days, both inclusive, the newest first."""
    asked = select(Disposal).where(Disposal.done_on.between(first, last)).order_by(Disposal.id.desc())
    return tuple(
        DisposalRow(
            one.id,
            KeptKind(one.kind),
            one.reference,
            one.records,
            one.period,
            one.source,
            one.due_on,
            one.decided_by,
            one.done_on,
            one.done_by,
        )
        for one in session.scalars(asked)
    )


Found = tuple[KeptKind, int, str, str, date | None, date, str, str]


def _holds(session: Session, as_at: date) -> list[LegalHold]:
    asked = select(LegalHold).where(
        LegalHold.from_on <= as_at, or_(LegalHold.lifted_on.is_(None), LegalHold.lifted_on > as_at)
    )
    return list(session.scalars(asked.order_by(LegalHold.from_on, LegalHold.id)))


LAST_DAYS = """
SELECT m.id, m.full_name, max(r.ended_on) AS last_on
FROM staff_member m JOIN staff_role r ON r.staff_id = m.id
GROUP BY m.id
HAVING count(*) = count(r.ended_on) AND max(r.ended_on) <= :as_at"""
"""Everybody who has left, with their last day."""


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
