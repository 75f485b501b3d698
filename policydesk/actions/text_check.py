"""What can be done about a hit of the text check: dismissing it with a reason, and bringing it back."""

from dataclasses import dataclass

from sqlalchemy import select

from policydesk.actions.checks import Checks, found
from policydesk.models import Policy, TextDismissal
from policydesk.store import Txn
from policydesk.terms import HitKind, Topic


@dataclass(frozen=True)
class DismissalDraft:
    """A hit by its identity, what it said, and why it may stand."""

    kind: HitKind
    subject: str
    words: str
    reason: str


def dismiss_hit(txn: Txn, policy_id: int, draft: DismissalDraft) -> int:
    """Let a hit stand in this policy, in this version and later ones; returns the dismissal's id."""
    policy = found(txn.session, Policy, policy_id, "policy")
    checks = Checks()
    reason = checks.reason(draft.reason, "reason", "Enter why this may stay as it is.")
    asked = select(TextDismissal.id).where(
        TextDismissal.policy_id == policy_id, TextDismissal.kind == draft.kind, TextDismissal.subject == draft.subject
    )
    checks.refuse_if(txn.session.scalar(asked) is not None, "This is dismissed already. Close the form and look again.")
    checks.done()
    row = TextDismissal(policy_id=policy_id, kind=draft.kind, subject=draft.subject, words=draft.words, reason=reason)
    row.dismissed_on, row.dismissed_by = txn.today, txn.actor.name
    txn.session.add(row)
    txn.session.flush()
    txn.record(Topic.POLICIES, policy_id, f"Dismissed in the text of {policy.title}: {draft.words} Reason: {reason}")
    return row.id


def bring_back_hit(txn: Txn, dismissal_id: int) -> None:
    """Show a dismissed hit again."""
    row = found(txn.session, TextDismissal, dismissal_id, "dismissal")
    policy = txn.session.get_one(Policy, row.policy_id)
    txn.session.delete(row)
    txn.record(Topic.POLICIES, policy.id, f"Brought back in the text of {policy.title}: {row.words}")
