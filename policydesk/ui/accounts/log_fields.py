"""What the forms ask whose answers stand in the logs beside the accounts, as data."""

from dataclasses import replace
from datetime import date, datetime

from policydesk.rules.pack import RulePack
from policydesk.rules.platforms import OTHER
from policydesk.terms_accounts import AccessLevel, ApprovalKind, Disclaimer, PermissionKind
from policydesk.ui.accounts.fields import Parts, Search, platform_box
from policydesk.ui.accounts.work_fields import Choices
from policydesk.ui.kit.choice_box import ChoiceBox, TermBox
from policydesk.ui.kit.date_box import EXAMPLE, DateBox
from policydesk.ui.kit.fields import Field, Section, Values
from policydesk.ui.kit.file_box import FileBox
from policydesk.ui.kit.inputs import NotesBox, TextBox
from policydesk.ui.kit.moment_box import MomentBox
from policydesk.ui.kit.person_picker import PersonPicker
from policydesk.ui.policies.fields import DOCUMENTS

MOMENT = "A day and a time, for example 27 3 2026 at 14:30"


def ask_fields(today: date, search: Search, accounts: Choices) -> Parts:
    """Ask what somebody asks approval for (AT A.3.2-A.3.4, A.5.8, A.5.9)."""
    return (
        Field("kind", "What is asked for", lambda: TermBox(ApprovalKind)),
        Field("account_id", "Account", lambda: ChoiceBox(accounts, none="None of the school’s accounts")),
        Field("title", "What exactly", TextBox, "The content, the site or the organisation.",
              required="Enter what exactly is asked for.", when=_names_something),
        Field("address", "Web address (optional)", TextBox, when=_names_something),
        Field("asked_by_id", "Asked by", lambda: PersonPicker(search), required="Select who asks."),
        Field("asked_on", "Asked on", lambda: DateBox(today), EXAMPLE, required="Enter the day."),
        Field("permission_reference", "Reference of the photo permission (optional)", TextBox,
              when=lambda values: values.get("kind") == ApprovalKind.CONTENT),
        Field("notes", "Notes (optional)", lambda: NotesBox(lines=2)),
        Field("evidence", "The request (optional)", lambda: FileBox(DOCUMENTS)),
    )  # fmt: skip


def asked_fields(today: date, search: Search, accounts: Choices, kind: ApprovalKind) -> Parts:
    """Ask the same again of a request that is recorded; it stays of its kind, and scan and decision stand below."""
    creates = kind is ApprovalKind.CREATE_ACCOUNT
    left_out = {"kind", "evidence"} | ({"account_id", "title", "address"} if creates else set())
    left_out |= set() if kind is ApprovalKind.CONTENT else {"permission_reference"}
    parts = [one for one in ask_fields(today, search, accounts) if isinstance(one, Field) and one.name not in left_out]
    return tuple(
        replace(one, label="Asked by (optional)", required="", when=None)
        if one.name == "asked_by_id"
        else replace(one, when=None)
        for one in parts
    )


def enquiry_fields(now: datetime, search: Search, accounts: Choices) -> Parts:
    """Ask which newspaper or broadcaster wanted to know what (AT A.3.7)."""
    return (
        Field("received_at", "Received", lambda: MomentBox(now), MOMENT, required="Enter when it came in."),
        Field("outlet", "Newspaper or broadcaster", TextBox, required="Enter which newspaper or broadcaster asked."),
        Field("enquirer", "Who asked (optional)", TextBox, "Name and telephone number."),
        Field("subject", "What about (optional)", lambda: NotesBox(lines=2)),
        Field("account_id", "Account (optional)", lambda: ChoiceBox(accounts, none="None of the school’s accounts")),
        Field("received_by_id", "Taken by (optional)", lambda: PersonPicker(search)),
        Field("notes", "Notes (optional)", lambda: NotesBox(lines=2)),
    )


