"""What can be done about official accounts: proposing one, changing what is said of it, adding one that exists."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from policydesk.actions.account_answers import AccountDraft, answers_to_keep
from policydesk.actions.account_rows import is_closed, name_of, newest_record, step_of
from policydesk.actions.checks import Checks
from policydesk.dates import written
from policydesk.models import AccountRecord, Approval, OfficialAccount
from policydesk.queries.deciders import who_may_decide
from policydesk.store import Txn
from policydesk.terms import Topic
from policydesk.terms_accounts import AccountState, ApprovalKind, Decision

__all__ = ["AccountDraft", "ExistingDraft", "change_account", "propose_account", "register_existing"]


@dataclass(frozen=True)
class ExistingDraft:
    """What is known of the life of an account that is older than the register; `approved_as` is a post's value."""

    proposed_on: date
    live_on: date | None = None
    approved_by_id: int | None = None
    approved_as: str = ""
    approved_on: date | None = None
    note: str = ""


def propose_account(txn: Txn, draft: AccountDraft, on: date | None = None) -> int:
    """Propose an account, today unless a day is given; returns its id. Raises Refusal naming the fields."""
    day = on or txn.today
    checks = Checks()
    checks.on_a_past_day(day, txn.today, "on")
    answers = answers_to_keep(txn, checks, draft)
    checks.refuse_if(
        draft.planned_end_on is not None and draft.planned_end_on < day,
        "The planned end is before the account is proposed. Enter a later day, or leave it empty.",
        "planned_end_on",
    )
    checks.done()
    account_id = _begin(txn, answers, day, "")
    txn.record(Topic.ACCOUNTS, account_id, f"Proposed the account “{answers['name']}” on {written(day)}")
    return account_id


def change_account(txn: Txn, account_id: int, draft: AccountDraft) -> None:
    """Change what is said of an account from today on; what was said of it before stays in the register."""
    record = newest_record(txn, account_id)
    checks = Checks()
    answers = answers_to_keep(txn, checks, draft, account_id, closed=is_closed(txn, account_id))
    checks.done()
    before = record.name
    if all(getattr(record, field) == value for field, value in answers.items()):
        return
    if record.recorded_on < txn.today:
        txn.session.add(AccountRecord(account_id=account_id, recorded_on=txn.today, **answers))
    else:
        for field, value in answers.items():
            setattr(record, field, value)
    renamed = "" if before == answers["name"] else f", renamed from “{before}”"
    txn.record(Topic.ACCOUNTS, account_id, f"Changed what is said of “{answers['name']}”{renamed}")


def register_existing(txn: Txn, draft: AccountDraft, existing: ExistingDraft) -> int:
    """Add an account that exists already, with the steps of its life on their own days; returns its id.

    It may be live without an approval: what is missing is found afterwards.
    """
    checks = Checks()
    answers = answers_to_keep(txn, checks, draft)
    note = checks.notes(existing.note, "note")
    _check_life(txn, checks, existing)
    checks.done()
    account_id = _begin(txn, answers, existing.proposed_on, note)
    if existing.approved_by_id is not None and existing.approved_on is not None:
        name = name_of(txn, existing.approved_by_id)
        txn.session.add(_approval_of(txn, account_id, existing, existing.approved_by_id, existing.approved_on))
        txn.session.add(step_of(txn, account_id, AccountState.APPROVED, existing.approved_on, name))
        txn.session.flush()
    if existing.live_on is not None:
        txn.session.add(step_of(txn, account_id, AccountState.LIVE, existing.live_on))
        txn.session.flush()
    since = existing.live_on or existing.approved_on or existing.proposed_on
    words = f"Added the account “{answers['name']}”, which exists since {written(since)}"
    txn.record(Topic.ACCOUNTS, account_id, words)
    return account_id


def _begin(txn: Txn, answers: dict[str, Any], on: date, note: str) -> int:
    account = OfficialAccount(added_on=txn.today)
    txn.session.add(account)
    txn.session.flush()
    txn.session.add(AccountRecord(account_id=account.id, recorded_on=on, **answers))
    txn.session.add(step_of(txn, account.id, AccountState.PROPOSED, on, note=note))
    txn.session.flush()
    return account.id


def _check_life(txn: Txn, checks: Checks, existing: ExistingDraft) -> None:
    days = [("proposed_on", existing.proposed_on), ("approved_on", existing.approved_on), ("live_on", existing.live_on)]
    last = existing.proposed_on
    for field, day in days:
        checks.on_a_past_day(day, txn.today, field)
        checks.refuse_if(
            day is not None and day < last,
            f"This is before {written(last)}, the day of the step before. Check both dates.",
            field,
        )
        last = max(last, day or last)
    by, on = existing.approved_by_id, existing.approved_on
    checks.refuse_if(by is not None and on is None, "Enter the day on which it was approved.", "approved_on")
    checks.refuse_if(on is not None and by is None, "Select who approved it, or leave the day empty.", "approved_by_id")
    if by is not None:
        name_of(txn, by)


def _approval_of(txn: Txn, account_id: int, existing: ExistingDraft, by_id: int, on: date) -> Approval:
    """Return the approval as it is kept: with the post that somebody held on that day, where it is not said."""
    may = who_may_decide(txn.session, ApprovalKind.CREATE_ACCOUNT, account_id, on)
    post = existing.approved_as or next((one.as_what for one in may if one.staff_id == by_id), "")
    return Approval(
        kind=ApprovalKind.CREATE_ACCOUNT,
        account_id=account_id,
        asked_on=existing.proposed_on,
        decision=Decision.APPROVED,
        decided_by_id=by_id,
        decided_as=post,
        decided_on=on,
    )
