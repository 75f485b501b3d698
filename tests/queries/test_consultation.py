"""Policies are talked about, guidance is read, connections are confirmed: each for a year, and seen as at any day."""

from datetime import date
from typing import Any

import pytest

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
from policydesk.actions.pack import PackDraft, change_pack
from policydesk.actions.relationships import RelationshipDraft, declare_relationship, end_relationship
from policydesk.dates import RoughDate
from policydesk.errors import Refusal, Refusals
from policydesk.queries.consultation import declarations, editions, engagements
from policydesk.queries.due import findings
from policydesk.store import Register
from policydesk.terms import PolicyType, StaffCategory
from policydesk.terms_incidents import RelationshipKind
from policydesk.terms_reviews import Discussion, Group
from tests.stories import TODAY, days, hire, publish, write_policy

T, S = StaffCategory.TEACHING, StaffCategory.SUPPORT


def said(register: Register, rule: str, as_at: date = TODAY) -> list[str]:
    """What one rule says on a day."""
    with register.reading() as session:
        return [one.says for one in findings(session, as_at) if one.rule == rule]


def discuss(register: Register, policy_id: int | None, held_on: date = TODAY, **about: Any) -> int:
    """Log that a policy was discussed with staff at a meeting."""
    about = {"met_with": frozenset({Group.STAFF, Group.UNIONS}), "method": Discussion.MEETING, **about}
    with register.writing() as txn:
        return record_discussion(txn, EngagementDraft(policy_id, held_on, **about))


@pytest.mark.requirement("R15", "R16")
def test_a_discussion_keeps_with_whom_how_and_what_changed(register: Register) -> None:
    policy_id = write_policy(register)
    discuss(register, policy_id, who="NEU and NASUWT", changed="Friend requests have a section of their own")
    with register.reading() as session:
        (row,) = engagements(session, TODAY)
        assert engagements(session, days(-1)) == ()
    assert (row.policy, row.met_with, row.who) == ("Social Media Policy", (Group.STAFF, Group.UNIONS), "NEU and NASUWT")
    assert row.changed == "Friend requests have a section of their own"


@pytest.mark.parametrize(
    ("about", "field"),
    [({"met_with": frozenset()}, "met_with"), ({"held_on": days(1)}, "held_on"), ({"policy_id": None}, "policy_id")],
)
def test_a_discussion_with_nobody_tomorrow_or_of_nothing_is_refused(
    register: Register, about: dict[str, Any], field: str
) -> None:
    about = {"policy_id": write_policy(register), "held_on": TODAY, **about}
    with pytest.raises(Refusal) as refused:
        discuss(register, **about)
    assert refused.value.field == field


def test_a_social_media_policy_is_discussed_again_within_a_year(register: Register) -> None:
    policy_id = write_policy(register)
    publish(register, policy_id)
    publish(register, write_policy(register, "Code of Conduct", policy_type=PolicyType.CODE_OF_CONDUCT))
    (never,) = said(register, "engagement.none")
    assert (
        never == "The register does not show that Social Media Policy was discussed with staff, parents or governors."
    )
    discuss(register, policy_id)
    assert said(register, "engagement.none", date(2027, 11, 20)) == []
    assert said(register, "engagement.none", date(2027, 11, 21)) == [
        "Social Media Policy was last discussed with the school’s community on 20 November 2026."
    ]
    assert said(register, "engagement.none", days(-1)) == [never]


def edition(register: Register, label: str = "2026", starts: date = date(2026, 9, 1), **about: Any) -> int:
    """Add an edition of KCSIE that teaching staff read."""
    about = {"readings": {T: "Part one and Annex B"}, **about}
    with register.writing() as txn:
        return add_edition(txn, EditionDraft("Keeping children safe in education", label, starts, **about))


def test_the_newest_edition_that_has_begun_is_in_force(register: Register, clock) -> None:
    for label, year in (("2025", 2025), ("2026", 2026), ("2027", 2027)):
        edition(register, label, date(year, 9, 1))
    with register.reading() as session:
        assert [(row.edition, row.in_force) for row in editions(session, TODAY)] == [
            ("2027", False), ("2026", True), ("2025", False),
        ]  # fmt: skip
        assert [(row.edition, row.in_force) for row in editions(session, date(2026, 8, 31))] == [("2025", True)]


