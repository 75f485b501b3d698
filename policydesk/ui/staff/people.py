"""Who can be picked by typing a part of the name, and the forms about one member of staff."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from policydesk.actions.staff import StaffDraft, add_staff, change_staff
from policydesk.queries.staff import find_staff
from policydesk.queries.staff_detail import StaffDetail
from policydesk.ui.desk import Desk
from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.kit.person_picker import Choice
from policydesk.ui.staff import fields

Say = Callable[[str], object]

_OF_THE_LIST = ("full_name", "known_as", "email", "reference", "started_on")


def people_choices(desk: Desk, text: str) -> list[Choice]:
    """Return the people whose name matches what was typed, told apart by what they do."""
    rows: tuple[Any, ...] = desk.ask(find_staff, desk.as_at, text)
    return [
        Choice(row.id, row.full_name, row.job_title or ", ".join(one.label for one in row.categories)) for row in rows
    ]


def ask_new_person(parent: QWidget, desk: Desk, then: Callable[[int], object]) -> None:
    """Ask about somebody who is not in the register yet; `then` hears who it is."""
    FormDialog(
        parent,
        "Add a staff member",
        fields.staff_fields(desk.today, lambda text: people_choices(desk, text)),
        verb="&Add staff member",
        save=lambda values: desk.act(add_staff, StaffDraft(**values)),
        then=then,
        again="Add and &next",
    ).open()


def ask_change(parent: QWidget, desk: Desk, person: StaffDetail, say: Say) -> None:
    """Ask for somebody's details anew."""
    name = person.row.full_name
    FormDialog(
        parent,
        f"Change {name}",
        fields.staff_fields(desk.today, lambda text: people_choices(desk, text)),
        verb="&Save",
        values=_values(person),
        save=lambda answers: desk.act(change_staff, person.row.id, StaffDraft(**answers)),
        then=lambda _done: say(f"Saved {name}"),
    ).open()


def _values(person: StaffDetail) -> dict[str, Any]:
    """Return what the form shows first: of several roles the one that the list counts from."""
    row = person.row
    held = (
        person.roles[-1]
        if not person.roles
        else next((one for one in person.roles if one.started_on == row.started_on), person.roles[0])
    )
    manager = None if person.line_manager_id is None else Choice(person.line_manager_id, person.line_manager)
    return {name: getattr(row, name) for name in _OF_THE_LIST} | {
        "category": held.category,
        "job_title": held.job_title,
        "employer": held.employer,
        "ended_on": held.ended_on,
        "line_manager_id": manager,
        "notes": person.notes,
        "privacy_checked_on": person.privacy_checked_on,
    }
