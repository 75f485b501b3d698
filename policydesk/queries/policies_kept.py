"""What the register keeps of policies and their versions, from which they follow as they stood on any day."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

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
from policydesk.queries.policy_rows import FileRow
from policydesk.queries.said import earlier, entered_on
from policydesk.rules.status import has_begun
from policydesk.terms import FileKind, StaffCategory


@dataclass(frozen=True)
class KeptAdoption:
    """A line of the adoption block as the database has it, with who had signed on it before."""

    row: Adoption
    earlier: tuple[EarlierAdoption, ...]


@dataclass(frozen=True)
class KeptVersion:
    """A version as the database has it, with what belongs to it and its review dates before each change of them."""

    row: PolicyVersion
    entered: date
    dates: tuple[VersionDates, ...]
    earlier: tuple[EarlierVersion, ...]
    categories: frozenset[StaffCategory]
    files: tuple[FileRow, ...]
    adoptions: tuple[KeptAdoption, ...]
    asked: int = 0
    up_to_date: int = 0


@dataclass(frozen=True)
class KeptPolicies:
    """Policies and versions as the register has them, from which they follow as they stood on any day."""

    policies: tuple[Policy, ...]
    earlier: Mapping[int, Sequence[EarlierPolicy]]
    related: Mapping[int, Sequence[int]]
    titles: Mapping[int, str]
    owners: Mapping[int, str]
    entered: Mapping[int, date]
    versions: dict[int, tuple[KeptVersion, ...]]

    def knew(self, policy: Policy, as_at: date) -> bool:
        """Return whether a policy was in the register on a day, or in force by then."""
        if self.entered.get(policy.id, date.min) <= as_at:
            return True
        versions = (one.row for one in self.versions.get(policy.id, ()))
        return any(one.published_on is not None and has_begun(one.in_force_from, as_at) for one in versions)


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


def _versions(session: Session, policy_id: int | None) -> dict[int, tuple[KeptVersion, ...]]:
    asked = select(PolicyVersion).order_by(PolicyVersion.in_force_from.desc().nulls_first(), PolicyVersion.id.desc())
    if policy_id is not None:
        asked = asked.where(PolicyVersion.policy_id == policy_id)
    rows = session.scalars(asked).all()
    categories, files, adoptions = _categories(session), _files(session), _adoptions(session)
    dates, said = _earlier_dates(session), earlier(session, EarlierVersion, "version_id")
    entered = entered_on(session, PolicyVersion)
    kept = defaultdict(list)
    for row in rows:
        kept[row.policy_id].append(
            KeptVersion(
                row,
                entered.get(row.id, date.min),
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


def _adoptions(session: Session) -> dict[int, list[KeptAdoption]]:
    found: dict[int, list[KeptAdoption]] = defaultdict(list)
    before = earlier(session, EarlierAdoption, "adoption_id")
    for line in session.scalars(select(Adoption).order_by(Adoption.role.desc())):
        found[line.version_id].append(KeptAdoption(line, tuple(before[line.id])))
    return found
