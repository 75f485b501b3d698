"""Whose answer to the yearly question disagrees with the connections that are kept: on a day, or on many."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from policydesk.queries.people import OPEN
from policydesk.rules.facts import AnswerFacts

Differing = tuple[AnswerFacts, ...]


def differing_answers(session: Session, as_at: date) -> Differing:
    """Return whose newest answer disagrees with the connections that are kept: some but none, or none but some.

    What was declared after a nil answer is no contradiction, and one that has ended since is none any more.
    """
    rows = session.execute(
        text("""
            SELECT m.id, m.full_name, d.answered_on, d.is_nil,
                   (SELECT count(*) FROM declared_relationship r
                    WHERE r.staff_id = m.id AND r.declared_on <= CASE WHEN d.is_nil THEN d.answered_on ELSE :as_at END
                      AND (r.until_on IS NULL OR r.until_on >= CASE WHEN d.is_nil THEN :as_at ELSE d.answered_on END)
                   ) AS registered
            FROM staff_member m JOIN declaration d ON d.id = (
                SELECT x.id FROM declaration x WHERE x.staff_id = m.id AND x.answered_on <= :as_at
                ORDER BY x.answered_on DESC, x.id DESC LIMIT 1)
            WHERE EXISTS (SELECT 1 FROM staff_role s WHERE s.staff_id = m.id AND s.started_on <= :as_at
                          AND (s.ended_on IS NULL OR s.ended_on >= :as_at))
              AND (registered > 0) = d.is_nil
            ORDER BY m.sort_name, m.id"""),
        {"as_at": as_at.isoformat()},
    ).all()
    return tuple(
        AnswerFacts(row.id, row.full_name, date.fromisoformat(row.answered_on), row.registered) for row in rows
    )


@dataclass(slots=True)
class _Person:
    """Somebody who answered that there are connections, or of whom some are kept; days as the register has them."""

    id: int
    name: str
    answers: list[tuple[str, bool]] = field(default_factory=list)
    kept: list[tuple[str, str]] = field(default_factory=list)
    roles: list[tuple[str, str]] = field(default_factory=list)

    def on(self, day: str) -> AnswerFacts | None:
        """Return what disagrees on a day."""
        answer = next((one for one in reversed(self.answers) if one[0] <= day), None)
        if answer is None or not any(since <= day <= until for since, until in self.roles):
            return None
        answered_on, is_nil = answer
        by, still = (answered_on, day) if is_nil else (day, answered_on)
        registered = sum(1 for since, until in self.kept if since <= by and until >= still)
        if bool(registered) != is_nil:
            return None
        return AnswerFacts(self.id, self.name, date.fromisoformat(answered_on), registered)


_MAY_DIFFER = """
    (SELECT staff_id FROM declared_relationship UNION SELECT staff_id FROM declaration WHERE is_nil = 0)"""


def differing_on(session: Session, days: Sequence[date]) -> tuple[Differing, ...]:
    """Return the same for each of several days, from one reading of those whose answers can differ at all."""
    people = {
        row.id: _Person(row.id, row.full_name)
        for row in session.execute(
            text(f"SELECT id, full_name FROM staff_member WHERE id IN {_MAY_DIFFER} ORDER BY sort_name, id")
        )
    }
    for staff_id, answered_on, is_nil in _rows(
        session, "answered_on, is_nil FROM declaration", "answered_on IS NOT NULL ORDER BY answered_on, id"
    ):
        people[staff_id].answers.append((answered_on, bool(is_nil)))
    for staff_id, since, until in _rows(session, "declared_on, until_on FROM declared_relationship", "1"):
        people[staff_id].kept.append((since, until or OPEN))
    for staff_id, since, until in _rows(session, "started_on, ended_on FROM staff_role", "1"):
        people[staff_id].roles.append((since, until or OPEN))
    texts = [day.isoformat() for day in days]
    return tuple(tuple(found for one in people.values() if (found := one.on(day)) is not None) for day in texts)


def _rows(session: Session, what: str, where: str) -> Sequence[tuple[int, str, str]]:
    rows = session.execute(text(f"SELECT staff_id, {what} WHERE staff_id IN {_MAY_DIFFER} AND {where}"))
    return [(row[0], row[1], row[2]) for row in rows]
