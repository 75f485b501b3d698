"""The list of official accounts, and what is done about one or several of them."""

from policydesk.names import fold
from policydesk.queries.account_detail import account_detail
from policydesk.queries.accounts import AccountRow, list_accounts
from policydesk.queries.due import account_findings
from policydesk.rules.findings import Finding
from policydesk.terms import Topic
from policydesk.terms_accounts import AccountState
from policydesk.ui.accounts.columns import columns, has_too_few, is_neglected
from policydesk.ui.accounts.detail import AccountPanel
from policydesk.ui.accounts.work import AccountsWork
from policydesk.ui.desk import Desk
from policydesk.ui.kit.cards import EmptyState
from policydesk.ui.kit.filter_bar import Chip
from policydesk.ui.kit.page import Window
from policydesk.ui.kit.rows_model import RowsModel

CHIPS = (
    *(Chip(one, one.label, "state") for one in AccountState if one is not AccountState.CLOSED),
    Chip("too_few", "Too few moderators"),
    Chip("neglected", "Moderation late"),
    Chip(AccountState.CLOSED, AccountState.CLOSED.label, "state"),
)

NEXT_TO_THE_LIST = (585, 425)
"""How wide list and details are at first: the list shows when too few are there, the details have a calendar."""


class AccountsListPage(AccountsWork):
    """The accounts; closed ones only where the chip asks for them."""

    name, title = "accounts", "Accounts"
    shows = frozenset({Topic.ACCOUNTS, Topic.STAFF, Topic.APPOINTMENTS, Topic.POLICIES, Topic.ACKNOWLEDGEMENTS})
    model: RowsModel[AccountRow]

    def __init__(self, desk: Desk, frame: Window) -> None:
        self._any = False
        self._found: dict[int, tuple[Finding, ...]] | None = None
        self._loading = False
        self._columns_for = desk.as_at
        self._panel = AccountPanel(
            self, only_looks=desk.only_looks, on_tab=lambda words: self.keep("detail_tab", words)
        )
        super().__init__(
            desk,
            frame,
            RowsModel(columns(desk.as_at)),
            one="account",
            chips=CHIPS,
            empty=EmptyState(
                "No official accounts are recorded. Add every page or channel that speaks for the school, even old "
                "ones.",
                "" if desk.only_looks else "Add an existing account",
                self.add_existing,
            ),
            detail=self._panel,
        )
        self._all_closed = EmptyState(
            "Every account is closed.", "Show them", lambda: self.filters.press(AccountState.CLOSED)
        )
        self._stack.addWidget(self._all_closed)
        if not self.kept("splitter"):
            self.splitter.setSizes(list(NEXT_TO_THE_LIST))
        self._panel.show_tab(self.kept("detail_tab"))
        self.offer_all()
        self.refresh()

    def load(self) -> None:
        """Ask for the accounts and keep those that the filter names."""
        as_at = self.desk.as_at
        self._found = None
        pressed, words = self.filters.pressed, fold(self.filters.words).split()
        states = {one for one in AccountState if one in pressed}

        def wanted(row: AccountRow) -> bool:
            said = fold(f"{row.name} {row.platform_name} {row.handle} {row.address} {' '.join(row.moderators)}")
            return (
                (row.state in states if states else row.state is not AccountState.CLOSED)
                and all(word in said for word in words)
                and ("too_few" not in pressed or has_too_few(row))
                and ("neglected" not in pressed or is_neglected(row, as_at))
            )

        rows = self.desk.ask(list_accounts, as_at)
        self._any = bool(rows)
        self._loading = True  # the details follow once, when the list stands
        if self._columns_for != as_at:
            self._columns_for = as_at
            self.model.set_columns(columns(as_at))
        self.model.set_rows([row for row in rows if wanted(row)])
        self._loading = False

    def refresh(self) -> None:
        """Ask again; where every account is closed, say that instead of offering the first one."""
        super().refresh()
        if self._any and self._stack.currentWidget() is self.empty:
            self._stack.setCurrentWidget(self._all_closed)

    def show_detail(self, subject_id: int | None) -> None:
        """Show one account at the right, with what is missing of it."""
        if self._loading:
            return
        self._account = None if subject_id is None else self.desk.ask(account_detail, self.desk.as_at, subject_id)
        missing = () if self._account is None else self.missing(self._account.row.id)
        self._panel.show_account(self._account, missing)

    def show_record(self, subject_id: int) -> None:
        """Bring an account into view, also one that is closed."""
        if self.model.number_of(subject_id) < 0:
            row = next((one for one in self.desk.ask(list_accounts, self.desk.as_at) if one.id == subject_id), None)
            if row is not None and row.state is AccountState.CLOSED:
                self.filters.press(AccountState.CLOSED)
                self.refresh()
        super().show_record(subject_id)

    def open_record(self, subject_id: int) -> None:
        """Enter opens the account's form."""
        self.edit()

    def missing(self, account_id: int) -> tuple[Finding, ...]:
        """Return what is found about one account; asked once for all of them."""
        if self._found is None:
            gathered: dict[int, tuple[Finding, ...]] = {}
            for one in self.desk.ask(account_findings, self.desk.as_at):
                if one.command.partition(".")[0] == self.name:
                    gathered[one.subject_id] = (*gathered.get(one.subject_id, ()), one)
            self._found = gathered
        return self._found.get(account_id, ())
