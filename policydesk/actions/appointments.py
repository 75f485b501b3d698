"""What can be done about posts: appointing somebody and ending an appointment (AN 4.6, AT A.1.3)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from policydesk.actions.checks import Checks, days_meet, found
from policydesk.actions.said import remembered
from policydesk.dates import written
from policydesk.models import Appointment, StaffMember
from policydesk.store import Txn
from policydesk.terms import Post, Topic


@dataclass(frozen=True)
class AppointmentDraft:
    """Who holds which post from when until when, both days inclusive."""

    staff_id: int
    post: Post
    from_on: date
    until_on: date | None = None


def appoint(txn: Txn, draft: AppointmentDraft) -> int:
    """Appoint somebody to a post; returns the appointment's id. Raises Refusal where they hold it already."""
    member = found(txn.session, StaffMember, draft.staff_id, "person")
    checks = Checks()
    checks.in_living_memory(draft.from_on, txn.today, "from_on")
    checks.in_living_memory(draft.until_on, txn.today, "until_on")
    checks.in_order(draft.from_on, draft.until_on, "until_on")
    asked = select(Appointment).where(Appointment.staff_id == draft.staff_id, Appointment.post == draft.post)
    for other in txn.session.scalars(asked):
        meets = days_meet((draft.from_on, draft.until_on), (other.from_on, other.until_on))
        checks.refuse_if(meets, f"{member.full_name} is {draft.post.label} at that time already.", "post")
    checks.done()
    appointment = Appointment(staff_id=draft.staff_id, post=draft.post, from_on=draft.from_on, until_on=draft.until_on)
    txn.session.add(appointment)
    txn.session.flush()
    txn.record(
        Topic.APPOINTMENTS,
        draft.staff_id,
        f"Appointed {member.full_name} as {draft.post.label} from {written(draft.from_on)}",
    )
    return appointment.id


def end_appointment(txn: Txn, appointment_id: int, until_on: date) -> None:
    """End an appointment; `until_on` is its last day, inclusive."""
    appointment = found(txn.session, Appointment, appointment_id, "appointment")
    member = txn.session.get_one(StaffMember, appointment.staff_id)
    checks = Checks()
    checks.refuse_if(
        until_on < appointment.from_on,
        f"The appointment began on {written(appointment.from_on)}. Enter that day or a later one.",
        "until_on",
    )
    checks.in_living_memory(until_on, txn.today, "until_on")
    checks.done()
    with remembered(appointment, txn):
        appointment.until_on = until_on
    post = Post(appointment.post).label
    txn.record(Topic.APPOINTMENTS, member.id, f"{member.full_name} is {post} until {written(until_on)}")
