"""Bringing in a list of official accounts and their moderators."""

from collections.abc import Sequence
from pathlib import Path

from policydesk.actions.imports_accounts import apply_accounts
from policydesk.exchange.accounts import read_account_list, read_accounts
from policydesk.exchange.accounts_plan import choose_accounts, plan_accounts
from policydesk.exchange.headings import Mapping
from policydesk.exchange.tables import Table
from policydesk.queries.account_matching import AccountPlan
from policydesk.store import Txn
from policydesk.ui.accounts.import_preview import AccountsTree, summary
from policydesk.ui.kit.date_box import DateBox
from policydesk.ui.kit.fields import Field, FieldRow
from policydesk.ui.kit.import_steps import ImportSteps


class AccountsWizard(ImportSteps):
    """The three steps for a list of accounts."""

    name, title, why = "import_accounts", "Import accounts", "an import of accounts"
    file_label, no_file = "List of accounts", "Choose the file with the list of accounts."
    first_says = (
        "A list with an account in each row: CSV, XLSX, XLS or ODS. Nothing is written until you confirm it. "
        "Import your staff first, so that moderators are found."
    )
    preview: AccountsTree
    _dropped: tuple[str, ...] = ()

    def tree(self) -> AccountsTree:
        """Return the tree that shows which accounts would be added or changed."""
        return AccountsTree()

    def fields(self) -> Sequence[FieldRow]:
        """Ask for what the list may not say of accounts."""
        self.live = FieldRow(
            Field(
                "live_on",
                "Live since, where the list does not say it (optional)",
                lambda: DateBox(self.desk.today),
                "For new accounts only. Without it, such rows are listed as problems.",
            )
        )
        return (self.live,)

    def read(self, path: Path) -> tuple[Table, Mapping]:
        """Read a list of accounts; columns of passwords do not come back."""
        return read_account_list(path)

    def plan(self, table: Table, mapping: Mapping) -> AccountPlan:
        """Compare a list of accounts with the register."""
        listed = read_accounts(table, mapping, self.desk.today)
        self._dropped = mapping.passwords
        return self.desk.ask(plan_accounts, listed, self.desk.today, default_live=self.live.input.value())

    def show_plan(self, plan: AccountPlan) -> None:
        """Show which accounts would be added or changed."""
        self.preview.show_plan(plan, self._dropped)

    def chosen(self, plan: AccountPlan) -> AccountPlan:
        """Return the plan as it is ticked."""
        return choose_accounts(plan, *self.preview.ticks())

    def would(self, plan: AccountPlan) -> str:
        """Say how many accounts would be added or changed."""
        return summary(plan)

    def apply(self, txn: Txn, plan: AccountPlan) -> str:
        """Write the plan and say how many accounts it added and changed."""
        result = apply_accounts(txn, plan)
        return f"Imported the list: {result.did}."
