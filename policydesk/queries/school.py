"""What can be asked about the school and the people who may open its register."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from policydesk.models import Document, Preference, School, User, UserRole
from policydesk.terms import Role


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """The school as it stands on every report; `logo` are the bytes of a picture."""

    name: str
    urn: str
    dfe_number: str
    address: str
    email_domain: str
    due_soon_days: int
    is_demo: bool
    logo: bytes | None


@dataclass(frozen=True, slots=True)
class UserRow:
    """Somebody who may open the register, or could once (`removed_on`)."""

    id: int
    name: str
    roles: tuple[Role, ...]
    added_on: date
    removed_on: date | None
    last_signed_in_at: datetime | None


def school_row(session: Session) -> SchoolRow:
    """Return the school."""
    asked = select(School, Document.content).outerjoin(Document, Document.id == School.logo_id)
    school, logo = session.execute(asked).one()
    return SchoolRow(
        school.name,
        school.urn,
        school.dfe_number,
        school.address,
        school.email_domain,
        school.due_soon_days,
        school.is_demo,
        logo,
    )


def begun_on(session: Session) -> date:
    """Return the day on which the school began the register, which is that of its first user."""
    return session.execute(select(func.min(User.added_on))).scalar_one()


def users(session: Session, *, removed: bool = False) -> tuple[UserRow, ...]:
    """Return the users by name; with `removed` also those who can no longer open the register."""
    roles: dict[int, list[Role]] = {}
    for user_id, role in session.execute(select(UserRole.user_id, UserRole.role).order_by(UserRole.role)):
        roles.setdefault(user_id, []).append(Role(role))
    signed_in = (Preference.user_id == User.id) & (Preference.key == "signed_in_at")
    asked = select(User, Preference.value).outerjoin(Preference, signed_in).order_by(User.name)
    return tuple(
        UserRow(one.id, one.name, tuple(roles.get(one.id, ())), one.added_on, one.removed_on, _moment(signed))
        for one, signed in session.execute(asked)
        if removed or one.removed_on is None
    )


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
