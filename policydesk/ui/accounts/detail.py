"""One account at the right of the list: what is missing first, then its life, its team, its checklist and its logs."""

from collections.abc import Callable

from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from policydesk.queries.account_detail import AccountDetail
from policydesk.rules.findings import Finding
from policydesk.ui.accounts import detail_log, detail_now, detail_team
from policydesk.ui.accounts.answers import GROUPS
from policydesk.ui.accounts.columns import STATE_MARKS
from policydesk.ui.accounts.doing import Doing
from policydesk.ui.accounts.sheet import Sheet
from policydesk.ui.kit.emptied import empty
from policydesk.ui.kit.flow import FlowLayout
from policydesk.ui.kit.labels import Hint, PlainLabel, StatusChip, Title

TABS = ("Overview", "Moderators", "Checklist", "Logs", "Answers")


class AccountPanel(QWidget):
    """Shows one account; the tab stays while one goes from account to account."""

    def __init__(
        self, doing: Doing, *, only_looks: bool = False, on_tab: Callable[[str], object] | None = None
    ) -> None:
        super().__init__()
        self._doing, self._only_looks, self._on_tab = doing, only_looks, on_tab
        self._account: AccountDetail | None = None
        self._findings: tuple[Finding, ...] = ()
        self.tabs = QTabBar()
        self.tabs.setObjectName("account_parts")
        self.tabs.setAccessibleName("Parts of the account")
        self.tabs.setProperty("look", "within")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        for words in TABS:
            self.tabs.addTab(words)
        self._head = QVBoxLayout()
        self._head.setSpacing(4)
        self._sheet: QWidget = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._head)
        column.addWidget(self.tabs)
        column.addWidget(self._sheet, 1)
        self.tabs.currentChanged.connect(lambda _number: self._on_tab_chosen())

    def show_account(self, account: AccountDetail | None, findings: tuple[Finding, ...] = ()) -> None:
        """Show an account with what is missing of it, or nothing."""
        self._account, self._findings = account, findings
        empty(self._head)
        self.tabs.setVisible(account is not None)
        if account is None:
            self._head.addWidget(Hint("Select an account in the list."))
        else:
            self._show_head(account)
        self._show_tab()

    def show_tab(self, words: str) -> None:
        """Show one part."""
        if words in TABS:
            self.tabs.setCurrentIndex(TABS.index(words))

    def _show_head(self, account: AccountDetail) -> None:
        row = account.row
        title = Title(row.name)
        title.setWordWrap(True)
        self._head.addWidget(title)
        chips = FlowLayout(spacing=8)
        mark = STATE_MARKS[row.state]
        chips.addWidget(StatusChip(mark.says, mark.tone))
        chips.addWidget(PlainLabel(" ".join(one for one in (row.platform_name, row.handle) if one)))
        self._head.addLayout(chips)

    def _on_tab_chosen(self) -> None:
        self._show_tab()
        if self._on_tab is not None:
            self._on_tab(TABS[self.tabs.currentIndex()])

    def _show_tab(self) -> None:
        sheet = Sheet(only_looks=self._only_looks)
        if self._account is not None:
            self._fill(sheet, self._account)
        sheet.end()
        layout = self.layout()
        assert layout is not None
        layout.replaceWidget(self._sheet, sheet)
        self._sheet.hide()
        self._sheet.deleteLater()
        self._sheet = sheet
        sheet.show()

    def _fill(self, sheet: Sheet, account: AccountDetail) -> None:
        tab = TABS[self.tabs.currentIndex()]
        if tab == "Overview":
            detail_now.fill(sheet, account, self._findings, self._doing)
        elif tab == "Moderators":
            detail_team.fill(sheet, account, self._doing)
        elif tab == "Checklist":
            detail_now.fill_checklist(sheet, account, self._doing)
        elif tab == "Logs":
            detail_log.fill(sheet, account, self._doing)
        else:
            fill_answers(sheet, account, self._doing)


def fill_answers(sheet: Sheet, account: AccountDetail, doing: Doing) -> None:
    """Show every answer, group by group; what is not answered stands together under its group."""
    sheet.links(("Change the answers…", lambda: doing.run("accounts.edit"), "change_answers"))
    for heading, answers in GROUPS:
        said = [(label, read(account.answers)) for label, read in answers]
        open_ones = [label.lower() for label, words in said if not words]
        if heading == "Notes" and open_ones:
            continue
        sheet.heading(heading)
        sheet.facts(said)
        if open_ones:
            sheet.hint(f"Not answered: {', '.join(open_ones)}")
