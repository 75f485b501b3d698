"""Two days side by side: what got better, what got worse and what is new, in sentences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from policydesk.counts import counted
from policydesk.rules.findings import Finding
from policydesk.terms import Urgency

_ORDER = {urgency: number for number, urgency in enumerate(Urgency)}


@dataclass(frozen=True)
class Comparison:
    """What is different on the later day, a sentence for each matter.

    `gone` wanted attention on the earlier day alone, `eased` wants less of it; `same` is how many stand as they did.
    """

    gone: tuple[str, ...]
    eased: tuple[str, ...]
    worse: tuple[str, ...]
    new: tuple[str, ...]
    same: int


@dataclass(frozen=True)
class _Matter:
    """All that is said of one matter on one day: its most urgent finding, and how many people it is about."""

    finding: Finding
    people: int

    @property
    def urgency(self) -> int:
        return _ORDER[self.finding.urgency]


def compare(earlier: Iterable[Finding], later: Iterable[Finding]) -> Comparison:
    """Return what got better, got worse and is new between two days."""
    before, after = _matters(earlier), _matters(later)
    both = [_change(one, after[name]) for name, one in before.items() if name in after]
    return Comparison(
        gone=tuple(one.finding.says for name, one in before.items() if name not in after),
        eased=tuple(says for change, says in both if change < 0),
        worse=tuple(says for change, says in both if change > 0),
        new=tuple(one.finding.says for name, one in after.items() if name not in before),
        same=sum(1 for change, _says in both if not change),
    )


def _matters(findings: Iterable[Finding]) -> Mapping[str, _Matter]:
    found: dict[str, _Matter] = {}
    for one in findings:
        there = found.get(one.matter)
        if there is None:
            found[one.matter] = _Matter(one, one.people)
        else:
            most = min(there.finding, one, key=lambda finding: _ORDER[finding.urgency])
            found[one.matter] = _Matter(most, there.people + one.people)
    return found


def _change(before: _Matter, after: _Matter) -> tuple[int, str]:
    """Return whether a matter stands better (below 0) or worse (above 0), and the sentence; urgency counts first."""
    says = after.finding.says
    if before.urgency != after.urgency:
        was, now = (one.finding.urgency.label.lower() for one in (before, after))
        return before.urgency - after.urgency, f"Was “{was}”, is “{now}”: {says}"
    fewer = before.people - after.people
    if fewer:
        was, now = (counted(one.people, "person", "people") for one in (before, after))
        return -fewer, f"{was} before, {now} now: {says}"
    return 0, ""
