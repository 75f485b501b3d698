"""The forms about an account's life: proposing, adding one that exists, changing, deciding, the next step."""

from collections.abc import Callable, Collection
from dataclasses import fields as fields_of
from typing import Any

from policydesk.actions.account_steps import StepDraft, take_step
from policydesk.actions.accounts import (
    AccountDraft,
    ExistingDraft,
    change_account,
    propose_account,
    register_existing,
)
from policydesk.actions.approvals import ApprovalDraft, DecisionDraft, ask_approval, decide_approval
from policydesk.errors import Refusal, Refusals
from policydesk.queries.account_detail import AccountDetail
from policydesk.queries.account_logs import ApprovalRow
from policydesk.rules.account_life import steps_by_hand
from policydesk.store import Txn
from policydesk.terms import Role
from policydesk.terms_accounts import AccountState, ApprovalKind, Decision, LoginIdentity, TwoStep
from policydesk.ui.accounts import fields, work_fields
from policydesk.ui.accounts.asks import Asks, keep_deciders
from policydesk.ui.kit.person_picker import Choice
from policydesk.ui.policies.forms import read_file

PEOPLE = ("content_delegated_by", "responsible_leader", "credentials_holder")
"""Answers that are people: their names beside their ids."""

NOT_ASKED_YET = {"two_step": TwoStep.UNKNOWN}
"""What is not claimed of a new account because somebody left a box alone."""

TAKEN = {
    AccountState.LIVE: "is live now",
    AccountState.SUSPENDED: "is suspended now",
    AccountState.CLOSED: "is closed now",
}
"""What is said when a step was taken by hand."""

_EXISTING = {one.name for one in fields_of(ExistingDraft)}


def propose(asks: Asks, then: Callable[[int], object]) -> None:
    """Propose an account."""
    asks.form(
        "Propose an account",
        fields.account_fields(asks.today, asks.search, asks.pack, proposal=True),
        intro="The questions follow the policy’s appendix. Print the approval form afterwards for the headteacher.",
        verb="&Propose the account",
        values=NOT_ASKED_YET,
        save=lambda values: asks.desk.act(propose_account, AccountDraft(**fields.platform_answers(values))),
        then=then,
    ).open()


def add_existing(asks: Asks, then: Callable[[int], object]) -> None:
    """Add an account that exists already."""
    which = fields.which_fields(asks.pack)
    asks.form(
        "Add an existing account",
        (
            *which,
            *fields.existing_fields(asks.today, asks.search),
            *fields.account_fields(asks.today, asks.search, asks.pack, proposal=False)[len(which) :],
        ),
        intro="Add every page or channel that speaks for the school, even old ones.",
        verb="&Add the account",
        values=NOT_ASKED_YET,
        save=lambda values: _add_existing(asks, values),
        then=then,
    ).open()


def edit(asks: Asks, account: AccountDetail, at: str = "") -> None:
    """Change what is said of an account, from the box on that somebody came for."""
    form = asks.form(
        f"Change {account.row.name}",
        fields.account_fields(asks.today, asks.search, asks.pack, proposal=False),
        f"Saved {account.row.name}",
        intro="Earlier answers stay in the register for the days on which they held.",
        verb="&Save",
        values=fields.platform_shown(answer_values(account), asks.pack),
        save=lambda values: asks.desk.act(
            change_account, account.row.id, AccountDraft(**fields.platform_answers(values))
        ),
    )
    form.begin_at(at)
    form.open()


def sign_in_box(account: AccountDetail, missing: Collection[str]) -> str:
    """Return the box about the sign-in that the first of these findings is about."""
    answers = account.answers
    if "account.personal_email" in missing:
        return "login_identity" if answers.login_identity is LoginIdentity.PERSONAL else "login_email"
    holder = "account.credentials_leaver" in missing or (
        "account.credentials_unknown" in missing and answers.credentials_kept
    )
    return "credentials_holder_id" if holder else "credentials_kept"


def decide(asks: Asks, account: AccountDetail) -> None:
    """Record the decision about creating an account: the one that waits, else asked for and decided in one."""
    waiting = next(
        (
            one
            for one in account.approvals
            if one.kind is ApprovalKind.CREATE_ACCOUNT and one.decision is Decision.PENDING
        ),
        None,
    )
    if waiting is not None:
        decide_on(asks, waiting)
        return
    form = asks.form(
        f"Decide about {account.row.name}",
        work_fields.decision_fields(asks.today, asks.search, ask_who=True),
        verb="&Record the decision",
        values={"decided_on": asks.today},
        save=lambda values: _ask_and_decide(asks, account.row.id, values),
        then=lambda decision: asks.done(_decided(account.row.name, decision)),
    )
    keep_deciders(
        asks,
        form,
        lambda: ApprovalKind.CREATE_ACCOUNT,
        lambda: account.row.id,
        lambda: form.value_of("asked_by_id"),
    )
    form.open()


