"""How the staff list looks, as data."""

from policydesk.dates import written
from policydesk.queries.staff import StaffRow
from policydesk.terms import StaffStatus
from policydesk.ui.kit.colours import Tone
from policydesk.ui.kit.columns import Column, marked
from policydesk.ui.kit.states import Mark

STANDING_MARKS = {
    StaffStatus.IN_POST: Mark("✓", StaffStatus.IN_POST.label, Tone.QUIET),
    StaffStatus.NEW_STARTER: Mark("★", StaffStatus.NEW_STARTER.label, Tone.INFO),
    StaffStatus.LEAVING: Mark("◔", StaffStatus.LEAVING.label, Tone.WARN),
    StaffStatus.LEFT: Mark("–", StaffStatus.LEFT.label, Tone.QUIET),
    StaffStatus.NOT_STARTED: Mark("○", StaffStatus.NOT_STARTED.label, Tone.QUIET),
}


def signed_mark(row: StaffRow) -> Mark:
    """Return how many current policies somebody has acknowledged: "✓ 5 of 5", "! 3 of 5"."""
    if not row.asked:
        return Mark("·", "Not asked", Tone.QUIET)
    done = row.up_to_date == row.asked
    return Mark("✓" if done else "!", f"{row.up_to_date} of {row.asked}", Tone.GOOD if done else Tone.WARN)


def status_mark(row: StaffRow) -> Mark:
    """Return where somebody stands, with the last day of who is leaving."""
    mark = STANDING_MARKS[row.status]
    return mark.with_detail(written(row.ended_on)) if row.status is StaffStatus.LEAVING else mark


COLUMNS: tuple[Column[StaffRow], ...] = (
    Column("Name", lambda row: row.full_name, tip=lambda row: row.known_as, width=24, key="name"),
    Column("Category", lambda row: ", ".join(one.label for one in row.categories), width=16, key="category"),
    Column("Job title", lambda row: row.job_title, width=20, key="job_title"),
    marked("Acknowledged", signed_mark, width=10, key="signed"),
    marked("Status", status_mark, width=12, key="status"),
    Column("First day", lambda row: written(row.started_on), width=17, key="started_on"),
    Column("E-mail", lambda row: row.email, width=26, key="email"),
    Column("Reference", lambda row: row.reference, width=9, key="reference"),
)
