"""Arithmetic with days as numbers: joining spells, what two have in common, what is left of one."""

from collections.abc import Iterable, Sequence
from datetime import date

OPEN = date.max.toordinal() + 2
"""The end of what has no last day: one day after everything that has one."""

Days = tuple[int, int]
"""Days as numbers: the first day, and the day after the last."""


def clipped(days: Days, window: Days) -> Days:
    """Return those of some days that lie in a window."""
    return max(days[0], window[0]), min(days[1], window[1])


def joined(spells: Iterable[Days]) -> list[Days]:
    """Return the same days in order, as spells that neither touch nor overlap."""
    found: list[Days] = []
    for since, until in sorted(spells):
        if since >= until:
            continue
        if found and since <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], until)
        else:
            found.append((since, until))
    return found


def both(mine: Sequence[Days], theirs: Sequence[Days]) -> list[Days]:
    """Return the days that are in both; each side is in order and without overlaps."""
    found: list[Days] = []
    i = j = 0
    while i < len(mine) and j < len(theirs):
        since, until = clipped(mine[i], theirs[j])
        if since < until:
            found.append((since, until))
        if mine[i][1] <= theirs[j][1]:
            i += 1
        else:
            j += 1
    return found


def less(mine: Sequence[Days], taken: Sequence[Days]) -> list[Days]:
    """Return the days that are in the first and not in the second; each is in order and without overlaps."""
    ends = [0, *(until for _, until in taken)]
    starts = [*(since for since, _ in taken), OPEN]
    return both(mine, [days for days in zip(ends, starts, strict=True) if days[0] < days[1]])
