"""What can be asked about policies: the list, and one policy with all its versions."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from policydesk.dates import RoughDate
from policydesk.models import (
    Adoption,
    Document,
    Policy,
    PolicyRelation,
    PolicyVersion,
    StaffMember,
    VersionCategory,
    VersionDates,
    VersionFile,
)
from policydesk.queries.states import pair_states
from policydesk.rules.status import Standing, current_version, has_begun, status_of
from policydesk.terms import (
    AckState,
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
    """One version with everything that is kept of it; `asked` and `up_to_date` are 0 unless it is current."""

    id: int
    policy_id: int
    label: str
    status: PolicyStatus
    is_current: bool
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


def list_policies(session: Session, as_at: date) -> tuple[PolicyRow, ...]:
    """Return every policy by title, withdrawn ones included."""
    return tuple(_row(policy, as_at) for policy in policies(session, as_at))


def policy_detail(session: Session, as_at: date, policy_id: int) -> PolicyDetail | None:
    """Return one policy with all its versions; None where there is none."""
    return next(iter(policies(session, as_at, policy_id)), None)


def policies(
    session: Session, as_at: date, policy_id: int | None = None, *, counted: bool = True
) -> tuple[PolicyDetail, ...]:
    """Return policies with their versions, by title: a handful of statements, however many there are.

    Where they are not `counted`, how many people are asked and up to date stays 0.
    """
    asked = select(Policy, StaffMember.full_name).outerjoin(StaffMember, StaffMember.id == Policy.owner_id)
    if policy_id is not None:
        asked = asked.where(Policy.id == policy_id)
    related = defaultdict(list)
    names = select(PolicyRelation.policy_id, Policy.id, Policy.title).join(
        Policy, Policy.id == PolicyRelation.related_id
    )
    for one, other, title in session.execute(names.order_by(Policy.title)):
        related[one].append((other, title))
    versions = _versions(session, as_at, policy_id, counted=counted)
    found = [
        _detail(policy, owner or "", tuple(related[policy.id]), versions.get(policy.id, ()), as_at)
        for policy, owner in session.execute(asked)
    ]
    return tuple(sorted(found, key=lambda policy: policy.title.casefold()))


@dataclass(frozen=True)
class _Kept:
    """A version as the database has it, with what belongs to it and its review dates as they were on the day."""

    row: PolicyVersion
    dates: dict[str, RoughDate | None]
    categories: frozenset[StaffCategory]
    files: tuple[FileRow, ...]
    adoptions: tuple[AdoptionRow, ...]
    asked: int
    up_to_date: int


def _versions(session: Session, as_at: date, policy_id: int | None, *, counted: bool) -> dict[int, tuple[_Kept, ...]]:
    asked = select(PolicyVersion).order_by(PolicyVersion.in_force_from.desc().nulls_first(), PolicyVersion.id.desc())
    if policy_id is not None:
        asked = asked.where(PolicyVersion.policy_id == policy_id)
    rows = session.scalars(asked).all()
    categories, files, adoptions = _categories(session), _files(session), _adoptions(session)
    earlier = _earlier_dates(session, as_at)
    figures = _figures(session, as_at, {row.id for row in rows}) if counted else {}
    kept = defaultdict(list)
    for row in rows:
        signed, of = figures.get(row.id, (0, 0))
        kept[row.policy_id].append(
            _Kept(
                row,
                earlier.get(row.id) or {name: getattr(row, name) for name in _DATES},
                frozenset(categories[row.id]),
                tuple(files[row.id]),
                tuple(adoptions[row.id]),
                of,
                signed,
            )
        )
    return {policy: tuple(versions) for policy, versions in kept.items()}


_DATES = ("next_review_due", "last_reviewed_on")


def _earlier_dates(session: Session, as_at: date) -> dict[int, dict[str, RoughDate | None]]:
    """Return the review dates of the versions whose dates were changed after a day, as they were on it."""
    asked = select(VersionDates).where(VersionDates.changed_on > as_at)
    later = session.scalars(asked.order_by(VersionDates.changed_on.desc(), VersionDates.id.desc()))
    return {row.version_id: {name: getattr(row, name) for name in _DATES} for row in later}


def _categories(session: Session) -> dict[int, list[StaffCategory]]:
    found: dict[int, list[StaffCategory]] = defaultdict(list)
    for version, category in session.execute(select(VersionCategory.version_id, VersionCategory.category)):
        found[version].append(StaffCategory(category))
    return found


def _files(session: Session) -> dict[int, list[FileRow]]:
    asked = (
        select(VersionFile, Document.file_name, Document.media_type, Document.size, Document.sha256)
        .join(Document, Document.id == VersionFile.document_id)
        .order_by(VersionFile.id)
    )
    found: dict[int, list[FileRow]] = defaultdict(list)
    for file, name, media_type, size, sha256 in session.execute(asked):
        kept = (file.id, file.document_id, FileKind(file.kind), file.title, file.platform, file.consulted)
        found[file.version_id].append(FileRow(*kept, name, media_type, size, sha256))
    return found


def _adoptions(session: Session) -> dict[int, list[AdoptionRow]]:
    found: dict[int, list[AdoptionRow]] = defaultdict(list)
    for line in session.scalars(select(Adoption).order_by(Adoption.role.desc())):
        found[line.version_id].append(
            AdoptionRow(line.id, AdoptionRole(line.role), line.name, line.signed_on, line.document_id)
        )
    return found


def _figures(session: Session, as_at: date, ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    statement, parameters = pair_states(
        f"""SELECT version_id, sum(state = '{AckState.ACKNOWLEDGED.value}'), count(*) FROM pair_state
            WHERE state <> '{AckState.EXEMPT.value}' GROUP BY version_id""",
        as_at,
        version_ids=ids,
    )
    return {version: (signed, asked) for version, signed, asked in session.execute(statement, parameters)}


def _detail(
    policy: Policy, owner: str, related: tuple[tuple[int, str], ...], kept: tuple[_Kept, ...], as_at: date
) -> PolicyDetail:
    withdrawn = policy.withdrawn_on is not None and policy.withdrawn_on <= as_at
    now = None if withdrawn else current_version([one.row for one in kept], as_at)
    return PolicyDetail(
        id=policy.id,
        title=policy.title,
        policy_type=PolicyType(policy.policy_type),
        owner_id=policy.owner_id,
        owner=owner,
        monitored_by=policy.monitored_by,
        origin=Origin(policy.origin),
        originating_body=policy.originating_body,
        template_source=policy.template_source,
        template_version=policy.template_version,
        adapted_on=policy.adapted_on,
        adapted_by=policy.adapted_by,
        covers_personal_use=policy.covers_personal_use,
        covers_official_use=policy.covers_official_use,
        withdrawn_on=policy.withdrawn_on,
        notes=policy.notes,
        related=related,
        versions=tuple(_version(one, now, as_at, withdrawn=withdrawn) for one in kept),
    )


def _version(kept: _Kept, now: PolicyVersion | None, as_at: date, *, withdrawn: bool) -> VersionRow:
    row = kept.row
    is_current = now is not None and now.id == row.id
    signed = {line.role for line in kept.adoptions if line.signed_on is not None}
    status = status_of(
        Standing(
            is_published=row.published_on is not None,
            is_current=is_current,
            in_force=has_begun(row.in_force_from, as_at),
            signed_by_both=signed == set(AdoptionRole),
            withdrawn=withdrawn,
        )
    )
    same = (
        "id", "policy_id", "label", "published_on", "in_force_from", "approved_by_name", "minute_reference",
        "approved_on", "review_interval_months", "summary_of_changes", "needs_acknowledging", "days_to_acknowledge",
        "induction_days", "statement", "paper_only",
    )  # fmt: skip
    return VersionRow(
        **{name: getattr(row, name) for name in same},
        next_review_due=kept.dates["next_review_due"],
        last_reviewed_on=kept.dates["last_reviewed_on"],
        status=status,
        is_current=is_current,
        approved_by_body=ApprovalBody(row.approved_by_body) if row.approved_by_body else None,
        categories=kept.categories,
        ask_again=AskAgain(row.ask_again),
        renewal=Renewal(row.renewal),
        legislation=tuple(row.legislation),
        choices=dict(row.choices),
        files=kept.files,
        adoptions=kept.adoptions,
        asked=kept.asked,
        up_to_date=kept.up_to_date,
    )


def _row(policy: PolicyDetail, as_at: date) -> PolicyRow:
    shown = policy.current or next(iter(policy.versions), None)
    return PolicyRow(
        id=policy.id,
        title=policy.title,
        policy_type=policy.policy_type,
        owner=policy.owner,
        version_id=None if shown is None else shown.id,
        label="" if shown is None else shown.label,
        status=None if shown is None else shown.status,
        in_force_from=None if shown is None else shown.in_force_from,
        next_review_due=None if shown is None else shown.next_review_due,
        asked=0 if shown is None else shown.asked,
        up_to_date=0 if shown is None else shown.up_to_date,
        has_document=shown is not None and shown.has_document,
        withdrawn=policy.withdrawn_on is not None and policy.withdrawn_on <= as_at,
        needs_acknowledging=shown is not None and shown.needs_acknowledging,
    )


def count_bound(session: Session, as_at: date, categories: Iterable[StaffCategory]) -> int:
    """Return how many people in post on a day belong to one of these categories: whom publishing would ask."""
    held = tuple(one.value for one in categories)
    marks = ", ".join(f":c{number}" for number in range(len(held))) or "''"
    statement = text(
        f"SELECT count(DISTINCT staff_id) FROM staff_role WHERE category IN ({marks}) "
        "AND started_on <= :as_at AND (ended_on IS NULL OR ended_on >= :as_at)"
    )
    values = {f"c{number}": value for number, value in enumerate(held)}
    return int(session.execute(statement, {"as_at": as_at.isoformat(), **values}).scalar_one())
