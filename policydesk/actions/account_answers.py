"""The answers that a form gives about an official account, and what is asked of them before they are kept."""

from dataclasses import dataclass
from datetime import date

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
