"""What the forms about reviews ask, as data."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from policydesk.queries.reviews import ReviewRow
from policydesk.rules.recurrence import in_words
from policydesk.terms import StaffCategory
from policydesk.terms_reviews import (
    DECISIONS,
    CountFrom,
    Discussion,
    Every,
    Group,
    Nth,
    ReminderAbout,
    ReminderForm,
    ReviewKind,
    ReviewOutcome,
    Trigger,
    Weekday,
)
from policydesk.ui.kit.choice_box import ChoiceBox, TermBox, TermChecks, TickBox
from policydesk.ui.kit.date_box import EXAMPLE, DateBox
from policydesk.ui.kit.fields import Field, Section, Values
from policydesk.ui.kit.file_box import FileBox
from policydesk.ui.kit.inputs import NotesBox, NumberBox, TextBox
from policydesk.ui.kit.person_picker import Choice, PersonPicker
from policydesk.ui.policies.fields import DOCUMENTS

Search = Callable[[str], Sequence[Choice]]
Choices = Sequence[tuple[int, str]]

EVIDENCE = Field("evidence", "Evidence (optional)", lambda: FileBox(DOCUMENTS), "Minutes, a scan, a letter.")


_NO_TERM = (
    "Planned each term, but no later term is in the register. Enter the date; with the terms under Settings, "
    "Term dates, it is proposed."
)


def completion_fields(today: date, row: ReviewRow, proposed: date | None) -> tuple[Field | Section, ...]:
    """Ask what came of a review, and when the next one is."""
    goes_on = row.because is None and row.rhythm.every is not Every.ONCE
    version = f"Write both dates into version {row.version_label} of {row.subject}"
    following: tuple[Field | Section, ...] = (
        Field("next_due", "Next review due", lambda: DateBox(today),
              _NO_TERM if proposed is None else
              f"Proposed as planned, {in_words(row.rhythm)}. Change it where the school decides otherwise.",
              required="Enter when it is reviewed next.", when=_needed),
        *((Field("write_version", "", partial(TickBox, version), when=_needed),) if row.version_label else ()),
    )  # fmt: skip
    return (
        Field("done_on", "Done on", lambda: DateBox(today), EXAMPLE, required="Enter the day on which it was done."),
        Field("outcome", "What it decided", lambda: TermBox(DECISIONS)),
        *(following if goes_on else ()),
        Field("done_by", "Done by", TextBox),
        Field("notes", "Notes (optional)", lambda: NotesBox(lines=3)),
        EVIDENCE,
    )


def _needed(values: Values) -> bool:
    return values.get("outcome") is not ReviewOutcome.NOT_NEEDED


_PLAIN = (Every.YEARS, Every.MONTHS, Every.WEEKS, Every.DAYS)


def _every(*wanted: Every) -> Callable[[Values], bool]:
    return lambda values: values.get("every") in wanted


def schedule_fields(
    today: date, search: Search, policies: Choices, accounts: Choices, *, new: bool
) -> tuple[Field | Section, ...]:
    """Ask what is reviewed, how often, and who sees to it; what it is of stays as it was first said."""
    subject: tuple[Field | Section, ...] = (
        Field("kind", "What is reviewed", lambda: TermBox(ReviewKind)),
        Field("policy_id", "Policy", lambda: ChoiceBox(policies, none="Select a policy"),
              when=lambda values: values.get("kind") is ReviewKind.POLICY),
        Field("account_id", "Official account", lambda: ChoiceBox(accounts, none="Select an account"),
              when=lambda values: values.get("kind") is not None and values["kind"].is_of_an_account),
    )  # fmt: skip
    return (
        *(subject if new else ()),
        Field("title", "Name", TextBox, "Such as “Filtering”. A policy or an account needs none."),
        Field("due_on", "Next review due", lambda: DateBox(today), EXAMPLE, required="Enter when it is reviewed next."),
        Section("How often"),
        Field("every", "Repeats", lambda: TermBox(Every), "The 31st means the last day of shorter months."),
        Field("count", "Every how many", lambda: NumberBox(1, 400), "1 is every one of them, 2 every second one.",
              when=_every(*_PLAIN), required="Enter a number, for example 1."),
        Field("nth", "Which one of the month", lambda: TermBox(Nth), when=_every(Every.WEEKDAY)),
        Field("weekday", "Weekday", lambda: TermBox(Weekday), when=_every(Every.WEEKDAY)),
        Field("months", "Every how many months", lambda: NumberBox(1, 120, "months"), when=_every(Every.WEEKDAY),
              required="Enter a number, for example 1."),
        Field("count_from", "Next review counts from", lambda: TermBox(CountFrom),
              when=_every(*_PLAIN, Every.WEEKDAY)),
        Section("Who and how early"),
        Field("person_id", "Responsible (optional)", lambda: PersonPicker(search)),
        Field("lead_days", "Called for", lambda: NumberBox(0, 366, "days before"),
              required="Enter a number of days, for example 28."),
    )  # fmt: skip


def trigger_fields(today: date) -> tuple[Field, ...]:
    """Ask why something is reviewed beside its schedule."""
    return (
        Field("because", "Why", lambda: TermBox(Trigger)),
        Field("reason", "What happened (optional)", lambda: NotesBox(lines=2)),
        Field("due_on", "To be done by", lambda: DateBox(today), EXAMPLE, required="Enter the last day for it."),
    )


STOP = (Field("reason", "Reason", TextBox, required="Say why nothing is reviewed any more."),)


def settle_fields(planned: str, version: str) -> tuple[Field, ...]:
    """Ask which of two dates is right."""
    choices = ((False, f"The schedule’s: {planned}"), (True, f"The version’s: {version}"))
    return (Field("use_version", "Which date is right?", lambda: ChoiceBox(choices)),)


def discussion_fields(today: date, policies: Choices) -> tuple[Field, ...]:
    """Ask whom a policy was discussed with, and what changed."""
    return (
        Field("policy_id", "Policy", lambda: ChoiceBox(policies, none="Select a policy")),
        Field("held_on", "Held on", lambda: DateBox(today), EXAMPLE, required="Enter the day."),
        Field("met_with", "Discussed with", lambda: TermChecks(Group)),
        Field("method", "How", lambda: TermBox(Discussion)),
        Field("who", "Who took part (optional)", TextBox, "For example the school council, or the unions by name."),
        Field("said", "What was said (optional)", lambda: NotesBox(lines=3)),
        Field("changed", "What changed because of it (optional)", lambda: NotesBox(lines=2)),
        EVIDENCE,
    )


def edition_fields(today: date, policies: Choices) -> tuple[Field | Section, ...]:
    """Ask about an edition of guidance, and who reads which parts."""
    return (
        Field("name", "Guidance", TextBox, required="Enter the guidance’s name."),
        Field("edition", "Edition", TextBox, "For example 2026.", required="Enter the edition, for example 2026."),
        Field("in_force_from", "In force from", lambda: DateBox(today), EXAMPLE, required="Enter the first day."),
        Field("source", "Where it is published (optional)", TextBox),
        Field("policy_id", "Acknowledged with", lambda: ChoiceBox(policies, none="No policy yet"),
              "The policy whose acknowledgements show who has read it."),
        Section("Who reads which parts", "For example “Part one and Annex B”. Leave empty who does not read it."),
        *(Field(f"parts_{one.value}", f"{one.label} (optional)", TextBox) for one in StaffCategory),
    )  # fmt: skip


def answer_fields(today: date) -> tuple[Field, ...]:
    """Ask what people answered to the yearly question."""
    answers = ((True, "Nothing to declare"), (False, "Something to declare"))
    return (
        Field("answered_on", "Answered on", lambda: DateBox(today), EXAMPLE, required="Enter the day of the answer."),
        Field("is_nil", "Answer", lambda: ChoiceBox(answers, none="Select the answer"),
              "What was declared is entered under Staff.", required="Select what was answered."),
        Field("keeps_confidence", "",
              lambda: TickBox("They keep the confidentiality policy towards parents who are friends")),
        EVIDENCE,
    )  # fmt: skip


def calendar_fields(search: Search) -> tuple[Field, ...]:
    """Ask whose calendar it is."""
    return (
        Field("person_id", "Only for (optional)", lambda: PersonPicker(search),
              "Without a name it has everything: reviews, deadlines and days without cover."),
    )  # fmt: skip


def reminder_fields() -> tuple[Field, ...]:
    """Ask what people are reminded of, and in which form."""
    return (
        Field("about", "About", lambda: TermBox(ReminderAbout)),
        Field("form", "What to make", lambda: TermBox(ReminderForm)),
        Field("subject", "Subject", TextBox, when=_mail),
        Field("body", "Words", lambda: NotesBox(lines=9),
              "{name}, {school}, {list} and {due} are filled in for each person.", when=_mail),
        Field("keep", "", lambda: TickBox("Keep these words for next time"), when=_mail),
    )  # fmt: skip


def _mail(values: Values) -> bool:
    return values.get("form") is not ReminderForm.SHEET
