"""What is done on the agenda: completing a review, adding and changing schedules, settling which date is right."""

from datetime import date
from typing import TYPE_CHECKING, Any

from policydesk.actions.reviews import TriggerDraft, complete_review, trigger_review
from policydesk.actions.schedules import (
    add_schedule,
    change_schedule,
    complete_unplanned,
    end_schedule,
    plan_policy,
    settle_dates,
)
from policydesk.queries.policies import list_policies
from policydesk.queries.reviews import ReviewRow
from policydesk.queries.schedules import account_choices, terms_of_school
from policydesk.rules.recurrence import next_review
from policydesk.store import Txn
from policydesk.terms_reviews import Every, ReviewOutcome, Trigger
from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.reviews import drafts, fields
from policydesk.ui.reviews.weekday_of import WeekdayFollows
from policydesk.ui.staff.people import people_choices

if TYPE_CHECKING:
    from policydesk.ui.reviews.page import ReviewsPage


class Planning:
    """The forms of the agenda."""

    def __init__(self, page: "ReviewsPage") -> None:
        self._page, self._desk = page, page.desk

    def complete(self) -> None:
        """Complete the current review; the next date is proposed and follows the day it was done until typed over."""
        row = self._page.review
        if row is None:
            return
        today = self._desk.today
        proposed = self._proposal(row, today)
        form = FormDialog(
            self._page,
            f"Complete: {row.name}",
            fields.completion_fields(today, row, proposed),
            intro=f"Due {row.due_words}.",
            verb="Co&mplete review",
            values={
                "done_on": today, "outcome": ReviewOutcome.NO_CHANGE, "next_due": proposed, "write_version": True,
                "done_by": self._desk.actor.name,
            },
            save=lambda values: self._save(row, values),
            then=lambda outcome: self._on_completed(row, outcome),
        )  # fmt: skip
        if "next_due" in form.rows:
            follows = _Follows(self, form, row, proposed)
            form.input_of("done_on").changed.connect(lambda: follows.on_changed())  # which keeps it as long as the form
        form.open()

    def add(self) -> None:
        """Plan the reviews of something."""
        form = FormDialog(
            self._page,
            "Add a schedule",
            self._schedule_fields(new=True),
            verb="&Add schedule",
            values=drafts.schedule_values(None),
            save=lambda values: self._desk.act(add_schedule, drafts.schedule_draft(values)),
            then=self._on_added,
        )
        follows = WeekdayFollows(form)
        form.input_of("due_on").changed.connect(lambda: follows.on_changed())  # which keeps it as long as the form
        form.open()

    def edit(self) -> None:
        """Change the current review's schedule; a policy without one gets it first."""
        row = self._page.planned_review
        if row is None:
            return
        FormDialog(
            self._page,
            f"Change: {row.name}",
            self._schedule_fields(new=False),
            verb="&Save",
            values=drafts.schedule_values(row),
            save=lambda values: self._desk.act(_change, row, values),
            then=lambda _done: self._page.say_done("Saved the schedule"),
        ).open()

    def review_now(self) -> None:
        """Ask for a review beside the schedule."""
        row = self._page.review
        if row is None:
            return
        FormDialog(
            self._page,
            f"Review now: {row.subject or row.name}",
            fields.trigger_fields(self._desk.today),
            intro="It stands beside the schedule and does not move it.",
            verb="&Ask for the review",
            values={"because": Trigger.NEW_PLATFORM},
            save=lambda values: self._desk.act(_trigger, row, values),
            then=lambda _id: self._page.say_done("Asked for a review beside the schedule"),
        ).open()

    def stop(self) -> None:
        """End the current review's schedule."""
        row = self._page.review
        if row is None:
            return
        if row.schedule_id is None:
            self._page.frame.say("Only the policy’s version names this date. Change it there, under Policies.")
            return
        schedule_id = row.schedule_id
        FormDialog(
            self._page,
            f"Stop: {row.name}",
            fields.STOP,
            intro="Nothing is due any more. What was done stays in the register.",
            verb="&Stop the schedule",
            danger=True,
            save=lambda values: self._desk.act(end_schedule, schedule_id, values["reason"]),
            then=lambda _done: self._page.say_done("Stopped the schedule"),
        ).open()

    def settle(self) -> None:
        """Say which of two dates is right where a policy's schedule and its version disagree."""
        row = self._page.review
        if row is None:
            return
        if row.schedule_id is None or not row.facts.disagrees:
            self._page.frame.say("The schedule and the version name the same date, so there is nothing to settle.")
            return
        schedule_id = row.schedule_id
        FormDialog(
            self._page,
            f"Which date is right for {row.subject}?",
            fields.settle_fields(row.due_words, str(row.version_due)),
            intro="The other one is changed, so that both say the same.",
            verb="&Use this date",
            save=lambda values: self._desk.act(settle_dates, schedule_id, use_version=values["use_version"]),
            then=lambda _done: self._page.say_done("The schedule and the version say the same date now"),
        ).open()

    @property
    def today(self) -> date:
        """The last day on which a review can have been done."""
        return self._desk.today

    def proposal(self, row: ReviewRow, done_on: date) -> date | None:
        """Return when the next review is due if one is done on a day."""
        return self._proposal(row, done_on)

    def _proposal(self, row: ReviewRow, done_on: date) -> date | None:
        if row.because is not None or row.rhythm.every is Every.ONCE:
            return None
        found = next_review(row.rhythm, row.due_on, row.anchor_day, done_on, self._desk.ask(terms_of_school))
        return None if found is None else found.due_on

    def _save(self, row: ReviewRow, values: dict[str, Any]) -> ReviewOutcome:
        draft = drafts.completion_draft(row.id, values)
        if row.schedule_id is None and row.policy_id is not None:
            self._desk.act(complete_unplanned, row.policy_id, draft)
        else:
            self._desk.act(complete_review, draft)
        return ReviewOutcome(values["outcome"])

    def _on_added(self, schedule_id: int) -> None:
        """Show the review that is due first now."""
        row = next((one for one in self._page.agenda.model.rows if one.schedule_id == schedule_id), None)
        if row is not None:
            self._page.agenda.view.select_id(row.id)
        self._page.say_done("Added the schedule")

    def _on_completed(self, row: ReviewRow, outcome: ReviewOutcome) -> None:
        self._page.say_done(f"Completed: {row.name}")
        if outcome is ReviewOutcome.NEW_VERSION and row.policy_id is not None:
            self._page.frame.go_to("policies", row.policy_id, "policies.version")

    def _schedule_fields(self, *, new: bool) -> Any:
        as_at = self._desk.as_at
        policies = [(row.id, row.title) for row in self._desk.ask(list_policies, as_at) if not row.withdrawn]
        accounts = self._desk.ask(account_choices, as_at)
        return fields.schedule_fields(
            self._desk.today, lambda text: people_choices(self._desk, text), policies, accounts, new=new
        )


