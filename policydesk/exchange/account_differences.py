"""What a list says of an account that the register does not have so: only filled cells count."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from policydesk.dates import written
from policydesk.exchange.cells import clean
from policydesk.queries.account_matching import AccountHeld, AnswerChange, ListedAccount
from policydesk.terms import Term
from policydesk.terms_accounts import Audience, Engagement, TwoStep

_LABELS = {
    "name": "Name",
    "purpose": "Purpose",
    "strong_reason": "Strong reason",
    "audience": "Audience",
    "engagement": "Interaction",
    "planned_end_on": "Planned end",
    "exit_strategy": "Exit strategy",
    "website_page": "Page of the website",
    "login_email": "E-mail address to sign in with",
    "recovery_address": "Recovery address",
    "two_step": "Two-step sign-in",
    "credentials_kept": "Where the credentials are kept",
    "notes": "Notes",
    "responsible_leader_id": "Responsible leader",
    "credentials_holder_id": "Who holds the credentials",
}
_TERMS: dict[str, type[Term]] = {"engagement": Engagement, "two_step": TwoStep}


def differences(held: AccountHeld, account: ListedAccount, ids: dict[str, int]) -> tuple[AnswerChange, ...]:
    """Return each answer that the list would change, in words; the register's spelling of a handle is kept."""
    listed: dict[str, Any] = {"name": account.name, **dict(account.answers)}
    found = list(_identity(held, account))
    for name, value in listed.items():
        if value and _comparable(value) != _comparable(_now(held, name)):
            old, new = _words(_now(held, name)), _words(value)
            found.append(AnswerChange(_LABELS[name], old, new, ((name, value),)))
    for name, staff_id in ids.items():
        if staff_id != held.answers[name]:
            text = account.leader if name == "responsible_leader_id" else account.holder
            found.append(AnswerChange(_LABELS[name], "", text, ((name, staff_id),)))
    return tuple(found)


def _identity(held: AccountHeld, account: ListedAccount) -> Iterator[AnswerChange]:
    """Yield the handle and the address where the register has none for the account."""
    if account.match_key and not held.answers["match_key"]:
        values = (("handle", account.handle), ("address", account.address))
        yield AnswerChange("Handle", "", account.handle or account.address, values)
    elif account.address and not held.answers["address"]:
        yield AnswerChange("Web address", "", account.address, (("address", account.address),))
    elif account.handle and not held.answers["handle"]:
        yield AnswerChange("Handle", "", account.handle, (("handle", account.handle),))


def _now(held: AccountHeld, name: str) -> Any:
    value = held.answers[name]
    if name == "audience":
        return frozenset(map(Audience, value))
    return _TERMS[name](value) if name in _TERMS and value else value


def _comparable(value: Any) -> Any:
    return clean(value) if isinstance(value, str) and not isinstance(value, Term) else value


def _words(value: Any) -> str:
    if isinstance(value, Term):
        return value.label
    if isinstance(value, date):
        return written(value)
    if isinstance(value, frozenset):
        return ", ".join(one.label for one in Audience if one in value)
    return "" if value is None else str(value)
