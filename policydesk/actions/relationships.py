"""What can be done about declared relationships and the advice log, and how the incident logs are kept."""

from dataclasses import dataclass
from datetime import date

from policydesk.actions.checks import Checks, found
from policydesk.dates import written
from policydesk.models import Advice, DeclaredRelationship, IncidentSettings, StaffMember
from policydesk.store import Txn
from policydesk.terms import Role, Topic
from policydesk.terms_incidents import RelationshipKind


@dataclass(frozen=True)
class RelationshipDraft:
    """A family tie or friendship as somebody declares it; both days inclusive."""

    staff_id: int
    kind: RelationshipKind
    other_party: str
    declared_on: date
    relationship: str = ""
    until_on: date | None = None
    conflict: bool = False
    keeps_confidentiality: bool = False
    decision: str = ""
    decided_by: str = ""
    review_on: date | None = None


@dataclass(frozen=True)
class AdviceDraft:
    """Advice that somebody asked for on their personal use; not an incident, and nothing confidential."""

    asked_on: date
    subject: str
    advice: str
    given_by: str
    staff_id: int | None = None


@dataclass(frozen=True)
class SettingsDraft:
    """How pupils are named in incidents, and how many low-level concerns within how many months make a pattern."""

    pupils_in_full: bool
    pattern_count: int
    pattern_months: int


def declare_relationship(txn: Txn, draft: RelationshipDraft) -> int:
    """Keep a declared relationship (AT 6.2.1, 6.3; CP 11; R50-R52); returns its id. Raises Refusal."""
    member = found(txn.session, StaffMember, draft.staff_id, "person")
    checks = Checks()
    other = checks.name(draft.other_party, "Enter who it is: initials or a reference are enough.", "other_party")
    relationship = checks.line(draft.relationship, "relationship")
    family = draft.kind is RelationshipKind.FAMILY_PUPIL
    checks.refuse_if(family and not relationship, "Enter how they are related, for example aunt.", "relationship")
    checks.not_after_today(draft.declared_on, txn.today, "declared_on")
    checks.in_living_memory(draft.declared_on, txn.today, "declared_on")
    checks.refuse_if(
        draft.until_on and draft.until_on < draft.declared_on,
        "The last day is before the first day. Check both dates.",
        "until_on",
    )
    friend = draft.kind is RelationshipKind.PARENT_FRIEND
    checks.refuse_if(
        friend and not draft.keeps_confidentiality,
        "Confirm that they keep to the confidentiality policy with this parent (CP 11).",
        "keeps_confidentiality",
    )
    decision, decided_by = checks.notes(draft.decision, "decision"), checks.line(draft.decided_by, "decided_by")
    checks.refuse_if(draft.conflict and not decision, "Enter what the headteacher decided.", "decision")
    checks.done()
    row = DeclaredRelationship(
        staff_id=member.id,
        kind=draft.kind,
        other_party=other,
        relationship=relationship,
        declared_on=draft.declared_on,
        until_on=draft.until_on,
        conflict=draft.conflict,
        keeps_confidentiality=draft.keeps_confidentiality,
        decision=decision,
        decided_by=decided_by,
        review_on=draft.review_on,
        recorded_by=txn.actor.name,
    )
    txn.session.add(row)
    txn.session.flush()
    txn.record(Topic.STAFF, member.id, f"{member.full_name} declared a relationship: {draft.kind.label}")
    return row.id


def end_relationship(txn: Txn, relationship_id: int, until_on: date) -> None:
    """Say until when a declared relationship holds; `until_on` is its last day, inclusive."""
    row = found(txn.session, DeclaredRelationship, relationship_id, "relationship")
    member = txn.session.get_one(StaffMember, row.staff_id)
    checks = Checks()
    checks.refuse_if(
        until_on < row.declared_on,
        f"It was declared on {written(row.declared_on)}. Enter that day or a later one.",
        "until_on",
    )
    checks.in_living_memory(until_on, txn.today, "until_on")
    checks.done()
    row.until_on = until_on
    txn.record(Topic.STAFF, member.id, f"A relationship that {member.full_name} declared ends on {written(until_on)}")


def record_advice(txn: Txn, draft: AdviceDraft) -> int:
    """Keep advice on personal use that somebody asked for (AN 4.6, AW); returns its id. Raises Refusal."""
    checks = Checks()
    subject = checks.name(draft.subject, "Enter what they asked about.", "subject")
    advice = checks.notes(draft.advice, "advice", "Enter the advice that was given.")
    given_by = checks.name(draft.given_by, "Enter who gave the advice.", "given_by")
    checks.not_after_today(draft.asked_on, txn.today, "asked_on")
    checks.in_living_memory(draft.asked_on, txn.today, "asked_on")
    checks.done()
    row = Advice(
        staff_id=draft.staff_id,
        asked_on=draft.asked_on,
        subject=subject,
        advice=advice,
        given_by=given_by,
        recorded_by=txn.actor.name,
    )
    txn.session.add(row)
    txn.session.flush()
    txn.record(Topic.STAFF, draft.staff_id or 0, f"Noted advice on personal use: {subject}")
    return row.id


def set_incident_settings(txn: Txn, draft: SettingsDraft) -> None:
    """Choose how pupils are named and what makes a pattern; a DSL or the headteacher does. Raises Refusal."""
    checks = Checks()
    checks.refuse_if(
        not txn.actor.may(Role.DSL, Role.HEADTEACHER), "A DSL or the headteacher decides this. Ask one of them."
    )
    checks.refuse_if(not 2 <= draft.pattern_count <= 50, "Enter a number from 2 to 50.", "pattern_count")
    checks.refuse_if(not 1 <= draft.pattern_months <= 120, "Enter a number from 1 to 120.", "pattern_months")
    checks.done()
    row = txn.session.get(IncidentSettings, 1)
    if row is None:
        row = IncidentSettings(id=1)
        txn.session.add(row)
    row.pupils_in_full = draft.pupils_in_full
    row.pattern_count, row.pattern_months = draft.pattern_count, draft.pattern_months
    names = "full names" if draft.pupils_in_full else "initials and references"
    txn.record(
        Topic.INCIDENTS,
        0,
        f"Incidents name pupils by {names}; {draft.pattern_count} low-level concerns within "
        f"{draft.pattern_months} months are looked at together",
    )
