"""Making a register: the school, its first user, the place, and the recovery sheets on paper."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from policydesk.errors import Refusal
from policydesk.store.passwords import MIN_LENGTH, check_password
from policydesk.terms import Role
from policydesk.ui.kit import messages
from policydesk.ui.kit.buttons import Button
from policydesk.ui.kit.choice_box import TermChecks
from policydesk.ui.kit.fields import Field
from policydesk.ui.kit.folder_box import FolderBox
from policydesk.ui.kit.inputs import TextBox
from policydesk.ui.kit.labels import Hint
from policydesk.ui.kit.password_box import PasswordBox, strength_words
from policydesk.ui.welcome import sheets
from policydesk.ui.welcome.places import fresh_place
from policydesk.ui.welcome.step import Step
from policydesk.ui.welcome.walk import Walk

if TYPE_CHECKING:
    from policydesk.store import Created, Register

SCHOOL, YOU, PLACE, SHEETS, CHECK = range(5)
ZONE = ZoneInfo("Europe/London")


class MakeWalk(Walk):
    """From a school's name to an open register."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__("make_register")
        self._clock = clock
        self._made: Created | None = None
        self._suggested: Path | None = None
        self.sheets_view = sheets.SheetsView(self.jobs)
        self.set_steps((_school(), _you(self._words), _place(), self._sheets(), _check()))

    @property
    def register(self) -> "Register | None":
        """The register, from when it is on the disk until it is handed over."""
        return None if self._made is None else self._made.register

    def answer(self, name: str) -> str:
        """Return what was typed to one question of any step."""
        return str(next(one.value_of(name) for one in self.steps if name in one.rows))

    def leave_step(self) -> None:
        """Check what can be checked at once, make the register at the last question, and hand it over at the end."""
        if self.at == YOU and not self._password_is_good():
            return
        if self.at == PLACE:
            self._make()
        elif self.at == CHECK:
            self._check()
        else:
            super().leave_step()

    def go(self, number: int) -> None:
        """Show a step, with a place suggested for the school that was named."""
        if number == PLACE and self.steps[PLACE].value_of("folder") in {None, self._suggested}:
            self._suggested = fresh_place(self.answer("school_name"))
            self.steps[PLACE].set_value("folder", self._suggested)
        super().go(number)
        self.later_button.setVisible(number >= SHEETS)

    def back(self) -> None:
        """Go one step back; from the sheets, which are shown once, only after asking."""
        if self.at == SHEETS:
            self.later()
        else:
            super().back()

    def more_buttons(self) -> tuple[Button, ...]:
        """Return the way past the sheets for somebody without a printer at hand."""
        self.later_button = Button("Do this &later", self.later, look="link", name="later")
        return (self.later_button,)

    def later(self) -> None:
        """Ask, then open the register without checked sheets."""
        messages.ask(
            self,
            "The recovery sheets are not checked yet",
            "Without them a forgotten password cannot be put right, and nobody else can help. "
            "You can make new sheets at any time in Settings, under Users.",
            "Open without &them",
            self._hand_over,
            keep="&Stay with the sheets",
        )

    def _words(self, password: str) -> str:
        if len(password) < MIN_LENGTH:
            return strength_words(password)
        try:
            check_password(password, (self.answer("school_name"), self.answer("user_name")))
        except Refusal as refusal:
            return refusal.says
        return strength_words(password)

    def _password_is_good(self) -> bool:
        try:
            check_password(self.answer("password"), (self.answer("school_name"), self.answer("user_name")))
        except Refusal as refusal:
            self.show_problems([("password", refusal.says)])
            return False
        return True

    def _make(self) -> None:
        school, user, password = (self.answer(name) for name in ("school_name", "user_name", "password"))
        roles: frozenset[Role] = self.steps[YOU].value_of("roles")
        folder: Path = self.steps[PLACE].value_of("folder")

        def work(_progress: object) -> "Created":
            from policydesk.store import create_register

            return create_register(
                folder, school_name=school, user_name=user, password=password, roles=roles, clock=self._clock
            )

        self.busy("Making the register…")
        self.jobs.run(work, says="Making the register", then=self._on_made, failed=self.failed, quiet=True)

    def _on_made(self, made: "Created") -> None:
        self._made = made
        self.ready()
        self.steps[YOU].set_value("password", "")
        today = self._clock().astimezone(ZONE).date()
        self.sheets_view.show_sheets(made.register.school_name, made.register.folder, made.sheets, today)
        self.go(SHEETS)

    def _check(self) -> None:
        if self._made is None:
            return
        typed = {name: self.answer(name) for name in (sheets.REGISTER, sheets.SAFEGUARDING)}
        problems = sheets.not_as_printed(typed, self._made.sheets)
        self.show_problems(problems)
        if not problems:
            self._hand_over()

    def _hand_over(self) -> None:
        register, self._made = self.register, None
        if register is not None:
            self.opened.emit(register)

    def _sheets(self) -> Step:
        return Step(sheets.TITLE, sheets.SAYS, (self.sheets_view,), back=False, first=self.sheets_view.print_button)


def _school() -> Step:
    return Step(
        "Which school is it for?",
        "Its name stands on every report. Everything else about it can be added later.",
        (Field("school_name", "School name", lambda: TextBox(longest=200), required="Enter the school’s name."),),
    )


def _you(words: Callable[[str], str]) -> Step:
    return Step(
        "Who are you?",
        "You are the register’s first user and can add others later.",
        (
            Field(
                "user_name",
                "Your name",
                lambda: TextBox(longest=200),
                "As it stands on what you record, for example Alex Morgan.",
                "Enter your name.",
            ),
            Field(
                "roles",
                "Your role",
                lambda: TermChecks(Role, across=1),
                "Select all that apply. An office manager can add other users.",
                "Select at least one role.",
            ),
            Field(
                "password",
                "Password",
                lambda: PasswordBox(strength=words),
                f"{MIN_LENGTH} characters or more. Three random words make a good one; capitals and digits are not "
                "needed.",
                "Enter a password.",
            ),
        ),
    )


def _place() -> Step:
    return Step(
        "Where is the register kept?",
        "A new folder on this computer’s own disk. Backups may go anywhere.",
        (
            Field("folder", "Folder", FolderBox, "The usual place is good for most schools.", "Choose a folder."),
            Hint(
                "Everything in it is encrypted. Making it takes a few seconds: that is what makes the password slow "
                "to guess."
            ),
        ),
        next_words="&Make the register",
    )


def _check() -> Step:
    return Step(sheets.CHECK_TITLE, sheets.CHECK_SAYS, sheets.check_fields(), next_words="&Open the register")
