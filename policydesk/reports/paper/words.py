"""Numbers and days in words, as every report says them."""

from datetime import date

from policydesk.counts import counted
from policydesk.dates import MONTHS, written


def so_many(count: int, one: str, many: str) -> str:
    """Return how many of some, with the verb: "none is", "1 is", "2 are"."""
    return f"{f'{count:,}' if count else 'none'} {many if count > 1 else one}"


def part_of(part: int, whole: int, one: str, many: str = "", *, known: bool = False) -> str:
    """Return a part of some, to begin a sentence: "None of the 45 people", "3 of 45 people", "All 45 people".

    Where it is `known` which ones are meant it is "3 of the 45 people".
    """
    every = counted(whole, one, many)
    if whole == 1:
        return f"The {one}" if part else f"No {one}"
    if part == whole:
        return f"All {every}"
    return f"{part:,} of {'the ' if known else ''}{every}" if part else f"None of the {every}"


def capital(words: str) -> str:
    """Return words as they begin a sentence or a cell: "Every 2 years"."""
    return words[:1].upper() + words[1:]


def percent(part: int, whole: int) -> str:
    """Return a percentage rounded down, so that 100 % is printed only where it is true."""
    return f"{100 * part // whole} %" if whole else "–"


def of(part: int, whole: int) -> str:
    """Return a part and its whole: "41 of 45"."""
    return f"{part:,} of {whole:,}"


def span(first: date, last: date) -> str:
    """Return days in a row, both inclusive: "22 to 30 August 2026", "28 August to 2 September 2026"."""
    if first == last:
        return written(first)
    if first.year != last.year:
        return f"{written(first)} to {written(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month]} to {written(last)}"
    return f"{first.day} to {written(last)}"
