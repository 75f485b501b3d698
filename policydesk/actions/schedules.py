"""What can be done about review schedules: adding, changing, ending, agreeing with a version's date."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from policydesk.actions.checks import Checks, found
from policydesk.actions.review_dates import write_dates
from policydesk.actions.reviews import CompletionDraft, complete_review, move_review, raise_review
from policydesk.dates import RoughDate, written
from policydesk.errors import Refusal
from policydesk.models import OfficialAccount, Policy, Review, ReviewSchedule, ReviewTerms, StaffMember
from policydesk.queries.policies import policies
from policydesk.queries.schedules import name_of_schedule, rhythm_of_version, terms_on
from policydesk.store import Txn
from policydesk.terms import Topic
from policydesk.terms_reviews import CountFrom, Every, Nth, ReviewKind, Weekday

DEFAULT_LEAD = 28
"""Days before a review is due from which it is called for (REQUIREMENTS 8.1)."""


@dataclass(frozen=True)
class ScheduleDraft:
    """A schedule as a form gives it; `due_on` is the next review, `lead_days` how early it is called for."""

    kind: ReviewKind
    due_on: date
    every: Every = Every.YEARS
    count: int | None = 1
    nth: Nth | None = None
    weekday: Weekday | None = None
    count_from: CountFrom = CountFrom.NEAREST
    title: str = ""
    policy_id: int | None = None
    account_id: int | None = None
    person_id: int | None = None
    lead_days: int = DEFAULT_LEAD


def add_schedule(txn: Txn, draft: ScheduleDraft) -> int:
    """Plan the reviews of something; returns the schedule's id. Raises Refusal naming the fields."""
    checks = Checks()
    _check(checks, txn, draft)
    _check_subject(checks, txn, draft)
    checks.in_living_memory(draft.due_on, txn.today, "due_on")
    checks.done()
    schedule = ReviewSchedule(kind=draft.kind, policy_id=draft.policy_id, account_id=draft.account_id)
    schedule.added_on = txn.today
    txn.session.add(schedule)
    txn.session.flush()
    _write_terms(txn, schedule.id, draft)
    name = name_of_schedule(txn.session, schedule.id, txn.today)
    txn.record(Topic.REVIEWS, schedule.id, f"Planned “{name}”")
    review = raise_review(txn, schedule.id, txn.today, draft.due_on, draft.due_on.day)
    if draft.policy_id is not None:
        review.uid = _name_of_policy(txn, draft.policy_id) or review.uid
    return schedule.id


def change_schedule(txn: Txn, schedule_id: int, draft: ScheduleDraft) -> None:
    """Change how a schedule runs from today on; another date moves the review that is due next."""
    _running(txn, schedule_id)
    review = _due_next(txn, schedule_id)
    checks = Checks()
    _check(checks, txn, draft)
    moves = review is not None and review.due_on != draft.due_on
    if moves:
        checks.in_living_memory(draft.due_on, txn.today, "due_on")
    checks.done()
    _write_terms(txn, schedule_id, draft)
    if review is not None and moves:
        move_review(txn, review.id, draft.due_on, "Changed with its schedule")
    name = name_of_schedule(txn.session, schedule_id, txn.today)
    txn.record(Topic.REVIEWS, schedule_id, f"Changed the schedule of “{name}”")


def end_schedule(txn: Txn, schedule_id: int, reason: str) -> None:
    """End a schedule from today: nothing is due any more, and what was done stays in the register."""
    schedule = _running(txn, schedule_id)
    checks = Checks()
    reason = checks.reason(checks.line(reason, "reason"), "reason", "Say why nothing is reviewed any more.")
    checks.done()
    schedule.ended_on, schedule.end_reason = txn.today, reason
    name = name_of_schedule(txn.session, schedule_id, txn.today)
    txn.record(Topic.REVIEWS, schedule_id, f"Ended the schedule of “{name}”: {reason}")


def plan_policy(txn: Txn, policy_id: int) -> int:
    """Plan a policy's reviews as its version in force says: its next date, its cycle, its owner. Returns the id."""
    policy = next(iter(policies(txn.session, txn.today, policy_id, counted=False)), None)
    version = None if policy is None else policy.current
    if policy is None or version is None or version.next_review_due is None:
        raise Refusal("No version in force says when this policy is reviewed next. Add a schedule with its date.")
    rhythm = rhythm_of_version(version)
    due_on = version.next_review_due.last
    draft = ScheduleDraft(ReviewKind.POLICY, due_on, rhythm.every, rhythm.count, policy_id=policy_id)
    return add_schedule(txn, replace(draft, person_id=policy.owner_id))


def complete_unplanned(txn: Txn, policy_id: int, draft: CompletionDraft) -> int | None:
    """Complete the review that a policy's version asks for and no schedule plans yet; from then on one does."""
    review = _due_next(txn, plan_policy(txn, policy_id))
    assert review is not None
    return complete_review(txn, replace(draft, review_id=review.id))


