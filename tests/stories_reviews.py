"""Short sentences about reviews that tests begin with, through the same doors as the window."""

from datetime import date
from typing import Any

from policydesk.actions.reviews import CompletionDraft, complete_review
from policydesk.actions.schedules import ScheduleDraft, add_schedule
from policydesk.queries.reviews import ReviewRow, agenda
from policydesk.store import Register
from policydesk.terms_reviews import ReviewKind, ReviewOutcome
from tests.stories import TODAY


def plan(register: Register, title: str = "Posters in the staff room", due_on: date = TODAY, **about: Any) -> int:
    """Plan a review, yearly and of nothing in particular unless something else is said; returns the schedule's id."""
    about = {"kind": ReviewKind.OTHER, **about}
    with register.writing() as txn:
        return add_schedule(txn, ScheduleDraft(title=title, due_on=due_on, **about))


def due(register: Register, as_at: date = TODAY) -> tuple[ReviewRow, ...]:
    """What is due for review as at a day."""
    with register.reading() as session:
        return agenda(session, as_at)


def complete(register: Register, review_id: int, done_on: date = TODAY, **about: Any) -> int | None:
    """Complete a review without a change; returns the next one's id."""
    about = {"outcome": ReviewOutcome.NO_CHANGE, **about}
    with register.writing() as txn:
        return complete_review(txn, CompletionDraft(review_id, done_on, **about))
