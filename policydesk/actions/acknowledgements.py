"""What can be done about acknowledgements: recording them for many at once, refusals, voiding, exemptions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from policydesk.actions.checks import Checks, days_meet, found, people
from policydesk.actions.documents import FileDraft, keep_document
from policydesk.dates import written
from policydesk.errors import Refusal
from policydesk.models import Acknowledgement, Exemption, Policy, PolicyVersion, StaffMember
from policydesk.store import Txn
from policydesk.terms import AckMethod, Topic


@dataclass(frozen=True)
class AcknowledgementDraft:
    """Who acknowledged which version on which day, how, and what shows it."""

    staff_ids: tuple[int, ...]
    version_id: int
    signed_on: date
    method: AckMethod
    understanding: str = ""
    evidence: FileDraft | None = None


@dataclass(frozen=True)
class RefusalDraft:
    """Who declined to acknowledge, on which day and why (CP Compliance)."""

    staff_id: int
    version_id: int
    on: date
    method: AckMethod
    reason: str


@dataclass(frozen=True)
class ExemptionDraft:
    """Who is not asked for a policy for a while, both days inclusive, and why."""

    staff_id: int
    policy_id: int
    reason: str
    from_on: date
    until_on: date | None = None


def record_acknowledgements(txn: Txn, draft: AcknowledgementDraft) -> tuple[int, ...]:
    """Record that people acknowledged a version, all at once; returns the ids in the order of `staff_ids`.

    Raises Refusal where nobody is selected, the day cannot be, or somebody is recorded for that day already.
    """
    version, policy = _published(txn, draft.version_id)
    names = _names(txn, draft.staff_ids)
    checks = Checks()
    understanding = checks.notes(draft.understanding, "understanding")
    checks.refuse_if(not draft.staff_ids, "Select at least one person.", "staff_ids")
    _check_day(checks, txn, version, draft.signed_on, "signed_on")
    _refuse_twice(checks, txn, draft, names)
    checks.done()
    evidence = keep_document(txn, draft.evidence) if draft.evidence else None
    rows = [
        Acknowledgement(
            staff_id=staff_id,
            version_id=version.id,
            signed_on=draft.signed_on,
            method=draft.method,
            understanding=understanding,
            evidence_id=evidence,
            recorded_by=txn.actor.name,
            recorded_at=txn.now,
        )
        for staff_id in names
    ]
    txn.session.add_all(rows)
    txn.session.flush()
    who = next(iter(names.values())) if len(names) == 1 else people(len(names))
    txn.record(
        Topic.ACKNOWLEDGEMENTS,
        version.id,
        f"Recorded that {who} acknowledged {policy.title}, version {version.label}, on {written(draft.signed_on)}",
    )
    return tuple(row.id for row in rows)


def _refuse_twice(checks: Checks, txn: Txn, draft: AcknowledgementDraft, names: Mapping[int, str]) -> None:
    """Refuse people who are recorded for that version and day already."""
    asked = select(Acknowledgement.staff_id).where(
        Acknowledgement.version_id == draft.version_id,
        Acknowledgement.signed_on == draft.signed_on,
        Acknowledgement.declined.is_(False),
        Acknowledgement.voided_on.is_(None),
    )
    twice = [names[one] for one in txn.session.scalars(asked) if one in names]
    checks.refuse_if(twice, _already(twice, draft.signed_on), "staff_ids")


def record_all(txn: Txn, drafts: Iterable[AcknowledgementDraft]) -> int:
    """Record acknowledgements of several versions as one change; returns how many there are."""
    return sum(len(record_acknowledgements(txn, draft)) for draft in drafts)


def record_refusal(txn: Txn, draft: RefusalDraft) -> int:
    """Record that somebody declined a version, with the reason they gave; returns its id."""
    version, policy = _published(txn, draft.version_id)
    name = _names(txn, (draft.staff_id,))[draft.staff_id]
    checks = Checks()
    reason = checks.reason(draft.reason, "reason", "Enter the reason they gave.")
    _check_day(checks, txn, version, draft.on, "on")
    checks.done()
    row = Acknowledgement(
        staff_id=draft.staff_id,
        version_id=version.id,
        signed_on=draft.on,
        method=draft.method,
        declined=True,
        decline_reason=reason,
        recorded_by=txn.actor.name,
        recorded_at=txn.now,
    )
    txn.session.add(row)
    txn.session.flush()
    txn.record(
        Topic.ACKNOWLEDGEMENTS,
        version.id,
        f"Recorded that {name} declined {policy.title}, version {version.label}, on {written(draft.on)}",
    )
    return row.id


def void_acknowledgement(txn: Txn, acknowledgement_id: int, reason: str) -> None:
    """Say that an acknowledgement or refusal does not count from today on; it stays in the register with the reason."""
    row = found(txn.session, Acknowledgement, acknowledgement_id, "acknowledgement")
    checks = Checks()
    reason = checks.reason(reason, "reason", "Enter why it does not count.")
    checks.refuse_if(row.voided_on is not None, "This acknowledgement was withdrawn already.")
    checks.done()
    row.voided_on, row.void_reason, row.voided_by = txn.today, reason, txn.actor.name
    name = txn.session.get_one(StaffMember, row.staff_id).full_name
    _version, policy = _published(txn, row.version_id)
    txn.record(Topic.ACKNOWLEDGEMENTS, row.version_id, f"Withdrew what {name} signed for {policy.title}: {reason}")


def exempt(txn: Txn, draft: ExemptionDraft) -> int:
    """Leave somebody out of one policy for a while; returns the exemption's id."""
    policy = found(txn.session, Policy, draft.policy_id, "policy")
    name = _names(txn, (draft.staff_id,))[draft.staff_id]
    checks = Checks()
    reason = checks.reason(draft.reason, "reason", "Enter why they are exempt.")
    checks.in_living_memory(draft.from_on, txn.today, "from_on")
    checks.in_living_memory(draft.until_on, txn.today, "until_on")
    checks.in_order(draft.from_on, draft.until_on, "until_on")
    asked = select(Exemption).where(Exemption.staff_id == draft.staff_id, Exemption.policy_id == draft.policy_id)
    for other in txn.session.scalars(asked):
        meets = days_meet((draft.from_on, draft.until_on), (other.from_on, other.until_on))
        checks.refuse_if(meets, f"{name} is exempt from {policy.title} at that time already.", "from_on")
    checks.done()
    row = Exemption(
        staff_id=draft.staff_id,
        policy_id=draft.policy_id,
        reason=reason,
        from_on=draft.from_on,
        until_on=draft.until_on,
        recorded_by=txn.actor.name,
    )
    txn.session.add(row)
    txn.session.flush()
    txn.record(
        Topic.ACKNOWLEDGEMENTS, 0, f"Exempted {name} from {policy.title} from {written(draft.from_on)}: {reason}"
    )
    return row.id


