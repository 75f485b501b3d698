"""Small numbers: counts from which a reader could work out who it was are hidden, and so is what gives them away.

A count from 1 to 4 is hidden. Where the sum of what is hidden would still give a hidden count away, further counts
are hidden until every hidden one could be at least two different numbers. Where the same was released before and a
count differs from what was shown then by 1 to 4, none of them is shown but the total, or a reader could subtract.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

SMALLEST = 5
"""The smallest count that is shown; 0 is shown too, for it is about nobody."""

HIDDEN = "not shown"
"""What stands where a count is hidden; the note under the table says which are."""

NOTE = (
    "Counts from 1 to 4 are not shown, nor are further counts from which a reader could work one of them out. "
    "Nobody can be identified from these figures."
)
"""Said under every masked table."""


@dataclass(frozen=True)
class Masked:
    """One table of counts with its total; None is a hidden count. `total` is None where even that is too small."""

    counts: tuple[tuple[str, int | None], ...]
    total: int | None

    def words(self, name: str) -> str:
        """Return what is printed for one row."""
        return shown(dict(self.counts)[name])


def shown(count: int | None) -> str:
    """Return a count as it is printed."""
    return HIDDEN if count is None else f"{count:,}"


def is_few(difference: int) -> bool:
    """Whether so many more or fewer would single somebody out."""
    return 0 < abs(difference) < SMALLEST


def masked(counts: Mapping[str, int], before: Iterable[Masked] = ()) -> Masked:
    """Return counts that add up to a total, with everything hidden that would single somebody out.

    `before` is what was shown of the same counts in earlier releases.
    """
    total = sum(counts.values())
    if 0 < total < SMALLEST:
        return Masked(tuple((name, None) for name in counts), None)
    if any(_could_be_subtracted(counts, earlier) for earlier in before):
        return Masked(tuple((name, None) for name in counts), total)
    hidden = {name for name in counts if 0 < counts[name] < SMALLEST}
    visible = {name for name in counts if counts[name] >= SMALLEST}
    while hidden and visible and not _is_open(counts, hidden):
        least = min(counts[name] for name in visible)
        also = {name for name in visible if counts[name] == least}  # all of them: a choice would say something too
        hidden |= also
        visible -= also
    if hidden and not visible:
        hidden = set(counts)  # the noughts too: which ones they are would be all that was left to hide
    return Masked(tuple((name, None if name in hidden else counts[name]) for name in counts), total)


def masked_marks(marks: Mapping[str, int], whole: int, before: Iterable[Masked] = ()) -> Masked:
    """Return how many of some records bear each of several marks, of which one record may bear many.

    Each mark divides the records into those that bear it and those that do not, and a few on either side would single
    somebody out. The marks add up to nothing, so that no other count gives a hidden one away. `total` is the records.
    """
    if 0 < whole < SMALLEST:
        return Masked(tuple((name, None) for name in marks), None)
    hidden = {name for name, count in marks.items() if is_few(count) or is_few(whole - count)}
    if any(_marks_could_be_subtracted(marks, whole, earlier) for earlier in before):
        hidden = set(marks)
    elif hidden and not any(count for name, count in marks.items() if name not in hidden):
        hidden = set(marks)  # the noughts too, as above
    return Masked(tuple((name, None if name in hidden else count) for name, count in marks.items()), whole)


def _marks_could_be_subtracted(marks: Mapping[str, int], whole: int, earlier: Masked) -> bool:
    """Whether of those with a mark, or of those without it, only a few more or fewer were shown before."""
    if earlier.total is None or _could_be_subtracted(marks, earlier):
        return earlier.total is not None
    without = {name: whole - count for name, count in marks.items()}
    shown_before = tuple((name, None if was is None else earlier.total - was) for name, was in earlier.counts)
    return _could_be_subtracted(without, Masked(shown_before, earlier.total))


def _could_be_subtracted(counts: Mapping[str, int], earlier: Masked) -> bool:
    """Whether a count differs by only a few from what was shown of it before."""
    return any(was is not None and is_few(counts.get(name, was) - was) for name, was in earlier.counts)


def _is_open(counts: Mapping[str, int], hidden: set[str]) -> bool:
    """Whether each hidden count could be several numbers given their sum, seen from below and from above."""
    summed, number = sum(counts[name] for name in hidden), len(hidden)
    highest = max(counts[name] for name in hidden)
    return number > 1 and number < summed and (highest >= SMALLEST or summed < (SMALLEST - 1) * number)


def middle_and_longest(days: list[int]) -> tuple[int, int] | None:
    """Return the median and the longest of some times, or None where too few were measured to be told apart."""
    return (round(median(days)), max(days)) if len(days) >= SMALLEST else None
