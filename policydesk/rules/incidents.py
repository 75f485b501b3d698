"""Where an incident stands: its status, whether something is left to do, and how it stood on an earlier day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from policydesk.rules.incident_closing import wanted_of_request
from policydesk.rules.incident_parts import Closing, Reopening
from policydesk.rules.incident_story import Story
from policydesk.rules.wall_clock import local_day
from policydesk.terms_incidents import OPEN_DAYS, Answer, Standing, Status


@dataclass(frozen=True)
class Record(Story):
    """One incident, opened, with where it stands."""

    @property
    def status(self) -> Status:
        """Where it stands."""
        return _request_status(self) if self.request is not None else _concern_status(self)

    def is_open(self, *, class_discussion: bool = True) -> bool:
        """Whether something is still to be done."""
        if self.closing is not None:
            return False
        return self.request is None or bool(wanted_of_request(self, class_discussion=class_discussion))


def _request_status(record: Record) -> Status:
    request = record.request
    assert request is not None
    if record.closing is not None:
        return Status.CLOSED
    if request.is_family:
        return Status.FAMILY
    if record.answer is Answer.DECLINED:
        return Status.DECLINED
    if record.answer is Answer.ACCEPTED and request.sender.is_pupil:
        return Status.ESCALATED
    return Status.OPEN


def _concern_status(record: Record) -> Status:
    if record.closing is not None:
        return Status.CLOSED
    if record.has_open_referral:
        return Status.REFERRED
    last = record.last(Reopening)
    if last is not None:
        return Status.REOPENED
    return Status.UNDER_REVIEW if len(record.parts) > 1 else Status.OPEN


def known_on(records: Iterable[Record], day: date) -> tuple[Record, ...]:
    """Return what was recorded up to the end of a day, without what was added to it later."""
    found = (
        replace(one, parts=tuple(part for part in one.parts if local_day(part.at) <= day))
        for one in records
        if local_day(one.recorded_at) <= day
    )
    return tuple(one for one in found if one.parts)


def open_on(records: Iterable[Record], day: date, *, class_discussion: bool = True) -> int:
    """Return for how many records something was still to be done at the end of a day; later parts are left aside."""
    return sum(one.is_open(class_discussion=class_discussion) for one in known_on(records, day))


def standing_on(record: Record, day: date) -> Standing:
    """Return how a concern stood at the end of a day; one that was reported later had not been open for long."""
    concern = record.concern
    assert concern is not None
    ended = [
        (one.part.closed_on if isinstance(one.part, Closing) else local_day(one.at), isinstance(one.part, Closing))
        for one in record.parts
        if isinstance(one.part, (Closing, Reopening))
    ]
    if next((is_end for on, is_end in reversed(ended) if on <= day), False):
        return Standing.CLOSED
    return Standing.OPEN_LONG if (day - local_day(concern.reported_at)).days > OPEN_DAYS else Standing.OPEN
