"""Short sentences about official accounts that tests begin with, through the same doors as the window."""

from datetime import date
from typing import Any

from policydesk.actions.absences import AbsenceDraft, record_absence
from policydesk.actions.account_steps import StepDraft, take_step
from policydesk.actions.accounts import AccountDraft, propose_account
from policydesk.actions.appointments import AppointmentDraft, appoint
from policydesk.actions.approvals import ApprovalDraft, DecisionDraft, ask_approval, decide_approval
from policydesk.actions.moderators import ModeratorDraft, appoint_moderator
from policydesk.queries.staff_detail import appointments
from policydesk.store import Register
from policydesk.terms import Post
from policydesk.terms_accounts import AbsenceKind, AccountState, ApprovalKind, Decision, ModeratorRole
from tests.stories import TODAY, hire

PROPOSED = date(2026, 9, 7)
"""The day on which the stories' accounts are proposed."""

APPROVED = date(2026, 9, 9)
"""The day on which they are approved."""

LIVE = date(2026, 9, 14)
"""The day on which they go live."""


def appoint_head(
    register: Register, name: str = "Ines Elcock", from_on: date = date(2020, 9, 1), post: Post = Post.HEADTEACHER
) -> int:
    """Return who holds a post; appoints somebody where nobody ever did."""
    with register.reading() as session:
        held = [one.staff_id for one in appointments(session, TODAY) if one.post is post]
    if held:
        return held[0]
    staff_id = hire(register, name, job_title=post.label, started_on=from_on)
    with register.writing() as txn:
        appoint(txn, AppointmentDraft(staff_id, post, from_on))
    return staff_id


def propose(
    register: Register,
    name: str = "School Facebook page",
    on: date = PROPOSED,
    platform: str = "facebook",
    **about: Any,
) -> int:
    """Propose an account; on Facebook and in September unless something else is said."""
    with register.writing() as txn:
        return propose_account(txn, AccountDraft(name, platform, **about), on)


def approve_account(register: Register, account_id: int, on: date = APPROVED, **about: Any) -> int:
    """Ask for an account's approval and let the headteacher grant it; returns the approval's id."""
    about = {"decision": Decision.APPROVED, "decided_by_id": appoint_head(register), "decided_on": on, **about}
    with register.writing() as txn:
        approval_id = ask_approval(txn, ApprovalDraft(ApprovalKind.CREATE_ACCOUNT, on, account_id))
        decide_approval(txn, approval_id, DecisionDraft(**about))
    return approval_id


def moderate(register: Register, account_id: int, staff_id: int, **about: Any) -> int:
    """Appoint somebody as a moderator whom the headteacher approved, from the day of the approval of the stories."""
    about = {"role": ModeratorRole.ADMINISTRATOR, "from_on": APPROVED, **about}
    if "approved_by_id" not in about:
        about = {"approved_by_id": appoint_head(register), "approved_on": min(about["from_on"], TODAY), **about}
    with register.writing() as txn:
        return appoint_moderator(txn, account_id, ModeratorDraft(staff_id, **about))


def go_live(register: Register, account_id: int, on: date = LIVE, **about: Any) -> None:
    """Let an account go live."""
    with register.writing() as txn:
        take_step(txn, account_id, StepDraft(AccountState.LIVE, on, **about))


def a_live_account(
    register: Register, name: str = "School Facebook page", moderators: tuple[int, ...] = (), **about: Any
) -> int:
    """Return a live account that was proposed, approved and given two moderators, who are hired where none is named."""
    account_id = propose(register, name, **about)
    approve_account(register, account_id)
    for staff_id in moderators or (hire(register, f"Mo {name}"), hire(register, f"Max {name}")):
        moderate(register, account_id, staff_id)
    go_live(register, account_id)
    return account_id


def absent(
    register: Register, staff_id: int, from_on: date, until_on: date, kind: AbsenceKind = AbsenceKind.LEAVE
) -> int:
    """Note that somebody is away, both days inclusive."""
    with register.writing() as txn:
        return record_absence(txn, AbsenceDraft(staff_id, kind, from_on, until_on))


def close(register: Register, account_id: int, on: date = TODAY, note: str = "Nobody reads it any more") -> None:
    """Close an account for good."""
    with register.writing() as txn:
        take_step(txn, account_id, StepDraft(AccountState.CLOSED, on, note))
