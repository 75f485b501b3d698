"""What the forms about staff ask, as data."""

from collections.abc import Callable, Sequence
from datetime import date

from policydesk.terms import Post, StaffCategory
from policydesk.ui.kit.choice_box import TermBox
from policydesk.ui.kit.date_box import EXAMPLE, DateBox
from policydesk.ui.kit.fields import Field, Section
from policydesk.ui.kit.inputs import NotesBox, TextBox
from policydesk.ui.kit.person_picker import Choice, PersonPicker

Search = Callable[[str], Sequence[Choice]]
OPTIONAL_END = "Leave empty while they work here."


def staff_fields(today: date, search: Search) -> tuple[Field | Section, ...]:
    """Ask about one member of staff."""
    return (
        Field("full_name", "Full name", TextBox, required="Enter the person’s full name."),
        Field(
            "category",
            "Category",
            lambda: TermBox(StaffCategory, none="Select a category"),
            "It decides which policies they are asked to acknowledge.",
            required="Select a category, for example teaching or governor.",
        ),
        Field("started_on", "First day", lambda: DateBox(today), EXAMPLE, required="Enter their first day."),
        Field("job_title", "Job title (optional)", TextBox),
        Field("email", "E-mail (optional)", TextBox),
        Section("More, where it helps"),
        Field("known_as", "Known as (optional)", TextBox, "The name they use, if it is another one."),
        Field("reference", "Payroll or MIS reference (optional)", TextBox, "A staff list is matched by it."),
        Field("employer", "Employer (optional)", TextBox, "For agency staff, contractors and visiting coaches."),
        Field("line_manager_id", "Line manager (optional)", lambda: PersonPicker(search)),
        Field("ended_on", "Last day (optional)", lambda: DateBox(today), OPTIONAL_END),
        Field(
            "privacy_checked_on",
            "Privacy settings checked on (optional)",
            lambda: DateBox(today),
            "When they last looked at the settings of their own accounts. Help (F1) says what to look at.",
        ),
        Field("notes", "Notes (optional)", lambda: NotesBox(lines=2)),
    )


def role_fields(today: date) -> tuple[Field, ...]:
    """Ask about a further role of somebody, or a new spell of who came back."""
    return (
        Field("category", "Category", lambda: TermBox(StaffCategory)),
        Field("started_on", "First day", lambda: DateBox(today), EXAMPLE, required="Enter the first day."),
        Field("ended_on", "Last day (optional)", lambda: DateBox(today), "Leave empty while it goes on."),
        Field("job_title", "Job title (optional)", TextBox),
        Field("employer", "Employer (optional)", TextBox),
    )


def category_fields(today: date) -> tuple[Field, ...]:
    """Ask to which category people move, and from when."""
    return (
        Field(
            "category",
            "New category",
            lambda: TermBox(StaffCategory, none="Select a category"),
            required="Select the category they move to.",
        ),
        Field("from_on", "From", lambda: DateBox(today), EXAMPLE, required="Enter the first day in the new category."),
    )


def post_fields(today: date, search: Search, *, ask_who: bool) -> tuple[Field, ...]:
    """Ask who holds which post, from when."""
    who = Field("staff_id", "Who", lambda: PersonPicker(search), required="Select who is appointed.")
    return (
        *((who,) if ask_who else ()),
        Field("post", "Post", lambda: TermBox(Post, none="Select a post"), required="Select the post."),
        Field("from_on", "From", lambda: DateBox(today), EXAMPLE, required="Enter the first day."),
        Field("until_on", "Until (optional)", lambda: DateBox(today), "For a term of office: the last day."),
    )


def end_fields(today: date, label: str) -> tuple[Field, ...]:
    """Ask for the last day of something that somebody holds."""
    return (Field("until_on", label, lambda: DateBox(today), EXAMPLE, required="Enter the last day."),)
