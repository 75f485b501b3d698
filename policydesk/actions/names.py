"""Names of people, as they are sorted."""


def sort_name(full_name: str) -> str:
    """Return a name as lists are sorted: the last word first, capitals aside."""
    *first, last = full_name.split() or [""]
    return " ".join((last, *first)).casefold()
