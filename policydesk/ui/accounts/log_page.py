"""Approvals and logs: everything that was asked, decided and noted beside the accounts, in one list."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from policydesk.names import fold
from policydesk.queries.account_logs import ApprovalRow, EnquiryRow
from policydesk.queries.accounts import account_names
from policydesk.terms import Topic
from policydesk.ui.accounts import keeping, life, log_forms
from policydesk.ui.accounts.asks import Asks
from policydesk.ui.accounts.log_rows import COLUMNS, KINDS, LogKind, LogRow, facts, line_id, log_rows
from policydesk.ui.accounts.sheet import Sheet
from policydesk.ui.desk import Desk
from policydesk.ui.kit.cards import EmptyState
from policydesk.ui.kit.emptied import empty
from policydesk.ui.kit.filter_bar import Chip
from policydesk.ui.kit.labels import StatusChip, Title
from policydesk.ui.kit.list_page import ListPage
from policydesk.ui.kit.page import Needs, Window
from policydesk.ui.kit.rows_model import RowsModel

CHIPS = (Chip("open", "To be done"), *(Chip(one, one.label, "kind") for one in KINDS))

NEXT_TO_THE_LIST = (700, 310)
"""How wide list and details are at first: the list says what it is about and where it stands."""

KINDS_OF = {
    "accounts_log.decide": (LogKind.APPROVAL, LogKind.CONTENT),
    "accounts_log.forward": (LogKind.MEDIA,),
    "accounts_log.page": (LogKind.PAGE,),
    "accounts_log.access": (LogKind.FIRM,),
}
"""Which logs a command is about: what Today asks for is found in the first that has it."""


class LogPanel(QWidget):
    """Shows one line of a log with everything that is known of it."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def show_line(self, row: LogRow | None) -> None:
        """Show a line, or nothing."""
        empty(self._column)
        sheet = Sheet()
        if row is None:
            sheet.hint("Select a line in the list.")
        else:
            title = Title(row.what)
            title.setWordWrap(True)
            self._column.addWidget(title)
            self._column.addWidget(StatusChip(row.mark.says, row.mark.tone))
            sheet.facts(facts(row))
        sheet.end()
        self._column.addWidget(sheet, 1)


