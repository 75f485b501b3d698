"""What guidance asks of a policy: that there is one, whose it is, who backs it, and that its papers are whole."""

from collections.abc import Callable, Iterator

from policydesk.counts import listed
from policydesk.rules.facts import PolicyFacts, SchoolFacts
from policydesk.rules.findings import Finding, Rule
from policydesk.terms import AdoptionRole, Origin, PolicyType, Topic, Urgency

RELATED = (
    PolicyType.CHILD_PROTECTION,
    PolicyType.ONLINE_SAFETY,
    PolicyType.ACCEPTABLE_USE,
    PolicyType.CODE_OF_CONDUCT,
    PolicyType.DISCIPLINARY,
)
"""The types of policy that a social media policy names (AT 4.1, 9.1; CP Scope, Compliance)."""

Says = Callable[[PolicyFacts], Iterator[str | tuple[str, str]]]
"""Sentences about one policy; where there may be several, each with what it is about."""


def _no_policy(facts: SchoolFacts) -> Iterator[Finding]:
    """The finding is about the school, whatever has been begun; where something has, it leads there."""
    those = [policy for policy in facts.policies if policy.policy_type is PolicyType.SOCIAL_MEDIA]
    if any(policy.version_id is not None for policy in those):
        return
    begun = max(those, key=lambda policy: (policy.is_coming, policy.has_draft), default=None)
    says, button, command = _begun(begun)
    yield Finding(
        rule="policy.none",
        clause="AW",
        urgency=Urgency.OVERDUE,
        says=f"The school has no social media policy in force.{says}",
        topic=Topic.POLICIES,
        button=button,
        command=command,
        leads_to=0 if begun is None else begun.policy_id,
    )


def _begun(policy: PolicyFacts | None) -> tuple[str, str, str]:
    """Return what is said of the policy that has been begun, and the words and the place of what comes next."""
    if policy is None:
        return "", "Add policy", "policies.add"
    if policy.is_coming:
        return f" {policy.title} is published, and comes into force later.", "Open", "policies"
    if policy.has_draft:
        return f" {policy.title} is a draft: check it, then publish it.", "Open the draft", "policies"
    return f" {policy.title} has no version yet.", "Add version", "policies.version"


def _no_body(policy: PolicyFacts) -> Iterator[str]:
    body = policy.approved_by_body
    if body is not None and body.is_the_governing_body:
        return
    if body is not None:
        yield f"{policy.name} was approved by: {body.label}. Nothing shows that the governing body backs it."
    elif policy.approved_by_name:
        yield f"{policy.name} was approved by {policy.approved_by_name} alone. Record which body approved it."
    else:
        yield f"Nothing shows that the governing body backs {policy.name}. Record who approved it."


def _no_document(policy: PolicyFacts) -> Iterator[str]:
    if not policy.has_document and not policy.paper_only:
        yield f"The document of {policy.name} is missing."


def _not_adopted(policy: PolicyFacts) -> Iterator[str]:
    signed = {line.role for line in policy.adoptions if line.signed_on is not None}
    missing = [role.label.lower() for role in AdoptionRole if role not in signed]
    if missing:
        yield f"{policy.name} is not signed by the {' and the '.join(missing)}."


def _signatory(policy: PolicyFacts) -> Iterator[tuple[str, str]]:
    for line in policy.adoptions:
        if line.signed_on is not None and not line.known:
            signed = f"{line.name} signed {policy.name} as {line.role.label.lower()}"
            yield line.role.value, f"{signed} but is not recorded in that post."


def _no_owner(policy: PolicyFacts) -> Iterator[str]:
    if not policy.owner:
        yield f"{policy.title} has no owner."
    elif not policy.owner_in_post:
        yield f"{policy.owner}, the owner of {policy.title}, has left."


def _not_adapted(policy: PolicyFacts) -> Iterator[str]:
    if policy.origin is not Origin.OWN and policy.adapted_on is None:
        yield f"{policy.title} came from outside, and nothing shows that it was adapted for this school."


def _related_lapsed(policy: PolicyFacts) -> Iterator[tuple[str, str]]:
    for title, in_force in policy.related:
        if not in_force:
            yield title, f"{policy.title} refers to {title}, which has no version in force."


def _related_missing(policy: PolicyFacts) -> Iterator[str]:
    if policy.policy_type is not PolicyType.SOCIAL_MEDIA:
        return
    missing = [kind.label.lower() for kind in RELATED if kind not in policy.related_types]
    if missing:
        yield f"{policy.title} names no related policy on {listed(missing)}."


def _no_legislation(policy: PolicyFacts) -> Iterator[str]:
    if policy.policy_type is PolicyType.SOCIAL_MEDIA and not policy.legislation:
        yield f"No legislation is recorded for {policy.name}."


def _not_monitored(policy: PolicyFacts) -> Iterator[str]:
    if policy.policy_type is PolicyType.SOCIAL_MEDIA and not policy.monitored_by:
        yield f"Nobody is recorded as monitoring {policy.title}."


def _rule(
    name: str,
    clause: str,
    urgency: Urgency,
    asks: str,
    says: Says,
    button: str = "Open",
    command: str = "policies",
) -> Rule:
    """Make a rule that looks at each policy in force by itself."""

    def check(facts: SchoolFacts) -> Iterator[Finding]:
        for policy in facts.in_force:
            for said in says(policy):
                about, sentence = ("", said) if isinstance(said, str) else said
                yield Finding(
                    rule=name,
                    clause=clause,
                    urgency=urgency,
                    says=sentence,
                    topic=Topic.POLICIES,
                    subject_id=policy.policy_id,
                    button=button,
                    command=command,
                    about=about,
                    since=None if policy.in_force_from is None else policy.in_force_from.first,
                )

    return Rule(name, clause, asks, check)


RULES = (
    Rule("policy.none", "AW", "The school has a social media policy.", _no_policy),
    _rule("policy.governing_body", "AW", Urgency.SOON, "The governing body backs each policy.", _no_body),
    _rule("policy.document", "AN header", Urgency.THIS_WEEK, "Each policy’s text is kept with it.", _no_document),
    _rule(
        "policy.adoption",
        "CP adoption",
        Urgency.SOON,
        "Headteacher and chair sign each policy.",
        _not_adopted,
        "Record adoption",
        "policies.adopt",
    ),
    _rule("policy.signatory", "CP adoption", Urgency.FOR_INFORMATION, "Who signs holds the post.", _signatory),
    _rule(
        "policy.owner",
        "AW",
        Urgency.SOON,
        "Each policy has an owner who works here.",
        _no_owner,
        "Change",
        "policies.edit",
    ),
    _rule(
        "policy.adapted",
        "AW",
        Urgency.SOON,
        "A policy from outside is adapted to this school.",
        _not_adapted,
        "Change",
        "policies.edit",
    ),
    _rule(
        "policy.related",
        "AT 4.1",
        Urgency.FOR_INFORMATION,
        "Related policies are in force.",
        _related_lapsed,
        "Change",
        "policies.edit",
    ),
    _rule(
        "policy.related_types",
        "AT 4.1",
        Urgency.FOR_INFORMATION,
        "Related policies are named.",
        _related_missing,
        "Change",
        "policies.edit",
    ),
    _rule("policy.legislation", "CP Legislation", Urgency.FOR_INFORMATION, "The law is cited.", _no_legislation),
    _rule(
        "policy.monitored",
        "CP Monitoring",
        Urgency.FOR_INFORMATION,
        "Somebody monitors it.",
        _not_monitored,
        "Change",
        "policies.edit",
    ),
)
