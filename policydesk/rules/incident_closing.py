"""What an incident still wants before it can be closed, as the field and a sentence."""

from collections.abc import Sequence

from policydesk.rules.incident_parts import Closing, Referral
from policydesk.rules.incident_story import Story
from policydesk.terms_incidents import Agency, AllegationOutcome, Answer, ConcernKind, Requester


def wanted_of_request(record: Story, *, class_discussion: bool) -> tuple[tuple[str, str], ...]:
    """Return what a friend request still wants before it can be closed, as the field and a sentence (R101, R102)."""
    request = record.request
    assert request is not None
    found: list[tuple[str, str]] = []
    if not request.is_family:
        if record.answer is Answer.PENDING:
            found.append(("answer", "The request is not answered yet. Record when it was declined."))
        elif record.answer is Answer.ACCEPTED and request.sender is not Requester.UNKNOWN:
            found.append(
                ("answer", "The request was accepted and they are not family. Record when the contact was ended.")
            )
        if class_discussion and request.sender is Requester.CURRENT_PUPIL and record.discussed is None:
            found.append(("discussed_on", "Record when it was discussed in general terms with the class, or why not."))
    return tuple(found)


def wanted_of_concern(record: Story, closing: Closing, running: Sequence[str] = ()) -> tuple[tuple[str, str], ...]:
    """Return what a concern still wants before it can be closed, as the field and a sentence.

    `running` are the names of clocks that nothing has stopped.
    """
    concern = record.concern
    assert concern is not None
    agencies = frozenset(one.to for one in record.of(Referral))
    cpoms = any(one.to is Agency.CPOMS and one.reference for one in record.of(Referral))
    leaders = any(one.is_senior_leadership for one in (*record.people_told, *agencies))
    kind = concern.kind
    asked = (
        (not closing.decision, "decision", "Enter the decision and why, also if you did not refer it."),
        (
            kind is ConcernKind.ALLEGATION and closing.outcome is None,
            "outcome",
            "Select one of the five outcomes of an allegation.",
        ),
        (
            kind is not ConcernKind.ALLEGATION and closing.outcome is not None,
            "outcome",
            "Only an allegation has one of the five outcomes. Leave it empty.",
        ),
        (
            closing.in_references and closing.outcome is not AllegationOutcome.SUBSTANTIATED,
            "in_references",
            "Only a substantiated allegation is referred to in a reference (KCSIE Part four). Take the tick away.",
        ),
        (kind is ConcernKind.LOW_LEVEL and not closing.rationale, "rationale", "Enter the rationale of the decision."),
        (kind is ConcernKind.LOW_LEVEL and not closing.action, "action", "Enter the action that was taken."),
        (
            kind is ConcernKind.PUPIL_BEHAVIOUR and not (cpoms or leaders),
            "decision",
            "Tell the senior leadership team, or refer it to CPOMS with its reference, before you close it.",
        ),
        (
            bool(running),
            "decision",
            f"Record the referral to {' and '.join(running)}, or why there is none, before you close it.",
        ),
    )
    return tuple((name, says) for wrong, name, says in asked if wrong)
