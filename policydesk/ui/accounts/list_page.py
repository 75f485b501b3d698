"""The list of official accounts, and what is done about one or several of them."""

from policydesk.names import fold
from policydesk.queries.account_detail import AccountDetail, ChecklistRow, ModeratorRow, account_detail
from policydesk.queries.account_logs import ApprovalRow
from policydesk.queries.accounts import AccountRow, list_accounts
from policydesk.queries.due import findings
from policydesk.queries.moderating import moderating
from policydesk.rules.findings import Finding
from policydesk.terms import Topic
from policydesk.terms_accounts import AccountState
from policydesk.ui.accounts import keeping, life, team
from policydesk.ui.accounts.asks import Asks
from policydesk.ui.accounts.columns import columns, has_too_few, is_neglected
from policydesk.ui.accounts.detail import AccountPanel
from policydesk.ui.desk import Desk
from policydesk.ui.kit.cards import EmptyState
from policydesk.ui.kit.filter_bar import Chip
from policydesk.ui.kit.list_page import ListPage
from policydesk.ui.kit.page import Needs, Window
from policydesk.ui.kit.rows_model import RowsModel
from policydesk.ui.staff.absences import ask_absence, ask_training

CHIPS = (
    *(Chip(one, one.label, "state") for one in AccountState if one is not AccountState.CLOSED),
    Chip("too_few", "Too few moderators"),
    Chip("neglected", "Not moderated in time"),
    Chip(AccountState.CLOSED, AccountState.CLOSED.label, "state"),
)

NEXT_TO_THE_LIST = (575, 505)
"""How wide list and details are at first: the details have a calendar."""


