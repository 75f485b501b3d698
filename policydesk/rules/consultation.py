"""What is asked beside reviews: that a policy is talked about, guidance is read, and connections are confirmed."""

from collections.abc import Iterator

from policydesk.dates import add_months, written
from policydesk.rules.facts import EditionFacts, SchoolFacts
from policydesk.rules.findings import Finding, Rule, urgency_of
from policydesk.terms import PolicyType, Topic, Urgency

CONFIRM = "confirm_connections"
"""The period of the rule pack after which staff confirm their connections again."""

DISCUSS = "discuss_policy"
"""The period of the rule pack after which the social media policy is talked about again."""


def _silent(facts: SchoolFacts) -> Iterator[Finding]:
    months = facts.pack.period(DISCUSS)
    for policy in facts.in_force:
        last = facts.discussed.get(policy.policy_id)
        if policy.policy_type is not PolicyType.SOCIAL_MEDIA or (last and facts.as_at <= add_months(last, months)):
            continue
        yield Finding(
            rule="engagement.none",
            clause="AW",
            urgency=Urgency.FOR_INFORMATION,
            says=f"{policy.title} was last discussed with the school’s community on {written(last)}."
            if last
            else f"The register does not show that {policy.title} was discussed with staff, parents or governors.",
            topic=Topic.POLICIES,
            subject_id=policy.policy_id,
            since=add_months(last, months) if last else None,
            button="Record a discussion",
            command="reviews.discuss",
        )


def _behind(facts: SchoolFacts) -> Iterator[Finding]:
    """A new edition is read only where its policy has a version that came into force with it or later."""
    for one in facts.editions:
        if one.in_force_from > facts.soon or one.has_version or not one.policy_id:
            continue
        came = one.in_force_from <= facts.as_at
        yield Finding(
            rule="guidance.behind",
            clause="KCSIE part one",
            urgency=Urgency.THIS_WEEK if came else urgency_of(one.in_force_from, facts),
            says=f"{_edition(one)} {'is' if came else 'comes'} in force {'since' if came else 'on'} "
            f"{written(one.in_force_from)}, but {one.policy} has no version as new as that for people to acknowledge.",
            topic=Topic.GUIDANCE,
            subject_id=one.edition_id,
            since=one.in_force_from if came else None,
            due=None if came else one.in_force_from,
            button="Open",
            command="reviews",
        )


def _newer(facts: SchoolFacts) -> Iterator[Finding]:
    """The rule pack knows a newer edition than the register has."""
    for one in facts.editions:
        newest = facts.pack.newest_edition(one.name) if one.in_force_from <= facts.as_at else None
        if newest is None or newest[1] <= one.in_force_from:
            continue
        yield Finding(
            rule="guidance.newer",
            clause="KCSIE part one",
            urgency=Urgency.THIS_WEEK,
            says=f"{one.name} {newest[0]} is in force since {written(newest[1])}, "
            f"but the newest edition in the register is {one.edition}.",
            topic=Topic.GUIDANCE,
            subject_id=one.edition_id,
            since=newest[1],
            button="Add the edition",
            command="reviews.newer",
        )


def _unasked(facts: SchoolFacts) -> Iterator[Finding]:
    for one in facts.editions:
        if one.in_force_from <= facts.as_at and one.has_version and one.unasked:
            who = ", ".join(category.label.lower() for category in one.unasked)
            yield Finding(
                rule="guidance.unasked",
                clause="KCSIE part one",
                urgency=Urgency.SOON,
                says=f"{_edition(one)} is also for {who}, but {one.policy} does not ask them to acknowledge it.",
                topic=Topic.GUIDANCE,
                subject_id=one.edition_id,
                button="Open",
                command="reviews",
            )


def _no_proof(facts: SchoolFacts) -> Iterator[Finding]:
    for one in facts.editions:
        if one.in_force_from <= facts.as_at and not one.policy_id:
            yield Finding(
                rule="guidance.no_proof",
                clause="KCSIE part one",
                urgency=Urgency.FOR_INFORMATION,
                says=f"Nothing in the register shows who has read {_edition(one)}. Name the policy they acknowledge.",
                topic=Topic.GUIDANCE,
                subject_id=one.edition_id,
                button="Change",
                command="reviews.edit",
            )


def _edition(one: EditionFacts) -> str:
    return f"{one.name} {one.edition}"


def _undeclared(facts: SchoolFacts) -> Iterator[Finding]:
    count = facts.undeclared
    if not count:
        return
    who = f"{facts.undeclared_name} has" if count == 1 else f"{count:,} people have"
    their = "their" if count > 1 else "any"
    yield Finding(
        rule="declaration.old",
        clause="AT 6.5",
        urgency=Urgency.SOON,
        says=f"{who} not confirmed {their} connections with pupils and parents within "
        f"{_the_last(facts.pack.period(CONFIRM))}.",
        topic=Topic.DECLARATIONS,
        button="Ask for it",
        command="reviews.ask",
        people=count,
    )


def _differing(facts: SchoolFacts) -> Iterator[Finding]:
    """What was declared and what is registered agree, or one of the two is wrong; with whom is not said here."""
    for one in facts.differing:
        day, count = written(one.answered_on), one.registered
        kept = "1 connection is" if count == 1 else f"{count:,} connections are"
        yield Finding(
            rule="declaration.differs",
            clause="AT 6.2.1; AT 6.5",
            urgency=Urgency.SOON,
            says=f"{one.name} declared no connection on {day}, but {kept} kept under Staff."
            if count
            else f"{one.name} declared a connection on {day}, but none is kept under Staff.",
            topic=Topic.STAFF,
            subject_id=one.staff_id,
            since=one.answered_on,
            button="End the connection" if count else "Add the connection",
            command="staff.undeclare" if count else "staff.declare",
        )


def _the_last(months: int) -> str:
    """Return a period as a sentence ends on it: "the last year", "the last 6 months"."""
    years, over = divmod(months, 12)
    if over or not years:
        return "the last month" if months == 1 else f"the last {months} months"
    return "the last year" if years == 1 else f"the last {years} years"


RULES = (
    Rule("engagement.none", "AW", "The social media policy is discussed with the community each year.", _silent),
    Rule("guidance.newer", "KCSIE part one", "The register has the edition of guidance that is in force.", _newer),
    Rule("guidance.behind", "KCSIE part one", "A new edition of guidance is given to staff.", _behind),
    Rule("guidance.unasked", "KCSIE part one", "Everybody who reads an edition is asked to acknowledge it.", _unasked),
    Rule("guidance.no_proof", "KCSIE part one", "The register shows who has read each edition.", _no_proof),
    Rule("declaration.differs", "AT 6.2.1; AT 6.5", "What staff declare is kept under their names.", _differing),
    Rule("declaration.old", "AT 6.5", "Staff confirm their connections each year.", _undeclared),
)
