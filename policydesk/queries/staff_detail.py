"""What can be asked about one member of staff: roles, posts, what they were asked to acknowledge, their history."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from policydesk.models import Appointment, Exemption, Policy, StaffMember, StaffRole
from policydesk.queries.acknowledgements import AcknowledgementRow, PairRow, acknowledgement_history, pairs
from policydesk.queries.history import HistoryRow, history
from policydesk.queries.staff import StaffRow, staff_rows
from policydesk.terms import Post, StaffCategory, Topic


@dataclass(frozen=True, slots=True)
class RoleRow:
    """One spell in a category, both days inclusive, and when a leaver was reminded of pupils (R47)."""

    id: int
    category: StaffCategory
    job_title: str
    employer: str
    started_on: date
    ended_on: date | None
    no_contact_reminded_on: date | None


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    """A post and when it is held, both days inclusive."""

    id: int
    staff_id: int
    full_name: str
    post: Post
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class ExemptionRow:
    """A policy that somebody is not asked for, and for how long, both days inclusive."""

    id: int
    policy_id: int
    title: str
    reason: str
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class StaffDetail:
    """Everything the register has about one person."""

    row: StaffRow
    notes: str
    privacy_checked_on: date | None
    line_manager_id: int | None
    line_manager: str
    roles: tuple[RoleRow, ...]
    appointments: tuple[AppointmentRow, ...]
    asked: tuple[PairRow, ...]
    exemptions: tuple[ExemptionRow, ...]
    answers: tuple[AcknowledgementRow, ...]
    history: tuple[HistoryRow, ...]


def staff_detail(session: Session, as_at: date, staff_id: int) -> StaffDetail | None:
    """Return everything about one person; None where there is nobody."""
    member = session.get(StaffMember, staff_id)
    if member is None:
        return None
    manager = None if member.line_manager_id is None else session.get(StaffMember, member.line_manager_id)
    roles = select(StaffRole).where(StaffRole.staff_id == staff_id).order_by(StaffRole.started_on.desc(), StaffRole.id)
    return StaffDetail(
        row=staff_rows(session, as_at, (staff_id,))[0],
        notes=member.notes,
        privacy_checked_on=member.privacy_checked_on,
        line_manager_id=member.line_manager_id,
        line_manager="" if manager is None else manager.full_name,
        roles=tuple(_role(one) for one in session.scalars(roles)),
        appointments=appointments(session, staff_id),
        asked=pairs(session, as_at, staff_id=staff_id),
        exemptions=_exemptions(session, staff_id),
        answers=acknowledgement_history(session, staff_id=staff_id),
        history=history(session, Topic.STAFF, staff_id, 50),
    )


def _role(one: StaffRole) -> RoleRow:
    category = StaffCategory(one.category)
    same = (one.job_title, one.employer, one.started_on, one.ended_on, one.no_contact_reminded_on)
    return RoleRow(one.id, category, *same)


def appointments(session: Session, staff_id: int | None = None) -> tuple[AppointmentRow, ...]:
    """Return who holds or held which post, the newest first; of one person where they are named."""
    asked = (
        select(Appointment, StaffMember.full_name)
        .join(StaffMember, StaffMember.id == Appointment.staff_id)
        .order_by(Appointment.from_on.desc(), Appointment.id)
    )
    if staff_id is not None:
        asked = asked.where(Appointment.staff_id == staff_id)
    return tuple(
        AppointmentRow(one.id, one.staff_id, name, Post(one.post), one.from_on, one.until_on)
        for one, name in session.execute(asked)
    )


def _exemptions(session: Session, staff_id: int) -> tuple[ExemptionRow, ...]:
    asked = (
        select(Exemption, Policy.title)
        .join(Policy, Policy.id == Exemption.policy_id)
        .where(Exemption.staff_id == staff_id)
        .order_by(Exemption.from_on.desc())
    )
    return tuple(
        ExemptionRow(one.id, one.policy_id, title, one.reason, one.from_on, one.until_on)
        for one, title in session.execute(asked)
    )
