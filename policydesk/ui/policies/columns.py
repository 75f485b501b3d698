"""How the list of policies looks, as data."""

from datetime import date

from policydesk.queries.policy_rows import PolicyRow
from policydesk.ui.kit.colours import Tone
from policydesk.ui.kit.columns import Column, marked
from policydesk.ui.kit.states import STATUS_MARKS, Mark


def columns(as_at: date) -> tuple[Column[PolicyRow], ...]:
    """Return the columns; whether a review is overdue depends on the day."""
    return (
        Column("Policy", lambda row: row.title, width=30, key="title"),
        Column("Version", lambda row: row.label, width=8, key="label"),
        marked("Status", _status, width=10, key="status"),
        marked("Acknowledged", _signed, width=11, sort=_part, key="signed"),
        marked("Next review", lambda row: _review(row, as_at), sort=lambda row: _iso(row.next_review_due), width=17,
               key="next_review"),
        Column("In force from", lambda row: _rough(row.in_force_from), lambda row: _iso(row.in_force_from), width=16,
               key="in_force_from"),
        marked("Document", _document, width=9, key="document"),
        Column("Owner", lambda row: row.owner, width=18, key="owner"),
        Column("Type", lambda row: row.policy_type.label, width=20, key="type"),
    )  # fmt: skip


def _status(row: PolicyRow) -> Mark:
    return Mark("○", "No version", Tone.QUIET) if row.status is None else STATUS_MARKS[row.status]


def _signed(row: PolicyRow) -> Mark:
    if not row.asked:
        return Mark("·", "Nobody asked", Tone.QUIET)
    done = row.up_to_date == row.asked
    return Mark("✓" if done else "!", f"{row.up_to_date} of {row.asked}", Tone.GOOD if done else Tone.WARN)


def _part(row: PolicyRow) -> float:
    return row.up_to_date / row.asked if row.asked else -1.0


def _review(row: PolicyRow, as_at: date) -> Mark:
    due = row.next_review_due
    if due is None:
        return Mark("·", "Not recorded", Tone.QUIET)
    late = due.last < as_at and not row.withdrawn
    return Mark("!" if late else "", str(due), Tone.BAD if late else Tone.QUIET)


def _document(row: PolicyRow) -> Mark:
    return Mark("✓", "Kept", Tone.QUIET) if row.has_document else Mark("!", "Missing", Tone.WARN)


def _rough(day: object) -> str:
    return "" if day is None else str(day)


def _iso(day: object) -> str:
    return getattr(day, "iso", "")
