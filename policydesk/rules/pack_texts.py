"""How a value of the rule pack is kept as text, and what a file has of it: days, years, words and switches."""

import re
from datetime import date
from typing import Any

from policydesk.rules.text_check_lines import tidy
from policydesk.terms_pack import PackForm

YES, NO = "yes", "no"
"""How a switch is kept."""

NUMBERS = frozenset({PackForm.AGE, PackForm.NUMBER, PackForm.YEAR})
LISTS = frozenset({PackForm.YEARS, PackForm.PHRASES})


def text_of(form: PackForm, value: Any) -> str:
    """Return a value of a file as the text in which lines keep it; a switch that is not there is on."""
    if form is PackForm.SWITCH:
        return NO if value is False else YES
    if value is None:
        return ""
    if form in LISTS:
        return ", ".join(str(one) for one in value)
    if form is PackForm.EDITION:
        newest = max(value, key=lambda one: one["from"])
        return str(newest["name"])
    return value.isoformat() if isinstance(value, date) else str(value)


def value_of(form: PackForm, text: str) -> Any:
    """Return what a file has for a text; an edition alone is more than its text."""
    if form is PackForm.SWITCH:
        return text != NO
    if form is PackForm.YEARS:
        return [int(year) for year in text.split(", ")] if text else []
    if form is PackForm.PHRASES:
        return text.split(", ") if text else []
    if form is PackForm.DAY:
        return date.fromisoformat(text) if text else None
    if form in NUMBERS:
        return int(text) if text else None
    return text


def text_of_given(form: PackForm, given: Any) -> str:
    """Return what somebody entered as the text in which lines keep it, tidied but not judged."""
    if given is None:
        return ""
    if isinstance(given, bool):
        return YES if given else NO
    if isinstance(given, date):
        return given.isoformat()
    if form is PackForm.PHRASES:
        phrases = (tidy(one) for one in re.split(r"[,;\n]", str(given)))
        return ", ".join(dict.fromkeys(one for one in phrases if one))
    words = " ".join(str(given).split())
    if form is PackForm.YEARS:
        return ", ".join(part for part in re.split(r"[\s,;]+", words) if part and part != "and")
    return words


def found_by(phrase: str) -> str:
    """Return how words of the school's own are found in a text: whole words, with any blanks between them."""
    words = r"\s+".join(re.escape(one) for one in tidy(phrase).split())
    return rf"(?<!\w){words}(?!\w)"
