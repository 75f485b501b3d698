"""What one cell of a list of accounts means: a platform, a state, an audience, how far others may take part."""

import re
from collections.abc import Mapping
from typing import TypeVar

from policydesk.exchange.account_words import (
    AUDIENCE_WORDS,
    ENGAGEMENT_WORDS,
    PLATFORM_WORDS,
    STATE_WORDS,
    TWO_STEP_WORDS,
)
from policydesk.exchange.cells import Unclear
from policydesk.exchange.words import letters
from policydesk.rules.platforms import OTHER, platform_of_address, platforms
from policydesk.terms import Term
from policydesk.terms_accounts import AccountState, Audience, Engagement, TwoStep

T = TypeVar("T", bound=Term)

_OTHER = re.compile(r"other\b[\s:(–-]*(?P<which>[^)]*)\)?", re.IGNORECASE)


def read_platform(text: str, address: str) -> tuple[str, str]:
    """Return a platform's code, and its name where it is another one; from the web address where no cell says it.

    Raises Unclear where nobody knows such a platform: "Other: Padlet" says that it is meant.
    """
    if not text:
        code = platform_of_address(address)
        if code is None:
            raise Unclear("There is no platform in this row. Write which it is, for example Facebook")
        return code, ""
    known = {letters(word): one.code for one in platforms() if one.code != OTHER for word in (one.name, one.code)}
    known |= {letters(word): code for code, words in PLATFORM_WORDS.items() for word in words if code in known.values()}
    if code := known.get(letters(text)):
        return code, ""
    other = _OTHER.fullmatch(text)
    if other is None:
        raise Unclear(f"“{text}” is no platform that PolicyDesk knows. Correct it, or write “Other: {text}”")
    if not other["which"].strip():
        raise Unclear("Write which other platform it is, for example “Other: Padlet”")
    return OTHER, other["which"].strip()


def read_state(text: str) -> AccountState | None:
    """Return the state a cell means; None where it is blank. Raises Unclear for any other word."""
    return _read(text, AccountState, STATE_WORDS, "state")


def read_engagement(text: str) -> Engagement | None:
    """Return how far others may take part; None where it is blank. Raises Unclear for any other word."""
    return _read(text, Engagement, ENGAGEMENT_WORDS, "level of interaction")


def read_two_step(text: str) -> TwoStep | None:
    """Return whether two-step sign-in is on; None where it is blank. Raises Unclear for any other word."""
    return _read(text, TwoStep, TWO_STEP_WORDS, "answer about two-step sign-in")


def read_audience(text: str) -> frozenset[Audience]:
    """Return for whom an account is: "Parents, pupils" gives both. Raises Unclear where a word is not known."""
    known = _known(Audience, AUDIENCE_WORDS)
    if not text:
        return frozenset()
    if letters(text) in known:
        return frozenset({known[letters(text)]})
    parts = [part for part in re.split(r"[;,/|+&\n]|\band\b", text) if part.strip()]
    unknown = next((part.strip() for part in parts if letters(part) not in known), "")
    if unknown or not parts:
        labels = ", ".join(one.label for one in Audience)
        raise Unclear(f"“{unknown or text}” is no audience. Use one or more of: {labels}")
    return frozenset(known[letters(part)] for part in parts)


def _read(text: str, kind: type[T], words: Mapping[T, tuple[str, ...]], what: str) -> T | None:
    if not text:
        return None
    found = _known(kind, words).get(letters(text))
    if found is None:
        raise Unclear(f"“{text}” is no {what}. Use one of: {', '.join(one.label for one in kind)}")
    return found


def _known(kind: type[T], words: Mapping[T, tuple[str, ...]]) -> dict[str, T]:
    """Return each word by its letters; the register's own labels too, so that its own lists come back in."""
    known = {letters(word): term for term, some in words.items() for word in some}
    return known | {letters(word): term for term in kind for word in (term.label, term.value)}
