"""What a report tells, in lines of words: sentences, tables and the numbers of charts, without drawing it."""

from collections.abc import Sequence
from typing import Any

from policydesk.reports.paper.parts import FOOT, SIDE, TOP, Parts
from policydesk.reports.paper.told import Head, Told, shown
from policydesk.reports.report import Report


class HearingParts(Parts):
    """Parts that remember everything they were told, in order."""

    def __init__(self, width: float, tall: float) -> None:
        super().__init__(width, tall)
        self.heard: list[str] = []
        self.tables: list[Told] = []

    def words(self, text: str, look: str = "words") -> Any:
        self.heard.append(text)
        return super().words(text, look)

    def figures(self, figures: Sequence[tuple[str, str]]) -> Any:
        self.heard += [" ".join(one) for one in figures]
        return super().figures(figures)

    def table(
        self, heads: Sequence[Head], rows: Sequence[Sequence[Any]], *, high: float | None = None, told: bool = True
    ) -> Any:
        made = super().table(heads, rows, high=high, told=told)
        self.tables += self.told[-1:] if told else []
        return made

    def _tell(self, heads: Sequence[Head], rows: Sequence[Sequence[Any]]) -> None:
        self.heard.append(" | ".join(head.words for head in heads))
        self.heard += [" | ".join(shown(cell) for cell in row) for row in rows]
        super()._tell(heads, rows)


def parts_of(report: Report, facts: Any) -> HearingParts:
    """Return the parts of a report after it told everything of its facts."""
    wide, high = report.paper.value
    parts = HearingParts(wide - 2 * SIDE, high - TOP - FOOT)
    report.story(facts, parts)
    return parts


def told_of(report: Report, facts: Any) -> list[str]:
    """Return everything that a report tells of its facts."""
    return parts_of(report, facts).heard
