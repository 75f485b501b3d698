"""What taking a list of accounts over would do: which are new, which change, and which rows have a problem.

Nothing is written here. The list adds and corrects; what it does not name stays as it is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from sqlalchemy.orm import Session

from policydesk.exchange.account_differences import differences
from policydesk.exchange.account_people import PeopleOfAccount
from policydesk.exchange.accounts import AccountList
from policydesk.exchange.cells import Unclear
from policydesk.exchange.words import letters
from policydesk.queries.account_matching import (
    AccountHeld,
    AccountPlan,
    AddedAccount,
    AnswerChange,
    ChangedAccount,
    ListedAccount,
    PlannedLife,
    SameAccount,
    accounts_for_matching,
    accounts_mark,
)
from policydesk.queries.matching import RowProblem, staff_for_matching
from policydesk.rules.platforms import OTHER, platform_named
from policydesk.terms_accounts import AccountState

__all__ = ["choose_accounts", "plan_accounts"]


def plan_accounts(
    session: Session, listed: AccountList, as_at: date, *, default_live: date | None = None
) -> AccountPlan:
    """Compare a list with the register as at a day, by handle or address, then by name on the platform.

    `default_live` is since when accounts are live of which the list gives no day; without it they are problems.
    """
    staff = staff_for_matching(session)
    held = accounts_for_matching(session, as_at)
    planning = _Planning(session, held, PeopleOfAccount(session, staff, as_at), as_at, default_live)
    for account in listed.accounts:
        planning.place(account)
    return AccountPlan(
        added=tuple(planning.added),
        changed=tuple(planning.changed),
        same=tuple(planning.same),
        problems=tuple(sorted((*listed.problems, *planning.problems), key=lambda one: one.row_number)),
        skipped=listed.skipped,
        as_at=as_at,
        register_mark=accounts_mark(held, staff),
    )


def choose_accounts(plan: AccountPlan, added: Mapping[int, bool], changed: Mapping[int, bool]) -> AccountPlan:
    """Return the plan with ticks set or taken away: new accounts by row number, known ones by their id."""
    return replace(
        plan,
        added=tuple(replace(one, ticked=added.get(one.row_number, one.ticked)) for one in plan.added),
        changed=tuple(replace(one, ticked=changed.get(one.account_id, one.ticked)) for one in plan.changed),
    )


class _Planning:
    """Sorts the accounts of a list into the parts of a plan."""

    def __init__(
        self,
        session: Session,
        held: tuple[AccountHeld, ...],
        people: PeopleOfAccount,
        as_at: date,
        default_live: date | None,
    ) -> None:
        self._session = session
        self._held = held
        self._people = people
        self._as_at = as_at
        self._default_live = default_live
        self.added: list[AddedAccount] = []
        self.changed: list[ChangedAccount] = []
        self.same: list[SameAccount] = []
        self.problems: list[RowProblem] = []

    def place(self, account: ListedAccount) -> None:
        """Put one account where it belongs."""
        try:
            known = self._known(account)
            if known is None:
                self._place_new(account)
            else:
                self._place_known(account, known)
        except Unclear as unclear:
            self.problems.append(RowProblem(account.row_number, str(unclear)))

    def _known(self, account: ListedAccount) -> AccountHeld | None:
        """Return the register's account of the same handle, else of the same name where nothing speaks against it.

        One that is in use comes before one that is closed.
        """
        here = [one for one in self._held if one.answers["platform"] == account.platform]
        if account.platform == OTHER:
            here = [one for one in here if letters(one.answers["other_platform"]) == letters(account.other_platform)]
        here.sort(key=lambda one: one.state is AccountState.CLOSED)
        handles = [one for one in here if account.match_key and one.answers["match_key"] == account.match_key]
        names = [one for one in here if account.name and letters(one.answers["name"]) == letters(account.name)]
        names = [one for one in names if not (account.match_key and one.answers["match_key"])]
        return next(iter([*handles, *names]), None)

    def _place_new(self, account: ListedAccount) -> None:
        name = account.name or f"{_platform(account)} {account.handle or account.address}".strip()
        life = self._life(account)
        turns, notes = self._people.turns(account, life, frozenset())
        ids, more = self._people.ids(account)
        self._say(account, notes + more)
        answers = {
            "name": name,
            "platform": account.platform,
            "other_platform": account.other_platform,
            "handle": account.handle,
            "address": account.address,
            **dict(account.answers),
            **ids,
        }
        twin = next(
            (
                one
                for one in self._held
                if letters(one.answers["name"]) == letters(name)
                and one.answers["platform"] == account.platform
                and one.state is not AccountState.CLOSED
            ),
            None,
        )
        doubt = ""
        if twin is not None:
            doubt = f"the register has an account of this name with {twin.answers['handle'] or 'another address'}"
        self.added.append(
            AddedAccount(
                account.row_number, name, _platform(account), tuple(answers.items()), life, turns, doubt, not doubt
            )
        )

    def _place_known(self, account: ListedAccount, held: AccountHeld) -> None:
        state = _state(account)
        changes, notes = ((), ()) if held.state is AccountState.CLOSED else self._changes(account, held)
        if account.state is not None and state is not held.state:
            says = f"The list says {state.label.lower()}, the register {held.state.label.lower()}"
            notes += (f"{says}. Change the state under Official accounts",)
        self._say(account, notes)
        name = str(held.answers["name"])
        if changes:
            self.changed.append(ChangedAccount(held.id, name, account.row_number, changes))
        else:
            self.same.append(SameAccount(held.id, name, account.row_number))

    def _changes(self, account: ListedAccount, held: AccountHeld) -> tuple[tuple[AnswerChange, ...], tuple[str, ...]]:
        ids, notes = self._people.ids(account)
        moderating = frozenset(staff_id for staff_id, _from in held.turns)
        life = PlannedLife(held.state, account.proposed_on or self._as_at)
        turns, more = self._people.turns(account, life, moderating)
        return differences(held, account, ids) + tuple(map(self._people.change, turns)), notes + more

    def _life(self, account: ListedAccount) -> PlannedLife:
        """Return the steps behind an account; raises Unclear where they cannot have been so."""
        state, live, approved = _state(account), account.live_on, account.approved_on
        if state in {AccountState.PROPOSED, AccountState.APPROVED}:
            live = None
        elif live is None and state is not AccountState.CLOSED:
            live = self._default_live
            if live is None:
                raise Unclear("There is no day since when it is live. Choose one for every account without")
        by_id, notes = self._people.approver(account)
        self._say(account, notes)
        if by_id is None:
            approved = None
        if state is AccountState.APPROVED and approved is None:
            raise Unclear("It is approved, but the list does not say by whom and when")
        if state is AccountState.PROPOSED:
            by_id, approved = None, None
        left = None
        if state in {AccountState.SUSPENDED, AccountState.CLOSED}:
            left = account.closed_on or self._as_at
        proposed = account.proposed_on or min(filter(None, (approved, live, left, self._as_at)))
        life = PlannedLife(state, proposed, by_id, approved, live, left)
        for problem in _disorder(life, self._as_at):
            raise Unclear(problem)
        return life

    def _say(self, account: ListedAccount, notes: tuple[str, ...]) -> None:
        self.problems += [RowProblem(account.row_number, says) for says in notes]


def _state(account: ListedAccount) -> AccountState:
    """Return an account's state; where the list does not say it, what its dates mean."""
    if account.state is not None:
        return account.state
    if account.closed_on is not None:
        return AccountState.CLOSED
    if account.live_on is None and account.approved_on is None and account.proposed_on is not None:
        return AccountState.PROPOSED
    return AccountState.LIVE


def _platform(account: ListedAccount) -> str:
    return account.other_platform or platform_named(account.platform).name


def _disorder(life: PlannedLife, as_at: date) -> Iterator[str]:
    """Yield what is wrong with the order of an account's steps."""
    steps: list[tuple[str, Any]] = [
        ("Proposed on", life.proposed_on),
        ("Approved on", life.approved_on),
        ("Live since", life.live_on),
        ("Closed or suspended on", life.left_on),
    ]
    known = [(words, day) for words, day in steps if day is not None]
    for (before, earlier), (after, later) in pairwise(known):
        if later < earlier:
            yield f"“{after}” is before “{before}”"
    for words, day in known:
        if day > as_at:
            yield f"“{words}” is in the future"
