"""An approval is withdrawn from a day on, by whoever could have given it, for a reason that the register keeps."""

import pytest

from policydesk.actions.account_steps import StepDraft, take_step
from policydesk.actions.approvals import ApprovalDraft, DecisionDraft, ask_approval, decide_approval
from policydesk.actions.undo import undo
from policydesk.actions.withdrawals import WithdrawalDraft, withdraw_approval
from policydesk.queries.account_logs import approvals
from policydesk.queries.accounts import list_accounts
from policydesk.queries.due import account_findings
from policydesk.queries.history import history
from policydesk.store import Register
from policydesk.terms import Topic
from policydesk.terms_accounts import AccountState, ApprovalKind, Decision
from tests.actions.refusing import refused
from tests.conftest import StoppedClock
from tests.stories import TODAY, days, hire
from tests.stories_accounts import APPROVED, a_live_account, appoint_head, approve_account, close, moderate, propose

CREATE = ApprovalKind.CREATE_ACCOUNT
PAGE = "“School Facebook page”"
WHY = "Nobody answers the comments."


def withdraw(register: Register, approval_id: int, on=TODAY, why: str = WHY) -> int:
    head = appoint_head(register)
    with register.writing() as txn:
        return withdraw_approval(txn, approval_id, WithdrawalDraft(on, head, why))


def approval_of(register: Register, account_id: int) -> int:
    with register.reading() as session:
        return approvals(session, TODAY, account_id=account_id)[0].id


def said(register: Register, rule: str, on=TODAY) -> list[str]:
    with register.reading() as session:
        return [one.says for one in account_findings(session, on) if one.rule == f"account.{rule}"]


def ask_again(register: Register, account_id: int, decision: Decision, on=TODAY) -> None:
    head = appoint_head(register)
    with register.writing() as txn:
        asked = ask_approval(txn, ApprovalDraft(CREATE, on, account_id))
        decide_approval(txn, asked, DecisionDraft(decision, head, on))


def test_a_live_account_whose_approval_is_withdrawn_is_found_with_who_and_why(register: Register) -> None:
    account = a_live_account(register)
    withdraw(register, approval_of(register, account))
    assert said(register, "not_approved") == [
        (
            f"{PAGE} is live without an approval. Ines Elcock withdrew its approval from 20 November 2026: "
            "Nobody answers the comments. Close it, or ask again."
        )
    ]
    assert said(register, "not_approved", days(-1)) == []
    with register.reading() as session:
        (row,), (approval,) = list_accounts(session, TODAY), approvals(session, TODAY, account_id=account)
        assert list_accounts(session, days(-1))[0].approved
        newest = history(session, Topic.ACCOUNTS, account, 1)[0].words
    assert not row.approved
    assert row.state is AccountState.LIVE
    assert (approval.withdrawn_from, approval.withdrawn_by) == (TODAY, "Ines Elcock")
    assert (approval.withdrawal_reason, approval.holds(TODAY), approval.holds(days(-1))) == (WHY, False, True)
    assert newest.startswith("Ines Elcock withdrew an approval from 20 November 2026: ")
    assert newest.endswith(WHY)


def test_a_withdrawal_from_a_day_ahead_is_said_as_the_end_of_the_approval(
    register: Register, clock: StoppedClock
) -> None:
    account = a_live_account(register)
    withdraw(register, approval_of(register, account), days(10))
    assert said(register, "not_approved") == []
    assert said(register, "approval_expired") == [
        (
            f"The approval of {PAGE} ends on 29 November 2026. Ines Elcock withdraws it from 30 November "
            "2026: Nobody answers the comments."
        )
    ]
    assert said(register, "approval_expired", days(-1)) == [], "the day before knew nothing of it"
    clock.advance(days=10)
    assert said(register, "approval_expired", days(10)) == []
    assert len(said(register, "not_approved", days(10))) == 1


