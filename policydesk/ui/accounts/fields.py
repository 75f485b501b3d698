"""What is asked of an account, in the order of the standard's appendix, as data."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from policydesk.rules.pack import RulePack
from policydesk.rules.pack_names import spelled
from policydesk.rules.platforms import OTHER, code_and_name, code_with_name
from policydesk.terms_accounts import (
    Audience,
    ContentRule,
    Engagement,
    LoginIdentity,
    PlatformStatus,
    TwoStep,
)
from policydesk.ui.kit.choice_box import ChoiceBox, TermBox, TermChecks, TickBox
from policydesk.ui.kit.date_box import EXAMPLE, DateBox
from policydesk.ui.kit.fields import Field, Section, Values
from policydesk.ui.kit.inputs import Input, NotesBox, NumberBox, TextBox
from policydesk.ui.kit.person_picker import Choice, PersonPicker

Search = Callable[[str], Sequence[Choice]]
Parts = tuple[Field | Section, ...]

ASKED_OF_A_PROPOSAL = {
    "purpose": "Enter what the account is for.",
    "strong_reason": "Enter the strong reason for having it.",
    "exit_strategy": "Enter how it will end.",
    "responsible_leader_id": "Select who has overall responsibility.",
}
"""What a proposal may not leave open; an account that exists already may, and what is missing is found."""


def account_fields(today: date, search: Search, pack: RulePack, *, proposal: bool) -> Parts:
    """Ask everything about an account; of a proposal the answers without which nobody can decide are required."""
    parts = (
        *which_fields(pack),
        *purpose_fields(),
        *audience_fields(today, search),
        *effort_fields(today, search),
        *safety_fields(today),
        *seen_fields(),
        *sign_in_fields(search),
    )
    return tuple(_required(one) for one in parts) if proposal else tuple(_optional(one) for one in parts)


def which_fields(pack: RulePack) -> Parts:
    """Ask which account it is; the platforms are those of the rule pack, with the school's own."""
    return (
        Field("name", "Name of the account", lambda: TextBox(longest=200),
              "As people at school call it: School Facebook page.", required="Enter the name of the account."),
        Field("platform", "Platform", lambda: platform_box(pack), required="Select a platform."),
        Field("other_platform", "Which platform", TextBox, required="Enter which platform it is.",
              when=lambda values: values.get("platform") == OTHER),
        Field("handle", "Name on the platform (optional)", TextBox, "For example, @longacreprimary."),
        Field("address", "Web address (optional)", TextBox, "Copied from the browser."),
    )  # fmt: skip


def platform_box(pack: RulePack) -> Input:
    """Return the box of platforms with the school's own; one that has closed down says so."""
    every = [(code, _with_state(one.name, one.status)) for code, one in pack.offered_platforms]
    return ChoiceBox(every, none="Select a platform")


def platform_answers(values: Values) -> dict[str, Any]:
    """Return the answers as they are kept: a platform of the school's own is another platform by its name."""
    code, name = code_and_name(str(values.get("platform") or ""))
    return {**values, "platform": code, "other_platform": name} if name else dict(values)


def platform_shown(values: Values, pack: RulePack) -> dict[str, Any]:
    """Return kept answers as the form shows them, with a platform of the school's own chosen by its name."""
    other = values["other_platform"] if values["platform"] == OTHER else ""
    own = next((one.name for name, one in pack.own_platforms if other and name == spelled(other)), "")
    return {**values, "platform": code_with_name(OTHER, own)} if own else dict(values)


def purpose_fields() -> Parts:
    """Ask what it is for (AT 7.2, A.1.2, A.3.1)."""
    return (
        Section("Purpose", "Appendix A.1.2: is it worth having, and what for?"),
        Field("purpose", "What it is for", lambda: NotesBox(lines=2)),
        Field("strong_reason", "The strong reason", lambda: NotesBox(lines=2),
              "What pupils, parents or the school gain that a letter or the website does not give them."),
        Field("intended_outcome", "Intended outcome (optional)", TextBox, "What pupils learn or parents can do by it."),
        Field("permitted_uses", "What may be posted (optional)", lambda: NotesBox(lines=2)),
        Field("not_for", "What it is not for (optional)", lambda: NotesBox(lines=2)),
    )  # fmt: skip


def audience_fields(today: date, search: Search) -> Parts:
    """Ask for whom it is and how far they may take part (AT A.1.3, A.2.5, A.5.1; CP must 2)."""
    return (
        Section("Audience and taking part", "Appendix A.1.3: agreed with the headteacher beforehand."),
        Field("audience", "For whom", lambda: TermChecks(Audience)),
        Field("engagement", "How far others may take part", lambda: TermBox(Engagement)),
        Field("pupils_contribute", "", lambda: TickBox("Pupils may contribute"), when=_others_take_part),
        Field("youngest_age", "Age of the youngest pupils (optional)", lambda: NumberBox(2, 19, "years"), when=_pupils),
        Field("minimum_age_reason", "If they are under the platform’s minimum age: why, and what is done about it",
              lambda: NotesBox(lines=2), "The headteacher’s reason. Leave empty where nobody is too young.",
              when=_pupils),
        Field("discussed_with_head_on", "Discussed with the headteacher on (optional)", lambda: DateBox(today)),
        Field("content_rule", "Who agrees to what is posted", lambda: TermBox(ContentRule)),
        Field("content_delegated_by_id", "Delegated by (optional)", lambda: PersonPicker(search), when=_delegated),
        Field("content_delegated_on", "Delegated in writing on (optional)", lambda: DateBox(today), when=_delegated),
    )  # fmt: skip


