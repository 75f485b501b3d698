"""Where a version of a policy stands on a day, and which version is the policy's current one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from policydesk.dates import RoughDate
from policydesk.terms import PolicyStatus


class Dated(Protocol):
    """What must be known of a version to find the current one."""

    @property
    def id(self) -> int:
        """Its number in the register."""

    @property
    def published_on(self) -> date | None:
        """The day it was published; None for a draft."""

    @property
    def in_force_from(self) -> RoughDate | None:
        """The day or month from which it is the policy."""


V = TypeVar("V", bound=Dated)


@dataclass(frozen=True)
class Standing:
    """The facts that decide a version's status."""

    is_published: bool
    is_current: bool
    in_force: bool
    signed_by_both: bool
    withdrawn: bool


def current_version(versions: Iterable[V], as_at: date) -> V | None:
    """Return the published version in force on a day: the newest by its date; a month begins on its first day."""
    in_force = [one for one in versions if one.published_on is not None and has_begun(one.in_force_from, as_at)]
    return max(in_force, key=lambda one: (one.in_force_from.iso if one.in_force_from else "", one.id), default=None)


def has_begun(day: RoughDate | None, as_at: date) -> bool:
    """Return whether a day or month has begun."""
    return day is not None and day.iso <= as_at.isoformat()


def status_of(version: Standing) -> PolicyStatus:
    """Return a version's status: adopted means that headteacher and chair have both signed (CP adoption block)."""
    if not version.is_published:
        return PolicyStatus.DRAFT
    if version.withdrawn:
        return PolicyStatus.WITHDRAWN
    if version.in_force and not version.is_current:
        return PolicyStatus.SUPERSEDED
    return PolicyStatus.ADOPTED if version.signed_by_both else PolicyStatus.APPROVED
