"""What is asked of planned reviews: done in time, by somebody who is here, and no two dates for one policy."""

from collections.abc import Iterator
from datetime import timedelta

from policydesk.dates import written
from policydesk.rules.facts import PlannedReview, SchoolFacts
from policydesk.rules.findings import Finding, Rule, urgency_of
from policydesk.terms import Topic, Urgency
from policydesk.terms_reviews import ReviewKind, Trigger


def name_of(kind: ReviewKind, title: str, subject: str) -> str:
    """Name a review: "the review of Social Media Policy", "the evaluation of Longacre on Facebook"."""
    if kind is ReviewKind.POLICY:
        return f"{title} ({subject})" if title else f"Review of {subject}"
    if kind.is_of_an_account:
        what = kind.label.split(": ")[1]
        return f"{subject}: {title or what}"
    return title or {
        ReviewKind.TRAINING: "Moderators’ training",
        ReviewKind.REGISTER: "Check of the register",
    }.get(kind, "Review")


def clause_of(kind: ReviewKind) -> str:
    """Return the clause that asks for a review of this kind."""
    return {
        ReviewKind.POLICY: "CP Review",
        ReviewKind.TRAINING: "AT A.1.5",
        ReviewKind.PRIVACY_SETTINGS: "AT A.5.2",
        ReviewKind.FOLLOWERS: "AT A.5.3",
        ReviewKind.EVALUATION: "AT A.1.7",
        ReviewKind.MODERATION: "AT A.5.4",
    }.get(kind, "CP Monitoring")


def _due(facts: SchoolFacts) -> Iterator[Finding]:
    for one in facts.reviews:
        late = one.due_on < facts.as_at
        if one.kind.is_of_an_account or (not late and (one.due_on - facts.as_at).days > one.lead_days):
            continue  # an account that was neglected is found by rules of its own
        yield Finding(
            rule="schedule.overdue" if late else "schedule.due",
            clause=clause_of(one.kind),
            urgency=urgency_of(one.due_on, facts),
            says=f"{one.name} {'was' if late else 'is'} due {'by' if late else 'on'} {written(one.due_on)}{_why(one)}.",
            topic=Topic.REVIEWS,
            subject_id=one.review_id,
            since=one.due_on + timedelta(days=1) if late else None,
            due=one.due_on,
            button="Complete review",
            command="reviews.complete",
        )


def _why(one: PlannedReview) -> str:
    if one.because is None:
        return ""
    because = one.reason if one.because is Trigger.OTHER else one.because.label[0].lower() + one.because.label[1:]
    return f", because of {because}" if one.because is not Trigger.OTHER else f": {because}".rstrip(".")


def _gone(facts: SchoolFacts) -> Iterator[Finding]:
    for one in facts.reviews:
        if one.person and not one.person_here:
            yield Finding(
                rule="schedule.person_left",
                clause="CP Review",
                urgency=Urgency.SOON,
                says=f"{one.person} is to see to “{one.name}” but no longer works here. Name somebody else.",
                topic=Topic.REVIEWS,
                subject_id=one.review_id,
                button="Change",
                command="reviews.edit",
                people=1,
            )


def _disagrees(facts: SchoolFacts) -> Iterator[Finding]:
    for one in facts.reviews:
        if one.disagrees:
            yield Finding(
                rule="schedule.disagrees",
                clause="AN header",
                urgency=Urgency.THIS_WEEK,
                says=f"{one.name} is planned for {written(one.due_on)}, but version {one.version_label} says "
                f"{one.version_due}. Say which date is right.",
                topic=Topic.REVIEWS,
                subject_id=one.review_id,
                button="Settle",
                command="reviews.settle",
            )


RULES = (
    Rule("schedule.overdue", "CP Review", "Each planned review is done in time.", _due),
    Rule("schedule.person_left", "CP Review", "Who sees to a review works here.", _gone),
    Rule("schedule.disagrees", "AN header", "A policy’s schedule and its version name the same date.", _disagrees),
)
