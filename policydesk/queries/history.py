"""What can be asked about the audit trail: who did what, in words."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from policydesk.models import AuditEntry
from policydesk.terms import Topic

ZONE = ZoneInfo("Europe/London")
"""The school's time, in which a day begins and ends."""


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One entry of the audit trail; `at` is a moment in UTC."""

    number: int
    at: datetime
    actor: str
    words: str


def history(
    session: Session, topic: Topic | None = None, subject_id: int | None = None, limit: int = 100
) -> tuple[HistoryRow, ...]:
    """Return the newest entries, of one topic and one subject where they are named."""
    asked = select(AuditEntry.id, AuditEntry.body).order_by(AuditEntry.id.desc()).limit(limit)
    if topic is not None:
        meets = (
            "EXISTS (SELECT 1 FROM json_each(audit_entry.body, '$.notes') note "
            "WHERE json_extract(note.value, '$.topic') = :topic "
            "AND (:subject IS NULL OR json_extract(note.value, '$.id') = :subject))"
        )
        asked = asked.where(text(meets).bindparams(topic=topic.value, subject=subject_id))
    return tuple(_row(number, json.loads(body)) for number, body in session.execute(asked))


def history_between(session: Session, first: date, last: date) -> tuple[HistoryRow, ...]:
    """Return every entry of some days of the school's time, both inclusive, the newest first."""
    begin = datetime.combine(first, time(), ZONE).astimezone(UTC)
    end = datetime.combine(last + timedelta(days=1), time(), ZONE).astimezone(UTC)
    moment = "json_extract(audit_entry.body, '$.at')"
    asked = select(AuditEntry.id, AuditEntry.body).order_by(AuditEntry.id.desc())
    asked = asked.where(
        text(f"julianday({moment}) >= julianday(:begin) AND julianday({moment}) < julianday(:end)").bindparams(
            begin=begin.isoformat(), end=end.isoformat()
        )
    )
    return tuple(_row(number, json.loads(body)) for number, body in session.execute(asked))


def entry_hash(session: Session, number: int) -> str | None:
    """Return the code that binds one entry to all before it; None where there is no such entry."""
    return session.scalar(select(AuditEntry.hash).where(AuditEntry.id == number))


def _row(number: int, body: dict[str, object]) -> HistoryRow:
    notes = body["notes"]
    words = "; ".join(str(note["words"]) for note in notes) if isinstance(notes, list) else ""
    return HistoryRow(number, datetime.fromisoformat(str(body["at"])), str(body["actor"]), words)
