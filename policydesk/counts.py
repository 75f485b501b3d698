"""How many, in words: the sentences of the window, of paper and of the command line count alike."""

from collections.abc import Iterable, Sequence


def counted(count: int, one: str, many: str = "") -> str:
    """Return a number with the right word: "1 person", "12 people"."""
    return f"{count:,} {called(count, one, many)}"


def called(count: int, one: str, many: str = "") -> str:
    """Return the right word for so many, without the number."""
    return one if count == 1 else many or one + "s"


def counted_or_no(count: int, one: str, many: str = "") -> str:
    """Return a number with the right word where there are any, to stand in a sentence: "no people", "12 people"."""
    return counted(count, one, many) if count else f"no {called(0, one, many)}"


def tallied(counts: Iterable[tuple[int, str]], one: str, many: str = "") -> str:
    """Return what was done to how many, without what was not: "2 people added, 1 changed"; "" where nothing was."""
    some = [(count, did) for count, did in counts if count]
    told = [f"{counted(count, one, many)} {did}" for count, did in some[:1]]
    return ", ".join([*told, *(f"{count:,} {did}" for count, did in some[1:])])


def and_the_rest(did: str, same: int) -> str:
    """Return what was done, and how many stayed as they were: "1 person added; 3 stayed as they were"."""
    rest = f"; {same:,} stayed as {'it was' if same == 1 else 'they were'}" if same else ""
    return f"{did or 'nothing changed'}{rest}"


def listed(words: Sequence[str]) -> str:
    """Return things as they stand in a sentence: "Bea Quill, Sam Reed and Ivy Stone"; "" where there are none."""
    *first, last = words or ("",)
    return f"{', '.join(first)} and {last}" if first else last
