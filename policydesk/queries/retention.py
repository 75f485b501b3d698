"""What the school may dispose of and when, what is on hold, and what was disposed of."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from policydesk.models import Disposal, LegalHold, RetentionSetting
from policydesk.queries.pack import rule_pack
from policydesk.queries.retention_ends import ended
from policydesk.rules.retention import Chosen, Period, periods_with
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
    rows = (
        KeptRow(*row, held=holds.get((row[0].value, row[1]), ""))
        for row in ended(session, as_at, table, until)
        if (row[0].is_sealed or (row[0].value, row[1]) not in gone) and row[5] <= until
    )
    return tuple(sorted(rows, key=lambda one: (one.keep_until, one.kind, one.says.casefold(), one.record_id)))


def kept_or_held(session: Session, as_at: date, until: date) -> tuple[KeptRow, ...]:
    """Return what `kept_until` does, and every record that is on hold, however late its period ends."""
    last = date.max if _holds(session, as_at) else until
    return tuple(one for one in kept_until(session, as_at, last) if one.held or one.keep_until <= until)


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


def _holds(session: Session, as_at: date) -> list[LegalHold]:
    asked = select(LegalHold).where(
        LegalHold.from_on <= as_at, or_(LegalHold.lifted_on.is_(None), LegalHold.lifted_on > as_at)
    )
    return list(session.scalars(asked.order_by(LegalHold.from_on, LegalHold.id)))
