"""Users: who may open the register, as what, and with which password; only an office manager adds and removes them."""

from typing import Any

from policydesk.dates import written
from policydesk.errors import Refusal, StoreTrouble
from policydesk.queries.school import UserRow, users
from policydesk.rules.readers import READS
from policydesk.store import users as store_users
from policydesk.store.passwords import MIN_LENGTH
from policydesk.store.slots import RecoverySheets
from policydesk.terms import Role, Topic
from policydesk.ui.desk import ZONE, Desk
from policydesk.ui.kit import messages
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.cards import Card
from policydesk.ui.kit.choice_box import TermChecks
from policydesk.ui.kit.columns import Column
from policydesk.ui.kit.fields import Field
from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.kit.inputs import TextBox
from policydesk.ui.kit.labels import Hint
from policydesk.ui.kit.page import Window
from policydesk.ui.kit.password_box import PasswordBox
from policydesk.ui.kit.rows_model import RowsModel
from policydesk.ui.kit.rows_view import RowsView
from policydesk.ui.settings.part import Part, row_of
from policydesk.ui.settings.sheets_dialog import SheetsDialog

PASSWORD_HINT = f"{MIN_LENGTH} characters or more. Three random words make a good one."


def in_words(roles: tuple[Role, ...] | frozenset[Role]) -> str:
    """Return what somebody is, in the order of the terms."""
    return ", ".join(role.label for role in Role if role in roles)


def last_signed_in(row: UserRow) -> str:
    """Return when a user was here last, on the school's clock."""
    if row.last_signed_in_at is None:
        return "Not yet"
    at = row.last_signed_in_at.astimezone(ZONE)
    return f"{written(at.date())}, {at:%H:%M}"


COLUMNS: tuple[Column[UserRow], ...] = (
    Column("Name", lambda row: row.name, width=24),
    Column("Roles", lambda row: in_words(row.roles), width=32),
    Column("Added", lambda row: written(row.added_on), sort=lambda row: row.added_on, width=16),
    Column("Last signed in", last_signed_in, sort=lambda row: row.last_signed_in_at, width=22),
)


