"""An opened incident in lines that can be read: what was reported, and what was added, each with its day."""

from collections.abc import Iterator

from policydesk.dates import written
from policydesk.rules.clocks import moment_words
from policydesk.rules.incident_parts import (
    Answered,
    Born,
    Closing,
    Concern,
    Copy,
    Discussed,
    Entry,
    FriendRequest,
    Hold,
    NotReferred,
    Reopening,
    Told,
)
from policydesk.rules.incident_story import Kept
from policydesk.rules.incidents import Record
from policydesk.rules.wall_clock import local_day
from policydesk.terms_incidents import AllegationOutcome

Line = tuple[str, str]
"""A label and what stands beside it."""


def reported(record: Record) -> tuple[Line, ...]:
    """Return what was reported, field by field; what was left empty is left out."""
    first = record.first
    found = _of_request(first) if isinstance(first, FriendRequest) else _of_concern(record)
    return tuple((label, words) for label, words in found if words)


def _of_request(request: FriendRequest) -> Iterator[Line]:
    yield "Received by", request.staff_name
    yield "From", f"{request.person} ({request.sender.label})"
    yield "Who asked", request.direction.label
    yield "Family", f"Yes: {request.relationship}" if request.is_family else "No"
    yield "Received on", written(request.received_on)
    answered = f" on {written(request.answered_on)}" if request.answered_on else ""
    yield "What was done", f"{request.answer.label}{answered}"
    yield "Platform", request.platform
    yield "Pupil’s reference", request.pupil_reference
    yield "Their school", request.other_school
    yield "Told", ", ".join(one.label for one in request.told)
    yield "Note", request.note


def _of_concern(record: Record) -> Iterator[Line]:
    concern = record.first
    assert isinstance(concern, Concern)
    yield "Kind", concern.kind.label
    yield "What happened", concern.category.label
    yield "How serious", concern.severity.label
    yield "About", f"{concern.about_name} ({concern.about.label})" if concern.about_name else concern.about.label
    yield "What was seen or said", concern.narrative
    yield "Done at once", concern.immediate_action
    yield "Happened on", written(concern.occurred_on)
    yield "Noticed", moment_words(concern.discovered_at)
    yield "Reported", moment_words(concern.reported_at)
    yield "Came from", f"{concern.source.label}{f': {concern.reporter}' if concern.reporter else ''}"
    yield "Platform", ", ".join(one for one in (concern.platform, concern.account) if one)
    yield "Pupil’s reference", concern.pupil_reference
    yield "Pupil’s date of birth", written(concern.pupil_born_on)
    yield "What could follow", concern.risk
    yield "Seen before", concern.context
    yield "Who else saw it", concern.witnesses
    yield "Where", concern.location
    yield "Outside work", "Yes" if concern.outside_work else ""
    for label, some in (
        ("Touches", concern.impact),
        ("Prejudice about", concern.prejudice),
        ("Disclosed", concern.information),
    ):
        yield label, ", ".join(one.label for one in some)
    yield "Firm", concern.firm
    yield "Claim", "Somebody may claim against the school" if concern.claim_risk else ""
    yield "Legal advice", concern.legal_advice
    yield "Kept before it was taken down", "Yes" if concern.captured_before_removal else ""
    yield "Taken down", moment_words(concern.removed_at) if concern.removed_at is not None else ""
    yield "Taken down by", concern.removed_by


def ended(record: Record) -> tuple[Line, ...]:
    """Return how an incident ended, and what that means for the person; nothing while it is not closed."""
    closing = record.closing
    if closing is None:
        return ()
    found = [("Closed on", written(closing.closed_on)), ("Decision", closing.decision)]
    if closing.outcome is not None:
        found.append(("Outcome of the allegation", f"{closing.outcome.label} (KCSIE Part four)"))
        found.append(("In references", _in_references(closing)))
    if closing.is_taken_off:
        found.append(("The person’s record", OFF_THE_RECORD))
    return tuple((label, words) for label, words in found if words)


OFF_THE_RECORD = (
    "Taken off it, unless the person consents to its being kept. File no copy of this with their record, and dispose "
    "of it when its time is over (KCSIE Part four)."
)


def _in_references(closing: Closing) -> str:
    if closing.outcome is not AllegationOutcome.SUBSTANTIATED:
        return "It is not referred to in a reference"
    return "It will be referred to in a future reference" if closing.in_references else "Not decided to refer to it"


def in_one_line(kept: Kept) -> str:
    """Return a part of the chronology as a sentence; "" for one that stands elsewhere."""
    part = kept.part
    if isinstance(part, Entry):
        corrects = f" (corrects entry {part.corrects})" if part.corrects else ""
        step = f" Next: {part.next_step}" if part.next_step else ""
        by = f" by {written(part.next_on)}" if part.next_on else ""
        return f"{written(part.on)}{corrects}: {part.text}{step}{by}"
    if isinstance(part, Told):
        who = part.who.label + (f", {part.name}" if part.name else "")
        return f"{moment_words(part.told_at)}: {who} told{f'. {part.note}' if part.note else ''}"
    if isinstance(part, NotReferred):
        return f"{_day(kept)}: not referred to {part.clock.label}: {part.reason}"
    if isinstance(part, Answered):
        return f"{written(part.on)}: {part.answer.label}{f'. {part.note}' if part.note else ''}"
    if isinstance(part, Discussed):
        if part.reason_not:
            return f"{written(part.on)}: not discussed with the class: {part.reason_not}"
        return f"{written(part.on)}: discussed in general terms with {part.group or 'the class'}"
    if isinstance(part, Born):
        return f"{_day(kept)}: the pupil’s date of birth is {written(part.on)}"
    if isinstance(part, Closing):
        return f"{written(part.closed_on)}: closed. {_closing(part)}"
    if isinstance(part, Reopening):
        return f"{_day(kept)}: opened again: {part.reason}"
    if isinstance(part, Hold):
        return f"{_day(kept)}: legal hold {'begins' if part.on else 'ends'}: {part.reason}"
    if isinstance(part, Copy):
        return f"{_day(kept)}: copy {part.copy} printed for {part.for_whom}"
    return ""


def _closing(part: Closing) -> str:
    said = (
        part.outcome.label if part.outcome is not None else "",
        part.decision,
        part.rationale and f"Rationale: {part.rationale}",
        part.action and f"Action: {part.action}",
        part.lessons and f"Lessons: {part.lessons}",
        "An HR process was begun; its outcome is in the HR file" if part.hr_process else "",
        "It will be referred to in a future reference" if part.in_references else "",
        "The person was given a copy" if part.copy_given else "",
    )
    return ". ".join(one.rstrip(".") for one in said if one) + "."


def _day(kept: Kept) -> str:
    return written(local_day(kept.at))