def test_an_approved_account_whose_approval_is_withdrawn_cannot_go_live(register: Register) -> None:
    account = propose(register)
    approval = approve_account(register, account)
    for name in ("Bea Quill", "Sam Reed"):
        moderate(register, account, hire(register, name))
    withdraw(register, approval)
    says = refused(register, take_step, account, StepDraft(AccountState.LIVE, TODAY))["state"]
    assert says == "Its approval was withdrawn from 20 November 2026. Ask for a new one first."
    assert said(register, "not_approved")[0].startswith(f"{PAGE} is not to go live. ")
    ask_again(register, account, Decision.APPROVED)
    with register.writing() as txn:
        take_step(txn, account, StepDraft(AccountState.LIVE, TODAY))
    assert said(register, "not_approved") == []


def test_a_refused_renewal_leaves_the_approval_standing_and_is_visible(register: Register) -> None:
    account = a_live_account(register)
    ask_again(register, account, Decision.REFUSED)
    with register.reading() as session:
        assert list_accounts(session, TODAY)[0].approved
    assert said(register, "not_approved") == []
    assert said(register, "renewal_refused") == [
        (
            f"Ines Elcock refused a new approval of {PAGE} on 20 November 2026. The approval of 9 September "
            "2026 goes on, unless it is withdrawn."
        )
    ]
    assert said(register, "renewal_refused", days(-1)) == []
    ask_again(register, account, Decision.APPROVED)
    assert said(register, "renewal_refused") == []


def test_only_what_holds_is_withdrawn_once_for_a_reason_by_whoever_may(register: Register) -> None:
    account, head, bea = propose(register), appoint_head(register), hire(register)
    with register.writing() as txn:
        asked = ask_approval(txn, ApprovalDraft(CREATE, APPROVED, account))
    draft = WithdrawalDraft(TODAY, head, WHY)
    assert "not decided yet" in refused(register, withdraw_approval, asked, draft)[""]
    with register.writing() as txn:
        decide_approval(txn, asked, DecisionDraft(Decision.APPROVED, head, APPROVED, expires_on=days(30)))
    wrong = refused(register, withdraw_approval, asked, WithdrawalDraft(days(31), bea, " "))
    assert wrong["reason"] == "Enter why the approval is withdrawn."
    assert "ends on 20 December 2026 by itself" in wrong["from_on"]
    assert "Bea Quill could not decide this on 20 November 2026" in wrong["withdrawn_by_id"]
    early = WithdrawalDraft(days(-200), head, WHY)
    assert "approved on 9 September 2026" in refused(register, withdraw_approval, asked, early)["from_on"]
    withdraw(register, asked)
    assert "withdrawn from 20 November 2026 already" in refused(register, withdraw_approval, asked, draft)[""]
    with register.writing() as txn:
        no = ask_approval(txn, ApprovalDraft(CREATE, TODAY, account))
        decide_approval(txn, no, DecisionDraft(Decision.REFUSED, head, TODAY))
    assert "refused on 20 November 2026" in refused(register, withdraw_approval, no, draft)[""]


def test_nothing_is_withdrawn_from_a_closed_account(register: Register) -> None:
    account = propose(register)
    approval = approve_account(register, account)
    close(register, account)
    draft = WithdrawalDraft(TODAY, appoint_head(register), WHY)
    assert "is closed" in refused(register, withdraw_approval, approval, draft)[""]


def test_a_withdrawal_can_be_taken_back_straight_away(register: Register) -> None:
    account = a_live_account(register)
    withdraw(register, approval_of(register, account))
    change = register.last_change
    with register.writing() as txn:
        undo(txn, change)
    assert said(register, "not_approved") == []


@pytest.mark.parametrize("later", [Decision.REFUSED, Decision.APPROVED])
def test_a_withdrawn_approval_does_not_come_back_by_being_asked_for_again(register: Register, later: Decision) -> None:
    account = a_live_account(register)
    withdraw(register, approval_of(register, account), days(-5))
    ask_again(register, account, later)
    assert bool(said(register, "not_approved")) == (later is Decision.REFUSED)