def test_an_edition_says_who_reads_what_and_is_there_once(register: Register) -> None:
    edition_id = edition(register)
    with pytest.raises(Refusal, match="in the register already"):
        edition(register, " 2026 ")
    with pytest.raises(Refusals):
        edition(register, "", readings={T: " "})
    with register.writing() as txn:
        draft = EditionDraft("KCSIE", "2026", date(2026, 9, 1), {T: "", S: "Part one"}, source="gov.uk")
        change_edition(txn, edition_id, draft)
    with register.reading() as session:
        (row,) = editions(session, TODAY)
    assert (row.name, row.readings, row.source) == ("KCSIE", ((S, "Part one"),), "gov.uk")


def test_a_new_edition_needs_a_version_as_new_for_people_to_acknowledge(register: Register) -> None:
    policy_id = write_policy(register, "Safeguarding", policy_type=PolicyType.KCSIE)
    publish(register, policy_id, in_force_from=RoughDate(2026, 8))
    edition(register, policy_id=policy_id)
    (sentence,) = said(register, "guidance.behind")
    assert sentence.startswith("Keeping children safe in education 2026 is in force since 1 September 2026, but Safe")
    publish(register, policy_id, "2", in_force_from=RoughDate(2026, 9))
    assert said(register, "guidance.behind") == []


@pytest.mark.parametrize(("ahead", "count"), [(28, 1), (29, 0)])
def test_an_edition_that_is_coming_is_said_as_early_as_other_things(register: Register, ahead: int, count: int) -> None:
    edition(register, starts=days(ahead), policy_id=write_policy(register))
    assert len(said(register, "guidance.behind")) == count


def test_whoever_reads_an_edition_is_asked_to_acknowledge_it(register: Register) -> None:
    policy_id = write_policy(register)
    publish(register, policy_id, categories=frozenset({T}))
    edition(register, policy_id=policy_id, readings={T: "Part one", S: "Part one"})
    (sentence,) = said(register, "guidance.unasked")
    assert sentence.startswith("Keeping children safe in education 2026 is also for support, but Social Media Policy")


def test_an_edition_nobody_acknowledges_is_for_information(register: Register) -> None:
    edition_id = edition(register)
    assert len(said(register, "guidance.no_proof")) == 1
    with register.writing() as txn:
        draft = EditionDraft("KCSIE", "2026", date(2026, 9, 1), {T: "Part one"}, policy_id=write_policy_in(txn))
        change_edition(txn, edition_id, draft)
    assert said(register, "guidance.no_proof") == []


def write_policy_in(txn: Any) -> int:
    """Add a policy in a change that is under way."""
    from policydesk.actions.policies import PolicyDraft, add_policy

    return add_policy(txn, PolicyDraft("KCSIE", PolicyType.KCSIE))


def answer(register: Register, *staff_ids: int, on: date = TODAY, is_nil: bool = True) -> None:
    """Record what people answered."""
    with register.writing() as txn:
        record_answers(txn, AnswerDraft(staff_ids, on, is_nil))


@pytest.mark.requirement("R50", "R52")
def test_everybody_in_post_confirms_their_connections_once_a_year(register: Register, clock) -> None:
    bea, cai = hire(register), hire(register, "Cai Oakes")
    hire(register, "Ewa Left", ended_on=days(-1))
    assert said(register, "declaration.old") == []
    with register.writing() as txn:
        assert ask_declarations(txn, [bea, cai]) == 2
    assert said(register, "declaration.old") == [
        "2 people have not confirmed their connections with pupils and parents within the last year."
    ]
    answer(register, bea)
    assert said(register, "declaration.old")[0].startswith("Cai Oakes has not confirmed")
    answer(register, cai, is_nil=False)
    assert said(register, "declaration.old", date(2027, 11, 20)) == []
    assert len(said(register, "declaration.old", date(2027, 11, 21))) == 1
    assert said(register, "declaration.old", days(-1)) == []


def test_a_newer_edition_than_the_registers_is_called_for_from_its_day(register: Register, clock) -> None:
    with register.writing() as txn:
        add_edition(txn, EditionDraft("KCSIE", "2025", date(2025, 9, 1), {T: "Part one"}, "gov.uk", None))
    assert said(register, "guidance.newer") == [
        "KCSIE 2026 is in force since 1 September 2026, but the newest edition in the register is 2025."
    ]
    assert said(register, "guidance.newer", date(2026, 8, 31)) == []
    with register.writing() as txn:
        add_edition(txn, EditionDraft("KCSIE", "2026", date(2026, 9, 1), {T: "Part one"}, "gov.uk", None))
        change_pack(txn, PackDraft("guidance/series/kcsie/editions", "2027", date(2027, 9, 1), "Published", "gov.uk"))
    assert said(register, "guidance.newer", date(2027, 8, 31)) == []
    assert len(said(register, "guidance.newer", date(2027, 9, 1))) == 1


