"""What standards ask of official accounts: approved, for those who may use them, with a sign-in that is not lost."""

from collections.abc import Iterator
from datetime import timedelta

from policydesk.dates import written
from policydesk.rules.account_facts import AccountFacts
from policydesk.rules.account_rules import HELD, OPEN, Said, account_rule
from policydesk.rules.facts import SchoolFacts
from policydesk.rules.findings import urgency_of
from policydesk.terms import Post, Urgency
from policydesk.terms_accounts import AccountState, LoginIdentity, PlatformStatus

_DAY = timedelta(days=1)


def _not_approved(account: AccountFacts, _facts: SchoolFacts) -> Iterator[Said]:
    grant = account.grant
    if grant is not None and grant.granted:
        return
    refused = "" if grant is None else f" {grant.decided_by} refused it on {written(grant.decided_on)}."
    if account.is_held:
        says = f"{account.name} has been live since {written(account.live_since)} without an approval.{refused}"
        yield Said(says, Urgency.OVERDUE, since=account.live_since)
    elif account.state is AccountState.PROPOSED and not account.is_asked:
        says = (
            f"{account.name} is not to be created:{refused} Close it, or ask again."
            if grant
            else f"{account.name} was proposed on {written(account.since)}, and nobody has been asked to approve it."
        )
        yield Said(says, Urgency.FOR_INFORMATION if grant else Urgency.SOON, since=account.since)


def _expired(account: AccountFacts, facts: SchoolFacts) -> Iterator[Said]:
    grant = account.grant
    if grant is None or not grant.granted or grant.expires_on is None or grant.expires_on > facts.soon:
        return
    ends, late = grant.expires_on, grant.expires_on < facts.as_at
    says = f"The approval of {account.name} {'ended' if late else 'ends'} on {written(ends)}. Ask for a new one."
    yield Said(says, urgency_of(ends, facts), since=ends + _DAY if late else None, due=ends)


def _approver(account: AccountFacts, _facts: SchoolFacts) -> Iterator[Said]:
    grant = account.grant
    if grant is None or not grant.granted or (grant.allowed and grant.in_office):
        return
    begins = f"{grant.decided_by} approved {account.name} on {written(grant.decided_on)}"
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
        f"{account.name} went live on {written(override.on)} by the decision of {override.by} although something "
        f"was missing: {override.reason.rstrip('.')}. "
    )
    if enough:
        says += "Ask for its approval as it is now."
        yield Said(says, Urgency.FOR_INFORMATION, since=override.on)
    else:
        says += "Appoint moderators, then ask for its approval again."
        yield Said(says, Urgency.FOR_INFORMATION, override.on, button="Appoint", command="accounts.appoint")


def _minimum_age(account: AccountFacts, _facts: SchoolFacts) -> Iterator[Said]:
    asks, youngest = account.platform.minimum_age, account.youngest_age
    if asks is None or not account.for_pupils or account.minimum_age_reason:
        return
    if youngest is None:
        says = (
            f"{account.name} is for pupils, and the register does not say how old the youngest are. "
            f"{account.platform_name} asks for {asks}."
        )
        yield Said(says, Urgency.SOON if account.is_held else Urgency.FOR_INFORMATION)
    elif youngest < asks:
        says = f"{account.name} is for pupils from the age of {youngest}, but {account.platform_name} asks for {asks}."
        yield Said(says, Urgency.OVERDUE if account.is_held else Urgency.FOR_INFORMATION)


def _personal_email(account: AccountFacts, _facts: SchoolFacts) -> Iterator[Said]:
    urgency = Urgency.OVERDUE if account.is_held else Urgency.SOON
    if account.login_identity is LoginIdentity.PERSONAL:
        says = f"{account.name} is registered with a personal account. Register it with a school e-mail address."
        yield Said(says, urgency)
    elif account.email_is_outside:
        says = f"{account.name} is registered with {account.login_email}, which is not an e-mail address of the school."
        yield Said(says, urgency)


def _leaver_holds(account: AccountFacts, facts: SchoolFacts) -> Iterator[Said]:
    holder = account.sign_in
    if holder is None:
        return
    begins, last = f"{holder.name}, who holds the sign-in of {account.name},", holder.last_day
    if not holder.in_post:
        says = f"{begins} left on {written(last)}." if last else f"{begins} is not in post."
        yield Said(f"{says} Change the password.", Urgency.OVERDUE, since=last + _DAY if last else None, people=1)
    elif last is not None and last <= facts.soon:
        says = f"{begins} leaves on {written(last)}. Hand it over before."
        yield Said(says, urgency_of(last, facts), due=last, people=1)


def _credentials_unknown(account: AccountFacts, _facts: SchoolFacts) -> Iterator[Said]:
    if account.credentials_kept and account.sign_in:
        return
    what = f"the sign-in details of {account.name}"
    if account.credentials_kept:
        missing = f"who holds {what}"
    else:
        missing = f"where {what} are kept" + ("" if account.sign_in else " and who holds them")
    yield Said(f"The register does not say {missing}.", Urgency.SOON)


def _defunct(account: AccountFacts, facts: SchoolFacts) -> Iterator[Said]:
    platform = account.platform
    if platform.status is PlatformStatus.DEFUNCT and platform.as_of <= facts.as_at:
        says = f"{account.name} is on {account.platform_name}, which has closed down. Close the account here too."
        yield Said(says, Urgency.THIS_WEEK)


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
    account_rule(
        "account.minimum_age",
        "AT 7.3; AT A.2.5",
        "Pupils are old enough for the platform.",
        _minimum_age,
        "Change",
        "accounts.pupils",
        OPEN,
    ),
    account_rule(
        "account.personal_email",
        "CP must not 9",
        "Accounts are registered with a school e-mail address.",
        _personal_email,
        "Change",
        "accounts.sign_in",
        OPEN,
    ),
    account_rule(
        "account.credentials_leaver",
        "NCSC advice",
        "Nobody who has left holds a sign-in.",
        _leaver_holds,
        "Change",
        "accounts.sign_in",
    ),
    account_rule(
        "account.credentials_unknown",
        "NCSC advice",
        "It is known where sign-ins are kept and who holds them.",
        _credentials_unknown,
        "Change",
        "accounts.sign_in",
    ),
    account_rule(
        "account.platform_defunct",
        "AT A.1.6",
        "No account is on a platform that has closed down.",
        _defunct,
        "Close",
        "accounts.close",
        OPEN,
    ),
)
