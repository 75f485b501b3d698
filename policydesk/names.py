"""Names and words as they are sorted, found and put into sentences."""

import unicodedata

_PLAIN = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i", "’": "'", "ʼ": "'"})


def sort_name(full_name: str) -> str:
    """Return a name as lists are sorted: the last word first, capitals and accents aside."""
    *first, last = full_name.split() or [""]
    return fold(" ".join((last, *first)))


_INSIDE = str.maketrans({"“": "‘", "”": "’", '"': "'"})
"""Quotation marks inside a name that stands in quotation marks."""


def quoted(name: str, longest: int = 60) -> str:
    """Return a name as it stands inside a sentence: “Year 6 blog”, also where it reads like a sentence, or is long."""
    plain = " ".join(name.split()).translate(_INSIDE)
    if len(plain) > longest:
        begun = plain[: longest - 1]
        whole_words = begun.rpartition(" ")[0]
        plain = (whole_words if len(whole_words) > longest // 2 else begun).rstrip(" ,;:.–-") + "…"
    return f"“{plain}”"


def fold(text: str | None) -> str:
    """Return words as they are searched: "Łukasz" is found by "lukasz"."""
    if text is not None and text.isascii():
        return text.lower()  # most words of most schools, and much quicker
    parts = unicodedata.normalize("NFKD", (text or "").casefold().translate(_PLAIN))
    return "".join(letter for letter in parts if not unicodedata.combining(letter) or _kept(letter))


def _kept(letter: str) -> bool:
    """Return whether a combining sign belongs to its script, as vowel signs in Kannada or Arabic do."""
    return not unicodedata.name(letter, "").startswith("COMBINING")
