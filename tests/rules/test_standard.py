"""The standard's questions and numbers can be read, cited and relied on."""

import re
from datetime import date

import pytest

from policydesk.rules.catalogue import ALL_RULES
from policydesk.rules.choices import CHOICES, DEFAULT_CHOICES
from policydesk.rules.sources import source_in_words
from policydesk.rules.standard import (
    NUMBERS,
    SHIPPED,
    Switch,
    demands_of,
    how_checked,
    standard_named,
    standard_with,
)
from policydesk.terms import Post, Role

AT = standard_named("AT")


def test_the_numbers_are_those_of_the_standard() -> None:
    numbers = (AT.check_every_days, AT.evaluate_every_months, AT.training_months, AT.gap_window_days, AT.pending_days)
    assert numbers == (7, 6, 24, 60, 7)


@pytest.mark.parametrize("code", SHIPPED)
def test_every_question_has_a_code_of_its_own_a_clause_and_help(code: str) -> None:
    checklist = standard_named(code).checklist
    assert len({one.code for one in checklist}) == len(checklist) >= {"AT": 16, "GP": 16, "CP": 4, "AN": 2}[code]
    for one in checklist:
        assert re.fullmatch(r"[a-z_]+", one.code)
        assert one.question.endswith("?"), one.question
        assert one.help.endswith("."), one.help
        assert one.clause
        assert one.group
        assert one.applies in {"always", "pupils", "contributions"}
        assert one.who <= set(Role)
        assert one.valid_months is None or one.valid_months > 0
        assert not re.search(r"[!]|\bplease\b|['\"]", one.question + one.help), one.code


def test_the_questions_of_one_group_stand_together() -> None:
    groups = [one.group for one in AT.checklist]
    assert [group for n, group in enumerate(groups) if group not in groups[:n]] == [
        group for n, group in enumerate(groups) if n == 0 or groups[n - 1] != group
    ]


@pytest.mark.parametrize(
    "clause",
    [
        "A.1.2", "A.1.3", "A.1.4", "A.1.5", "A.1.6", "A.1.7", "A.2.4", "A.2.5", "A.2.6", "A.2.7", "A.3.5", "A.3.7",
        "A.4.1", "A.4.4", "A.4.6", "A.4.7", "A.4.8", "A.4.9", "A.4.10", "A.5.2", "A.5.5", "A.5.7", "A.5.9",
    ],
)  # fmt: skip
@pytest.mark.requirement("R69", "R76", "R81", "R82", "R83")
def test_what_the_trust_asks_of_an_official_account_is_asked(clause: str) -> None:
    assert any(clause in re.split(r"[; ]+", one.clause) for one in AT.checklist)


def test_where_a_question_comes_from_is_said_in_words() -> None:
    purpose = AT.item("purpose")
    assert purpose is not None
    assert source_in_words(purpose.clause) == "AT A.1.2: social media policy of an academy trust, September 2022"
    assert AT.item("not a question") is None


@pytest.mark.requirement("R84")
def test_pupils_and_contributions_bring_questions_of_their_own() -> None:
    def codes(pupils: bool, contributions: bool) -> set[str]:
        return {one.code for one in AT.items_for(pupils=pupils, contributions=contributions)}

    quiet = codes(False, False)
    assert codes(True, False) - quiet == {"suits_age", "vulnerable", "impact", "privacy"}
    assert codes(False, True) - quiet == {"vetting", "intervention"}
    assert codes(True, True) == {one.code for one in AT.checklist} == codes(True, False) | codes(False, True)


@pytest.mark.requirement("R73")
def test_whether_an_account_is_right_for_vulnerable_pupils_is_for_the_dsl_or_the_head() -> None:
    item = AT.item("vulnerable")
    assert item is not None
    assert item.who == {Role.DSL, Role.HEADTEACHER}


def test_a_school_whose_standard_has_no_file_is_held_to_the_first() -> None:
    assert standard_named("BP").code == "AT"
    assert standard_named("../../secret").code == "AT"


@pytest.mark.requirement("R56")
@pytest.mark.parametrize(
    ("choice", "posts", "line_manager"),
    [
        ("headteacher_or_executive", {Post.HEADTEACHER, Post.EXECUTIVE_HEADTEACHER}, False),
        ("headteacher", {Post.HEADTEACHER}, False),
        ("line_manager_or_head", {Post.HEADTEACHER, Post.EXECUTIVE_HEADTEACHER}, True),
    ],
)
def test_the_policy_says_who_approves(choice: str, posts: set[Post], line_manager: bool) -> None:
    demands = demands_of({"account_approver_roles": choice})
    assert demands.approver_posts == posts
    assert demands.line_manager_may_approve is line_manager


