"""Three days of two schools for every rule: one in which it speaks from a day on, one in which it just does not.

`TRIOS` has them by the rule’s id. A rule that joins the catalogue needs one too: `tests/rules/test_trios.py` asks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from policydesk.rules.facts import SchoolFacts
from policydesk.rules.findings import Rule

School = Callable[[date], SchoolFacts]
"""A school as its register knows it on a day."""


@dataclass(frozen=True)
class Trio:
    """A rule’s two schools and its boundary day.

    In `school` the rule speaks from `first` on and not the day before; with `until` it is silent from that day on and
    spoke the day before. In `twin`, which is right by as little as can be, it is silent on all three days. `subject`
    is the number and the word of what it speaks of, where the two schools are one and the same.
    """

    school: School
    twin: School
    first: date | None = None
    until: date | None = None
    subject: tuple[int, str] | None = None
    twin_subject: tuple[int, str] | None = None

    @property
    def days(self) -> Mapping[date, bool]:
        """The day before the boundary, the boundary and the day after, and whether the rule speaks."""
        boundary = self.first or self.until
        assert boundary is not None
        return {boundary + timedelta(days=by): (by >= 0) == (self.first is not None) for by in (-1, 0, 1)}


def speaks(rule: Rule, school: School, day: date, subject: tuple[int, str] | None) -> bool:
    """Return whether a rule speaks of a school on a day, or of one thing in it."""
    found = (one for one in rule.check(school(day)) if one.rule == rule.id)
    return any(subject is None or (one.subject_id, one.about) == subject for one in found)
