"""Who moderates any official account: for choosing who stops, one statement for all accounts."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from policydesk.models import Moderator, StaffMember


def moderating(session: Session, as_at: date) -> tuple[tuple[int, str], ...]:
    """Return ids and names of everybody with a turn that runs on a day or is still to come, by name."""
    asked = (
        select(StaffMember.id, StaffMember.full_name)
        .join(Moderator, Moderator.staff_id == StaffMember.id)
        .where(or_(Moderator.until_on.is_(None), Moderator.until_on >= as_at))
        .group_by(StaffMember.id)
        .order_by(StaffMember.sort_name, StaffMember.id)
    )
    return tuple((row.id, row.full_name) for row in session.execute(asked))