class _Follows:
    """Keeps the proposed date in step with the day a review was done, until somebody types another."""

    def __init__(self, planning: Planning, form: FormDialog, row: ReviewRow, proposed: date | None) -> None:
        self._planning, self._form, self._row, self._proposed = planning, form, row, proposed

    def on_changed(self) -> None:
        """Propose again where the last proposal still stands."""
        done_on = self._form.value_of("done_on")
        if not isinstance(done_on, date) or done_on > self._planning.today:
            return
        if self._form.value_of("next_due") != self._proposed:
            return
        self._proposed = self._planning.proposal(self._row, done_on)
        self._form.input_of("next_due").set_value(self._proposed)


def _change(txn: Txn, row: ReviewRow, values: dict[str, Any]) -> None:
    change_schedule(txn, _planned(txn, row), drafts.schedule_draft(values, row.kind))


def _trigger(txn: Txn, row: ReviewRow, values: dict[str, Any]) -> int:
    return trigger_review(txn, TriggerDraft(_planned(txn, row), **values))


def _planned(txn: Txn, row: ReviewRow) -> int:
    """Return a review's schedule; what only a version names is planned first, in the same change."""
    if row.schedule_id is not None:
        return row.schedule_id
    assert row.policy_id is not None
    return plan_policy(txn, row.policy_id)
