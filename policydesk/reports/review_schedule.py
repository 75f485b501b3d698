"""The review schedule: what is due for review, how often and by whom, what is overdue, and what was done of late."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from policydesk.counts import counted
from policydesk.dates import add_months, written
from policydesk.queries.reviews import ReviewRow, agenda
from policydesk.queries.reviews_done import DoneRow, done_reviews
from policydesk.reports.narrowed import check_order
from policydesk.reports.paper.told import Head, Rows
from policydesk.reports.paper.words import capital, so_many, span
from policydesk.reports.report import Options, Report
from policydesk.rules.recurrence import in_words

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from policydesk.reports.paper.parts import Parts

BACK = 12
"""Months of reviews done that are listed where no first day is chosen."""


@dataclass(frozen=True)
class ScheduleFacts:
    """What is due as at the day, and what was done between two days, both inclusive."""

    as_at: date
    due: tuple[ReviewRow, ...]
    first: date
    last: date
    done: tuple[DoneRow, ...]


def gather(session: "Session", as_at: date, options: Options) -> ScheduleFacts:
    """Ask for everything that is reviewed, and for what was done in the window."""
    last = min(options.last or as_at, as_at)
    first = options.first or add_months(last, -BACK)
    check_order(first, last)
    done = done_reviews(session, last, since=first)
    return ScheduleFacts(as_at, agenda(session, as_at), first, last, done)


def story(facts: ScheduleFacts, parts: "Parts") -> list[Any]:
    """Tell what is overdue, what is due and when, and what was done."""
    overdue = [one for one in facts.due if one.due_on < facts.as_at]
    ahead = [one for one in facts.due if one.due_on >= facts.as_at]
    lead = (
        f"{counted(len(facts.due), 'review is', 'reviews are')} planned on {written(facts.as_at)}; "
        f"{so_many(len(overdue), 'is', 'are')} overdue."
        if facts.due
        else f"No review is planned on {written(facts.as_at)}."
    )
    return [
        parts.words("Review schedule", "title"),
        parts.words(lead, "lead"),
        *_due("Overdue", overdue, facts.as_at, parts),
        *_due("To come", ahead, facts.as_at, parts),
        *_done(facts, parts),
    ]


def _due(heading: str, rows: list[ReviewRow], as_at: date, parts: "Parts") -> list[Any]:
    if not rows:
        return []
    late = heading == "Overdue"
    heads = (Head("What", 4), Head("How often", 2.2), Head("Who", 2.6), Head("Due", 2.4),
             Head("Days late" if late else "Days to go", 1.7, right=True))  # fmt: skip

    def line(one: ReviewRow) -> tuple[Any, ...]:
        days = abs((one.due_on - as_at).days)
        return one.name, capital(in_words(one.rhythm)), _who(one), one.due_words, days

    return [*parts.heading(f"{heading}: {len(rows):,}"), parts.table(heads, Rows(rows, line))]


def _who(one: ReviewRow) -> str:
    if not one.person:
        return "Nobody"
    return one.person if one.person_here else f"{one.person} (has left)"


def _done(facts: ScheduleFacts, parts: "Parts") -> list[Any]:
    told = parts.heading(f"Done, {span(facts.first, facts.last)}")
    if not facts.done:
        return [*told, parts.words("No review was recorded.")]
    heads = (Head("What", 2.4, once=True), Head("Was due", 1.9), Head("Done", 1.9), Head("By", 2.5),
             Head("Outcome", 2), Head("Notes", 3))  # fmt: skip
    return [*told, parts.table(heads, Rows(facts.done, _done_row))]


def _done_row(one: DoneRow) -> tuple[Any, ...]:
    return one.name, one.due_on, one.done_on, one.done_by or "–", one.outcome.label, one.notes or "–"


REPORT = Report(
    id="review-schedule",
    title="Review schedule",
    says="Everything that is reviewed: when it is due, how often and by whom, what is overdue, and what was done.",
    gather=gather,
    story=story,
    place=79,
    wants_window=(
        "First day of the reviews done. Without it, a year before the last day.",
        "Without it, the day above.",
    ),
)
