"""An incident as its parts tell it: where it stands, what it still wants, and when it may be closed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar
from zoneinfo import ZoneInfo

from policydesk.rules.incident_parts import (
    Answered,
    Closing,
    Concern,
    Copy,
    Discussed,
    Entry,
    FriendRequest,
    Hold,
    Linked,
    Part,
    Referral,
    Reopening,
    Reply,
    Told,
)
from policydesk.terms_incidents import Agency, Answer, ConcernKind, IncidentKind, Requester, Status

ZONE = ZoneInfo("Europe/London")
"""The clock on the school's wall."""

P = TypeVar("P")


@dataclass(frozen=True)
class Kept:
    """One part with its number, when it was written down and by whom."""

    id: int
    part: Part
    at: datetime
    by: str


@dataclass(frozen=True)
class Record:
    """One incident, opened: its envelope and every part in the order in which they were written."""

    id: int
    number: str
    kind: IncidentKind
    recorded_at: datetime
    recorded_by: str
    keep_until: date | None
    parts: tuple[Kept, ...] = field(repr=False)

    @property
    def first(self) -> Part:
        """What was reported."""
        return self.parts[0].part

    @cached_property
    def request(self) -> FriendRequest | None:
        """The friend request, where it is one."""
        return self.first if isinstance(self.first, FriendRequest) else None

    @cached_property
    def concern(self) -> Concern | None:
        """The concern, where it is one."""
        return self.first if isinstance(self.first, Concern) else None

    def of(self, kind: type[P]) -> Iterator[P]:
        """Return every part of one kind, in order."""
        return (one.part for one in self.parts if isinstance(one.part, kind))

    def kept(self, kind: type[Part]) -> Iterator[Kept]:
        """Return every part of one kind with its number."""
        return (one for one in self.parts if isinstance(one.part, kind))

    def last(self, *kinds: type[P]) -> P | None:
        """Return the newest part of some kinds."""
        return next((one.part for one in reversed(self.parts) if isinstance(one.part, kinds)), None)

    @property
    def closing(self) -> Closing | None:
        """How it was closed, where it is closed now."""
        last = self.last(Closing, Reopening)
        return last if isinstance(last, Closing) else None

    @property
    def on_hold(self) -> bool:
        """Whether a legal hold stops its disposal."""
        last = self.last(Hold)
        return last is not None and last.on

    @property
    def answer(self) -> Answer | None:
        """What was done about a friend request, as it stands now."""
        later = self.last(Answered)
        if self.request is None:
            return None
        return self.request.answer if later is None else later.answer

    @property
    def answered_on(self) -> date | None:
        """When a friend request was declined or accepted."""
        later = self.last(Answered)
        if self.request is None:
            return None
        return self.request.answered_on if later is None else later.on

    @property
    def discussed(self) -> Discussed | None:
        """When it was talked about with the class, or why not."""
        later = self.last(Discussed)
        if later is not None or self.request is None or self.request.discussed_on is None:
            return later
        return Discussed(self.request.discussed_on, self.request.discussed_with)

    @property
    def links(self) -> tuple[str, ...]:
        """The numbers of what belongs to it."""
        return tuple(one.number for one in self.of(Linked))

    @property
    def people_told(self) -> tuple[Agency, ...]:
        """Who was told, each once."""
        first = self.request.told if self.request is not None else ()
        return tuple(dict.fromkeys((*first, *(one.who for one in self.of(Told)))))

    def replies_to(self, referral: int) -> tuple[Reply, ...]:
        """Return what came back on a referral."""
        return tuple(one for one in self.of(Reply) if one.referral == referral)

    def is_answered(self, referral: int) -> bool:
        """Whether a referral is closed."""
        return any(one.closes for one in self.replies_to(referral))

    @property
    def has_open_referral(self) -> bool:
        """Whether an answer is still awaited from somebody."""
        return any(not self.is_answered(one.id) for one in self.kept(Referral))

    @property
    def happened_on(self) -> date:
        """The day it is counted under: received, occurred, or else reported."""
        if self.request is not None:
            return self.request.received_on
        concern = self.concern
        assert concern is not None
        return concern.occurred_on or local_day(concern.reported_at)

    @property
    def last_touched(self) -> datetime:
        """When something was last written down; reading and printing aside."""
        return max(one.at for one in self.parts if not isinstance(one.part, Copy))

    @property
    def next_on(self) -> date | None:
        """The day of the next step that was last agreed."""
        last = next((one for one in reversed(tuple(self.of(Entry))) if one.next_on is not None), None)
        return None if last is None else last.next_on

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


