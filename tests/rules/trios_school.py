"""The schools of all other rules: registers filled through the same doors as the window."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from policydesk.actions.acknowledgements import RefusalDraft, record_refusal
from policydesk.actions.appointments import AppointmentDraft, appoint
from policydesk.actions.consultation import (
    AnswerDraft,
    EditionDraft,
    EngagementDraft,
    add_edition,
    record_answers,
    record_discussion,
)
from policydesk.actions.pack import PackDraft, change_pack
from policydesk.actions.relationships import RelationshipDraft, declare_relationship
from policydesk.actions.versions import AdoptionDraft, sign_adoption
from policydesk.dates import RoughDate
from policydesk.queries.due import school_facts
from policydesk.rules.facts import SchoolFacts
from policydesk.rules.policies import RELATED
from policydesk.store import Register
from policydesk.terms import (
    AckMethod,
    AdoptionRole,
    ApprovalBody,
    Origin,
    PolicyType,
    Post,
    Renewal,
    StaffCategory,
)
from policydesk.terms_incidents import RelationshipKind
from policydesk.terms_reviews import Discussion, Group, ReviewKind
from tests.conftest import StoppedClock, make_register
from tests.rules.trios import School, Trio
from tests.stories import hire, publish, sign, write_policy
from tests.stories_reviews import plan

DAY = date(2026, 11, 10)
"""The boundary."""

ASKED = StaffCategory.VOLUNTEER
"""The category of the people who are asked to acknowledge."""


def on(count: int) -> date:
    """Return the day so many days from the boundary."""
    return DAY + timedelta(days=count)


class Proving:
    """A school that is built up: `clock` says when something is recorded."""

    def __init__(self, folder: Path) -> None:
        self.clock = StoppedClock()
        self.at(date(2026, 10, 1))
        self.register: Register = make_register(folder, self.clock)
        self.made = 0

    def at(self, day: date) -> None:
        self.clock.now = datetime.combine(day, time(10), UTC)

    def do(self, action: Callable[..., Any], *words: Any) -> Any:
        with self.register.writing() as txn:
            return action(txn, *words)

    def policy(self, policy: dict[str, Any] | None = None, **version: Any) -> tuple[int, int]:
        """Return a policy that has it all and its version, in force from the boundary, but for what is said."""
        self.made += 1
        about = {"policy_type": PolicyType.OTHER, "monitored_by": "Governors", **(policy or {})}
        policy_id = write_policy(self.register, f"Policy {self.made}", **about)
        fine = {
            "in_force_from": RoughDate.of(DAY), "approved_by_body": ApprovalBody.FULL_GOVERNING_BODY,
            "approved_on": RoughDate(2026, 9, 1), "next_review_due": RoughDate(2027, 9), "paper_only": True,
            "needs_acknowledging": False, "legislation": ("Equality Act 2010",), "categories": frozenset({ASKED}),
        }  # fmt: skip
        return policy_id, publish(self.register, policy_id, "1", **{**fine, **version})

    def school(self) -> School:
        """Return the school as its register knows it on a day."""

        @cache
        def known(day: date) -> SchoolFacts:
            with self.register.reading() as session:
                return school_facts(session, day)

        return known


def school_trios(place: Path) -> dict[str, Trio]:
    """Return the schools of all rules that are not about official accounts."""
    one = Proving(place / "proving.policydesk")
    trios: dict[str, Trio] = {}
    for fill in (_of_papers, _of_dates, _of_people, _of_reviews, _of_signatures, _of_guidance, _of_connections):
        trios |= fill(one)
    return trios | _of_whole_schools(place)


def _of(school: School, subject: int, twin: int, about: str = "", twin_about: str = "", first: date = DAY) -> Trio:
    return Trio(school, school, first=first, subject=(subject, about), twin_subject=(twin, twin_about))


def _of_papers(one: Proving) -> dict[str, Trio]:
    school, social = one.school(), {"policy_type": PolicyType.SOCIAL_MEDIA}
    related = [one.policy({"policy_type": kind})[0] for kind in RELATED]
    bare = write_policy(one.register, "A policy without a version", policy_type=PolicyType.OTHER)
    pairs: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
        "policy.governing_body": ({"approved_by_body": None}, {}),
        "policy.document": ({"paper_only": False}, {}),
        "policy.adapted": (
            {"policy": {"origin": Origin.COMMERCIAL_MODEL}},
            {"policy": {"origin": Origin.COMMERCIAL_MODEL, "adapted_on": date(2026, 10, 1)}},
        ),
        "policy.related_types": ({"policy": social}, {"policy": {**social, "related_ids": tuple(related)}}),
        "policy.legislation": ({"policy": social, "legislation": ()}, {"policy": social}),
        "policy.monitored": ({"policy": {**social, "monitored_by": ""}}, {"policy": social}),
    }
    trios = {rule: _of(school, one.policy(**bad)[0], one.policy(**good)[0]) for rule, (bad, good) in pairs.items()}
    lapsed = one.policy({"related_ids": (bare,)})[0]
    living = one.policy({"related_ids": (related[0],)})[0]
    title = "A policy without a version"
    trios["policy.related"] = _of(school, lapsed, living, title, "Policy 1")
    unsigned, signed = one.policy(), one.policy()
    for version, name, role in (
        (signed[1], "Ines Elcock", AdoptionRole.HEADTEACHER), (signed[1], "Ciara Moss", AdoptionRole.CHAIR_OF_GOVERNORS)
    ):  # fmt: skip
        one.do(sign_adoption, version, AdoptionDraft(role, name, RoughDate(2026, 9, 2)))
    trios["policy.adoption"] = _of(school, unsigned[0], signed[0])
    leaver, stayer = hire(one.register, "Lea Gone", ended_on=on(-1)), hire(one.register, "Sia Here", ended_on=on(1))
    early = {"in_force_from": RoughDate(2026, 10, 5)}
    trios["policy.owner"] = _of(
        school, one.policy({"owner_id": leaver}, **early)[0], one.policy({"owner_id": stayer}, **early)[0]
    )
    return trios


def _of_dates(one: Proving) -> dict[str, Trio]:
    school, early = one.school(), {"in_force_from": RoughDate(2026, 10, 5)}
    september, day = RoughDate(2026, 9), RoughDate.of(DAY)
    one.at(on(3))
    pairs: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
        "review.overdue": (
            {**early, "next_review_due": RoughDate.of(on(-1))}, {**early, "next_review_due": RoughDate.of(on(1))}
        ),
        "dates.same": (
            {"last_reviewed_on": september, "next_review_due": september},
            {"last_reviewed_on": RoughDate(2026, 8), "next_review_due": september},
        ),
        "dates.backwards": ({"next_review_due": RoughDate(2026, 10)}, {"next_review_due": RoughDate(2026, 11)}),
        "dates.interval": ({"next_review_due": RoughDate(2027, 11)}, {"next_review_due": RoughDate(2027, 10)}),
        "dates.unapproved": (
            {**early, "last_reviewed_on": day}, {**early, "last_reviewed_on": day, "approved_on": day}
        ),
        "dates.late_approval": ({**early, "approved_on": day}, {**early, "approved_on": RoughDate(2026, 10, 5)}),
        "dates.missing": ({"approved_on": None}, {}),
    }  # fmt: skip
    trios = {rule: _of(school, one.policy(**bad)[0], one.policy(**good)[0]) for rule, (bad, good) in pairs.items()}
    by_stranger, by_head = one.policy(**early), one.policy(**early)
    for version, name in ((by_stranger[1], "Sir Barnaby Croft"), (by_head[1], "Ines Elcock")):
        one.do(sign_adoption, version, AdoptionDraft(AdoptionRole.HEADTEACHER, name, day))
    trios["policy.signatory"] = _of(school, by_stranger[0], by_head[0], "headteacher", "headteacher")
    return trios


def _of_people(one: Proving) -> dict[str, Trio]:
    school, since = one.school(), date(2020, 9, 1)
    one.at(date(2026, 10, 1))

    def held(name: str, post: Post, until: date | None = None, ended_on: date | None = None) -> int:
        staff_id = hire(one.register, name, ended_on=ended_on)
        one.do(appoint, AppointmentDraft(staff_id, post, since, until))
        return staff_id

    held("Ines Elcock", Post.HEADTEACHER)
    held("Ciara Moss", Post.CHAIR_OF_GOVERNORS)
    held("Dot Lane", Post.DSL, until=on(-1))
    held("Ed Lane", Post.DEPUTY_DSL, until=on(1))
    gone = held("Gus Left", Post.SENIOR_LEADER, ended_on=on(-1))
    going = held("Hal Leaves", Post.SENIOR_LEADER, ended_on=on(1))
    ends = held("Ira Ends", Post.DATA_PROTECTION_OFFICER, until=on(28))
    later = held("Jo Ends", Post.MEDIA_CONTACT, until=on(30))
    leader, officer, media = (
        one.value for one in (Post.SENIOR_LEADER, Post.DATA_PROTECTION_OFFICER, Post.MEDIA_CONTACT)
    )
    return {
        "post.vacant": _of(school, 0, 0, Post.DSL.value, Post.DEPUTY_DSL.value),
        "post.holder_left": _of(school, gone, going, leader, leader),
        "post.ending": _of(school, ends, later, officer, media),
    }


def _of_reviews(one: Proving) -> dict[str, Trio]:
    school = one.school()
    leaver, stayer = hire(one.register, "Kit Gone", ended_on=on(-1)), hire(one.register, "Lou Here", ended_on=on(1))
    schedules = {
        "schedule.overdue": (plan(one.register, "A", on(-1)), plan(one.register, "B", on(1))),
        "schedule.person_left": (
            plan(one.register, "C", on(90), person_id=leaver), plan(one.register, "D", on(90), person_id=stayer)
        ),
    }  # fmt: skip
    says = {"in_force_from": RoughDate(2026, 10, 5), "next_review_due": RoughDate(2027, 9, 15)}
    odd, even = one.policy(**says)[0], one.policy(**says)[0]
    one.at(DAY)
    schedules["schedule.disagrees"] = tuple(
        plan(one.register, "", due, kind=ReviewKind.POLICY, policy_id=policy_id)
        for policy_id, due in ((odd, date(2027, 9, 16)), (even, date(2027, 9, 15)))
    )
    return {rule: _of(school, bad, good) for rule, (bad, good) in schedules.items()}


def _of_signatures(one: Proving) -> dict[str, Trio]:
    school, person = one.school(), hire(one.register, "Vic Asked", category=ASKED)
    one.at(on(3))

    def asked(in_force: date, days: int, **more: Any) -> int:
        begins = RoughDate.of(in_force)
        return one.policy(in_force_from=begins, days_to_acknowledge=days, needs_acknowledging=True, **more)[1]

    def signed(version: int, *people: int, day: date = DAY) -> int:
        sign(one.register, version, *people, on=day)
        return version

    def declined(version: int) -> int:
        one.do(record_refusal, RefusalDraft(person, version, DAY, AckMethod.VERBAL, "Will not."))
        return version

    long_ago, yearly = date(2025, 9, 1), date(2025, 10, 1)
    renewed, kept = (asked(long_ago, 14, renewal=how) for how in (Renewal.ACADEMIC_YEAR, Renewal.NEVER))
    trios = {
        "acknowledgement.overdue": _of(school, asked(on(-15), 14), asked(on(-13), 14)),
        "acknowledgement.due_soon": _of(school, asked(on(-2), 30), asked(on(-2), 32)),
        "acknowledgement.outstanding": _of(school, asked(DAY, 100), signed(asked(DAY, 100), person)),
        "acknowledgement.declined": _of(school, declined(asked(on(-5), 100)), signed(asked(on(-5), 100), person)),
        "acknowledgement.expired": _of(
            school, signed(renewed, person, day=yearly), signed(kept, person, day=yearly), first=date(2026, 9, 1)
        ),
    }
    agency = StaffCategory.AGENCY_OR_SUPPLY
    version = asked(on(-30), 14, categories=frozenset({agency}))
    new, quick = (hire(one.register, name, category=agency, started_on=DAY) for name in ("Wyn New", "Xia Quick"))
    signed(version, quick)
    return {**trios, "induction": _of(school, new, quick)}


def _of_guidance(one: Proving) -> dict[str, Trio]:
    school = one.school()
    one.at(on(3))
    spoken, heard = (
        one.policy({"policy_type": PolicyType.SOCIAL_MEDIA}, in_force_from=RoughDate(2025, 1))[0] for _each in range(2)
    )
    for policy_id, day in ((spoken, date(2025, 11, 9)), (heard, date(2025, 11, 11))):
        draft = EngagementDraft(policy_id, day, frozenset({Group.PARENTS}), Discussion.MEETING)
        one.do(record_discussion, draft)
    one.at(date(2026, 10, 1))
    old, new = one.policy(in_force_from=RoughDate(2025, 1))[0], one.policy()[0]

    def edition(name: str, day: date, policy_id: int | None, reads: StaffCategory = ASKED) -> int:
        return int(one.do(add_edition, EditionDraft(name, "2026", day, {reads: "Part one"}, "", policy_id)))

    one.do(change_pack, PackDraft("guidance/series/kcsie/editions", "November 2026", DAY, "Published", "gov.uk"))
    kcsie, together = (
        edition("KCSIE", date(2026, 9, 1), None),
        edition("Working Together to Safeguard Children", date(2026, 3, 19), None),
    )
    return {
        "engagement.none": _of(school, spoken, heard),
        "guidance.behind": _of(school, edition("A", on(28), old), edition("B", on(30), old)),
        "guidance.unasked": _of(school, edition("C", DAY, new, StaffCategory.TEACHING), edition("D", DAY, new)),
        "guidance.no_proof": _of(school, edition("E", DAY, None), edition("F", DAY, new)),
        "guidance.newer": _of(school, kcsie, together),
    }


def _of_connections(one: Proving) -> dict[str, Trio]:
    one.at(on(3))

    def denies(name: str, until: date) -> int:
        """Return somebody of whom a connection is kept until a day, and who says on the boundary that there is none."""
        staff_id = hire(one.register, name)
        kept = RelationshipDraft(staff_id, RelationshipKind.FAMILY_PUPIL, "K.B.", on(-30), "aunt", until)
        one.do(declare_relationship, kept)
        one.do(record_answers, AnswerDraft((staff_id,), DAY, is_nil=True))
        return staff_id

    return {"declaration.differs": _of(one.school(), denies("Yan Aunt", on(90)), denies("Zoe Aunt", on(-1)))}


def _of_whole_schools(place: Path) -> dict[str, Trio]:
    """What is said of the school once, so that the twin is a school of its own."""

    def with_policy(name: str, day: date) -> School:
        one = Proving(place / f"{name}.policydesk")
        one.policy({"policy_type": PolicyType.SOCIAL_MEDIA}, in_force_from=RoughDate.of(day))
        return one.school()

    def with_answer(name: str, day: date) -> School:
        one = Proving(place / f"{name}.policydesk")
        one.do(record_answers, AnswerDraft((hire(one.register),), day, is_nil=True))
        return one.school()

    return {
        "policy.none": Trio(with_policy("from_then", DAY), with_policy("before", on(-1)), until=DAY),
        "declaration.old": Trio(
            with_answer("old", date(2025, 11, 9)), with_answer("newer", date(2025, 11, 11)), first=DAY
        ),
    }