class UsersPart(Part):
    """Who may open the register, and one's own password."""

    title = "Users"

    def __init__(self, desk: Desk, frame: Window) -> None:
        super().__init__(desk, frame)
        self.model = RowsModel(COLUMNS)
        self.view = RowsView("Users", self.model, one="user", multi=False, preferences=frame.preferences)
        self.view.setMinimumHeight(self.fontMetrics().height() * 12)
        self.view.chosen.connect(self._on_chosen)
        self.view.opened.connect(lambda _id: self.change_roles())
        self.add_button = Button("&Add user…", self.add, look="primary", picture="add")
        self.roles_button = Button("Change r&oles…", self.change_roles, picture="edit")
        self.remove_button = Button("Re&move user…", self.remove, picture="delete")
        self.not_yours = Hint("An office manager adds and removes users and changes their roles.")
        self.password_button = Button("Change m&y password…", self.change_password, picture="lock")
        self.sheets_button = Button("&New recovery sheets…", self.new_sheets, picture="print")
        self.key_code = Hint("")
        people, mine = Card("Who may open the register"), Card("Ways in")
        people.add(self.not_yours)
        people.add(row_of(self.add_button, self.roles_button, self.remove_button))
        people.add(self.view)
        mine.add(
            Hint(
                "A forgotten password is put right with the printed recovery sheet. "
                "New sheets make older ones worthless."
            )
        )
        mine.add(self.key_code)
        mine.add(row_of(self.password_button, self.sheets_button))
        self.setFocusProxy(self.view)
        self.column.addWidget(people, 1)
        self.column.addWidget(mine)

    @property
    def may_manage(self) -> bool:
        """Whether whoever is signed in may add and remove users."""
        return Role.OFFICE_MANAGER in self.desk.actor.roles and not self.desk.looks_back

    @property
    def may_make_sheets(self) -> bool:
        """Whether whoever is signed in may make recovery sheets: best somebody who reads incidents anyway."""
        return self.desk.actor.may(Role.OFFICE_MANAGER, Role.HEADTEACHER) and not self.desk.looks_back

    def refresh(self) -> None:
        """Show the users as they are now."""
        self.model.set_rows(self.desk.ask(users))
        self.not_yours.setVisible(not self.may_manage and not self.desk.looks_back)
        self.password_button.setVisible(not self.desk.looks_back)
        self._show_key_code()
        for button in (self.add_button, self.roles_button, self.remove_button):
            button.setVisible(self.may_manage)
        self.sheets_button.setVisible(self.may_make_sheets)
        self._on_chosen()

    def add(self) -> None:
        """Ask for a new user's name, roles and first password."""
        FormDialog(
            self,
            "Add a user",
            (
                Field("name", "Name", lambda: TextBox(longest=200), required="Enter the user’s name."),
                Field("roles", "Roles", lambda: TermChecks(Role, across=1), required="Select at least one role."),
                Field(
                    "password",
                    "First password",
                    lambda: PasswordBox(new=True),
                    f"{PASSWORD_HINT} They change it here after their first sign-in.",
                    "Enter a password.",
                ),
            ),
            verb="&Add user",
            save=self._add,
            then=lambda name: self.frame.say(f"Added {name}."),
        ).open()

    def change_roles(self) -> None:
        """Ask for the roles of the user in the list."""
        row = self._chosen()
        if row is None or not self.may_manage:
            return
        FormDialog(
            self,
            f"Roles of {row.name}",
            (Field("roles", "Roles", lambda: TermChecks(Role, across=1), required="Select at least one role."),),
            verb="Change r&oles",
            values={"roles": row.roles},
            save=lambda values: self._by_the_store(lambda: _change_roles(self.desk, row, values["roles"])),
            then=lambda _none: self.frame.say(f"{row.name} is now {in_words(self._roles_of(row.id)).lower()}."),
        ).open()

    def remove(self) -> None:
        """Ask, then close a user's way in."""
        row = self._chosen()
        if row is None:
            return
        if row.id == self.desk.actor.user_id:
            messages.tell(self, "That is you", "You cannot remove yourself. Ask another office manager to do it.")
            return
        messages.ask(
            self,
            f"Remove {row.name}?",
            f"{row.name} can no longer open this register. What they did stays in the history. "
            "Backups made before still open with their password. Their keys of incidents go too: they open nothing "
            "new, but what they read or printed cannot be taken back.",
            f"&Remove {row.name}",
            lambda: self._remove(row),
            danger=True,
        )

    def change_password(self) -> None:
        """Ask for the old and the new password of whoever is signed in."""
        FormDialog(
            self,
            "Change my password",
            (
                Field("old", "Your password now", PasswordBox, required="Enter your password."),
                Field("new", "New password", lambda: PasswordBox(new=True), PASSWORD_HINT, "Enter the new password."),
            ),
            verb="Change my &password",
            save=self._change_password,
            then=lambda _none: self.frame.say("Your password is changed."),
        ).open()

    def new_sheets(self) -> None:
        """Ask, make new recovery sheets and show them."""
        messages.ask(
            self,
            "Make new recovery sheets?",
            "The sheets printed before open nothing from then on. Print the new ones at once and destroy the old. "
            "The new safeguarding sheet opens incidents once a DSL or the headteacher has let it in: Incidents, "
            "Let somebody in.",
            "&Make new sheets",
            self._new_sheets,
        )

    def _show_key_code(self) -> None:
        """Show those who may read incidents the code of their own key: the private half beside it proves it."""
        may_read = bool(self.desk.actor.roles & READS)
        code = self.desk.register.vault.code
        self.key_code.setVisible(may_read)
        self.key_code.setText(
            f"The code of your key is {code}. Whoever lets you into incidents sees the same code beside your name."
            if code
            else "The code of your key is shown while the sealed parts are open."
        )

    def _add(self, values: dict[str, Any]) -> str:
        name: str = values["name"]

        def work(_progress: object) -> int:
            return store_users.add_user(self.desk.register, name, values["password"], values["roles"])

        self._by_the_store(lambda: self.desk.jobs.finish(work, says="Adding the user"))
        return name

    def _change_password(self, values: dict[str, Any]) -> None:
        def work(_progress: object) -> None:
            store_users.change_password(self.desk.register, values["old"], values["new"])

        self._by_the_store(lambda: self.desk.jobs.finish(work, says="Changing your password"))

    def _remove(self, row: UserRow) -> None:
        self._by_the_store(lambda: store_users.remove_user(self.desk.register, row.id))
        self.frame.say(f"Removed {row.name} as a user.")

    def _new_sheets(self) -> None:
        made: list[RecoverySheets] = []
        self._by_the_store(lambda: made.append(store_users.new_sheets(self.desk.register)))
        register = self.desk.register
        SheetsDialog(self, self.desk.jobs, register.school_name, register.folder, made[0], self.desk.today).open()

    def _by_the_store(self, do: Any) -> None:
        """Do what the store does by its own door, and tell every page; trouble with the file is a refusal here."""
        try:
            do()
        except StoreTrouble as trouble:
            raise Refusal(trouble.says) from trouble
        self.desk.tell(Topic.USERS)

    def _chosen(self) -> UserRow | None:
        wanted = self.view.current_id()
        return next((row for row in self.model.rows if row.id == wanted), None)

    def _roles_of(self, user_id: int) -> tuple[Role, ...]:
        return next((row.roles for row in self.model.rows if row.id == user_id), ())

    def _on_chosen(self) -> None:
        chosen = self._chosen() is not None
        self.roles_button.setEnabled(chosen)
        self.remove_button.setEnabled(chosen)


def _change_roles(desk: Desk, row: UserRow, roles: frozenset[Role]) -> None:
    store_users.change_roles(desk.register, row.id, roles)
