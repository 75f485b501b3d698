"""What anybody signed in can do: log a friend request, report a concern. Afterwards only its readers open it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from policydesk.actions.checks import Checks
from policydesk.actions.envelopes import Envelope, EvidenceDraft, post
from policydesk.dates import add_months, written
from policydesk.models import Incident, StaffMember
from policydesk.queries.pack import rule_pack
from policydesk.queries.readers import holders, subject
from policydesk.rules.friend_requests import is_breach
from policydesk.rules.incident_parts import Concern, FriendRequest, Linked
from policydesk.rules.incident_retention import YEAR, end_of_school_year
from policydesk.rules.readers import is_barred, may_open, unnamed_lead
from policydesk.rules.wall_clock import local_day
from policydesk.store import Txn
from policydesk.terms_incidents import (
    About,
    Answer,
    Category,
    ConcernKind,
    Direction,
    IncidentKind,
    Severity,
    Source,
)

PAST = "The date must be today or in the past."


@dataclass(frozen=True)
class Logged:
    """What was recorded: its id and number, and the number of the concern that was opened with it, if any."""

    id: int
    number: str
    concern: str = ""


def log_friend_request(txn: Txn, draft: FriendRequest, evidence: Sequence[EvidenceDraft] = ()) -> Logged:
    """Log a friend request (AN 4.4, AT 6.5); one accepted from a pupil who is not family opens a concern as well.

    Raises Refusal naming the fields.
    """
    request = _checked(txn, draft)
    envelope = post(txn, IncidentKind.FRIEND_REQUEST, may_open(holders(txn.session)), (request,))
    for one in evidence:
        envelope.write_evidence(txn, one)
    years = rule_pack(txn.session, txn.today).period("keep_friend_request")
    txn.session.get_one(Incident, envelope.id).keep_until = end_of_school_year(add_months(txn.today, years * YEAR))
    opened = open_concern_about(txn, request, envelope) if is_breach(request, request.answer) else ""
    return Logged(envelope.id, envelope.number, opened)


def report_concern(
    txn: Txn, draft: Concern, evidence: Sequence[EvidenceDraft] = (), *, none_of_them: bool = False
) -> Logged:
    """Report a concern; it is sealed to those who may open it and to nobody it is about. Raises Refusal.

    `none_of_them` says that a DSL whom it is about is none of the users.
    """
    checks = Checks()
    narrative = checks.notes(draft.narrative, "narrative", "Enter what was seen or said.")
    _check_moments(checks, txn, draft)
    about = subject(txn.session, draft.about_staff_id, txn.today) if draft.about is About.STAFF else None
    checks.refuse_if(
        draft.about is About.STAFF and about is None, "Select the member of staff it is about.", "about_staff_id"
    )
    everybody, not_to = holders(txn.session), frozenset(draft.not_to)
    if about is not None and unnamed_lead(everybody, about, not_to) and not none_of_them:
        says = (
            f"{about.name} is a safeguarding lead. Tick which user that is, so that they cannot open this, "
            "or tick “None of them”."
        )
        checks.refuse_if(about, says, "not_to")
    checks.done()
    name = about.name if about is not None else draft.about_name
    barred = tuple(one.user_id for one in everybody if is_barred(one, about, not_to))
    concern = replace(draft, narrative=narrative, about_name=name, not_to=barred)
    envelope = post(txn, IncidentKind.CONCERN, may_open(everybody, about, not_to), (concern,))
    for one in evidence:
        envelope.write_evidence(txn, one)
    return Logged(envelope.id, envelope.number)


def _check_moments(checks: Checks, txn: Txn, draft: Concern) -> None:
    """Refuse times that are ahead, or that came before what they follow."""
    for moment, field in ((draft.reported_at, "reported_at"), (draft.discovered_at, "discovered_at")):
        _not_ahead(checks, moment, txn, field)
    checks.refuse_if(
        draft.reported_at < draft.discovered_at <= txn.now,
        "It was reported before it was noticed. Check both times.",
        "discovered_at",
    )
    if draft.occurred_on is not None:
        checks.refuse_if(draft.occurred_on > txn.today, PAST, "occurred_on")
        checks.refuse_if(
            local_day(draft.discovered_at) < draft.occurred_on <= txn.today,
            "It was noticed before it happened. Check both dates.",
            "occurred_on",
        )
        checks.in_living_memory(draft.occurred_on, txn.today, "occurred_on")
    checks.date_of_birth(draft.pupil_born_on, txn.today, "pupil_born_on")
    if draft.removed_at is not None:
        _not_ahead(checks, draft.removed_at, txn, "removed_at")


def open_concern_about(txn: Txn, request: FriendRequest, envelope: Envelope) -> str:
    """Open the concern that an accepted request is, link both, and return its number (AT 6.5; R101)."""
    about = subject(txn.session, request.staff_id, txn.today)
    everybody = holders(txn.session)
    way = "sent a request to" if request.direction is Direction.SENT else "accepted a request from"
    concern = Concern(
        kind=ConcernKind.POLICY_BREACH,
        category=Category.PUPIL_CONTACT,
        severity=Severity.LOW_LEVEL,
        about=About.STAFF,
        about_staff_id=request.staff_id,
        about_name=request.staff_name,
        narrative=f"{request.staff_name} {way} {request.person} ({request.sender.label.lower()}) on "
        f"{request.platform or 'a platform that is not named'}, {written(request.received_on)}. "
        f"They are not family. See {envelope.number}.",
        reported_at=txn.now,
        discovered_at=txn.now,
        occurred_on=request.received_on,
        source=Source.COLLEAGUE,
        platform=request.platform,
        pupil_reference=request.pupil_reference,
        not_to=tuple(one.user_id for one in everybody if is_barred(one, about, frozenset())),
    )
    readers = may_open(everybody, about)
    opened = post(txn, IncidentKind.CONCERN, readers, (concern, Linked(envelope.number)))
    envelope.write(txn, Linked(opened.number))
    return opened.number


def _checked(txn: Txn, draft: FriendRequest) -> FriendRequest:
    member = txn.session.get(StaffMember, draft.staff_id)
    checks = Checks()
    checks.refuse_if(member is None, "Select the staff member who received the request.", "staff_id")
    person = checks.name(draft.person, "Enter who it was: the pupil’s initials or name.", "person")
    checks.refuse_if(draft.received_on > txn.today, PAST, "received_on")
    checks.in_living_memory(draft.received_on, txn.today, "received_on")
    checks.refuse_if(
        draft.is_family and not draft.relationship.strip(),
        "Enter how they are related, for example aunt.",
        "relationship",
    )
    _after(checks, draft.answered_on, draft.received_on, txn, "answered_on")
    _after(checks, draft.discussed_on, draft.received_on, txn, "discussed_on")
    checks.refuse_if(
        draft.answer is Answer.PENDING and draft.answered_on is not None,
        "It is not answered yet, so leave this date empty.",
        "answered_on",
    )
    note = checks.notes(draft.note, "note")
    checks.done()
    assert member is not None
    answered = None if draft.answer is Answer.PENDING else draft.answered_on or draft.received_on
    return replace(draft, staff_name=member.full_name, person=person, note=note, answered_on=answered)


def _after(checks: Checks, day: date | None, first: date, txn: Txn, field: str) -> None:
    if day is not None:
        checks.refuse_if(day < first, "This is before the request was received. Check both dates.", field)
        checks.refuse_if(day > txn.today, PAST, field)


def _not_ahead(checks: Checks, moment: datetime, txn: Txn, field: str) -> None:
    checks.refuse_if(moment > txn.now, "This is in the future. Enter when it happened.", field)
