"""What the social media policy in force on a day asks, and whom it binds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select, true
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
from policydesk.queries.once import read_once
from policydesk.queries.said import earlier, said_on
from policydesk.rules.standard import Demands, Standard, Switch, demands_of, standard_with
from policydesk.rules.status import has_begun
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


@dataclass(frozen=True)
class KeptVersions:
    """Every published version of what is or was a social media policy, and what was said of them before.

    `versions` has first what came into force last.
    """

    versions: tuple[tuple[PolicyVersion, Policy], ...]
    kinds: Mapping[int, Sequence[EarlierPolicy]]
    before: Mapping[int, Sequence[EarlierVersion]]
    bound: Mapping[int, frozenset[str]]

    def current(self, on: date, known_by: date | None = None) -> PolicyVersion | None:
        """Return the version in force on a day; what kind of policy it is of, as it was known on another day."""
        known = known_by or on
        for version, policy in self.versions:
            if has_begun(version.in_force_from, on) and (policy.withdrawn_on is None or policy.withdrawn_on > on):
                kind = (said_on(self.kinds.get(policy.id, ()), known) or policy).policy_type
                if kind == PolicyType.SOCIAL_MEDIA:
                    return version
        return None

    def said(self, version: PolicyVersion, known_by: date) -> PolicyVersion | EarlierVersion:
        """Return what was said of a version on a day."""
        return said_on(self.before.get(version.id, ()), known_by) or version

    def in_force(self, on: date) -> VersionInForce | None:
        """Return the version in force on a day; None where there is none."""
        version = self.current(on)
        if version is None:
            return None
        before = said_on(self.before.get(version.id, ()), on)
        return VersionInForce(
            version_id=version.id,
            policy_id=version.policy_id,
            title=next(policy.title for _version, policy in self.versions if policy.id == version.policy_id),
            label=version.label,
            choices=dict(self.said(version, on).choices),
            categories=self.bound.get(version.id, frozenset()) if before is None else frozenset(before.categories),
        )

    def changed_on(self) -> tuple[date, ...]:
        """Return the days on which something else began to be said."""
        kinds = {one.replaced_on for several in self.kinds.values() for one in several}
        return tuple(sorted(kinds | {one.replaced_on for several in self.before.values() for one in several}))


@read_once
def kept_versions(session: Session) -> KeptVersions:
    """Return every published version of what is or was a social media policy."""
    was = select(EarlierPolicy.policy_id).where(EarlierPolicy.policy_type == PolicyType.SOCIAL_MEDIA)
    asked = (
        select(PolicyVersion, Policy)
        .join(Policy, Policy.id == PolicyVersion.policy_id)
        .where(
            or_(Policy.policy_type == PolicyType.SOCIAL_MEDIA, Policy.id.in_(was)),
            PolicyVersion.published_on.is_not(None),
        )
        .order_by(PolicyVersion.in_force_from.desc(), PolicyVersion.id.desc())
    )
    versions = tuple((version, policy) for version, policy in session.execute(asked))
    if not versions:
        return KeptVersions((), {}, {}, {})
    bound: dict[int, frozenset[str]] = {}
    for version_id, category in session.execute(select(VersionCategory.version_id, VersionCategory.category)):
        bound[version_id] = bound.get(version_id, frozenset()) | {category}
    kinds, before = earlier(session, EarlierPolicy, "policy_id"), earlier(session, EarlierVersion, "version_id")
    return KeptVersions(versions, kinds, before, bound)


def version_in_force(session: Session, on: date) -> VersionInForce | None:
    """Return the version of the social media policy in force on a day; None where there is none.

    What it asks and whom it binds is what was known on that day, whatever was changed of it since.
    """
    return kept_versions(session).in_force(on)


def demands_on(session: Session, on: date) -> Demands:
    """Return how many moderators are asked for and who approves on a day; the defaults where no version says so."""
    version = version_in_force(session, on)
    return demands_of({} if version is None else version.choices, school_standard(session, on))


@dataclass(frozen=True)
class KeptStandard:
    """The standard that the register began with, and everything that was set since, the oldest first."""

    first: str
    every: tuple[Switch, ...]

    def switches(self, on: date) -> tuple[Switch, ...]:
        """Return what the school set of its standard by a day."""
        return tuple(one for one in self.every if one.from_on <= on)

    def on(self, day: date) -> Standard:
        """Return the standard that the school is held to on a day."""
        return standard_with(self.first, self.switches(day))


@read_once
def kept_standard(session: Session) -> KeptStandard:
    """Return what is kept of the standard that the school is held to."""
    rows = session.execute(
        select(School.standard, StandardSetting)
        .outerjoin(StandardSetting, true())
        .order_by(StandardSetting.from_on, StandardSetting.id)
    ).all()
    kept = (row for _first, row in rows if row is not None)
    every = (Switch(one.kind, one.name, one.value, one.from_on, one.reason, one.set_by) for one in kept)
    return KeptStandard(rows[0][0], tuple(every))


def school_standard(session: Session, on: date) -> Standard:
    """Return the standard that the school is held to on a day, with what it changed of it by then."""
    return kept_standard(session).on(on)


def switches(session: Session, on: date) -> tuple[Switch, ...]:
    """Return what the school set of its standard by a day, the oldest first."""
    return kept_standard(session).switches(on)


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
