"""Numbers and days in words, as every report says them."""

from datetime import date

from policydesk.dates import MONTHS, written


def counted(count: int, one: str, many: str = "") -> str:
    """Return a number with the right word: "1 person", "2 people"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def so_many(count: int, one: str, many: str) -> str:
    """Return how many of some, with the verb: "none is", "1 is", "2 are"."""
    return f"{f'{count:,}' if count else 'none'} {many if count > 1 else one}"


def percent(part: int, whole: int) -> str:
    """Return a percentage rounded down, so that 100 % is printed only where it is true."""
    return f"{100 * part // whole} %" if whole else "–"


def card(count: int, one: str, many: str) -> tuple[str, str]:
    """Return a number and what it counts, with the right word."""
    return f"{count:,}", one if count == 1 else many


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
