"""How the incident list looks, as data."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from policydesk.queries.incidents import EnvelopeRow
from policydesk.rules.incidents import Record
from policydesk.rules.wall_clock import local_day
from policydesk.terms_incidents import Status
from policydesk.ui.kit.colours import Tone
from policydesk.ui.kit.columns import Column, marked
from policydesk.ui.kit.states import Mark, short

STATUS_MARKS = {
    Status.OPEN: Mark("○", Status.OPEN.label, Tone.INFO),
    Status.UNDER_REVIEW: Mark("◔", Status.UNDER_REVIEW.label, Tone.INFO),
    Status.REFERRED: Mark("→", Status.REFERRED.label, Tone.WARN),
    Status.REOPENED: Mark("↻", Status.REOPENED.label, Tone.WARN),
    Status.ESCALATED: Mark("!", Status.ESCALATED.label, Tone.BAD),
    Status.DECLINED: Mark("✓", Status.DECLINED.label, Tone.GOOD),
    Status.FAMILY: Mark("✓", Status.FAMILY.label, Tone.GOOD),
    Status.CLOSED: Mark("–", Status.CLOSED.label, Tone.QUIET),
}
SENT = Mark("✉", "Sent to the DSL", Tone.QUIET)
SENT_ELSEWHERE = Mark("✉", "Sent in confidence", Tone.QUIET)
NOBODY_READS = Mark("!", "Nobody can open it", Tone.WARN)
SEALED = Mark("✉", "Sealed", Tone.QUIET)


@dataclass(frozen=True)
class IncidentRow:
    """One line: the envelope, and what is in it where that is unsealed."""

    envelope: EnvelopeRow
    record: Record | None
    sent: Mark = SENT

    @property
    def id(self) -> int:
        """The incident's id."""
        return self.envelope.id


def status_mark(row: IncidentRow) -> Mark:
    """Return where it stands, as far as whoever looks may know."""
    if row.record is not None:
        return STATUS_MARKS[row.record.status]
    return SEALED if row.envelope.is_mine else row.sent


def sent_mark(readers: Iterable[str], leads: Collection[str]) -> Mark:
    """Return to whom it was sent: it is not the DSL where it is about the DSL, and nobody where there is no DSL yet."""
    names = frozenset(readers)
    if not names:
        return NOBODY_READS
    return SENT if names & frozenset(leads) else SENT_ELSEWHERE


def what(row: IncidentRow) -> str:
    """Return what it is in a few words; that it is confidential where it is sealed."""
    record = row.record
    if record is None:
        return "Confidential"
    if record.request is not None:
        return f"{record.request.sender.label} to {record.request.staff_name}"
    assert record.concern is not None
    return f"{record.concern.kind.label}: {record.concern.category.label}"


def about(row: IncidentRow) -> str:
    """Return whom it is about, where that is unsealed."""
    record = row.record
    if record is None:
        return ""
    if record.request is not None:
        return record.request.person
    assert record.concern is not None
    return record.concern.about_name or record.concern.about.label


COLUMNS: tuple[Column[IncidentRow], ...] = (
    Column("Number", lambda row: row.envelope.number, width=13, key="number"),
    Column("Recorded", lambda row: short(local_day(row.envelope.recorded_at)), width=12, key="recorded_at"),
    Column("Kind", lambda row: row.envelope.kind.label, width=14, key="kind", hidden=True),
    replace(marked("Status", status_mark, width=17, key="status"), sortable=False),
    Column("What", what, width=34, key="what", sortable=False),
    Column("About", about, width=16, key="about", sortable=False),
    Column("Recorded by", lambda row: row.envelope.recorded_by, width=16, key="recorded_by", hidden=True),
)
