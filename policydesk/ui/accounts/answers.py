"""An account's answers as they are read, group by group, as data."""

from collections.abc import Callable

from policydesk.counts import counted
from policydesk.dates import written
from policydesk.queries.account_detail import AccountAnswers
from policydesk.terms_accounts import Audience, Engagement

Answer = tuple[str, Callable[[AccountAnswers], str]]

GROUPS: tuple[tuple[str, tuple[Answer, ...]], ...] = (
    (
        "Purpose",
        (
            ("What it is for", lambda one: one.purpose),
            ("Strong reason", lambda one: one.strong_reason),
            ("Intended outcome", lambda one: one.intended_outcome),
            ("What may be posted", lambda one: one.permitted_uses),
            ("What it is not for", lambda one: one.not_for),
        ),
    ),
    (
        "Audience and taking part",
        (
            ("For whom", lambda one: audience_words(one.audience)),
            ("Youngest pupils", lambda one: "" if one.youngest_age is None else counted(one.youngest_age, "year")),
            ("Why pupils may be under the minimum age", lambda one: one.minimum_age_reason),
            ("Discussed with the headteacher", lambda one: written(one.discussed_with_head_on)),
            ("Taking part", lambda one: one.engagement.label),
            ("Pupils contribute", lambda one: _pupils(one)),
            ("Posts are agreed to by", lambda one: one.content_rule.label),
            ("Delegated", lambda one: _delegated(one)),
        ),
    ),
    (
        "Time, success and the end",
        (
            ("Time each week", lambda one: "" if one.hours_per_week is None else counted(one.hours_per_week, "hour")),
            ("Posts", lambda one: one.post_frequency),
            ("Overall responsibility", lambda one: one.responsible_leader),
            ("Success is judged by", lambda one: one.evaluation_criteria),
            ("How it will end", lambda one: one.exit_strategy),
            ("Planned end", lambda one: written(one.planned_end_on)),
        ),
    ),
    (
        "Safety",
        (
            ("Guidance followed", lambda one: one.guidance_followed),
            ("Vetting", lambda one: one.vetting_method),
            ("Risks assessed", lambda one: " by ".join(_both(written(one.risk_assessed_on), one.risk_assessed_by))),
            ("Risks", lambda one: one.risk_notes),
            ("Advice from", lambda one: one.advice_from),
            ("When something goes wrong", lambda one: one.intervention_plan),
            ("If it is hacked or lost", lambda one: one.recovery_plan),
        ),
    ),
    (
        "What people see",
        (
            ("House rules", lambda one: one.house_rules_at),
            ("Terms of use", lambda one: one.terms_of_use_at),
            ("Linked from", lambda one: one.website_page),
            ("Opinions", lambda one: "It says that they are not the school’s" if one.views_disclaimer else ""),
        ),
    ),
    (
        "Sign-in",
        (
            ("Registered with", lambda one: one.login_identity.label),
            ("E-mail address", lambda one: one.login_email),
            ("Kept", lambda one: one.credentials_kept),
            ("Held by", lambda one: one.credentials_holder),
            ("Two-step sign-in", lambda one: one.two_step.label),
            ("Recovery", lambda one: one.recovery_address),
        ),
    ),
    ("Notes", (("Notes", lambda one: one.notes),)),
)


def audience_words(audience: frozenset[Audience]) -> str:
    """Return for whom an account is, in one line."""
    return ", ".join(one.label for one in Audience if one in audience)


def _pupils(one: AccountAnswers) -> str:
    return "" if one.engagement is Engagement.BROADCAST else "Yes" if one.pupils_contribute else "No"


def _delegated(one: AccountAnswers) -> str:
    by = f"by {one.content_delegated_by}" if one.content_delegated_by else ""
    on = f"on {written(one.content_delegated_on)}" if one.content_delegated_on else ""
    return " ".join(_both(by, on))


def _both(*words: str) -> list[str]:
    return [one for one in words if one]
