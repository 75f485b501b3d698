"""What can be asked about reviews that were done or moved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from policydesk.queries.schedules import ACCOUNT, TERMS_ON
from policydesk.rules.schedules import name_of
from policydesk.terms_reviews import ReviewKind, ReviewOutcome, Trigger


@dataclass(frozen=True, slots=True)
class DoneRow:
    """One review that was done or moved; `notes` say why it was moved."""

    id: int
    schedule_id: int
    uid: str
    name: str
    due_on: date
    done_on: date
    done_by: str
    outcome: ReviewOutcome
    notes: str
    because: Trigger | None
    reason: str
    evidence_id: int | None
    person_id: int | None


_FROM = f"""
    FROM review r
    JOIN review_schedule s ON s.id = r.schedule_id
    JOIN review_terms t ON {TERMS_ON}
    LEFT JOIN policy p ON p.id = s.policy_id
    LEFT JOIN staff_member m ON m.id = t.person_id"""


def done_reviews(
    session: Session, as_at: date, *, schedule_id: int | None = None, since: date | None = None
) -> tuple[DoneRow, ...]:
    """Return what was done or moved up to a day, the newest first."""
    found = session.execute(
        text(f"""
            SELECT r.id, r.schedule_id, r.uid, r.due_on, r.done_on, r.done_by, r.outcome, r.notes, r.because, r.reason,
                   r.evidence_id, s.kind, t.title, t.person_id, coalesce(p.title, {ACCOUNT}, '') AS subject
            {_FROM}
            WHERE r.done_on <= :as_at AND r.done_on >= :since AND (:schedule IS NULL OR s.id = :schedule)
            ORDER BY r.done_on DESC, r.id DESC"""),
        {"as_at": as_at.isoformat(), "since": (since or date.min).isoformat(), "schedule": schedule_id},
    ).mappings()
    return tuple(_done(dict(row)) for row in found)


def _done(row: Mapping[str, Any]) -> DoneRow:
    same = ("id", "schedule_id", "uid", "done_by", "notes", "reason", "evidence_id", "person_id")
    return DoneRow(
        **{name: row[name] for name in same},
        name=name_of(ReviewKind(row["kind"]), row["title"], row["subject"]),
        due_on=date.fromisoformat(row["due_on"]),
        done_on=date.fromisoformat(row["done_on"]),
        outcome=ReviewOutcome(row["outcome"]),
        because=Trigger(row["because"]) if row["because"] else None,
    )
