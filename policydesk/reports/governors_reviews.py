"""Reviews in the governors' report: what was done and whether in time, what is overdue, and what comes next."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from policydesk.counts import counted
from policydesk.dates import written
from policydesk.queries.policy_rows import PolicyDetail
from policydesk.queries.reviews import ReviewRow, agenda
from policydesk.queries.reviews_done import DoneRow, done_reviews
from policydesk.reports.paper.told import Head

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from policydesk.reports.paper.parts import Parts

WRITTEN_OUT, NEXT = 12, 4
"""Reviews that are written out, done or overdue, and of those to come; the rest are counted."""


@dataclass(frozen=True)
class ReviewFacts:
    """What was reviewed after the earlier day, and what was due on each of the two days."""

    as_at: date
    earlier: date
    done: tuple[DoneRow, ...]
    moved: int
    due: tuple[ReviewRow, ...]
    overdue_then: int

    @property
    def on_time(self) -> int:
        """How many were done by the day they were due."""
        return sum(one.done_on <= one.due_on for one in self.done)

    @property
    def overdue(self) -> tuple[ReviewRow, ...]:
        """What was due before the day, what has waited longest first."""
        return tuple(one for one in self.due if one.due_on < self.as_at)

    @property
    def coming(self) -> tuple[ReviewRow, ...]:
        """What is due on the day or later, by date."""
        return tuple(one for one in self.due if one.due_on >= self.as_at)


def gather_reviews(session: "Session", as_at: date, earlier: date, kept: tuple[PolicyDetail, ...]) -> ReviewFacts:
    """Ask what was done between two days, and what is due as at each of them."""
    done = done_reviews(session, as_at, since=earlier + timedelta(days=1))
    return ReviewFacts(
        as_at,
        earlier,
        tuple(one for one in done if one.outcome.is_a_review),
        sum(not one.outcome.is_a_review for one in done),
        agenda(session, as_at, kept),
        sum(one.due_on < earlier for one in agenda(session, earlier)),
    )


def reviews(facts: ReviewFacts, parts: "Parts") -> list[Any]:
    """Tell the reviews: what is due with the days it is late, then what was done."""
    told = parts.heading("Reviews")
    if not facts.due:
        told.append(parts.words(said_of_reviews(facts)))
    if facts.due:
        heads: tuple[Head, ...] = (Head("Review", 4.6), Head("Due", 2.2), Head("How it stands", 2.2))
        listed = (*facts.overdue[:WRITTEN_OUT], *facts.coming[:NEXT])
        told.append(parts.table(heads, [(one.name, one.due_words, _stands(one, facts.as_at)) for one in listed]))
        told += _rest(len(facts.due) - len(listed), parts)
        if not facts.done:
            told += [parts.space(3), parts.words(_said_of_done(facts))]
    if facts.done:
        heads = (Head("Review", 4.6), Head("Was due", 1.8), Head("Done on", 1.8), Head("Outcome", 2.2))
        rows = [(one.name, one.due_on, one.done_on, one.outcome.label) for one in facts.done[:WRITTEN_OUT]]
        told += [parts.space(6), parts.table(heads, rows), *_rest(len(facts.done) - len(rows), parts)]
    return told


def _rest(count: int, parts: "Parts") -> list[Any]:
    says = f"{counted(count, 'other is', 'others are')} not listed here."
    return [parts.space(3), parts.words(says, "quiet")] if count > 0 else []


def _stands(row: ReviewRow, as_at: date) -> str:
    if row.due_on >= as_at:
        return "To come"
    return f"Overdue by {counted((as_at - row.due_on).days, 'day')}"


def said_of_reviews(facts: ReviewFacts) -> str:
    """Return what was done in time, what is overdue, and what is next."""
    told = [_said_of_done(facts)]
    if not facts.due:
        return f"{told[0]} No review is planned."
    late, planned = len(facts.overdue), counted(len(facts.due), "planned review")
    told.append(f"{late:,} of {planned} {'is' if late == 1 else 'are'} overdue." if late else "None is overdue.")
    if facts.coming:
        following = facts.coming[0]
        told.append(f"Next is “{following.name}”, due {_by(following)}.")
    return " ".join(told)


def _by(row: ReviewRow) -> str:
    return row.due_words if row.due_words[:1].isdigit() else f"in {row.due_words}"


def _said_of_done(facts: ReviewFacts) -> str:
    since = f"since {written(facts.earlier)}"
    count, on_time = len(facts.done), facts.on_time
    moved = f" {counted(facts.moved, 'review was', 'reviews were')} moved to another date." if facts.moved else ""
    if not count:
        return f"No review was done {since}.{moved}"
    whole = {1: "", 2: "both "}.get(count, "all ")
    how = f"{whole}on time" if on_time == count else f"{on_time:,} of them on time" if on_time else f"{whole}late"
    return f"{counted(count, 'review was', 'reviews were')} done {since}, {how}.{moved}"
