"""What guidance asks of reviews, and the dates on a policy's paper that contradict each other."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from policydesk.rules.facts import PolicyFacts, SchoolFacts
from policydesk.rules.findings import Finding, Rule, urgency_of
from policydesk.terms import Topic, Urgency

Says = Callable[[PolicyFacts], Iterator[str]]


def _due(facts: SchoolFacts) -> Iterator[Finding]:
    for policy in facts.in_force:
        due = policy.next_review_due
        if due is None or due.last > facts.soon or policy.policy_id in facts.planned:
            continue  # where a schedule plans it, the schedule's own rule says it
        late = due.last < facts.as_at
        yield Finding(
            rule="review.overdue" if late else "review.due_soon",
            clause="AN header",
            urgency=urgency_of(due.last, facts),
            says=f"The review of {policy.name} {'was' if late else 'is'} due {_by(str(due), late)}.",
            topic=Topic.POLICIES,
            subject_id=policy.policy_id,
            since=due.last + timedelta(days=1) if late else None,
            due=due.last,
            button="Open",
            command="policies",
            family="review",
        )


def _by(due: str, late: bool) -> str:
    return f"by {due}" if late else f"on {due}" if due[0].isdigit() and " " in due else f"in {due}"


def _same(policy: PolicyFacts) -> Iterator[str]:
    """D1: one of the two was copied from the other."""
    if policy.last_reviewed_on is not None and policy.last_reviewed_on == policy.next_review_due:
        yield f"{policy.name} gives {policy.next_review_due} as its last and its next review. One of the two is wrong."


def _backwards(policy: PolicyFacts) -> Iterator[str]:
    """D2: nothing is due for review before it was approved, reviewed or in force."""
    due = policy.next_review_due
    if due is None:
        return
    for what, day in (
        ("was last reviewed", policy.last_reviewed_on),
        ("was approved", policy.approved_on),
        ("came into force", policy.in_force_from),
    ):
        if day is not None and due.last < day.first:
            yield f"The next review of {policy.name} is dated {due}, but it {what} later: {day}."
            return


def _interval(policy: PolicyFacts) -> Iterator[str]:
    """D4: the stated cycle and the dates say different things; a month's difference is nobody's mistake."""
    begins = policy.last_reviewed_on or policy.approved_on or policy.in_force_from
    due, months = policy.next_review_due, policy.review_interval_months
    if begins is None or due is None or months is None or due.last < begins.first or begins == due:
        return
    gap = (due.first.year - begins.first.year) * 12 + due.first.month - begins.first.month
    if abs(gap - months) > 1:
        yield f"{policy.name} is to be reviewed every {_months(months)}, but its dates are {_months(gap)} apart."


def _months(count: int) -> str:
    if count % 12 == 0 and count:
        return "year" if count == 12 else f"{count // 12} years"
    return "1 month" if count == 1 else f"{count} months"


def _unapproved(policy: PolicyFacts) -> Iterator[str]:
    """D6: a review that changed the text needs approval again."""
    reviewed, approved = policy.last_reviewed_on, policy.approved_on
    if reviewed is not None and approved is not None and reviewed.first > approved.last:
        yield f"{policy.name} was reviewed ({reviewed}) after it was approved ({approved}), and not approved again."


def _late_approval(policy: PolicyFacts) -> Iterator[str]:
    approved, force = policy.approved_on, policy.in_force_from
    if approved is not None and force is not None and approved.first > force.last:
        yield f"{policy.name} was approved ({approved}) after it came into force ({force})."


def _missing(policy: PolicyFacts) -> Iterator[str]:
    """D12: the dates on the paper's header."""
    missing = [
        words
        for words, day in (("approved", policy.approved_on), ("next due for review", policy.next_review_due))
        if day is None
    ]
    if missing:
        yield f"The register does not say when {policy.name} was {' or is '.join(missing)}."


def _rule(name: str, clause: str, urgency: Urgency, asks: str, says: Says) -> Rule:
    def check(facts: SchoolFacts) -> Iterator[Finding]:
        for policy in facts.in_force:
            for sentence in says(policy):
                yield Finding(
                    rule=name,
                    clause=clause,
                    urgency=urgency,
                    says=sentence,
                    topic=Topic.POLICIES,
                    subject_id=policy.policy_id,
                    button="Open",
                    command="policies",
                    since=None if policy.in_force_from is None else policy.in_force_from.first,
                )

    return Rule(name, clause, asks, check)


RULES = (
    Rule("review.overdue", "AN header", "Each policy is reviewed in time.", _due),
    _rule("dates.same", "AN header", Urgency.THIS_WEEK, "Last and next review are different days.", _same),
    _rule("dates.backwards", "AT header", Urgency.THIS_WEEK, "The next review comes last.", _backwards),
    _rule("dates.interval", "CP Review", Urgency.SOON, "The stated cycle agrees with the dates.", _interval),
    _rule("dates.unapproved", "AN header", Urgency.SOON, "A reviewed policy is approved again.", _unapproved),
    _rule("dates.late_approval", "AW", Urgency.SOON, "A policy is approved before it is in force.", _late_approval),
    _rule("dates.missing", "AN header", Urgency.SOON, "Approval and next review have dates.", _missing),
)
