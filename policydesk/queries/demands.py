"""What the social media policy in force on a day asks, and whom it binds."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from policydesk.models import (
    EarlierPolicy,
    EarlierVersion,
    Moderator,
    Policy,
    PolicyVersion,
    School,
    StaffRole,
    StandardSetting,
    VersionCategory,
)
from policydesk.rules.standard import Demands, Standard, Switch, demands_of, standard_with
from policydesk.rules.status import current_version
from policydesk.terms import PolicyType


@dataclass(frozen=True, slots=True)
class VersionInForce:
    """The version of the social media policy that holds on a day, with the values of the categories it binds."""

    version_id: int
    policy_id: int
    title: str
    label: str
    choices: dict[str, str]
    categories: frozenset[str]


def version_in_force(session: Session, on: date) -> VersionInForce | None:
    """Return the version of the social media policy in force on a day; None where there is none.

    What it asks and whom it binds is what was known on that day, whatever was changed of it since.
    """
    was = select(EarlierPolicy.policy_type).where(EarlierPolicy.policy_id == Policy.id, EarlierPolicy.replaced_on > on)
    kind = was.order_by(EarlierPolicy.id).limit(1).scalar_subquery()
    asked = (
        select(PolicyVersion, Policy.title)
        .join(Policy, Policy.id == PolicyVersion.policy_id)
        .where(
            func.coalesce(kind, Policy.policy_type) == PolicyType.SOCIAL_MEDIA,
            or_(Policy.withdrawn_on.is_(None), Policy.withdrawn_on > on),
            PolicyVersion.published_on.is_not(None),
        )
    )
    titles = {row[0]: row[1] for row in session.execute(asked)}
    version = current_version(titles, on)
    if version is None:
        return None
    held = select(EarlierVersion).where(EarlierVersion.version_id == version.id, EarlierVersion.replaced_on > on)
    before = session.scalars(held.order_by(EarlierVersion.id).limit(1)).first()
    now = session.scalars(select(VersionCategory.category).where(VersionCategory.version_id == version.id))
    bound, said = (now, version) if before is None else (before.categories, before)
    return VersionInForce(
        version_id=version.id,
        policy_id=version.policy_id,
        title=titles[version],
        label=version.label,
        choices=dict(said.choices),
        categories=frozenset(bound),
    )


def demands_on(session: Session, on: date) -> Demands:
    """Return how many moderators are asked for and who approves on a day; the defaults where no version says so."""
    version = version_in_force(session, on)
    return demands_of({} if version is None else version.choices, school_standard(session, on))


def school_standard(session: Session, on: date) -> Standard:
    """Return the standard that the school is held to on a day, with what it changed of it by then."""
    first, switched = _switched(session, on)
    return standard_with(first, switched)


def switches(session: Session, on: date) -> tuple[Switch, ...]:
    """Return what the school set of its standard by a day, the oldest first."""
    return _switched(session, on)[1]


def _switched(session: Session, on: date) -> tuple[str, tuple[Switch, ...]]:
    """Return the standard that the register began with, and what was set since."""
    rows = session.execute(
        select(School.standard, StandardSetting)
        .outerjoin(StandardSetting, StandardSetting.from_on <= on)
        .order_by(StandardSetting.from_on, StandardSetting.id)
    ).all()
    kept = (row for _first, row in rows if row is not None)
    return rows[0][0], tuple(Switch(one.kind, one.name, one.value, one.from_on, one.reason, one.set_by) for one in kept)


def in_post(session: Session, staff_id: int, on: date) -> bool:
    """Whether somebody holds any role on a day."""
    asked = select(StaffRole.id).where(StaffRole.staff_id == staff_id, held_on(on))
    return session.scalars(asked.limit(1)).first() is not None


def is_bound(session: Session, staff_id: int, on: date) -> bool:
    """Whether the social media policy binds somebody in post on a day; without a policy it is everybody in post."""
    version = version_in_force(session, on)
    asked = select(StaffRole.category).where(StaffRole.staff_id == staff_id, held_on(on))
    held = frozenset(session.scalars(asked))
    return bool(held if version is None else held & version.categories)


def moderators_on(session: Session, account_id: int, on: date) -> tuple[int, ...]:
    """Return who holds an approved turn as moderator of an account on a day and is in post; absences do not count."""
    asked = (
        select(Moderator.staff_id)
        .join(StaffRole, StaffRole.staff_id == Moderator.staff_id)
        .where(
            Moderator.account_id == account_id,
            Moderator.from_on <= on,
            Moderator.approved_on <= on,
            or_(Moderator.until_on.is_(None), Moderator.until_on >= on),
            held_on(on),
        )
        .distinct()
        .order_by(Moderator.staff_id)
    )
    return tuple(session.scalars(asked))


def held_on(on: date) -> ColumnElement[bool]:
    """Return what is true of a role that somebody holds on a day, both its days inclusive."""
    return (StaffRole.started_on <= on) & or_(StaffRole.ended_on.is_(None), StaffRole.ended_on >= on)
