"""A list of official accounts taken over into the register: all that was ticked, as one change, or nothing."""

from dataclasses import dataclass, fields, replace
from typing import Any

from policydesk.actions.account_steps import StepDraft, take_step
from policydesk.actions.accounts import AccountDraft, ExistingDraft, change_account, register_existing
from policydesk.actions.moderators import ModeratorDraft, appoint_moderator
from policydesk.counts import and_the_rest, tallied
from policydesk.errors import Refusal
from policydesk.queries.account_matching import (
    AccountPlan,
    AddedAccount,
    ChangedAccount,
    PlannedLife,
    PlannedTurn,
    accounts_for_matching,
    accounts_mark,
)
from policydesk.queries.deciders import who_may_decide
from policydesk.queries.matching import staff_for_matching
from policydesk.store import Txn
from policydesk.terms import Topic
from policydesk.terms_accounts import (
    ApprovalKind,
    Audience,
    ContentRule,
    Engagement,
    LoginIdentity,
    TwoStep,
)

BROUGHT_IN = "Brought in from a list."
"""The note at the steps of an account that came from a list."""

_TERMS: dict[str, Any] = {
    "engagement": Engagement, "content_rule": ContentRule, "login_identity": LoginIdentity, "two_step": TwoStep,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class AccountsImported:
    """How many accounts a list added, changed, and how many stayed as they were (`same`)."""

    added: int
    changed: int
    same: int

    @property
    def did(self) -> str:
        """What was done, in words: "2 accounts added, 1 changed"; "" where nothing was."""
        return tallied(((self.added, "added"), (self.changed, "changed")), "account")

    @property
    def says(self) -> str:
        """What was done, and how many stayed as they were."""
        return and_the_rest(self.did, self.same)


def apply_accounts(txn: Txn, plan: AccountPlan) -> AccountsImported:
    """Write what is ticked in a plan; the record says how many.

    Raises Refusal naming the row where something cannot be, or where the register is not as it was when the plan was
    made. A plan that changes nothing writes nothing.
    """
    if plan.changes_nothing:
        return AccountsImported(0, 0, len(plan.same))
    mark = accounts_mark(accounts_for_matching(txn.session, plan.as_at), staff_for_matching(txn.session))
    if mark != plan.register_mark:
        raise Refusal("The register has changed since the file was checked. Check the file again.")
    new = [one for one in plan.added if one.ticked]
    changed = [one for one in plan.changed if one.ticked]
    for account in new:
        try:
            _add(txn, account)
        except Refusal as refusal:
            raise _in_row(refusal, account.row_number, account.name) from refusal
    for known in changed:
        try:
            _change(txn, known)
        except Refusal as refusal:
            raise _in_row(refusal, known.row_number, known.name) from refusal
    result = AccountsImported(len(new), len(changed), len(plan.same))
    txn.record(Topic.ACCOUNTS, 0, f"Imported a list of accounts: {result.says}")
    return result


def _in_row(refusal: Refusal, row: int, name: str) -> Refusal:
    return Refusal(f"Row {row}, “{name}”: {refusal.says}")


def _add(txn: Txn, account: AddedAccount) -> None:
    life = account.life
    existing = ExistingDraft(
        proposed_on=life.proposed_on,
        live_on=life.live_on,
        approved_by_id=life.approved_by_id,
        approved_on=life.approved_on,
        note=BROUGHT_IN,
    )
    draft = AccountDraft(**dict(account.answers))
    account_id = register_existing(txn, draft, existing)
    for turn in account.turns:
        _appoint(txn, account_id, turn, life)
    if life.left_on is not None:
        take_step(txn, account_id, StepDraft(life.state, life.left_on, BROUGHT_IN))


def _appoint(txn: Txn, account_id: int, turn: PlannedTurn, life: PlannedLife | None = None) -> None:
    """Appoint a moderator; who approved the account approved them with it, where they could (AT A.5.4)."""
    by_id, on = (life.approved_by_id, life.approved_on) if life is not None else (None, None)
    if by_id is not None and on is not None:
        may = who_may_decide(txn.session, ApprovalKind.CREATE_ACCOUNT, account_id, on, turn.staff_id)
        if by_id not in {one.staff_id for one in may}:
            by_id, on = None, None
    draft = ModeratorDraft(turn.staff_id, turn.role, turn.from_on, approved_by_id=by_id, approved_on=on)
    appoint_moderator(txn, account_id, draft)


def _change(txn: Txn, known: ChangedAccount) -> None:
    answers = {name: value for change in known.changes for name, value in change.answers}
    if answers:
        held = next(one for one in accounts_for_matching(txn.session, txn.today) if one.id == known.account_id)
        change_account(txn, known.account_id, replace(_draft(held.answers), **answers))
    for change in known.changes:
        if change.turn is not None:
            _appoint(txn, known.account_id, change.turn)


def _draft(answers: dict[str, Any]) -> AccountDraft:
    """Return a draft with the answers that the register holds."""
    asked = {one.name for one in fields(AccountDraft)}
    kept = {name: value for name, value in answers.items() if name in asked}
    kept |= {name: term(kept[name]) for name, term in _TERMS.items()}
    return AccountDraft(**{**kept, "audience": frozenset(map(Audience, kept["audience"]))})
