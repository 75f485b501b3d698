"""Categories of staff with so few people that a line of their own would tell of each of them: they stand together."""

from collections.abc import Iterable, Mapping

from policydesk.rules.masking import SMALLEST
from policydesk.terms import StaffCategory

TOGETHER = "Smaller categories"
"""The name of the line in which they stand."""


def grouped(people: Mapping[StaffCategory, int]) -> dict[str, tuple[StaffCategory, ...]]:
    """Return the lines of a table by category: each large one, and in the last line all small ones, if several are."""
    small = tuple(one for one in StaffCategory if 0 < people.get(one, 0) < SMALLEST)
    if len(small) < 2:
        small = ()
    lines = {one.label: (one,) for one in StaffCategory if people.get(one) and one not in small}
    return lines | ({TOGETHER: small} if small else {})


def note(lines: Mapping[str, Iterable[StaffCategory]]) -> str:
    """Return what stands under such a table."""
    says = "Somebody who belongs to two categories is counted in both."
    small = [one.label.lower() for one in lines.get(TOGETHER, ())]
    if not small:
        return says
    return f"{says} {TOGETHER} have fewer than {SMALLEST} people each: {', '.join(small[:-1])} and {small[-1]}."
