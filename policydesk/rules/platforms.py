"""The platforms that schools use: which addresses and names are theirs, from which age, and whether they still exist.

The facts are in resources/platforms.toml, each with the day to which it is known to hold. `read_identity` finds one
account behind all the ways in which people write its name and its address.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import Any

from policydesk.paths import resource
from policydesk.rules.knowledge import with_what_is_said
from policydesk.rules.web_address import WebAddress, read_web_address
from policydesk.terms_accounts import PlatformStatus

OTHER = "other"
"""The code of a platform that is not in the list; the account says which it is."""


@dataclass(frozen=True)
class AddressForm:
    """One shape of an account's address: `path` finds the name, `shown` writes it; `kind` is empty for handles."""

    path: re.Pattern[str]
    kind: str = ""
    shown: str = "{}"
    exact: bool = False
    host: str = ""


@dataclass(frozen=True)
class Platform:
    """One platform as at a day.

    `domains` are its own, the usual one first; addresses of a name it had before are among them.
    `handle_pattern` is the shape of a whole name on it without the "@", capitals and small letters alike; empty where
    names have no shape; `handle_help` says it in words. `minimum_age` is the age from which somebody in the United
    Kingdom may have an account; None where that says nothing. `ages_before` are earlier ones, each with its last day,
    the earliest first. `planned_change` says what has been announced.
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
    closed_on: date | None = None
    ages_before: tuple[tuple[date, int], ...] = ()
    at_sign: bool = False
    ignores_dots: bool = False
    named_by_host: bool = False
    addresses: tuple[AddressForm, ...] = ()
    not_accounts: frozenset[str] = frozenset()


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
    """Return every platform: those in use, then those renamed or closed down, and "other" as the last."""
    return tuple(_all().values())


def platform_named(code: str) -> Platform:
    """Return a platform by its code; one that is not known is shown as "other"."""
    return _all().get(code, _all()[OTHER])


def code_with_name(code: str, other: str) -> str:
    """Return a platform in one word: one that is not in the list is "other" with the name that was given."""
    return f"{OTHER}:{other}" if code == OTHER and other else code


def code_and_name(word: str) -> tuple[str, str]:
    """Return the code of a platform in one word, and the name of one that is not in the list."""
    code, _, name = word.partition(":")
    return code, name


def platform_of_address(address: str) -> str | None:
    """Return the code of the platform that a web address belongs to; None where it is nobody's."""
    web = read_web_address(address)
    return None if isinstance(web, str) else _owner_of(web.host)


def read_identity(platform_code: str, handle: str, address: str) -> Identity:
    """Read the name and the web address of an account on its platform, in any spelling.

    A web address in the box for the name is taken for the address where that is empty.
    """
    platform = _current(platform_named(platform_code))
    handle, address = " ".join(handle.split()), address.strip()
    if _is_address(handle) and not address:
        handle, address = "", handle
    problems = []
    name = handle.removeprefix("@").strip()
    if trouble := _handle_trouble(platform, name):
        problems.append(("handle", trouble))
    spelled, by_address, trouble = _address(platform, address)
    if trouble:
        problems.append(("address", trouble))
    by_name = "" if problems or not name or platform.code == OTHER else _key(platform, AddressForm(_NAME), name)
    if by_name and by_address and by_name != by_address and "/" not in by_address:
        problems.append(("address", f"The address is that of another account than {handle}. Correct one of the two."))
    return Identity(
        handle=f"@{name}" if name and platform.at_sign else handle if name else "",
        address=spelled,
        match_key="" if problems else by_name or by_address,
        problems=tuple(problems),
    )


_NAME = re.compile(r"/@?([^/?]+)")


def _handle_trouble(platform: Platform, name: str) -> str:
    if _is_address(name):
        return "Enter the name alone, such as @longacre. The web address has a box of its own."
    if name and platform.handle_pattern and not re.fullmatch(platform.handle_pattern, name, re.IGNORECASE):
        return f"Enter the name as it is on {platform.name}: {platform.handle_help}."
    return ""


def _address(platform: Platform, address: str) -> tuple[str, str, str]:
    """Return an address in its one spelling, its key and what is wrong with it."""
    if not address:
        return "", "", ""
    web = read_web_address(address)
    if isinstance(web, str):
        return address, "", web
    owner = _owner_of(web.host)
    if owner is not None and owner != platform.code:
        other = platform_named(owner).name
        return (
            web.spelled,
            "",
            f"This address belongs to {other}. Select {other} as the platform, or correct the address.",
        )
    if platform.domains and owner is None:
        return web.spelled, "", f"Enter an address on {platform.name}. It begins with https://{platform.domains[0]}."
    if platform.code == OTHER:
        return web.spelled, f"{OTHER}:{web.key}", ""
    found = _named(platform, web)
    if found is None:
        return (
            web.spelled,
            "",
            f"Enter the address of the account itself on {platform.name}, not that of one post or page.",
        )
    form, name = found
    host = web.host if platform.named_by_host or not platform.domains else form.host or platform.domains[0]
    path = "" if platform.named_by_host else form.shown.format(name)
    key = name if platform.domains or "@" in name else f"{name}@{web.host}"
    return f"https://{host}/{path}".rstrip("/"), _key(platform, form, key), ""


def _named(platform: Platform, web: WebAddress) -> tuple[AddressForm, str] | None:
    """Return the account that an address names, and the form in which it does."""
    if platform.named_by_host:
        domain = next(each for each in platform.domains if _within(web.host, each))
        name = web.host.removesuffix(domain).rstrip(".")
        return (AddressForm(_NAME), name) if name else None
    for form in platform.addresses or (AddressForm(_NAME),):
        if form.host and form.host != web.host:
            continue
        found = re.match(f"(?:{form.path.pattern})(?=[/?&]|$)", web.plain, re.IGNORECASE)
        if found and found[1].casefold() not in platform.not_accounts:
            return form, found[1]
    return None


def _key(platform: Platform, form: AddressForm, name: str) -> str:
    plain = name if form.exact else name.casefold()
    if platform.ignores_dots and not form.kind:
        plain = plain.replace(".", "")
    return f"{platform.code}:{form.kind}/{plain}" if form.kind else f"{platform.code}:{plain}"


def _owner_of(host: str) -> str | None:
    return next((one.code for one in platforms() if any(_within(host, domain) for domain in one.domains)), None)


def _within(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")


def _current(platform: Platform) -> Platform:
    return platform_named(platform.renamed_to) if platform.renamed_to else platform


def _is_address(text: str) -> bool:
    return "://" in text or text.startswith("www.") or bool(re.match(r"[^@/\s]+\.[^@/\s]+/", text))


@cache
def _all() -> Mapping[str, Platform]:
    read = tomllib.loads(resource("platforms.toml").read_text(encoding="utf-8"))
    return {one["code"]: platform_from(one) for one in read["platform"]}


def platform_from(one: Mapping[str, Any]) -> Platform:
    """Make a platform of its table in the file."""
    forms = tuple(AddressForm(**{**form, "path": re.compile(form["path"])}) for form in one.get("addresses", ()))
    known = {field.name for field in fields(Platform)}
    about: dict[str, Any] = {"minimum_age": None, "renamed_to": "", "status": PlatformStatus.CURRENT}
    about |= {name: value for name, value in with_what_is_said(one).items() if name in known}
    about["status"] = PlatformStatus(about["status"])
    about["domains"] = tuple(one["domains"])
    about["ages_before"] = tuple((each["until"], each["age"]) for each in one.get("ages_before", ()))
    about["not_accounts"] = frozenset(one.get("not_accounts", ()))
    return Platform(**{**about, "addresses": forms})
