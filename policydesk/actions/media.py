"""What can be done about enquiries from the media: noting, forwarding and closing them (AT A.3.7)."""

from dataclasses import dataclass
from datetime import date, datetime

from policydesk.actions.account_rows import name_of, newest_record
from policydesk.actions.checks import Checks, found
from policydesk.dates import written
from policydesk.models import MediaEnquiry
from policydesk.queries.deciders import holders
from policydesk.store import Txn
from policydesk.store.register import ZONE
from policydesk.terms import Post, Topic


@dataclass(frozen=True)
class EnquiryDraft:
    """Which newspaper or broadcaster asked what, when, and who took the call; `received_at` knows its time zone."""

    received_at: datetime
    outlet: str
    enquirer: str = ""
    subject: str = ""
    account_id: int | None = None
    received_by_id: int | None = None
    notes: str = ""


@dataclass(frozen=True)
class ForwardDraft:
    """When an enquiry went to the headteacher; `forwarded_at` knows its time zone."""

    forwarded_at: datetime
    forwarded_to_id: int


@dataclass(frozen=True)
class ReplyDraft:
    """How an enquiry ended: who approved a reply and when it was given, or none, and when it was closed."""

    closed_on: date
    reply_approved_by_id: int | None = None
    replied_on: date | None = None
    notes: str = ""


HEADS = (Post.HEADTEACHER, Post.EXECUTIVE_HEADTEACHER)
"""To whom an enquiry goes, and who agrees to what is said."""

_PARTS = ("outlet", "enquirer", "subject")


def record_enquiry(txn: Txn, draft: EnquiryDraft) -> int:
    """Note an enquiry from the media; returns its id. Raises Refusal naming the fields."""
    row = MediaEnquiry()
    _write(txn, row, draft)
    txn.session.add(row)
    txn.session.flush()
    words = f"{row.outlet} asked on {written(_day(row.received_at))}{_about(row)}"
    txn.record(Topic.ACCOUNTS, row.account_id or 0, words)
    return row.id


def change_enquiry(txn: Txn, enquiry_id: int, draft: EnquiryDraft) -> None:
    """Change what is said of an enquiry."""
    row = found(txn.session, MediaEnquiry, enquiry_id, "enquiry")
    _write(txn, row, draft)
    txn.record(Topic.ACCOUNTS, row.account_id or 0, f"Changed what is said of the enquiry of {row.outlet}{_about(row)}")


def forward_enquiry(txn: Txn, enquiry_id: int, draft: ForwardDraft) -> None:
    """Note when an enquiry went to the headteacher or executive headteacher in office on that day."""
    row = found(txn.session, MediaEnquiry, enquiry_id, "enquiry")
    checks = Checks()
    checks.refuse_if(row.closed_on is not None, f"It was closed on {written(row.closed_on)}, so it stays as it is.")
    checks.refuse_if(draft.forwarded_at > txn.now, _LATER, "forwarded_at")
    before = draft.forwarded_at < row.received_at
    checks.refuse_if(before, f"It came in at {_moment(row.received_at)}. Enter a later time.", "forwarded_at")
    if row.forwarded_at is not None:
        again = draft.forwarded_at > row.forwarded_at
        checks.refuse_if(again, f"It went to the headteacher at {_moment(row.forwarded_at)} already.", "forwarded_at")
    name = _head(txn, checks, draft.forwarded_to_id, _day(draft.forwarded_at), "forwarded_to_id")
    checks.done()
    row.forwarded_at, row.forwarded_to_id = draft.forwarded_at, draft.forwarded_to_id
    words = f"Forwarded the enquiry of {row.outlet} to {name} at {_moment(draft.forwarded_at)}"
    txn.record(Topic.ACCOUNTS, row.account_id or 0, words)


