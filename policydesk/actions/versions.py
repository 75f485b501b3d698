"""What can be done about the versions of a policy: drafting, publishing, adopting."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from policydesk.actions.checks import Checks, found
from policydesk.actions.documents import FileDraft, keep_document
from policydesk.actions.review_dates import dates_remembered
from policydesk.actions.said import remembered
from policydesk.actions.version_checks import check_dates, own_label, refuse_signed
from policydesk.dates import RoughDate
from policydesk.models import Adoption, Policy, PolicyVersion, VersionCategory
from policydesk.rules.choices import DEFAULT_CHOICES
from policydesk.store import Txn
from policydesk.terms import AdoptionRole, ApprovalBody, AskAgain, Renewal, StaffCategory, Topic

DEFAULT_STATEMENT = (
    "I have read and understood this policy and will follow it. I understand that the use of school systems is "
    "monitored without notice, that I keep my personal and professional lives on social media apart, and that a breach "
    "may lead to disciplinary action."
)
"""What people acknowledge until the school words it otherwise (R40-R43)."""


@dataclass(frozen=True)
class VersionDraft:
    """One version as a form gives it, with the dates as its paper gives them (R4, R5)."""

    label: str
    in_force_from: RoughDate | None
    categories: frozenset[StaffCategory]
    approved_by_name: str = ""
    approved_by_body: ApprovalBody | None = None
    minute_reference: str = ""
    approved_on: RoughDate | None = None
    last_reviewed_on: RoughDate | None = None
    next_review_due: RoughDate | None = None
    review_interval_months: int | None = 12
    summary_of_changes: str = ""
    paper_only: bool = False
    needs_acknowledging: bool = True
    ask_again: AskAgain = AskAgain.EVERYONE
    renewal: Renewal = Renewal.NEVER
    days_to_acknowledge: int = 14
    induction_days: int = 7
    statement: str = DEFAULT_STATEMENT
    legislation: tuple[str, ...] = ()
    choices: dict[str, str] = field(default_factory=lambda: dict(DEFAULT_CHOICES))


@dataclass(frozen=True)
class AdoptionDraft:
    """Who signed a version for the school, and the scan of the signed page (CP adoption block)."""

    role: AdoptionRole
    name: str
    signed_on: RoughDate | None
    scan: FileDraft | None = None


def add_version(txn: Txn, policy_id: int, draft: VersionDraft) -> int:
    """Add a draft of a new version; nobody is asked until it is published. Returns its id."""
    policy = found(txn.session, Policy, policy_id, "policy")
    version = PolicyVersion(policy_id=policy_id)
    _write(txn, policy, version, draft)
    txn.session.add(version)
    txn.session.flush()
    _bind(txn, version.id, draft.categories)
    txn.record(Topic.POLICIES, policy_id, f"Added version {version.label} of {policy.title} as a draft")
    return version.id


def change_version(txn: Txn, version_id: int, draft: VersionDraft) -> None:
    """Change a version; its label and the words that people have signed stay fixed once somebody signed."""
    version = found(txn.session, PolicyVersion, version_id, "version")
    policy = txn.session.get_one(Policy, version.policy_id)
    refuse_signed(txn, version, draft)
    with _as_published(version, txn):
        _write(txn, policy, version, draft)
        _bind(txn, version_id, draft.categories)
    txn.record(Topic.POLICIES, policy.id, f"Changed version {version.label} of {policy.title}")


def publish_version(txn: Txn, version_id: int) -> None:
    """Publish a draft: from its in-force date on it is the policy, and the people it binds are asked.

    Raises Refusal where the date, the people or the words to acknowledge are missing.
    """
    version = found(txn.session, PolicyVersion, version_id, "version")
    policy = txn.session.get_one(Policy, version.policy_id)
    bound = txn.session.scalar(select(func.count()).where(VersionCategory.version_id == version_id)) or 0
    checks = Checks()
    checks.refuse_if(version.published_on is not None, f"Version {version.label} is published already.")
    checks.refuse_if(policy.withdrawn_on is not None, f"{policy.title} is withdrawn, so nothing new is published.")
    checks.refuse_if(
        version.in_force_from is None, "Enter from when the version is in force, then publish it.", "in_force_from"
    )
    checks.refuse_if(
        version.needs_acknowledging and not bound, "Select whom the version binds, then publish it.", "categories"
    )
    checks.refuse_if(
        version.needs_acknowledging and not version.statement,
        "Enter the words that people acknowledge, then publish it.",
        "statement",
    )
    checks.done()
    version.published_on = txn.today
    version.epoch = _epoch(txn, version)
    txn.topics.add(Topic.ACKNOWLEDGEMENTS)
    txn.record(Topic.POLICIES, policy.id, f"Published version {version.label} of {policy.title}")


def sign_adoption(txn: Txn, version_id: int, draft: AdoptionDraft) -> None:
    """Record who signed a version for the school; the same line signed again replaces what was there."""
    version = found(txn.session, PolicyVersion, version_id, "version")
    policy = txn.session.get_one(Policy, version.policy_id)
    checks = Checks()
    name = checks.name(draft.name, "Enter the name of who signed.", "name")
    checks.refuse_if(
        draft.signed_on and draft.signed_on.first > txn.today,
        "This date is in the future. Enter the day on which it was signed.",
        "signed_on",
    )
    checks.done()
    scan = keep_document(txn, draft.scan) if draft.scan else None
    asked = select(Adoption).where(Adoption.version_id == version_id, Adoption.role == draft.role)
    line = txn.session.scalars(asked).first()
    if line is None:
        line = Adoption(version_id=version_id, role=draft.role)
        txn.session.add(line)
    with remembered(line, txn) if line.signed_on is not None else nullcontext():
        line.name, line.signed_on = name, draft.signed_on
    line.document_id = scan or line.document_id
    txn.record(
        Topic.POLICIES, policy.id, f"{draft.role.label} signed version {version.label} of {policy.title}: {name}"
    )


@contextmanager
def _as_published(version: PolicyVersion, txn: Txn) -> Iterator[None]:
    """Keep what was said of a version that was published before today; nobody relied on a draft."""
    if version.published_on is None:
        yield
    else:
        with remembered(version, txn), dates_remembered(version, txn):
            yield


def _epoch(txn: Txn, version: PolicyVersion) -> int:
    """Return the version whose acknowledgements count: the one before's where they carry over, else its own."""
    if version.ask_again == AskAgain.EVERYONE:
        return version.id
    asked = (
        select(PolicyVersion.epoch)
        .where(
            PolicyVersion.policy_id == version.policy_id,
            PolicyVersion.id != version.id,
            PolicyVersion.published_on.is_not(None),
            PolicyVersion.in_force_from <= version.in_force_from,
        )
        .order_by(PolicyVersion.in_force_from.desc(), PolicyVersion.id.desc())
    )
    return txn.session.scalars(asked).first() or version.id


