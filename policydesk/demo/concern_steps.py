"""What is done about a concern of the demo school, step by step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from policydesk.actions import incident_steps as steps
from policydesk.rules.incident_parts import Closing, Entry, Referral, Reply, Told
from policydesk.store import Txn
from policydesk.terms_incidents import About, Agency, Category, ConcernKind, Severity

OFFICE, LEAD, HEAD = "Marta Lindqvist", "Samira Haddad", "Rowan Ellery"
"""Users of the demo school: the office manager, the DSL and the headteacher."""

Step = tuple[int, str, Callable[[Txn, Any], Any]]
"""Days after the report, who does it, and what they do with the id."""


@dataclass(frozen=True)
class DemoConcern:
    """One concern: when, who reported it, what it says, and what was done about it afterwards."""

    days: int
    by: str
    kind: ConcernKind
    category: Category
    about: About
    who: str
    words: str
    steps: tuple[Step, ...] = ()
    severity: Severity = Severity.LOW_LEVEL
    more: Mapping[str, Any] = field(default_factory=dict)


def entry(text: str, next_step: str = "", in_days: int = 0) -> Callable[[Txn, int], Any]:
    """Add to the chronology, with a next step in so many days."""

    def add(txn: Txn, incident_id: int) -> None:
        by = txn.today + timedelta(days=in_days) if next_step else None
        steps.add_entry(txn, incident_id, Entry(txn.today, text, 0, next_step, by))

    return add


def tell(who: Agency, note: str = "") -> Callable[[Txn, int], Any]:
    """Tell somebody."""
    return lambda txn, incident_id: steps.tell(txn, incident_id, Told(who, txn.now, "", note))


def refer(to: Agency, reference: str = "", answer: str = "") -> Callable[[Txn, int], Any]:
    """Refer it, with the answer where there was one."""

    def add(txn: Txn, incident_id: int) -> None:
        number = steps.refer(txn, incident_id, Referral(to, txn.now, "", reference))
        if answer:
            steps.reply(txn, incident_id, Reply(number, txn.today, answer, closes=True))

    return add


def close(decision: str, **more: Any) -> Callable[[Txn, int], Any]:
    """Close it."""
    return lambda txn, incident_id: steps.close_incident(txn, incident_id, Closing(txn.today, decision, **more))
