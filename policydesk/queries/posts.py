"""Who held which post on a day, and whether they were still in post: read once, for any number of days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from policydesk.models import Appointment, EarlierAppointment, StaffMember
from policydesk.queries.once import read_once
from policydesk.queries.said import earlier, names_held, said_on
from policydesk.rules.facts import HolderFacts
from policydesk.terms import Post


class Spells:
    """The first and last days of everybody who holds a post, owns a policy or sees to a review."""

    def __init__(self, session: Session) -> None:
        self._held = _held(session)

    def here(self, staff_id: int | None, day: date) -> bool:
        """Return whether somebody is in post on a day."""
        on = day.isoformat()
        return any(first <= on <= last for first, last in self._held.get(staff_id or 0, ()))


@read_once
def _held(session: Session) -> dict[int, list[tuple[str, str]]]:
    held: dict[int, list[tuple[str, str]]] = {}
    rows = session.execute(
        text("""
            SELECT staff_id, started_on, coalesce(ended_on, '9999-12-31') FROM staff_role
            WHERE staff_id IN (SELECT staff_id FROM appointment UNION SELECT owner_id FROM policy
                               UNION SELECT owner_id FROM earlier_policy UNION SELECT person_id FROM review_terms)""")
    )
    for staff_id, first, last in rows:
        held.setdefault(staff_id, []).append((first, last))
    return held


@dataclass(frozen=True)
class KeptPosts:
    """Every appointment with the name of who holds it, until when it was thought to last, and all their names."""

    rows: tuple[tuple[Appointment, str], ...]
    before: Mapping[int, Sequence[EarlierAppointment]]
    names: Mapping[int, Sequence[tuple[str, date]]]

    def holders(self, day: date, spells: Spells) -> tuple[HolderFacts, ...]:
        """Return who holds which post on a day."""
        found = ((one, name, self.until(one, day)) for one, name in self.rows if one.from_on <= day)
        return tuple(
            HolderFacts(one.staff_id, name, Post(one.post), until, spells.here(one.staff_id, day))
            for one, name, until in found
            if until is None or until >= day
        )

    def known(self, day: date) -> frozenset[tuple[str, str]]:
        """Return who has held which post by a day, under every name that they had by then, in small letters."""
        return frozenset(
            (name, one.post)
            for one, _name in self.rows
            if one.from_on <= day
            for name, since in self.names.get(one.staff_id, ())
            if since <= day
        )

    def until(self, one: Appointment, day: date) -> date | None:
        """Return until when a post was held as far as a day knew: a last day before it counts whenever it was noted."""
        said = said_on(self.before.get(one.id, ()), day)
        return one.until_on if said is None or (one.until_on and one.until_on < day) else said.until_on


@read_once
def kept_posts(session: Session) -> KeptPosts:
    """Return what is kept of all appointments."""
    asked = select(Appointment, StaffMember.full_name).join(StaffMember, StaffMember.id == Appointment.staff_id)
    rows = tuple((one, name) for one, name in session.execute(asked.order_by(Appointment.post, Appointment.id)))
    return KeptPosts(rows, earlier(session, EarlierAppointment, "appointment_id"), names_held(session))


def only_candidate(session: Session, day: date, post: Post) -> tuple[int, str] | None:
    """Return who alone is in post on a day with the job title of this post, and their name; else None."""
    found = session.execute(
        text("""
            SELECT DISTINCT m.id, m.full_name FROM staff_role r JOIN staff_member m ON m.id = r.staff_id
            WHERE lower(trim(r.job_title)) = :title AND r.started_on <= :day AND coalesce(r.ended_on, :day) >= :day
            LIMIT 2"""),
        {"title": post.label.lower(), "day": day.isoformat()},
    ).all()
    return (found[0].id, found[0].full_name) if len(found) == 1 else None
