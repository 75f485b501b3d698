"""What one page is judged by that needs no structure: margins, words over each other, sizes, colours, letters."""

from collections.abc import Iterator

from tests.pages.page import Fault, Page, quoted
from tests.pages.seen import Colour, Words

SMALLEST = 7.0
"""Points of the smallest words of a paper: those in its charts."""

SMALLEST_IN_A_YEAR = 5.0
"""Points of the words in the boxes of a year on one A4 page; the list that follows says them large."""

CONTRAST = 4.5
"""How much lighter or darker than their ground words must be: the rule for the web, which does for paper too."""

EDGE = 8.0
"""Points that a printer leaves free at the edge of the sheet."""

CLOSE = 1.0
"""Points by which boxes of words may touch."""


def outside(page: Page) -> Iterator[Fault]:
    """Object to words of the story outside of its frame, and to any words near the edge of the sheet."""
    left, low, right, top = page.frame
    for one in page.story:
        if not one.turned and (one.left < left - 1 or one.right > right + 1 or one.base < low or one.top > top + 1):
            yield page.fault("outside the frame", quoted([one]))
    for one in page.furniture:
        if not one.turned and (
            one.left < EDGE or one.right > page.seen.width - EDGE or one.low < EDGE or one.top > page.seen.height - EDGE
        ):
            yield page.fault("at the edge of the sheet", quoted([one]))


def over_each_other(page: Page) -> Iterator[Fault]:
    """Object to words that lie over other words, or over a line."""
    some = sorted((one for one in page.seen.words if not one.faint and not one.turned), key=lambda one: -one.base)
    for number, one in enumerate(some):
        for other in some[number + 1 :]:
            if one.base - other.base > one.size + other.size:
                break
            if _meet(one, other):
                yield page.fault("words over each other", f"{quoted([one])} and {quoted([other])}")
    for left, low, right, high in page.seen.lines:
        if abs(high - low) < 0.1 and right - left > 12:
            for one in some:
                if one.low + CLOSE < low < one.top - CLOSE and left < one.right - 1 and one.left + 1 < right:
                    yield page.fault("a line through words", quoted([one]))


def _meet(one: Words, other: Words) -> bool:
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.top, other.top) - max(one.base - 0.1 * one.size, other.base - 0.1 * other.size)
    return wide > CLOSE and high > CLOSE


def small_or_pale(page: Page) -> Iterator[Fault]:
    """Object to words that are too small or too pale to be read."""
    least = SMALLEST_IN_A_YEAR if "Year planner" in page.around else SMALLEST
    for one in page.seen.words:
        if one.faint:
            continue
        if one.size < least - 0.05:
            yield page.fault("small words", f"{one.size:.1f} points: {quoted([one])}")
        if contrast(one.colour, one.ground) < CONTRAST:
            yield page.fault("pale words", f"{contrast(one.colour, one.ground):.1f} to 1: {quoted([one])}")


def contrast(one: Colour, other: Colour) -> float:
    """Return how much lighter one colour is than another, from 1 to 21."""
    light, dark = sorted((_light(one), _light(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _light(colour: Colour) -> float:
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def letters(page: Page) -> Iterator[Fault]:
    """Object to letters that are drawn as an empty box, and to those without a font that no note explains."""
    for one in page.seen.words:
        if one.boxes or ("\ufffd" in one.text and "stands for a letter" not in page.around):
            yield page.fault("letters missing", quoted([one]))


def cut_short(page: Page) -> Iterator[Fault]:
    """Object to words that end in dots because they had no room; labels of charts may, as a table says them whole."""
    for one in page.story:
        if one.text.rstrip().endswith("…") and page.owners[one.content].inside("Figure") is None:
            yield page.fault("cut short", quoted([one]))


def furniture(page: Page) -> Iterator[Fault]:
    """Object to a page without its number, its day or the register's seal."""
    for words in (f"Page {page.number:,} of {page.many:,}", "Register seal", "As at"):
        if f"{words} " not in f"{page.around} ":
            yield page.fault("furniture missing", f"“{words}” is not in “{page.around}”")
