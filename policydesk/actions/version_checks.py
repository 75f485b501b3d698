"""What a version's draft may not say: another version's label, dates that cannot be, other words than were signed."""

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from policydesk.actions.checks import Checks
from policydesk.dates import RoughDate
from policydesk.models import Acknowledgement, Policy, PolicyVersion
from policydesk.store import Txn

if TYPE_CHECKING:
    from policydesk.actions.versions import VersionDraft

_FIXED = ("label", "statement", "needs_acknowledging", "ask_again")
"""What people acknowledged: it does not change under their signatures."""


def refuse_signed(txn: Txn, version: PolicyVersion, draft: "VersionDraft") -> None:
    """Refuse what would change a published version under those who were asked for it."""
    if version.published_on is None:
        return
    signed = txn.session.scalar(select(func.count()).where(Acknowledgement.version_id == version.id)) or 0
    checks = Checks()
    checks.refuse_if(
        draft.in_force_from is None, "A published version keeps a date from which it is in force.", "in_force_from"
    )
    checks.refuse_if(draft.needs_acknowledging and not draft.categories, "Select whom the version binds.", "categories")
    for name in _FIXED if signed else ("ask_again",):
        checks.refuse_if(
            getattr(draft, name) != getattr(version, name),
            f"People have already been asked for version {version.label}, so this stays. Add a new version instead.",
            name,
        )
    checks.done()


def own_label(checks: Checks, txn: Txn, policy: Policy, version: PolicyVersion, said: str) -> str:
    """Return a version's label, which no other version of its policy has."""
    label = checks.name(said, "Enter the version's label, for example 2.1 or September 2026.", "label")
    with txn.session.no_autoflush:
        same = select(PolicyVersion.id).where(
            PolicyVersion.policy_id == policy.id, func.lower(PolicyVersion.label) == label.lower()
        )
        other = txn.session.scalars(same).first()
    checks.refuse_if(
        other is not None and other != version.id, f"{policy.title} has a version {label} already.", "label"
    )
    return label


def check_dates(checks: Checks, txn: Txn, draft: "VersionDraft") -> None:
    """Refuse days and periods that cannot be."""
    for name in ("in_force_from", "approved_on", "last_reviewed_on", "next_review_due"):
        day: RoughDate | None = getattr(draft, name)
        checks.in_living_memory(day.first if day else None, txn.today, name)
    for name in ("approved_on", "last_reviewed_on"):
        day = getattr(draft, name)
        # D7: nothing can have been approved or reviewed on a day that has not come.
        checks.refuse_if(day and day.first > txn.today, "This date is in the future. Check it.", name)
    interval = draft.review_interval_months
    checks.refuse_if(
        interval is not None and not 1 <= interval <= 120,
        "Enter a number of months from 1 to 120, for example 12.",
        "review_interval_months",
    )
    for name in ("days_to_acknowledge", "induction_days"):
        checks.refuse_if(
            not 0 <= getattr(draft, name) <= 366, "Enter a number of days from 0 to 366, for example 14.", name
        )
