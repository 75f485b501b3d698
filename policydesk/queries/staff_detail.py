"""What can be asked about one member of staff: roles, posts, what they were asked to acknowledge, their history."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from policydesk.models import Appointment, Exemption, Policy, StaffMember
from policydesk.queries.acknowledgements import AcknowledgementRow, PairRow, acknowledgement_history, pairs
from policydesk.queries.history import HistoryRow, history
from policydesk.queries.people import SPELLS, day, standing_parameters
from policydesk.queries.posts import kept_posts
from policydesk.queries.said import changed_on, entered_on
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
    """Return everything about one person as it was known on a day; None where there is nobody."""
    member = session.get(StaffMember, staff_id)
    if member is None:
        return None
    manager = None if member.line_manager_id is None else session.get(StaffMember, member.line_manager_id)
    return StaffDetail(
        row=staff_rows(session, as_at, (staff_id,))[0],
        notes=member.notes,
        privacy_checked_on=_by(member.privacy_checked_on, as_at),
        line_manager_id=member.line_manager_id,
        line_manager="" if manager is None else manager.full_name,
        roles=_roles(session, as_at, staff_id),
        appointments=appointments(session, as_at, staff_id),
        asked=pairs(session, as_at, staff_id=staff_id),
        exemptions=_exemptions(session, as_at, staff_id),
        answers=acknowledgement_history(session, staff_id=staff_id, as_at=as_at),
        history=history(session, Topic.STAFF, staff_id, 50),
    )


def _by(day: date | None, as_at: date) -> date | None:
    """Return a day that has come by another one; None for one that had not."""
    return day if day is not None and day <= as_at else None


def _roles(session: Session, as_at: date, staff_id: int) -> tuple[RoleRow, ...]:
    """Return the spells of a person as they were known on a day, the newest first."""
    rows = session.execute(
        text(f"""
            WITH {SPELLS.format(staff="AND r.staff_id = :staff_id")}
            SELECT s.id, s.category, s.job_title, s.employer, s.started_on, s.ends, r.no_contact_reminded_on
            FROM spell s JOIN staff_role r ON r.id = s.id ORDER BY s.started_on DESC, s.id"""),
        {**standing_parameters(as_at), "staff_id": staff_id},
    )
    return tuple(
        RoleRow(one, StaffCategory(kind), job, employer, date.fromisoformat(first), day(ends), _by(day(told), as_at))
        for one, kind, job, employer, first, ends, told in rows
    )


def appointments(session: Session, as_at: date, staff_id: int | None = None) -> tuple[AppointmentRow, ...]:
    """Return who holds or held which post as it was known on a day, the newest first; of one person where named."""
    kept, entered = kept_posts(session), entered_on(session, Appointment)
    found = [
        AppointmentRow(one.id, one.staff_id, name, Post(one.post), one.from_on, kept.until(one, as_at))
        for one, name in kept.rows
        if staff_id in {None, one.staff_id} and min(one.from_on, entered.get(one.id, date.min)) <= as_at
    ]
    return tuple(sorted(sorted(found, key=lambda one: one.id), key=lambda one: one.from_on, reverse=True))


def _exemptions(session: Session, as_at: date, staff_id: int) -> tuple[ExemptionRow, ...]:
    """Return what somebody was not asked for; a last day ahead is told where it has not been changed since."""
    asked = (
        select(Exemption, Policy.title)
        .join(Policy, Policy.id == Exemption.policy_id)
        .where(Exemption.staff_id == staff_id)
        .order_by(Exemption.from_on.desc())
    )
    entered, changed = entered_on(session, Exemption), changed_on(session, Exemption)
    return tuple(
        ExemptionRow(
            one.id, one.policy_id, title, one.reason, one.from_on,
            one.until_on if changed.get(one.id, date.min) <= as_at else _by(one.until_on, as_at),
        )
        for one, title in session.execute(asked)
        if min(one.from_on, entered.get(one.id, date.min)) <= as_at
    )  # fmt: skip
