"""Every rule the school is held to, in the order a governor would read them."""

from policydesk.rules import (
    account_care,
    accounts,
    acknowledgements,
    media,
    moderators,
    policies,
    posts,
    reviews,
)
from policydesk.rules.facts import SchoolFacts
from policydesk.rules.findings import Finding, run

ACCOUNT_RULES = (*accounts.RULES, *account_care.RULES, *moderators.RULES, *media.RULES)

ALL_RULES = (
    *policies.RULES,
    *reviews.RULES,
    *posts.RULES,
    *acknowledgements.RULES,
    *ACCOUNT_RULES,
)


def findings_of(facts: SchoolFacts) -> tuple[Finding, ...]:
    """Return everything that wants attention, the most urgent first."""
    return run(ALL_RULES, facts)


def account_findings_of(facts: SchoolFacts) -> tuple[Finding, ...]:
    """Return what wants attention about the official accounts alone."""
    return run(ACCOUNT_RULES, facts)