def end_exemption(txn: Txn, exemption_id: int, until_on: date) -> None:
    """Ask somebody again after a day, which is the exemption's last, inclusive."""
    row = found(txn.session, Exemption, exemption_id, "exemption")
    if until_on < row.from_on:
        raise Refusal(f"The exemption began on {written(row.from_on)}. Enter that day or a later one.", "until_on")
    if row.until_on is not None and row.until_on < min(until_on, txn.today):
        raise Refusal(f"The exemption has ended on {written(row.until_on)}. Enter a new one.", "until_on")
    row.until_on = until_on
    name = txn.session.get_one(StaffMember, row.staff_id).full_name
    title = txn.session.get_one(Policy, row.policy_id).title
    txn.record(Topic.ACKNOWLEDGEMENTS, 0, f"{name}'s exemption from {title} ends on {written(until_on)}")


def _published(txn: Txn, version_id: int) -> tuple[PolicyVersion, Policy]:
    version = found(txn.session, PolicyVersion, version_id, "version")
    policy = txn.session.get_one(Policy, version.policy_id)
    if version.published_on is None:
        raise Refusal(f"Version {version.label} of {policy.title} is a draft. Publish it first.", "version_id")
    return version, policy


def _names(txn: Txn, staff_ids: tuple[int, ...]) -> dict[int, str]:
    asked = select(StaffMember.id, StaffMember.full_name).where(StaffMember.id.in_(staff_ids))
    known: dict[int, str] = {row.id: row.full_name for row in txn.session.execute(asked)}
    if len(known) != len(set(staff_ids)):
        raise Refusal("Somebody selected is no longer in the register. Look again and select afresh.", "staff_ids")
    return {one: known[one] for one in staff_ids}


def _check_day(checks: Checks, txn: Txn, version: PolicyVersion, day: date, field: str) -> None:
    checks.not_after_today(day, txn.today, field)
    begins = [one.first for one in (version.in_force_from, version.approved_on) if one is not None]
    first = min(begins, default=day)
    checks.refuse_if(
        day < first,
        f"Version {version.label} is from {written(first)}, so nobody can have answered before. Check the date.",
        field,
    )


def _already(names: list[str], day: date) -> str:
    some = ", ".join(sorted(names)[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    return f"Already recorded for {written(day)}: {some}. Leave them out, or check the date."
