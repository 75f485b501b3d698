"""A staff list taken over into the register: all that was ticked, as one change, or nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from policydesk.actions.earlier import keep_days_of
from policydesk.actions.said import remembered
from policydesk.counts import and_the_rest, counted, tallied
from policydesk.errors import Refusal
from policydesk.models import StaffMember, StaffRole
from policydesk.names import sort_name
from policydesk.queries.matching import (
    DuplicateChoice,
    FieldChange,
    RosterPerson,
    RosterPlan,
    RosterRole,
    register_mark,
    staff_for_matching,
)
from policydesk.store import Txn
from policydesk.terms import Topic


@dataclass(frozen=True, slots=True)
class ImportResult:
    """How many people a list added, changed, gave a last day (`left`), and how many stayed as they were (`same`)."""

    added: int
    changed: int
    left: int
    same: int

    @property
    def did(self) -> str:
        """What was done, in words: "2 people added, 1 changed"; "" where nothing was."""
        counts = (self.added, "added"), (self.changed, "changed"), (self.left, "given a last day")
        return tallied(counts, "person", "people")

    @property
    def says(self) -> str:
        """What was done, and how many stayed as they were."""
        return and_the_rest(self.did, self.same)


def apply_roster(txn: Txn, plan: RosterPlan) -> ImportResult:
    """Write what is ticked in a plan; the record says how many, never who.

    Raises Refusal where a category is still to be said, a last day cannot be, or the register is not as it was when the
    plan was made. A plan that changes nothing writes nothing.
    """
    if plan.changes_nothing:
        return ImportResult(0, 0, 0, len(plan.same))
    _refuse(txn, plan)
    twice = plan.possible_duplicates
    new = [one.person for one in plan.added if one.ticked]
    new += [one.person for one in twice if one.choice is DuplicateChoice.NEW_PERSON]
    merged = [one for one in twice if one.choice is DuplicateChoice.SAME_PERSON and one.staff_id and one.changes]
    changes = [(one.staff_id, one.changes) for one in plan.changed if one.ticked]
    changes += [(one.staff_id or 0, one.changes) for one in merged]
    leaving = [one for one in plan.missing if one.ticked]
    for person in new:
        _add(txn, person)
    for staff_id, changed in changes:
        _change(txn, staff_id, changed)
    for one in leaving:
        _leave(txn, one.staff_id, one.last_day)
    result = ImportResult(len(new), len(changes), len(leaving), len(plan.same))
    if new or changes or leaving:
        txn.record(Topic.STAFF, 0, f"Imported a staff list: {result.says}")
    return result


def _refuse(txn: Txn, plan: RosterPlan) -> None:
    if waiting := plan.wants_category:
        rows = "row" if len(waiting) == 1 else "rows"
        named = ", ".join(map(str, waiting[:5])) + (" ..." if len(waiting) > 5 else "")
        who = counted(len(waiting), "person", "people")
        raise Refusal(f"Select a category for {who} ({rows} {named}).", field="categories")
    if register_mark(staff_for_matching(txn.session)) != plan.register_mark:
        raise Refusal("The register has changed since the file was checked. Check the file again.")


def _add(txn: Txn, person: RosterPerson) -> None:
    staff = StaffMember(
        full_name=person.full_name,
        known_as=person.known_as,
        sort_name=sort_name(person.full_name),
        email=person.email,
        reference=person.reference,
    )
    txn.session.add(staff)
    txn.session.flush()
    _add_roles(txn, staff.id, person.roles)


def _add_roles(txn: Txn, staff_id: int, roles: Iterable[RosterRole]) -> None:
    for role in roles:
        txn.session.add(
            StaffRole(
                staff_id=staff_id,
                category=role.category,
                job_title=role.job_title,
                employer=role.employer,
                started_on=role.started_on,
                ended_on=role.ended_on,
                end_noted_on=txn.today if role.ended_on else None,
                recorded_on=txn.today,
            )
        )


def _change(txn: Txn, staff_id: int, changes: tuple[FieldChange, ...]) -> None:
    staff = txn.session.get_one(StaffMember, staff_id)
    with remembered(staff, txn):
        _edit(txn, staff, changes)
    staff.sort_name = sort_name(staff.full_name)


def _edit(txn: Txn, staff: StaffMember, changes: tuple[FieldChange, ...]) -> None:
    for change in changes:
        for edit in change.edits:
            row = staff if edit.role_id is None else txn.session.get_one(StaffRole, edit.role_id)
            if isinstance(row, StaffRole):
                _keep_days(row, edit.attribute, edit.value, txn)
            setattr(row, edit.attribute, edit.value)
            if isinstance(row, StaffRole) and edit.attribute == "ended_on":
                row.end_noted_on = None if edit.value is None else txn.today
        if change.new_role is not None:
            _add_roles(txn, staff.id, (change.new_role,))


def _keep_days(role: StaffRole, attribute: str, value: str | date | None, txn: Txn) -> None:
    """Keep the days of a role as they were known, where the file has others."""
    if attribute == "started_on" and isinstance(value, date):
        keep_days_of(role, value, role.ended_on, txn)
    elif attribute == "ended_on" and not isinstance(value, str):
        keep_days_of(role, role.started_on, value, txn)


def _leave(txn: Txn, staff_id: int, last_day: date) -> None:
    """End every spell that is still open; a spell that would begin after the last day is refused."""
    staff = txn.session.get_one(StaffMember, staff_id)
    for role in txn.session.query(StaffRole).filter_by(staff_id=staff_id, ended_on=None):
        if last_day < role.started_on:
            raise Refusal(
                f"The last day of {staff.full_name} is before the first day. Choose a later last day.",
                field="last_days",
            )
        role.ended_on, role.end_noted_on = last_day, txn.today
