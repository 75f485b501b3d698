"""Numbers in words, as every report says them."""


def counted(count: int, one: str, many: str = "") -> str:
    """Return a number with the right word: "1 person", "2 people"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def percent(part: int, whole: int) -> str:
    """Return a percentage rounded down, so that 100 % is printed only where it is true."""
    return f"{100 * part // whole} %" if whole else "–"


def of(part: int, whole: int) -> str:
    """Return a part and its whole: "41 of 45"."""
    return f"{part:,} of {whole:,}"
