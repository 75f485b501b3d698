"""What standards ask of the approval of official accounts: given, by whoever may, not run out, not taken back."""

from collections.abc import Iterator
from datetime import timedelta

from policydesk.dates import written
from policydesk.rules.account_facts import AccountFacts, GrantFacts
from policydesk.rules.account_rules import HELD, OPEN, Said, account_rule
from policydesk.rules.facts import SchoolFacts
from policydesk.rules.findings import urgency_of
from policydesk.terms import Post, Urgency
from policydesk.terms_accounts import AccountState

_DAY = timedelta(days=1)


def _not_approved(account: AccountFacts, _facts: SchoolFacts) -> Iterator[Said]:
    grant = account.grant
    if grant is not None and grant.granted:
        return
    if grant is not None and grant.withdrawn is not None:
        yield from _withdrawn(account, grant)
    elif account.is_held:
        refused = "" if grant is None else f" {grant.decided_by} refused it on {written(grant.decided_on)}."
        says = f"{account.named} has been live since {written(account.live_since)} without an approval.{refused}"
        yield Said(says, Urgency.OVERDUE, since=account.live_since)
    elif account.state is AccountState.PROPOSED and not account.is_asked:
        says = (
            f"{account.named} is not to be created: {grant.decided_by} refused it on {written(grant.decided_on)}. "
            "Close it, or ask again."
            if grant
            else f"{account.named} was proposed on {written(account.since)}, and nobody has been asked to approve it."
        )
        yield Said(says, Urgency.FOR_INFORMATION if grant else Urgency.SOON, since=account.since)


def _withdrawn(account: AccountFacts, grant: GrantFacts) -> Iterator[Said]:
    """An approval that was taken back leaves an account without one; what follows is for the school to do."""
    taken = grant.withdrawn
    if taken is None or (account.is_asked and not account.is_held):
        return
    why = f"{taken.by} withdrew its approval from {written(taken.on)}: {_sentence(taken.reason)}"
    if account.is_held:
        says = f"{account.named} is {account.state.label.lower()} without an approval. {why} Close it, or ask again."
        yield Said(says, Urgency.OVERDUE, since=taken.on)
    else:
        says = f"{account.named} is not to go live. {why} Close it, or ask again."
        yield Said(says, Urgency.SOON, since=taken.on)


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _expired(account: AccountFacts, facts: SchoolFacts) -> Iterator[Said]:
    grant = account.grant
    if grant is None or not grant.granted or grant.expires_on is None or grant.expires_on > facts.soon:
        return
    ends, late = grant.expires_on, grant.expires_on < facts.as_at
    says = f"The approval of {account.named} {'ended' if late else 'ends'} on {written(ends)}."
    if grant.withdrawn is not None:
        taken = grant.withdrawn
        says += f" {taken.by} withdraws it from {written(taken.on)}: {_sentence(taken.reason)}"
    elif grant.refused is not None:
        says += f" {grant.refused.by} refused a new one on {written(grant.refused.on)}. Close it, or ask again."
    else:
        says += " Ask for a new one."
    yield Said(says, urgency_of(ends, facts), since=ends + _DAY if late else None, due=ends)


def _renewal_refused(account: AccountFacts, facts: SchoolFacts) -> Iterator[Said]:
    """A refused renewal takes nothing back, but it is not passed over: without an end the approval would go on."""
    grant = account.grant
    if grant is None or not grant.granted or grant.refused is None:
        return
    ends = grant.expires_on
    if ends is not None and ends <= facts.soon:
        return  # what ends says so itself
    until = "goes on" if ends is None else f"holds until {written(ends)}"
    says = (
        f"{grant.refused.by} refused a new approval of {account.named} on {written(grant.refused.on)}. The approval of "
        f"{written(grant.decided_on)} {until}, unless it is withdrawn."
    )
    yield Said(says, Urgency.SOON if ends is None else Urgency.FOR_INFORMATION, since=grant.refused.on)


def _approver(account: AccountFacts, _facts: SchoolFacts) -> Iterator[Said]:
    grant = account.grant
    if grant is None or not grant.granted or (grant.allowed and grant.in_office):
        return
    begins = f"{grant.decided_by} approved {account.named} on {written(grant.decided_on)}"
    if not grant.decided_as:
        says = f"{begins}, and the register does not say in which post."
    elif not grant.allowed:
        says = f"{begins} as {_as_words(grant.decided_as)}, which the policy of that day did not allow."
    else:
        says = f"{begins} as {_as_words(grant.decided_as)}, but was not recorded in that post on that day."
    yield Said(says, Urgency.SOON, since=grant.decided_on)


def _as_words(decided_as: str) -> str:
    if decided_as not in list(Post):
        return decided_as.replace("_", " ")
    label = Post(decided_as).label
    return label[0].lower() + label[1:]


def _overridden(account: AccountFacts, facts: SchoolFacts) -> Iterator[Said]:
    """Name the account until nothing is missing any more and somebody approved it as it is, after it went live."""
    override, grant = account.override, account.grant
    if override is None:
        return
    enough = len(account.appointed) >= facts.official.minimum
    if enough and grant is not None and grant.granted and grant.decided_on > override.on:
        return
    says = (
        f"{account.named} went live on {written(override.on)} by the decision of {override.by} although something "
        f"was missing: {override.reason.rstrip('.')}. "
    )
    if enough:
        says += "Ask for its approval as it is now."
        yield Said(says, Urgency.FOR_INFORMATION, since=override.on)
    else:
        says += "Appoint moderators, then ask for its approval again."
        yield Said(says, Urgency.FOR_INFORMATION, override.on, button="Appoint", command="accounts.appoint")


_APPROVES = "CP must 1; AT A.3.2"

RULES = (
    account_rule(
        "account.not_approved",
        _APPROVES,
        "Each account is approved before it is live.",
        _not_approved,
        "Record approval",
        "accounts.approve",
        OPEN,
    ),
    account_rule(
        "account.approval_expired",
        _APPROVES,
        "An approval that ends is renewed.",
        _expired,
        "Record approval",
        "accounts.approve",
        HELD | {AccountState.APPROVED},
    ),
    account_rule(
        "account.renewal_refused",
        _APPROVES,
        "A refused renewal has its consequence.",
        _renewal_refused,
        "Open",
        "accounts",
        HELD | {AccountState.APPROVED},
    ),
    account_rule(
        "account.approver_not_in_office",
        "AT A.3.2",
        "Who approves an account holds the post for it.",
        _approver,
        "Record approval",
        "accounts.approve",
    ),
    account_rule(
        "account.overridden",
        "AT A.3.2",
        "An account that went live by the head’s decision is named.",
        _overridden,
        "Record approval",
        "accounts.approve",
    ),
)
