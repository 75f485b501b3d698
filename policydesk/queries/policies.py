"""What can be asked about policies: the list, and one policy with all its versions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from policydesk.dates import RoughDate
from policydesk.models import (
    Adoption,
    Document,
    EarlierAdoption,
    EarlierPolicy,
    EarlierVersion,
    Policy,
    PolicyRelation,
    PolicyVersion,
    StaffMember,
    VersionCategory,
    VersionDates,
    VersionFile,
)
from policydesk.queries.said import earlier, entered_on, said_on
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
    kept = kept_policies(session, policy_id)
    if counted:
        figures = _figures(session, as_at, {one.row.id for several in kept.versions.values() for one in several})
        kept = replace(kept, versions=_counted(kept.versions, figures))
    return policies_on(kept, as_at)


@dataclass(frozen=True)
class KeptPolicies:
    """Policies and versions as the register has them, from which they follow as they stood on any day."""

    policies: tuple[Policy, ...]
    earlier: Mapping[int, Sequence[EarlierPolicy]]
    related: Mapping[int, Sequence[int]]
    titles: Mapping[int, str]
    owners: Mapping[int, str]
    entered: Mapping[int, date]
    versions: "dict[int, tuple[_Kept, ...]]"

    def knew(self, policy: Policy, as_at: date) -> bool:
        """Return whether a policy was in the register on a day, or in force by then."""
        if self.entered.get(policy.id, date.min) <= as_at:
            return True
        versions = (one.row for one in self.versions.get(policy.id, ()))
        return any(one.published_on is not None and has_begun(one.in_force_from, as_at) for one in versions)


def policies_on(kept: KeptPolicies, as_at: date) -> tuple[PolicyDetail, ...]:
    """Return policies as they stood on a day, by title."""
    known = (policy for policy in kept.policies if kept.knew(policy, as_at))
    found = [_detail(policy, said_on(kept.earlier.get(policy.id, ()), as_at), kept, as_at) for policy in known]
    return tuple(sorted(found, key=lambda policy: policy.title.casefold()))


def kept_policies(session: Session, policy_id: int | None = None) -> KeptPolicies:
    """Return what is kept of all policies, or of one."""
    asked = select(Policy)
    if policy_id is not None:
        asked = asked.where(Policy.id == policy_id)
    related = defaultdict(list)
    for one, other in session.execute(select(PolicyRelation.policy_id, PolicyRelation.related_id)):
        related[one].append(other)
    owned = select(Policy.owner_id).union(select(EarlierPolicy.owner_id))
    owners = select(StaffMember.id, StaffMember.full_name).where(StaffMember.id.in_(owned))
    return KeptPolicies(
        policies=tuple(session.scalars(asked)),
        earlier=earlier(session, EarlierPolicy, "policy_id"),
        related=related,
        titles={row.id: row.title for row in session.execute(select(Policy.id, Policy.title))},
        owners={row.id: row.full_name for row in session.execute(owners)},
        entered=entered_on(session, Policy),
        versions=_versions(session, policy_id),
    )


@dataclass(frozen=True)
class _Kept:
    """A version as the database has it, with what belongs to it and its review dates before each change of them."""

    row: PolicyVersion
    dates: tuple[VersionDates, ...]
    earlier: tuple[EarlierVersion, ...]
    categories: frozenset[StaffCategory]
    files: tuple[FileRow, ...]
    adoptions: "tuple[_Line, ...]"
    asked: int = 0
    up_to_date: int = 0


@dataclass(frozen=True)
class _Line:
    """A line of the adoption block as the database has it, with who had signed on it before."""

    row: Adoption
    earlier: tuple[EarlierAdoption, ...]


def _counted(
    versions: dict[int, tuple[_Kept, ...]], figures: dict[int, tuple[int, int]]
) -> dict[int, tuple[_Kept, ...]]:
    """Return versions with how many people are asked and up to date."""

    def count(one: _Kept) -> _Kept:
        signed, of = figures.get(one.row.id, (0, 0))
        return replace(one, asked=of, up_to_date=signed)

    return {policy: tuple(count(one) for one in several) for policy, several in versions.items()}


def _versions(session: Session, policy_id: int | None) -> dict[int, tuple[_Kept, ...]]:
    asked = select(PolicyVersion).order_by(PolicyVersion.in_force_from.desc().nulls_first(), PolicyVersion.id.desc())
    if policy_id is not None:
        asked = asked.where(PolicyVersion.policy_id == policy_id)
    rows = session.scalars(asked).all()
    categories, files, adoptions = _categories(session), _files(session), _adoptions(session)
    dates, said = _earlier_dates(session), earlier(session, EarlierVersion, "version_id")
    kept = defaultdict(list)
    for row in rows:
        kept[row.policy_id].append(
            _Kept(
                row,
                tuple(dates[row.id]),
                tuple(said[row.id]),
                frozenset(categories[row.id]),
                tuple(files[row.id]),
                tuple(adoptions[row.id]),
            )
        )
    return {policy: tuple(versions) for policy, versions in kept.items()}


def _earlier_dates(session: Session) -> dict[int, list[VersionDates]]:
    """Return the review dates that versions had before they were changed, in the order in which that was recorded."""
    found: dict[int, list[VersionDates]] = defaultdict(list)
    for row in session.scalars(select(VersionDates).order_by(VersionDates.id)):
        found[row.version_id].append(row)
    return found


def _dated(kept: _Kept, as_at: date) -> PolicyVersion | VersionDates:
    """Return what says a version's review dates as they were on a day: before the first change after it."""
    return next((one for one in kept.dates if one.changed_on > as_at), kept.row)


