"""What the forms about incidents ask, as data."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from policydesk.rules.clocks import Clock
from policydesk.rules.incident_story import is_about_a_pupil
from policydesk.rules.incidents import Record
from policydesk.terms_incidents import (
    PLATFORMS,
    About,
    Agency,
    AllegationOutcome,
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
from policydesk.ui.kit.date_box import EXAMPLE, DateBox
from policydesk.ui.kit.fields import Field, Section
from policydesk.ui.kit.inputs import ChoiceBox, NotesBox, NumberBox, TermBox, TermChecks, TextBox, TickBox
from policydesk.ui.kit.moment_box import MomentBox
from policydesk.ui.kit.person_picker import Choice, PersonPicker

Search = Callable[[str], Sequence[Choice]]
Values = Mapping[str, Any]

YES_NO = ((True, "Yes"), (False, "No"))
INITIALS = "Initials, for example K.B.; the full name stays in your information system or CPOMS."
FULL_NAME = "The full name, as the school chose. Write who it was, so that others understand it in years to come."
BORN = "How long the record is kept counts from it. It is sealed like the rest."
NOT_HERE = "Do not save indecent images of children. Call the police."


def platform_field() -> Field:
    """Ask on which platform it happened."""
    return Field("platform", "Platform (optional)", lambda: ChoiceBox([(one, one) for one in PLATFORMS], none="–"))


def friend_fields(today: date, search: Search, *, full_names: bool) -> tuple[Field | Section, ...]:
    """Ask about a friend request, on one page (AN 4.4, AT 6.5)."""
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
        platform_field(),
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
    now: datetime, search: Search, people: Sequence[tuple[int, str]], *, full_names: bool
) -> tuple[Field | Section, ...]:
    """Ask about a concern, on one page: what, who, when, what was done."""
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
        Field("readers", "Who will be able to open it", Saying),
        Field("immediate_action", "What was done at once (optional)", lambda: NotesBox(lines=2)),
        Section("When and where"),
        Field("occurred_on", "It happened on (optional)", lambda: DateBox(today), EXAMPLE),
        Field("discovered_at", "It was noticed", lambda: MomentBox(now), required="Enter when it was noticed."),
        Field("reported_at", "It is reported", lambda: MomentBox(now), required="Enter when it was reported."),
        platform_field(),
        Field("account", "Account or page (optional)", TextBox),
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


def entry_fields(today: date) -> tuple[Field, ...]:
    """Ask for one entry of the chronology, with the next step."""
    return (
        Field("text", "What happened", lambda: NotesBox(lines=4), required="Enter what happened."),
        Field("on", "Date", lambda: DateBox(today), EXAMPLE, required="Enter the date."),
        Field("next_step", "Next step (optional)", TextBox),
        Field("next_on", "By (optional)", lambda: DateBox(today)),
    )


def told_fields(now: datetime) -> tuple[Field, ...]:
    """Ask who was told, when and how."""
    return (
        Field(
            "who",
            "Who was told",
            lambda: TermBox(Agency, none="Select who"),
            required="Select who was told.",
        ),
        Field("name", "Name (optional)", TextBox),
        Field("told_at", "When", lambda: MomentBox(now), required="Enter when they were told."),
        Field("note", "How, and what was said (optional)", lambda: NotesBox(lines=2)),
    )


def referral_fields(now: datetime) -> tuple[Field, ...]:
    """Ask to whom it was referred, when, under which reference."""
    return (
        Field(
            "to",
            "Referred to",
            lambda: TermBox(Agency, none="Select to whom"),
            required="Select to whom it was referred.",
        ),
        Field("referred_at", "When", lambda: MomentBox(now), required="Enter when it was referred."),
        Field("name", "Who took it (optional)", TextBox),
        Field("reference", "Reference", TextBox, "For CPOMS its number alone: the full record stays there, not here."),
        Field("answer_due", "Answer due (optional)", lambda: DateBox(now.date())),
        Field("note", "Note (optional)", lambda: NotesBox(lines=2)),
    )


def reply_fields(today: date) -> tuple[Field, ...]:
    """Ask what came back on a referral."""
    return (
        Field("text", "What they answered", NotesBox, required="Enter what they answered."),
        Field("replied_on", "Date", lambda: DateBox(today), EXAMPLE, required="Enter the date."),
        Field("closes", "", lambda: TickBox("This ends the referral")),
    )


def reason_fields(label: str, required: str) -> tuple[Field, ...]:
    """Ask for a reason."""
    return (Field("reason", label, NotesBox, required=required),)


def not_referred_fields(running: Sequence[Clock]) -> tuple[Field, ...]:
    """Ask for which clock nothing is referred, and why."""
    clocks = [(one.kind, one.kind.label) for one in running]
    return (
        Field("clock", "Not referred to", lambda: ChoiceBox(clocks)),
        *reason_fields("Why not", "Enter why it is not referred."),
    )


def answered_fields(today: date) -> tuple[Field, ...]:
    """Ask how a friend request was answered in the end."""
    return (
        Field("answer", "What was done", lambda: TermBox((Answer.DECLINED, Answer.ACCEPTED))),
        Field("on", "Date", lambda: DateBox(today), EXAMPLE, required="Enter the date."),
        Field("note", "Note (optional)", lambda: NotesBox(lines=2)),
    )


def discussed_fields(today: date) -> tuple[Field, ...]:
    """Ask when it was talked about with the class, or why not."""
    return (
        Field("on", "Date", lambda: DateBox(today), EXAMPLE, required="Enter the date."),
        Field("group", "Which class", TextBox),
        Field("reason_not", "It was not discussed, because (optional)", TextBox),
    )


def born_fields(today: date) -> tuple[Field, ...]:
    """Ask for the date of birth of the pupil it is about."""
    return (Field("on", "Pupil’s date of birth", lambda: DateBox(today), EXAMPLE, "Enter the pupil’s date of birth."),)


def closing_fields(today: date, record: Record) -> tuple[Field, ...]:
    """Ask what the kind of incident asks for before it is closed."""
    day = Field("closed_on", "Closed on", lambda: DateBox(today), EXAMPLE, required="Enter the date.")
    concern = record.concern
    if concern is None:
        return (day, Field("lessons", "Anything learned (optional)", lambda: NotesBox(lines=2)))
    kind = concern.kind
    found: list[Field] = [
        Field(
            "decision",
            "The decision, and why",
            lambda: NotesBox(lines=3),
            "Also where it was not referred.",
            "Enter the decision and why, also if you did not refer it.",
        )
    ]
    if kind is ConcernKind.ALLEGATION:
        found += [
            Field(
                "outcome",
                "Outcome",
                lambda: TermBox(AllegationOutcome, none="Select one of the five"),
                required="Select one of the five outcomes of an allegation.",
            ),
            Field("in_references", "", lambda: TickBox("It will be referred to in a future reference")),
            Field("copy_given", "", lambda: TickBox("The person was given a copy")),
            Field(
                "consents_to_keep", "", lambda: TickBox("Malicious or false, and the person consents to its keeping")
            ),
        ]
    if kind is ConcernKind.LOW_LEVEL:
        found += [
            Field("rationale", "Rationale", lambda: NotesBox(lines=2), required="Enter the rationale."),
            Field("action", "Action taken", lambda: NotesBox(lines=2), required="Enter the action that was taken."),
        ]
    found += [
        Field("hr_process", "", lambda: TickBox("An HR process was begun; its outcome is kept in the HR file")),
        Field("lessons", "Lessons (optional)", lambda: NotesBox(lines=2)),
    ]
    return (*found, day)


def release_fields(today: date) -> tuple[Field, ...]:
    """Ask for which terms figures are released."""
    return (
        Field("from_on", "From", lambda: DateBox(today), "The first day of a term.", "Enter the first day."),
        Field(
            "until_on",
            "Until",
            lambda: DateBox(today),
            "The last day of a term, or of the holiday after it.",
            "Enter the last day.",
        ),
    )


def advice_fields(today: date, search: Search) -> tuple[Field, ...]:
    """Ask about advice on personal use: not an incident, and nothing confidential."""
    return (
        Field("staff_id", "Who asked (optional)", lambda: PersonPicker(search)),
        Field("asked_on", "Date", lambda: DateBox(today), EXAMPLE, required="Enter the date."),
        Field("subject", "About", TextBox, required="Enter what they asked about."),
        Field("advice", "Advice given", NotesBox, required="Enter the advice that was given."),
        Field("given_by", "Given by", TextBox, required="Enter who gave the advice."),
    )


def settings_fields() -> tuple[Field, ...]:
    """Ask how the incident logs are kept."""
    return (
        Field("pupils_in_full", "", lambda: TickBox("Name pupils in full instead of by initials")),
        Field("pattern_count", "Low-level concerns that make a pattern", lambda: NumberBox(2, 50)),
        Field("pattern_months", "Within", lambda: NumberBox(1, 120, "months")),
    )


def hold_fields() -> tuple[Field, ...]:
    """Ask why a legal hold begins or ends."""
    return reason_fields("Reason", "Enter the reason.")


def copy_fields() -> tuple[Field, ...]:
    """Ask for whom a copy is printed."""
    return (Field("for_whom", "For whom", TextBox, required="Enter whom the copy is for."),)


def evidence_fields() -> tuple[Field, ...]:
    """Ask for what is attached."""
    return (
        Field("evidence", "Screenshots, e-mails, documents", EvidenceBox, NOT_HERE, "Choose what is attached."),
        Field("note", "Note (optional)", TextBox),
    )
