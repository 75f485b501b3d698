"""What the forms beside the records ask: figures, advice on personal use, how the logs are kept."""

from datetime import date

from policydesk.ui.incidents.fields_new import Search
from policydesk.ui.incidents.release_preview import ReleasePreview
from policydesk.ui.kit.choice_box import TickBox
from policydesk.ui.kit.date_box import EXAMPLE, DateBox
from policydesk.ui.kit.fields import Field
from policydesk.ui.kit.inputs import NotesBox, NumberBox, TextBox
from policydesk.ui.kit.person_picker import PersonPicker


def release_fields(today: date) -> tuple[Field, ...]:
    """Ask for which terms figures are released."""
    return (
        Field("from_on", "From", lambda: DateBox(today), "The first day of a term.", "Enter the first day."),
        Field(
            "until_on",
            "Until",
            lambda: DateBox(today),
            "The last day of a term, or of the holiday after it.",
            "Enter the last day.",
        ),
        Field("preview", "What will be printed", ReleasePreview),
    )


def advice_fields(today: date, search: Search) -> tuple[Field, ...]:
    """Ask about advice on personal use: not an incident, and nothing confidential."""
    return (
        Field("staff_id", "Who asked (optional)", lambda: PersonPicker(search)),
        Field("asked_on", "Date", lambda: DateBox(today), EXAMPLE, required="Enter the date."),
        Field("subject", "About", TextBox, required="Enter what they asked about."),
        Field("advice", "Advice given", NotesBox, required="Enter the advice that was given."),
        Field("given_by", "Given by", TextBox, required="Enter who gave the advice."),
    )


def settings_fields() -> tuple[Field, ...]:
    """Ask how the incident logs are kept."""
    return (
        Field("pupils_in_full", "", lambda: TickBox("Name pupils in full instead of by initials")),
        Field("pattern_count", "Low-level concerns that make a pattern", lambda: NumberBox(2, 50)),
        Field("pattern_months", "Within", lambda: NumberBox(1, 120, "months")),
    )
