"""Short sentences that tests about incidents begin with: a school with its DSL, and what was recorded."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from policydesk.actions.appointments import AppointmentDraft, appoint
from policydesk.actions.envelopes import EvidenceDraft
from policydesk.actions.incidents import Logged, log_friend_request, report_concern
from policydesk.queries.incidents import openable, opened
from policydesk.rules.incident_parts import Concern, FriendRequest
from policydesk.rules.incidents import Record
from policydesk.store import Register, open_register
from policydesk.store.users import add_user
from policydesk.terms import Post, Role
from policydesk.terms_incidents import About, Answer, Category, ConcernKind, Requester, Severity
from tests.conftest import PASSWORD, QUICK, StoppedClock
from tests.stories import hire

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
"""The moment on which the stopped clock of the tests stands: a Friday morning."""

USERS = (
    ("Dana Lead", Role.DSL),
    ("Hilary Head", Role.HEADTEACHER),
    ("Chris Chair", Role.CHAIR_OF_GOVERNORS),
    ("Vi Viewer", Role.VIEWER),
)


def staffed(register: Register) -> dict[str, int]:
    """Give the school a DSL, a headteacher, a chair and a viewer, as users and on the staff; returns staff ids."""
    for name, role in USERS:
        add_user(register, name, PASSWORD, frozenset({role}), QUICK)
    ids = {name: hire(register, name) for name in ("Dana Lead", "Hilary Head", "Ben Okoro")}
    with register.writing() as txn:
        appoint(txn, AppointmentDraft(ids["Dana Lead"], Post.DSL, date(2024, 9, 1)))
        appoint(txn, AppointmentDraft(ids["Hilary Head"], Post.HEADTEACHER, date(2024, 9, 1)))
    return ids


@contextmanager
def signed_in(folder: Path, name: str, clock: StoppedClock | None = None) -> Iterator[Register]:
    """Open a closed register as somebody."""
    register = open_register(folder, user_name=name, password=PASSWORD, clock=clock or StoppedClock())
    yield register
    register.close()


def friend_request(register: Register, staff_id: int, *evidence: EvidenceDraft, **about: Any) -> Logged:
    """Log a request from a pupil of this school, declined on the same day, unless something else is said."""
    about = {
        "sender": Requester.CURRENT_PUPIL,
        "person": "Kit Barlow",
        "received_on": date(2026, 11, 18),
        "answer": Answer.DECLINED,
        **about,
    }
    with register.writing() as txn:
        return log_friend_request(txn, FriendRequest(staff_id, "", **about), evidence)


def concern(register: Register, *evidence: EvidenceDraft, **about: Any) -> Logged:
    """Report a low-level concern about somebody outside, unless something else is said."""
    none_of_them = about.pop("none_of_them", False)
    about = {
        "kind": ConcernKind.LOW_LEVEL,
        "category": Category.OTHER,
        "severity": Severity.LOW_LEVEL,
        "about": About.OUTSIDE,
        "narrative": "Something was seen.",
        "reported_at": NOW,
        "discovered_at": NOW,
        **about,
    }
    with register.writing() as txn:
        return report_concern(txn, Concern(**about), evidence, none_of_them=none_of_them)


def read(register: Register, incident_id: int) -> Record:
    """Open one incident as whoever is signed in."""
    with register.reading() as session:
        return opened(session, register.vault, register.actor.user_id, incident_id)


def read_all(register: Register) -> tuple[Record, ...]:
    """Open everything that whoever is signed in has keys of."""
    with register.reading() as session:
        return openable(session, register.vault, register.actor.user_id)