def test_every_choice_that_a_policy_offers_is_understood() -> None:
    """No two options of a choice ask the same, so none of them falls back to what is shipped."""
    for code in ("account_approver_roles", "content_approval", "min_moderators"):
        options = next(one for one in CHOICES if one.code == code).options
        assert len({demands_of({code: value}) for value, _ in options}) == len(options)


@pytest.mark.parametrize("choices", [{}, {"min_moderators": "many", "account_approver_roles": "the cat"}])
def test_what_a_policy_leaves_open_is_the_default(choices: dict[str, str]) -> None:
    assert demands_of(choices) == demands_of(DEFAULT_CHOICES)
    assert demands_of(choices).min_moderators == 2
    assert demands_of({"min_moderators": "3"}).min_moderators == 3


RULES = {rule.id: rule for rule in ALL_RULES}


def asked(code: str, rule: str) -> bool:
    return standard_named(code).asks_for(rule, RULES[rule].clause)


@pytest.mark.parametrize("code", SHIPPED)
def test_a_standard_speaks_of_rules_that_there_are(code: str) -> None:
    standard = standard_named(code)
    assert set(standard.clauses) <= set(RULES)
    assert standard.left_open <= {number.name for number in NUMBERS}
    assert all(standard.asks_for(rule, RULES[rule].clause) for rule in standard.clauses)
    assert len(standard.says) == 3
    assert set(how_checked()) <= set(RULES)
    assert set(standard.choices) <= set(DEFAULT_CHOICES)
    for choice in CHOICES:
        assert standard.choices.get(choice.code, choice.default) in dict(choice.options)


def test_each_standard_asks_for_what_its_document_does_and_for_what_the_law_does() -> None:
    assert [code for code in SHIPPED if asked(code, "account.too_few_moderators")] == ["AT", "GP"]
    assert [code for code in SHIPPED if asked(code, "account.not_approved")] == ["AT", "CP", "GP"]
    assert [code for code in SHIPPED if asked(code, "induction")] == ["AT", "AN", "GP"]
    assert [code for code in SHIPPED if asked(code, "account.credentials_leaver")] == list(SHIPPED)
    assert [code for code in SHIPPED if asked(code, "acknowledgement.overdue")] == list(SHIPPED)


def test_every_demand_is_known_by_the_clause_of_the_standard_that_asks() -> None:
    rule = RULES["account.not_approved"]
    clauses = [standard_named(code).own_clause(rule.id, rule.clause) for code in SHIPPED]
    assert clauses == ["AT A.3.2", "CP must 1", "", ""]
    overdue = RULES["acknowledgement.overdue"]
    assert standard_named("CP").own_clause(overdue.id, overdue.clause) == "CP Compliance"


def test_a_rule_that_joins_the_catalogue_later_is_asked_for_by_its_clause_alone() -> None:
    assert standard_named("AN").asks_for("a.new_rule", "AN 4.4; AT 6.5")
    assert standard_named("AN").asks_for("a.new_rule", "Prevent duty")
    assert not standard_named("AN").asks_for("a.new_rule", "AT 6.5; 6.6")


def test_what_the_school_switched_goes_before_the_standard_until_it_picks_another() -> None:
    on = date(2026, 9, 1)
    number = Switch("number", "min_moderators", "3", on)
    off = Switch("rule", "account.neglected", "off", on)
    held = standard_with("AT", (number, off))
    assert (held.min_moderators, held.own) == (3, {"min_moderators"})
    assert not held.asks_for("account.neglected", "AT A.1.6")
    assert demands_of({"min_moderators": "2"}, held).min_moderators == 3
    back = standard_with("AT", (number, off, Switch("number", "min_moderators", "", on)))
    assert (back.min_moderators, back.own) == (2, frozenset())
    assert demands_of({"min_moderators": "4"}, back).min_moderators == 4
    fresh = standard_with("AT", (number, off, Switch("standard", "", "GP", on)))
    assert (fresh.code, fresh.own, fresh.switched) == ("GP", frozenset(), {})


def test_what_a_policy_does_not_say_is_what_the_standard_says() -> None:
    held = demands_of({}, standard_named("CP"))
    assert (held.approver_posts, held.content_approval) == ({Post.HEADTEACHER}, "headteacher")
