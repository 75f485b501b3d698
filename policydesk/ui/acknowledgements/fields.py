"""What the forms of this page ask, as data."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from policydesk.errors import Refusal
from policydesk.queries.acknowledgements import VersionHead
from policydesk.terms import AckMethod
from policydesk.ui.kit.choice_box import ChoiceBox, TermBox
from policydesk.ui.kit.date_box import EXAMPLE, DateBox
from policydesk.ui.kit.fields import Field
from policydesk.ui.kit.file_box import FileBox
from policydesk.ui.kit.inputs import NotesBox
from policydesk.ui.kit.person_picker import Choice, PersonPicker

EVIDENCE_KINDS = "Scans and documents (*.pdf *.png *.jpg *.jpeg *.docx *.odt *.txt);;All files (*)"


def person_field(search: Callable[[str], Sequence[Choice]]) -> Field:
    """Ask for one member of staff."""
    return Field("staff_id", "Who", lambda: PersonPicker(search), required="Select who it is about.")


def version_field(heads: Sequence[VersionHead]) -> Field:
    """Ask for one of the current versions."""
    choices = [(head.version_id, f"{head.title}, version {head.label}") for head in heads]
    return Field("version_id", "Policy", lambda: ChoiceBox(choices), required="Select a policy.")


def record_fields(today: date) -> tuple[Field, ...]:
    """Ask when and how somebody acknowledged."""
    return (
        Field("signed_on", "Date they signed", lambda: DateBox(today), EXAMPLE, required="Enter the date they signed."),
        Field("method", "How", lambda: TermBox(AckMethod)),
        Field(
            "evidence",
            "Scan or e-mail (optional)",
            lambda: FileBox(EVIDENCE_KINDS),
            "Kept inside the register, encrypted.",
        ),
        Field(
            "understanding",
            "What shows that they understood it (optional)",
            lambda: NotesBox(lines=2),
            "For example: discussed at the staff meeting, short quiz.",
        ),
    )


def refusal_fields(today: date) -> tuple[Field, ...]:
    """Ask when and why somebody declined."""
    return (
        Field("on", "Date they declined", lambda: DateBox(today), EXAMPLE, required="Enter the date they declined."),
        Field("method", "How they said so", lambda: TermBox(AckMethod)),
        Field("reason", "Their reason", NotesBox, required="Enter the reason they gave."),
    )


def exemption_fields(today: date) -> tuple[Field, ...]:
    """Ask why and for how long somebody is not asked."""
    return (
        Field("reason", "Reason", NotesBox, required="Enter why they are exempt."),
        Field("from_on", "From", lambda: DateBox(today), EXAMPLE, required="Enter the first day."),
        Field("until_on", "Until (leave empty if not known)", lambda: DateBox(today), "The last day of the exemption."),
    )


def read_evidence(values: dict[str, Any]) -> tuple[str, bytes] | None:
    """Return the chosen file's name and bytes, or None; raises Refusal where it cannot be read."""
    path: Path | None = values.get("evidence")
    if path is None:
        return None
    try:
        return path.name, path.read_bytes()
    except OSError:
        raise Refusal(
            f"“{path.name}” could not be read. Close it in other programs, or choose another file.", "evidence"
        ) from None
