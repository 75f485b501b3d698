"""How rules about official accounts are put together: which accounts a rule looks at, and the words they share."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from policydesk.dates import MONTHS, written
from policydesk.rules.account_facts import AccountFacts
from policydesk.rules.facts import SchoolFacts
from policydesk.rules.findings import Finding, Rule, urgency_of
from policydesk.terms import Topic, Urgency
from policydesk.terms_accounts import AccountState

HELD = frozenset({AccountState.LIVE, AccountState.SUSPENDED})
"""States in which an account exists for others, so that it is held to everything."""

OPEN = frozenset(AccountState) - {AccountState.CLOSED}
"""Every state but the last."""


@dataclass(frozen=True)
class Said:
    """What a rule says of one account; `since`, `due` and `people` as in a finding.

    `button` and `command` stand for the rule's own where something else puts this right.
    """

    says: str
    urgency: Urgency
    since: date | None = None
    due: date | None = None
    people: int = 0
    button: str = ""
    command: str = ""


Says = Callable[[AccountFacts, SchoolFacts], Iterator[Said]]


def account_rule(
    name: str,
    clause: str,
    asks: str,
    says: Says,
    button: str,
    command: str,
    states: frozenset[AccountState] = HELD,
) -> Rule:
    """Make a rule that looks at each account in some states by itself."""

    def check(facts: SchoolFacts) -> Iterator[Finding]:
        for account in facts.official.accounts:
            if account.state not in states:
                continue
            for said in says(account, facts):
                yield Finding(
                    rule=name,
                    clause=clause,
                    urgency=said.urgency,
                    says=said.says,
                    topic=Topic.ACCOUNTS,
                    subject_id=account.account_id,
                    since=said.since,
                    due=said.due,
                    button=said.button or button,
                    command=said.command or command,
                    people=said.people,
                )

    return Rule(name, clause, asks, check)


def at_most_soon(due: date, facts: SchoolFacts) -> Urgency:
    """Return how urgent something is that is due on a day and worth a look however far ahead it is."""
    urgency = urgency_of(due, facts)
    return Urgency.SOON if urgency is Urgency.FOR_INFORMATION else urgency


def span(first: date, last: date) -> str:
    """Return days as they stand in a sentence: "on 3 May 2026", "from 22 to 30 August 2026"."""
    if first == last:
        return f"on {written(first)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"from {first.day} to {written(last)}"
    if first.year == last.year:
        return f"from {first.day} {MONTHS[first.month]} to {written(last)}"
    return f"from {written(first)} to {written(last)}"
