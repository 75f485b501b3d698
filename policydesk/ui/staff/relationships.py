"""Declared relationships of a member of staff: the section of the panel, and the forms behind it."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from policydesk.actions.relationships import RelationshipDraft, declare_relationship, end_relationship
from policydesk.dates import written
from policydesk.queries.incident_settings import RelationshipRow
from policydesk.terms_incidents import RelationshipKind
from policydesk.ui.desk import Desk
from policydesk.ui.kit.choice_box import ChoiceBox, TermBox, TickBox
from policydesk.ui.kit.date_box import EXAMPLE, DateBox
from policydesk.ui.kit.fields import Field
from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.kit.inputs import NotesBox, TextBox
from policydesk.ui.staff.fields import end_fields

Say = Callable[[str], object]


def relationship_fields(today: date) -> tuple[Field, ...]:
    """Ask what somebody declares (AT 6.2.1, 6.3; CP 11)."""
    return (
        Field("kind", "What it is", lambda: TermBox(RelationshipKind)),
        Field(
            "other_party",
            "With whom",
            TextBox,
            "Initials or a reference are enough. Everybody who may open the register can read this.",
            "Enter who it is: initials or a reference are enough.",
        ),
        Field("relationship", "How they are related (optional)", TextBox, "For example niece, or swimming club."),
        Field("declared_on", "Declared on", lambda: DateBox(today), EXAMPLE, required="Enter the date."),
        Field(
            "keeps_confidentiality",
            "",
            lambda: TickBox("They keep to the confidentiality policy with this parent (CP 11)"),
            when=lambda values: values.get("kind") is RelationshipKind.PARENT_FRIEND,
        ),
        Field("conflict", "", lambda: TickBox("There is a conflict of interest (AT 6.3)")),
        Field(
            "decision",
            "What the headteacher decided",
            lambda: NotesBox(lines=2),
            when=lambda values: values.get("conflict") is True,
        ),
        Field("decided_by", "Decided by (optional)", TextBox, when=lambda values: values.get("conflict") is True),
        Field("review_on", "Look at it again on (optional)", lambda: DateBox(today)),
    )


def ask_relationship(parent: QWidget, desk: Desk, person: tuple[int, str], say: Say) -> None:
    """Ask what somebody declares, and keep it."""
    staff_id, name = person
    FormDialog(
        parent,
        f"A relationship that {name} declares",
        relationship_fields(desk.today),
        verb="&Save",
        values={"declared_on": desk.today},
        save=lambda values: desk.act(declare_relationship, RelationshipDraft(staff_id=staff_id, **values)),
        then=lambda _id: say(f"Kept what {name} declared"),
    ).open()


def ask_end(parent: QWidget, desk: Desk, row: RelationshipRow, say: Say) -> None:
    """Ask until when a relationship holds."""
    FormDialog(
        parent,
        row.words,
        end_fields(desk.today, "Last day"),
        intro=f"Declared on {written(row.declared_on)}.",
        verb="&End it",
        values={"until_on": row.until_on},
        save=lambda values: desk.act(end_relationship, row.id, values["until_on"]),
        then=lambda _done: say("Saved the relationship"),
    ).open()


def ask_which_ends(parent: QWidget, desk: Desk, rows: Sequence[RelationshipRow], say: Say) -> None:
    """Ask which of several relationships ends, and until when it holds."""
    which = Field(
        "id",
        "Which one",
        lambda: ChoiceBox([(row.id, row.words) for row in rows], none="Select one"),
        "",
        "Select one.",
    )
    FormDialog(
        parent,
        "End a connection",
        (which, *end_fields(desk.today, "Last day")),
        verb="&End it",
        values={"until_on": desk.today},
        save=lambda values: desk.act(end_relationship, values["id"], values["until_on"]),
        then=lambda _done: say("Saved the relationship"),
    ).open()
