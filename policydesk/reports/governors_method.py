"""How the figures of the governors' report are worked out, with the clauses they come from."""

from typing import TYPE_CHECKING, Any

from policydesk.dates import written
from policydesk.reports.governors_facts import GovernorsFacts
from policydesk.reports.told import Head
from policydesk.rules.sources import SOURCES

if TYPE_CHECKING:
    from policydesk.reports.parts import Parts


def method(facts: GovernorsFacts, parts: "Parts") -> list[Any]:
    """Tell how each figure is counted, and what the clause marks stand for."""
    return [
        *parts.heading("How these figures are worked out"),
        *parts.points(_points(facts)),
        parts.space(4),
        *parts.heading("What the policies ask for that is not so", "minor"),
        parts.table(
            (Head("What is asked", 6), Head("How often", 1.3, right=True), Head("Clause", 2.7)),
            [(one.asks, one.count, one.clause) for one in facts.demands],
        ),
        *parts.heading("What the clauses stand for", "minor"),
        parts.table((Head("Mark", 1), Head("Document", 7)), _sources(facts)),
    ]


def _points(facts: GovernorsFacts) -> tuple[str, ...]:
    day, earlier = written(facts.as_at), written(facts.then.as_at)
    return (
        "An acknowledgement is asked for once for each person in post and each policy in force that binds them.",
        "People who are exempt are not counted.",
        "Given means: signed by the day, for the version in force or one that carries over, and renewed where asked.",
        "Overdue means: not given, and the last day to give it is past. Late renewals are counted too.",
        "Somebody who belongs to two categories is counted in both where figures are by category, and once elsewhere.",
        "Percentages are rounded down: 100 % is printed only where it is true.",
        "Action needed means that something is overdue; needs attention, that something is due within a week.",
        "An account has enough moderators where as many as its policy asks for are approved, in post and there.",
        f"Everything is as the register says of {day}; the earlier figures are those of {earlier}, in the same way.",
        f"What is known of platforms, law, guidance and periods: {facts.pack.words}.",
    )


def _sources(facts: GovernorsFacts) -> list[tuple[str, str]]:
    used = {part.split()[0] for one in facts.demands for part in one.clause.split(";") if part.split()}
    return [(mark, words[0].upper() + words[1:]) for mark, words in SOURCES.items() if mark in used]
