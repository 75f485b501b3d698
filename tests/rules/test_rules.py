"""Each rule is silent about a school that does it all, and says one sentence about one that does not."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydesk.dates import RoughDate, add_months
from policydesk.rules.catalogue import ALL_RULES, findings_of
from policydesk.rules.choices import CHOICES, DEFAULT_CHOICES
from policydesk.rules.facts import AdoptionFacts, GapFacts, HolderFacts, PolicyFacts, SchoolFacts, StarterFacts
from policydesk.rules.policies import RELATED
from policydesk.rules.posts import DEMANDED
from policydesk.rules.sources import source_in_words
from policydesk.rules.status import Standing, current_version, status_of
from policydesk.terms import (
    AckState,
    AdoptionRole,
    ApprovalBody,
    Origin,
    PolicyStatus,
    PolicyType,
    Post,
    Urgency,
)

DAY = date(2026, 11, 20)

GOOD = PolicyFacts(
    policy_id=1,
    title="Social Media Policy",
    policy_type=PolicyType.SOCIAL_MEDIA,
    owner="Rowan Ellery",
    owner_in_post=True,
    monitored_by="Governors",
    origin=Origin.OWN,
    adapted_on=None,
    related=(("Code of Conduct", True),),
    related_types=frozenset(RELATED),
    version_id=5,
    label="3",
    in_force_from=RoughDate(2026, 9, 1),
    approved_by_body=ApprovalBody.FULL_GOVERNING_BODY,
    approved_on=RoughDate(2026, 7),
    next_review_due=RoughDate(2027, 7),
    review_interval_months=12,
    legislation=("Equality Act 2010",),
    adoptions=tuple(AdoptionFacts(role, "A", RoughDate(2026, 7), known=True) for role in AdoptionRole),
)
POSTS = tuple(HolderFacts(1, "Rowan Ellery", one.post, None, in_post=True) for one in DEMANDED)
SCHOOL = SchoolFacts(DAY, 28, holders=POSTS, policies=(GOOD,), discussed={1: DAY})


def says(**changed: object) -> list[tuple[str, str]]:
    """Return the rule and the sentence of every finding about a policy that is good but for this."""
    facts = replace(SCHOOL, policies=(replace(GOOD, **changed),))
    return [(one.rule, one.says) for one in findings_of(facts)]


def gap(state: AckState, people: int, first: date, last: date | None = None) -> GapFacts:
    return GapFacts(5, 1, "Social Media Policy", "3", state, people, "Bea Quill", first, last or first)


def test_a_school_that_does_it_all_has_nothing_to_do() -> None:
    assert findings_of(SCHOOL) == ()


@pytest.mark.requirement("R1")
def test_a_school_without_a_social_media_policy_in_force_is_told_first() -> None:
    found = findings_of(replace(SCHOOL, policies=()))
    assert [(one.rule, one.urgency) for one in found] == [("policy.none", Urgency.OVERDUE)]
    assert found[0].says == "The school has no social media policy in force."
    assert (found[0].button, found[0].command, found[0].leads_to) == ("Add policy", "policies.add", 0)


@pytest.mark.requirement("R1")
@pytest.mark.parametrize(
    ("begun", "sentence", "button"),
    [
        ({}, "Social Media Policy has no version yet.", "Add version"),
        ({"has_draft": True}, "Social Media Policy is a draft: check it, then publish it.", "Open the draft"),
        (
            {"has_draft": True, "is_coming": True},
            "Social Media Policy is published, and comes into force later.",
            "Open",
        ),
    ],
)
def test_a_social_media_policy_that_is_begun_is_led_to_and_not_added_again(begun, sentence: str, button: str) -> None:
    empty = replace(GOOD, policy_id=2, version_id=None, title="An older draft without anything")
    policy = replace(GOOD, version_id=None, **begun)
    found = findings_of(replace(SCHOOL, policies=(empty, policy) if begun else (policy,)))
    assert [one.says for one in found] == [f"The school has no social media policy in force. {sentence}"]
    assert (found[0].button, found[0].leads_to) == (button, 1)
    assert found[0].identity == "policy.none:0", "it is known by the same name, whatever is begun"


@pytest.mark.requirement("R2", "R3", "R10", "D8")
@pytest.mark.parametrize(
    ("body", "name", "sentence"),
    [
        (
            None,
            "",
            "Nothing shows that the governing body backs Social Media Policy, version 3. Record who approved it.",
        ),
        (
            None,
            "A. Head",
            "Social Media Policy, version 3 was approved by A. Head alone. Record which body approved it.",
        ),
        (
            ApprovalBody.LOCAL_AUTHORITY,
            "",
            (
                "Social Media Policy, version 3 was approved by: Local authority. "
                "Nothing shows that the governing body backs it."
            ),
        ),
    ],
)
def test_approval_by_a_person_or_an_outside_body_is_not_the_governing_bodys(body, name: str, sentence: str) -> None:
    assert says(approved_by_body=body, approved_by_name=name) == [("policy.governing_body", sentence)]


@pytest.mark.parametrize("body", [one for one in ApprovalBody if one.is_the_governing_body])
def test_any_form_of_the_governing_body_backs_a_policy(body: ApprovalBody) -> None:
    assert says(approved_by_body=body) == []


def test_a_missing_document_is_said_unless_there_is_only_paper() -> None:
    assert says(has_document=False) == [
        ("policy.document", "The document of Social Media Policy, version 3 is missing.")
    ]
    assert says(has_document=False, paper_only=True) == []


@pytest.mark.requirement("R8", "D9")
def test_a_missing_signature_is_said_with_whose_it_is() -> None:
    assert says(adoptions=GOOD.adoptions[:1]) == [
        ("policy.adoption", "Social Media Policy, version 3 is not signed by the chair of governors.")
    ]
    unsigned = tuple(replace(one, signed_on=None) for one in GOOD.adoptions)
    assert says(adoptions=unsigned)[0][1].endswith("not signed by the headteacher and the chair of governors.")


@pytest.mark.requirement("D10")
def test_a_signatory_nobody_knows_in_that_post_is_said() -> None:
    odd = (replace(GOOD.adoptions[0], name="Sir Barnaby Croft", known=False), GOOD.adoptions[1])
    assert says(adoptions=odd) == [
        (
            "policy.signatory",
            "Sir Barnaby Croft signed Social Media Policy, version 3 as headteacher but is not recorded in that post.",
        )
    ]


@pytest.mark.requirement("R12")
def test_a_policy_needs_an_owner_who_works_here() -> None:
    assert says(owner="", owner_in_post=False) == [("policy.owner", "Social Media Policy has no owner.")]
    assert says(owner_in_post=False) == [("policy.owner", "Rowan Ellery, the owner of Social Media Policy, has left.")]


@pytest.mark.requirement("R11")
def test_a_policy_from_outside_is_adapted_to_the_school() -> None:
    assert [rule for rule, _ in says(origin=Origin.COMMERCIAL_MODEL)] == ["policy.adapted"]
    assert says(origin=Origin.COMMERCIAL_MODEL, adapted_on=DAY) == []


@pytest.mark.requirement("R13", "R14")
def test_related_policies_are_named_and_in_force() -> None:
    assert says(related=(("Code of Conduct", False),)) == [
        ("policy.related", "Social Media Policy refers to Code of Conduct, which has no version in force.")
    ]
    missing = frozenset(RELATED) - {PolicyType.DISCIPLINARY, PolicyType.ACCEPTABLE_USE}
    assert says(related_types=missing) == [
        (
            "policy.related_types",
            "Social Media Policy names no related policy on acceptable use and disciplinary policy and procedure.",
        )
    ]


@pytest.mark.requirement("R9", "R30")
def test_who_monitors_it_and_which_law_it_cites_are_recorded() -> None:
    assert [rule for rule, _ in says(monitored_by="", legislation=())] == ["policy.legislation", "policy.monitored"]
    assert says(policy_type=PolicyType.OTHER, monitored_by="", legislation=())[0][0] == "policy.none"


@pytest.mark.requirement("R5", "D3")
@pytest.mark.parametrize(
    ("due", "rule", "urgency", "words"),
    [
        (RoughDate(2026, 10), "review.overdue", Urgency.OVERDUE, "was due by October 2026."),
        (RoughDate(2026, 11, 19), "review.overdue", Urgency.OVERDUE, "was due by 19 November 2026."),
        (RoughDate(2026, 11, 20), "review.due_soon", Urgency.THIS_WEEK, "is due on 20 November 2026."),
        (RoughDate(2026, 11), "review.due_soon", Urgency.SOON, "is due in November 2026."),
        (RoughDate(2026, 12, 18), "review.due_soon", Urgency.SOON, "is due on 18 December 2026."),
    ],
)
def test_a_review_is_due_at_the_end_of_the_day_month_or_year_it_names(due, rule, urgency, words) -> None:
    found = findings_of(replace(SCHOOL, policies=(replace(GOOD, next_review_due=due, review_interval_months=None),)))
    assert [(one.rule, one.urgency, one.due) for one in found] == [(rule, urgency, due.last)]
    assert found[0].says.endswith(words)
    assert (found[0].since is not None) is (rule == "review.overdue")


def test_a_review_that_is_far_off_says_nothing() -> None:
    assert says(next_review_due=RoughDate(2026, 12), review_interval_months=None) == []


@pytest.mark.requirement("D1")
def test_the_same_date_for_last_and_next_review_is_said() -> None:
    same = RoughDate(2027, 9)
    rules = [rule for rule, _ in says(last_reviewed_on=same, next_review_due=same, review_interval_months=None)]
    assert "dates.same" in rules


@pytest.mark.requirement("D2")
def test_a_next_review_before_the_version_itself_is_said() -> None:
    found = dict(says(next_review_due=RoughDate(2018, 9), approved_on=RoughDate(2022, 9)))
    assert "is dated September 2018, but it was approved later: September 2022" in found["dates.backwards"]


@pytest.mark.requirement("R6", "D4")
def test_a_cycle_that_disagrees_with_the_dates_is_said() -> None:
    found = dict(says(approved_on=RoughDate(2026, 1), next_review_due=RoughDate(2029, 1)))
    assert found["dates.interval"].endswith("is to be reviewed every year, but its dates are 3 years apart.")
    assert says(approved_on=RoughDate(2026, 7), next_review_due=RoughDate(2027, 8)) == []
    two = dict(says(review_interval_months=24))
    assert "every 2 years" in two["dates.interval"]


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 60))
def test_dates_that_are_one_cycle_apart_never_disagree(begins: date, months: int) -> None:
    due = RoughDate.of(add_months(begins, months))
    facts = replace(GOOD, approved_on=RoughDate.of(begins), next_review_due=due, review_interval_months=months)
    found = findings_of(replace(SCHOOL, policies=(facts,)))
    assert "dates.interval" not in {one.rule for one in found}


@pytest.mark.requirement("D6")
def test_a_review_after_the_approval_without_a_new_one_is_said() -> None:
    found = dict(
        says(approved_on=RoughDate(2025, 12), last_reviewed_on=RoughDate(2026, 9), review_interval_months=None)
    )
    assert found == {
        "dates.unapproved": "Social Media Policy, version 3 was reviewed (September 2026) after it was approved "
        "(December 2025), and not approved again."
    }


def test_an_approval_after_coming_into_force_is_said() -> None:
    assert [rule for rule, _ in says(approved_on=RoughDate(2026, 10), next_review_due=RoughDate(2027, 10))] == [
        "dates.late_approval"
    ]
    assert says(approved_on=RoughDate(2026, 9), next_review_due=RoughDate(2027, 9)) == []


@pytest.mark.requirement("D12")
def test_missing_dates_are_said_together() -> None:
    assert says(approved_on=None, next_review_due=None) == [
        (
            "dates.missing",
            "The register does not say when Social Media Policy, version 3 was approved or is next due for review.",
        )
    ]


@pytest.mark.requirement("R45")
@pytest.mark.parametrize("post", [one.post for one in DEMANDED if not one.or_else])
def test_a_vacant_post_is_said_with_its_clause(post: Post) -> None:
    found = findings_of(replace(SCHOOL, holders=tuple(one for one in POSTS if one.post is not post)))
    assert [one.rule for one in found] == ["post.vacant"]
    assert post.label.lower() in found[0].says.lower()
    assert found[0].clause


def test_an_executive_headteacher_will_do() -> None:
    holders = (*(one for one in POSTS if one.post is not Post.HEADTEACHER),
               HolderFacts(2, "Exec", Post.EXECUTIVE_HEADTEACHER, None, in_post=True))  # fmt: skip
    assert findings_of(replace(SCHOOL, holders=holders)) == ()


def test_somebody_who_has_left_leaves_the_post_vacant_too() -> None:
    holders = tuple(replace(one, in_post=one.post is not Post.DSL) for one in POSTS)
    found = findings_of(replace(SCHOOL, holders=holders))
    assert sorted(one.rule for one in found) == ["post.holder_left", "post.vacant"]


def test_a_term_of_office_that_ends_soon_is_said_with_its_day() -> None:
    holders = tuple(
        replace(one, until_on=DAY + timedelta(days=18)) if one.post is Post.CHAIR_OF_GOVERNORS else one for one in POSTS
    )
    (found,) = findings_of(replace(SCHOOL, holders=holders))
    assert found.says == "Rowan Ellery is chair of governors only until 8 December 2026."


@pytest.mark.parametrize(
    ("state", "people", "first", "urgency", "sentence"),
    [
        (AckState.OVERDUE, 1, date(2026, 9, 15), Urgency.OVERDUE,
         "Bea Quill has not acknowledged Social Media Policy, version 3. It was due by 15 September 2026."),
        (AckState.OVERDUE, 1200, date(2026, 9, 15), Urgency.OVERDUE,
         "1,200 people have not acknowledged Social Media Policy, version 3. It was due by 15 September 2026."),
        (AckState.DUE_SOON, 2, date(2026, 11, 27), Urgency.THIS_WEEK,
         "2 people have still to acknowledge Social Media Policy, version 3. It is due by 27 November 2026."),
        (AckState.OUTSTANDING, 2, date(2027, 1, 27), Urgency.FOR_INFORMATION,
         "2 people have still to acknowledge Social Media Policy, version 3. It is due by 27 January 2027."),
        (AckState.EXPIRED, 1, date(2026, 9, 15), Urgency.OVERDUE,
         ("Bea Quill has not renewed Social Media Policy, version 3 this academic year. "
          "It was due by 15 September 2026.")),
        (AckState.EXPIRED, 1, date(2026, 11, 30), Urgency.SOON,
         "Bea Quill has not renewed Social Media Policy, version 3 this academic year. It is due by 30 November 2026."),
        (AckState.DECLINED, 1, date(2026, 9, 15), Urgency.THIS_WEEK,
         "Bea Quill has declined to acknowledge Social Media Policy, version 3. The headteacher decides what follows."),
    ],
)  # fmt: skip
def test_who_has_not_signed_is_named_or_counted(state, people, first, urgency, sentence) -> None:
    (found,) = findings_of(replace(SCHOOL, gaps=(gap(state, people, first),)))
    assert (found.says, found.urgency, found.people) == (sentence, urgency, people)


def test_several_deadlines_are_said_as_a_span() -> None:
    (found,) = findings_of(replace(SCHOOL, gaps=(gap(AckState.DUE_SOON, 2, date(2026, 11, 24), date(2026, 12, 1)),)))
    assert "24 November 2026 at the earliest and 1 December 2026 at the latest" in found.says


@pytest.mark.requirement("R39")
def test_a_new_starter_is_named_with_what_induction_asks_for() -> None:
    one = StarterFacts(7, "Cara Evans", date(2026, 11, 2), 1, "Code of Conduct", date(2026, 11, 9))
    two = StarterFacts(8, "Bo Fox", date(2026, 11, 16), 4, "Code of Conduct", date(2027, 3, 1))
    found = findings_of(replace(SCHOOL, starters=(one, two)))
    assert [(each.urgency, each.says) for each in found] == [
        (Urgency.OVERDUE, ("Cara Evans started on 2 November 2026 and has not acknowledged Code of Conduct. "
                           "Induction asks for it by 9 November 2026.")),
        (Urgency.SOON, ("Bo Fox started on 16 November 2026 and has not acknowledged 4 policies. "
                        "Induction asks for it by 1 March 2027.")),
    ]  # fmt: skip


def test_the_most_urgent_stands_first_and_the_longest_due_before_others() -> None:
    gaps = (gap(AckState.DUE_SOON, 2, date(2026, 11, 27)), gap(AckState.OVERDUE, 2, date(2026, 9, 15)),
            gap(AckState.EXPIRED, 2, date(2026, 9, 1)))  # fmt: skip
    found = findings_of(replace(SCHOOL, gaps=gaps))
    assert [one.due for one in found] == [date(2026, 9, 1), date(2026, 9, 15), date(2026, 11, 27)]


def test_every_rule_cites_a_clause_and_says_what_it_asks() -> None:
    assert len({rule.id for rule in ALL_RULES}) == len(ALL_RULES)
    assert all(rule.clause and rule.asks.endswith(".") for rule in ALL_RULES)


def test_what_one_policy_allows_and_another_forbids_is_a_choice_with_a_default() -> None:
    for choice in CHOICES:
        assert len(choice.options) > 1
        assert choice.words(DEFAULT_CHOICES[choice.code]) == choice.options[0][1]
        assert choice.words("something else") == "something else"
        assert choice.source


@pytest.mark.parametrize(
    ("standing", "status"),
    [
        (Standing(False, False, False, True, False), PolicyStatus.DRAFT),
        (Standing(True, True, True, True, True), PolicyStatus.WITHDRAWN),
        (Standing(True, False, True, True, False), PolicyStatus.SUPERSEDED),
        (Standing(True, True, True, True, False), PolicyStatus.ADOPTED),
        (Standing(True, True, True, False, False), PolicyStatus.APPROVED),
        (Standing(True, False, False, False, False), PolicyStatus.APPROVED),
    ],
)
def test_a_versions_status_follows_from_its_dates_and_signatures(standing: Standing, status: PolicyStatus) -> None:
    assert status_of(standing) is status


def test_no_version_is_current_before_one_is_in_force() -> None:
    assert current_version([], DAY) is None


def test_every_clause_mark_is_said_in_words() -> None:
    for rule in ALL_RULES:
        words = source_in_words(rule.clause)
        assert words != rule.clause, rule.id
        assert all(line.count(": ") == 1 for line in words.splitlines())
    assert source_in_words("a local rule") == "a local rule"
