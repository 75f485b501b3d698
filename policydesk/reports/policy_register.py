"""The policy register: each policy with its version, approval and review, and a page on which it is adopted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from policydesk.counts import counted
from policydesk.dates import written
from policydesk.queries.policies import policies
from policydesk.queries.policy_rows import PolicyDetail, VersionRow
from policydesk.reports.paper.told import Head
from policydesk.reports.paper.words import of
from policydesk.reports.report import Options, Report
from policydesk.terms import AdoptionRole

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from policydesk.reports.paper.parts import Parts


@dataclass(frozen=True)
class RegisterFacts:
    """The policies that were not withdrawn on the day, by title."""

    as_at: date
    policies: tuple[PolicyDetail, ...]


def gather(session: "Session", as_at: date, _options: Options) -> RegisterFacts:
    """Ask for every policy as at a day."""
    kept = policies(session, as_at, counted=True)
    return RegisterFacts(as_at, tuple(one for one in kept if one.withdrawn_on is None or one.withdrawn_on > as_at))


def story(facts: RegisterFacts, parts: "Parts") -> list[Any]:
    """Tell the list, then each policy, then a page to sign for those that are not signed."""
    told = [parts.words("Policy register", "title")]
    if not facts.policies:
        return [*told, parts.words("No policy is in the register on this day.", "lead")]
    current = [one for one in facts.policies if one.current is not None]
    lead = (
        f"{counted(len(facts.policies), 'policy is', 'policies are')} in the register on {written(facts.as_at)}; "
        f"{len(current) or 'none'} of them {'has' if len(current) <= 1 else 'have'} a version in force."
    )
    heads = (Head("Policy", 3.4), Head("Version", 1.2), Head("Owner", 2.2), Head("In force from", 2),
             Head("Next review", 2), Head("Signed", 1))  # fmt: skip
    rows = [_line(one, facts.as_at) for one in facts.policies]
    told += [parts.words(lead, "lead"), parts.table(heads, rows)]
    for one in current:
        told += _policy(one, parts)
    for one in current:
        told += _adoption(one, parts)
    return told


def _line(policy: PolicyDetail, as_at: date) -> tuple[str, ...]:
    current = policy.current
    if current is None:
        return (policy.title, "None", policy.owner or "Nobody", "–", "–", "–")
    due = current.next_review_due
    review = "Not set" if due is None else f"{due}, overdue" if due.last < as_at else str(due)
    signed = sum(_signed(current, role) for role in AdoptionRole)
    return (policy.title, current.label, policy.owner or "Nobody", str(current.in_force_from or "–"), review,
            of(signed, len(AdoptionRole)))  # fmt: skip


def _policy(policy: PolicyDetail, parts: "Parts") -> list[Any]:
    current = policy.current
    assert current is not None
    body = "" if current.approved_by_body is None else current.approved_by_body.label
    approval = (current.approved_by_name, body, str(current.approved_on or ""))
    minute = f" ({current.minute_reference})" if current.minute_reference else ""
    facts = (
        ("Kind", policy.policy_type.label),
        ("Approved (minute)", f"{', '.join(filter(None, approval))}{minute}".strip()),
        ("Signed by", "\n".join(_signatures(current)) or "Nobody yet"),
        ("Where the text comes from", ", ".join(filter(None, (policy.origin.label, policy.originating_body)))),
        ("Monitored by", policy.monitored_by),
        ("What changed in this version", current.summary_of_changes),
        ("Who has to acknowledge it", ", ".join(sorted(one.label for one in current.categories)) or "Nobody"),
        ("Laws it names", "; ".join(current.legislation)),
    )
    rows = [(words, value) for words, value in facts if value]
    name = f"{policy.title}, version {current.label}"
    return [*parts.heading(name), parts.table((Head("About", 2.4), Head("In the register", 6)), rows)]


def _adoption(policy: PolicyDetail, parts: "Parts") -> list[Any]:
    """Tell the page that head and chair sign; a version that both have signed needs none."""
    current = policy.current
    assert current is not None
    open_roles = [role for role in AdoptionRole if not _signed(current, role)]
    if not open_roles:
        return []
    names = {line.role: line.name for line in current.adoptions}
    return [
        parts.page_break(),
        parts.words(f"Adoption of the {policy.title}", "heading"),
        parts.words(f"Version {current.label}, in force from {current.in_force_from or 'a day not yet set'}.", "quiet"),
        parts.space(3),
        parts.words("We have read this policy and adopt it for our school.", "lead"),
        parts.sign_off(["\n".join(filter(None, (role.label, names.get(role, "")))) for role in open_roles]),
        parts.space(6),
        parts.words("Record the signatures in PolicyDesk under Policies and keep the signed page.", "quiet"),
    ]


def _signatures(version: VersionRow) -> Iterator[str]:
    for line in version.adoptions:
        if line.signed_on is not None:
            yield f"{line.role.label}: {line.name}, {line.signed_on}"


def _signed(version: VersionRow, role: AdoptionRole) -> bool:
    return any(line.role is role and line.signed_on is not None for line in version.adoptions)


REPORT = Report(
    id="policy-register",
    title="Policy register",
    says="Every policy with its version, owner, approval and review, and a page to sign for each not yet adopted.",
    gather=gather,
    story=story,
    place=45,
)
