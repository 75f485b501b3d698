"""What an incident is made of: the first statement and the parts added to it later, each sealed by itself.

Nothing is changed once it is written: a correction is a new part that names the one it corrects.
"""

from dataclasses import dataclass
from datetime import date, datetime

from policydesk.terms_incidents import (
    About,
    Agency,
    AllegationOutcome,
    Answer,
    Category,
    Characteristic,
    ClockKind,
    ConcernKind,
    Direction,
    Impact,
    Information,
    Requester,
    Severity,
    Source,
)


@dataclass(frozen=True, slots=True)
class FriendRequest:
    """A follow, add or message request between a member of staff and a pupil or parent (AN 4.4; AT 6.5; R100-R105)."""

    staff_id: int
    staff_name: str
    sender: Requester
    person: str
    received_on: date
    answer: Answer
    platform: str = ""
    direction: Direction = Direction.RECEIVED
    pupil_reference: str = ""
    other_school: str = ""
    is_family: bool = False
    relationship: str = ""
    declared_id: int | None = None
    answered_on: date | None = None
    discussed_on: date | None = None
    discussed_with: str = ""
    told: tuple[Agency, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Concern:
    """A concern as it was reported. Times are kept apart: occurred, discovered, reported (R108)."""

    kind: ConcernKind
    category: Category
    severity: Severity
    about: About
    narrative: str
    reported_at: datetime
    discovered_at: datetime
    occurred_on: date | None = None
    about_staff_id: int | None = None
    about_name: str = ""
    pupil_reference: str = ""
    pupil_born_on: date | None = None
    source: Source = Source.COLLEAGUE
    reporter: str = ""
    platform: str = ""
    account: str = ""
    immediate_action: str = ""
    risk: str = ""
    context: str = ""
    location: str = ""
    witnesses: str = ""
    outside_work: bool = False
    impact: tuple[Impact, ...] = ()
    prejudice: tuple[Characteristic, ...] = ()
    information: tuple[Information, ...] = ()
    claim_risk: bool = False
    legal_advice: str = ""
    captured_before_removal: bool = False
    removed_at: datetime | None = None
    removed_by: str = ""
    firm: str = ""
    not_to: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One dated entry of the chronology; `corrects` is the number of the part it corrects, or 0."""

    on: date
    text: str
    corrects: int = 0
    next_step: str = ""
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody was told: who, when, how."""

    who: Agency
    told_at: datetime
    name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Referral:
    """The matter was passed on: to whom, when, under which reference, and when an answer is due."""

    to: Agency
    referred_at: datetime
    name: str = ""
    reference: str = ""
    answer_due: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back on a referral, named by its part's number; `closes` ends it."""

    referral: int
    replied_on: date
    text: str
    closes: bool = False


@dataclass(frozen=True, slots=True)
class NotReferred:
    """Why something with a clock was not referred: the reason is kept, also for what was not done."""

    clock: ClockKind
    reason: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A friend request was answered later, or an accepted one was undone."""

    answer: Answer
    on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Discussed:
    """It was talked about in general terms with the class (AT 6.5); with a reason instead where it was not."""

    on: date
    group: str = ""
    reason_not: str = ""


@dataclass(frozen=True, slots=True)
class Born:
    """The date of birth of the pupil whom a concern is about: what keeps the record counts from it."""

    on: date


@dataclass(frozen=True, slots=True)
class Evidence:
    """A screenshot, e-mail or document; its bytes are sealed beside this line."""

    file_name: str
    media_type: str
    size: int
    sha256: str
    note: str = ""
    place: str = ""
    stripped: bool = False


@dataclass(frozen=True, slots=True)
class Closing:
    """How it ended: the decision and why, and what the kind of concern asks for."""

    closed_on: date
    decision: str = ""
    outcome: AllegationOutcome | None = None
    rationale: str = ""
    action: str = ""
    lessons: str = ""
    in_references: bool = False
    copy_given: bool = False
    hr_process: bool = False
    consents_to_keep: bool = False

    @property
    def is_taken_off(self) -> bool:
        """Whether it was malicious or false, so that it does not follow the person unless they consent (DOMAIN 9)."""
        return self.outcome is not None and self.outcome.leaves_the_file and not self.consents_to_keep


@dataclass(frozen=True, slots=True)
class Reopening:
    """Why a closed one is open again."""

    reason: str


@dataclass(frozen=True, slots=True)
class Hold:
    """A legal hold begins or ends; while it is on nothing is disposed of."""

    on: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Linked:
    """Another incident that belongs to this one, by number."""

    number: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A numbered copy was printed, for whom."""

    copy: int
    for_whom: str


Part = (
    FriendRequest
    | Concern
    | Entry
    | Told
    | Referral
    | Reply
    | NotReferred
    | Answered
    | Discussed
    | Born
    | Evidence
    | Closing
    | Reopening
    | Hold
    | Linked
    | Copy
)