def close_enquiry(txn: Txn, enquiry_id: int, draft: ReplyDraft) -> None:
    """Close an enquiry that was forwarded, with the reply and who approved it."""
    row = found(txn.session, MediaEnquiry, enquiry_id, "enquiry")
    checks = Checks()
    notes = checks.notes(draft.notes, "notes")
    checks.refuse_if(row.closed_on is not None, f"It was closed on {written(row.closed_on)} already.")
    if row.forwarded_at is None:
        checks.refuse_if(row, "It has not gone to the headteacher yet. Forward it first, then close it.")
        checks.done()
    first = _day(row.forwarded_at or row.received_at)
    for field, day in (("replied_on", draft.replied_on), ("closed_on", draft.closed_on)):
        checks.on_a_past_day(day, txn.today, field)
        early = day is not None and day < first
        checks.refuse_if(
            early, f"It went to the headteacher on {written(first)}. Enter that day or a later one.", field
        )
    late = draft.replied_on is not None and draft.replied_on > draft.closed_on
    checks.refuse_if(late, "The reply is later than the day of closing. Check both dates.", "replied_on")
    unsaid = draft.replied_on is not None and draft.reply_approved_by_id is None
    checks.refuse_if(unsaid, "Select who approved the reply.", "reply_approved_by_id")
    if draft.reply_approved_by_id is not None:
        day = draft.replied_on or draft.closed_on
        _head(txn, checks, draft.reply_approved_by_id, day, "reply_approved_by_id")
    checks.done()
    row.reply_approved_by_id, row.replied_on, row.closed_on = (
        draft.reply_approved_by_id,
        draft.replied_on,
        draft.closed_on,
    )
    row.notes = notes or row.notes
    answer = f"answered on {written(draft.replied_on)}" if draft.replied_on else "without a reply"
    txn.record(Topic.ACCOUNTS, row.account_id or 0, f"Closed the enquiry of {row.outlet}, {answer}")


_LATER = "This time is in the future. Enter when it happened."


def _write(txn: Txn, row: MediaEnquiry, draft: EnquiryDraft) -> None:
    checks = Checks()
    parts = {field: checks.line(getattr(draft, field), field) for field in _PARTS}
    checks.refuse_if(not parts["outlet"], "Enter which newspaper, station or website asked.", "outlet")
    notes = checks.notes(draft.notes, "notes")
    checks.refuse_if(draft.received_at > txn.now, _LATER, "received_at")
    checks.in_living_memory(_day(min(draft.received_at, txn.now)), txn.today, "received_at")
    late = row.forwarded_at is not None and draft.received_at > row.forwarded_at
    checks.refuse_if(late, "It cannot have come in after it was forwarded. Check the time.", "received_at")
    if draft.account_id is not None:
        newest_record(txn, draft.account_id)
    if draft.received_by_id is not None:
        name_of(txn, draft.received_by_id)
    checks.done()
    row.received_at, row.account_id, row.received_by_id = draft.received_at, draft.account_id, draft.received_by_id
    row.outlet, row.enquirer, row.subject, row.notes = parts["outlet"], parts["enquirer"], parts["subject"], notes


def _head(txn: Txn, checks: Checks, staff_id: int, on: date, field: str) -> str:
    """Return a head's name; nobody else hears of an enquiry first or agrees to a reply (AT A.3.7)."""
    name = name_of(txn, staff_id)
    heads = holders(txn.session, HEADS, on)
    who = " or ".join(one.words for one in heads)
    checks.refuse_if(
        staff_id not in {one.staff_id for one in heads},
        f"{name} was not headteacher on {written(on)}. "
        + (f"Select {who}." if heads else "Nobody is recorded who was: appoint the headteacher first."),
        field,
    )
    return name


def _about(row: MediaEnquiry) -> str:
    return f" about {row.subject}" if row.subject else ""


def _day(moment: datetime) -> date:
    return moment.astimezone(ZONE).date()


def _moment(moment: datetime) -> str:
    local = moment.astimezone(ZONE)
    return f"{local:%H:%M} on {written(local.date())}"
