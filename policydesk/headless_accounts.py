"""Lists of official accounts on the command line: bringing one in, and writing the register's as a spreadsheet."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from policydesk.actions.imports_accounts import apply_accounts
from policydesk.counts import counted
from policydesk.errors import Refusal
from policydesk.exchange.accounts import read_account_list, read_accounts
from policydesk.exchange.accounts_plan import plan_accounts
from policydesk.exchange.accounts_sheet import accounts_sheet
from policydesk.names import fold
from policydesk.queries.account_matching import AccountPlan, AddedAccount
from policydesk.queries.accounts import account_names, list_accounts
from policydesk.store import Register
from policydesk.store.atomic import write_whole
from policydesk.store.backup import backup_before
from policydesk.store.register import ZONE

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def import_accounts(register: Register, file: Path, live_since: date | None, *, dry_run: bool) -> int:
    """Print what a list of accounts would change and, unless it is a dry run, bring it in as one change."""
    table, mapping = read_account_list(file)
    today = register.clock().astimezone(ZONE).date()
    listed = read_accounts(table, mapping, today)
    with register.reading() as session:
        plan = plan_accounts(session, listed, today, default_live=live_since)
    for heading in mapping.passwords:
        print(f"dropped  the column “{heading}” holds passwords, so it was not read")
    _show(plan)
    if dry_run:
        print("Nothing was written: this was a dry run.")
        return 0
    if not plan.changes_nothing:
        backup_before(register, "an import of accounts")
    with register.writing() as txn:
        result = apply_accounts(txn, plan)
    print(f"Imported the list: {result.says}.")
    return 0


def _show(plan: AccountPlan) -> None:
    for added in plan.added:
        print(f"{'add' if added.ticked else 'decide':9}row {added.row_number}: {_about(added)}")
    for changed in plan.changed:
        for change in changed.changes:
            print(f"change   {changed.name}: {change.label}: {change.old or 'nothing'} -> {change.new or 'nothing'}")
    for problem in plan.problems:
        print(f"problem  row {problem.row_number}: {problem.says}.")
    for skipped in plan.skipped:
        print(f"skipped  row {skipped.row_number}: {skipped.why}")
    if plan.same:
        print(f"same     {counted(len(plan.same), 'account')} left as they are")


def _about(account: AddedAccount) -> str:
    words = f"{account.name} ({account.platform_name}), {account.life.state.label.lower()}"
    if account.turns:
        words += f", moderated by {', '.join(turn.name for turn in account.turns)}"
    return f"{words}: {account.doubt} (left out; the window asks)" if account.doubt else words


def account_named(session: "Session", day: date, name: str) -> int:
    """Return the account of a name on a day; raises Refusal that names those there are."""
    known = account_names(session, day)
    found = [account_id for account_id, called in known if fold(called) == fold(name.strip())]
    if len(found) == 1:
        return found[0]
    if found:
        raise Refusal(f"{len(found)} accounts are called “{name}”. Give them different names first, or use the window.")
    names = ", ".join(called for _id, called in known) or "none"
    raise Refusal(f"No account is called “{name}” on that day. There are: {names}.")


def export_accounts(register: Register, out: Path, as_at: date) -> int:
    """Write the list of accounts as a spreadsheet; the whole file or none."""
    with register.reading() as session:
        rows = list_accounts(session, as_at)
    write_whole(out, accounts_sheet(rows, register.school_name, as_at))
    print(f"{counted(len(rows), 'account')}: {out}")
    return 0