def _write(txn: Txn, policy: Policy, version: PolicyVersion, draft: VersionDraft) -> None:
    checks = Checks()
    label = own_label(checks, txn, policy, version, draft.label)
    check_dates(checks, txn, draft)
    texts: dict[str, Any] = {
        name: checks.line(getattr(draft, name), name) for name in ("approved_by_name", "minute_reference")
    }
    texts["summary_of_changes"] = checks.notes(draft.summary_of_changes, "summary_of_changes")
    texts["statement"] = checks.notes(draft.statement, "statement")
    checks.done()
    version.label = label
    for name, value in texts.items():
        setattr(version, name, value)
    for name in (
        "in_force_from", "approved_on", "last_reviewed_on", "next_review_due", "review_interval_months", "paper_only",
        "needs_acknowledging", "ask_again", "renewal", "days_to_acknowledge", "induction_days",
    ):  # fmt: skip
        setattr(version, name, getattr(draft, name))
    version.approved_by_body = draft.approved_by_body or ""
    version.legislation, version.choices = list(draft.legislation), dict(draft.choices)


def _bind(txn: Txn, version_id: int, categories: frozenset[StaffCategory]) -> None:
    held = {
        StaffCategory(row.category): row
        for row in txn.session.scalars(select(VersionCategory).where(VersionCategory.version_id == version_id))
    }
    for category in sorted(categories - held.keys()):
        txn.session.add(VersionCategory(version_id=version_id, category=category))
    for category in held.keys() - categories:
        txn.session.delete(held[category])
    if categories != held.keys():
        txn.topics.add(Topic.ACKNOWLEDGEMENTS)
    txn.session.flush()
