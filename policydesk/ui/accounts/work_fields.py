"""What the forms ask that are filled in during an account's life, as data."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from policydesk.rules.standard import ChecklistItem
from policydesk.terms_accounts import (
    AccountState,
    Decision,
    EvaluationResult,
    ModeratorRole,
)
from policydesk.ui.accounts.answer_box import AnswerBox
from policydesk.ui.accounts.fields import Parts, Search
from policydesk.ui.kit.choice_box import ChoiceBox, TermBox, TickBox
from policydesk.ui.kit.date_box import EXAMPLE, DateBox
from policydesk.ui.kit.fields import Field, Section, Values
from policydesk.ui.kit.file_box import FileBox
from policydesk.ui.kit.inputs import NotesBox, NumberBox, TextBox
from policydesk.ui.kit.person_picker import PersonPicker
from policydesk.ui.policies.fields import DOCUMENTS

Choices = Sequence[tuple[int, str]]

STEP_WORDS = {
    AccountState.LIVE: "It goes live",
    AccountState.SUSPENDED: "It is suspended",
    AccountState.CLOSED: "It is closed for good",
}
"""The steps that somebody takes by hand, as the form names them."""

NOBODY_APPROVES = "Nobody may approve today. Record who is headteacher on the Staff page, then approve this here."


def decision_fields(today: date, search: Search, *, ask_who: bool) -> Parts:
    """Ask who decided what; the people who may decide are offered once day and asker are known."""
    asker = Field("asked_by_id", "Asked by (optional)", lambda: PersonPicker(search))
    return (
        *((asker,) if ask_who else ()),
        Field("decision", "Decision", lambda: TermBox((Decision.APPROVED, Decision.REFUSED))),
        Field("decided_on", "Decided on", lambda: DateBox(today), EXAMPLE, required="Enter the day of the decision."),
        Field("decided_by_id", "Decided by", lambda: ChoiceBox((), none="Select who decided"),
              "Only those whom the policy allows to decide, in office on that day.",
              required="Select who decided."),
        Field("conditions", "Conditions, or why it was refused (optional)", lambda: NotesBox(lines=2)),
        Field("expires_on", "Holds until (optional)", lambda: DateBox(today), "The last day.",
              when=lambda values: values.get("decision") != Decision.REFUSED),
        Field("evidence", "Signed form (optional)", lambda: FileBox(DOCUMENTS)),
    )  # fmt: skip


def step_fields(today: date, states: Sequence[AccountState], *, may_override: bool) -> Parts:
    """Ask for the next step of an account's life."""
    override = Field(
        "override_reason",
        "Reason for going live although something is missing (optional)",
        lambda: NotesBox(lines=2),
        "Only the headteacher may do this. What is missing stays on Today.",
        when=lambda values: values.get("state") == AccountState.LIVE,
    )
    return (
        Field("state", "What happens", lambda: ChoiceBox([(one, STEP_WORDS[one]) for one in states])),
        Field("on", "Day", lambda: DateBox(today), EXAMPLE, required="Enter the day."),
        Field(
            "note",
            "Note",
            lambda: NotesBox(lines=2),
            "Needed where it is suspended or closed: why, and what happens to its followers and posts.",
        ),
        *((override,) if may_override else ()),
    )


def moderator_fields(today: date, search: Search, approvers: Choices, *, ask_who: bool) -> Parts:
    """Ask who moderates from when, and who approved it (AT A.5.4)."""
    who = Field("staff_id", "Who", lambda: PersonPicker(search), required="Select who moderates.")
    return (
        *((who,) if ask_who else ()),
        Field("role", "As", lambda: TermBox(ModeratorRole)),
        Field("from_on", "From", lambda: DateBox(today), EXAMPLE, required="Enter the first day."),
        Field("until_on", "Until (optional)", lambda: DateBox(today), "The last day; it ends when they leave."),
        Field("in_holidays", "", lambda: TickBox("Looks after it in the school holidays as well")),
        Field("approved_by_id", "Approved by", lambda: ChoiceBox(approvers, none="Not approved yet"),
              "Only approved moderators count." if approvers else NOBODY_APPROVES),
        Field("approved_on", "Approved on", lambda: DateBox(today), required="Enter the day of the approval.",
              when=lambda values: values.get("approved_by_id") is not None),
    )  # fmt: skip


