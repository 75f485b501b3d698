"""How each policy stands, as the bars that both reports for governors begin with."""

from collections.abc import Iterable
from datetime import date

from policydesk.dates import written
from policydesk.queries.acknowledgement_figures import PolicyFigure
from policydesk.reports.paper.told import Stack

KEY = ("Acknowledged", "Still to do", "Overdue", "Declined")
"""What a bar is made of, from the left."""


def stacks(figures: Iterable[PolicyFigure]) -> list[Stack]:
    """Return a bar for each policy: all who were asked, by how they stand."""
    return [
        Stack(
            f"{one.title}, version {one.label}",
            (one.acknowledged, one.asked - one.acknowledged - one.late - one.declined, one.late, one.declined),
        )
        for one in figures
    ]


def months_note(as_at: date) -> str:
    """Return what stands over the columns of the months."""
    return f"How much of what was asked for was given at the end of each month, and on {written(as_at)}."
