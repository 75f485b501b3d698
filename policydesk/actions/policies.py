"""What can be done about policies: adding, changing and withdrawing them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from policydesk.actions.checks import Checks, found
from policydesk.actions.said import remembered
from policydesk.dates import written
from policydesk.models import Policy, PolicyRelation, StaffMember
from policydesk.store import Txn
from policydesk.terms import Origin, PolicyType, Topic


@dataclass(frozen=True)
class PolicyDraft:
    """A policy as a form gives it; `related_ids` are other policies it names (R13, R14)."""

    title: str
    policy_type: PolicyType
    owner_id: int | None = None
    related_ids: tuple[int, ...] = ()
    origin: Origin = Origin.OWN
    originating_body: str = ""
    template_source: str = ""
    template_version: str = ""
    adapted_on: date | None = None
    adapted_by: str = ""
    monitored_by: str = ""
    covers_personal_use: bool = True
    covers_official_use: bool = True
    notes: str = ""


def add_policy(txn: Txn, draft: PolicyDraft) -> int:
    """Add a policy, without a version yet; returns its id. Raises Refusal naming the fields."""
    policy = Policy()
    _write(txn, policy, draft)
    txn.session.add(policy)
    txn.session.flush()
    _relate(txn, policy, draft.related_ids)
    txn.record(Topic.POLICIES, policy.id, f"Added the policy {policy.title}")
    return policy.id


def change_policy(txn: Txn, policy_id: int, draft: PolicyDraft) -> None:
    """Change what is said of a policy; its versions stay as they are."""
    policy = found(txn.session, Policy, policy_id, "policy")
    before = policy.title
    with remembered(policy, txn):
        _write(txn, policy, draft)
        _relate(txn, policy, draft.related_ids)
    renamed = "" if before == policy.title else f", renamed from {before}"
    txn.record(Topic.POLICIES, policy_id, f"Changed the policy {policy.title}{renamed}")


def withdraw_policy(txn: Txn, policy_id: int, on: date, reason: str) -> None:
    """Take a policy out of use from a day, inclusive; nobody is asked for it any more, its history stays."""
    policy = found(txn.session, Policy, policy_id, "policy")
    checks = Checks()
    reason = checks.reason(reason, "reason", "Say why the policy is withdrawn.")
    checks.in_living_memory(on, txn.today, "on")
    checks.refuse_if(policy.withdrawn_on is not None, f"{policy.title} is withdrawn already.", "on")
    checks.done()
    policy.withdrawn_on = on
    txn.record(Topic.POLICIES, policy_id, f"Withdrew {policy.title} from {written(on)}: {reason}")


def _write(txn: Txn, policy: Policy, draft: PolicyDraft) -> None:
    checks = Checks()
    title = checks.name(draft.title, "Enter the policy's title.", "title")
    same = select(Policy.id).where(func.lower(Policy.title) == title.lower())
    with txn.session.no_autoflush:
        other = txn.session.scalars(same).first()
        owner = None if draft.owner_id is None else txn.session.get(StaffMember, draft.owner_id)
    checks.refuse_if(
        other is not None and other != policy.id,
        f"There is a policy called {title} already. Open it, or enter a different title.",
        "title",
    )
    checks.refuse_if(draft.owner_id is not None and owner is None, "Select the owner from the staff.", "owner_id")
    checks.refuse_if(policy.id in draft.related_ids, "A policy is not related to itself.", "related_ids")
    checks.refuse_if(
        draft.adapted_on and draft.adapted_on > txn.today, "This date is in the future. Check it.", "adapted_on"
    )
    lines = {
        field: checks.line(getattr(draft, field), field)
        for field in ("originating_body", "template_source", "template_version", "adapted_by", "monitored_by")
    }
    notes = checks.notes(draft.notes, "notes")
    checks.done()
    policy.title, policy.policy_type, policy.origin = title, draft.policy_type, draft.origin
    policy.owner_id, policy.adapted_on, policy.notes = draft.owner_id, draft.adapted_on, notes
    policy.covers_personal_use, policy.covers_official_use = draft.covers_personal_use, draft.covers_official_use
    for field, value in lines.items():
        setattr(policy, field, value)


def _relate(txn: Txn, policy: Policy, related_ids: tuple[int, ...]) -> None:
    held = {
        row.related_id: row
        for row in txn.session.scalars(select(PolicyRelation).where(PolicyRelation.policy_id == policy.id))
    }
    for related_id in sorted(set(related_ids) - held.keys()):
        txn.session.add(PolicyRelation(policy_id=policy.id, related_id=related_id))
    for related_id in held.keys() - set(related_ids):
        txn.session.delete(held[related_id])
    txn.session.flush()
