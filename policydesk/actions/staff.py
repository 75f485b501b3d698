"""What can be done about members of staff: adding, changing, further roles, leaving."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from policydesk.actions.checks import Checks, found, people
from policydesk.actions.said import remembered
from policydesk.actions.staff_roles import ENDS_FIRST, RoleDraft, end_role, main_role, refuse_role, roles_of, write_role
from policydesk.dates import written
from policydesk.errors import Refusal
from policydesk.models import Appointment, StaffMember, StaffRole
from policydesk.names import sort_name
from policydesk.store import Txn
from policydesk.terms import StaffCategory, Topic

__all__ = [
    "RoleDraft",
    "StaffDraft",
    "add_role",
    "add_staff",
    "change_category",
    "change_role",
    "change_staff",
    "main_role",
    "mark_leaving",
    "remind_leaver",
    "roles_of",
]


@dataclass(frozen=True)
class StaffDraft:
    """One member of staff as a form gives them; `started_on` and `ended_on` are inclusive."""

    full_name: str
    category: StaffCategory
    started_on: date
    known_as: str = ""
    job_title: str = ""
    employer: str = ""
    email: str = ""
    reference: str = ""
    ended_on: date | None = None
    line_manager_id: int | None = None
    notes: str = ""
    privacy_checked_on: date | None = None


def add_staff(txn: Txn, draft: StaffDraft) -> int:
    """Add somebody whom the policies bind (AT 2.1); returns their id. Raises Refusal naming the fields."""
    member = StaffMember()
    _write_person(txn, member, draft)
    txn.session.add(member)
    txn.session.flush()
    role = StaffRole(staff_id=member.id)
    write_role(role, txn, _role_of(draft))
    txn.session.add(role)
    txn.record(Topic.STAFF, member.id, f"Added {member.full_name} to the staff")
    return member.id


def change_staff(txn: Txn, staff_id: int, draft: StaffDraft) -> None:
    """Change somebody's details and the role they mainly hold; raises Refusal naming the fields."""
    member = found(txn.session, StaffMember, staff_id, "person")
    with remembered(member, txn):
        _write_person(txn, member, draft)
    role = main_role(txn, staff_id)
    if role is None:
        role = StaffRole(staff_id=staff_id)
        txn.session.add(role)
    write_role(role, txn, _role_of(draft))
    txn.record(Topic.STAFF, staff_id, f"Changed the details of {member.full_name}")


def add_role(txn: Txn, staff_id: int, draft: RoleDraft) -> int:
    """Give somebody one more role, or take them back after they left; returns the role's id."""
    member = found(txn.session, StaffMember, staff_id, "person")
    refuse_role(txn, staff_id, draft, None)
    role = StaffRole(staff_id=staff_id)
    write_role(role, txn, draft)
    txn.session.add(role)
    txn.session.flush()
    txn.record(Topic.STAFF, staff_id, f"{member.full_name} is {draft.category.label} from {written(draft.started_on)}")
    return role.id


def change_role(txn: Txn, role_id: int, draft: RoleDraft) -> None:
    """Change one of somebody's roles."""
    role = found(txn.session, StaffRole, role_id, "role")
    refuse_role(txn, role.staff_id, draft, role_id)
    write_role(role, txn, draft)
    member = txn.session.get_one(StaffMember, role.staff_id)
    txn.record(Topic.STAFF, member.id, f"Changed {member.full_name}'s role as {draft.category.label}")


def mark_leaving(txn: Txn, staff_id: int, last_day: date, reminded_on: date | None = None) -> None:
    """End every role and post somebody holds on their last day, inclusive; what they signed stays.

    `reminded_on` is when they were reminded not to contact pupils through personal media (R47, AT 6.5.1).
    Raises Refusal where a role begins after that day, or where nothing is left to end.
    """
    member = found(txn.session, StaffMember, staff_id, "person")
    open_roles = [role for role in roles_of(txn, staff_id) if role.ended_on is None or role.ended_on > last_day]
    checks = Checks()
    checks.in_living_memory(last_day, txn.today, "last_day")
    checks.refuse_if(not open_roles, f"{member.full_name} has already left by that day.", "last_day")
    first = max((role.started_on for role in open_roles), default=last_day)
    checks.refuse_if(
        first > last_day, f"{member.full_name} starts a role on {written(first)}, after that day.", "last_day"
    )
    checks.on_a_past_day(reminded_on, txn.today, "reminded_on")
    checks.done()
    for role in open_roles:
        end_role(role, txn, last_day)
        role.no_contact_reminded_on = reminded_on or role.no_contact_reminded_on
    posts = txn.session.scalars(select(Appointment).where(Appointment.staff_id == staff_id)).all()
    for post in posts:
        if post.from_on <= last_day and (post.until_on is None or post.until_on > last_day):
            with remembered(post, txn):
                post.until_on = last_day
            txn.topics.add(Topic.APPOINTMENTS)
    reminded = f"; reminded of pupils on {written(reminded_on)}" if reminded_on else ""
    txn.record(Topic.STAFF, staff_id, f"{member.full_name}'s last day is {written(last_day)}{reminded}")


