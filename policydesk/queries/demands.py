"""What the social media policy in force on a day asks, and whom it binds."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from policydesk.rules.standard import Demands, Standard


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
    """Return the version of the social media policy in force on a day; None where there is none."""
    raise NotImplementedError


def demands_on(session: Session, on: date) -> Demands:
    """Return how many moderators are asked for and who approves on a day; the defaults where no version says so."""
    raise NotImplementedError


def school_standard(session: Session) -> Standard:
    """Return the standard that the school follows."""
    raise NotImplementedError


def in_post(session: Session, staff_id: int, on: date) -> bool:
    """Whether somebody holds any role on a day."""
    raise NotImplementedError


def is_bound(session: Session, staff_id: int, on: date) -> bool:
    """Whether the social media policy binds somebody in post on a day; without a policy it is everybody in post."""
    raise NotImplementedError


def moderators_on(session: Session, account_id: int, on: date) -> tuple[int, ...]:
    """Return who holds an approved turn as moderator of an account on a day and is in post; absences do not count."""
    raise NotImplementedError
