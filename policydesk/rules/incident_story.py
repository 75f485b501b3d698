"""An incident as its parts tell it: what was reported, what was added, and what holds now of all that was said."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

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
    Linked,
    Part,
    Referral,
    Reopening,
    Reply,
    Told,
)
from policydesk.rules.wall_clock import local_day
from policydesk.terms_incidents import About, Agency, Answer, ConcernKind, IncidentKind

P = TypeVar("P")


@dataclass(frozen=True)
class Kept:
    """One part with its number, when it was written down and by whom."""

    id: int
    part: Part
    at: datetime
    by: str


@dataclass(frozen=True)
class Story:
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
    def is_about_a_pupil(self) -> bool:
        """Whether it is a concern about a pupil, so that their date of birth says how long it is kept."""
        return self.concern is not None and is_about_a_pupil(self.concern.kind, self.concern.about)

    @property
    def pupil_born_on(self) -> date | None:
        """The pupil's date of birth, as it was entered last."""
        later = self.last(Born)
        if later is not None:
            return later.on
        return None if self.concern is None else self.concern.pupil_born_on

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


def is_about_a_pupil(kind: ConcernKind | None, about: About | None) -> bool:
    """Whether a concern of this kind is about a pupil."""
    return about is About.PUPIL or kind is ConcernKind.ABOUT_A_PUPIL