@pytest.mark.requirement("R50")
def test_what_was_declared_and_what_is_kept_agree_or_it_is_said(register: Register, clock) -> None:
    bea, cai = hire(register), hire(register, "Cai Oakes")
    answer(register, bea, is_nil=False)
    answer(register, cai, is_nil=True)
    assert said(register, "declaration.differs") == [
        "Bea Quill declared a connection on 20 November 2026, but none is kept under Staff."
    ]
    assert said(register, "declaration.differs", days(-1)) == []
    clock.advance(days=3)
    with register.writing() as txn:
        kept = declare_relationship(txn, tie(bea, days(3)))
        declare_relationship(txn, tie(cai, days(3)))
    assert said(register, "declaration.differs", days(2)) != []
    assert said(register, "declaration.differs", days(3)) == [], "what came after a nil answer is no contradiction"
    clock.advance(days=5)
    answer(register, bea, cai, on=days(8))
    assert said(register, "declaration.differs", days(8)) == [
        "Bea Quill declared no connection on 28 November 2026, but 1 connection is kept under Staff.",
        "Cai Oakes declared no connection on 28 November 2026, but 1 connection is kept under Staff.",
    ]
    with register.reading() as session:
        found = [one for one in findings(session, days(8)) if one.rule == "declaration.differs"]
    assert {(one.command, one.button) for one in found} == {("staff.undeclare", "End the connection")}
    with register.writing() as txn:
        end_relationship(txn, kept, days(8))
    assert len(said(register, "declaration.differs", days(8))) == 2, "its last day is still one of its days"
    assert said(register, "declaration.differs", days(9)) == [
        "Cai Oakes declared no connection on 28 November 2026, but 1 connection is kept under Staff."
    ]


def tie(staff_id: int, on: date) -> RelationshipDraft:
    return RelationshipDraft(staff_id, RelationshipKind.FAMILY_PUPIL, "K.B.", on, "niece")


def test_an_answer_belongs_to_the_question_and_who_was_not_asked_counts_as_asked(register: Register, clock) -> None:
    bea, cai = hire(register), hire(register, "Cai Oakes")
    with register.writing() as txn:
        ask_declarations(txn, [bea])
    with pytest.raises(Refusal, match="has been asked"), register.writing() as txn:
        ask_declarations(txn, [bea])
    clock.advance(days=3)
    answer(register, bea, cai, on=days(3))
    with register.reading() as session:
        rows = {row.full_name: row for row in declarations(session, days(3))}
        earlier = {row.full_name: row for row in declarations(session, days(2))}
    assert [(rows[name].asked_on, rows[name].answered_on) for name in rows] == [(days(3), days(3)), (TODAY, days(3))]
    assert (earlier["Bea Quill"].is_waiting, earlier["Bea Quill"].is_old) == (True, True)
    with register.writing() as txn:
        assert ask_declarations(txn, [bea]) == 1


@pytest.mark.requirement("R50")
def test_who_was_asked_over_a_year_ago_and_never_answered_is_asked_again(register: Register, clock) -> None:
    bea = hire(register)
    with register.writing() as txn:
        ask_declarations(txn, [bea])
    clock.advance(days=366)
    with register.reading() as session:
        (on_the_day,), (later,) = declarations(session, days(365)), declarations(session, days(366))
    assert (on_the_day.is_waiting, on_the_day.asks_again) == (True, False)
    assert (later.is_waiting, later.asks_again) == (True, True)
    with register.writing() as txn:
        assert ask_declarations(txn, [bea]) == 1
    with pytest.raises(Refusal, match="has been asked"), register.writing() as txn:
        ask_declarations(txn, [bea])
    clock.advance(days=4)
    answer(register, bea, on=days(370))
    clock.advance(days=400)
    with register.reading() as session:
        (answered,), (old,) = declarations(session, days(370)), declarations(session, days(770))
    assert (answered.is_waiting, answered.is_old) == (False, False)
    assert (old.is_waiting, old.is_old) == (False, True), "the answer settles the question that was never answered too"
