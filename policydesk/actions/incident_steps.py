"""What a holder of the key can do with an incident: add to it, tell, refer, answer, close. Nothing is ever changed."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import select

from policydesk.actions.checks import Checks
from policydesk.actions.envelopes import EvidenceDraft, add, open_record
from policydesk.actions.incidents import open_concern_about
from policydesk.dates import written
from policydesk.models import IncidentOpening
from policydesk.queries.incident_settings import class_discussion_asked
from policydesk.rules.clocks import running
from policydesk.rules.friend_requests import is_breach
from policydesk.rules.incident_closing import wanted_of_concern, wanted_of_request
from policydesk.rules.incident_parts import (
    Answered,
    Born,
    Closing,
    Copy,
    Discussed,
    Entry,
    Hold,
    NotReferred,
    Referral,
    Reopening,
    Reply,
    Told,
)
from policydesk.rules.incidents import Record
from policydesk.rules.wall_clock import local_day
from policydesk.store import Txn
from policydesk.terms import Topic
from policydesk.terms_incidents import Agency

SAME_VISIT = timedelta(minutes=15)
"""Looking again within this time is the same opening."""


def note_opening(txn: Txn, incident_id: int) -> bool:
    """Keep that somebody opened an envelope; False where they had just opened it."""
    record, _envelope = open_record(txn, incident_id)
    last = txn.session.scalar(
        select(IncidentOpening.opened_at)
        .where(IncidentOpening.incident_id == incident_id, IncidentOpening.user_id == txn.actor.user_id)
        .order_by(IncidentOpening.id.desc())
        .limit(1)
    )
    if last is not None and txn.now - last < SAME_VISIT:
        return False
    txn.session.add(IncidentOpening(incident_id=incident_id, user_id=txn.actor.user_id, opened_at=txn.now))
    txn.record(Topic.INCIDENTS, incident_id, f"Opened {record.number}")
    return True


def add_entry(txn: Txn, incident_id: int, draft: Entry) -> int:
    """Add a dated entry to the chronology, or a correction that names the entry it corrects."""
    record, _envelope = open_record(txn, incident_id)
    checks = Checks()
    checks.notes(draft.text, "text", "Enter what happened.")
    checks.refuse_if(draft.on > txn.today, "The date must be today or in the past.", "on")
    checks.in_living_memory(draft.on, txn.today, "on")
    checks.refuse_if(
        draft.corrects and all(one.id != draft.corrects for one in record.parts),
        "The entry to be corrected is not part of this record.",
        "corrects",
    )
    checks.refuse_if(draft.next_on is not None and not draft.next_step, "Enter what the next step is.", "next_step")
    checks.refuse_if(
        draft.next_on is not None and draft.next_on < txn.today,
        "The next step lies in the past. Enter today or a later day.",
        "next_on",
    )
    checks.done()
    return add(txn, incident_id, draft)


def tell(txn: Txn, incident_id: int, draft: Told) -> int:
    """Keep who was told, when and how."""
    record, _envelope = open_record(txn, incident_id)
    checks = Checks()
    checks.refuse_if(draft.told_at > txn.now, "This is in the future. Enter when they were told.", "told_at")
    _not_before(checks, local_day(draft.told_at), _happened(record), "it happened", "told_at")
    checks.done()
    return add(txn, incident_id, draft)


def refer(txn: Txn, incident_id: int, draft: Referral) -> int:
    """Keep a referral; one to the right place stops its clock. For CPOMS its reference is asked for."""
    record, _envelope = open_record(txn, incident_id)
    checks, referred_on = Checks(), local_day(draft.referred_at)
    checks.refuse_if(draft.referred_at > txn.now, "This is in the future. Enter when it was referred.", "referred_at")
    _not_before(checks, referred_on, _happened(record), "it happened", "referred_at")
    if draft.answer_due is not None and draft.referred_at <= txn.now:
        _not_before(checks, draft.answer_due, referred_on, "it was referred", "answer_due")
    checks.refuse_if(
        draft.to is Agency.CPOMS and not draft.reference,
        "Enter the CPOMS reference. Do not copy the CPOMS record here.",
        "reference",
    )
    checks.line(draft.reference, "reference")
    checks.notes(draft.note, "note")
    checks.done()
    return add(txn, incident_id, draft)


def reply(txn: Txn, incident_id: int, draft: Reply) -> int:
    """Keep what came back on a referral; where it closes it, no answer is awaited any more."""
    record, _envelope = open_record(txn, incident_id)
    checks = Checks()
    asked = next((one.part for one in record.kept(Referral) if one.id == draft.referral), None)
    checks.refuse_if(asked is None, "Select the referral that was answered.", "referral")
    checks.refuse_if(draft.replied_on > txn.today, "The date must be today or in the past.", "replied_on")
    if isinstance(asked, Referral):
        _not_before(checks, draft.replied_on, local_day(asked.referred_at), "it was referred", "replied_on")
    checks.notes(draft.text, "text", "Enter what they answered.")
    checks.done()
    return add(txn, incident_id, draft)


def decide_not_to_refer(txn: Txn, incident_id: int, draft: NotReferred) -> int:
    """Keep why something with a clock is not referred: the clock stops with the reason."""
    record, _envelope = open_record(txn, incident_id)
    checks = Checks()
    checks.reason(draft.reason, "reason", "Enter why it is not referred.")
    checks.refuse_if(
        all(one.kind is not draft.clock for one in running(record)), "No clock is running for this.", "clock"
    )
    checks.done()
    return add(txn, incident_id, draft)


def answer_request(txn: Txn, incident_id: int, draft: Answered) -> str:
    """Keep how a friend request was answered in the end; returns the number of the concern it opened, if any."""
    record, envelope = open_record(txn, incident_id)
    request = record.request
    checks = Checks()
    checks.refuse_if(request is None, "Only a friend request is answered.")
    checks.refuse_if(draft.on > txn.today, "The date must be today or in the past.", "on")
    checks.refuse_if(
        request is not None and draft.on < request.received_on,
        "This is before the request was received. Check both dates.",
        "on",
    )
    checks.done()
    add(txn, incident_id, draft)
    assert request is not None
    return open_concern_about(txn, request, envelope) if is_breach(request, draft.answer) and not record.links else ""


def discuss(txn: Txn, incident_id: int, draft: Discussed) -> int:
    """Keep that it was talked about in general terms with the class, or why not (AT 6.5; R102)."""
    record, _envelope = open_record(txn, incident_id)
    checks = Checks()
    checks.refuse_if(draft.on > txn.today, "The date must be today or in the past.", "on")
    _not_before(checks, draft.on, _happened(record), "the request was received", "on")
    checks.done()
    return add(txn, incident_id, draft)


def add_date_of_birth(txn: Txn, incident_id: int, draft: Born) -> int:
    """Keep the date of birth of the pupil a concern is about; the day until which it is kept counts from it.

    One that was wrong is entered again: the last one counts, and the one before stays in the chronology.
    """
    record, _envelope = open_record(txn, incident_id)
    checks = Checks()
    checks.refuse_if(not record.is_about_a_pupil, "Only a concern about a pupil has a date of birth.", "on")
    checks.date_of_birth(draft.on, txn.today, "on")
    checks.done()
    return add(txn, incident_id, draft)


def attach(txn: Txn, incident_id: int, draft: EvidenceDraft) -> int:
    """Seal a screenshot, an e-mail or another file into an incident."""
    record, envelope = open_record(txn, incident_id)
    part_id = envelope.write_evidence(txn, draft)
    txn.record(Topic.INCIDENTS, record.id, f"Added to {record.number}")
    return part_id


def close_incident(txn: Txn, incident_id: int, draft: Closing) -> None:
    """Close an incident, where its kind's conditions are met; raises Refusal that says which are not."""
    record, _envelope = open_record(txn, incident_id)
    checks = Checks()
    checks.refuse_if(record.closing is not None, f"{record.number} is closed already.")
    checks.refuse_if(draft.closed_on > txn.today, "The date must be today or in the past.", "closed_on")
    _not_before(checks, draft.closed_on, _reported(record), "it was reported", "closed_on")
    for field, says in _wanted(txn, record, draft):
        checks.refuse_if(says, says, field)
    checks.done()
    add(txn, incident_id, draft)