def remind_leaver(txn: Txn, staff_id: int, reminded_on: date) -> None:
    """Note when a leaver was reminded not to contact the school's pupils through personal media (R47, AT 6.5.1)."""
    member = found(txn.session, StaffMember, staff_id, "person")
    roles = roles_of(txn, staff_id)
    checks = Checks()
    stays = any(role.ended_on is None for role in roles)
    checks.refuse_if(stays, f"{member.full_name} has no last day yet. Mark them as leaving first.", "reminded_on")
    checks.on_a_past_day(reminded_on, txn.today, "reminded_on")
    checks.done()
    last = max((role.ended_on for role in roles if role.ended_on), default=None)
    for role in roles:
        if role.ended_on == last:
            role.no_contact_reminded_on = reminded_on
    txn.record(Topic.STAFF, staff_id, f"Reminded {member.full_name} of pupils on {written(reminded_on)}")


def change_category(txn: Txn, staff_ids: Iterable[int], category: StaffCategory, from_on: date) -> int:
    """Move people to another category from a day, inclusive; what they were before stays. Returns how many moved."""
    moved = 0
    for staff_id in staff_ids:
        role = main_role(txn, staff_id)
        if role is None or role.category == category:
            continue
        if role.ended_on is not None and role.ended_on < from_on:
            name, last = txn.session.get_one(StaffMember, staff_id).full_name, written(role.ended_on)
            raise Refusal(
                f"{name}’s last day is {last}. Leave them out, or enter that day or an earlier one.", "from_on"
            )
        moved += 1
        if role.started_on >= from_on:
            role.category = category
            continue
        new = StaffRole(staff_id=staff_id, job_title=role.job_title, employer=role.employer, recorded_on=txn.today)
        new.category, new.started_on = category, from_on
        new.ended_on, new.end_noted_on = role.ended_on, role.end_noted_on
        new.no_contact_reminded_on = role.no_contact_reminded_on
        end_role(role, txn, from_on - timedelta(days=1))
        txn.session.add(new)
    if not moved:
        raise Refusal(f"Nobody was moved: they are in the category {category.label} already.", "category")
    txn.record(Topic.STAFF, 0, f"Moved {people(moved)} to {category.label} from {written(from_on)}")
    return moved


def _role_of(draft: StaffDraft) -> RoleDraft:
    return RoleDraft(draft.category, draft.started_on, draft.ended_on, draft.job_title, draft.employer)


def _write_person(txn: Txn, member: StaffMember, draft: StaffDraft) -> None:
    checks = Checks()
    full_name = checks.name(draft.full_name, "Enter the person's name.", "full_name")
    known_as = checks.line(draft.known_as, "known_as")
    email = checks.email(draft.email, "email")
    reference = checks.line(draft.reference, "reference")
    notes = checks.notes(draft.notes, "notes")
    checks.line(draft.job_title, "job_title")
    checks.line(draft.employer, "employer")
    checks.in_living_memory(draft.started_on, txn.today, "started_on")
    checks.in_living_memory(draft.ended_on, txn.today, "ended_on")
    checks.refuse_if(draft.ended_on and draft.ended_on < draft.started_on, ENDS_FIRST, "ended_on")
    if draft.privacy_checked_on is not None:
        checks.not_after_today(draft.privacy_checked_on, txn.today, "privacy_checked_on")
    checks.refuse_if(
        draft.line_manager_id is not None and draft.line_manager_id == member.id,
        "Nobody is their own line manager. Select somebody else.",
        "line_manager_id",
    )
    for value, column, field, what in (
        (reference, StaffMember.reference, "reference", "reference"),
        (email, StaffMember.email, "email", "e-mail address"),
    ):
        other = _holder(txn, member, column, value) if value else None
        checks.refuse_if(other, f"{other} already has this {what}. Check whether they are the same person.", field)
    checks.done()
    member.full_name, member.sort_name, member.known_as = full_name, sort_name(full_name), known_as
    member.email, member.reference, member.notes = email, reference, notes
    member.line_manager_id, member.privacy_checked_on = draft.line_manager_id, draft.privacy_checked_on


def _holder(txn: Txn, member: StaffMember, column: object, value: str) -> str | None:
    asked = select(StaffMember.full_name).where(func.lower(column) == value.lower())
    if member.id is not None:
        asked = asked.where(StaffMember.id != member.id)
    with txn.session.no_autoflush:
        return txn.session.scalars(asked.limit(1)).first()
