"""What may be entered in a line of the rule pack: each wrong value has its sentence."""

import re
from datetime import date
from typing import Any

from policydesk.rules.pack_lines import PackLine
from policydesk.rules.pack_texts import NO, NUMBERS, YES, text_of_given
from policydesk.terms_pack import PackForm

MAY_BE_EMPTY = frozenset({"minimum_age", "closed_on", "own_words"})
"""Fields that may say nothing: no age is asked for, the platform is open, no words were added."""

LONGEST = 300
"""Characters that words may have."""

MOST_PHRASES = 60
"""Words with commas that may stand in one box."""

SHORTEST_PHRASE = 3
"""Letters; shorter ones would be found in every text."""

FIRST_LAW = 1200
"""No law that policies cite is older."""

HIGHEST_AGE = 25


def text_of_value(line: PackLine, given: Any) -> str:
    """Return what somebody entered as the text in which lines keep it, tidied but not judged."""
    return text_of_given(line.form, given)


def wrong_with(line: PackLine, text: str, today: date) -> str:
    """Return the sentence that says what is wrong with a value; "" where nothing is."""
    if text == line.value:
        whose = "the entry says" if line.entry else "PolicyDesk says"
        says = f"This is what {whose} already: {line.shown(text)}. Enter another value, or cancel."
        return says if text else f"Enter {wanted(line.form, _numbers(line))}, or cancel: nothing stands here now."
    if not text:
        field = line.key.rpartition("/")[2]
        may_be = field in MAY_BE_EMPTY and not (line.entry and field == "own_words")
        return "" if may_be else f"Enter {wanted(line.form, _numbers(line))}."
    if line.form in {PackForm.AGE, PackForm.NUMBER}:
        fits = text.isdecimal() and line.lowest <= int(text) <= line.highest
        return "" if fits else f"Enter {wanted(line.form, _numbers(line))}."
    return wrong_text(line.form, text, today)


def wrong_text(form: PackForm, text: str, today: date) -> str:
    """Return what is wrong with a text of some form that is not empty."""
    if form is PackForm.YEARS:
        return _wrong_years(text, today)
    if form is PackForm.PHRASES:
        return _wrong_phrases(text)
    if form is PackForm.DAY:
        return _wrong_day(text, today)
    if form in NUMBERS:
        lowest, highest = (FIRST_LAW, today.year + 1) if form is PackForm.YEAR else (0, HIGHEST_AGE)
        return "" if _is_number(text) and lowest <= int(text) <= highest else f"Enter {wanted(form)}."
    if form is PackForm.SWITCH:
        return "" if text in {YES, NO} else "Select yes or no."
    return f"Shorten this to {LONGEST} characters; it has {len(text):,}." if len(text) > LONGEST else ""


def wanted(form: PackForm, numbers: str = f"a number of years from 0 to {HIGHEST_AGE}") -> str:
    """Return what is to be entered in a form."""
    return {
        PackForm.DAY: "a day",
        PackForm.YEAR: "a year of four figures, such as 1998",
        PackForm.YEARS: "a year, or several with commas",
        PackForm.EDITION: "the name of the edition, such as 2027",
        PackForm.PHRASES: "the words, several with commas",
        PackForm.AGE: numbers,
        PackForm.NUMBER: numbers,
    }.get(form, "what to write")


def _numbers(line: PackLine) -> str:
    return f"a number of {line.unit}s from {line.lowest} to {line.highest}"


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) < 10


def _wrong_day(text: str, today: date) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return "This is no day. Enter one such as 1 9 2026."
    return "" if 1900 <= day.year <= today.year + 10 else f"Check the year: {day.year} cannot be right."


def _wrong_years(text: str, today: date) -> str:
    parts = text.split(", ")
    bad = [part for part in parts if not re.fullmatch(r"\d{4}", part) or not FIRST_LAW <= int(part) <= today.year + 1]
    return f"Enter years of four figures with commas, such as 1989, 2004. “{bad[0]}” is not one." if bad else ""


def _wrong_phrases(text: str) -> str:
    phrases = text.split(", ")
    if len(phrases) > MOST_PHRASES:
        return f"Leave at most {MOST_PHRASES} here; there are {len(phrases)}."
    long = next((one for one in phrases if len(one) > LONGEST), None)
    if long is not None:
        return f"Shorten this to {LONGEST} characters; it has {len(long):,}."
    short = next((one for one in phrases if sum(map(str.isalnum, one)) < SHORTEST_PHRASE), None)
    return "" if short is None else f"Enter longer words: “{short}” would be found in too many places."
