"""Which passwords are good enough: long, not a common one, not the school's or the person's own name."""

from collections.abc import Iterable
from functools import cache

from policydesk.errors import Refusal
from policydesk.paths import resource

MIN_LENGTH = 12
"""Characters; length and the list of common passwords are what NCSC advises, never rules about capitals or digits."""

MAX_LENGTH = 1_000


def check_password(password: str, names: Iterable[str] = ()) -> None:
    """Raise Refusal naming `password` where it is too short, too common or just a name."""
    if len(password) < MIN_LENGTH:
        raise Refusal(
            f"Use {MIN_LENGTH} characters or more; three random words make a good password.", field="password"
        )
    if len(password) > MAX_LENGTH:
        raise Refusal(f"Use at most {MAX_LENGTH:,} characters.", field="password")
    if _plain(password) in common_passwords():
        raise Refusal(
            "That password is on the list of common ones. Choose three random words instead.", field="password"
        )
    if len(set(password)) < 5:
        raise Refusal("That password repeats a few characters. Choose three random words instead.", field="password")
    if any(_plain(password) == _plain(name) for name in names if name):
        raise Refusal("That password is a name that others know. Choose three random words instead.", field="password")


@cache
def common_passwords() -> frozenset[str]:
    """The shipped list of common passwords, in small letters without spaces."""
    text = resource("passwords", "common.txt").read_text(encoding="utf-8")
    return frozenset(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


def _plain(text: str) -> str:
    return "".join(text.lower().split())
