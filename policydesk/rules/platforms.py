"""The platforms that schools use: which addresses and names are theirs, from which age, and whether they still exist.

The facts are in resources/platforms.toml, each with the day on which it was looked up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from policydesk.terms_accounts import PlatformStatus

OTHER = "other"
"""The code of a platform that is not in the list; the account says which it is."""


@dataclass(frozen=True)
class Platform:
    """One platform as at a day.

    `domains` are its own, the usual one first; addresses of services it has taken over are among them.
    `handle_pattern` is the shape of a name on it, whole and in small or capital letters, without the "@"; empty where
    names have no shape. `minimum_age` is the age in the United Kingdom from which somebody may have an account; None
    where there is none. `planned_change` says what is going to change.
    """

    code: str
    name: str
    domains: tuple[str, ...]
    handle_pattern: str
    minimum_age: int | None
    comments_can_be_closed: bool
    status: PlatformStatus
    renamed_to: str
    as_of: date
    source: str
    handle_help: str = ""
    planned_change: str = ""


@dataclass(frozen=True)
class Identity:
    """How an account is found on its platform, in one spelling.

    `match_key` is the same for all spellings of one account, and empty where neither name nor address says which it is.
    `problems` are (field, sentence), for the fields "handle" and "address".
    """

    handle: str
    address: str
    match_key: str
    problems: tuple[tuple[str, str], ...] = ()


def platforms() -> tuple[Platform, ...]:
    """Return every platform, those in use first and by name; "other" is the last."""
    return tuple(_all().values())


def platform_named(code: str) -> Platform:
    """Return a platform by its code; one that is not known is shown as "other"."""
    return _all().get(code, _all()[OTHER])


@cache
def _all() -> Mapping[str, Platform]:
    raise NotImplementedError


def platform_of_address(address: str) -> str | None:
    """Return the code of the platform that a web address belongs to."""
    raise NotImplementedError


def read_identity(platform_code: str, handle: str, address: str) -> Identity:
    """Read the name and the web address of an account on its platform, in any spelling."""
    raise NotImplementedError
