"""What can be done beside reviews: logging discussions, keeping editions of guidance, asking for declarations."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select

from policydesk.actions.checks import Checks, found, people
from policydesk.actions.documents import FileDraft, keep_document
from policydesk.actions.said import remembered
from policydesk.dates import written
from policydesk.errors import Refusal
from policydesk.models import Declaration, Engagement, GuidanceEdition, GuidanceReading, Policy, StaffMember
from policydesk.queries.consultation import declarations
from policydesk.store import Txn
from policydesk.terms import StaffCategory, Topic
from policydesk.terms_reviews import Discussion, Group


@dataclass(frozen=True)
class EngagementDraft:
    """A discussion of a policy: with whom, how, what was said, what changed because of it (R15, R16)."""

    policy_id: int | None
    held_on: date
    met_with: frozenset[Group]
    method: Discussion
    who: str = ""
    said: str = ""
    changed: str = ""
    evidence: FileDraft | None = None


@dataclass(frozen=True)
class EditionDraft:
    """An edition of guidance; `readings` say which parts each category of staff reads."""

    name: str
    edition: str
    in_force_from: date
    readings: Mapping[StaffCategory, str] = field(default_factory=dict)
    source: str = ""
    policy_id: int | None = None


@dataclass(frozen=True)
class AnswerDraft:
    """What people answered: nothing to declare, or something, which is then kept with each of them (R50-R52)."""

    staff_ids: tuple[int, ...]
    answered_on: date
    is_nil: bool
    keeps_confidence: bool = False
    evidence: FileDraft | None = None


def record_discussion(txn: Txn, draft: EngagementDraft) -> int:
    """Log that a policy was discussed; returns the entry's id."""
    checks = Checks()
    checks.refuse_if(draft.policy_id is None, "Select the policy.", "policy_id")
    checks.not_after_today(draft.held_on, txn.today, "held_on")
    checks.in_living_memory(draft.held_on, txn.today, "held_on")
    checks.refuse_if(not draft.met_with, "Tick whom it was discussed with.", "met_with")
    who, said = checks.line(draft.who, "who"), checks.notes(draft.said, "said")
    changed = checks.notes(draft.changed, "changed")
    checks.done()
    policy = found(txn.session, Policy, draft.policy_id or 0, "policy")
    evidence_id = keep_document(txn, draft.evidence) if draft.evidence else None
    entry = Engagement(policy_id=policy.id, held_on=draft.held_on, method=draft.method, evidence_id=evidence_id)
    entry.met_with = [one.value for one in Group if one in draft.met_with]
    entry.who, entry.said, entry.changed, entry.recorded_by = who, said, changed, txn.actor.name
    txn.session.add(entry)
    txn.session.flush()
    groups = ", ".join(one.label.lower() for one in Group if one in draft.met_with)
    txn.record(Topic.POLICIES, policy.id, f"Logged that {policy.title} was discussed with {groups}")
    return entry.id


def add_edition(txn: Txn, draft: EditionDraft) -> int:
    """Add an edition of guidance with who reads which parts; returns its id."""
    edition = GuidanceEdition(noted_on=txn.today)
    _write_edition(txn, edition, draft)
    return edition.id


def change_edition(txn: Txn, edition_id: int, draft: EditionDraft) -> None:
    """Change an edition: its day, its source, who reads which parts, the policy that shows it."""
    edition = found(txn.session, GuidanceEdition, edition_id, "edition")
    with remembered(edition, txn):
        _write_edition(txn, edition, draft)


def ask_declarations(txn: Txn, staff_ids: Iterable[int]) -> int:
    """Ask people to confirm their connections; those who were asked within the period and owe the answer are left."""
    asked = tuple(dict.fromkeys(staff_ids))
    waiting = {row.id for row in declarations(txn.session, txn.today) if not row.asks_again}
    new = [staff_id for staff_id in asked if staff_id not in waiting]
    if not new:
        raise Refusal("Everybody selected has been asked and has not answered yet.")
    for staff_id in new:
        txn.session.add(Declaration(staff_id=staff_id, asked_on=txn.today, recorded_by=txn.actor.name))
    txn.record(Topic.DECLARATIONS, 0, f"Asked {people(len(new))} to confirm their connections")
    return len(new)


