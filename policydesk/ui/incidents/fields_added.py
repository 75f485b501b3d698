"""What the forms ask that add to a record: what happened, who was told, what came back."""

from collections.abc import Sequence
from datetime import date, datetime

from policydesk.rules.clocks import Clock
from policydesk.terms_incidents import (
    Agency,
    Answer,
)
from policydesk.ui.incidents.boxes import EvidenceBox
from policydesk.ui.incidents.fields_new import NOT_HERE
from policydesk.ui.kit.choice_box import ChoiceBox, TermBox, TickBox
from policydesk.ui.kit.date_box import EXAMPLE, DateBox
from policydesk.ui.kit.fields import Field
from policydesk.ui.kit.inputs import NotesBox, TextBox
from policydesk.ui.kit.moment_box import MomentBox


def entry_fields(today: date) -> tuple[Field, ...]:
    """Ask for one entry of the chronology, with the next step."""
    return (
        Field("text", "What happened", lambda: NotesBox(lines=4), required="Enter what happened."),
        Field("on", "Date", lambda: DateBox(today), EXAMPLE, required="Enter the date."),
        Field("next_step", "Next step (optional)", TextBox),
        Field("next_on", "By (optional)", lambda: DateBox(today)),
    )


def told_fields(now: datetime) -> tuple[Field, ...]:
    """Ask who was told, when and how."""
    return (
        Field(
            "who",
            "Who was told",
            lambda: TermBox(Agency, none="Select who"),
            required="Select who was told.",
        ),
        Field("name", "Name (optional)", TextBox),
        Field("told_at", "When", lambda: MomentBox(now), required="Enter when they were told."),
        Field("note", "How, and what was said (optional)", lambda: NotesBox(lines=2)),
    )


def referral_fields(now: datetime) -> tuple[Field, ...]:
    """Ask to whom it was referred, when, under which reference."""
    return (
        Field(
            "to",
            "Referred to",
            lambda: TermBox(Agency, none="Select to whom"),
            required="Select to whom it was referred.",
        ),
        Field("referred_at", "When", lambda: MomentBox(now), required="Enter when it was referred."),
        Field("name", "Who took it (optional)", TextBox),
        Field("reference", "Reference", TextBox, "For CPOMS its number alone: the full record stays there, not here."),
        Field("answer_due", "Answer due (optional)", lambda: DateBox(now.date())),
        Field("note", "Note (optional)", lambda: NotesBox(lines=2)),
    )


def reply_fields(today: date) -> tuple[Field, ...]:
    """Ask what came back on a referral."""
    return (
        Field("text", "What they answered", NotesBox, required="Enter what they answered."),
        Field("replied_on", "Date", lambda: DateBox(today), EXAMPLE, required="Enter the date."),
        Field("closes", "", lambda: TickBox("This ends the referral")),
    )


def reason_fields(label: str, required: str) -> tuple[Field, ...]:
    """Ask for a reason."""
    return (Field("reason", label, NotesBox, required=required),)


def not_referred_fields(running: Sequence[Clock]) -> tuple[Field, ...]:
    """Ask for which clock nothing is referred, and why."""
    clocks = [(one.kind, one.kind.label) for one in running]
    return (
        Field("clock", "Not referred to", lambda: ChoiceBox(clocks)),
        *reason_fields("Why not", "Enter why it is not referred."),
    )


def answered_fields(today: date) -> tuple[Field, ...]:
    """Ask how a friend request was answered in the end."""
    return (
        Field("answer", "What was done", lambda: TermBox((Answer.DECLINED, Answer.ACCEPTED))),
        Field("on", "Date", lambda: DateBox(today), EXAMPLE, required="Enter the date."),
        Field("note", "Note (optional)", lambda: NotesBox(lines=2)),
    )


def discussed_fields(today: date) -> tuple[Field, ...]:
    """Ask when it was talked about with the class, or why not."""
    return (
        Field("on", "Date", lambda: DateBox(today), EXAMPLE, required="Enter the date."),
        Field("group", "Which class", TextBox),
        Field("reason_not", "It was not discussed, because (optional)", TextBox),
    )


def born_fields(today: date) -> tuple[Field, ...]:
    """Ask for the date of birth of the pupil it is about."""
    return (Field("on", "Pupil’s date of birth", lambda: DateBox(today), EXAMPLE, "Enter the pupil’s date of birth."),)


def hold_fields() -> tuple[Field, ...]:
    """Ask why a legal hold begins or ends."""
    return reason_fields("Reason", "Enter the reason.")


def copy_fields() -> tuple[Field, ...]:
    """Ask for whom a copy is printed."""
    return (Field("for_whom", "For whom", TextBox, required="Enter whom the copy is for."),)


def evidence_fields() -> tuple[Field, ...]:
    """Ask for what is attached."""
    return (
        Field("evidence", "Screenshots, e-mails, documents", EvidenceBox, NOT_HERE, "Choose what is attached."),
        Field("note", "Note (optional)", TextBox),
    )
