"""The forms of the logs beside the accounts: asking, noting, forwarding, changing, ending."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from policydesk.actions.approvals import ApprovalDraft, ask_approval
from policydesk.actions.media import (
    EnquiryDraft,
    ForwardDraft,
    ReplyDraft,
    change_enquiry,
    close_enquiry,
    forward_enquiry,
    record_enquiry,
)
from policydesk.actions.outside import (
    AccessDraft,
    PageDraft,
    PermissionDraft,
    change_access,
    change_page,
    close_page,
    end_access,
    give_access,
    note_page,
    record_permission,
    withdraw_permission,
)
from policydesk.queries.account_logs import AccessRow, ApprovalRow, EnquiryRow, PageRow, PermissionRow
from policydesk.queries.pack import rule_pack
from policydesk.queries.staff_detail import appointments
from policydesk.terms import Post
from policydesk.ui.accounts import corrections, log_fields, withdrawing
from policydesk.ui.accounts.asks import Asks
from policydesk.ui.accounts.fields import platform_answers, platform_shown
from policydesk.ui.accounts.work_fields import Choices, last_day_field
from policydesk.ui.desk import ZONE
from policydesk.ui.kit.person_picker import Choice
from policydesk.ui.policies.forms import read_file

Then = Callable[[int], object]


def ask(asks: Asks, accounts: Choices, then: Then) -> None:
    """Record that somebody asks for an approval."""
    asks.form(
        "Ask for an approval",
        log_fields.ask_fields(asks.today, asks.search, accounts),
        verb="&Record the request",
        values={"asked_on": asks.today},
        save=lambda values: asks.desk.act(ask_approval, ApprovalDraft(**_with_file(values))),
        then=then,
    ).open()


def enquiry(asks: Asks, accounts: Choices, then: Then) -> None:
    """Note a question from the media."""
    asks.form(
        "A media enquiry",
        log_fields.enquiry_fields(_now(asks), asks.search, accounts),
        intro="Say nothing yet: it goes to the headteacher at once (AT A.3.7).",
        verb="&Record the enquiry",
        values={"received_at": _now(asks)},
        save=lambda values: asks.desk.act(record_enquiry, EnquiryDraft(**values)),
        then=then,
    ).open()


def page(asks: Asks, then: Then) -> None:
    """Note a page that names the school and is run by others."""
    asks.form(
        "A page that names the school",
        log_fields.page_fields(asks.today, asks.desk.ask(rule_pack, asks.today)),
        intro="Pages that others run, such as a parents’ group.",
        verb="&Note the page",
        values={"noted_on": asks.today},
        save=lambda values: asks.desk.act(note_page, PageDraft(**platform_answers(values))),
        then=then,
    ).open()


def firm(asks: Asks, accounts: Choices, then: Then) -> None:
    """Note that a firm may get into an account."""
    asks.form(
        "An outside firm with access",
        log_fields.access_fields(asks.today, accounts),
        verb="&Record the access",
        values={"from_on": asks.today, "account_id": accounts[0][0] if len(accounts) == 1 else None},
        save=lambda values: asks.desk.act(give_access, AccessDraft(**values)),
        then=then,
    ).open()


def permission(asks: Asks, accounts: Choices, then: Then) -> None:
    """Note a permission to name or show somebody or something."""
    asks.form(
        "A permission",
        log_fields.permission_fields(asks.today, accounts),
        verb="&Record the permission",
        values={"given_on": asks.today},
        save=lambda values: asks.desk.act(record_permission, PermissionDraft(**_with_file(values))),
        then=then,
    ).open()


def forward(asks: Asks, row: EnquiryRow) -> None:
    """Note when an enquiry went to the headteacher."""
    heads = _heads(asks)
    asks.form(
        f"Forward the enquiry of {row.outlet}",
        log_fields.forward_fields(_now(asks), heads),
        f"Forwarded the enquiry of {row.outlet}",
        intro="" if heads else "Nobody is recorded as headteacher. Record the post on the Staff page first.",
        verb="&Record it",
        values={"forwarded_at": _now(asks), "forwarded_to_id": heads[0][0] if len(heads) == 1 else None},
        save=lambda values: asks.desk.act(forward_enquiry, row.id, ForwardDraft(**values)),
    ).open()


def change(asks: Asks, accounts: Choices, row: object) -> None:
    """Change a line of a log; what was decided or permitted is corrected, with a reason."""
    if isinstance(row, ApprovalRow | PermissionRow):
        corrections.correct(asks, accounts, row)
    elif isinstance(row, EnquiryRow):
        _change_enquiry(asks, accounts, row)
    elif isinstance(row, PageRow):
        _change_page(asks, row)
    elif isinstance(row, AccessRow):
        own = ("account_id", "firm", "contact", "level", "from_on", "agreement", "agreed_on")
        asks.form(
            f"Change the access of {row.firm}",
            log_fields.access_fields(asks.today, ((row.account_id, row.account),)),
            f"Saved the access of {row.firm}",
            verb="&Save",
            values={name: getattr(row, name) for name in own},
            save=lambda values: asks.desk.act(change_access, row.id, AccessDraft(**values)),
        ).open()


def _change_page(asks: Asks, row: PageRow) -> None:
    names = ("name", "platform", "other_platform", "address", "run_by", "contact", "disclaimer", "disclaimer_on",
             "noted_on", "notes")  # fmt: skip
    pack = asks.desk.ask(rule_pack, asks.today)
    asks.form(
        f"Change {row.name}",
        log_fields.page_fields(asks.today, pack),
        f"Saved {row.name}",
        verb="&Save",
        values=platform_shown({name: getattr(row, name) for name in names}, pack),
        save=lambda values: asks.desk.act(change_page, row.id, PageDraft(**platform_answers(values))),
    ).open()


def end(asks: Asks, row: object) -> bool:
    """Close, end or withdraw a line of a log; False where there is nothing to end."""
    if isinstance(row, EnquiryRow):
        _close_enquiry(asks, row)
    elif isinstance(row, ApprovalRow) and withdrawing.may_be_withdrawn(row):
        withdrawing.withdraw(asks, row)
    elif isinstance(row, PageRow):
        _end(
            asks,
            f"{row.name} is gone",
            f"Recorded that {row.name} is gone",
            "on",
            "Gone since",
            "&Record it",
            lambda day: asks.desk.act(close_page, row.id, day),
        )
    elif isinstance(row, AccessRow):
        _end(
            asks,
            f"End the access of {row.firm}",
            f"Ended the access of {row.firm}",
            "ended_on",
            "Last day of access",
            "&End the access",
            lambda day: asks.desk.act(end_access, row.id, day),
        )
    elif isinstance(row, PermissionRow):
        _end(
            asks,
            f"Withdraw the permission of {row.given_by}",
            f"Withdrew the permission of {row.given_by}",
            "on",
            "Withdrawn on",
            "&Withdraw it",
            lambda day: asks.desk.act(withdraw_permission, row.id, day),
        )
    else:
        return False
    return True


def _change_enquiry(asks: Asks, accounts: Choices, row: EnquiryRow) -> None:
    taken_by = None if row.received_by_id is None else Choice(row.received_by_id, row.received_by)
    names = ("received_at", "outlet", "enquirer", "subject", "account_id", "notes")
    asks.form(
        f"Change the enquiry of {row.outlet}",
        log_fields.enquiry_fields(_now(asks), asks.search, accounts),
        f"Saved the enquiry of {row.outlet}",
        verb="&Save",
        values={name: getattr(row, name) for name in names} | {"received_by_id": taken_by},
        save=lambda values: asks.desk.act(change_enquiry, row.id, EnquiryDraft(**values)),
    ).open()


def _close_enquiry(asks: Asks, row: EnquiryRow) -> None:
    asks.form(
        f"Close the enquiry of {row.outlet}",
        log_fields.reply_fields(asks.today, _heads(asks)),
        f"Closed the enquiry of {row.outlet}",
        intro="" if row.forwarded_at else "It was not forwarded yet. Forward it to the headteacher first.",
        verb="&Close it",
        values={"closed_on": asks.today, "notes": row.notes},
        save=lambda values: asks.desk.act(close_enquiry, row.id, ReplyDraft(**values)),
    ).open()


def _end(asks: Asks, title: str, did: str, field: str, label: str, verb: str, save: Callable[[Any], object]) -> None:
    asks.form(
        title,
        last_day_field(asks.today, field, label),
        did,
        verb=verb,
        values={field: asks.today},
        save=lambda values: save(values[field]),
    ).open()


def _heads(asks: Asks) -> list[tuple[int, str]]:
    """Return who is or was head, the newest first."""
    posts = {Post.HEADTEACHER, Post.EXECUTIVE_HEADTEACHER}
    held = [one for one in asks.desk.ask(appointments, asks.today) if one.post in posts and one.from_on <= asks.today]
    words = {one.staff_id: f"{one.full_name}, {one.post.label}" for one in reversed(held)}
    return list(reversed(words.items()))


def _now(asks: Asks) -> datetime:
    now: datetime = asks.desk.register.clock()
    return now.astimezone(ZONE).replace(second=0, microsecond=0)


def _with_file(values: dict[str, Any]) -> dict[str, Any]:
    return {**values, "evidence": read_file(values.get("evidence"), "evidence")}
