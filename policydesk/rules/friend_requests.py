"""What the policy says about a friend request as it is filled in, and when one is a breach."""

from policydesk.rules.incident_parts import FriendRequest
from policydesk.terms_incidents import Answer, Requester


def is_breach(request: FriendRequest, answer: Answer) -> bool:
    """Whether a request is a breach and a concern: a pupil's, not family, accepted (AT 6.5; CP 11)."""
    return answer is Answer.ACCEPTED and request.sender.is_pupil and not request.is_family


def advice_on(request: FriendRequest, declared: str = "") -> str:
    """Return what the policy says about a request as it was filled in; `declared` is the relationship in Staff, if any.

    (AT 6.2.1, 6.2.2, 6.3, 6.5; CP 11)
    """
    name = request.staff_name or "the staff member"
    if request.is_family:
        known = f" {declared} is declared in Staff." if declared else " Declare the relationship in Staff as well."
        return f"Contact with family need not stop (AT 6.2.2).{known}"
    if declared:
        return (
            f"{declared} is declared in Staff. If that is this person, answer yes to family; "
            "for anybody else the policy says decline (AT 6.5)."
        )
    if request.sender is Requester.PARENT:
        return f"Contact with parents is declared first; the headteacher decides (CP 11, AT 6.3). Tell {name} to wait."
    if request.sender is Requester.FORMER_PUPIL:
        return "Former pupils are not covered while they are adults. Ask the DSL where they are under 18."
    if not request.sender.is_pupil:
        return "Find out who it is before anybody answers (AN 4.4)."
    if request.answer is Answer.ACCEPTED:
        return (
            f"The policy says decline (AT 6.5). A concern is opened with this record. "
            f"Ask {name} to end the contact, and tell the headteacher."
        )
    if request.answer is Answer.PENDING:
        return f"The policy says decline (AT 6.5). Ask {name} to decline, and tell the headteacher."
    return "Talk about it in general terms with the class, without naming anybody (AT 6.5)."