def _categories(session: Session) -> dict[int, list[StaffCategory]]:
    found: dict[int, list[StaffCategory]] = defaultdict(list)
    for version, category in session.execute(select(VersionCategory.version_id, VersionCategory.category)):
        found[version].append(StaffCategory(category))
    return found


def _files(session: Session) -> dict[int, list[FileRow]]:
    asked = (
        select(VersionFile, Document.file_name, Document.media_type, Document.size, Document.sha256, Document.added_on)
        .join(Document, Document.id == VersionFile.document_id)
        .order_by(VersionFile.id)
    )
    found: dict[int, list[FileRow]] = defaultdict(list)
    for file, name, media_type, size, sha256, added_on in session.execute(asked):
        kept = (file.id, file.document_id, FileKind(file.kind), file.title, file.platform, file.consulted)
        since = file.attached_on or added_on
        found[file.version_id].append(FileRow(*kept, name, media_type, size, sha256, since))
    return found


def _adoptions(session: Session) -> dict[int, list[_Line]]:
    found: dict[int, list[_Line]] = defaultdict(list)
    before = earlier(session, EarlierAdoption, "adoption_id")
    for line in session.scalars(select(Adoption).order_by(Adoption.role.desc())):
        found[line.version_id].append(_Line(line, tuple(before[line.id])))
    return found


def _adopted(line: _Line, as_at: date) -> AdoptionRow | None:
    """Return who had signed on a line by a day; None where somebody signed it only later."""
    said = said_on(line.earlier, as_at) or line.row
    if said.signed_on is not None and not has_begun(said.signed_on, as_at):
        return None
    return AdoptionRow(line.row.id, AdoptionRole(line.row.role), said.name, said.signed_on, line.row.document_id)


def _figures(session: Session, as_at: date, ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    statement, parameters = pair_states(
        f"""SELECT version_id, sum(state = '{AckState.ACKNOWLEDGED.value}'), count(*) FROM pair_state
            WHERE state <> '{AckState.EXEMPT.value}' GROUP BY version_id""",
        as_at,
        version_ids=ids,
    )
    return {version: (signed, asked) for version, signed, asked in session.execute(statement, parameters)}


def _detail(policy: Policy, before: EarlierPolicy | None, kept: KeptPolicies, as_at: date) -> PolicyDetail:
    versions, said = kept.versions.get(policy.id, ()), policy if before is None else before
    related = kept.related.get(policy.id, ()) if before is None else before.related
    withdrawn = policy.withdrawn_on is not None and policy.withdrawn_on <= as_at
    now = None if withdrawn else current_version([one.row for one in versions], as_at)
    return PolicyDetail(
        id=policy.id,
        title=policy.title,
        policy_type=PolicyType(said.policy_type),
        owner_id=said.owner_id,
        owner=kept.owners.get(said.owner_id or 0, ""),
        monitored_by=said.monitored_by,
        origin=Origin(said.origin),
        originating_body=policy.originating_body,
        template_source=policy.template_source,
        template_version=policy.template_version,
        adapted_on=next((day for day in (policy.adapted_on, said.adapted_on) if day and day <= as_at), None),
        adapted_by=policy.adapted_by,
        covers_personal_use=policy.covers_personal_use,
        covers_official_use=policy.covers_official_use,
        withdrawn_on=policy.withdrawn_on,
        notes=policy.notes,
        related=tuple(sorted(((one, kept.titles[one]) for one in related), key=lambda one: one[1])),
        versions=tuple(_version(one, now, as_at, withdrawn=withdrawn) for one in versions),
    )


def _version(kept: _Kept, now: PolicyVersion | None, as_at: date, *, withdrawn: bool) -> VersionRow:
    row, dated = kept.row, _dated(kept, as_at)
    before = said_on(kept.earlier, as_at)
    said = row if before is None else before
    adoptions = tuple(one for line in kept.adoptions if (one := _adopted(line, as_at)) is not None)
    is_current = now is not None and now.id == row.id
    signed = {line.role for line in adoptions if has_begun(line.signed_on, as_at)}
    status = status_of(
        Standing(
            is_published=row.published_on is not None,
            is_current=is_current,
            in_force=has_begun(row.in_force_from, as_at),
            signed_by_both=signed == set(AdoptionRole),
            withdrawn=withdrawn,
        )
    )
    fixed = (
        "id", "policy_id", "label", "published_on", "in_force_from", "minute_reference", "summary_of_changes",
        "statement",
    )  # fmt: skip
    dated_too = (
        "approved_by_name", "approved_on", "review_interval_months", "needs_acknowledging", "days_to_acknowledge",
        "induction_days", "paper_only",
    )  # fmt: skip
    return VersionRow(
        **{name: getattr(row, name) for name in fixed},
        **{name: getattr(said, name) for name in dated_too},
        next_review_due=dated.next_review_due,
        last_reviewed_on=dated.last_reviewed_on,
        status=status,
        is_current=is_current,
        approved_by_body=ApprovalBody(said.approved_by_body) if said.approved_by_body else None,
        categories=kept.categories if before is None else frozenset(map(StaffCategory, before.categories)),
        ask_again=AskAgain(row.ask_again),
        renewal=Renewal(said.renewal),
        legislation=tuple(said.legislation),
        choices=dict(said.choices),
        files=tuple(file for file in kept.files if _had(row, file, as_at)),
        adoptions=adoptions,
        asked=kept.asked,
        up_to_date=kept.up_to_date,
    )


def _had(version: PolicyVersion, file: FileRow, as_at: date) -> bool:
    """Return whether a version had a file on a day: what came with its publishing was always its own."""
    return file.kept_on <= max(as_at, version.published_on or date.max)


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
