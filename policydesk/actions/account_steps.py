"""What can be done about an account's life: going live, suspending, closing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from policydesk.actions.account_rows import last_step, newest_record, step_of
from policydesk.actions.checks import Checks
from policydesk.counts import listed
from policydesk.dates import written
from policydesk.models import AccountRecord, AccountStep, Approval, Moderator, School, StaffMember, Withdrawal
from policydesk.queries.demands import demands_on, moderators_on
from policydesk.queries.pack import rule_pack
from policydesk.rules.account_life import steps_by_hand
from policydesk.store import Txn
from policydesk.terms import Role, Topic
from policydesk.terms_accounts import AccountState, ApprovalKind, Audience, Decision, LoginIdentity

_WHY = {
    AccountState.SUSPENDED: "Enter why the account is suspended.",
    AccountState.CLOSED: "Enter why the account closes, and what happens to its followers and posts.",
}
"""Steps that say why they are taken (AT A.1.6)."""


@dataclass(frozen=True)
class StepDraft:
    """Which state an account enters on which day, and why.

    `override_reason` is the headteacher's reason for going live although something is missing.
    """

    state: AccountState
    on: date
    note: str = ""
    override_reason: str = ""


def take_step(txn: Txn, account_id: int, draft: StepDraft) -> None:
    """Take an account's next step; raises Refusal naming everything that is missing for it."""
    record, last = newest_record(txn, account_id), last_step(txn, account_id)
    checks = Checks()
    note = checks.notes(draft.note, "note", _WHY.get(draft.state, ""))
    reason = checks.reason(draft.override_reason, "override_reason")
    checks.on_a_past_day(draft.on, txn.today, "on")
    checks.refuse_if(
        draft.on < last.on_day,
        f"Its last step was on {written(last.on_day)}. Enter that day or a later one.",
        "on",
    )
    _refuse_order(checks, AccountState(last.state), draft.state)
    goes_live = draft.state is AccountState.LIVE and last.on_day <= draft.on <= txn.today
    overridden = goes_live and _refuse_going_live(txn, checks, record, draft.on, reason)
    checks.done()
    step = step_of(txn, account_id, draft.state, draft.on, note=note)
    step.override_reason = reason if overridden else ""
    txn.session.add(step)
    txn.record(Topic.ACCOUNTS, account_id, _words(record.name, step))


def _words(name: str, step: AccountStep) -> str:
    words = f"“{name}” is {AccountState(step.state).label.lower()} from {written(step.on_day)}"
    if step.override_reason:
        words += f", by the headteacher’s decision: {step.override_reason}"
    return f"{words}: {step.note}" if step.note and not step.override_reason else words


def _refuse_order(checks: Checks, before: AccountState, after: AccountState) -> None:
    if after is AccountState.APPROVED:
        checks.refuse_if(after, "An account is approved by a decision. Record who decided, and when.", "state")
        return
    checks.refuse_if(
        after not in steps_by_hand(before),
        f"The account is {before.label.lower()}, so it cannot become {after.label.lower()} now.",
        "state",
    )


def _refuse_going_live(txn: Txn, checks: Checks, record: AccountRecord, on: date, reason: str) -> bool:
    """Refuse what is missing for going live; returns whether the headteacher's reason stands in for it."""
    never = list(_never(txn, record, on))
    missing = [
        says for says in (_approval(txn, record.account_id, on), _moderators(txn, record.account_id, on)) if says
    ]
    overridden = bool(missing and reason and txn.actor.may(Role.HEADTEACHER))
    wrong = never if overridden else [*never, *missing]
    checks.refuse_if(wrong, " ".join(wrong), "state")
    checks.refuse_if(
        missing and reason and not overridden,
        "Only the headteacher can let an account go live like this, signed in under their own name.",
        "override_reason",
    )
    return overridden


def _never(txn: Txn, record: AccountRecord, on: date) -> Iterator[str]:
    """Yield what no reason stands in for: it is put right on the account itself (CP must not 9, AT 7.3)."""
    domain = txn.session.scalars(select(School.email_domain)).one().lower()
    at = record.login_email.rpartition("@")[2].lower()
    if record.login_identity == LoginIdentity.PERSONAL:
        yield "It is registered with a personal account. Register it with a school e-mail address first."
    elif domain and at and at != domain and not at.endswith(f".{domain}"):
        yield f"It is registered with an e-mail address outside {domain}. Register it with a school address first."
    platform = rule_pack(txn.session, on).platform(record.platform, record.other_platform)
    age = record.youngest_age
    too_young = age is not None and platform.minimum_age is not None and age < platform.minimum_age
    if too_young and Audience.PUPILS in record.audience and not record.minimum_age_reason:
        yield (
            f"Pupils of {age} are too young for {platform.name}, which asks for {platform.minimum_age}. "
            "Write the reason for going ahead on the account first."
        )


def _approval(txn: Txn, account_id: int, on: date) -> str:
    asked = (
        select(Approval.expires_on, Withdrawal.from_on)
        .outerjoin(Withdrawal, Withdrawal.approval_id == Approval.id)
        .where(
            Approval.account_id == account_id,
            Approval.kind == ApprovalKind.CREATE_ACCOUNT,
            Approval.decision == Decision.APPROVED,
            Approval.decided_on <= on,
        )
    )
    given = txn.session.execute(asked).all()
    ends = [expires for expires, withdrawn in given if withdrawn is None or withdrawn > on]
    if given and not ends:
        last = max(withdrawn for _expires, withdrawn in given)
        return f"Its approval was withdrawn from {written(last)}. Ask for a new one first."
    if not ends:
        return f"It is not approved on {written(on)}. Record who approved it first."
    known = [one for one in ends if one is not None]
    if len(known) < len(ends) or max(known) >= on:
        return ""
    return f"Its approval ended on {written(max(known))}. Ask for a new one first."


def _moderators(txn: Txn, account_id: int, on: date) -> str:
    there, needed = len(moderators_on(txn.session, account_id, on)), demands_on(txn.session, on).min_moderators
    if there >= needed:
        return ""
    has = "no approved moderator" if not there else f"{there} approved moderator{'' if there == 1 else 's'}"
    waiting = _not_approved_yet(txn, account_id, on)
    if waiting:
        who = f"{listed(waiting)} {'is' if len(waiting) == 1 else 'are'}"
        return f"It has {has} in post on {written(on)} and needs {needed}. {who} not approved yet: record that first."
    more = "one more" if needed - there == 1 else f"{needed - there}{' more' if there else ''}"
    return f"It has {has} in post on {written(on)} and needs {needed}. Appoint {more} first."


def _not_approved_yet(txn: Txn, account_id: int, on: date) -> list[str]:
    """Return who was appointed and is still to be approved on a day."""
    asked = select(StaffMember.full_name).join(Moderator, Moderator.staff_id == StaffMember.id)
    turns = asked.where(
        Moderator.account_id == account_id,
        Moderator.from_on <= on,
        or_(Moderator.until_on.is_(None), Moderator.until_on >= on),
        or_(Moderator.approved_on.is_(None), Moderator.approved_on > on),
    )
    return list(txn.session.scalars(turns.distinct().order_by(StaffMember.full_name)))
