"""What standards ask of official accounts: for those who may use them, with a sign-in that is not lost."""

from collections.abc import Iterator
from datetime import timedelta

from policydesk.dates import written
from policydesk.rules.account_facts import AccountFacts
from policydesk.rules.account_rules import OPEN, Said, account_rule
from policydesk.rules.facts import SchoolFacts
from policydesk.rules.findings import urgency_of
from policydesk.terms import Urgency
from policydesk.terms_accounts import LoginIdentity, PlatformStatus

_DAY = timedelta(days=1)


def _minimum_age(account: AccountFacts, _facts: SchoolFacts) -> Iterator[Said]:
    asks, youngest = account.platform.minimum_age, account.youngest_age
    if asks is None or not account.for_pupils or account.minimum_age_reason:
        return
    if youngest is None:
        says = (
            f"{account.named} is for pupils, and the register does not say how old the youngest are. "
            f"{account.platform_name} asks for {asks}."
        )
        yield Said(says, Urgency.SOON if account.is_held else Urgency.FOR_INFORMATION)
    elif youngest < asks:
        says = f"{account.named} is for pupils from the age of {youngest}, but {account.platform_name} asks for {asks}."
        yield Said(says, Urgency.OVERDUE if account.is_held else Urgency.FOR_INFORMATION)


def _personal_email(account: AccountFacts, _facts: SchoolFacts) -> Iterator[Said]:
    urgency = Urgency.OVERDUE if account.is_held else Urgency.SOON
    if account.login_identity is LoginIdentity.PERSONAL:
        says = f"{account.named} is registered with a personal account. Register it with a school e-mail address."
        yield Said(says, urgency)
    elif account.email_is_outside:
        begins = f"{account.named} is registered with {account.login_email}"
        yield Said(f"{begins}, which is not an e-mail address of the school.", urgency)


def _leaver_holds(account: AccountFacts, facts: SchoolFacts) -> Iterator[Said]:
    holder = account.sign_in
    if holder is None:
        return
    begins, last = f"{holder.name}, who holds the sign-in of {account.named},", holder.last_day
    if not holder.in_post:
        says = f"{begins} left on {written(last)}." if last else f"{begins} is not in post."
        yield Said(f"{says} Change the password.", Urgency.OVERDUE, since=last + _DAY if last else None, people=1)
    elif last is not None and last <= facts.soon:
        says = f"{begins} leaves on {written(last)}. Hand it over before."
        yield Said(says, urgency_of(last, facts), due=last, people=1)


def _credentials_unknown(account: AccountFacts, _facts: SchoolFacts) -> Iterator[Said]:
    if account.credentials_kept and account.sign_in:
        return
    what = f"the sign-in details of {account.named}"
    if account.credentials_kept:
        missing = f"who holds {what}"
    else:
        missing = f"where {what} are kept" + ("" if account.sign_in else " and who holds them")
    yield Said(f"The register does not say {missing}.", Urgency.SOON)


def _defunct(account: AccountFacts, facts: SchoolFacts) -> Iterator[Said]:
    platform = account.platform
    if platform.status is PlatformStatus.DEFUNCT and (platform.closed_on or facts.as_at) <= facts.as_at:
        says = f"{account.named} is on {account.platform_name}, which has closed down. Close the account here too."
        yield Said(says, Urgency.THIS_WEEK)


RULES = (
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
