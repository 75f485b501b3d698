"""What the two forms that anybody fills in ask: about a friend request, and about a concern."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from policydesk.rules.incident_story import is_about_a_pupil
from policydesk.terms_incidents import (
    PLATFORMS,
    About,
    Agency,
    Answer,
    Category,
    Characteristic,
    ConcernKind,
    Direction,
    Impact,
    Information,
    Requester,
    Severity,
    Source,
)
from policydesk.ui.incidents.boxes import EvidenceBox, PeopleTicks, Saying
from policydesk.ui.kit.choice_box import ChoiceBox, TermBox, TermChecks, TickBox
from policydesk.ui.kit.date_box import EXAMPLE, DateBox
from policydesk.ui.kit.fields import Field, Section
from policydesk.ui.kit.inputs import NotesBox, TextBox
from policydesk.ui.kit.moment_box import MomentBox
from policydesk.ui.kit.person_picker import Choice, PersonPicker

Search = Callable[[str], Sequence[Choice]]

YES_NO = ((True, "Yes"), (False, "No"))
INITIALS = "Initials, for example K.B.; the full name stays in your information system or CPOMS."
FULL_NAME = "The full name, as the school chose. Write who it was, so that others understand it in years to come."
BORN = "How long the record is kept counts from it. It is sealed like the rest."
NOT_HERE = "Do not save indecent images of children. Call the police."


def platform_field(own: Sequence[str]) -> Field:
    """Ask on which platform it happened; the school's own stand before "Other"."""
    *usual, other = PLATFORMS
    offered = dict.fromkeys((*usual, *own, other))
    return Field("platform", "Platform (optional)", lambda: ChoiceBox([(one, one) for one in offered], none="–"))


def friend_fields(
    today: date, search: Search, own: Sequence[str] = (), *, full_names: bool
) -> tuple[Field | Section, ...]:
    """Ask about a friend request, on one page (AN 4.4, AT 6.5); `own` are platforms that the school added."""
    return (
        Field(
            "staff_id",
            "Who received it",
            lambda: PersonPicker(search),
            required="Select the staff member who received the request.",
        ),
        Field("sender", "The other person is", lambda: TermBox(Requester)),
        Field("person", "Who it was", TextBox, FULL_NAME if full_names else INITIALS, "Enter who it was."),
        Field(
            "is_family",
            "Are they family?",
            lambda: ChoiceBox(YES_NO, none="Select yes or no"),
            required="Select yes if the person is a family member, else no.",
        ),
        Field("relationship", "How they are related", TextBox, when=lambda values: values.get("is_family") is True),
        Field("answer", "What was done", lambda: TermBox(Answer)),
        Field("advice", "What the policy says", Saying),
        Field(
            "received_on", "Date of request", lambda: DateBox(today), EXAMPLE, required="Enter the date of the request."
        ),
        platform_field(own),
        Section("More, where it helps"),
        Field(
            "discussed_on",
            "Discussed in general terms with the class on (optional)",
            lambda: DateBox(today),
            "Without naming anybody (AT 6.5).",
            when=lambda values: values.get("sender") is Requester.CURRENT_PUPIL,
        ),
        Field(
            "discussed_with",
            "Which class (optional)",
            TextBox,
            when=lambda values: values.get("sender") is Requester.CURRENT_PUPIL,
        ),
        Field("told", "Who was told", lambda: TermChecks(_TELLABLE)),
        Field("direction", "Who asked whom", lambda: TermBox(Direction)),
        Field("pupil_reference", "Pupil’s reference (optional)", TextBox, "As in your information system."),
        Field("other_school", "Their school, if it is another (optional)", TextBox),
        Field("note", "Note (optional)", lambda: NotesBox(lines=2)),
        Field("evidence", "Screenshots (optional)", EvidenceBox, NOT_HERE),
    )


_TELLABLE = (Agency.HEADTEACHER, Agency.SENIOR_LEADER, Agency.DSL, Agency.PARENTS)