def local_day(moment: datetime) -> date:
    """Return the day on the school's calendar that a moment falls on."""
    return moment.astimezone(ZONE).date()


def is_breach(request: FriendRequest, answer: Answer) -> bool:
    """Whether a request is a breach and a concern: a pupil's, not family, accepted (AT 6.5; CP 11)."""
    return answer is Answer.ACCEPTED and request.sender.is_pupil and not request.is_family


def wanted_of_request(record: Record, *, class_discussion: bool) -> tuple[tuple[str, str], ...]:
    """Return what a friend request still wants before it can be closed, as the field and a sentence (R101, R102)."""
    request = record.request
    assert request is not None
    found: list[tuple[str, str]] = []
    if not request.is_family:
        if record.answer is Answer.PENDING:
            found.append(("answer", "The request is not answered yet. Record when it was declined."))
        elif record.answer is Answer.ACCEPTED and request.sender is not Requester.UNKNOWN:
            found.append(
                ("answer", "The request was accepted and they are not family. Record when the contact was ended.")
            )
        if class_discussion and request.sender is Requester.CURRENT_PUPIL and record.discussed is None:
            found.append(("discussed_on", "Record when it was discussed in general terms with the class, or why not."))
    return tuple(found)


def wanted_of_concern(record: Record, closing: Closing, running: Sequence[str] = ()) -> tuple[tuple[str, str], ...]:
    """Return what a concern still wants before it can be closed, as the field and a sentence.

    `running` are the names of clocks that nothing has stopped.
    """
    concern = record.concern
    assert concern is not None
    agencies = frozenset(one.to for one in record.of(Referral))
    cpoms = any(one.to is Agency.CPOMS and one.reference for one in record.of(Referral))
    leaders = any(one.is_senior_leadership for one in (*record.people_told, *agencies))
    kind = concern.kind
    asked = (
        (not closing.decision, "decision", "Enter the decision and why, also if you did not refer it."),
        (
            kind is ConcernKind.ALLEGATION and closing.outcome is None,
            "outcome",
            "Select one of the five outcomes of an allegation.",
        ),
        (
            kind is not ConcernKind.ALLEGATION and closing.outcome is not None,
            "outcome",
            "Only an allegation has one of the five outcomes. Leave it empty.",
        ),
        (kind is ConcernKind.LOW_LEVEL and not closing.rationale, "rationale", "Enter the rationale of the decision."),
        (kind is ConcernKind.LOW_LEVEL and not closing.action, "action", "Enter the action that was taken."),
        (
            kind is ConcernKind.PUPIL_BEHAVIOUR and not (cpoms or leaders),
            "decision",
            "Tell the senior leadership team, or refer it to CPOMS with its reference, before you close it.",
        ),
        (
            bool(running),
            "decision",
            f"Record the referral to {' and '.join(running)}, or why there is none, before you close it.",
        ),
    )
    return tuple((name, says) for wrong, name, says in asked if wrong)


def advice_on(request: FriendRequest, declared: str = "") -> str:
    """Return what the policy says about a request as it was filled in; `declared` is the relationship in Staff, if any.

    (AT 6.2.1, 6.2.2, 6.3, 6.5; CP 11)
    """
    name = request.staff_name or "the staff member"
    if request.is_family:
        known = f" {declared} is declared in Staff." if declared else " Declare the relationship in Staff as well."
        return f"Contact with family need not stop (AT 6.2.2).{known}"
    if declared:
        return (
            f"{declared} is declared in Staff. If that is this person, answer yes to family; "
            "for anybody else the policy says decline (AT 6.5)."
        )
    if request.sender is Requester.PARENT:
        return f"Contact with parents is declared first; the headteacher decides (CP 11, AT 6.3). Tell {name} to wait."
    if request.sender is Requester.FORMER_PUPIL:
        return "Former pupils are not covered while they are adults. Ask the DSL where they are under 18."
    if not request.sender.is_pupil:
        return "Find out who it is before anybody answers (AN 4.4)."
    if request.answer is Answer.ACCEPTED:
        return (
            f"The policy says decline (AT 6.5). A concern is opened with this record. "
            f"Ask {name} to end the contact, and tell the headteacher."
        )
    if request.answer is Answer.PENDING:
        return f"The policy says decline (AT 6.5). Ask {name} to decline, and tell the headteacher."
    return "Talk about it in general terms with the class, without naming anybody (AT 6.5)."
