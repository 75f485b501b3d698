"""The answers that a form gives about an official account, and what is asked of them before they are kept."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from policydesk.actions.account_rows import same_account
from policydesk.actions.checks import Checks
from policydesk.models import StaffMember
from policydesk.rules.platforms import OTHER, platforms, read_identity
from policydesk.store import Txn
from policydesk.terms_accounts import Audience, ContentRule, Engagement, LoginIdentity, TwoStep


@dataclass(frozen=True)
class AccountDraft:
    """What is said of an account: the questions of the standard's appendix, and where its sign-in is kept.

    `platform` is the platform's code. The password itself is never among the answers.
    """

    name: str
    platform: str
    other_platform: str = ""
    handle: str = ""
    address: str = ""
    purpose: str = ""
    strong_reason: str = ""
    intended_outcome: str = ""
    permitted_uses: str = ""
    not_for: str = ""
    audience: frozenset[Audience] = frozenset()
    youngest_age: int | None = None
    minimum_age_reason: str = ""
    discussed_with_head_on: date | None = None
    engagement: Engagement = Engagement.BROADCAST
    pupils_contribute: bool = False
    content_rule: ContentRule = ContentRule.DELEGATED
    content_delegated_by_id: int | None = None
    content_delegated_on: date | None = None
    hours_per_week: int | None = None
    post_frequency: str = ""
    responsible_leader_id: int | None = None
    evaluation_criteria: str = ""
    exit_strategy: str = ""
    planned_end_on: date | None = None
    guidance_followed: str = ""
    vetting_method: str = ""
    risk_assessed_on: date | None = None
    risk_assessed_by: str = ""
    risk_notes: str = ""
    advice_from: str = ""
    intervention_plan: str = ""
    recovery_plan: str = ""
    house_rules_at: str = ""
    terms_of_use_at: str = ""
    website_page: str = ""
    views_disclaimer: bool = False
    login_identity: LoginIdentity = LoginIdentity.ROLE_MAILBOX
    login_email: str = ""
    credentials_kept: str = ""
    credentials_holder_id: int | None = None
    two_step: TwoStep = TwoStep.UNKNOWN
    recovery_address: str = ""
    notes: str = ""


_LINES = (
    "other_platform", "post_frequency", "risk_assessed_by", "advice_from", "house_rules_at", "terms_of_use_at",
    "website_page", "credentials_kept", "recovery_address",
)  # fmt: skip
"""Answers of one line."""

_NOTES = (
    "purpose", "strong_reason", "intended_outcome", "permitted_uses", "not_for", "minimum_age_reason",
    "evaluation_criteria", "exit_strategy", "guidance_followed", "vetting_method", "risk_notes", "intervention_plan",
    "recovery_plan", "notes",
)  # fmt: skip
"""Answers of several lines."""

_SIGN_IN = ("credentials_kept", "recovery_address", "recovery_plan", "notes")
"""Where somebody might write a password; an e-mail address is checked by its own shape."""

_PAST = ("discussed_with_head_on", "content_delegated_on", "risk_assessed_on")
_PEOPLE = ("content_delegated_by_id", "responsible_leader_id", "credentials_holder_id")


def answers_to_keep(
    txn: Txn, checks: Checks, draft: AccountDraft, account_id: int | None = None, *, closed: bool = False
) -> dict[str, Any]:
    """Return a draft's answers as they are kept, tidy, and gather in `checks` what is wrong with them."""
    kept = {one.name: getattr(draft, one.name) for one in fields(draft)}
    kept["name"] = checks.name(draft.name, "Enter what the account is called in the school.", "name")
    kept |= {field: checks.line(getattr(draft, field), field) for field in _LINES}
    kept |= {field: checks.notes(getattr(draft, field), field) for field in _NOTES}
    kept["login_email"] = checks.email(draft.login_email, "login_email")
    kept["audience"] = [one.value for one in Audience if one in draft.audience]
    for field in _SIGN_IN:
        checks.no_password(getattr(draft, field), field)
    for field in _PAST:
        checks.on_a_past_day(getattr(draft, field), txn.today, field)
    checks.in_living_memory(draft.planned_end_on, txn.today, "planned_end_on")
    _check_numbers(checks, draft)
    for field in _PEOPLE:
        staff_id = getattr(draft, field)
        gone = staff_id is not None and txn.session.get(StaffMember, staff_id) is None
        checks.refuse_if(gone, "This person is no longer in the register. Select somebody else.", field)
    return kept | _identity(txn, checks, draft, None if closed else account_id or 0)


def _check_numbers(checks: Checks, draft: AccountDraft) -> None:
    age, hours = draft.youngest_age, draft.hours_per_week
    checks.refuse_if(
        age is not None and not 0 <= age <= 99, "Enter an age in years from 0 to 99, for example 11.", "youngest_age"
    )
    checks.refuse_if(
        hours is not None and not 0 <= hours <= 168,
        "Enter hours a week from 0 to 168, for example 2.",
        "hours_per_week",
    )


def _identity(txn: Txn, checks: Checks, draft: AccountDraft, own_id: int | None) -> dict[str, str]:
    """Return name and address on the platform in one spelling; without `own_id` nobody asks for doubles."""
    known = draft.platform in {one.code for one in platforms()}
    checks.refuse_if(not known, "Select the platform.", "platform")
    if not known:
        return {}
    other = draft.platform == OTHER and not draft.other_platform.strip()
    checks.refuse_if(other, "Enter which platform it is.", "other_platform")
    identity = read_identity(draft.platform, draft.handle, draft.address)
    for field, says in identity.problems:
        checks.refuse_if(says, says, field)
    for field in ("handle", "address"):
        checks.line(getattr(draft, field), field)
    if own_id is not None:
        double = same_account(txn, identity.match_key, own_id)
        checks.refuse_if(
            double,
            f"This is “{double}”, which is registered already. Open it, or check the name and the address.",
            "address" if draft.address.strip() else "handle",
        )
    return {"handle": identity.handle, "address": identity.address, "match_key": identity.match_key}
