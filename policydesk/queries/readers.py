"""Which users may hold keys of incidents, and what the register knows of somebody whom a concern is about."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from policydesk.models import Appointment, StaffMember, User, UserRole, VouchedKey
from policydesk.rules.readers import READS, Holder, Subject
from policydesk.terms import Post, Role


def holders(session: Session) -> tuple[Holder, ...]:
    """Return every user whose role lets them open incidents, by name."""
    asked = (
        select(User.id, User.name, UserRole.role)
        .join(UserRole, UserRole.user_id == User.id)
        .where(User.removed_on.is_(None))
        .order_by(User.name)
    )
    names: dict[int, str] = {}
    roles: dict[int, set[Role]] = {}
    for user_id, name, role in session.execute(asked):
        names[user_id] = name
        roles.setdefault(user_id, set()).add(Role(role))
    vouched = set(session.scalars(select(VouchedKey.user_id)))
    return tuple(
        Holder(user_id, names[user_id], frozenset(held), not vouched or user_id in vouched)
        for user_id, held in roles.items()
        if held & READS
    )


def subject(session: Session, staff_id: int | None, on: date) -> Subject | None:
    """Return a member of staff with the posts they hold on a day; None where nobody is meant."""
    member = None if staff_id is None else session.get(StaffMember, staff_id)
    if member is None:
        return None
    posts = session.scalars(
        select(Appointment.post).where(
            Appointment.staff_id == staff_id,
            Appointment.from_on <= on,
            (Appointment.until_on.is_(None)) | (Appointment.until_on >= on),
        )
    )
    return Subject(member.full_name, member.known_as, frozenset(Post(one) for one in posts))
