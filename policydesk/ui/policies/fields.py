"""What the forms about policies ask, as data."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from policydesk.rules.choices import CHOICES
from policydesk.terms import AdoptionRole, ApprovalBody, AskAgain, FileKind, Origin, PolicyType, Renewal, StaffCategory
from policydesk.ui.kit.choice_box import ChoiceBox, TermBox, TermChecks, TickBox
from policydesk.ui.kit.date_box import EXAMPLE, DateBox, RoughDateBox
from policydesk.ui.kit.fields import Field, Section, Values
from policydesk.ui.kit.file_box import FileBox
from policydesk.ui.kit.inputs import NotesBox, NumberBox, TextBox
from policydesk.ui.kit.person_picker import Choice, PersonPicker

DOCUMENTS = "Documents (*.pdf *.docx *.doc *.odt *.rtf *.txt *.png *.jpg *.jpeg);;All files (*)"
ROUGH = "A day, or only the month or year where the paper gives no more: 3 9 2026, Sept 2026, 2026."
Search = Callable[[str], Sequence[Choice]]


def policy_fields(today: date, search: Search, others: Sequence[tuple[int, str]]) -> tuple[Field | Section, ...]:
    """Ask about a policy, whatever its version."""
    ticks = tuple(Field(f"related_{policy_id}", "", partial(TickBox, title)) for policy_id, title in others)
    related: tuple[Field | Section, ...] = (
        (Section("Related policies", "Those its text names."), *ticks) if ticks else ()
    )
    return (
        Field("title", "Title", TextBox, "As it stands on the paper.", required="Enter the policy’s title."),
        Field("policy_type", "What it is about", lambda: TermBox(PolicyType)),
        Field("owner_id", "Owner (optional)", lambda: PersonPicker(search), "Who keeps it up to date."),
        Field("monitored_by", "Monitored by (optional)", TextBox, "For example: headteacher and governors."),
        Section("Where the text came from"),
        Field("origin", "Origin", lambda: TermBox(Origin)),
        Field("originating_body", "Written by (optional)", TextBox, when=_from_outside),
        Field("template_source", "Model used (optional)", TextBox, when=_from_outside),
        Field("template_version", "Version of the model (optional)", TextBox, when=_from_outside),
        Field("adapted_on", "Adapted for this school on (optional)", lambda: DateBox(today), when=_from_outside),
        Field("adapted_by", "Adapted by (optional)", TextBox, when=_from_outside),
        *related,
        Field("notes", "Notes (optional)", lambda: NotesBox(lines=2)),
    )


def _from_outside(values: Values) -> bool:
    return values.get("origin") not in {None, Origin.OWN}


def _acknowledged(values: Values) -> bool:
    return bool(values.get("needs_acknowledging"))


def version_fields(today: date, *, with_document: bool) -> tuple[Field | Section, ...]:
    """Ask about one version, in the order of a policy's front page."""
    document = (
        Field(
            "document",
            "Document (optional)",
            lambda: FileBox(DOCUMENTS),
            "PDF, Word or text, up to 50 MB. It is kept inside the register, encrypted.",
        ),
    )
    return (
        Field("label", "Version", TextBox, "As it stands on the paper: 3, 2.1 or September 2026.",
              required="Enter the version’s label, for example 2.1 or September 2026."),
        *(document if with_document else ()),
        Field("in_force_from", "In force from", lambda: RoughDateBox(today), ROUGH),
        Field("summary_of_changes", "What changed (optional)", lambda: NotesBox(lines=2)),
        Section("Whom it binds"),
        Field("categories", "Categories of staff", lambda: TermChecks(StaffCategory)),
        Field("needs_acknowledging", "", lambda: TickBox("They have to acknowledge this version")),
        Field("ask_again", "Must everyone acknowledge again?", lambda: TermBox(AskAgain), when=_acknowledged),
        Field("days_to_acknowledge", "Time to acknowledge", lambda: NumberBox(0, 366, "days from then on"),
              when=_acknowledged, required="Enter a number of days, for example 14."),
        Field("induction_days", "Time for new starters", lambda: NumberBox(0, 366, "days from their first day"),
              when=_acknowledged, required="Enter a number of days, for example 7."),
        Field("renewal", "How long it lasts", lambda: TermBox(Renewal), when=_acknowledged),
        Field("statement", "What people acknowledge", lambda: NotesBox(lines=4),
              "Kept word for word with this version.", when=_acknowledged),
        Section("Approval and review"),
        Field("approved_by_body", "Approved by (body)", lambda: TermBox(ApprovalBody, none="Not recorded")),
        Field("approved_by_name", "Approved by (person, optional)", TextBox),
        Field("minute_reference", "Minute (optional)", TextBox),
        Field("approved_on", "Approved on", lambda: RoughDateBox(today)),
        Field("last_reviewed_on", "Last reviewed", lambda: RoughDateBox(today)),
        Field("next_review_due", "Next review due", lambda: RoughDateBox(today)),
        Field("review_interval_months", "Review cycle (optional)", lambda: NumberBox(1, 120, "months")),
        Field("paper_only", "", lambda: TickBox("There is only a paper copy; no document is kept here")),
        Section("What it says", "Policies differ on these; choose what this one says."),
        *(Field(f"choice_{one.code}", one.asks, _choice(one.options)) for one in CHOICES),
        Field("legislation", "Legislation cited (optional)", lambda: NotesBox(lines=3), "One Act on each line."),
    )  # fmt: skip


def _choice(options: tuple[tuple[str, str], ...]) -> Callable[[], ChoiceBox]:
    return lambda: ChoiceBox(options)


def adoption_fields(today: date) -> tuple[Field, ...]:
    """Ask who signed a version for the school."""
    return (
        Field("role", "Signed as", lambda: TermBox(AdoptionRole)),
        Field("name", "Name", TextBox, required="Enter the name of who signed."),
        Field("signed_on", "Signed on", lambda: RoughDateBox(today), ROUGH, required="Enter the date."),
        Field("scan", "Scan of the signed page (optional)", lambda: FileBox(DOCUMENTS)),
    )


def withdraw_fields(today: date) -> tuple[Field, ...]:
    """Ask from when and why a policy is no longer used."""
    return (
        Field("on", "From", lambda: DateBox(today), EXAMPLE, required="Enter the day from which it is withdrawn."),
        Field("reason", "Reason", NotesBox, required="Enter why it is withdrawn."),
    )


def file_fields() -> tuple[Field, ...]:
    """Ask for a file of a version."""
    return (
        Field("document", "File", lambda: FileBox(DOCUMENTS), required="Choose the file."),
        Field("kind", "What it is", lambda: TermBox(FileKind)),
        Field("title", "Title (optional)", TextBox),
        Field("platform", "Platform (optional)", TextBox, "For an appendix: the platform it is about.",
              when=lambda values: values.get("kind") == FileKind.APPENDIX),
        Field("consulted", "Who was consulted (optional)", lambda: NotesBox(lines=2),
              "For guidance: staff, unions, governors.", when=lambda values: values.get("kind") == FileKind.GUIDANCE),
    )  # fmt: skip