def decide_on(asks: Asks, waiting: ApprovalRow) -> None:
    """Record the decision about something that was asked for."""
    what = waiting.title or waiting.account or waiting.kind.label
    form = asks.form(
        f"Decide about {what}",
        work_fields.decision_fields(asks.today, asks.search, ask_who=False),
        intro=_asked(waiting),
        verb="&Record the decision",
        values={"decided_on": asks.today},
        save=lambda values: _decide(asks, waiting.id, values),
        then=lambda decision: asks.done(_decided(what, decision)),
    )
    keep_deciders(asks, form, lambda: waiting.kind, lambda: waiting.account_id, lambda: waiting.asked_by_id)
    form.open()


def step(asks: Asks, account: AccountDetail, wanted: AccountState | None = None) -> bool:
    """Ask for the next step, with the one that is wanted filled in; False where an account has none."""
    states = steps_by_hand(account.row.state)
    if not states:
        return False
    may_override = asks.desk.actor.may(Role.HEADTEACHER)
    asks.form(
        f"The next step of {account.row.name}",
        work_fields.step_fields(asks.today, states, may_override=may_override),
        intro=f"{account.row.state.label} now.",
        verb="&Save the step",
        values={"on": asks.today, "state": wanted or states[0]},
        save=lambda values: _take(asks, account.row.id, values),
        then=lambda state: asks.done(f"{account.row.name} {TAKEN[state]}"),
    ).open()
    return True


def _take(asks: Asks, account_id: int, values: dict[str, Any]) -> AccountState:
    asks.desk.act(take_step, account_id, StepDraft(**values))
    return AccountState(values["state"])


def answer_values(account: AccountDetail) -> dict[str, Any]:
    """Return an account's answers as its form shows them."""
    answers = account.answers
    values = {one.name: getattr(answers, one.name) for one in fields_of(AccountDraft)}
    for name in PEOPLE:
        chosen = values[f"{name}_id"]
        values[f"{name}_id"] = None if chosen is None else Choice(chosen, getattr(answers, name))
    return values


def _add_existing(asks: Asks, values: dict[str, Any]) -> int:
    known = {name: value for name, value in values.items() if name in _EXISTING}
    answers = fields.platform_answers({name: value for name, value in values.items() if name not in _EXISTING})
    return asks.desk.act(register_existing, AccountDraft(**answers), ExistingDraft(**known))


def _decide(asks: Asks, approval_id: int, values: dict[str, Any]) -> Decision:
    asks.desk.act(decide_approval, approval_id, _decision(values))
    return Decision(values["decision"])


def _ask_and_decide(asks: Asks, account_id: int, values: dict[str, Any]) -> Decision:
    asked_by = values.pop("asked_by_id", None)
    decision = _decision(values)
    ask = ApprovalDraft(ApprovalKind.CREATE_ACCOUNT, decision.decided_on, account_id, asked_by_id=asked_by)
    try:
        asks.desk.act(_asked_and_decided, ask, decision)
    except Refusal as refusal:
        raise _of_the_decision(refusal) from None
    except Refusals as refusals:
        raise Refusals([_of_the_decision(one) for one in refusals.refusals]) from None
    return decision.decision


def _of_the_decision(refusal: Refusal) -> Refusal:
    """Return what is wrong at the day of the decision, which is the day of the question as well."""
    return Refusal(refusal.says, "decided_on") if refusal.field == "asked_on" else refusal


def _asked_and_decided(txn: Txn, ask: ApprovalDraft, decision: DecisionDraft) -> None:
    """Record a question and its answer as one change."""
    decide_approval(txn, ask_approval(txn, ask), decision)


def _decision(values: dict[str, Any]) -> DecisionDraft:
    own = {name: value for name, value in values.items() if name != "evidence"}
    return DecisionDraft(**own, evidence=read_file(values.get("evidence"), "evidence"))


def _decided(what: str, decision: Decision) -> str:
    return f"{'Approved' if decision is Decision.APPROVED else 'Refused'} {what}"


def _asked(waiting: ApprovalRow) -> str:
    by = f" by {waiting.asked_by}" if waiting.asked_by else ""
    account = f" for {waiting.account}" if waiting.account and waiting.title else ""
    return f"{waiting.kind.label}{account}, asked for{by}."
