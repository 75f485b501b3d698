"""What is told of a policy: its line in the list, its versions, their files and who signed them."""

from dataclasses import dataclass
from datetime import date

from policydesk.dates import RoughDate
from policydesk.terms import (
    AdoptionRole,
    ApprovalBody,
    AskAgain,
    FileKind,
    Origin,
    PolicyStatus,
    PolicyType,
    Renewal,
    StaffCategory,
)


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of a version, without its bytes; `size` in bytes."""

    id: int
    document_id: int
    kind: FileKind
    title: str
    platform: str
    consulted: str
    file_name: str
    media_type: str
    size: int
    sha256: str
    kept_on: date
    """When it came to the version."""


@dataclass(frozen=True, slots=True)
class AdoptionRow:
    """Who signed a version for the school, when, and the scan."""

    id: int
    role: AdoptionRole
    name: str
    signed_on: RoughDate | None
    document_id: int | None


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version with everything that is kept of it; `asked` and `up_to_date` are 0 unless it is current.

    `entered_on` is the day on which it came into the register.
    """

    id: int
    policy_id: int
    label: str
    status: PolicyStatus
    is_current: bool
    entered_on: date
    published_on: date | None
    in_force_from: RoughDate | None
    approved_by_name: str
    approved_by_body: ApprovalBody | None
    minute_reference: str
    approved_on: RoughDate | None
    last_reviewed_on: RoughDate | None
    next_review_due: RoughDate | None
    review_interval_months: int | None
    summary_of_changes: str
    categories: frozenset[StaffCategory]
    needs_acknowledging: bool
    ask_again: AskAgain
    renewal: Renewal
    days_to_acknowledge: int
    induction_days: int
    statement: str
    paper_only: bool
    legislation: tuple[str, ...]
    choices: dict[str, str]
    files: tuple[FileRow, ...]
    adoptions: tuple[AdoptionRow, ...]
    asked: int
    up_to_date: int

    @property
    def has_document(self) -> bool:
        """Whether the policy's text is kept with it."""
        return any(file.kind is FileKind.POLICY for file in self.files)


@dataclass(frozen=True, slots=True)
class PolicyDetail:
    """One policy, with its versions, the newest first; `related` are ids and titles."""

    id: int
    title: str
    policy_type: PolicyType
    owner_id: int | None
    owner: str
    monitored_by: str
    origin: Origin
    originating_body: str
    template_source: str
    template_version: str
    adapted_on: date | None
    adapted_by: str
    covers_personal_use: bool
    covers_official_use: bool
    withdrawn_on: date | None
    notes: str
    related: tuple[tuple[int, str], ...]
    versions: tuple[VersionRow, ...]

    @property
    def current(self) -> VersionRow | None:
        """The version in force."""
        return next((one for one in self.versions if one.is_current), None)


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """One line of the list of policies; figures and dates are of its current version, else the newest."""

    id: int
    title: str
    policy_type: PolicyType
    owner: str
    version_id: int | None
    label: str
    status: PolicyStatus | None
    in_force_from: RoughDate | None
    next_review_due: RoughDate | None
    asked: int
    up_to_date: int
    has_document: bool
    withdrawn: bool
    needs_acknowledging: bool
