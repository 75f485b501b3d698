"""What can be asked about official accounts: the list, finding one, their names."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from policydesk.terms_accounts import AccountState, Audience


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One line of the list of accounts.

    `moderators` are the approved ones in post, by name; `available` counts those of them who are there on the day;
    `gap_from` is the first day ahead on which fewer are there than `minimum`. `approved` is whether an approval holds.
    """

    id: int
    name: str
    platform: str
    platform_name: str
    handle: str
    address: str
    state: AccountState
    since: date
    moderators: tuple[str, ...]
    available: int
    minimum: int
    gap_from: date | None
    last_checked_on: date | None
    check_due_on: date | None
    evaluation_due_on: date | None
    planned_end_on: date | None
    approved: bool
    audience: frozenset[Audience]


def list_accounts(session: Session, as_at: date) -> tuple[AccountRow, ...]:
    """Return every account that exists on a day, by name, closed ones included."""
    raise NotImplementedError


def find_accounts(session: Session, as_at: date, words: str, limit: int = 20) -> tuple[AccountRow, ...]:
    """Return the accounts whose name, platform or address has all these parts, closed ones last."""
    raise NotImplementedError


def account_names(session: Session, as_at: date) -> tuple[tuple[int, str], ...]:
    """Return the ids and names of the accounts that exist on a day, closed ones last."""
    raise NotImplementedError
