"""Everything that is done about official accounts from their list: by toolbar, menu, keys, details and from Today."""

from abc import abstractmethod

from policydesk.queries.account_detail import AccountDetail, ChecklistRow, ModeratorRow
from policydesk.queries.account_logs import ApprovalRow, PermissionRow
from policydesk.queries.accounts import AccountRow, account_names
from policydesk.queries.moderating import moderating
from policydesk.rules.findings import Finding
from policydesk.terms_accounts import AccountState, ModeratorRole
from policydesk.ui.accounts import corrections, first, keeping, life, team, withdrawing
from policydesk.ui.accounts.asks import Asks
from policydesk.ui.kit.list_page import ListPage
from policydesk.ui.kit.page import Needs
from policydesk.ui.kit.rows_model import RowsModel
from policydesk.ui.staff.absences import ask_absence, ask_training


class AccountsWork(ListPage):
    """Opens the forms, for the account in view or for those that are selected."""

    model: RowsModel[AccountRow]
    _account: AccountDetail | None = None

    @property
    def asks(self) -> Asks:
        """What forms ask through."""
        return Asks(self, self.desk, self.frame)

    @abstractmethod
    def missing(self, account_id: int) -> tuple[Finding, ...]:
        """Return what is found about one account."""

    def propose(self) -> None:
        """Propose an account, once there is somebody who can answer for it."""
        if first.staff_first(self.asks, "A proposal names who has overall responsibility for the account."):
            return
        life.propose(self.asks, lambda account_id: self.on_added(account_id, "Proposed"))

    def add_existing(self) -> None:
        """Add an account that exists already."""
        life.add_existing(self.asks, lambda account_id: self.on_added(account_id, "Added"))

    def edit(self) -> None:
        """Change what is said of the account in view."""
        if self._account is not None:
            life.edit(self.asks, self._account)

    def pupils(self) -> None:
        """Say how old the pupils are whom the account in view is for."""
        if self._account is not None:
            life.edit(self.asks, self._account, "youngest_age")

    def sign_in(self) -> None:
        """Say in whose name the account in view is registered, and where its sign-in is kept by whom."""
        if self._account is not None:
            missing = {one.rule for one in self.missing(self._account.row.id)}
            life.edit(self.asks, self._account, life.sign_in_box(self._account, missing))

    def approve(self) -> None:
        """Decide about the account in view."""
        if self._account is not None and not first.head_first(self.asks, self._account.row.id):
            life.decide(self.asks, self._account)

    def step(self) -> None:
        """Take the next step of the account in view."""
        if self._account is not None and not life.step(self.asks, self._account):
            self.frame.say(f"{self._account.row.name} is closed. Propose a new account instead.")

    def close_account(self) -> None:
        """Close the account in view for good."""
        if self._account is not None and not life.step(self.asks, self._account, AccountState.CLOSED):
            self.frame.say(f"{self._account.row.name} is closed already.")

    def appoint(self) -> None:
        """Appoint a moderator of the account in view."""
        who = "Only staff moderate the school’s accounts."
        if self._account is not None and not first.staff_first(self.asks, who):
            team.appoint(self.asks, self._account)

    def replace(self) -> None:
        """Let somebody take over from a moderator on the selected accounts, or on all."""
        people = self._moderators()
        if not people:
            self.frame.say("Nobody moderates an account yet. Appoint a moderator first.")
            return
        team.replace(self.asks, people, self._who_stops(people), self.selected_ids())

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
        team.change(self.asks, waiting, approve=True)

    def administrator(self) -> None:
        """Change the turn of the first moderator of the account in view who is no administrator, to make them one."""
        turns = () if self._account is None else self._account.moderators
        there = [turn for turn in turns if turn.is_running and turn.approved_on is not None]
        turn = next((one for one in there if one.role is not ModeratorRole.ADMINISTRATOR), None)
        if turn is None:
            self.frame.say("Every moderator of this account is an administrator. Appoint another moderator.")
            return
        self.change_moderator(turn, role=ModeratorRole.ADMINISTRATOR)

    def acknowledge(self) -> None:
        """Record what the first moderator of the account in view has signed who has not acknowledged the policy."""
        turns = () if self._account is None else self._account.moderators
        owing = next((turn for turn in turns if turn.is_running and turn.bound and turn.owes), None)
        if owing is None:
            self.frame.say("Every moderator of this account has acknowledged the policy in force.")
            return
        self.frame.go_to("staff", owing.staff_id, "staff.sign")

    def import_accounts(self) -> None:
        """Bring in a list of accounts and their moderators from a file."""
        from policydesk.ui.accounts.import_wizard import AccountsWizard

        AccountsWizard(self, self.desk, self.frame.say).open()

    def send(self) -> None:
        """Send the list of accounts to a spreadsheet."""
        from policydesk.ui.accounts.send_list import send_list

        send_list(self)

    def print_form(self) -> None:
        """Print the approval form of the account in view: on the page of reports, with the account chosen."""
        if self._account is not None:
            self.frame.go_to("reports", self._account.row.id)

    def put_right(self, finding: Finding) -> None:
        """Go to where a finding is put right."""
        page, _dot, doing = finding.command.partition(".")
        self.frame.go_to(page, finding.record_id, finding.command if doing else "")

    def change_moderator(self, turn: ModeratorRow, *, role: ModeratorRole | None = None) -> None:
        """Change a turn; the form suggests a role where one is named."""
        team.change(self.asks, turn, role)

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

    def withdraw(self, approval: ApprovalRow) -> None:
        """Take an approval back from a day on."""
        withdrawing.withdraw(self.asks, approval)

    def correct(self, noted: ApprovalRow | PermissionRow) -> None:
        """Put right what was decided or permitted."""
        corrections.correct(self.asks, list(self.desk.ask(account_names, self.desk.as_at)), noted)

    def offer_all(self) -> None:
        """Offer every command; the toolbar has those that are wanted most, and a menu with the rest."""
        one, some = Needs.ONE, Needs.SOME
        self.offer("accounts.propose", self.propose, primary=True)
        self.offer("accounts.edit", self.edit, needs=one)
        self.offer("accounts.approve", self.approve, needs=one)
        self.offer("accounts.step", self.step, needs=one)
        self.offer("accounts.appoint", self.appoint, needs=one)
        self.offer("accounts.check", self.check, needs=some)
        self.offer("accounts.existing", self.add_existing)
        self.offer("accounts.tick", self.tick, needs=one)
        self.offer("accounts.print", self.print_form, needs=one)
        self.offer("accounts.evaluate", self.evaluate, needs=one)
        self.offer("accounts.content", self.content, needs=one)
        self.offer("accounts.pupils", self.pupils, needs=one)
        self.offer("accounts.sign_in", self.sign_in, needs=one)
        self.offer("accounts.close", self.close_account, needs=one)
        self.offer("accounts.approve_moderator", self.approve_moderator, needs=one)
        self.offer("accounts.administrator", self.administrator, needs=one)
        self.offer("accounts.absence", self.absence, needs=one)
        self.offer("accounts.train", self.train, needs=one)
        self.offer("accounts.acknowledge", self.acknowledge, needs=one)
        self.offer("accounts.replace", self.replace)
        self.offer("accounts.import", self.import_accounts)
        self.offer("accounts.send", self.send)
        self.offer_menu(
            "accounts.more", apart=("accounts.tick", "accounts.pupils", "accounts.approve_moderator", "accounts.import")
        )

    def on_added(self, account_id: int, did: str) -> None:
        """Bring a new account into view and say so."""
        self.show_record(account_id)
        self.asks.done(f"{did} {self._account.row.name if self._account else 'an account'}")

    def _who_stops(self, people: list[tuple[int, str]]) -> int | None:
        """Return who is to be replaced, where that is known: the only moderator, or the one who is not bound here."""
        known = {one for one, _name in people}
        turns = () if self._account is None else self._account.moderators
        unbound = [turn.staff_id for turn in turns if turn.is_running and not turn.bound and turn.staff_id in known]
        return people[0][0] if len(people) == 1 else next(iter(unbound), None)

    def _moderators(self) -> list[tuple[int, str]]:
        """Return who moderates any account."""
        return list(self.desk.ask(moderating, self.desk.as_at))
