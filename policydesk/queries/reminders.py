"""Who is to be reminded of what: policies to acknowledge, reviews they see to, the yearly declaration."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from policydesk.dates import written
from policydesk.models import ReminderWords, StaffMember
from policydesk.queries.acknowledgements import pairs
from policydesk.queries.consultation import declarations
from policydesk.queries.reviews import agenda
from policydesk.terms import AckState
from policydesk.terms_reviews import ReminderAbout, ReminderForm

_UNSIGNED = frozenset(state for state in AckState if state.wants_signature)


@dataclass(frozen=True, slots=True)
class Reminded:
    """Somebody to remind: what of, line by line, and the first day by which."""

    staff_id: int
    full_name: str
    known_as: str
    email: str
    lines: tuple[str, ...]
    due: date | None


@dataclass(frozen=True, slots=True)
class _Thing:
    staff_id: int
    says: str
    due: date | None


def people_to_remind(session: Session, as_at: date, about: ReminderAbout) -> tuple[Reminded, ...]:
    """Return who is to be reminded of something as at a day, by name."""
    found = {
        ReminderAbout.ACKNOWLEDGEMENTS: _acknowledgements,
        ReminderAbout.REVIEWS: _reviews,
        ReminderAbout.DECLARATIONS: _declarations,
    }[about](session, as_at)
    return _by_person(session, found)


def school_words(session: Session, about: ReminderAbout, form: ReminderForm) -> tuple[str, str] | None:
    """Return the school's own subject and words of a reminder; None where it has kept none."""
    asked = select(ReminderWords.subject, ReminderWords.body).where(
        ReminderWords.about == about, ReminderWords.form == form
    )
    found = session.execute(asked).one_or_none()
    return None if found is None else (found.subject, found.body)


def _acknowledgements(session: Session, as_at: date) -> Iterator[_Thing]:
    for pair in pairs(session, as_at, _UNSIGNED):
        by = f"by {written(pair.due_on)}" if pair.due_on >= as_at else f"was due by {written(pair.due_on)}"
        yield _Thing(pair.staff_id, f"{pair.title}, version {pair.label} ({by})", pair.due_on)


def _reviews(session: Session, as_at: date) -> Iterator[_Thing]:
    for row in agenda(session, as_at):
        if row.person_id is not None and row.person_here and (row.due_on - as_at).days <= row.lead_days:
            was = "is due" if row.due_on >= as_at else "was due"
            yield _Thing(row.person_id, f"{row.name} ({was} by {written(row.due_on)})", row.due_on)


def _declarations(session: Session, as_at: date) -> Iterator[_Thing]:
    for row in declarations(session, as_at):
        if row.is_waiting and row.is_old:
            asked = f"asked on {written(row.asked_on)}"
            yield _Thing(row.id, f"Confirm your connections with pupils and parents ({asked})", None)


def _by_person(session: Session, found: Iterable[_Thing]) -> tuple[Reminded, ...]:
    things = sorted(found, key=lambda one: one.staff_id)
    people = {row.id: row for row in session.execute(select(
        StaffMember.id, StaffMember.full_name, StaffMember.known_as, StaffMember.email, StaffMember.sort_name
    ))}  # fmt: skip
    grouped = [(people[staff_id], list(some)) for staff_id, some in groupby(things, key=lambda one: one.staff_id)]
    return tuple(
        Reminded(
            row.id, row.full_name, row.known_as, row.email, tuple(one.says for one in some),
            min((one.due for one in some if one.due is not None), default=None),
        )
        for row, some in sorted(grouped, key=lambda one: (one[0].sort_name, one[0].id))
    )  # fmt: skip