def record_answers(txn: Txn, draft: AnswerDraft) -> int:
    """Record what people answered; who was not asked before counts as asked on that day. Returns how many."""
    checks = Checks()
    checks.not_after_today(draft.answered_on, txn.today, "answered_on")
    checks.in_living_memory(draft.answered_on, txn.today, "answered_on")
    checks.refuse_if(not draft.staff_ids, "Select who answered.")
    checks.done()
    evidence_id = keep_document(txn, draft.evidence) if draft.evidence else None
    for staff_id in dict.fromkeys(draft.staff_ids):
        member = found(txn.session, StaffMember, staff_id, "person")
        declaration = _waiting(txn, staff_id, draft.answered_on)
        declaration.answered_on, declaration.is_nil = draft.answered_on, draft.is_nil
        declaration.keeps_confidence, declaration.evidence_id = draft.keeps_confidence, evidence_id
        declaration.recorded_by = txn.actor.name
        says = "nothing to declare" if draft.is_nil else "something to declare"
        txn.record(Topic.DECLARATIONS, staff_id, f"{member.full_name} confirmed their connections: {says}")
    return len(set(draft.staff_ids))


def _waiting(txn: Txn, staff_id: int, answered_on: date) -> Declaration:
    asked = select(Declaration).where(
        Declaration.staff_id == staff_id, Declaration.answered_on.is_(None), Declaration.asked_on <= answered_on
    )
    declaration = txn.session.scalars(asked.order_by(Declaration.asked_on.desc())).first()
    if declaration is None:
        declaration = Declaration(staff_id=staff_id, asked_on=answered_on)
        txn.session.add(declaration)
    return declaration


def _write_edition(txn: Txn, edition: GuidanceEdition, draft: EditionDraft) -> None:
    checks = Checks()
    name = checks.name(draft.name, "Enter the guidance’s name.", "name")
    label = checks.name(draft.edition, "Enter the edition, for example 2026.", "edition")
    source = checks.line(draft.source, "source")
    checks.in_living_memory(draft.in_force_from, txn.today, "in_force_from")
    readings = {category: checks.line(parts, f"parts_{category}") for category, parts in draft.readings.items()}
    readings = {category: parts for category, parts in readings.items() if parts}
    checks.refuse_if(not readings, "Say for at least one category which parts they read.", "parts_teaching")
    with txn.session.no_autoflush:
        same = txn.session.scalars(
            select(GuidanceEdition.id).where(
                func.lower(GuidanceEdition.name) == name.lower(), func.lower(GuidanceEdition.edition) == label.lower()
            )
        ).first()
    checks.refuse_if(same is not None and same != edition.id, f"{name} {label} is in the register already.", "edition")
    checks.done()
    if draft.policy_id is not None:
        found(txn.session, Policy, draft.policy_id, "policy")
    edition.name, edition.edition, edition.source = name, label, source
    edition.in_force_from, edition.policy_id = draft.in_force_from, draft.policy_id
    txn.session.add(edition)
    txn.session.flush()
    _write_readings(txn, edition.id, readings)
    txn.record(Topic.GUIDANCE, edition.id, f"{name} {label}, in force from {written(draft.in_force_from)}")


def _write_readings(txn: Txn, edition_id: int, readings: Mapping[StaffCategory, str]) -> None:
    asked = select(GuidanceReading).where(GuidanceReading.edition_id == edition_id)
    held = {StaffCategory(row.category): row for row in txn.session.scalars(asked)}
    for category in held.keys() - readings.keys():
        txn.session.delete(held[category])
    for category, parts in readings.items():
        if category in held:
            held[category].parts = parts
        else:
            txn.session.add(GuidanceReading(edition_id=edition_id, category=category, parts=parts))
    txn.session.flush()
