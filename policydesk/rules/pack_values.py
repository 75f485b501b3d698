"""What may be entered in a line of the rule pack: each wrong value has its sentence."""

import re
from datetime import date
from typing import Any

from policydesk.rules.pack_lines import PackLine
from policydesk.terms_pack import PackForm

MAY_BE_EMPTY = frozenset({"minimum_age", "closed_on"})
"""Fields that may say nothing: no age is asked for, the platform is open."""

LONGEST = 300
"""Characters that words may have."""

FIRST_LAW = 1200
"""No law that policies cite is older."""


def text_of_value(line: PackLine, given: Any) -> str:
    """Return what somebody entered as the text in which lines keep it, tidied but not judged."""
    if given is None:
        return ""
    if isinstance(given, date):
        return given.isoformat()
    tidy = " ".join(str(given).split())
    if line.form is PackForm.YEARS:
        return ", ".join(part for part in re.split(r"[\s,;]+", tidy) if part and part != "and")
    return tidy


def wrong_with(line: PackLine, text: str, today: date) -> str:
    """Return the sentence that says what is wrong with a value; "" where nothing is."""
    if not text:
        return "" if line.key.rpartition("/")[2] in MAY_BE_EMPTY else f"Enter {_wanted(line)}."
    if text == line.value:
        return f"This is what PolicyDesk says already: {line.shown(text)}. Enter another value, or cancel."
    if line.form is PackForm.YEARS:
        return _wrong_years(text, today)
    if line.form is PackForm.DAY:
        right = 1900 <= date.fromisoformat(text).year <= today.year + 10
        return "" if right else f"Check the year: {text[:4]} cannot be right."
    if line.form in {PackForm.AGE, PackForm.NUMBER}:
        fits = text.isdecimal() and line.lowest <= int(text) <= line.highest
        return "" if fits else f"Enter {_wanted(line)}."
    return f"Shorten this to {LONGEST} characters; it has {len(text):,}." if len(text) > LONGEST else ""


def _wrong_years(text: str, today: date) -> str:
    parts = text.split(", ")
    bad = [part for part in parts if not re.fullmatch(r"\d{4}", part) or not FIRST_LAW <= int(part) <= today.year + 1]
    return f"Enter years of four figures with commas, such as 1989, 2004. “{bad[0]}” is not one." if bad else ""


def _wanted(line: PackLine) -> str:
    if line.form in {PackForm.AGE, PackForm.NUMBER}:
        return f"a number of {line.unit}s from {line.lowest} to {line.highest}"
    return {
        PackForm.DAY: "a day",
        PackForm.YEARS: "a year, or several with commas",
        PackForm.EDITION: "the name of the edition, such as 2027",
    }.get(line.form, "what to write")
