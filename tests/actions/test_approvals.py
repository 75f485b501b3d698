"""Only whom the policy names, in office on that day, decides what is asked; each decision keeps who and as what."""

from datetime import date

import pytest
from sqlalchemy import select

from policydesk.actions.appointments import AppointmentDraft, appoint, end_appointment
from policydesk.actions.approvals import (
    ApprovalDraft,
    ContentDraft,
    DecisionDraft,
    ask_approval,
    decide_approval,
    log_content,
)
from policydesk.actions.documents import FileDraft
from policydesk.actions.staff import mark_leaving
from policydesk.actions.undo import undo
from policydesk.actions.versions import DEFAULT_CHOICES
from policydesk.models import AccountStep, Approval
from policydesk.queries.deciders import who_may_decide
from policydesk.store import Register
from policydesk.terms import Post
from policydesk.terms_accounts import AccountState, ApprovalKind, ContentRule, Decision
from tests.actions.refusing import refused
from tests.stories import TODAY, days, hire, publish, write_policy
from tests.stories_accounts import (
    APPROVED,
    a_live_account,
    appoint_head,
    approve_account,
    close,
    moderate,
    propose,
)

CREATE, CONTENT, FRIEND = ApprovalKind.CREATE_ACCOUNT, ApprovalKind.CONTENT, ApprovalKind.OUTSIDE_FRIEND


def ask(register: Register, account_id: int | None, kind: ApprovalKind = CREATE, on: date = APPROVED, **about) -> int:
    with register.writing() as txn:
        return ask_approval(txn, ApprovalDraft(kind, on, account_id, **about))


def decide(register: Register, approval_id: int, by: int, on: date = APPROVED, **about) -> None:
    with register.writing() as txn:
        about = {"decision": Decision.APPROVED, "decided_by_id": by, "decided_on": on, **about}
        decide_approval(txn, approval_id, DecisionDraft(**about))


def kept(register: Register, approval_id: int) -> Approval:
    with register.reading() as session:
        row = session.get_one(Approval, approval_id)
        session.expunge_all()
        return row


def state(register: Register, account_id: int) -> str:
    with register.reading() as session:
        asked = select(AccountStep.state).where(AccountStep.account_id == account_id).order_by(AccountStep.id.desc())
        return session.scalars(asked.limit(1)).one()


def deciders(register: Register, kind: ApprovalKind, account_id: int | None, on: date = TODAY, by: int | None = None):
    with register.reading() as session:
        return [(one.full_name, one.as_what) for one in who_may_decide(session, kind, account_id, on, by)]


def with_choices(register: Register, **choices: str) -> None:
    publish(register, write_policy(register), choices={**DEFAULT_CHOICES, **choices})


@pytest.mark.requirement("R55", "R56")
def test_the_headteachers_decision_approves_a_proposed_account(register: Register) -> None:
    account, head = propose(register), appoint_head(register)
    approval = ask(register, account, asked_by_id=hire(register))
    assert state(register, account) == "proposed"
    scan = FileDraft("signed.txt", b"Approved, I. Elcock")
    decide(register, approval, head, conditions="No comments", expires_on=date(2027, 9, 8), evidence=scan)
    row = kept(register, approval)
    assert (row.decision, row.decided_as, row.expires_on) == ("approved", "headteacher", date(2027, 9, 8))
    assert row.evidence_id is not None
    assert state(register, account) == "approved"
    with register.reading() as session:
        step = session.scalars(select(AccountStep).where(AccountStep.state == AccountState.APPROVED)).one()
        assert (step.on_day, step.by_name) == (APPROVED, "Ines Elcock")


def test_a_refusal_leaves_the_account_proposed_and_may_be_asked_again(register: Register) -> None:
    account = propose(register)
    first = approve_account(register, account, decision=Decision.REFUSED, conditions="Too much work")
    assert state(register, account) == "proposed"
    assert kept(register, first).expires_on is None
    approve_account(register, account, TODAY)
    assert state(register, account) == "approved"


def test_a_new_approval_of_a_live_account_takes_no_step(register: Register) -> None:
    account = a_live_account(register)
    approve_account(register, account, TODAY)
    assert state(register, account) == "live"


