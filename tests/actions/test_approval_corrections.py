"""What was mistyped in a request, a decision or a permission is put right with a reason, and nothing is forgotten."""

from datetime import timedelta
from typing import Any

from policydesk.actions.approval_corrections import ApprovalCorrection, correct_approval
from policydesk.actions.approvals import ContentDraft, log_content
from policydesk.actions.outside import PermissionDraft, correct_permission, record_permission, withdraw_permission
from policydesk.actions.undo import undo
from policydesk.queries.account_detail import account_detail
from policydesk.queries.account_logs import ApprovalRow, approvals, permissions
from policydesk.store import Register
from policydesk.terms_accounts import Decision, PermissionKind
from tests.actions.refusing import refused
from tests.stories import TODAY, days, hire
from tests.stories_accounts import APPROVED, LIVE, a_live_account, appoint_head, approve_account, propose

DAY = timedelta(days=1)


def content(register: Register, account_id: int) -> int:
    with register.writing() as txn:
        return log_content(txn, ContentDraft(account_id, "Harvset assembly", appoint_head(register), days(-3)))


def noted(register: Register) -> ApprovalRow:
    with register.reading() as session:
        return approvals(session, TODAY)[0]


def history(register: Register, account_id: int) -> str:
    with register.reading() as session:
        found = account_detail(session, TODAY, account_id)
    assert found is not None
    return found.history[0].words


def correction(row: ApprovalRow, **about: Any) -> ApprovalCorrection:
    same = ("asked_on", "account_id", "title", "address", "asked_by_id", "permission_reference", "notes", "decision",
            "decided_by_id", "decided_on", "conditions", "expires_on")  # fmt: skip
    return ApprovalCorrection(**({"reason": "Mistyped"} | {name: getattr(row, name) for name in same} | about))


def correct(register: Register, row: ApprovalRow, **about: Any) -> None:
    with register.writing() as txn:
        correct_approval(txn, row.id, correction(row, **about))


def test_content_is_put_right_and_the_history_says_what_it_said_before(register: Register) -> None:
    account = propose(register)
    content(register, account)
    correct(register, noted(register), title="Harvest assembly", asked_on=days(-4), decided_on=days(-4))
    assert (noted(register).title, noted(register).decided_on) == ("Harvest assembly", days(-4))
    said = history(register, account)
    assert "what exactly was “Harvset assembly”" in said
    assert "decided on was 17 November 2026" in said
    assert said.endswith("Reason: Mistyped")


def test_another_account_and_another_decision_can_be_meant(register: Register) -> None:
    content(register, propose(register))
    other = propose(register, "Choir channel", platform="youtube")
    correct(register, noted(register), account_id=other, decision=Decision.REFUSED, expires_on=days(9))
    row = noted(register)
    assert (row.account, row.decision, row.expires_on) == ("Choir channel", Decision.REFUSED, None)
    assert "account was “School Facebook page”; decision was approved" in history(register, other)


def test_a_correction_wants_a_reason_and_something_to_correct(register: Register) -> None:
    content(register, propose(register))
    row = noted(register)
    wrong = refused(register, correct_approval, row.id, correction(row, reason="  ", title=""))
    assert wrong == {"reason": "Enter why it is corrected.", "title": "Enter what is to be posted."}
    assert "Nothing is different." in refused(register, correct_approval, row.id, correction(row))[""]
    nobody = refused(register, correct_approval, row.id, correction(row, decided_by_id=None, decided_on=None))
    assert {"decided_by_id", "decided_on"} < set(nobody)
    no_account = refused(register, correct_approval, row.id, correction(row, account_id=None))
    assert no_account["account_id"] == "Select the account it is for."


def test_the_corrected_decision_is_for_those_who_may_decide_on_its_day(register: Register) -> None:
    content(register, propose(register))
    row, bea = noted(register), hire(register, "Bea Quill")
    assert (
        "could not decide this"
        in refused(register, correct_approval, row.id, correction(row, decided_by_id=bea))["decided_by_id"]
    )
    assert "future" in refused(register, correct_approval, row.id, correction(row, decided_on=days(1)))["decided_on"]


def test_the_day_of_an_approval_moves_the_step_of_the_account_between_its_neighbours(register: Register) -> None:
    account = propose(register)
    approve_account(register, account)
    row = noted(register)
    early = correction(row, asked_on=days(-300), decided_on=days(-300))
    assert "The account is proposed since" in refused(register, correct_approval, row.id, early)["decided_on"]
    correct(register, row, decided_on=APPROVED + DAY)
    with register.reading() as session:
        found = account_detail(session, TODAY, account)
    assert found is not None
    assert found.steps[1].on_day == APPROVED + DAY
    assert noted(register).decided_on == APPROVED + DAY


def test_an_approval_is_not_moved_past_the_day_on_which_the_account_went_live(register: Register) -> None:
    a_live_account(register)
    row = noted(register)
    late = refused(register, correct_approval, row.id, correction(row, decided_on=LIVE + DAY))
    assert "The account is live since" in late["decided_on"]


def test_a_correction_can_be_undone(register: Register) -> None:
    content(register, propose(register))
    correct(register, noted(register), title="Harvest assembly")
    change = register.last_change
    with register.writing() as txn:
        undo(txn, change)
    assert noted(register).title == "Harvset assembly"


def test_a_permission_is_put_right_and_keeps_its_history(register: Register) -> None:
    account = propose(register)
    draft = PermissionDraft(PermissionKind.SHOWN, "Pupil 4417", "A parnet", days(-5), account)
    with register.writing() as txn:
        permission = record_permission(txn, draft)
    right = PermissionDraft(PermissionKind.SHOWN, "Pupil 4471", "A parent", days(-6), account)
    assert refused(register, correct_permission, permission, right, "")["reason"] == "Enter why it is corrected."
    assert "Nothing is different." in refused(register, correct_permission, permission, draft, "Why not")[""]
    with register.writing() as txn:
        correct_permission(txn, permission, right, "Figures swapped")
    with register.reading() as session:
        (row,) = permissions(session, TODAY)
    assert (row.subject, row.given_by, row.given_on) == ("Pupil 4471", "A parent", days(-6))
    assert "who or what was “Pupil 4417”; given by was “A parnet”" in history(register, account)
    with register.writing() as txn:
        withdraw_permission(txn, permission, days(-2))
    late = PermissionDraft(PermissionKind.SHOWN, "Pupil 4471", "A parent", days(-1), account)
    assert "It was withdrawn on" in refused(register, correct_permission, permission, late, "Late")["given_on"]
