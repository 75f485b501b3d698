"""What the policies ask of acknowledgements: everybody, in time, and new starters as part of their induction."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from policydesk.dates import written
from policydesk.rules.facts import GapFacts, SchoolFacts, StarterFacts
from policydesk.rules.findings import Finding, Rule, urgency_of
from policydesk.terms import AckState, Topic, Urgency

_DAY = timedelta(days=1)

_LATE = (AckState.OVERDUE, AckState.EXPIRED)
"""States that begin when a day has passed."""


def _who(gap: GapFacts, one: str, many: str) -> str:
    """Name the person where it is one, else say how many: "Bea Quill has", "12 people have"."""
    return f"{gap.name} {one}" if gap.people == 1 else f"{gap.people:,} people {many}"


def _when(gap: GapFacts) -> str:
    first, last = written(gap.first_due), written(gap.last_due)
    return first if first == last else f"{first} at the earliest and {last} at the latest"


def _what(gap: GapFacts) -> str:
    return f"{gap.title}, version {gap.label}"


def _overdue(gap: GapFacts, _late: bool) -> str:
    return f"{_who(gap, 'has', 'have')} not acknowledged {_what(gap)}. It was due by {_when(gap)}."


def _due(gap: GapFacts, _late: bool) -> str:
    return f"{_who(gap, 'has', 'have')} still to acknowledge {_what(gap)}. It is due by {_when(gap)}."


def _expired(gap: GapFacts, late: bool) -> str:
    who = _who(gap, "has", "have")
    return f"{who} not renewed {_what(gap)} this academic year. It {'was' if late else 'is'} due by {_when(gap)}."


def _declined(gap: GapFacts, _late: bool) -> str:
    return f"{_who(gap, 'has', 'have')} declined to acknowledge {_what(gap)}. The headteacher decides what follows."


def _rule(state: AckState, clause: str, asks: str, says: Callable[[GapFacts, bool], str]) -> Rule:
    def check(facts: SchoolFacts) -> Iterator[Finding]:
        for gap in facts.gaps:
            if gap.state is state and gap.people:
                declined = state is AckState.DECLINED
                yield Finding(
                    rule=f"acknowledgement.{state.value}",
                    clause=clause,
                    urgency=Urgency.THIS_WEEK if declined else urgency_of(gap.first_due, facts),
                    says=says(gap, gap.first_due < facts.as_at),
                    topic=Topic.ACKNOWLEDGEMENTS,
                    subject_id=gap.version_id,
                    since=gap.first_due + _DAY if state in _LATE and gap.first_due < facts.as_at else None,
                    due=None if declined else gap.first_due,
                    button="Show them" if gap.people > 1 else "Show",
                    command="acknowledgements.meeting",
                    people=gap.people,
                    family="" if declined else "acknowledgement",
                )

    return Rule(f"acknowledgement.{state.value}", clause, asks, check)


def _induction(facts: SchoolFacts) -> Iterator[Finding]:
    for starter in facts.starters:
        urgency = urgency_of(starter.due, facts)
        yield Finding(
            rule="induction",
            clause="AN 2.2",
            urgency=Urgency.SOON if urgency is Urgency.FOR_INFORMATION else urgency,
            says=_induction_words(starter),
            topic=Topic.STAFF,
            subject_id=starter.staff_id,
            since=starter.started_on,
            due=starter.due,
            button="Record",
            command="staff.sign",
            people=1,
        )


def _induction_words(starter: StarterFacts) -> str:
    what = starter.title if starter.policies == 1 else f"{starter.policies} policies"
    return (
        f"{starter.name} started on {written(starter.started_on)} and has not acknowledged {what}. "
        f"Induction asks for it by {written(starter.due)}."
    )


RULES = (
    _rule(AckState.OVERDUE, "AN 2.2", "Everybody bound by a policy acknowledges it in time.", _overdue),
    _rule(AckState.DUE_SOON, "AN 2.2", "Who has not acknowledged yet is reminded before it is due.", _due),
    _rule(AckState.OUTSTANDING, "AN 2.2", "Everybody bound by a policy is asked to acknowledge it.", _due),
    _rule(AckState.EXPIRED, "AN 2.2", "A policy that is renewed yearly is acknowledged each academic year.", _expired),
    _rule(AckState.DECLINED, "CP Compliance", "A refusal is followed up by the headteacher.", _declined),
    Rule("induction", "AN 2.2", "New starters acknowledge the policies as part of their induction.", _induction),
)