def replace_fields(today: date, old: Choices, search: Search, approvers: Choices) -> Parts:
    """Ask who takes over from whom, on every account."""
    return (
        Field("old_staff_id", "Who stops", lambda: ChoiceBox(old, none="Select a moderator"),
              required="Select who stops moderating."),
        Field("new_staff_id", "Who takes over", lambda: PersonPicker(search), required="Select who takes over."),
        Field("from_on", "From", lambda: DateBox(today), "The first day of who takes over.",
              required="Enter the first day."),
        Field("approved_by_id", "Approved by", lambda: ChoiceBox(approvers, none="Not approved yet")),
        Field("approved_on", "Approved on", lambda: DateBox(today), required="Enter the day of the approval.",
              when=lambda values: values.get("approved_by_id") is not None),
    )  # fmt: skip


def last_day_field(today: date, name: str, label: str) -> tuple[Field, ...]:
    """Ask for one day."""
    return (Field(name, label, lambda: DateBox(today), EXAMPLE, required="Enter the day."),)


def check_fields(today: date, search: Search) -> Parts:
    """Ask what somebody found who looked at one or several accounts (AT A.5.4, A.5.7)."""
    return (
        Field("checked_on", "Looked at on", lambda: DateBox(today), EXAMPLE, required="Enter the day."),
        Field("staff_id", "By", lambda: PersonPicker(search), required="Select who looked."),
        Field("found", "What they found (optional)", lambda: NotesBox(lines=2), "Leave empty where all was well."),
        Field("removed", "Removed", lambda: NumberBox(0, 9999, "posts or comments"),
              required="Enter how many were removed, 0 for none."),
        Field("removed_what", "What was removed", lambda: NotesBox(lines=2), required="Enter what was removed.",
              when=_something_removed),
        Field("concern_reference", "Reference of the concern (optional)", TextBox,
              "Where something was reported because of it: C-2026-001."),
        Field("followers_vetted", "", lambda: TickBox("Followers and contributors were looked through as well")),
    )  # fmt: skip


def evaluation_fields(today: date) -> Parts:
    """Ask how an account was weighed against its purpose (AT A.1.7)."""
    return (
        Field("evaluated_on", "Evaluated on", lambda: DateBox(today), EXAMPLE, required="Enter the day."),
        Field("evaluated_by", "By", TextBox, required="Enter who evaluated it."),
        Field("result", "What follows", lambda: TermBox(EvaluationResult)),
        Field("notes", "How it did against its purpose (optional)", lambda: NotesBox(lines=3)),
    )


def content_fields(today: date, search: Search, accounts: Choices = ()) -> Parts:
    """Ask what content was agreed to, in one go."""
    which = Field("account_id", "Account", lambda: ChoiceBox(accounts, none="Select an account"),
                  required="Select an account.")  # fmt: skip
    return (
        *((which,) if accounts else ()),
        Field("title", "What is posted", TextBox, "For example: photographs of the harvest festival.",
              required="Enter what is posted."),
        Field("asked_by_id", "Asked by (optional)", lambda: PersonPicker(search)),
        Field("decision", "Decision", lambda: TermBox((Decision.APPROVED, Decision.REFUSED))),
        Field("decided_on", "Decided on", lambda: DateBox(today), EXAMPLE, required="Enter the day of the decision."),
        Field("decided_by_id", "Decided by", lambda: ChoiceBox((), none="Select who decided"),
              required="Select who decided."),
        Field("permission_reference", "Reference of the photo permission (optional)", TextBox),
        Field("notes", "Notes (optional)", lambda: NotesBox(lines=2)),
    )  # fmt: skip


def tick_fields(
    today: date, items: Sequence[ChecklistItem], may_answer: Callable[[ChecklistItem], bool], who: str
) -> Parts:
    """Ask every question of the checklist, group by group."""
    parts: list[Field | Section] = [
        Field("on", "Checked on", lambda: DateBox(today), EXAMPLE, required="Enter the day."),
        Field("by", "Checked by", TextBox, required=f"Enter who checked, for example {who}."),
    ]
    group = ""
    for item in items:
        if item.group != group:
            group = item.group
            parts.append(Section(group))
        allowed = may_answer(item)
        hint = f"{item.clause}. {item.help}" if allowed else f"{item.clause}. Only the headteacher answers this."
        parts.append(Field(item.code, item.question, partial(AnswerBox, allowed=allowed), hint))
    return tuple(parts)


def _something_removed(values: Values) -> bool:
    return bool(values.get("removed"))
