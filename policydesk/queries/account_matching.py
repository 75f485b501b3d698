"""Which account in a list is which in the register, and what taking the list over would do: the plan of an import.

The plan is made without writing anything, is shown, ticked and unticked, and only then carried out as one change.
"""

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from policydesk.models import AccountRecord, AccountStep, Moderator
from policydesk.queries.matching import RowProblem, RowSkipped
from policydesk.terms_accounts import AccountState, ModeratorRole


@dataclass(frozen=True, slots=True)
class ListedAccount:
    """One account of a list. `answers` are what else the list says of it, by the name that the register has for it.

    People stand here as the list writes them; `people` are those who moderate, with what they may do.
    """

    row_number: int
    name: str
    platform: str
    other_platform: str = ""
    handle: str = ""
    address: str = ""
    match_key: str = ""
    answers: tuple[tuple[str, Any], ...] = ()
    state: AccountState | None = None
    proposed_on: date | None = None
    approved_by: str = ""
    approved_on: date | None = None
    live_on: date | None = None
    closed_on: date | None = None
    leader: str = ""
    holder: str = ""
    people: tuple[tuple[str, ModeratorRole], ...] = ()
    moderating_from: date | None = None


@dataclass(frozen=True, slots=True)
class PlannedTurn:
    """Somebody who would moderate an account from a day on."""

    staff_id: int
    name: str
    role: ModeratorRole
    from_on: date


@dataclass(frozen=True, slots=True)
class PlannedLife:
    """The steps that an account has behind it; `left_on` is when it was suspended or closed, if it was."""

    state: AccountState
    proposed_on: date
    approved_by_id: int | None = None
    approved_on: date | None = None
    live_on: date | None = None
    left_on: date | None = None


@dataclass(frozen=True, slots=True)
class AddedAccount:
    """An account that the register does not have; `answers` are a whole draft's, by name. `doubt` says why not."""

    row_number: int
    name: str
    platform_name: str
    answers: tuple[tuple[str, Any], ...]
    life: PlannedLife
    turns: tuple[PlannedTurn, ...]
    doubt: str = ""
    ticked: bool = True


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """One answer that would change, in words, and the value to keep for it; or somebody who would moderate."""

    label: str
    old: str
    new: str
    answers: tuple[tuple[str, Any], ...] = ()
    turn: PlannedTurn | None = None


@dataclass(frozen=True, slots=True)
class ChangedAccount:
    """An account the register has, of which the list says something else."""

    account_id: int
    name: str
    row_number: int
    changes: tuple[AnswerChange, ...]
    ticked: bool = True


@dataclass(frozen=True, slots=True)
class SameAccount:
    """An account the register has, of which the list says nothing new."""

    account_id: int
    name: str
    row_number: int


@dataclass(frozen=True, slots=True)
class AccountPlan:
    """What taking a list over would do to the register as it was when the plan was made; nothing is written yet."""

    added: tuple[AddedAccount, ...]
    changed: tuple[ChangedAccount, ...]
    same: tuple[SameAccount, ...]
    problems: tuple[RowProblem, ...]
    skipped: tuple[RowSkipped, ...]
    as_at: date
    register_mark: str

    @property
    def changes_nothing(self) -> bool:
        """Whether carrying it out as it is ticked would leave the register as it is."""
        ticks = [one.ticked for one in self.added] + [one.ticked for one in self.changed]
        return not any(ticks)


@dataclass(frozen=True, slots=True)
class AccountHeld:
    """One account as the register holds it: its newest answers by name, its state, who moderates it from when on."""

    id: int
    state: AccountState
    answers: dict[str, Any]
    turns: tuple[tuple[int, date], ...]


def accounts_for_matching(session: Session, as_at: date) -> tuple[AccountHeld, ...]:
    """Return every account with its newest answers and the turns that are not over by a day; closed ones too."""
    records = {
        one.account_id: one
        for one in session.scalars(select(AccountRecord).order_by(AccountRecord.recorded_on, AccountRecord.id))
    }
    steps = session.execute(
        select(AccountStep.account_id, AccountStep.state).order_by(AccountStep.on_day, AccountStep.id)
    )
    states = {account_id: AccountState(state) for account_id, state in steps}
    turns: dict[int, list[tuple[int, date]]] = defaultdict(list)
    asked = (
        select(Moderator.account_id, Moderator.staff_id, Moderator.from_on)
        .where(or_(Moderator.until_on.is_(None), Moderator.until_on >= as_at))
        .order_by(Moderator.id)
    )
    for account_id, staff_id, from_on in session.execute(asked):
        turns[account_id].append((staff_id, from_on))
    return tuple(
        AccountHeld(account_id, states[account_id], _answers(record), tuple(turns[account_id]))
        for account_id, record in sorted(records.items())
        if account_id in states
    )


def _answers(record: AccountRecord) -> dict[str, Any]:
    own = {"id", "account_id", "recorded_on"}
    return {column.name: getattr(record, column.name) for column in record.__table__.columns if column.name not in own}


def accounts_mark(held: tuple[AccountHeld, ...], *more: object) -> str:
    """Return a mark of what was compared, so that a plan is not carried out on a register that has changed since."""
    return hashlib.sha256(repr((held, more)).encode()).hexdigest()