class AccountsListPage(ListPage):
    """The accounts; closed ones only where the chip asks for them."""

    name, title = "accounts", "Accounts"
    shows = frozenset({Topic.ACCOUNTS, Topic.STAFF, Topic.APPOINTMENTS, Topic.POLICIES, Topic.ACKNOWLEDGEMENTS})
    model: RowsModel[AccountRow]

    def __init__(self, desk: Desk, frame: Window) -> None:
        self._any = False
        self._account: AccountDetail | None = None
        self._found: dict[int, tuple[Finding, ...]] | None = None
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
        self._offer()
        self.refresh()

    @property
    def asks(self) -> Asks:
        """What forms ask through."""
        return Asks(self, self.desk, self.frame)

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
        self.model.set_columns(columns(as_at))
        self.model.set_rows([row for row in rows if wanted(row)])

    def refresh(self) -> None:
        """Ask again; where every account is closed, say that instead of offering the first one."""
        super().refresh()
        if self._any and self._stack.currentWidget() is self.empty:
            self._stack.setCurrentWidget(self._all_closed)

    def show_detail(self, subject_id: int | None) -> None:
        """Show one account at the right, with what is missing of it."""
        self._account = None if subject_id is None else self.desk.ask(account_detail, self.desk.as_at, subject_id)
        missing = () if self._account is None else self._missing(self._account.row.id)
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

    # what the toolbar, the keys and Today ask for

    def propose(self) -> None:
        """Propose an account."""
        life.propose(self.asks, lambda account_id: self._on_added(account_id, "Proposed"))

    def add_existing(self) -> None:
        """Add an account that exists already."""
        life.add_existing(self.asks, lambda account_id: self._on_added(account_id, "Added"))

    def edit(self) -> None:
        """Change what is said of the account in view."""
        if self._account is not None:
            life.edit(self.asks, self._account)

    def approve(self) -> None:
        """Decide about the account in view."""
        if self._account is not None:
            life.decide(self.asks, self._account)

    def step(self) -> None:
        """Take the next step of the account in view."""
        if self._account is not None and not life.step(self.asks, self._account):
            self.frame.say(f"{self._account.row.name} is closed. Propose a new account instead.")

    def appoint(self) -> None:
        """Appoint a moderator of the account in view."""
        if self._account is not None:
            team.appoint(self.asks, self._account)

    def replace(self) -> None:
        """Let somebody take over from a moderator on the selected accounts, or on all."""
        people = self._moderators()
        if not people:
            self.frame.say("Nobody moderates an account yet. Appoint a moderator first.")
            return
        team.replace(self.asks, people, people[0][0] if len(people) == 1 else None, self.selected_ids())

    def tick(self) -> None:
        """Answer the checklist of the account in view."""
        if self._account is not None:
            keeping.tick(self.asks, self._account)

    def check(self) -> None:
        """Record one look at the selected accounts."""
        ids = set(self.selected_ids())
        chosen = [(row.id, row.name) for row in self.model.rows if row.id in ids]
        if chosen:
            keeping.record_check(self.asks, chosen)

    def evaluate(self) -> None:
        """Evaluate the account in view."""
        if self._account is not None:
            keeping.evaluate(self.asks, self._account)

    def content(self) -> None:
        """Log content for the account in view."""
        if self._account is not None:
            keeping.content(self.asks, [(self._account.row.id, self._account.row.name)])

    def absence(self) -> None:
        """Record that a moderator of the account in view is away."""
        turns = () if self._account is None else self._account.moderators
        people = {turn.staff_id: turn.full_name for turn in turns if turn.is_running}
        ask_absence(self, self.desk, sorted(people.items(), key=lambda one: one[1]), self.asks.done)

    def train(self) -> None:
        """Record a training of moderators of the account in view."""
        turns = () if self._account is None else self._account.moderators
        running = [turn for turn in turns if turn.is_running]
        if not running:
            self.frame.say("Nobody moderates this account yet. Appoint a moderator first.")
            return
        lacking = [one for one in running if one.trained_until is None or one.trained_until < self.desk.as_at]
        people = {turn.staff_id: turn.full_name for turn in running}
        ask_training(
            self, self.desk, list(people.items()), self.asks.done, ticked={one.staff_id for one in lacking or running}
        )

    def approve_moderator(self) -> None:
        """Approve the first moderator of the account in view who is not approved yet."""
        turns = () if self._account is None else self._account.moderators
        waiting = next((turn for turn in turns if turn.is_running and turn.approved_on is None), None)
        if waiting is None:
            self.frame.say("Every moderator of this account is approved.")
            return
        self.change_moderator(waiting)

    def print_form(self) -> None:
        """Print the approval form of the account in view: on the page of reports, with the account chosen."""
        if self._account is not None:
            self.frame.go_to("reports", self._account.row.id, "reports.approval_form")

    # what the details ask for

    def put_right(self, finding: Finding) -> None:
        """Go to where a finding is put right."""
        page, _dot, doing = finding.command.partition(".")
        self.frame.go_to(page, finding.subject_id or None, finding.command if doing else "")

    def change_moderator(self, turn: ModeratorRow) -> None:
        """Change a turn."""
        team.change(self.asks, turn)

    def end_moderator(self, turn: ModeratorRow) -> None:
        """End a turn."""
        team.end(self.asks, turn)

    def answer(self, row: ChecklistRow) -> None:
        """Answer one question of the checklist."""
        if self._account is not None:
            keeping.tick_one(self.asks, self._account, row)

    def decide_on(self, waiting: ApprovalRow) -> None:
        """Decide what waits."""
        life.decide_on(self.asks, waiting)

    def _offer(self) -> None:
        one, some = Needs.ONE, Needs.SOME
        self.offer("accounts.propose", self.propose, primary=True)
        self.offer("accounts.existing", self.add_existing)
        self.offer("accounts.edit", self.edit, needs=one)
        self.offer("accounts.approve", self.approve, needs=one)
        self.offer("accounts.step", self.step, needs=one)
        self.offer("accounts.appoint", self.appoint, needs=one)
        self.offer("accounts.tick", self.tick, needs=one, button=False)
        self.offer("accounts.check", self.check, needs=some)
        self.offer("accounts.print", self.print_form, needs=one, button=False)
        self.offer("accounts.evaluate", self.evaluate, needs=one, button=False)
        self.offer("accounts.content", self.content, needs=one, button=False)
        self.offer("accounts.absence", self.absence, needs=one, button=False)
        self.offer("accounts.train", self.train, needs=one, button=False)
        self.offer("accounts.approve_moderator", self.approve_moderator, needs=one, button=False)
        self.offer("accounts.replace", self.replace, button=False)

    def _on_added(self, account_id: int, did: str) -> None:
        self.show_record(account_id)
        self.asks.done(f"{did} {self._account.row.name if self._account else 'an account'}")

    def _missing(self, account_id: int) -> tuple[Finding, ...]:
        if self._found is None:
            gathered: dict[int, tuple[Finding, ...]] = {}
            for one in self.desk.ask(findings, self.desk.as_at):
                if one.topic is Topic.ACCOUNTS and one.command.partition(".")[0] == self.name:
                    gathered[one.subject_id] = (*gathered.get(one.subject_id, ()), one)
            self._found = gathered
        return self._found.get(account_id, ())

    def _moderators(self) -> list[tuple[int, str]]:
        """Return who moderates any account."""
        return list(self.desk.ask(moderating, self.desk.as_at))
