"""What can be asked about the checklist of accounts: which questions are answered, by whom, and for how long."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from policydesk.models import ChecklistTick
from policydesk.rules.account_checklist import ItemState, Tick, item_state, valid_until
from policydesk.rules.standard import ChecklistItem
from policydesk.terms_accounts import TickAnswer


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """One question of the checklist and its newest answer; a “yes” holds until `valid_until`, inclusive."""

    item: ChecklistItem
    state: ItemState
    answer: TickAnswer | None = None
    ticked_on: date | None = None
    ticked_by: str = ""
    note: str = ""
    evidence_id: int | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class TickRow:
    """One answer to a question of the checklist as it was given, also where a newer one counts."""

    id: int
    item: str
    answer: TickAnswer
    ticked_on: date
    ticked_by: str
    note: str
    evidence_id: int | None


class KeptTicks:
    """The answers to every question about every account that count on some days."""

    def __init__(self, session: Session, first: date, last: date) -> None:
        answers = {answer.value: answer for answer in TickAnswer}
        self._days: dict[int, list[str]] = defaultdict(list)
        self._given: dict[int, list[dict[str, Tick]]] = defaultdict(list)
        rows = session.execute(text(_TICKS), {"first": first.isoformat(), "last": last.isoformat()}).all()
        made: dict[tuple[str, str], Tick] = {}
        for account_id, item, answer, newest in rows:
            on = newest[:10]
            if (answer, on) not in made:
                made[answer, on] = Tick(answers[answer], date.fromisoformat(on))
            self._add(account_id, item, on, made[answer, on])

    def _add(self, account_id: int, item: str, on: str, tick: Tick) -> None:
        """Add one answer, which is newer than those that are there."""
        days, given = self._days[account_id], self._given[account_id]
        if not days or days[-1] != on:
            days.append(on)
            given.append(dict(given[-1]) if given else {})
        given[-1][item] = tick

    def on(self, account_id: int, day: str) -> Mapping[str, Tick]:
        """Return the newest answer to every question about an account by a day, by the question."""
        place = bisect_right(self._days.get(account_id, ()), day)
        return self._given[account_id][place - 1] if place else {}


_TICKS = """
    SELECT account_id, item, answer, max(ticked_on || printf('%012d', id)) AS newest FROM checklist_tick
    WHERE ticked_on <= :first GROUP BY account_id, item
    UNION ALL
    SELECT account_id, item, answer, ticked_on || printf('%012d', id) FROM checklist_tick
    WHERE ticked_on > :first AND ticked_on <= :last
    ORDER BY newest"""
"""The newest answer to each question by the first of some days, and every one that was given after it."""


def tick_rows(session: Session, as_at: date, account_id: int) -> tuple[TickRow, ...]:
    """Return every answer about one account by a day, the newest first."""
    asked = (
        select(ChecklistTick)
        .where(ChecklistTick.account_id == account_id, ChecklistTick.ticked_on <= as_at)
        .order_by(ChecklistTick.ticked_on.desc(), ChecklistTick.id.desc())
    )
    same = ("id", "item", "ticked_on", "ticked_by", "note", "evidence_id")
    return tuple(
        TickRow(**{name: getattr(one, name) for name in same}, answer=TickAnswer(one.answer))
        for one in session.scalars(asked)
    )


def checklist_row(item: ChecklistItem, ticks: tuple[TickRow, ...], as_at: date) -> ChecklistRow:
    """Return one question with its newest answer; `ticks` are all answers about the account, the newest first."""
    newest = next((one for one in ticks if one.item == item.code), None)
    if newest is None:
        return ChecklistRow(item, ItemState.MISSING)
    tick = Tick(newest.answer, newest.ticked_on)
    return ChecklistRow(
        item,
        item_state(item, tick, as_at),
        newest.answer,
        newest.ticked_on,
        newest.ticked_by,
        newest.note,
        newest.evidence_id,
        None if newest.answer is TickAnswer.NO else valid_until(item, tick),
    )
