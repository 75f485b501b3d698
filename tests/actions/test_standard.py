"""The school picks its standard, changes numbers and switches rules: with a reason, from today on, never backwards."""

from datetime import date

import pytest

from policydesk.actions.standard import (
    NumberDraft,
    RuleDraft,
    StandardDraft,
    choose_standard,
    set_number,
    switch_rule,
)
from policydesk.actions.undo import undo
from policydesk.queries.demands import demands_on, school_standard
from policydesk.queries.due import findings
from policydesk.queries.standard import DemandRow, StandardTable, standard_table
from policydesk.store import Register
from policydesk.terms import Topic
from tests.actions.refusing import refused
from tests.conftest import StoppedClock
from tests.stories import TODAY, days, hire, publish, write_policy
from tests.stories_accounts import a_live_account

WHY = "The governors decided it on 10 November."
TOO_FEW = "account.too_few_moderators"


def table(register: Register, as_at: date = TODAY) -> StandardTable:
    with register.reading() as session:
        return standard_table(session, as_at)


def line(register: Register, name: str, as_at: date = TODAY) -> DemandRow:
    return next(row for row in table(register, as_at).rows if row.name == name)


def rules(register: Register, as_at: date = TODAY) -> set[str]:
    with register.reading() as session:
        return {one.rule for one in findings(session, as_at)}


def set_moderators(register: Register, value: int | None, why: str = WHY) -> None:
    with register.writing() as txn:
        set_number(txn, NumberDraft("min_moderators", value, why))


def test_three_moderators_instead_of_two_are_asked_for_from_today_on(register: Register, clock: StoppedClock) -> None:
    a_live_account(register)
    assert TOO_FEW not in rules(register)
    clock.advance(days=10)
    set_moderators(register, 3)
    assert register.last_change.topics == {Topic.STANDARD}
    assert TOO_FEW in rules(register, days(10))
    assert TOO_FEW not in rules(register, days(9))
    with register.reading() as session:
        assert [demands_on(session, days(on)).min_moderators for on in (9, 10)] == [2, 3]
        (found,) = (one for one in findings(session, days(10)) if one.rule == TOO_FEW)
        assert found.says.endswith("and needs 3.")
    row = line(register, "min_moderators", days(10))
    assert (row.value, row.is_switched) == ("3 moderators", True)
    assert row.whence.endswith(f"Why: {WHY}")
    assert line(register, "min_moderators", days(9)).value == "2 moderators"


def test_where_a_number_comes_from_is_said_in_words(register: Register) -> None:
    assert line(register, "min_moderators").whence == "The standard says so."
    assert "PolicyDesk recommends" in line(register, "check_every_days").whence
    publish(register, write_policy(register), choices={"min_moderators": "3"})
    row = line(register, "min_moderators")
    assert row.value == "3 moderators"
    assert row.whence == "Social Media Policy, version 1, says so. Where a policy says nothing it is 2."
    set_moderators(register, 4)
    assert line(register, "min_moderators").whence == (
        f"The school’s own number. Social Media Policy, version 1, says 3. Why: {WHY}"
    )
    set_moderators(register, None, "Back to the policy.")
    assert line(register, "min_moderators").value == "3 moderators"


def test_a_rule_that_is_switched_off_is_silent_from_today_on(register: Register, clock: StoppedClock) -> None:
    hire(register)
    clock.advance(days=1)
    with register.writing() as txn:
        switch_rule(txn, RuleDraft("post.vacant", on=False, reason=WHY))
    assert "post.vacant" in rules(register, TODAY)
    assert "post.vacant" not in rules(register, days(1))
    row = line(register, "post.vacant", days(1))
    assert (row.is_on, row.is_switched, row.findings) == (False, True, ())
    (kept,) = table(register, days(1)).switches
    assert (kept.name, kept.value, kept.from_on, kept.reason, kept.set_by) == (
        "post.vacant", "off", days(1), WHY, "Alex Morgan",
    )  # fmt: skip
    with register.writing() as txn:
        switch_rule(txn, RuleDraft("post.vacant", on=None, reason="It was a mistake."))
    assert "post.vacant" in rules(register, days(1))


def test_past_days_keep_the_standard_that_was_in_force_then(register: Register, clock: StoppedClock) -> None:
    a_live_account(register)
    clock.advance(days=5)
    with register.writing() as txn:
        choose_standard(txn, StandardDraft("AN", WHY))
    with register.reading() as session:
        assert [school_standard(session, days(on)).code for on in (4, 5)] == ["AT", "AN"]
    assert line(register, TOO_FEW, days(4)).clause == "AT A.5.4"
    row = line(register, TOO_FEW, days(5))
    assert (row.is_on, row.clause, row.elsewhere) == (False, "", "AT A.5.4")
    assert "account.evaluation_due" not in rules(register, days(400))
    with register.writing() as txn:
        switch_rule(txn, RuleDraft("account.evaluation_due", on=True, reason=WHY))
    assert "account.evaluation_due" in rules(register, days(400))


def test_a_post_is_asked_for_where_the_standard_names_it(register: Register) -> None:
    with register.writing() as txn:
        choose_standard(txn, StandardDraft("AN", WHY))
    with register.reading() as session:
        says = [one.says for one in findings(session, TODAY) if one.rule == "post.vacant"]
    assert "Nobody is recorded as headteacher." not in says
    assert any("designated safeguarding lead" in one for one in says)
    assert any("data protection officer" in one for one in says)


def test_every_rule_of_the_catalogue_is_in_the_table_once(register: Register) -> None:
    found = table(register)
    assert len({row.name for row in found.rows}) == len(found.rows)
    assert found.met + found.not_met + found.blank == len(found.checked)
    assert all(row.clause or row.elsewhere for row in found.rows)


def test_a_school_that_has_recorded_nothing_meets_nothing_that_is_about_it(register: Register) -> None:
    before = table(register)
    assert before.met == 0, "there is no policy, nobody in a post, and nothing else to look at"
    assert line(register, "account.too_few_moderators").without == "an official account"
    a_live_account(register)
    after = table(register)
    assert line(register, "account.minimum_age").without == ""
    assert (after.met, after.blank) > (0, 0)
    assert after.blank < before.blank
    assert table(register, date(2020, 1, 1)).blank == before.blank, "a day before all of it knows nothing of it"


def test_nothing_is_switched_without_a_reason(register: Register) -> None:
    for action, draft in (
        (choose_standard, StandardDraft("CP", " ")),
        (set_number, NumberDraft("pending_days", 9, "")),
        (switch_rule, RuleDraft("induction", on=False, reason="")),
    ):
        assert refused(register, action, draft) == {
            "reason": "Say why. The reason is kept, and shown to whoever looks later."
        }


@pytest.mark.parametrize("value", [1, 21])
def test_fewer_than_two_moderators_are_never_enough(register: Register, value: int) -> None:
    wrong = refused(register, set_number, NumberDraft("min_moderators", value, WHY))
    assert wrong == {"value": "Enter a number from 2 to 20."}


def test_a_standard_that_there_is_not_or_that_is_in_force_already_is_refused(register: Register) -> None:
    assert refused(register, choose_standard, StandardDraft("XX", WHY)) == {"code": "Choose one of the standards."}
    assert "code" in refused(register, choose_standard, StandardDraft("AT", WHY))


def test_what_was_switched_can_be_undone(register: Register) -> None:
    set_moderators(register, 3)
    with register.writing() as txn:
        undo(txn, register.last_change)
    assert line(register, "min_moderators").value == "2 moderators"
