"""What the kind of an incident asks for before it is closed."""

from datetime import date

from policydesk.rules.incidents import Record
from policydesk.terms_incidents import (
    AllegationOutcome,
    ConcernKind,
)
from policydesk.ui.kit.choice_box import TermBox, TickBox
from policydesk.ui.kit.date_box import EXAMPLE, DateBox
from policydesk.ui.kit.fields import Field
from policydesk.ui.kit.inputs import NotesBox


def closing_fields(today: date, record: Record) -> tuple[Field, ...]:
    """Ask what the kind of incident asks for before it is closed."""
    day = Field("closed_on", "Closed on", lambda: DateBox(today), EXAMPLE, required="Enter the date.")
    concern = record.concern
    if concern is None:
        return (day, Field("lessons", "Anything learned (optional)", lambda: NotesBox(lines=2)))
    kind = concern.kind
    found: list[Field] = [
        Field(
            "decision",
            "The decision, and why",
            lambda: NotesBox(lines=3),
            "Also where it was not referred.",
            "Enter the decision and why, also if you did not refer it.",
        )
    ]
    if kind is ConcernKind.ALLEGATION:
        found += [
            Field(
                "outcome",
                "Outcome",
                lambda: TermBox(AllegationOutcome, none="Select one of the five"),
                required="Select one of the five outcomes of an allegation.",
            ),
            Field("in_references", "", lambda: TickBox("It will be referred to in a future reference")),
            Field("copy_given", "", lambda: TickBox("The person was given a copy")),
            Field(
                "consents_to_keep", "", lambda: TickBox("Malicious or false, and the person consents to its keeping")
            ),
        ]
    if kind is ConcernKind.LOW_LEVEL:
        found += [
            Field("rationale", "Rationale", lambda: NotesBox(lines=2), required="Enter the rationale."),
            Field("action", "Action taken", lambda: NotesBox(lines=2), required="Enter the action that was taken."),
        ]
    found += [
        Field("hr_process", "", lambda: TickBox("An HR process was begun; its outcome is kept in the HR file")),
        Field("lessons", "Lessons (optional)", lambda: NotesBox(lines=2)),
    ]
    return (*found, day)
