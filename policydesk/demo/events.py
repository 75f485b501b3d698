"""How a demo school's story is told: events on days, and the cast of who and what the register knows so far."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from policydesk.store import Txn


@dataclass(frozen=True, order=True)
class Event:
    """Something that happened on a day; `place` keeps the order of those on one day."""

    day: date
    place: int
    happens: Callable[[Txn], None] = field(compare=False)
    by: str = field(default="", compare=False)
    """The user who records it; the office manager where nobody is named."""


@dataclass
class Cast:
    """Who and what the register knows so far, by name."""

    today: date
    staff: dict[str, int] = field(default_factory=dict)
    policies: dict[str, int] = field(default_factory=dict)
    versions: dict[tuple[str, str], int] = field(default_factory=dict)
    accounts: dict[str, int] = field(default_factory=dict)
    requests: dict[str, int] = field(default_factory=dict)
