"""What can be asked about the checklist of accounts: which questions are answered, by whom, and for how long."""

from collections import defaultdict
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


def newest_ticks(session: Session, as_at: date) -> dict[int, dict[str, Tick]]:
    """Return the newest answer to every question about every account by a day, by account and question."""
    rows = session.execute(
        text("""
            SELECT account_id, item, answer, max(ticked_on || printf('%012d', id)) AS newest FROM checklist_tick
            WHERE ticked_on <= :as_at GROUP BY account_id, item"""),
        {"as_at": as_at.isoformat()},
    )
    answers = {answer.value: answer for answer in TickAnswer}
    found: dict[int, dict[str, Tick]] = defaultdict(dict)
    for account_id, item, answer, newest in rows.all():
        found[account_id][item] = Tick(answers[answer], date.fromisoformat(newest[:10]))
    return found


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
