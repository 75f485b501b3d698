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

ALL_RULES = (
    *policies.RULES,
    *reviews.RULES,
    *posts.RULES,
    *acknowledgements.RULES,
    *accounts.RULES,
    *account_care.RULES,
    *moderators.RULES,
    *media.RULES,
)


def findings_of(facts: SchoolFacts) -> tuple[Finding, ...]:
    """Return everything that wants attention under the standard of the day, the most urgent first."""
    return run((rule for rule in ALL_RULES if facts.standard.asks_for(rule.id, rule.clause)), facts)
