"""A school's list of official accounts, read: its accounts, the rows that are none, and the rows with a problem."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from policydesk.errors import Refusal
from policydesk.exchange.account_rows import AccountReader, MoreModerators
from policydesk.exchange.account_words import ACCOUNTS
from policydesk.exchange.headings import Mapping
from policydesk.exchange.lists import read_list
from policydesk.exchange.people import read_person
from policydesk.exchange.tables import LIMITS, Limits, Table
from policydesk.exchange.words import letters
from policydesk.queries.account_matching import ListedAccount
from policydesk.queries.matching import RowProblem, RowSkipped
from policydesk.terms_accounts import ModeratorRole


@dataclass(frozen=True, slots=True)
class AccountList:
    """What a list says; each row of the file that is not empty is an account, part of one, a problem or skipped.

    A row with a problem may still be an account: the problem says what was left out of it.
    """

    accounts: tuple[ListedAccount, ...]
    problems: tuple[RowProblem, ...]
    skipped: tuple[RowSkipped, ...]


def read_account_list(path: Path, *, sheet: str = "", limits: Limits = LIMITS) -> tuple[Table, Mapping]:
    """Read a file and guess its columns; the cells of password columns do not come back.

    Raises Refusal where the file cannot be read.
    """
    return read_list(path, ACCOUNTS, sheet=sheet, limits=limits)


def read_accounts(table: Table, mapping: Mapping, today: date) -> AccountList:
    """Read each row below the headings; rows of one account, in whatever spelling, are put together.

    `today` decides which dates are likely. Raises Refusal where no column says which account a row is about.
    """
    if not mapping.has_name:
        raise Refusal("Match a column to the name of the account, its handle or its web address.", field="columns")
    reader = AccountReader(table, mapping, today)
    gathered = _Gathered()
    for row in range(max(mapping.heading_row, 0)):
        if any(cell.strip() for cell in table.rows[row]):
            gathered.skipped.append(RowSkipped(row + 1, "above the headings"))
    for row in range(mapping.heading_row + 1, len(table.rows)):
        match reader.read(row):
            case ListedAccount() as account:
                gathered.take(account)
            case MoreModerators() as more:
                gathered.take_people(more)
            case RowProblem() as problem:
                gathered.refuse(problem)
            case RowSkipped() as skip:
                gathered.skipped.append(skip)
    return AccountList(
        tuple(gathered.accounts.values()),
        tuple(sorted(gathered.problems + reader.notes, key=lambda one: one.row_number)),
        tuple(sorted(gathered.skipped, key=lambda one: one.row_number)),
    )


class _Gathered:
    """Puts together the rows of one account: the same handle spelled in two ways, or a row for each moderator."""

    def __init__(self) -> None:
        self.accounts: dict[int, ListedAccount] = {}
        self.problems: list[RowProblem] = []
        self.skipped: list[RowSkipped] = []
        self._known: dict[tuple[str, ...], int] = {}
        self._last: int | None = None

    def take(self, account: ListedAccount) -> None:
        """Add an account, or add what a further row says to the account of an earlier one."""
        row = next((self._known[key] for key in _keys(account) if key in self._known), account.row_number)
        first = self.accounts.get(row)
        if first is not None and first.match_key and account.match_key and first.match_key != account.match_key:
            row, first = account.row_number, None  # one name, two handles: two accounts
        if first is None:
            self.accounts[row] = account
        else:
            self.accounts[row] = _together(first, account)
            self.skipped.append(RowSkipped(account.row_number, f"the same account as row {row}"))
        for key in _keys(self.accounts[row]):
            self._known.setdefault(key, row)
        self._last = row

    def take_people(self, more: MoreModerators) -> None:
        """Add people who stand in a row of their own below their account."""
        if self._last is None:
            self.problems.append(RowProblem(more.row_number, "There is no account above these moderators"))
            return
        first = self.accounts[self._last]
        self.accounts[self._last] = replace(first, people=_people(first.people, more.people))
        self.skipped.append(RowSkipped(more.row_number, f"more moderators of row {self._last}"))

    def refuse(self, problem: RowProblem) -> None:
        """Note a row with a problem; people in the rows below it belong to nobody then."""
        self.problems.append(problem)
        self._last = None


def _keys(account: ListedAccount) -> tuple[tuple[str, ...], ...]:
    """Return under what an account is known: its handle in one spelling, and its name on the platform."""
    platform = (account.platform, letters(account.other_platform))
    keys = [(*platform, "@", account.match_key)] if account.match_key else []
    return (*keys, *([(*platform, "name", letters(account.name))] if account.name else []))


def _together(first: ListedAccount, further: ListedAccount) -> ListedAccount:
    """Fill what an earlier row leaves open with what a further row of the same account says."""
    blank = {
        name: getattr(further, name)
        for name in (
            "name", "handle", "address", "match_key", "state", "proposed_on", "approved_by", "approved_on", "live_on",
            "closed_on", "leader", "holder", "moderating_from",
        )
        if not getattr(first, name)
    }  # fmt: skip
    answers = tuple((dict(further.answers) | dict(first.answers)).items())
    return replace(first, **blank, answers=answers, people=_people(first.people, further.people))


def _people(
    first: tuple[tuple[str, ModeratorRole], ...], further: tuple[tuple[str, ModeratorRole], ...]
) -> tuple[tuple[str, ModeratorRole], ...]:
    known = {_who(name) for name, _role in first}
    return (*first, *((name, role) for name, role in further if _who(name) not in known))


def _who(text: str) -> str:
    named = read_person(text)
    return letters(named.name or named.email)