def effort_fields(today: date, search: Search) -> Parts:
    """Ask for time, success and the end (AT A.1.4-A.1.7)."""
    return (
        Section("Time, success and the end", "Appendix A.1.4 to A.1.7: who answers for it, and for how long?"),
        Field("hours_per_week", "Time each week (optional)", lambda: NumberBox(0, 60, "hours")),
        Field("post_frequency", "How often something is posted (optional)", TextBox, "For example, twice a week."),
        Field("responsible_leader_id", "Who has overall responsibility", lambda: PersonPicker(search),
              "The head of school or a phase leader."),
        Field("evaluation_criteria", "How success is judged (optional)", lambda: NotesBox(lines=2),
              "For example: half of the parents of a class follow it."),
        Field("exit_strategy", "How it will end", lambda: NotesBox(lines=2),
              "Who tells the followers, and whether it is handed over or deleted."),
        Field("planned_end_on", "Planned end (optional)", lambda: DateBox(today), EXAMPLE),
    )  # fmt: skip


def safety_fields(today: date) -> Parts:
    """Ask what keeps people safe (AT A.2.4-A.2.7, A.5.5, A.5.7)."""
    return (
        Section("Safety", "Appendix A.2 and A.5."),
        Field("guidance_followed", "Good-practice guidance followed (optional)", TextBox, "With its date."),
        Field("vetting_method", "How followers and contributors are vetted (optional)", lambda: NotesBox(lines=2)),
        Field("risk_assessed_on", "Risks assessed on (optional)", lambda: DateBox(today)),
        Field("risk_assessed_by", "Risks assessed by (optional)", TextBox),
        Field("risk_notes", "Risks, and what is done about them (optional)", lambda: NotesBox(lines=2),
              "Think of vulnerable pupils: the internet may be the wrong place."),
        Field("advice_from", "Advice asked from (optional)", TextBox),
        Field("intervention_plan", "What moderators do when something goes wrong (optional)",
              lambda: NotesBox(lines=2), "How to report to the platform, and who steps in at the weekend."),
        Field("recovery_plan", "If the account is hacked or lost (optional)", lambda: NotesBox(lines=2),
              "Who asks the platform to give it back, and how parents are told."),
    )  # fmt: skip


def seen_fields() -> Parts:
    """Ask what people see of it (AT A.4.1, A.4.7, A.4.10)."""
    return (
        Section("What people see", "Appendix A.4."),
        Field("house_rules_at", "House rules published at (optional)", TextBox),
        Field("terms_of_use_at", "Terms of use published at (optional)", TextBox),
        Field("website_page", "Page of the school website that links to it (optional)", TextBox),
        Field("views_disclaimer", "", lambda: TickBox("It says that personal opinions are not the school’s")),
    )


def sign_in_fields(search: Search) -> Parts:
    """Ask where the sign-in is kept and who holds it; never for the password (CP must not 9)."""
    return (
        Section("Sign-in", "Where it is kept and who holds it. The password itself is never written here."),
        Field("login_identity", "Registered with", lambda: TermBox(LoginIdentity)),
        Field("login_email", "E-mail address it is registered with (optional)", TextBox),
        Field("credentials_kept", "Where the sign-in is kept (optional)", TextBox,
              "For example: office safe, envelope 3."),
        Field("credentials_holder_id", "Who holds it (optional)", lambda: PersonPicker(search)),
        Field("two_step", "Two-step sign-in", lambda: TermBox(TwoStep)),
        Field("recovery_address", "Recovery address or telephone (optional)", TextBox),
        Field("notes", "Notes (optional)", lambda: NotesBox(lines=2)),
    )  # fmt: skip


def existing_fields(today: date, search: Search) -> Parts:
    """Ask what is known of the life of an account that exists already."""
    return (
        Section("Its life so far", "As far as it is known. What is missing is shown on Today."),
        Field("proposed_on", "Exists or was proposed since", lambda: DateBox(today), EXAMPLE,
              required="Enter a day, as well as it is known."),
        Field("live_on", "Live since (optional)", lambda: DateBox(today), "Leave empty where nothing is public yet."),
        Field("approved_by_id", "Approved by (optional)", lambda: PersonPicker(search)),
        Field("approved_on", "Approved on (optional)", lambda: DateBox(today)),
        Field("note", "Note (optional)", TextBox),
    )  # fmt: skip


def _required(part: Field | Section) -> Field | Section:
    if isinstance(part, Field) and part.name in ASKED_OF_A_PROPOSAL:
        return replace(part, required=ASKED_OF_A_PROPOSAL[part.name])
    return part


def _optional(part: Field | Section) -> Field | Section:
    if isinstance(part, Field) and part.name in ASKED_OF_A_PROPOSAL:
        return replace(part, label=f"{part.label} (optional)")
    return part


def _with_state(name: str, status: PlatformStatus) -> str:
    return name if status is PlatformStatus.CURRENT else f"{name} ({status.label.lower()})"


def _pupils(values: Values) -> bool:
    """Whether pupils use it: as its audience, or because they contribute."""
    contribute = _others_take_part(values) and values.get("pupils_contribute")
    return bool(contribute) or Audience.PUPILS in (values.get("audience") or ())


def _others_take_part(values: Values) -> bool:
    return values.get("engagement") != Engagement.BROADCAST


def _delegated(values: Values) -> bool:
    return values.get("content_rule") == ContentRule.DELEGATED
