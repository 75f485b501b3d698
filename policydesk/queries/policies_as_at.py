"""Policies and their versions as they stood on a day, worked out from what the register keeps."""

from datetime import date

from policydesk.models import EarlierPolicy, Policy, PolicyVersion, VersionDates
from policydesk.queries.policies_kept import KeptAdoption, KeptPolicies, KeptVersion
from policydesk.queries.policy_rows import AdoptionRow, FileRow, PolicyDetail, VersionRow
from policydesk.queries.said import said_on
from policydesk.rules.status import Standing, current_version, has_begun, status_of
from policydesk.terms import AdoptionRole, ApprovalBody, AskAgain, Origin, PolicyType, Renewal, StaffCategory

_FIXED = (
    "id", "policy_id", "label", "published_on", "in_force_from", "minute_reference", "summary_of_changes", "statement",
)  # fmt: skip
"""What a version keeps for good."""

_SAID = (
    "approved_by_name", "approved_on", "review_interval_months", "needs_acknowledging", "days_to_acknowledge",
    "induction_days", "paper_only",
)  # fmt: skip
"""What a version says as it was known on the day."""


def policies_on(kept: KeptPolicies, as_at: date) -> tuple[PolicyDetail, ...]:
    """Return policies as they stood on a day, by title."""
    known = (policy for policy in kept.policies if kept.knew(policy, as_at))
    found = [_detail(policy, said_on(kept.earlier.get(policy.id, ()), as_at), kept, as_at) for policy in known]
    return tuple(sorted(found, key=lambda policy: policy.title.casefold()))


def _dated(kept: KeptVersion, as_at: date) -> PolicyVersion | VersionDates:
    """Return what says a version's review dates as they were on a day: before the first change after it."""
    return next((one for one in kept.dates if one.changed_on > as_at), kept.row)


def _adopted(line: KeptAdoption, as_at: date) -> AdoptionRow | None:
    """Return who had signed on a line by a day; None where somebody signed it only later."""
    said = said_on(line.earlier, as_at) or line.row
    if said.signed_on is not None and not has_begun(said.signed_on, as_at):
        return None
    return AdoptionRow(line.row.id, AdoptionRole(line.row.role), said.name, said.signed_on, line.row.document_id)


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


def _version(kept: KeptVersion, now: PolicyVersion | None, as_at: date, *, withdrawn: bool) -> VersionRow:
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
    return VersionRow(
        **{name: getattr(row, name) for name in _FIXED},
        **{name: getattr(said, name) for name in _SAID},
        next_review_due=dated.next_review_due,
        last_reviewed_on=dated.last_reviewed_on,
        status=status,
        entered_on=kept.entered,
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
