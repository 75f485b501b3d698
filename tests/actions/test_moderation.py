"""What somebody saw when they looked at an account is noted, and the standard's questions have their answers."""

from datetime import date

import pytest
from sqlalchemy import select

from policydesk.actions.documents import FileDraft
from policydesk.actions.moderation import (
    CheckDraft,
    EvaluationDraft,
    TickDraft,
    record_checks,
    record_evaluation,
    tick_items,
)
from policydesk.actions.undo import undo
from policydesk.models import ChecklistTick, Evaluation, ModerationCheck
from policydesk.queries.demands import school_standard
from policydesk.queries.history import history
from policydesk.store import Register
from policydesk.terms import Topic
from policydesk.terms_accounts import EvaluationResult, TickAnswer
from tests.actions.refusing import refused
from tests.stories import TODAY, days, hire
from tests.stories_accounts import PROPOSED, a_live_account, close, propose

YES, NO, NOT_APPLICABLE = TickAnswer.YES, TickAnswer.NO, TickAnswer.NOT_APPLICABLE


def items(register: Register, *, for_everybody: bool = True) -> list[str]:
    """Return codes of questions that everybody may answer, or that only some may."""
    with register.reading() as session:
        return [one.code for one in school_standard(session, TODAY).checklist if bool(one.who) is not for_everybody]


@pytest.mark.requirement("R72", "R86")
def test_one_look_at_several_accounts_is_noted_for_each(register: Register) -> None:
    bea = hire(register)
    accounts = (propose(register, "One"), propose(register, "Two"))
    draft = CheckDraft(accounts, TODAY, bea, "Two rude comments", 2, "Comments", True, "C-2026-001")
    with register.writing() as txn:
        first, second = record_checks(txn, draft)
    with register.reading() as session:
        row = session.get_one(ModerationCheck, second)
        assert (row.account_id, row.checked_on, row.staff_id, row.removed) == (accounts[1], TODAY, bea, 2)
        assert (row.followers_vetted, row.concern_reference) == (True, "C-2026-001")
        for account in accounts:
            assert "Bea Quill looked at" in history(session, Topic.ACCOUNTS, account)[0].words
    assert first != second


def test_all_that_is_wrong_with_a_look_is_said_at_once(register: Register) -> None:
    gone = hire(register, ended_on=days(-1))
    wrong = refused(register, record_checks, CheckDraft((), days(1), gone, removed=3))
    assert set(wrong) == {"account_ids", "checked_on", "staff_id", "removed_what"}
    assert "for example 2" in refused(register, record_checks, CheckDraft((), TODAY, gone, removed=-1))["removed"]


def test_nobody_looked_before_an_account_was_proposed_or_after_it_closed(register: Register) -> None:
    bea, account = hire(register), propose(register)
    early = CheckDraft((account,), date(2026, 9, 6), bea)
    assert "was proposed on 7 September 2026" in refused(register, record_checks, early)["account_ids"]
    with register.writing() as txn:
        record_checks(txn, CheckDraft((account,), PROPOSED, bea))
    close(register, account, days(-1))
    assert "is closed since" in refused(register, record_checks, CheckDraft((account,), TODAY, bea))["account_ids"]
    with register.writing() as txn:
        record_checks(txn, CheckDraft((account,), days(-1), bea))


@pytest.mark.requirement("R68")
def test_an_account_is_weighed_against_its_purpose(register: Register) -> None:
    account = a_live_account(register)
    wrong = refused(register, record_evaluation, EvaluationDraft(account, days(1), " ", EvaluationResult.KEEP))
    assert set(wrong) == {"evaluated_on", "evaluated_by"}
    with register.writing() as txn:
        record_evaluation(txn, EvaluationDraft(account, TODAY, "Ines Elcock", EvaluationResult.CHANGE, "Post less"))
    with register.reading() as session:
        row = session.scalars(select(Evaluation)).one()
        assert (row.result, row.evaluated_by, row.notes) == ("change", "Ines Elcock", "Post less")


@pytest.mark.requirement("R69", "R81", "R82")
def test_answers_to_the_checklist_are_kept_with_who_and_when_and_older_ones_stay(register: Register) -> None:
    account, (first, second, *_more) = propose(register), items(register)
    evidence = FileDraft("rules.txt", b"House rules")
    with register.writing() as txn:
        ticks = (TickDraft(first, NO, "Not yet"), TickDraft(second, YES, "On the website", evidence))
        assert tick_items(txn, account, ticks, days(-1), "Bea Quill") == 2
    with register.writing() as txn:
        tick_items(txn, account, (TickDraft(first, YES),), TODAY, "Bo Fox")
    with register.reading() as session:
        asked = select(ChecklistTick).where(ChecklistTick.item == first).order_by(ChecklistTick.ticked_on)
        kept = [(one.answer, one.ticked_on, one.ticked_by, one.note) for one in session.scalars(asked)]
        assert kept == [("no", days(-1), "Bea Quill", "Not yet"), ("yes", TODAY, "Bo Fox", "")]
        assert session.scalars(select(ChecklistTick).where(ChecklistTick.item == second)).one().evidence_id


def test_a_no_says_what_is_missing_and_not_applicable_says_why(register: Register) -> None:
    account, (first, second, *_more) = propose(register), items(register)
    ticks = (TickDraft(first, NO), TickDraft(second, NOT_APPLICABLE, " "))
    wrong = refused(register, tick_items, account, ticks, TODAY, "Bea Quill")
    assert wrong == {
        first: "Write in the note what is missing.",
        second: "Write in the note why it does not apply.",
    }


def test_questions_that_are_not_asked_or_asked_twice_are_refused(register: Register) -> None:
    account, (first, *_more) = propose(register), items(register)
    ticks = (TickDraft(first, YES), TickDraft(first, NO, "No"), TickDraft("nonsense", YES))
    wrong = refused(register, tick_items, account, ticks, days(1), "")
    assert set(wrong) == {first, "nonsense", "on", "by"}
    assert "at least one" in refused(register, tick_items, account, (), TODAY, "Bea Quill")["ticks"]


def test_some_questions_are_for_the_dsl_or_the_headteacher(register: Register) -> None:
    account, (sealed, *_more) = propose(register), items(register, for_everybody=False)
    wrong = refused(register, tick_items, account, (TickDraft(sealed, YES),), TODAY, "Alex Morgan")
    assert wrong[sealed] == "This question is for the designated safeguarding lead or headteacher to answer."


def test_a_look_an_evaluation_and_an_answer_are_undone(register: Register) -> None:
    bea, account, (first, *_more) = hire(register), propose(register), items(register)
    with register.writing() as txn:
        record_checks(txn, CheckDraft((account,), TODAY, bea))
        record_evaluation(txn, EvaluationDraft(account, TODAY, "Bea Quill", EvaluationResult.KEEP))
        tick_items(txn, account, (TickDraft(first, YES),), TODAY, "Bea Quill")
    change = register.last_change
    with register.writing() as txn:
        undo(txn, change)
    with register.reading() as session:
        assert [session.scalars(select(one)).all() for one in (ModerationCheck, Evaluation, ChecklistTick)] == [[]] * 3
    assert register.verify().is_sound
