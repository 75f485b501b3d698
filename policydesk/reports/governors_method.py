"""How the figures of the governors' report are worked out, with the clauses they come from."""

from typing import TYPE_CHECKING, Any

from policydesk.dates import written
from policydesk.reports.governors_facts import GovernorsFacts
from policydesk.reports.paper.told import Head
from policydesk.rules.sources import SOURCES

if TYPE_CHECKING:
    from policydesk.reports.paper.parts import Parts

ELSE = "What else the policies ask for that is not so"
"""The heading of what is not proposed as an action."""

ASKED = (
    ("Acknowledgements, new starters", "AN 2.2; CP adoption; AT A.3.1"),
    ("Policies, approval and adoption", "AN header; CP adoption; AW"),
    ("Reviews", "CP Review; CP Monitoring; AT A.1.6; AT A.1.7"),
    ("Guidance read, declarations", "KCSIE part one; AT 6.5"),
    ("Media enquiries", "AT A.3.7"),
    ("Official accounts and moderators", "AT A.3.2; AT A.5.4; CP must 1"),
    ("Friend requests", "AN 4.4; AT 6.2.1; AT 6.5; CP 11"),
    ("Concerns", "AN 4.1-4.7; AT 5.1-5.6; AT A.5.5-A.5.6; KCSIE part four"),
)
"""The clauses that ask for what each part of the report counts."""


def method(facts: GovernorsFacts, parts: "Parts") -> list[Any]:
    """Tell how each figure is counted, and what the clause marks stand for."""
    return [
        *parts.heading("How these figures are worked out"),
        *parts.points(_points(facts)),
        *parts.heading("Where the figures come from", "minor"),
        parts.table((Head("Figures", 3), Head("Asked for by", 4)), ASKED),
        parts.space(3),
        parts.words(f"What the clauses stand for. {_sources(facts)}.", "quiet"),
        *_not_so(facts, parts),
    ]


def _not_so(facts: GovernorsFacts, parts: "Parts") -> list[Any]:
    """Tell what is asked and not so beside the actions that are proposed."""
    if not facts.waiting:
        return []
    heads = (Head("What is asked", 5.9), Head("Later", 0.7, right=True), Head("For information", 1.4, right=True),
             Head("Clause", 2.2))  # fmt: skip
    rows = [(one.asks, one.later, one.for_information, one.clause) for one in facts.waiting]
    return [*parts.heading(ELSE, "minor"), parts.table(heads, rows)]


def _points(facts: GovernorsFacts) -> tuple[str, ...]:
    day, earlier = written(facts.as_at), written(facts.then.as_at)
    return (
        "One acknowledgement is asked for each person in post and policy in force that binds them, unless exempt.",
        "Given means: signed by the day, for the version in force or one carried over, and renewed where asked.",
        "Overdue means: not given, and the last day to give it is past. Late renewals are counted too.",
        "Somebody in two categories is counted in both where figures are by category, and once elsewhere.",
        "Percentages are rounded down: 100 % is printed only where it is true.",
        "Action needed means that something is overdue; needs attention, that something is due within a week.",
        "An account has enough moderators where as many as its policy asks for are approved, in post and there.",
        "A policy is past its review date by the date of its version. Signed counts the headteacher and the chair.",
        "A review is on time where it was done by the day it was due. What only a version asks for counts too.",
        "An incident belongs to the day it happened. Without a key, only released figures are known.",
        "New starters are those in post whose role began within 12 months, after the policy was in force.",
        f"Everything is as the register says of {day}, and the earlier figures as it says of {earlier}.",
        f"What is known of platforms, law, guidance and periods: {facts.pack.words}.",
    )


def _sources(facts: GovernorsFacts) -> str:
    clauses = [*(one.clause for one in facts.demands), *(clause for _words, clause in ASKED)]
    used = {part.split()[0] for clause in clauses for part in clause.split(";") if part.split()}
    return "; ".join(f"{mark}: {words}" for mark, words in SOURCES.items() if mark in used)
