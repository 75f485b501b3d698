"""What was asked, decided and noted beside the accounts, as the lines of one list."""

from dataclasses import dataclass
from datetime import date, datetime

from policydesk.dates import written
from policydesk.queries.account_logs import (
    AccessRow,
    ApprovalRow,
    EnquiryRow,
    PageRow,
    PermissionRow,
    approvals,
    enquiries,
    outside_access,
    permissions,
    unofficial_pages,
)
from policydesk.store.register import ZONE
from policydesk.terms import Term
from policydesk.terms_accounts import ApprovalKind, Disclaimer
from policydesk.ui.accounts.detail_log import decision_mark
from policydesk.ui.desk import Desk
from policydesk.ui.kit.colours import Tone
from policydesk.ui.kit.columns import Column, marked
from policydesk.ui.kit.states import Mark, short

Subject = ApprovalRow | EnquiryRow | PageRow | AccessRow | PermissionRow


class LogKind(Term):
    """The logs that stand in one list."""

    APPROVAL = "approval", "Approvals"
    CONTENT = "content", "Content"
    MEDIA = "media", "Media"
    PAGE = "page", "Others’ pages"
    FIRM = "firm", "Firms"
    PERMISSION = "permission", "Permissions"


KINDS = tuple(LogKind)


@dataclass(frozen=True)
class LogRow:
    """One line: `subject` is what it stands for, `is_open` whether something is still to be done."""

    kind: LogKind
    subject: Subject
    on: date
    what: str
    account: str
    who: str
    mark: Mark
    is_open: bool

    @property
    def id(self) -> int:
        """A number that no other line has, whichever log it is from."""
        return line_id(self.kind, self.subject.id)


def line_id(kind: LogKind, subject_id: int) -> int:
    """Return the number of a line, from its log and its number there."""
    return subject_id * len(KINDS) + KINDS.index(kind)


def log_rows(desk: Desk) -> list[LogRow]:
    """Return every line of every log, the newest first."""
    as_at = desk.as_at
    rows = [
        *(_approval(one) for one in desk.ask(approvals, as_at)),
        *(_enquiry(one) for one in desk.ask(enquiries, as_at)),
        *(_page(one) for one in desk.ask(unofficial_pages, as_at)),
        *(_firm(one, as_at) for one in desk.ask(outside_access, as_at)),
        *(_permission(one, as_at) for one in desk.ask(permissions, as_at)),
    ]
    return sorted(rows, key=lambda row: (row.on, row.id), reverse=True)


_ONE: dict[LogKind, str] = {
    LogKind.APPROVAL: "Approval",
    LogKind.CONTENT: "Content",
    LogKind.MEDIA: "Media enquiry",
    LogKind.PAGE: "Unofficial page",
    LogKind.FIRM: "Outside firm",
    LogKind.PERMISSION: "Permission",
}

_DISCLAIMED = {
    Disclaimer.NOT_ASKED: "No disclaimer",
    Disclaimer.ASKED: "Disclaimer asked for",
    Disclaimer.REFUSED: "Disclaimer refused",
}

COLUMNS: tuple[Column[LogRow], ...] = (
    Column("Date", lambda row: short(row.on), lambda row: row.on.isoformat(), width=13, key="on"),
    Column("Log", lambda row: _ONE[row.kind], width=14, key="kind"),
    Column("What", lambda row: row.what, width=34, tip=lambda row: row.what, key="what"),
    marked("State", lambda row: row.mark, width=21, key="state"),
    Column("Account", lambda row: row.account, width=22, key="account"),
    Column("Who", lambda row: row.who, width=20, key="who"),
)


def _approval(one: ApprovalRow) -> LogRow:
    kind = LogKind.CONTENT if one.kind is ApprovalKind.CONTENT else LogKind.APPROVAL
    what = one.title if kind is LogKind.CONTENT else ": ".join(part for part in (one.kind.label, one.title) if part)
    waits = one.decided_on is None
    who = one.decided_by or one.asked_by
    return LogRow(kind, one, one.decided_on or one.asked_on, what, one.account, who, decision_mark(one), waits)


def _enquiry(one: EnquiryRow) -> LogRow:
    if one.closed_on is not None:
        mark = Mark("✓", "Closed", Tone.QUIET)
    elif one.forwarded_at is not None:
        mark = Mark("◔", "With the headteacher", Tone.INFO)
    else:
        mark = Mark("!", "Not forwarded", Tone.BAD)
    what = ": ".join(part for part in (one.outlet, one.subject) if part)
    day = one.received_at.astimezone(ZONE).date()
    return LogRow(LogKind.MEDIA, one, day, what, one.account, one.enquirer, mark, one.closed_on is None)


