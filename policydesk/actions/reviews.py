"""What can be done about reviews: completing one, moving it, asking for one beside the schedule."""

from dataclasses import dataclass
from datetime import date

from policydesk.actions.checks import Checks, found
from policydesk.actions.documents import FileDraft, keep_document
from policydesk.actions.review_dates import write_dates
from policydesk.dates import RoughDate, written
from policydesk.models import Review, ReviewSchedule
from policydesk.queries.schedules import name_of_schedule, rhythm_of, terms_of_school
from policydesk.rules.recurrence import NextReview, anchor_of, next_review
from policydesk.store import Txn
from policydesk.terms import Topic
from policydesk.terms_reviews import Every, ReviewKind, ReviewOutcome, Trigger


@dataclass(frozen=True)
class CompletionDraft:
    """What came of a review. Without `next_due` the schedule says when the next one is; `evidence` is a file.

    `write_version` writes both dates into the policy's version in force.
    """

    review_id: int
    done_on: date
    outcome: ReviewOutcome | None
    notes: str = ""
    done_by: str = ""
    next_due: date | None = None
    write_version: bool = False
    evidence: FileDraft | None = None


@dataclass(frozen=True)
class TriggerDraft:
    """A review beside the schedule, because something happened (R7)."""

    schedule_id: int
    due_on: date
    because: Trigger
    reason: str = ""


def complete_review(txn: Txn, draft: CompletionDraft) -> int | None:
    """Complete a review and make the next one; returns the next one's id, None where nothing follows.

    Raises Refusal where the next date is not later than the last, or nobody can say when it is.
    """
    review, schedule = _open(txn, draft.review_id)
    checks = Checks()
    checks.on_a_past_day(draft.done_on, txn.today, "done_on")
    checks.refuse_if(draft.outcome is None, "Select what the review decided.", "outcome")
    notes = checks.notes(draft.notes, "notes")
    done_by = checks.line(draft.done_by, "done_by") or txn.actor.name
    outcome = draft.outcome or ReviewOutcome.NO_CHANGE
    computed = _computed(txn, review, draft.done_on)
    follows = not review.because and outcome is not ReviewOutcome.NOT_NEEDED and _repeats(txn, schedule)
    due_on = draft.next_due or (computed.due_on if computed else None)
    if follows:
        _check_next(checks, txn, max(review.due_on, draft.done_on), due_on)
    checks.done()
    review.evidence_id = keep_document(txn, draft.evidence) if draft.evidence else None
    review.done_on, review.outcome, review.notes, review.done_by = draft.done_on, outcome, notes, done_by
    name = name_of_schedule(txn.session, schedule.id, txn.today)
    txn.record(Topic.REVIEWS, schedule.id, f"Completed “{name}”, due {written(review.due_on)}: {outcome.label}")
    if not follows or due_on is None:
        if not review.because:
            schedule.ended_on, schedule.end_reason = draft.done_on, outcome.label
        return None
    following = raise_review(txn, schedule.id, draft.done_on, due_on, anchor_of(due_on, computed))
    if draft.write_version and schedule.kind == ReviewKind.POLICY and schedule.policy_id is not None:
        reviewed = RoughDate.of(draft.done_on)
        write_dates(txn, schedule.policy_id, draft.done_on, RoughDate.of(due_on), reviewed_on=reviewed)
    return following.id


def move_review(txn: Txn, review_id: int, due_on: date, reason: str) -> int:
    """Give a review another due date; the register keeps the old one with the reason. Returns the new row's id."""
    review, schedule = _open(txn, review_id)
    checks = Checks()
    checks.in_living_memory(due_on, txn.today, "due_on")
    reason = checks.reason(reason, "reason", "Say why the date is moved.")
    checks.refuse_if(due_on == review.due_on, "This is the date it has already. Enter another one.", "due_on")
    checks.done()
    moved = raise_review(txn, review.schedule_id, txn.today, due_on, due_on.day)
    moved.uid, moved.because, moved.reason = review.uid, review.because, review.reason
    review.done_on, review.outcome, review.notes = txn.today, ReviewOutcome.MOVED, reason
    review.done_by = txn.actor.name
    name = name_of_schedule(txn.session, schedule.id, txn.today)
    was = written(review.due_on)
    txn.record(Topic.REVIEWS, schedule.id, f"Moved “{name}” from {was} to {written(due_on)}: {reason}")
    return moved.id


def trigger_review(txn: Txn, draft: TriggerDraft) -> int:
    """Ask for a review beside the schedule, with the reason; returns its id."""
    schedule = found(txn.session, ReviewSchedule, draft.schedule_id, "schedule")
    checks = Checks()
    checks.in_living_memory(draft.due_on, txn.today, "due_on")
    reason = checks.reason(draft.reason, "reason")
    checks.refuse_if(draft.because is Trigger.OTHER and not reason, "Say what makes the review necessary.", "reason")
    checks.refuse_if(schedule.ended_on is not None, "This schedule has ended. Add a new one.")
    checks.done()
    review = raise_review(txn, schedule.id, txn.today, draft.due_on, draft.due_on.day)
    review.because, review.reason = draft.because, reason
    name = name_of_schedule(txn.session, schedule.id, txn.today)
    txn.record(Topic.REVIEWS, schedule.id, f"Asked for “{name}” by {written(draft.due_on)}: {draft.because.label}")
    return review.id


def raise_review(txn: Txn, schedule_id: int, raised_on: date, due_on: date, anchor_day: int) -> Review:
    """Make a review due on a day; what it belongs to says so in the audit trail."""
    review = Review(schedule_id=schedule_id, uid="", raised_on=raised_on, due_on=due_on, anchor_day=anchor_day)
    review.recorded_on = txn.today
    txn.session.add(review)
    txn.session.flush()
    review.uid = f"review-{review.id}"
    txn.record(Topic.REVIEWS, schedule_id, f"Next due {written(due_on)}")
    return review


def _open(txn: Txn, review_id: int) -> tuple[Review, ReviewSchedule]:
    review = found(txn.session, Review, review_id, "review")
    schedule = txn.session.get_one(ReviewSchedule, review.schedule_id)
    checks = Checks()
    checks.refuse_if(
        review.done_on is not None or schedule.ended_on is not None,
        "This review has been completed already. Close the form and look again.",
    )
    checks.done()
    return review, schedule


def _repeats(txn: Txn, schedule: ReviewSchedule) -> bool:
    return rhythm_of(txn.session, schedule.id, txn.today).every is not Every.ONCE


def _computed(txn: Txn, review: Review, done_on: date) -> NextReview | None:
    rhythm = rhythm_of(txn.session, review.schedule_id, txn.today)
    return next_review(rhythm, review.due_on, review.anchor_day, done_on, terms_of_school(txn.session))


def _check_next(checks: Checks, txn: Txn, after: date, due_on: date | None) -> None:
    checks.refuse_if(
        due_on is None, "No later term is in the register. Add the next terms, or enter the next date.", "next_due"
    )
    checks.refuse_if(due_on and due_on <= after, f"Next review must be after {written(after)}.", "next_due")
    checks.in_living_memory(due_on, txn.today, "next_due")