def forward_fields(now: datetime, heads: Choices) -> Parts:
    """Ask when an enquiry went to the headteacher."""
    return (
        Field("forwarded_to_id", "Forwarded to", lambda: ChoiceBox(heads, none="Select the headteacher"),
              required="Select to whom it went."),
        Field("forwarded_at", "Forwarded", lambda: MomentBox(now), MOMENT, required="Enter when it was forwarded."),
    )  # fmt: skip


def reply_fields(today: date, heads: Choices) -> Parts:
    """Ask how an enquiry ended."""
    return (
        Field("closed_on", "Closed on", lambda: DateBox(today), EXAMPLE, required="Enter the day."),
        Field("replied_on", "Replied on (optional)", lambda: DateBox(today), "Leave empty where nothing was said."),
        Field("reply_approved_by_id", "Reply approved by", lambda: ChoiceBox(heads, none="No reply was given")),
        Field("notes", "What was said (optional)", lambda: NotesBox(lines=3)),
    )


def page_fields(today: date, pack: RulePack) -> Parts:
    """Ask about a page that names the school and is run by others; the platforms are those of the rule pack."""
    return (
        Field("name", "Name of the page", TextBox, required="Enter the name of the page."),
        Field("platform", "Platform", lambda: platform_box(pack), required="Select a platform."),
        Field("other_platform", "Which platform (optional)", TextBox,
              when=lambda values: values.get("platform") == OTHER),
        Field("address", "Web address (optional)", TextBox, "Copied from the browser."),
        Field("run_by", "Run by (optional)", TextBox, "For example, the parents’ association."),
        Field("contact", "Contact (optional)", TextBox),
        Field("noted_on", "Noted on", lambda: DateBox(today), EXAMPLE, required="Enter the day."),
        Section("Does it say that it is not the school’s?"),
        Field("disclaimer", "Disclaimer", lambda: TermBox(Disclaimer)),
        Field("disclaimer_on", "Asked for or seen on", lambda: DateBox(today), EXAMPLE,
              when=lambda values: values.get("disclaimer") != Disclaimer.NOT_ASKED),
        Field("notes", "Notes (optional)", lambda: NotesBox(lines=2)),
    )  # fmt: skip


def access_fields(today: date, accounts: Choices) -> Parts:
    """Ask which firm gets into which account, and under which agreement (R96)."""
    return (
        Field("account_id", "Account", lambda: ChoiceBox(accounts, none="Select an account"),
              required="Select an account."),
        Field("firm", "Firm", TextBox, required="Enter the name of the firm."),
        Field("contact", "Contact (optional)", TextBox),
        Field("level", "What it may do", lambda: TermBox(AccessLevel)),
        Field("from_on", "From", lambda: DateBox(today), EXAMPLE, required="Enter the first day."),
        Field("agreement", "Agreement (optional)", TextBox, "Where the contract is kept, or its reference."),
        Field("agreed_on", "Agreed on (optional)", lambda: DateBox(today)),
    )  # fmt: skip


def permission_fields(today: date, accounts: Choices) -> Parts:
    """Ask who permitted whom or what to be named or shown (AT A.4.4, A.4.6)."""
    return (
        Field("kind", "Permission for", lambda: TermBox(PermissionKind)),
        Field("subject", "Who or what", TextBox, "A pupil by reference, not by name.",
              required="Enter who or what may be named or shown."),
        Field("given_by", "Given by", TextBox, required="Enter who gave the permission."),
        Field("given_on", "Given on", lambda: DateBox(today), EXAMPLE, required="Enter the day."),
        Field("account_id", "Account (optional)", lambda: ChoiceBox(accounts, none="Any account")),
        Field("expires_on", "Holds until (optional)", lambda: DateBox(today), "The last day."),
        Field("reference", "Reference (optional)", TextBox, "For example, of the consent form."),
        Field("notes", "Notes (optional)", lambda: NotesBox(lines=2)),
        Field("evidence", "Scan of the permission (optional)", lambda: FileBox(DOCUMENTS)),
    )  # fmt: skip


def _names_something(values: Values) -> bool:
    return values.get("kind") != ApprovalKind.CREATE_ACCOUNT
