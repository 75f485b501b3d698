"""The year planner for the wall: the same as on A4, on A3 paper."""

from policydesk.reports.report import Paper, Report
from policydesk.reports.year_planner import PlannerFacts, gather, story
from policydesk.reports.year_planner import title_of as title_of_a4


def title_of(facts: PlannerFacts) -> str:
    """Name the sheet with its year and its size."""
    return f"{title_of_a4(facts)}, A3"


REPORT = Report(
    id="year-planner-a3",
    title="Year planner, A3",
    says="The academic year for the wall: reviews and deadlines on one A3 page, and the same in a list.",
    gather=gather,
    story=story,
    title_of=title_of,
    place=81,
    paper=Paper.A3_LANDSCAPE,
)
