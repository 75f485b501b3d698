"""The year planner: twelve months from September on one page, and under it everything in words.

Where that would be more than anybody reads, it is counted by month instead, and only what comes next is named.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from policydesk.counts import counted
from policydesk.dates import MONTHS, written
from policydesk.queries.year import Year, YearEntry, year_of
from policydesk.reports.length import A_PAGE, left_out, too_long
from policydesk.reports.report import Options, Paper, Report
from policydesk.terms_reviews import Standing

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from policydesk.reports.paper.parts import Parts

LOOKS_AHEAD = 6
"""The month from which the next academic year is printed too: it is planned before the summer."""


LISTED = 1_000
"""Things in a year that are all named on paper: 40 pages, beyond which nobody looks for one."""

NEXT = 50
"""Things that are named where there are more: those that come next."""

STILL = frozenset({Standing.DUE, Standing.DEADLINE, Standing.TO_COME})
"""What comes; the rest was done, or is overdue."""


@dataclass(frozen=True)
class PlannerFacts:
    """The years to print, as planned on a day."""

    as_at: date
    years: tuple[Year, ...]


def gather(session: "Session", as_at: date, _options: Options) -> PlannerFacts:
    """Ask for the academic year of a day, from June for the next one too."""
    this = year_of(session, as_at, as_at)
    if not LOOKS_AHEAD <= as_at.month <= this.last.month:
        return PlannerFacts(as_at, (this,))
    following = year_of(session, as_at, this.last.replace(month=this.first.month, day=1))
    return PlannerFacts(as_at, (this, following))


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
        told += _list(year, facts.as_at, parts)
    return told


def _list(year: Year, as_at: date, parts: "Parts") -> list[Any]:
    told = [parts.words(f"What stands in the year {year.name}", "title")]
    if not year.entries:
        return [*told, parts.words("Nothing is planned in this year.", "lead")]
    things = counted(len(year.entries), "thing")
    if too_long(len(year.entries), parts, LISTED):
        return [*told, parts.words(f"{things}, counted by month.", "lead"), *_counts(year, as_at, parts)]
    told.append(parts.words(f"{things}, by month.", "lead"))
    for begins, some in groupby(year.entries, key=_month):
        told += [*parts.heading(f"{MONTHS[begins.month]} {begins.year}"), _table(some, parts)]
    return told


def _table(entries: Iterable[YearEntry], parts: "Parts") -> Any:
    from policydesk.reports.paper.parts import Head

    heads = (Head("Day", 2), Head("What", 6), Head("Where it stands", 1.8), Head("Who", 2.6))
    return parts.table(heads, [(written(one.day), one.says, one.standing.label, one.person) for one in entries])


def _counts(year: Year, as_at: date, parts: "Parts") -> list[Any]:
    """Tell how much stands in each month, where it stands, and by name what comes next."""
    from policydesk.reports.paper.parts import Head

    many = len(year.entries)
    why = left_out("A list of them", many // A_PAGE, "the review schedule for every review and who does it")
    heads = (Head("Month", 3), *(Head(one.label, 1.5, right=True) for one in Standing), Head("All", 1.5, right=True))
    months = [year.month(number) for number in range(12)]
    by_month = [Counter(one.standing for one in entries) for _begins, entries in months]
    rows: list[tuple[Any, ...]] = [
        (f"{MONTHS[begins.month]} {begins.year}", *(counts[one] for one in Standing), counts.total())
        for (begins, _entries), counts in zip(months, by_month, strict=True)
    ]
    whole = sum(by_month, Counter())
    rows.append(("The whole year", *(whole[one] for one in Standing), whole.total()))
    told = [parts.words(why), *parts.heading("How many in each month"), parts.table(heads, rows)]
    coming = [one for one in year.entries if one.day >= as_at and one.standing in STILL][:NEXT]
    if coming and year.first <= as_at <= year.last:
        told += [*parts.heading(f"The next {len(coming)}, from {written(as_at)}"), _table(coming, parts)]
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
