"""What standards ask of the care for official accounts: answered for, looked at, evaluated, ended (AT A.1 to A.5)."""

from collections.abc import Iterator
from datetime import timedelta

from policydesk.dates import written
from policydesk.rules.account_facts import AccountFacts
from policydesk.rules.account_rules import Said, account_rule, at_most_soon
from policydesk.rules.facts import SchoolFacts
from policydesk.rules.findings import Finding, Rule, urgency_of
from policydesk.terms import Topic, Urgency

_DAY = timedelta(days=1)


def _checklist_open(account: AccountFacts, _facts: SchoolFacts) -> Iterator[Said]:
    asked = account.checklist
    if asked.open:
        has, first = ("has", "") if asked.open == 1 else ("have", "The first: ")
        begins = f"{asked.open} of {asked.asked} questions about {account.named} {has} no “yes” yet"
        says = f"{begins}. {first}{asked.open_first}" if first else f"{begins}: {asked.open_first}"
        yield Said(says, Urgency.SOON, since=account.live_since)


def _checklist_expired(account: AccountFacts, facts: SchoolFacts) -> Iterator[Said]:
    asked = account.checklist
    if asked.expired and asked.expired_on is not None:
        since = asked.expired_on + _DAY
        begins = (
            f"1 answer about {account.named} is out of date since {written(since)}"
            if asked.expired == 1
            else f"{asked.expired} answers about {account.named} are out of date, the first since {written(since)}"
        )
        yield Said(
            f"{begins}: {asked.expired_first}", urgency_of(asked.expired_on, facts), since=since, due=asked.expired_on
        )


def _neglected(account: AccountFacts, facts: SchoolFacts) -> Iterator[Said]:
    due, last = account.check_due_on, account.last_checked_on
    if due is None or due >= facts.as_at:
        return
    days = facts.official.standard.check_every_days
    begins = (
        f"Nobody has looked at {account.named} since it went live on {written(account.live_since)}"
        if last is None
        else f"{account.named} was last looked at on {written(last)}"
    )
    every = "every day" if days == 1 else f"every {days} days"
    yield Said(f"{begins}. The standard asks for a look {every}.", Urgency.OVERDUE, since=due + _DAY, due=due)


def _evaluation(account: AccountFacts, facts: SchoolFacts) -> Iterator[Said]:
    due, last = account.evaluation_due_on, account.last_evaluated_on
    if due is None or due > facts.soon:
        return
    late = due < facts.as_at
    before = "It has never been evaluated" if last is None else f"The last time was {written(last)}"
    says = f"{account.named} {'was' if late else 'is'} to be evaluated by {written(due)}. {before}."
    yield Said(says, urgency_of(due, facts), since=due + _DAY if late else None, due=due)


def _planned_end(account: AccountFacts, facts: SchoolFacts) -> Iterator[Said]:
    ends = account.planned_end_on
    if ends is None or ends > facts.as_at + timedelta(days=facts.official.standard.gap_window_days):
        return
    late = ends < facts.as_at
    says = (
        f"{account.named} was planned to end on {written(ends)} and is still {account.state.label.lower()}."
        if late
        else f"{account.named} is planned to end on {written(ends)}. Close it then, or change the date."
    )
    yield Said(says, at_most_soon(ends, facts), since=ends + _DAY if late else None, due=ends)


def _no_appendix(facts: SchoolFacts) -> Iterator[Finding]:
    """R17: said once for each platform, of the policy that has no appendix on it."""
    if facts.official.policy_id is None:
        return
    without: dict[str, list[str]] = {}
    for account in facts.official.accounts:
        if account.is_held and not account.has_appendix:
            without.setdefault(account.platform_name, []).append(account.named)
    for platform, names in without.items():
        whose = f"which {names[0]} uses" if len(names) == 1 else f"where the school has {len(names)} accounts"
        yield Finding(
            rule="account.no_appendix",
            clause="BP",
            urgency=Urgency.FOR_INFORMATION,
            says=f"The social media policy has no appendix on {platform}, {whose}.",
            topic=Topic.POLICIES,
            subject_id=facts.official.policy_id,
            button="Open",
            command="policies",
            about=platform,
        )


def _no_terms(facts: SchoolFacts) -> Iterator[Finding]:
    """Said once: without term dates nobody can tell whether somebody is there in the holidays."""
    since = facts.official.terms_unknown_from
    if since is None:
        return
    names = [account.named for account in facts.official.accounts if account.term_time_only]
    who = f"{names[0]} has" if len(names) == 1 else f"{len(names)} accounts have"
    yield Finding(
        rule="account.no_terms",
        clause="AT A.1.5",
        urgency=Urgency.SOON,
        says=(
            f"The school’s term dates are not known from {written(since)}. {who} moderators who are there in term time "
            "only, so gaps in the holidays are not found."
        ),
        topic=Topic.ACCOUNTS,
        due=since,
        button="Enter term dates",
        command="settings.terms",
    )


RULES = (
    account_rule(
        "account.checklist_missing",
        "AT appendix A",
        "Every question about an account has its answer.",
        _checklist_open,
        "Answer",
        "accounts.tick",
    ),
    account_rule(
        "account.checklist_expired",
        "AT appendix A",
        "Answers are given again before they are too old.",
        _checklist_expired,
        "Answer",
        "accounts.tick",
    ),
    account_rule(
        "account.neglected",
        "AT A.1.6; AT A.5.4",
        "Somebody looks at each account regularly.",
        _neglected,
        "Record a check",
        "accounts.check",
    ),
    account_rule(
        "account.evaluation_due",
        "AT A.1.7",
        "An account’s success is evaluated.",
        _evaluation,
        "Evaluate",
        "accounts.evaluate",
    ),
    account_rule(
        "account.planned_end",
        "AT A.1.6",
        "An account ends when it is planned to.",
        _planned_end,
        "Close",
        "accounts.close",
    ),
    Rule("account.no_appendix", "BP", "The policy has an appendix on each platform in use.", _no_appendix),
    Rule("account.no_terms", "AT A.1.5", "The school’s term dates are known ahead.", _no_terms),
)
