"""Every rule the school is held to, in the order a governor would read them."""

from collections.abc import Iterable, Iterator

from policydesk.rules import (
    account_approvals,
    account_care,
    accounts,
    acknowledgements,
    consultation,
    media,
    moderators,
    policies,
    posts,
    reviews,
    schedules,
)
from policydesk.rules.facts import SchoolFacts
from policydesk.rules.findings import Finding, Rule, run

ACCOUNT_RULES = (
    *account_approvals.RULES,
    *accounts.RULES,
    *account_care.RULES,
    *moderators.RULES,
    *media.RULES,
)

ALL_RULES = (
    *policies.RULES,
    *reviews.RULES,
    *schedules.RULES,
    *posts.RULES,
    *acknowledgements.RULES,
    *ACCOUNT_RULES,
    *consultation.RULES,
)


TAKES_TURNS = {"review.due_soon": "review.overdue", "schedule.due": "schedule.overdue"}
"""What one rule says under another id while it is not late yet."""

_BY_ID = {one.id: one for one in ALL_RULES}


def rule_of(finding: Finding) -> Rule:
    """Return the rule by which a finding was found."""
    return _BY_ID[TAKES_TURNS.get(finding.rule, finding.rule)]


def findings_of(facts: SchoolFacts) -> tuple[Finding, ...]:
    """Return everything that wants attention under the standard of the day, the most urgent first."""
    return run(_asked_for(ALL_RULES, facts), facts)


def account_findings_of(facts: SchoolFacts) -> tuple[Finding, ...]:
    """Return what wants attention about the official accounts alone."""
    return run(_asked_for(ACCOUNT_RULES, facts), facts)


def _asked_for(rules: Iterable[Rule], facts: SchoolFacts) -> Iterator[Rule]:
    """Yield the rules that the standard of the day asks for."""
    return (rule for rule in rules if facts.standard.asks_for(rule.id, rule.clause))
