"""The forms about roles: another one, a change of one, and another category for several people at once."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from policydesk.actions.staff import RoleDraft, add_role, change_category, change_role
from policydesk.counts import counted
from policydesk.queries.staff_detail import RoleRow, StaffDetail
from policydesk.ui.desk import Desk
from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.staff import fields

Say = Callable[[str], object]


def ask_role(parent: QWidget, desk: Desk, person: StaffDetail, say: Say) -> None:
    """Ask for one more role of somebody."""
    name = person.row.full_name
    FormDialog(
        parent,
        f"Another role for {name}",
        fields.role_fields(desk.today),
        verb="&Add role",
        values={"started_on": desk.today},
        save=lambda values: desk.act(add_role, person.row.id, RoleDraft(**values)),
        then=lambda _id: say(f"Added a role for {name}"),
    ).open()


def ask_role_change(parent: QWidget, desk: Desk, role: RoleRow, say: Say) -> None:
    """Ask anew about one role."""
    FormDialog(
        parent,
        "Change this role",
        fields.role_fields(desk.today),
        verb="&Save",
        values={name: getattr(role, name) for name in ("category", "started_on", "ended_on", "job_title", "employer")},
        save=lambda values: desk.act(change_role, role.id, RoleDraft(**values)),
        then=lambda _done: say("Saved the role"),
    ).open()


def ask_category(parent: QWidget, desk: Desk, staff_ids: Sequence[int], say: Say) -> None:
    """Ask to which category people move."""
    FormDialog(
        parent,
        f"Change the category of {counted(len(staff_ids), 'person', 'people')}",
        fields.category_fields(desk.today),
        intro="Their earlier category stays in the register up to the day before.",
        verb="Chan&ge category",
        values={"from_on": desk.today},
        save=lambda values: desk.act(change_category, staff_ids, values["category"], values["from_on"]),
        then=lambda count: say(f"Moved {counted(count, 'person', 'people')} to another category"),
    ).open()
