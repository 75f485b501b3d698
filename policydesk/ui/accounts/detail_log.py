"""What was decided and done about one account: approvals, checks, evaluations, firms, permissions, every change."""

from functools import partial

from policydesk.counts import counted
from policydesk.dates import written
from policydesk.queries.account_detail import AccountDetail, CheckRow
from policydesk.queries.account_logs import AccessRow, ApprovalRow, PermissionRow
from policydesk.store.register import ZONE
from policydesk.terms_accounts import Decision
from policydesk.ui.accounts.doing import Doing
from policydesk.ui.accounts.sheet import Sheet
from policydesk.ui.accounts.withdrawing import may_be_withdrawn
from policydesk.ui.kit.colours import Tone
from policydesk.ui.kit.states import Mark

DECISION_MARKS = {
    Decision.PENDING: Mark("◔", Decision.PENDING.label, Tone.WARN),
    Decision.APPROVED: Mark("✓", Decision.APPROVED.label, Tone.GOOD),
    Decision.REFUSED: Mark("✗", Decision.REFUSED.label, Tone.BAD),
}
"""What was decided."""

WITHDRAWN = Mark("✗", "Withdrawn", Tone.BAD)

SHOWN = 12
"""Entries of each kind that are shown; the whole list is on the other tab and in the report."""


def fill(sheet: Sheet, account: AccountDetail, doing: Doing) -> None:
    """Show each log with the newest first."""
    sheet.heading("Approvals", ("Log content…", lambda: doing.run("accounts.content"), "content_here"))
    for approval in account.approvals[:SHOWN]:
        _approval(sheet, approval, doing)
    _none(sheet, account.approvals, "Nothing was asked for yet.")
    sheet.heading("Checks", ("Record a check…", lambda: doing.run("accounts.check"), "check_here"))
    for check in account.checks[:SHOWN]:
        sheet.line(check_words(check))
    _none(sheet, account.checks, "Nobody has recorded a check yet.")
    sheet.heading("Evaluations", ("Evaluate…", lambda: doing.run("accounts.evaluate"), "evaluate_here"))
    for one in account.evaluations[:SHOWN]:
        notes = f". {one.notes}" if one.notes else ""
        sheet.line(f"{written(one.evaluated_on)}, {one.evaluated_by}: {one.result.label}{notes}")
    _none(sheet, account.evaluations, "It was not evaluated yet.")
    if account.firms:
        sheet.heading("Outside firms")
        for firm in account.firms:
            sheet.line(firm_words(firm))
    if account.permissions:
        sheet.heading("Permissions")
        for permission in account.permissions[:SHOWN]:
            correct = ("Correct…", partial(doing.correct, permission), f"correct_permission_{permission.id}")
            sheet.line(permission_words(permission), correct)
    sheet.heading("What happened")
    for entry in account.history[:SHOWN]:
        sheet.line(f"{written(entry.at.astimezone(ZONE).date())}: {entry.words} ({entry.actor})")


def approval_words(one: ApprovalRow) -> str:
    """Say what was asked for and what was decided."""
    title = f": {one.title}" if one.title else ""
    if one.decision is Decision.PENDING:
        by = f" by {one.asked_by}" if one.asked_by else ""
        return f"{one.kind.label}{title}, asked for{by} on {written(one.asked_on)}"
    until = f"; holds until {written(one.expires_on)}" if one.expires_on else ""
    conditions = f". {one.conditions}" if one.conditions else ""
    reference = f". Photo permission {one.permission_reference}" if one.permission_reference else ""
    decided = f"{one.decision.label.lower()} by {one.decided_by} on {written(one.decided_on)}"
    return f"{one.kind.label}{title}, {decided}{until}{conditions}{reference}{_withdrawn(one)}"


def _withdrawn(one: ApprovalRow) -> str:
    if one.withdrawn_from is None:
        return ""
    return f". Withdrawn from {written(one.withdrawn_from)} by {one.withdrawn_by}: {one.withdrawal_reason}"


def decision_mark(one: ApprovalRow) -> Mark:
    """Return what was decided, or that it was taken back."""
    return DECISION_MARKS[one.decision] if one.withdrawn_from is None else WITHDRAWN


def check_words(one: CheckRow) -> str:
    """Say who looked when, and what was found and removed."""
    found = (one.found or "Nothing found").removesuffix(".")
    removed = f"; {counted(one.removed, 'item')} removed" if one.removed else ""
    what = f" ({one.removed_what.removesuffix('.')})" if one.removed and one.removed_what else ""
    vetted = "; followers looked through" if one.followers_vetted else ""
    concern = f"; concern {one.concern_reference}" if one.concern_reference else ""
    return f"{written(one.checked_on)}, {one.full_name}: {found}{removed}{what}{vetted}{concern}"


def firm_words(one: AccessRow) -> str:
    """Say which firm gets in, how far, and under which agreement."""
    days = f"since {written(one.from_on)}" if one.ended_on is None else f"until {written(one.ended_on)}"
    agreement = f"agreement {one.agreement}" if one.agreement else "no agreement recorded"
    return f"{one.firm}, {one.level.label.lower()}, {days}; {agreement}"


def permission_words(one: PermissionRow) -> str:
    """Say what was permitted by whom, and until when."""
    ended = f"; withdrawn {written(one.withdrawn_on)}" if one.withdrawn_on else ""
    until = f"; holds until {written(one.expires_on)}" if one.expires_on and not one.withdrawn_on else ""
    return f"{one.kind.label}: {one.subject}, given by {one.given_by} on {written(one.given_on)}{until}{ended}"


def _approval(sheet: Sheet, one: ApprovalRow, doing: Doing) -> None:
    waiting = one.decision is Decision.PENDING
    decide = (("Decide…", partial(doing.decide_on, one), f"decide_{one.id}"),) if waiting else ()
    withdraw = (("Withdraw…", partial(doing.withdraw, one), f"withdraw_{one.id}"),) if may_be_withdrawn(one) else ()
    correct = ("Correct…", partial(doing.correct, one), f"correct_approval_{one.id}")
    sheet.state(decision_mark(one), approval_words(one), *decide, *withdraw, correct)


def _none(sheet: Sheet, rows: tuple[object, ...], says: str) -> None:
    if not rows:
        sheet.hint(says)
    elif len(rows) > SHOWN:
        sheet.hint(f"{len(rows) - SHOWN:,} earlier ones.")