def settle_dates(txn: Txn, schedule_id: int, *, use_version: bool) -> None:
    """Make a policy's schedule and its version in force name the same day: the version's, else the schedule's."""
    schedule = _running(txn, schedule_id)
    review = _due_next(txn, schedule_id)
    if schedule.policy_id is None or review is None:
        raise Refusal("This schedule is not of a policy. Look at the list again.")
    if not use_version:
        write_dates(txn, schedule.policy_id, txn.today, RoughDate.of(review.due_on))
        txn.record(Topic.REVIEWS, schedule_id, f"The schedule’s date counts: {written(review.due_on)}")
        return
    policy = next(iter(policies(txn.session, txn.today, schedule.policy_id, counted=False)), None)
    version = None if policy is None else policy.current
    if version is None or version.next_review_due is None:
        raise Refusal("The version in force gives no date any more, so the schedule’s date counts.")
    move_review(txn, review.id, version.next_review_due.last, f"Version {version.label} gives this date")


def _name_of_policy(txn: Txn, policy_id: int) -> str:
    """Return the name under which calendars know what a policy's version asks for, where no review has taken it yet."""
    uid = f"policy-{policy_id}"
    return "" if txn.session.scalars(select(Review.id).where(Review.uid == uid)).first() else uid


def _running(txn: Txn, schedule_id: int) -> ReviewSchedule:
    schedule = found(txn.session, ReviewSchedule, schedule_id, "schedule")
    if schedule.ended_on is not None:
        raise Refusal("This schedule has ended. Add a new one.")
    return schedule


def _due_next(txn: Txn, schedule_id: int) -> Review | None:
    asked = select(Review).where(Review.schedule_id == schedule_id, Review.done_on.is_(None), Review.because == "")
    return txn.session.scalars(asked).first()


def _check(checks: Checks, txn: Txn, draft: ScheduleDraft) -> None:
    title = checks.line(draft.title, "title")
    checks.refuse_if(draft.kind is ReviewKind.OTHER and not title, "Enter what is reviewed.", "title")
    checks.refuse_if(draft.every.is_counted and not 1 <= (draft.count or 0) <= 400, _COUNT, "count")
    checks.refuse_if(draft.every is Every.WEEKDAY and draft.weekday is None, "Select the weekday.", "weekday")
    checks.refuse_if(draft.every is Every.WEEKDAY and draft.nth is None, "Select which one of the month.", "nth")
    checks.refuse_if(not 0 <= draft.lead_days <= 366, "Enter a number of days from 0 to 366.", "lead_days")
    if draft.person_id is not None:
        found(txn.session, StaffMember, draft.person_id, "person")


_COUNT = "Enter a number from 1 to 400."


def _check_subject(checks: Checks, txn: Txn, draft: ScheduleDraft) -> None:
    of_policy, of_account = draft.kind is ReviewKind.POLICY, draft.kind.is_of_an_account
    checks.refuse_if(of_policy and draft.policy_id is None, "Select the policy.", "policy_id")
    checks.refuse_if(of_account and draft.account_id is None, "Select the account.", "account_id")
    assert of_policy or draft.policy_id is None
    assert of_account or draft.account_id is None
    if draft.policy_id is not None:
        found(txn.session, Policy, draft.policy_id, "policy")
    if draft.account_id is not None:
        found(txn.session, OfficialAccount, draft.account_id, "account")
    if draft.policy_id is not None or draft.account_id is not None:
        same = select(ReviewSchedule.id).where(
            ReviewSchedule.kind == draft.kind,
            ReviewSchedule.policy_id.is_not_distinct_from(draft.policy_id),
            ReviewSchedule.account_id.is_not_distinct_from(draft.account_id),
            ReviewSchedule.ended_on.is_(None),
        )
        planned = txn.session.scalars(same).first() is not None
        field = "policy_id" if of_policy else "account_id"
        checks.refuse_if(planned, "Its reviews are planned already. Change that schedule instead.", field)


def _write_terms(txn: Txn, schedule_id: int, draft: ScheduleDraft) -> None:
    terms = terms_on(txn.session, schedule_id, txn.today)
    if terms is None or terms.recorded_on != txn.today:
        terms = ReviewTerms(schedule_id=schedule_id, recorded_on=txn.today)
        txn.session.add(terms)
    by_weekday = draft.every is Every.WEEKDAY
    terms.title = " ".join(draft.title.split())
    terms.every, terms.count = draft.every, (draft.count or 1) if draft.every.is_counted else 1
    terms.nth = draft.nth or "" if by_weekday else ""
    terms.weekday = draft.weekday or "" if by_weekday else ""
    terms.count_from, terms.person_id, terms.lead_days = draft.count_from, draft.person_id, draft.lead_days
    txn.session.flush()
