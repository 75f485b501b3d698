"""The spells of somebody's work at the school, as actions look them up, check, write and end them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from policydesk.actions.checks import Checks
from policydesk.actions.earlier import keep_days_of
from policydesk.models import StaffRole
from policydesk.store import Txn
from policydesk.terms import StaffCategory

ENDS_FIRST = "The last day is before the first day. Check both dates."


@dataclass(frozen=True)
class RoleDraft:
    """One spell in a category, first and last day inclusive (R37)."""

    category: StaffCategory
    started_on: date
    ended_on: date | None = None
    job_title: str = ""
    employer: str = ""


def roles_of(txn: Txn, staff_id: int) -> list[StaffRole]:
    """Return all of somebody's roles, the earliest first."""
    asked = select(StaffRole).where(StaffRole.staff_id == staff_id).order_by(StaffRole.started_on, StaffRole.id)
    return list(txn.session.scalars(asked))


def main_role(txn: Txn, staff_id: int) -> StaffRole | None:
    """Return the role a person's form shows: the earliest one held today, else the newest."""
    roles = roles_of(txn, staff_id)
    held = [one for one in roles if one.started_on <= txn.today and (one.ended_on is None or one.ended_on >= txn.today)]
    return next(iter(held or roles[-1:]), None)


def refuse_role(txn: Txn, staff_id: int, draft: RoleDraft, role_id: int | None) -> None:
    """Refuse days that cannot be, or on which somebody is of this category already."""
    checks = Checks()
    checks.in_living_memory(draft.started_on, txn.today, "started_on")
    checks.in_living_memory(draft.ended_on, txn.today, "ended_on")
    checks.refuse_if(draft.ended_on and draft.ended_on < draft.started_on, ENDS_FIRST, "ended_on")
    checks.line(draft.job_title, "job_title")
    checks.line(draft.employer, "employer")
    for other in roles_of(txn, staff_id):
        meets = other.category == draft.category and other.id != role_id
        meets = meets and (other.ended_on is None or other.ended_on >= draft.started_on)
        meets = meets and (draft.ended_on is None or draft.ended_on >= other.started_on)
        checks.refuse_if(
            meets,
            f"They are {draft.category.label} at that time already. Change the dates of one of the two.",
            "category",
        )
    checks.done()


def write_role(role: StaffRole, txn: Txn, draft: RoleDraft) -> None:
    """Set what is said of a role; days that were known and are others now are kept as they were known."""
    if role.id is None:
        role.recorded_on = txn.today
    else:
        keep_days_of(role, draft.started_on, draft.ended_on, txn)
    role.category, role.started_on = draft.category, draft.started_on
    end_role(role, txn, draft.ended_on)
    role.job_title, role.employer = " ".join(draft.job_title.split()), " ".join(draft.employer.split())


def end_role(role: StaffRole, txn: Txn, last_day: date | None) -> None:
    """Set a role's last day, and when the register learned of it: nobody could plan for it before.

    A last day that was known and is another one now is kept as it was known.
    """
    if role.ended_on != last_day:
        if role.id is not None:
            keep_days_of(role, role.started_on, last_day, txn)
        role.end_noted_on = None if last_day is None else txn.today
    if last_day is None:
        role.no_contact_reminded_on = None
    role.ended_on = last_day