class AccountsLogPage(ListPage):
    """The logs; chips show one of them."""

    name, title = "accounts_log", "Approvals and logs"
    shows = frozenset({Topic.ACCOUNTS, Topic.STAFF, Topic.APPOINTMENTS})
    model: RowsModel[LogRow]

    def __init__(self, desk: Desk, frame: Window) -> None:
        self._asked_for: int | None = None
        self._panel = LogPanel()
        super().__init__(
            desk,
            frame,
            RowsModel(COLUMNS),
            one="entry",
            many="entries",
            chips=CHIPS,
            empty=EmptyState(
                "Nothing was asked for or noted yet: approvals, content, media enquiries, pages of others, outside "
                "firms, permissions.",
                "" if desk.only_looks else "Ask for an approval",
                self.ask,
            ),
            detail=self._panel,
        )
        if not self.kept("splitter"):
            self.splitter.setSizes(list(NEXT_TO_THE_LIST))
        self._offer()
        self.refresh()

    @property
    def asks(self) -> Asks:
        """What forms ask through."""
        return Asks(self, self.desk, self.frame)

    @property
    def row(self) -> LogRow | None:
        """The line in view."""
        current = self.view.current_id()
        return None if current is None else self.model.row_at(self.model.number_of(current))

    def load(self) -> None:
        """Ask for every log and keep the lines that the filter names."""
        pressed, words = self.filters.pressed, fold(self.filters.words).split()
        kinds = {one for one in KINDS if one in pressed}

        def wanted(row: LogRow) -> bool:
            said = fold(f"{row.what} {row.account} {row.who}")
            return (
                (not kinds or row.kind in kinds)
                and ("open" not in pressed or row.is_open)
                and all(word in said for word in words)
            )

        self.model.set_rows([row for row in log_rows(self.desk) if wanted(row)])

    def context_actions(self) -> list[QAction]:
        """Return the actions of the menu: one way to change a line is enough there."""
        twice = {self.action(one) for one in ("accounts_log.page", "accounts_log.access") if self.offers(one)}
        return [one for one in super().context_actions() if one not in twice]

    def show_detail(self, subject_id: int | None) -> None:
        """Show one line at the right."""
        self._panel.show_line(self.row)

    def show_record(self, subject_id: int) -> None:
        """Bring the line of a finding into view; which log it is from is known with the command that follows."""
        self._asked_for = subject_id

    def run(self, command_id: str) -> bool:
        """Do a command; on the line that a finding named, where it named one."""
        asked_for, self._asked_for = self._asked_for, None
        if asked_for is not None and command_id in KINDS_OF:
            self._show_first(asked_for, KINDS_OF[command_id])
        return super().run(command_id)

    def open_record(self, subject_id: int) -> None:
        """Enter decides what waits, forwards what was not forwarded, and changes everything else."""
        row = self.row
        if row is None or self.desk.only_looks:
            return
        subject = row.subject
        if isinstance(subject, ApprovalRow) and subject.decided_on is None:
            self.decide()
        elif isinstance(subject, EnquiryRow) and subject.forwarded_at is None:
            self.forward()
        else:
            self.edit()

    def ask(self) -> None:
        """Record that somebody asks for an approval."""
        log_forms.ask(self.asks, self._accounts(), lambda one: self._on_added(LogKind.APPROVAL, one, "the request"))

    def content(self) -> None:
        """Log content that was agreed to."""
        accounts = self._accounts()
        if not accounts:
            self.frame.say("No account is recorded yet. Add the account first.")
            return
        keeping.content(self.asks, accounts)

    def enquiry(self) -> None:
        """Note a question from the media."""
        log_forms.enquiry(self.asks, self._accounts(), lambda one: self._on_added(LogKind.MEDIA, one, "the enquiry"))

    def note(self) -> None:
        """Note a page of others."""
        log_forms.page(self.asks, lambda one: self._on_added(LogKind.PAGE, one, "the page"))

    def firm(self) -> None:
        """Note a firm with access."""
        accounts = self._accounts()
        if not accounts:
            self.frame.say("No account is recorded yet. Add the account first.")
            return
        log_forms.firm(self.asks, accounts, lambda one: self._on_added(LogKind.FIRM, one, "the firm’s access"))

    def permission(self) -> None:
        """Note a permission."""
        log_forms.permission(
            self.asks, self._accounts(), lambda one: self._on_added(LogKind.PERMISSION, one, "the permission")
        )

    def decide(self) -> None:
        """Decide what waits."""
        subject = None if self.row is None else self.row.subject
        if isinstance(subject, ApprovalRow) and subject.decided_on is None:
            life.decide_on(self.asks, subject)
        else:
            self.frame.say("There is nothing to decide here. Select an approval that is waiting.")

    def forward(self) -> None:
        """Forward an enquiry to the headteacher."""
        subject = None if self.row is None else self.row.subject
        if isinstance(subject, EnquiryRow) and subject.closed_on is None:
            log_forms.forward(self.asks, subject)
        else:
            self.frame.say("There is nothing to forward here. Select a media enquiry that is not closed.")

    def edit(self) -> None:
        """Change the line in view; what was decided or permitted is corrected, with a reason."""
        if self.row is not None:
            log_forms.change(self.asks, self._accounts(), self.row.subject)

    def end(self) -> None:
        """Close, end or withdraw the line in view."""
        if self.row is not None and not log_forms.end(self.asks, self.row.subject):
            self.frame.say("There is nothing to withdraw here. Only an approval that stands can be withdrawn.")

    def _offer(self) -> None:
        for command_id, do in (
            ("accounts_log.ask", self.ask),
            ("accounts_log.content", self.content),
            ("accounts_log.enquiry", self.enquiry),
            ("accounts_log.note", self.note),
            ("accounts_log.firm", self.firm),
            ("accounts_log.permission", self.permission),
        ):
            self.offer(command_id, do)
        self.offer_menu("accounts_log.new", primary=True)
        self.offer("accounts_log.decide", self.decide, needs=Needs.ONE)
        self.offer("accounts_log.forward", self.forward, needs=Needs.ONE)
        self.offer("accounts_log.edit", self.edit, needs=Needs.ONE)
        self.offer("accounts_log.end", self.end, needs=Needs.ONE)
        for command_id in ("accounts_log.page", "accounts_log.access"):
            self.offer(command_id, self.edit, needs=Needs.ONE, button=False)

    def _show_first(self, subject_id: int, kinds: tuple[LogKind, ...]) -> None:
        open_lines = {row.id for row in log_rows(self.desk) if row.is_open}
        wanted = [line_id(kind, subject_id) for kind in kinds]
        for one in [*(line for line in wanted if line in open_lines), *wanted]:
            if self.model.number_of(one) < 0:
                self.filters.clear()
                self.refresh()
            if self.model.number_of(one) >= 0:
                super().show_record(one)
                return

    def _accounts(self) -> list[tuple[int, str]]:
        return list(self.desk.ask(account_names, self.desk.as_at))

    def _on_added(self, kind: LogKind, subject_id: int, what: str) -> None:
        super().show_record(line_id(kind, subject_id))
        self.asks.done(f"Recorded {what}")
