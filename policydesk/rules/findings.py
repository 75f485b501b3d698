"""What a rule says: one finding, its clause, how urgent it is and where it is put right."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from policydesk.rules.facts import SchoolFacts
from policydesk.terms import Topic, Urgency

THIS_WEEK = 7
"""Days within which something is due this week."""


@dataclass(frozen=True)
class Finding:
    """One thing that wants attention.

    `since` is the first day on which it was so, where that is known, `due` the last day to put it right, inclusive.
    `subject_id` is a version for acknowledgements, a policy for policies, a staff member for staff and posts, or 0;
    `about` tells apart what one rule says of one subject several times, such as which post is vacant. `family` is the
    rule by whose name one matter goes when several rules take turns to speak of it, as "due soon" and "overdue" do.
    `people` is how many people it is about.
    `command` is the page where it is put right, with what to do there after a dot; `button` its words. `leads_to` is
    the record to show there, where the finding is about something else or about the whole school.
    """

    rule: str
    clause: str
    urgency: Urgency
    says: str
    topic: Topic
    subject_id: int = 0
    since: date | None = None
    due: date | None = None
    button: str = ""
    command: str = ""
    people: int = 0
    about: str = ""
    family: str = ""
    leads_to: int = 0

    @property
    def identity(self) -> str:
        """What it is known by from day to day: its rule and what it is about."""
        return ":".join((self.rule, str(self.subject_id), self.about)).rstrip(":")

    @property
    def record_id(self) -> int | None:
        """The record to show on the page where it is put right; None where there is none."""
        return self.leads_to or self.subject_id or None

    @property
    def matter(self) -> str:
        """What it is known by while it grows more or less urgent."""
        return ":".join((self.family or self.rule, str(self.subject_id), self.about)).rstrip(":")


@dataclass(frozen=True)
class Rule:
    """One thing that policies or guidance demand: its id, its clause, what it asks in one line, and the check."""

    id: str
    clause: str
    asks: str
    check: Callable[[SchoolFacts], Iterator[Finding]]


def urgency_of(due: date, facts: SchoolFacts) -> Urgency:
    """Return how urgent something is that is due on a day, inclusive."""
    if due < facts.as_at:
        return Urgency.OVERDUE
    if due <= facts.as_at + timedelta(days=THIS_WEEK):
        return Urgency.THIS_WEEK
    return Urgency.SOON if due <= facts.soon else Urgency.FOR_INFORMATION


def run(rules: Iterable[Rule], facts: SchoolFacts) -> tuple[Finding, ...]:
    """Return what all rules say: the most urgent first, then what has been due longest, then by words."""
    return in_order(finding for rule in rules for finding in rule.check(facts))


def count_urgent(found: Iterable[Finding]) -> int:
    """Return how many want doing now or this week: the number beside Today."""
    return sum(1 for one in found if one.urgency in {Urgency.OVERDUE, Urgency.THIS_WEEK})


def in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings as they are read: the most urgent first, then what has been due longest, then by words."""
    order = {urgency: number for number, urgency in enumerate(Urgency)}
    return tuple(sorted(found, key=lambda one: (order[one.urgency], one.due or date.max, one.says)))