def _page(one: PageRow) -> LogRow:
    if one.closed_on is not None:
        mark = Mark("–", "Gone", Tone.QUIET)
    elif one.disclaimer is Disclaimer.SHOWN:
        mark = Mark("✓", "Disclaimer shown", Tone.GOOD)
    else:
        mark = Mark("!", _DISCLAIMED[one.disclaimer], Tone.WARN)
    what = f"{one.name} ({one.platform_name})"
    open_now = one.closed_on is None and one.disclaimer is not Disclaimer.SHOWN
    return LogRow(LogKind.PAGE, one, one.noted_on, what, "", one.run_by, mark, open_now)


def _firm(one: AccessRow, as_at: date) -> LogRow:
    gets_in = one.is_open(as_at)
    if not gets_in:
        mark = Mark("–", "Ended" if one.ended_on else "Not yet", Tone.QUIET)
    elif one.agreement:
        mark = Mark("✓", "Agreement kept", Tone.GOOD)
    else:
        mark = Mark("!", "No agreement", Tone.BAD)
    what = f"{one.firm}: {one.level.label.lower()}"
    return LogRow(LogKind.FIRM, one, one.from_on, what, one.account, one.contact, mark, gets_in and not one.agreement)


def _permission(one: PermissionRow, as_at: date) -> LogRow:
    if one.holds(as_at):
        mark = Mark("✓", "Holds", Tone.GOOD, f"until {short(one.expires_on)}" if one.expires_on else "")
    elif one.withdrawn_on is not None:
        mark = Mark("✗", "Withdrawn", Tone.WARN)
    else:
        mark = Mark("–", "Run out", Tone.QUIET)
    what = f"{one.kind.label}: {one.subject}"
    return LogRow(LogKind.PERMISSION, one, one.given_on, what, one.account, one.given_by, mark, is_open=False)


def facts(row: LogRow) -> list[tuple[str, str]]:
    """Return everything that is known of a line, as labels and words."""
    one = row.subject
    if isinstance(one, ApprovalRow):
        return [
            ("Account", one.account), ("Web address", one.address),
            ("Asked", " by ".join(part for part in (written(one.asked_on), one.asked_by) if part)),
            (one.decision.label, f"{written(one.decided_on)} by {one.decided_by}" if one.decided_on else ""),
            ("Conditions", one.conditions), ("Holds until", written(one.expires_on)),
            ("Withdrawn from", f"{written(one.withdrawn_from)} by {one.withdrawn_by}" if one.withdrawn_from else ""),
            ("Why", one.withdrawal_reason),
            ("Photo permission", one.permission_reference), ("Notes", one.notes),
        ]  # fmt: skip
    if isinstance(one, EnquiryRow):
        return [
            ("Received", _moment(one.received_at)), ("Taken by", one.received_by), ("Asked by", one.enquirer),
            ("About", one.subject), ("Account", one.account),
            ("Forwarded", f"{_moment(one.forwarded_at)} to {one.forwarded_to}" if one.forwarded_at else ""),
            ("Replied", written(one.replied_on)), ("Reply approved by", one.reply_approved_by),
            ("Closed", written(one.closed_on)), ("Notes", one.notes),
        ]  # fmt: skip
    if isinstance(one, PageRow):
        return [
            ("Web address", one.address), ("Run by", one.run_by), ("Contact", one.contact),
            ("Disclaimer", ", ".join(part for part in (one.disclaimer.label, written(one.disclaimer_on)) if part)),
            ("Noted", written(one.noted_on)), ("Gone since", written(one.closed_on)), ("Notes", one.notes),
        ]  # fmt: skip
    if isinstance(one, AccessRow):
        return [
            ("Account", one.account), ("May do", one.level.label), ("Contact", one.contact),
            ("Agreement", one.agreement), ("Agreed on", written(one.agreed_on)),
            ("From", written(one.from_on)), ("Last day", written(one.ended_on)),
        ]  # fmt: skip
    return [
        ("Account", one.account), ("Given by", one.given_by), ("Given on", written(one.given_on)),
        ("Holds until", written(one.expires_on)), ("Withdrawn on", written(one.withdrawn_on)),
        ("Reference", one.reference), ("Notes", one.notes),
    ]  # fmt: skip


def _moment(moment: datetime) -> str:
    here = moment.astimezone(ZONE)
    return f"{written(here.date())} at {here:%H:%M}"
