"""A school in which everything confidential carries a word of its own, so that a test can look where it lies."""

from datetime import date

from policydesk.actions import incident_steps as steps
from policydesk.actions.envelopes import EvidenceDraft
from policydesk.actions.released_figures import ReleaseDraft, release_figures
from policydesk.rules.incident_parts import Entry, Referral, Told
from policydesk.store import Register
from policydesk.terms_incidents import About, Agency, Category, ConcernKind, Severity
from tests.stories import TODAY, publish, write_policy
from tests.stories_incidents import NOW, concern, friend_request, staffed


def plant(register: Register) -> tuple[dict[str, int], int]:
    """Log a friend request and a concern full of words to look for; returns the staff by name and the concern's id."""
    staff = staffed(register)
    publish(register, write_policy(register))
    file = EvidenceDraft("Xylo-File.txt", b"Xylo-Content of a file", "Xylo-Note")
    friend_request(register, staff["Ben Okoro"], file, person="Xylo-Person", platform="Xylo-Platform", note="Xylo-Note")
    posted = concern(
        register,
        file,
        kind=ConcernKind.ABOUT_A_PUPIL,
        category=Category.GROOMING,
        severity=Severity.ILLEGAL_OR_HARM,
        about=About.OUTSIDE,
        about_name="Xylo-Person",
        narrative="Xylo-Narrative",
        immediate_action="Xylo-Action",
        witnesses="Xylo-Witness",
        platform="Xylo-Platform",
    )
    return staff, posted.id


def carry_on(lead: Register, concern_id: int) -> None:
    """Write on in the concern as the DSL, and release the term's figures."""
    for action, part in (
        (steps.add_entry, Entry(TODAY, "Xylo-Entry", next_step="Xylo-Entry", next_on=TODAY)),
        (steps.tell, Told(Agency.HEADTEACHER, NOW, "Xylo-Told", "Xylo-Note")),
        (steps.refer, Referral(Agency.CHILDRENS_SOCIAL_CARE, NOW, "Xylo-Referral", "Xylo-Referral")),
        (steps.number_copy, "Xylo-Whom"),
    ):
        with lead.writing() as txn:
            action(txn, concern_id, part)
    with lead.writing() as txn:
        release_figures(txn, ReleaseDraft(date(2026, 9, 1), date(2026, 12, 31)))
