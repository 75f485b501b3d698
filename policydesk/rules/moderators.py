"""What standards ask of moderators: enough of them, trained, approved, bound by the policy, and always one there."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from policydesk.counts import listed
from policydesk.dates import written
from policydesk.rules.account_facts import AccountFacts, ModeratorFacts
from policydesk.rules.account_rules import Said, account_rule, at_most_soon, span
from policydesk.rules.facts import SchoolFacts
from policydesk.rules.findings import urgency_of
from policydesk.terms import Urgency
from policydesk.terms_accounts import ModeratorRole


def _too_few(account: AccountFacts, facts: SchoolFacts) -> Iterator[Said]:
    there, minimum = account.appointed, facts.official.minimum
    if len(there) >= minimum:
        return
    has = "no approved moderator" if not there else f"only {_count(len(there), 'approved moderator')}, {_names(there)},"
    yield Said(f"{account.named} has {has} and needs {minimum}.", Urgency.OVERDUE)


def _cover_gap(account: AccountFacts, facts: SchoolFacts) -> Iterator[Said]:
    """Days ahead on which fewer are there than there could be; that too few are appointed is said by another rule."""
    if not account.gaps:
        return
    first, *more = account.gaps
    ends = facts.as_at + timedelta(days=facts.official.standard.gap_window_days)
    has = "no moderator" if not first.available else f"only {_count(first.available, 'moderator')}"
    when = f"from {written(first.first)} on" if first.last >= ends > first.first else span(first.first, first.last)
    again = ""
    if more:
        times = "1 more time" if len(more) == 1 else f"{len(more)} more times"
        again = f", and too few {times} by {written(more[-1].last)}"
    now = first.first <= facts.as_at
    yield Said(
        f"{account.named} has {has} {when}{again}. It needs {facts.official.minimum}.",
        Urgency.OVERDUE if now else at_most_soon(first.first, facts),
        due=first.first,
    )


def _untrained(account: AccountFacts, _facts: SchoolFacts) -> Iterator[Said]:
    those = [one for one in account.appointed if one.trained_until is None]
    if those:
        says = f"No training is recorded for {_names(those)}, who {_moderate(those)} {account.named}."
        yield Said(says, Urgency.SOON, since=min(one.since for one in those), people=len(those))


def _training_expired(account: AccountFacts, facts: SchoolFacts) -> Iterator[Said]:
    ends = [
        (one, one.trained_until)
        for one in account.appointed
        if one.trained_until is not None and one.trained_until <= facts.soon
    ]
    ended = [(one, until) for one, until in ends if until < facts.as_at]
    said = [
        _training(account, those, facts, late=late)
        for late, those in ((True, ended), (False, [one for one in ends if one not in ended]))
        if those
    ]
    if said:
        says, people = " ".join(one.says for one in said), sum(one.people for one in said)
        yield replace(said[0], says=says, people=people)


def _training(
    account: AccountFacts, those: Sequence[tuple[ModeratorFacts, date]], facts: SchoolFacts, *, late: bool
) -> Said:
    first = min(until for _one, until in those)
    if len(those) == 1:
        ends = "ended" if late else "ends"
        says = f"The training of {those[0][0].name}, who moderates {account.named}, {ends} on {written(first)}."
    else:
        who = listed([f"{one.name} ({written(until)})" for one, until in those])
        says = f"Training {'ended' if late else 'ends'} for {who}, who moderate {account.named}."
    return Said(
        says,
        urgency_of(first, facts),
        since=first + timedelta(days=1) if late else None,
        due=first,
        people=len(those),
    )


def _not_bound(account: AccountFacts, _facts: SchoolFacts) -> Iterator[Said]:
    those = [one for one in account.moderators if not one.bound]
    if those:
        says = f"{_names(those)} {_moderate(those)} {account.named}, but the social media policy does not bind them."
        yield Said(says, Urgency.THIS_WEEK, people=len(those))


def _not_acknowledged(account: AccountFacts, _facts: SchoolFacts) -> Iterator[Said]:
    those = [one for one in account.moderators if one.bound and not one.acknowledged]
    if those:
        has = "has" if len(those) == 1 else "have"
        says = (
            f"{_names(those)} {_moderate(those)} {account.named} and {has} not acknowledged the social media policy in "
            "force."
        )
        yield Said(says, Urgency.SOON, people=len(those))


def _not_approved(account: AccountFacts, _facts: SchoolFacts) -> Iterator[Said]:
    those = [one for one in account.moderators if not one.approved]
    if those:
        since = min(one.since for one in those)
        when = written(since) if len(those) == 1 else f"{written(since)} at the earliest"
        says = f"{_names(those)} {_moderate(those, done=True)} {account.named} since {when} without being approved."
        yield Said(says, Urgency.THIS_WEEK, since=since, people=len(those))


def _few_administrators(account: AccountFacts, _facts: SchoolFacts) -> Iterator[Said]:
    there = account.appointed
    administrators = [one for one in there if one.role is ModeratorRole.ADMINISTRATOR]
    if len(there) >= 2 and len(administrators) < 2:
        who = f"Only {administrators[0].name}" if administrators else "None"
        says = f"{who} of the {len(there)} moderators of {account.named} is an administrator."
        yield Said(says, Urgency.FOR_INFORMATION)


def _names(those: Sequence[ModeratorFacts]) -> str:
    return listed([one.name for one in those])


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _moderate(those: Sequence[ModeratorFacts], *, done: bool = False) -> str:
    if done:
        return "has moderated" if len(those) == 1 else "have moderated"
    return "moderates" if len(those) == 1 else "moderate"


_ENOUGH = "AT A.5.4"
_TRAINED = "AT A.1.5; AT A.5.4"

_OF_MODERATORS: tuple[tuple[str, str, str, Callable[[AccountFacts, SchoolFacts], Iterator[Said]], str, str], ...] = (
    ("too_few_moderators", _ENOUGH, "Each account has enough moderators.", _too_few, "Appoint", "appoint"),
    ("cover_gap", _TRAINED, "Somebody is there also when others are away.", _cover_gap, "Appoint", "appoint"),
    ("moderator_untrained", _TRAINED, "Moderators are trained.", _untrained, "Record training", "train"),
    ("training_expired", _TRAINED, "Training is renewed.", _training_expired, "Record training", "train"),
    ("moderator_not_bound", "AT A.3.1", "The policy binds all moderators.", _not_bound, "Replace", "replace"),
    (
        "moderator_not_acknowledged",
        "AN 2.2; AT A.3.1",
        "Moderators have acknowledged the policy in force.",
        _not_acknowledged,
        "Record what they signed",
        "acknowledge",
    ),
    ("moderator_not_approved", _ENOUGH, "Moderators are approved.", _not_approved, "Approve", "approve_moderator"),
    (
        "few_administrators",
        _ENOUGH,
        "Two people can administer each account.",
        _few_administrators,
        "Change the role",
        "administrator",
    ),
)

RULES = tuple(
    account_rule(f"account.{name}", clause, asks, says, button, f"accounts.{doing}")
    for name, clause, asks, says, button, doing in _OF_MODERATORS
)