def concern_fields(
    now: datetime,
    search: Search,
    people: Sequence[tuple[int, str]],
    own: Sequence[str] = (),
    *,
    full_names: bool,
) -> tuple[Field | Section, ...]:
    """Ask about a concern, on one page: what, who, when, what was done; `own` are platforms that the school added."""
    today = now.date()
    return (
        Field(
            "narrative",
            "What was seen or said",
            lambda: NotesBox(lines=4),
            "Facts, and a child’s own words. Say what you saw, and what you were told by whom.",
            "Enter what was seen or said.",
        ),
        Field(
            "kind",
            "Kind of concern",
            lambda: TermBox(ConcernKind, none="Select the nearest"),
            "You need not be sure: the DSL decides.",
            "Select the kind of concern that comes nearest.",
        ),
        Field(
            "category",
            "What happened",
            lambda: TermBox(Category, none="Select the nearest"),
            required="Select what happened.",
        ),
        Field(
            "severity",
            "How serious it looks",
            lambda: TermBox(Severity, none="Select"),
            required="Select how serious it looks.",
        ),
        *_whom(search, people, full_names=full_names),
        Field("readers", "Who will be able to open it", Saying),
        Field("immediate_action", "What was done at once (optional)", lambda: NotesBox(lines=2)),
        *_when(now, own),
        *_more(today),
        *_happened(now),
    )


def _whom(search: Search, people: Sequence[tuple[int, str]], *, full_names: bool) -> tuple[Field, ...]:
    return (
        Field("about", "It is about", lambda: TermBox(About, none="Select"), required="Select whom it is about."),
        Field(
            "about_staff_id",
            "Which member of staff",
            lambda: PersonPicker(search),
            when=lambda values: values.get("about") is About.STAFF,
        ),
        Field(
            "about_name",
            "Who it is about (optional)",
            TextBox,
            FULL_NAME if full_names else INITIALS,
            when=lambda values: values.get("about") is not About.STAFF,
        ),
        Field(
            "not_to",
            "Is it about one of these users? They will not be able to open it.",
            lambda: PeopleTicks(people),
            when=lambda values: values.get("about") is About.STAFF,
        ),
    )


def _when(now: datetime, own: Sequence[str]) -> tuple[Field | Section, ...]:
    return (
        Section("When and where"),
        Field("occurred_on", "It happened on (optional)", lambda: DateBox(now.date()), EXAMPLE),
        Field("discovered_at", "It was noticed", lambda: MomentBox(now), required="Enter when it was noticed."),
        Field("reported_at", "It is reported", lambda: MomentBox(now), required="Enter when it was reported."),
        platform_field(own),
        Field("account", "Account or page (optional)", TextBox),
    )


def _more(today: date) -> tuple[Field | Section, ...]:
    return (
        Section("More, where it helps"),
        Field("source", "It came from", lambda: TermBox(Source)),
        Field(
            "reporter",
            "Who reported it (optional)",
            TextBox,
            "Leave it empty where they wish to stay anonymous.",
            when=lambda values: values.get("source") is not Source.ANONYMOUS,
        ),
        Field("pupil_reference", "Pupil’s reference (optional)", TextBox, "As in your information system or CPOMS."),
        Field(
            "pupil_born_on",
            "Pupil’s date of birth (optional)",
            lambda: DateBox(today),
            BORN,
            when=lambda values: is_about_a_pupil(values.get("kind"), values.get("about")),
        ),
        Field("risk", "What could follow (optional)", lambda: NotesBox(lines=2)),
        Field("context", "Has anything like it been seen before? (optional)", lambda: NotesBox(lines=2)),
        Field("witnesses", "Who else saw it (optional)", TextBox),
        Field("location", "Where (optional)", TextBox),
    )


def _happened(now: datetime) -> tuple[Field, ...]:
    return (
        Field("outside_work", "", lambda: TickBox("It happened outside work")),
        Field("impact", "It touches", lambda: TermChecks(Impact)),
        Field(
            "prejudice",
            "Prejudice about",
            lambda: TermChecks(Characteristic),
            when=lambda values: values.get("category") is Category.BULLYING,
        ),
        Field(
            "information",
            "What was disclosed",
            lambda: TermChecks(Information),
            "Where it identifies a person, the 72 hours for the ICO run from when it was noticed.",
            when=lambda values: values.get("category") is Category.DATA,
        ),
        Field(
            "firm",
            "The contractor’s firm (optional)",
            TextBox,
            when=lambda values: values.get("about") is About.CONTRACTOR,
        ),
        Field("claim_risk", "", lambda: TickBox("Somebody may claim against the school (AT 3.4)")),
        Field("legal_advice", "Legal advice sought (optional)", TextBox),
        Field("captured_before_removal", "", lambda: TickBox("Evidence was kept before it was taken down")),
        Field("removed_at", "Taken down (optional)", lambda: MomentBox(now)),
        Field("removed_by", "Taken down by (optional)", TextBox),
        Field("evidence", "Screenshots and e-mails (optional)", EvidenceBox, NOT_HERE),
    )