@pytest.mark.requirement("R56")
def test_who_is_not_in_office_on_the_day_may_not_decide_and_hears_who_may(register: Register) -> None:
    old, new = hire(register, "Otto Vale"), hire(register, "Nia Brook")
    with register.writing() as txn:
        post = appoint(txn, AppointmentDraft(old, Post.HEADTEACHER, date(2015, 9, 1)))
        end_appointment(txn, post, date(2026, 8, 31))
        appoint(txn, AppointmentDraft(new, Post.HEADTEACHER, date(2026, 9, 1)))
    approval = ask(register, propose(register))
    draft = DecisionDraft(Decision.APPROVED, old, APPROVED)
    says = refused(register, decide_approval, approval, draft)["decided_by_id"]
    assert says == "Otto Vale could not decide this on 9 September 2026. It was for Nia Brook (headteacher) to decide."
    decide(register, approval, new)


def test_a_head_who_left_the_school_does_not_decide(register: Register) -> None:
    head = appoint_head(register)
    with register.writing() as txn:
        mark_leaving(txn, head, days(-1))
    assert deciders(register, CREATE, None, days(-1)) == [("Ines Elcock", "headteacher")]
    assert deciders(register, CREATE, None, TODAY) == []


def test_where_nobody_could_decide_it_is_said_so(register: Register) -> None:
    approval = ask(register, propose(register))
    says = refused(register, decide_approval, approval, DecisionDraft(Decision.APPROVED, hire(register), APPROVED))
    assert "appoint the headteacher first" in says["decided_by_id"]


@pytest.mark.requirement("R56")
@pytest.mark.parametrize(
    ("choice", "who"),
    [
        ("headteacher", ["headteacher"]),
        ("headteacher_or_executive", ["headteacher", "executive_headteacher"]),
        ("line_manager_or_head", ["headteacher", "executive_headteacher", "line_manager"]),
    ],
)
@pytest.mark.parametrize("kind", [CREATE, ApprovalKind.TAKE_PART, ApprovalKind.ADVERTISE])
def test_the_policy_in_force_says_who_approves(
    register: Register, kind: ApprovalKind, choice: str, who: list[str]
) -> None:
    with_choices(register, account_approver_roles=choice)
    manager = hire(register, "Max Orr")
    bea = hire(register, line_manager_id=manager)
    appoint_head(register, "Eve Starr", post=Post.EXECUTIVE_HEADTEACHER)
    appoint_head(register)
    assert [as_what for _name, as_what in deciders(register, kind, propose(register), by=bea)] == who


def test_a_line_manager_who_has_left_decides_nothing(register: Register) -> None:
    with_choices(register, account_approver_roles="line_manager_or_head")
    bea = hire(register, line_manager_id=hire(register, "Max Orr", ended_on=days(-1)))
    assert deciders(register, CREATE, None, TODAY, bea) == []
    assert deciders(register, CREATE, None, days(-1), bea) == [("Max Orr", "line_manager")]


@pytest.mark.requirement("R75")
@pytest.mark.parametrize(
    ("choice", "rule", "who"),
    [
        ("delegated", ContentRule.DELEGATED, ["Ines Elcock", "Bea Quill", "Bo Fox"]),
        ("delegated", ContentRule.TWO_PERSON, ["Ines Elcock", "Bo Fox"]),
        ("delegated", ContentRule.HEADTEACHER, ["Ines Elcock"]),
        ("headteacher", ContentRule.DELEGATED, ["Ines Elcock"]),
        ("line_manager_or_head", ContentRule.DELEGATED, ["Ines Elcock", "Max Orr"]),
    ],
)
def test_who_agrees_to_content_follows_from_the_policy_and_the_account(
    register: Register, choice: str, rule: ContentRule, who: list[str]
) -> None:
    with_choices(register, content_approval=choice)
    bea = hire(register, line_manager_id=hire(register, "Max Orr"))
    account = a_live_account(register, moderators=(bea, hire(register, "Bo Fox")), content_rule=rule)
    assert sorted(name for name, _as in deciders(register, CONTENT, account, by=bea)) == sorted(who)


@pytest.mark.requirement("R75")
def test_content_is_noted_and_decided_in_one(register: Register) -> None:
    bea = hire(register)
    account = a_live_account(register, moderators=(bea, hire(register, "Bo Fox")))
    draft = ContentDraft(account, "Harvest photographs", bea, TODAY, bea, permission_reference="P-17")
    with register.writing() as txn:
        approval = log_content(txn, draft)
    row = kept(register, approval)
    assert (row.kind, row.asked_on, row.decided_on, row.decided_as) == ("content", TODAY, TODAY, "moderator")
    assert row.permission_reference == "P-17"


