"""Names and words as they are sorted and found: capitals and accents aside."""

import unicodedata

_PLAIN = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i", "’": "'", "ʼ": "'"})


def sort_name(full_name: str) -> str:
    """Return a name as lists are sorted: the last word first, capitals and accents aside."""
    *first, last = full_name.split() or [""]
    return fold(" ".join((last, *first)))


def fold(text: str | None) -> str:
    """Return words as they are searched: "Łukasz" is found by "lukasz"."""
    if text is not None and text.isascii():
        return text.lower()  # most words of most schools, and much quicker
    parts = unicodedata.normalize("NFKD", (text or "").casefold().translate(_PLAIN))
    return "".join(letter for letter in parts if not unicodedata.combining(letter) or _kept(letter))


def _kept(letter: str) -> bool:
    """Return whether a combining sign belongs to its script, as vowel signs in Kannada or Arabic do."""
    return not unicodedata.name(letter, "").startswith("COMBINING")