def reopen(txn: Txn, incident_id: int, draft: Reopening) -> None:
    """Open a closed incident again, with the reason."""
    record, _envelope = open_record(txn, incident_id)
    checks = Checks()
    checks.refuse_if(record.closing is None, f"{record.number} is open.")
    checks.reason(draft.reason, "reason", "Enter why it is opened again.")
    checks.done()
    add(txn, incident_id, draft)


def hold(txn: Txn, incident_id: int, draft: Hold) -> None:
    """Begin or lift a legal hold; while it is on, the envelope has no day on which it may be disposed of."""
    checks = Checks()
    checks.reason(draft.reason, "reason", "Enter the reason.")
    checks.done()
    add(txn, incident_id, draft)


def number_copy(txn: Txn, incident_id: int, for_whom: str) -> int:
    """Keep that a copy of the record was printed, for whom; returns the copy's number, from 1."""
    record, envelope = open_record(txn, incident_id)
    checks = Checks()
    whom = checks.name(for_whom, "Enter whom the copy is for.", "for_whom")
    checks.done()
    number = 1 + max((one.copy for one in record.of(Copy)), default=0)
    envelope.write(txn, Copy(number, whom))
    txn.record(Topic.INCIDENTS, record.id, f"Printed copy {number} of {record.number}")
    return number


def note_report(txn: Txn, title: str) -> None:
    """Keep that a report with confidential records was printed or saved."""
    txn.record(Topic.INCIDENTS, 0, f"Printed or saved: {title}")


def _happened(record: Record) -> date | None:
    """The day on which it happened, where that is known."""
    return record.concern.occurred_on if record.concern is not None else record.happened_on


def _reported(record: Record) -> date:
    return local_day(record.concern.reported_at) if record.concern is not None else record.happened_on


def _not_before(checks: Checks, day: date, first: date | None, what: str, field: str) -> None:
    """Nothing is earlier than what it follows: a mistyped year would let a record be disposed of too soon."""
    if first is not None:
        says = f"This is before {what}. Enter a date on or after {written(first)}."
        checks.refuse_if(day < first, says, field)


def _wanted(txn: Txn, record: Record, draft: Closing) -> Iterable[tuple[str, str]]:
    if record.request is not None:
        asked = class_discussion_asked(txn.session, txn.today)
        return wanted_of_request(record, class_discussion=asked)
    return wanted_of_concern(record, draft, [one.kind.label for one in running(record)])