def test_content_is_not_agreed_to_by_somebody_else(register: Register) -> None:
    account, bo = a_live_account(register), hire(register, "Bo Fox")
    wrong = refused(register, log_content, ContentDraft(account, " ", bo, days(1), decision=Decision.PENDING))
    assert set(wrong) == {"title", "decision", "decided_on", "decided_by_id"}


@pytest.mark.requirement("R79")
def test_a_moderator_agrees_to_an_outside_friend_only_while_being_one(register: Register) -> None:
    account, bea = propose(register), hire(register)
    moderate(register, account, bea, from_on=APPROVED, until_on=TODAY)
    moderate(register, account, hire(register, "Bo Fox"), approved_by_id=None, approved_on=None)
    assert ("Bea Quill", "moderator") in deciders(register, FRIEND, account, TODAY)
    assert deciders(register, FRIEND, account, days(1)) == [("Ines Elcock", "headteacher")]
    approval = ask(register, account, FRIEND, title="Longacre Library")
    decide(register, approval, bea)
    assert kept(register, approval).decided_as == "moderator"


@pytest.mark.requirement("R77", "R78", "R79")
@pytest.mark.parametrize("kind", [one for one in ApprovalKind if one is not CREATE])
def test_what_is_asked_for_has_a_name(register: Register, kind: ApprovalKind) -> None:
    wrong = refused(register, ask_approval, ApprovalDraft(kind, days(1)))
    assert wrong["title"].startswith("Enter")
    assert "in the future" in wrong["asked_on"]
    assert ("account_id" in wrong) == (kind is not ApprovalKind.TAKE_PART)


@pytest.mark.requirement("R77")
def test_taking_part_in_somebody_elses_site_needs_no_account(register: Register) -> None:
    approval = ask(register, None, ApprovalKind.TAKE_PART, title="Village noticeboard", address="https://x.com/village")
    decide(register, approval, appoint_head(register))
    assert kept(register, approval).decision == "approved"


def test_an_account_is_asked_for_once_at_a_time(register: Register) -> None:
    account = propose(register)
    ask(register, account)
    says = refused(register, ask_approval, ApprovalDraft(CREATE, TODAY, account))["account_id"]
    assert "waits for a decision since 9 September 2026" in says


def test_a_decision_is_made_once_and_not_before_it_was_asked(register: Register) -> None:
    account, head = propose(register), appoint_head(register)
    approval = ask(register, account)
    early = DecisionDraft(Decision.PENDING, head, date(2026, 9, 8), expires_on=date(2026, 9, 7))
    wrong = refused(register, decide_approval, approval, early)
    assert "asked for on 9 September 2026" in wrong["decided_on"]
    assert "before the decision" in wrong["expires_on"]
    assert "approved or refused" in wrong["decision"]
    decide(register, approval, head)
    again = refused(register, decide_approval, approval, DecisionDraft(Decision.REFUSED, head, APPROVED))
    assert "was decided on 9 September 2026" in again[""]


def test_an_account_is_not_approved_before_it_was_proposed(register: Register) -> None:
    account, head = propose(register), appoint_head(register)
    approval = ask(register, account, on=date(2026, 9, 1))
    draft = DecisionDraft(Decision.APPROVED, head, date(2026, 9, 2))
    assert "proposed on 7 September 2026" in refused(register, decide_approval, approval, draft)["decided_on"]


def test_nothing_is_approved_for_a_closed_account(register: Register) -> None:
    account = propose(register)
    approval = ask(register, account)
    close(register, account)
    draft = DecisionDraft(Decision.APPROVED, appoint_head(register), TODAY)
    assert "is closed" in refused(register, decide_approval, approval, draft)["account_id"]
    assert "is closed" in refused(register, ask_approval, ApprovalDraft(CREATE, TODAY, account))["account_id"]


def test_a_decision_is_undone_with_the_step_that_followed_from_it(register: Register) -> None:
    account, head = propose(register), appoint_head(register)
    approval = ask(register, account)
    decide(register, approval, head)
    change = register.last_change
    with register.writing() as txn:
        undo(txn, change)
    assert kept(register, approval).decision == "pending"
    assert state(register, account) == "proposed"
    assert register.verify().is_sound
