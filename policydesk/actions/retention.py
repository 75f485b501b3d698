"""What can be done about how long records are kept: another period, a legal hold, and lifting it."""

from dataclasses import dataclass

from sqlalchemy import select

from policydesk.actions.checks import Checks, found
from policydesk.errors import Refusal
from policydesk.models import LegalHold, RetentionSetting
from policydesk.queries.retention import kept_row
from policydesk.rules.retention import LEAST, MOST, PERIODS
from policydesk.store import Txn
from policydesk.terms import Role, Topic
from policydesk.terms_retention import KeptKind, PeriodKind

SEALED_HOLD = "A hold on an incident is set in the incident itself, by somebody who can open it."

MANAGERS = (Role.OFFICE_MANAGER, Role.HEADTEACHER)


@dataclass(frozen=True)
class PeriodDraft:
    """How many years one kind of record is kept from today on; without `years` it is the default again."""

    kind: PeriodKind
    years: int | None
    reason: str


@dataclass(frozen=True)
class HoldDraft:
    """A record that nobody may dispose of, and why."""

    kind: KeptKind
    record_id: int
    reason: str


def choose_period(txn: Txn, draft: PeriodDraft) -> None:
    """Keep one kind of record longer or shorter; raises Refusal naming the fields."""
    checks = Checks()
    _refuse_others(checks, txn)
    checks.refuse_if(not draft.kind.is_adjustable, "Guidance fixes this period, so it is not changed here.", "years")
    wrong = draft.years is not None and not LEAST <= draft.years <= MOST
    checks.refuse_if(wrong, f"Enter a number of years from {LEAST} to {MOST}.", "years")
    reason = checks.reason(draft.reason, "reason", "Say why, and who decided it.")
    checks.done()
    row = RetentionSetting(kind=draft.kind, years=draft.years, reason=reason)
    row.from_on, row.set_by = txn.today, txn.actor.name
    txn.session.add(row)
    txn.session.flush()
    usual = next(one for one in PERIODS if one.kind is draft.kind)
    words = f"{usual.words}, as PolicyDesk begins with" if draft.years is None else f"{draft.years} years"
    txn.record(Topic.RETENTION, row.id, f"{draft.kind.label} is kept for: {words}")


def hold_record(txn: Txn, draft: HoldDraft) -> int:
    """Stop the disposal of a record until the hold is lifted; returns the hold's id. Raises Refusal."""
    checks = Checks()
    _refuse_others(checks, txn)
    checks.refuse_if(draft.kind.is_sealed, SEALED_HOLD)
    row = kept_row(txn.session, txn.today, draft.kind, draft.record_id)
    checks.refuse_if(row is None, "This record is not in the list any more. Close the form and look again.")
    checks.refuse_if(row is not None and row.held, "This record is on hold already.")
    reason = checks.reason(draft.reason, "reason", "Say why it is held: a claim, a complaint, an inquiry.")
    checks.done()
    assert row is not None
    hold = LegalHold(kind=draft.kind, record_id=draft.record_id, reason=reason, from_on=txn.today)
    hold.set_by, hold.lifted_by = txn.actor.name, ""
    txn.session.add(hold)
    txn.session.flush()
    txn.record(Topic.RETENTION, hold.id, f"Legal hold on {row.reference}")
    return hold.id


def lift_hold(txn: Txn, kind: KeptKind, record_id: int) -> None:
    """Lift the hold on a record; its period counts again. Raises Refusal."""
    checks = Checks()
    _refuse_others(checks, txn)
    checks.done()
    hold = txn.session.scalars(
        select(LegalHold).where(LegalHold.kind == kind, LegalHold.record_id == record_id, LegalHold.lifted_on.is_(None))
    ).first()
    if hold is None:
        raise Refusal("This record is not on hold. Close the form and look again.")
    held = found(txn.session, LegalHold, hold.id, "hold")
    held.lifted_on, held.lifted_by = txn.today, txn.actor.name
    row = kept_row(txn.session, txn.today, kind, record_id)
    txn.record(Topic.RETENTION, hold.id, f"Lifted the legal hold on {row.reference if row else 'a record'}")


def _refuse_others(checks: Checks, txn: Txn) -> None:
    checks.refuse_if(
        not txn.actor.may(*MANAGERS), "Retention is looked after by the office manager and the headteacher."
    )
