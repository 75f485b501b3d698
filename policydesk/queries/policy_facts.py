"""What the rules look at of each policy on a day: its owner, its version in force and the papers of that."""

from datetime import date
from typing import Any

from policydesk.dates import RoughDate
from policydesk.queries.policy_rows import PolicyDetail, VersionRow
from policydesk.queries.posts import KeptPosts, Spells
from policydesk.rules.facts import AdoptionFacts, PolicyFacts
from policydesk.rules.status import has_begun
from policydesk.terms import AdoptionRole, Post

_SIGNATORY = {
    AdoptionRole.HEADTEACHER: (Post.HEADTEACHER, Post.EXECUTIVE_HEADTEACHER),
    AdoptionRole.CHAIR_OF_GOVERNORS: (Post.CHAIR_OF_GOVERNORS,),
}


def policy_facts(
    kept: tuple[PolicyDetail, ...], posts: KeptPosts, spells: Spells, as_at: date
) -> tuple[PolicyFacts, ...]:
    """Return what the rules look at of the policies that are not withdrawn on a day."""
    known, held = {one.id: one for one in kept}, posts.known(as_at)
    return tuple(
        _facts(policy, known, held, as_at, owner_in_post=spells.here(policy.owner_id, as_at))
        for policy in kept
        if policy.withdrawn_on is None or policy.withdrawn_on > as_at
    )


def _facts(
    policy: PolicyDetail,
    known: dict[int, PolicyDetail],
    held: frozenset[tuple[str, str]],
    as_at: date,
    *,
    owner_in_post: bool,
) -> PolicyFacts:
    related = [known[one] for one, _title in policy.related if one in known]
    current = policy.current
    version: dict[str, Any] = _begun(policy, as_at) if current is None else _version(current, held, as_at)
    return PolicyFacts(
        policy_id=policy.id,
        title=policy.title,
        policy_type=policy.policy_type,
        owner=policy.owner,
        owner_in_post=owner_in_post,
        monitored_by=policy.monitored_by,
        origin=policy.origin,
        adapted_on=policy.adapted_on,
        related=tuple((one.title, one.current is not None) for one in related),
        related_types=frozenset(one.policy_type for one in related),
        version_id=None if current is None else current.id,
        **version,
    )


def _begun(policy: PolicyDetail, as_at: date) -> dict[str, bool]:
    """Return which versions a policy without one in force had on a day: one that is to come, or a draft."""
    there = [one.published_on for one in policy.versions if one.entered_on <= as_at]
    published = [day is not None and day <= as_at for day in there]
    return {"is_coming": any(published), "has_draft": not all(published)}


def _version(version: VersionRow, held: frozenset[tuple[str, str]], as_at: date) -> dict[str, Any]:
    """Return what the rules look at of a version; what happened on a later day is not there yet."""
    same = (
        "label", "in_force_from", "approved_by_name", "approved_by_body", "approved_on", "last_reviewed_on",
        "next_review_due", "review_interval_months", "has_document", "paper_only", "legislation",
    )  # fmt: skip
    adoptions = tuple(
        AdoptionFacts(
            line.role,
            line.name,
            line.signed_on,
            known=any((line.name.lower(), post.value) in held for post in _SIGNATORY[line.role]),
        )
        for line in version.adoptions
        if line.signed_on is None or has_begun(line.signed_on, as_at)
    )
    kept = {name: getattr(version, name) for name in same}
    later = {name: None for name in ("approved_on", "last_reviewed_on") if not _is_past(kept[name], as_at)}
    return {**kept, **later, "adoptions": adoptions}


def _is_past(day: RoughDate | None, as_at: date) -> bool:
    return day is None or has_begun(day, as_at)
