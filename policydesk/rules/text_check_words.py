"""How the text check speaks: where something stands, how much was found, which pages could not be read."""

from policydesk.counts import listed
from policydesk.terms import TextUnit


def place_words(unit: TextUnit, places: tuple[int, ...]) -> str:
    """Say where a hit stands: "Page 3", "Pages 3, 5 and 9"; of what is missing, "Whole document"."""
    if not places:
        return "Whole document"
    return f"{unit.label}{'' if len(places) == 1 else 's'} {listed_numbers(places)}"


def listed_numbers(numbers: tuple[int, ...]) -> str:
    """Say numbers as a sentence does; of many only the first ones."""
    some = [str(one) for one in numbers[:6]]
    if len(numbers) > 6:
        return f"{', '.join(some)} and {len(numbers) - 6} more"
    return listed(some)


def found_words(count: int, dismissed: int) -> str:
    """Say how much there is to look at."""
    words = "nothing to look at" if not count else "1 thing to look at" if count == 1 else f"{count} things to look at"
    return f"{words}, {dismissed} dismissed" if dismissed else words


def pictures_words(pages: tuple[int, ...]) -> str:
    """Say which pages hold no words."""
    if len(pages) == 1:
        return f"Page {pages[0]} has no text and was not read: it is a picture or empty."
    return f"Pages {listed_numbers(pages)} have no text and were not read: they are pictures or empty."
