"""Everything that may be recorded of a school after a day, each dated later than that day: what no past day may feel.

Each thing takes a `Pick`, which chooses among what there is: a property test lets Hypothesis choose, others a dice.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, TypeVar

from sqlalchemy import select

from policydesk.actions.acknowledgements import (
    AcknowledgementDraft,
    ExemptionDraft,
    RefusalDraft,
    end_exemption,
    exempt,
    record_acknowledgements,
    record_refusal,
    void_acknowledgement,
)
from policydesk.actions.appointments import AppointmentDraft, appoint, end_appointment
from policydesk.actions.consultation import (
    AnswerDraft,
    EditionDraft,
    EngagementDraft,
    add_edition,
    ask_declarations,
    change_edition,
    record_answers,
    record_discussion,
)
from policydesk.actions.documents import FileDraft, attach_file
from policydesk.actions.findings import AssignDraft, PutOffDraft, assign, put_off
from policydesk.actions.pack import PackDraft, change_pack
from policydesk.actions.pack_entries import EntryDraft, TakeOutDraft, add_entry, take_out
from policydesk.actions.policies import PolicyDraft, add_policy, change_policy, withdraw_policy
from policydesk.actions.relationships import RelationshipDraft, declare_relationship, end_relationship
from policydesk.actions.reviews import CompletionDraft, TriggerDraft, complete_review, move_review, trigger_review
from policydesk.actions.schedules import (
    ScheduleDraft,
    add_schedule,
    change_schedule,
    end_schedule,
    plan_policy,
    settle_dates,
)
from policydesk.actions.school import SchoolDraft, change_school
from policydesk.actions.staff import StaffDraft, add_staff, change_category, change_staff, main_role, mark_leaving
from policydesk.actions.standard import NumberDraft, RuleDraft, StandardDraft, choose_standard, set_number, switch_rule
from policydesk.actions.text_check import DismissalDraft, dismiss_hit
from policydesk.actions.versions import (
    AdoptionDraft,
    VersionDraft,
    add_version,
    change_version,
    publish_version,
    sign_adoption,
)
from policydesk.dates import RoughDate
from policydesk.models import (
    Acknowledgement,
    Appointment,
    DeclaredRelationship,
    Exemption,
    GuidanceEdition,
    Policy,
    PolicyVersion,
    Review,
    ReviewSchedule,
    RulePackEntry,
    School,
    StaffMember,
    StaffRole,
)
from policydesk.queries.due import findings
from policydesk.rules.catalogue import ALL_RULES
from policydesk.rules.standard import NUMBERS, SHIPPED
from policydesk.store import Txn
from policydesk.terms import (
    AckMethod,
    AdoptionRole,
    ApprovalBody,
    AskAgain,
    FileKind,
    HitKind,
    Origin,
    PolicyType,
    Post,
    Renewal,
    StaffCategory,
)
from policydesk.terms_incidents import RelationshipKind
from policydesk.terms_reviews import CountFrom, Discussion, Every, Group, ReviewKind, ReviewOutcome, Trigger

T = TypeVar("T")


@dataclass
class Pick:
    """Chooses what is done to whom; `txn` is the change, `since` the first day that is later."""

    one: Callable[[Sequence[Any]], Any]
    txn: Txn
    since: date

    def of(self, kind: type[T], *where: Any) -> T:
        """Choose one row of a table."""
        key: Any = kind
        rows = self.txn.session.scalars(select(kind).where(*where).order_by(key.id)).all()
        return self.one(rows)

    def staff(self) -> int:
        """Choose somebody who is in post today."""
        today = self.txn.today
        held = (StaffRole.started_on <= today) & (StaffRole.ended_on.is_(None) | (StaffRole.ended_on >= today))
        return self.of(StaffRole, held).staff_id

    def version(self) -> PolicyVersion:
        """Choose a version that was published, the newest of its policy as often as any other."""
        policy, published = self.of(Policy, Policy.withdrawn_on.is_(None)).id, PolicyVersion.published_on.is_not(None)
        newest = select(PolicyVersion).where(PolicyVersion.policy_id == policy, published)
        first = self.txn.session.scalars(newest.order_by(PolicyVersion.in_force_from.desc())).first()
        return first if first is not None and self.one((True, False)) else self.of(PolicyVersion, published)

    def day(self) -> date:
        """Choose a day that is later, up to today."""
        days = (self.txn.today - self.since).days
        return self.since + timedelta(days=self.one(range(days + 1)))

    def ahead(self) -> date:
        """Choose a day that is later, also one to come."""
        return self.day() + timedelta(days=self.one((0, 1, 20, 200)))

    def rough(self) -> RoughDate:
        """Choose a later day for a paper."""
        return RoughDate.of(self.day())


def _sign(pick: Pick) -> object:
    on, version = pick.day(), pick.version()
    return record_acknowledgements(pick.txn, AcknowledgementDraft((pick.staff(),), version.id, on, AckMethod.VERBAL))


def _decline(pick: Pick) -> object:
    draft = RefusalDraft(pick.staff(), pick.version().id, pick.day(), AckMethod.VERBAL, "Will not.")
    return record_refusal(pick.txn, draft)


def _void(pick: Pick) -> object:
    return void_acknowledgement(pick.txn, pick.of(Acknowledgement).id, "The wrong person.")


def _exempt(pick: Pick) -> object:
    draft = ExemptionDraft(pick.staff(), pick.of(Policy).id, "On long leave", pick.ahead(), None)
    return exempt(pick.txn, draft)


def _end_exemption(pick: Pick) -> object:
    return end_exemption(pick.txn, pick.of(Exemption).id, pick.ahead())


def _policy_draft(policy: Policy) -> PolicyDraft:
    same = ("title", "owner_id", "originating_body", "template_source", "template_version", "adapted_on", "adapted_by")
    return PolicyDraft(
        **{name: getattr(policy, name) for name in same},
        policy_type=PolicyType(policy.policy_type),
        origin=Origin(policy.origin),
        monitored_by=policy.monitored_by,
    )


def _change_policy(pick: Pick) -> object:
    policy = pick.of(Policy)
    others = [one for one in pick.txn.session.scalars(select(Policy.id).order_by(Policy.id)) if one != policy.id]
    changed: dict[str, Any] = pick.one(
        (
            {"owner_id": pick.staff()},
            {"owner_id": None},
            {"monitored_by": "The governors’ curriculum committee"},
            {"monitored_by": ""},
            {"origin": pick.one(tuple(Origin)), "adapted_on": None},
            {"origin": Origin.COMMERCIAL_MODEL, "adapted_on": pick.day()},
            {"policy_type": pick.one(tuple(PolicyType))},
            {"related_ids": tuple(pick.one(others) for _time in range(3))},
        )
    )
    return change_policy(pick.txn, policy.id, replace(_policy_draft(policy), **changed))


def _add_policy(pick: Pick) -> object:
    kind = pick.one(tuple(PolicyType))
    return add_policy(pick.txn, PolicyDraft(f"Policy of {pick.txn.today}", kind, owner_id=pick.staff()))


def _rename_policy(pick: Pick) -> object:
    policy = pick.of(Policy)
    return change_policy(pick.txn, policy.id, replace(_policy_draft(policy), title=f"{policy.title} (new name)"))


def _withdraw(pick: Pick) -> object:
    return withdraw_policy(pick.txn, pick.of(Policy).id, pick.ahead(), "Part of another policy now")


def _version_draft(version: PolicyVersion, categories: frozenset[StaffCategory]) -> VersionDraft:
    same = (
        "label", "in_force_from", "approved_by_name", "minute_reference", "approved_on", "last_reviewed_on",
        "next_review_due", "review_interval_months", "summary_of_changes", "paper_only", "needs_acknowledging",
        "ask_again", "days_to_acknowledge", "induction_days", "statement",
    )  # fmt: skip
    return VersionDraft(
        **{name: getattr(version, name) for name in same},
        categories=categories,
        renewal=Renewal(version.renewal),
        legislation=tuple(version.legislation),
        choices=dict(version.choices),
        approved_by_body=ApprovalBody(version.approved_by_body) if version.approved_by_body else None,
    )


def _change_version(pick: Pick) -> object:
    changed: dict[str, Any] = pick.one(
        (
            {"approved_by_body": pick.one((None, *ApprovalBody)), "approved_by_name": "A. Head"},
            {"approved_on": pick.one((None, pick.rough()))},
            {"last_reviewed_on": pick.rough()},
            {"next_review_due": pick.one((None, RoughDate(2018, 9), RoughDate.of(pick.ahead())))},
            {"review_interval_months": pick.one((None, 1, 36))},
            {"paper_only": pick.one((True, False))},
            {"legislation": pick.one(((), ("Equality Act 2010",)))},
            {"categories": frozenset({pick.one(tuple(StaffCategory))})},
            {"renewal": pick.one(tuple(Renewal))},
            {"days_to_acknowledge": pick.one((0, 300)), "induction_days": pick.one((0, 300))},
            {"choices": {"min_moderators": "4", "account_approver_roles": "headteacher"}},
        )
    )
    version = pick.version()
    return change_version(pick.txn, version.id, replace(_version_draft(version, frozenset(StaffCategory)), **changed))


def _publish(pick: Pick) -> object:
    policy = pick.of(Policy)
    draft = VersionDraft(
        f"of {pick.txn.today}", RoughDate.of(pick.ahead()), frozenset(StaffCategory), approved_on=pick.rough(),
        ask_again=pick.one(tuple(AskAgain)),
    )  # fmt: skip
    return publish_version(pick.txn, add_version(pick.txn, policy.id, draft))


def _adopt(pick: Pick) -> object:
    name = pick.one(("Sir Barnaby Croft", "Rowan Ellery"))
    return sign_adoption(
        pick.txn, pick.version().id, AdoptionDraft(pick.one(tuple(AdoptionRole)), name, pick.one((pick.rough(), None)))
    )


def _attach(pick: Pick) -> object:
    file = FileDraft("policy.txt", b"Social media policy of Longacre")
    return attach_file(pick.txn, pick.version().id, file, pick.one((FileKind.POLICY, FileKind.GUIDANCE)))


def _hire(pick: Pick) -> object:
    draft = StaffDraft(f"Nia Orme {pick.txn.today}", pick.one(tuple(StaffCategory)), pick.ahead())
    return add_staff(pick.txn, draft)


def _leave(pick: Pick) -> object:
    return mark_leaving(pick.txn, pick.staff(), pick.ahead())


def _move(pick: Pick) -> object:
    return change_category(pick.txn, (pick.staff(),), pick.one(tuple(StaffCategory)), pick.ahead())


def _rename(pick: Pick) -> object:
    member = pick.txn.session.get_one(StaffMember, pick.one((pick.staff(), pick.of(Appointment).staff_id)))
    role = main_role(pick.txn, member.id)
    assert role is not None
    draft = StaffDraft(
        f"{member.full_name}-Smith", StaffCategory(role.category), role.started_on, ended_on=role.ended_on,
        email=member.email, reference=member.reference,
    )  # fmt: skip
    return change_staff(pick.txn, member.id, draft)


def _appoint(pick: Pick) -> object:
    return appoint(pick.txn, AppointmentDraft(pick.staff(), pick.one(tuple(Post)), pick.ahead()))


def _end_post(pick: Pick) -> object:
    now = Appointment.until_on.is_(None) | (Appointment.until_on >= pick.since)
    return end_appointment(pick.txn, pick.of(Appointment, now).id, pick.ahead())


def _plan(pick: Pick) -> object:
    draft = ScheduleDraft(ReviewKind.OTHER, pick.ahead(), title="Posters in the staff room", person_id=pick.staff())
    return add_schedule(pick.txn, draft)


def _plan_policy(pick: Pick) -> object:
    return plan_policy(pick.txn, pick.of(Policy).id)


def _open(pick: Pick) -> Review:
    return pick.of(Review, Review.done_on.is_(None))


def _complete(pick: Pick) -> object:
    outcome = pick.one((ReviewOutcome.NO_CHANGE, ReviewOutcome.CHANGED, ReviewOutcome.NOT_NEEDED))
    after = pick.txn.today + timedelta(days=pick.one((30, 400)))
    draft = CompletionDraft(_open(pick).id, pick.day(), outcome, next_due=after, write_version=pick.one((True, False)))
    return complete_review(pick.txn, draft)


def _move_review(pick: Pick) -> object:
    return move_review(pick.txn, _open(pick).id, pick.ahead(), "Half-term")


def _trigger(pick: Pick) -> object:
    draft = TriggerDraft(pick.of(ReviewSchedule).id, pick.ahead(), Trigger.LAW, "")
    return trigger_review(pick.txn, draft)


def _change_schedule(pick: Pick) -> object:
    schedule = pick.of(ReviewSchedule, ReviewSchedule.ended_on.is_(None))
    draft = ScheduleDraft(
        ReviewKind(schedule.kind), pick.ahead(), Every.MONTHS, 5, count_from=CountFrom.DUE_DATE, title="Another name",
        person_id=pick.staff(), lead_days=pick.one((0, 300)),
    )  # fmt: skip
    return change_schedule(pick.txn, schedule.id, draft)


def _end_schedule(pick: Pick) -> object:
    return end_schedule(pick.txn, pick.of(ReviewSchedule).id, "Nobody needs it")


def _settle(pick: Pick) -> object:
    of_policy = ReviewSchedule.policy_id.is_not(None)
    return settle_dates(pick.txn, pick.of(ReviewSchedule, of_policy).id, use_version=pick.one((True, False)))


def _discuss(pick: Pick) -> object:
    groups = frozenset({Group.PARENTS})
    return record_discussion(pick.txn, EngagementDraft(pick.of(Policy).id, pick.day(), groups, Discussion.MEETING))


def _edition(pick: Pick) -> object:
    name = pick.one((pick.of(GuidanceEdition).name, "Another guidance"))
    policy_id = pick.one((None, pick.of(Policy).id))
    draft = EditionDraft(name, f"of {pick.txn.today}", pick.ahead(), {StaffCategory.TEACHING: "All"}, "", policy_id)
    return add_edition(pick.txn, draft)


def _change_edition(pick: Pick) -> object:
    one = pick.of(GuidanceEdition)
    policy_id = pick.one((None, pick.of(Policy).id, one.policy_id))
    begins = pick.one((one.in_force_from, pick.ahead()))
    readings = {pick.one(tuple(StaffCategory)): "Part one"}
    return change_edition(pick.txn, one.id, EditionDraft(one.name, one.edition, begins, readings, "", policy_id))


def _ask(pick: Pick) -> object:
    return ask_declarations(pick.txn, (pick.staff(), pick.staff()))


def _answer(pick: Pick) -> object:
    return record_answers(pick.txn, AnswerDraft((pick.staff(),), pick.day(), is_nil=True))


def _connect(pick: Pick) -> object:
    return declare_relationship(
        pick.txn, RelationshipDraft(pick.staff(), RelationshipKind.FAMILY_PUPIL, "K.B.", pick.day(), "aunt")
    )


def _end_connection(pick: Pick) -> object:
    now = DeclaredRelationship.until_on.is_(None) | (DeclaredRelationship.until_on >= pick.since)
    return end_relationship(pick.txn, pick.of(DeclaredRelationship, now).id, pick.day())


def _pack(pick: Pick) -> object:
    line, value = pick.one(
        (
            ("periods/period/confirm_connections/value", pick.one(("6", "24"))),
            ("periods/period/discuss_policy/value", pick.one(("6", "24"))),
            ("guidance/series/kcsie/editions", f"of {pick.txn.today}"),
            ("platforms/platform/facebook/minimum_age", "16"),
            ("parts/part/moderation/own_words", "page wardens"),
            ("wording/leftovers/cookie banner/looked_for", "no"),
        )
    )
    return change_pack(pick.txn, PackDraft(line, value, pick.txn.today, "Decided", "gov.uk"))


def _pack_entry(pick: Pick) -> object:
    today = pick.txn.today
    first = date(2026, 9, 1)
    name = f"Of {today}"
    list_name, facts = pick.one(
        (
            ("law/superseded", {"title": f"{name} Act", "year": 1999, "since": first, "instead": "the newer Act"}),
            ("guidance/edition", {"series": "Keeping children safe in education", "name": name, "from": first}),
            ("platforms/platform", {"name": name, "minimum_age": 16}),
            ("platforms/platform", {"name": "Class blog", "minimum_age": 16, "closed_on": first}),
            ("services/gone", {"name": name, "closed": first, "instead": "another one"}),
            ("parts/part", {"label": name, "phrases": "clockwork", "instead": "Clockwork is wound up."}),
        )
    )
    return add_entry(pick.txn, EntryDraft(list_name, facts, today, today, "Decided", "gov.uk"))


def _pack_out(pick: Pick) -> object:
    _pack_entry(pick)
    return take_out(pick.txn, TakeOutDraft(pick.of(RulePackEntry, RulePackEntry.withdrawn_on.is_(None)).id, "Wrong"))


def _standard(pick: Pick) -> object:
    return choose_standard(pick.txn, StandardDraft(pick.one(SHIPPED), "The governors decided so"))


def _number(pick: Pick) -> object:
    number = pick.one(NUMBERS)
    return set_number(pick.txn, NumberDraft(number.name, pick.one((number.lowest, number.highest, None)), "Decided"))


def _rule(pick: Pick) -> object:
    return switch_rule(pick.txn, RuleDraft(pick.one(ALL_RULES).id, pick.one((True, False, None)), "Decided"))


def _put_off(pick: Pick) -> object:
    one = pick.one(findings(pick.txn.session, pick.txn.today)).identity
    return put_off(pick.txn, PutOffDraft((one,), pick.txn.today + timedelta(days=9), "After the holidays"))


def _assign(pick: Pick) -> object:
    one = pick.one(findings(pick.txn.session, pick.txn.today)).identity
    return assign(pick.txn, AssignDraft((one,), pick.staff()))


def _dismiss(pick: Pick) -> object:
    draft = DismissalDraft(HitKind.OLD_LAW, f"law {pick.txn.today}", "A law of old", "It is history")
    return dismiss_hit(pick.txn, pick.of(Policy).id, draft)


def _school(pick: Pick) -> object:
    school = pick.of(School)
    draft = SchoolDraft(school.name, school.urn, school.dfe_number, school.address, school.email_domain)
    changed: dict[str, Any] = pick.one(({"email_domain": "elsewhere.example"}, {"due_soon_days": pick.one((1, 180))}))
    return change_school(pick.txn, replace(draft, **changed))


LATER: dict[str, Callable[[Pick], object]] = {
    "somebody signs": _sign,
    "somebody declines": _decline,
    "a signature does not count any more": _void,
    "somebody is left out of a policy": _exempt,
    "somebody is asked again": _end_exemption,
    "a policy comes": _add_policy,
    "something else is said of a policy": _change_policy,
    "a policy gets another title": _rename_policy,
    "a policy is withdrawn": _withdraw,
    "something else is said of a version": _change_version,
    "a version comes into force": _publish,
    "a version is signed for the school": _adopt,
    "a file comes to a version": _attach,
    "somebody starts": _hire,
    "somebody leaves": _leave,
    "somebody changes their category": _move,
    "somebody gets another name": _rename,
    "somebody is appointed": _appoint,
    "an appointment ends": _end_post,
    "a review is planned": _plan,
    "the reviews of a policy are planned": _plan_policy,
    "a review is done": _complete,
    "a review is moved": _move_review,
    "a review is asked for beside its schedule": _trigger,
    "a schedule is changed": _change_schedule,
    "a schedule ends": _end_schedule,
    "a schedule and a version agree": _settle,
    "a policy is discussed": _discuss,
    "an edition of guidance comes": _edition,
    "something else is said of an edition": _change_edition,
    "people are asked for their connections": _ask,
    "somebody confirms their connections": _answer,
    "somebody declares a connection": _connect,
    "a connection ends": _end_connection,
    "something else is said in the rule pack": _pack,
    "something is added to the rule pack": _pack_entry,
    "something is taken out of the rule pack": _pack_out,
    "another standard is chosen": _standard,
    "a number of the standard is changed": _number,
    "a rule is switched": _rule,
    "a finding is put off": _put_off,
    "a finding is given to somebody": _assign,
    "a hit in a text is dismissed": _dismiss,
    "something else is said of the school": _school,
}
"""What may be recorded, by what it is."""
