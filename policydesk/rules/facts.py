"""What the rules look at: plain values for one school on one day. Facts dated later are not among them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from policydesk.dates import RoughDate
from policydesk.rules.account_facts import OfficialFacts
from policydesk.rules.pack import RulePack
from policydesk.rules.standard import Standard
from policydesk.terms import AckState, AdoptionRole, ApprovalBody, Origin, PolicyType, Post, StaffCategory
from policydesk.terms_reviews import ReviewKind, Trigger


@dataclass(frozen=True)
class GapFacts:
    """The people who stand in one state with one version; `name` is the one person's where it is one."""

    version_id: int
    policy_id: int
    title: str
    label: str
    state: AckState
    people: int
    name: str
    first_due: date
    last_due: date


@dataclass(frozen=True)
class StarterFacts:
    """A new starter and how many policies they have not acknowledged, with the first day by which they should have."""

    staff_id: int
    name: str
    started_on: date
    policies: int
    title: str
    due: date


@dataclass(frozen=True)
class HolderFacts:
    """Somebody who holds a post on the day; `in_post` is whether they still work here."""

    staff_id: int
    name: str
    post: Post
    until_on: date | None
    in_post: bool


@dataclass(frozen=True)
class AdoptionFacts:
    """Who signed a version as what; `known` is whether the register has anybody of that name in that post."""

    role: AdoptionRole
    name: str
    signed_on: RoughDate | None
    known: bool


@dataclass(frozen=True)
class PolicyFacts:
    """One policy and its version in force; without one, `version_id` is None and the rest is empty.

    `is_coming` and `has_draft` are what there is instead: a published version that is not in force yet, and a draft.
    """

    policy_id: int
    title: str
    policy_type: PolicyType
    owner: str
    owner_in_post: bool
    monitored_by: str
    origin: Origin
    adapted_on: date | None
    related: tuple[tuple[str, bool], ...]
    """Titles of related policies, and whether each has a version in force."""

    related_types: frozenset[PolicyType]
    version_id: int | None
    is_coming: bool = False
    has_draft: bool = False
    label: str = ""
    in_force_from: RoughDate | None = None
    approved_by_name: str = ""
    approved_by_body: ApprovalBody | None = None
    approved_on: RoughDate | None = None
    last_reviewed_on: RoughDate | None = None
    next_review_due: RoughDate | None = None
    review_interval_months: int | None = None
    has_document: bool = True
    paper_only: bool = False
    legislation: tuple[str, ...] = ()
    adoptions: tuple[AdoptionFacts, ...] = ()

    @property
    def name(self) -> str:
        """Title and version, as findings name them."""
        return f"{self.title}, version {self.label}"


@dataclass(frozen=True)
class PlannedReview:
    """A review that is planned and not done; `review_id` is how the page of reviews knows it.

    `person_here` is whether who sees to it is in post. `disagrees`: the policy's version names another date.
    """

    review_id: int
    kind: ReviewKind
    name: str
    due_on: date
    lead_days: int
    policy_id: int | None = None
    person: str = ""
    person_here: bool = True
    because: Trigger | None = None
    reason: str = ""
    version_label: str = ""
    version_due: RoughDate | None = None

    @property
    def disagrees(self) -> bool:
        """Whether the version in force names a date that is not the planned one."""
        due = self.version_due
        return self.because is None and due is not None and not due.first <= self.due_on <= due.last


@dataclass(frozen=True)
class EditionFacts:
    """The newest edition of some guidance, or one that is coming.

    `has_version`: its policy has a version in force as new as the edition; `unasked` read it and are not asked.
    """

    edition_id: int
    name: str
    edition: str
    in_force_from: date
    policy_id: int | None
    policy: str
    has_version: bool
    unasked: tuple[StaffCategory, ...] = ()


@dataclass(frozen=True)
class AnswerFacts:
    """Somebody’s newest answer to the yearly question, where it disagrees with the connections kept under Staff.

    `registered` is how many are kept: none where the answer was that there are some.
    """

    staff_id: int
    name: str
    answered_on: date
    registered: int


@dataclass(frozen=True)
class SchoolFacts:
    """Everything the rules look at."""

    as_at: date
    due_soon_days: int
    gaps: tuple[GapFacts, ...] = ()
    starters: tuple[StarterFacts, ...] = ()
    holders: tuple[HolderFacts, ...] = ()
    policies: tuple[PolicyFacts, ...] = ()
    official: OfficialFacts = field(default_factory=OfficialFacts)
    reviews: tuple[PlannedReview, ...] = ()
    editions: tuple[EditionFacts, ...] = ()
    discussed: Mapping[int, date] = field(default_factory=dict)
    """When each policy was last discussed with somebody, by the policy's id."""

    undeclared: int = 0
    undeclared_name: str = ""
    """How many people have not confirmed their connections for over a year, and the one person's name."""

    differing: tuple[AnswerFacts, ...] = ()

    @property
    def standard(self) -> Standard:
        """The standard the school is held to on the day."""
        return self.official.standard

    @property
    def pack(self) -> RulePack:
        """The rule pack in force on the day."""
        return self.official.pack

    @property
    def soon(self) -> date:
        """The last day, inclusive, of what is due soon."""
        return self.as_at + timedelta(days=self.due_soon_days)

    @property
    def planned(self) -> frozenset[int | None]:
        """The policies whose reviews are planned by a schedule."""
        return frozenset(one.policy_id for one in self.reviews if one.because is None)

    @property
    def in_force(self) -> tuple[PolicyFacts, ...]:
        """The policies that have a version in force."""
        return tuple(policy for policy in self.policies if policy.version_id is not None)
