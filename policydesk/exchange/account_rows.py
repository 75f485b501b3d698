"""One row of a list of accounts: an account, more moderators of the one above, or a row with something wrong in it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from policydesk.exchange.account_cells import (
    read_audience,
    read_engagement,
    read_platform,
    read_state,
    read_two_step,
)
from policydesk.exchange.account_words import AccountField
from policydesk.exchange.cells import Unclear, clean, read_date, read_email
from policydesk.exchange.headings import Mapping
from policydesk.exchange.lists import no_row
from policydesk.exchange.people import read_person, split_people
from policydesk.exchange.tables import Table
from policydesk.exchange.words import letters
from policydesk.queries.account_matching import ListedAccount
from policydesk.queries.matching import RowProblem, RowSkipped
from policydesk.rules.platforms import platform_of_address, read_identity
from policydesk.rules.secrets import looks_like_a_password
from policydesk.terms_accounts import ModeratorRole

_NAMING = (AccountField.NAME, AccountField.HANDLE, AccountField.ADDRESS)
_PEOPLE = (
    (AccountField.ADMINISTRATORS, ModeratorRole.ADMINISTRATOR),
    (AccountField.MODERATORS, ModeratorRole.MODERATOR),
)
_TEXTS = (
    (AccountField.PURPOSE, "purpose"),
    (AccountField.STRONG_REASON, "strong_reason"),
    (AccountField.EXIT_STRATEGY, "exit_strategy"),
    (AccountField.WEBSITE_PAGE, "website_page"),
    (AccountField.CREDENTIALS_KEPT, "credentials_kept"),
    (AccountField.RECOVERY, "recovery_address"),
    (AccountField.NOTES, "notes"),
)
_ADMINISTRATOR = frozenset({"administrator", "admin", "owner", "administrators"})


@dataclass(frozen=True, slots=True)
class MoreModerators:
    """A row that names only people: further moderators of the account above it."""

    row_number: int
    people: tuple[tuple[str, ModeratorRole], ...]


class AccountReader:
    """Reads one list's rows by its mapping of columns; `notes` gathers what was left out of a good row, and why."""

    def __init__(self, table: Table, mapping: Mapping, today: date) -> None:
        self._table = table
        self._mapping = mapping
        self._today = today
        self._where = {field: mapping.where(field) for field in AccountField}
        self.notes: list[RowProblem] = []

    def read(self, row: int) -> ListedAccount | MoreModerators | RowSkipped | RowProblem | None:
        """Return what a zero-based row is; None where it is empty."""
        filled = [cell for cell in map(clean, self._table.rows[row]) if cell]
        if not filled:
            return None
        if why := no_row(self._mapping, filled):
            return RowSkipped(row + 1, why)
        people = self._people(row)
        if not any(self._one(row, field) for field in _NAMING):
            if people and not self._one(row, AccountField.PLATFORM):
                return MoreModerators(row + 1, people)
            if len(filled) == 1:
                return RowSkipped(row + 1, "a note")
            return RowProblem(row + 1, "There is no name, handle or web address in this row")
        try:
            return self._account(row, people)
        except Unclear as unclear:
            return RowProblem(row + 1, str(unclear))

    def _all(self, row: int, field: AccountField) -> Iterator[str]:
        """Yield the words of each filled column of a field, the most believed first; lines are kept."""
        for column in self._where[field]:
            cell = self._table.cell(row, column)
            if clean(cell):
                yield cell

    def _one(self, row: int, field: AccountField) -> str:
        return next((clean(cell) for cell in self._all(row, field)), "")

    def _account(self, row: int, people: tuple[tuple[str, ModeratorRole], ...]) -> ListedAccount:
        handle, address = self._one(row, AccountField.HANDLE), self._one(row, AccountField.ADDRESS)
        if not address and (platform_of_address(handle) or "://" in handle):
            handle, address = "", handle
        platform, other = read_platform(self._one(row, AccountField.PLATFORM), address)
        identity = read_identity(platform, handle, address)
        troubles = [says.rstrip(".") for _field, says in identity.problems]
        dates = {
            field: self._read(row, field, self._day, troubles)
            for field in (
                AccountField.PROPOSED_ON, AccountField.APPROVED_ON, AccountField.LIVE_ON, AccountField.CLOSED_ON,
                AccountField.MODERATING_FROM,
            )
        }  # fmt: skip
        answers = self._answers(row, troubles)
        state = self._read(row, AccountField.STATE, read_state, troubles)
        if troubles:
            raise Unclear("; ".join(troubles))
        return ListedAccount(
            row_number=row + 1,
            name=self._one(row, AccountField.NAME),
            platform=platform,
            other_platform=other,
            handle=identity.handle,
            address=identity.address,
            match_key=identity.match_key,
            answers=answers,
            state=state,
            proposed_on=dates[AccountField.PROPOSED_ON],
            approved_by=self._one(row, AccountField.APPROVED_BY),
            approved_on=dates[AccountField.APPROVED_ON],
            live_on=dates[AccountField.LIVE_ON],
            closed_on=dates[AccountField.CLOSED_ON],
            leader=self._one(row, AccountField.LEADER),
            holder=self._one(row, AccountField.CREDENTIALS_HOLDER),
            people=people,
            moderating_from=dates[AccountField.MODERATING_FROM],
        )

    def _answers(self, row: int, troubles: list[str]) -> tuple[tuple[str, Any], ...]:
        found: dict[str, Any] = {name: self._text(row, field) for field, name in _TEXTS}
        found["audience"] = self._read(row, AccountField.AUDIENCE, read_audience, troubles)
        found["engagement"] = self._read(row, AccountField.ENGAGEMENT, read_engagement, troubles)
        found["two_step"] = self._read(row, AccountField.TWO_STEP, read_two_step, troubles)
        found["login_email"] = self._read(row, AccountField.LOGIN_EMAIL, read_email, troubles)
        found["planned_end_on"] = self._read(row, AccountField.PLANNED_END, self._day, troubles)
        return tuple((name, value) for name, value in found.items() if value)

    def _text(self, row: int, field: AccountField) -> str:
        """Return a cell's words; one that looks like a password is left out, and that is said without repeating it."""
        words = self._one(row, field)
        if words and looks_like_a_password(words):
            says = (
                f"“{field.label}” looks like a password, so it was left out. "
                "PolicyDesk keeps where a password is, never the password"
            )
            self.notes.append(RowProblem(row + 1, says))
            return ""
        return words

    def _read(self, row: int, field: AccountField, read: Callable[[str], Any], troubles: list[str]) -> Any:
        try:
            return read(self._one(row, field))
        except Unclear as unclear:
            troubles.append(f"{field.label}: {unclear}")
            return None

    def _day(self, text: str) -> date | None:
        return read_date(text, self._today)

    def _people(self, row: int) -> tuple[tuple[str, ModeratorRole], ...]:
        """Return who moderates, each once; who is named as an administrator anywhere is one."""
        found: dict[str, tuple[str, ModeratorRole]] = {}
        for field, role in _PEOPLE:
            for cell in self._all(row, field):
                for name in split_people(cell):
                    named = read_person(name)
                    said = letters(named.says) in _ADMINISTRATOR
                    key = letters(named.name or named.email)
                    found.setdefault(key, (name, ModeratorRole.ADMINISTRATOR if said else role))
        return tuple(found.values())
