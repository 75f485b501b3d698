"""The year planner: twelve months from September on one page, and under it everything in words."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from policydesk.dates import MONTHS, written
from policydesk.queries.year import Year, YearEntry, year_of
from policydesk.reports.report import Options, Paper, Report
from policydesk.reports.words import counted

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from policydesk.reports.parts import Parts

LOOKS_AHEAD = 6
"""The month from which the next academic year is printed too: it is planned before the summer."""


@dataclass(frozen=True)
class PlannerFacts:
    """The years to print."""

    years: tuple[Year, ...]


def gather(session: "Session", as_at: date, _options: Options) -> PlannerFacts:
    """Ask for the academic year of a day, from June for the next one too."""
    this = year_of(session, as_at, as_at)
    if not LOOKS_AHEAD <= as_at.month <= this.last.month:
        return PlannerFacts((this,))
    return PlannerFacts((this, year_of(session, as_at, this.last.replace(month=this.first.month, day=1))))


def title_of(facts: PlannerFacts) -> str:
    """Name the sheet with its year."""
    return f"Year planner {' and '.join(year.name for year in facts.years)}"


def story(facts: PlannerFacts, parts: "Parts") -> list[Any]:
    """Tell the planner: a page for each year, then the lists."""
    from policydesk.reports.year_grid import YearGrid

    told: list[Any] = []
    for year in facts.years:
        told += [YearGrid(parts, year), parts.page_break()]
    for year in facts.years:
        told += _list(year, parts)
    return told


def _list(year: Year, parts: "Parts") -> list[Any]:
    from policydesk.reports.parts import Head

    told = [parts.words(f"What stands in the year {year.name}", "title")]
    if not year.entries:
        return [*told, parts.words("Nothing is planned in this year.", "lead")]
    told.append(parts.words(f"{counted(len(year.entries), 'thing')}, by month.", "lead"))
    heads = (Head("Day", 2), Head("What", 6), Head("Where it stands", 1.8), Head("Who", 2.6))
    for begins, some in groupby(year.entries, key=_month):
        rows = [(written(one.day), one.says, one.standing.label, one.person) for one in some]
        told += [*parts.heading(f"{MONTHS[begins.month]} {begins.year}"), parts.table(heads, rows)]
    return told


def _month(entry: YearEntry) -> date:
    return entry.day.replace(day=1)


REPORT = Report(
    id="year-planner",
    title="Year planner",
    says="Reviews and deadlines of the academic year on one A4 page, and the same in a list.",
    gather=gather,
    story=story,
    title_of=title_of,
    place=80,
    paper=Paper.A4_LANDSCAPE,
)
