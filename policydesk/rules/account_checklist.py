"""Where an account stands with the questions of its checklist (AT A.1 to A.5)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from policydesk.dates import add_months
from policydesk.rules.standard import ChecklistItem
from policydesk.terms import Term
from policydesk.terms_accounts import TickAnswer


class ItemState(Term):
    """Where one question stands on a day."""

    MET = "met", "Yes"
    NO = "no", "No"
    MISSING = "missing", "Not answered"
    EXPIRED = "expired", "Out of date"
    NOT_APPLICABLE = "not_applicable", "Not applicable"

    @property
    def is_open(self) -> bool:
        """Whether the question has no “yes” and wants one."""
        return self in {ItemState.NO, ItemState.MISSING}


@dataclass(frozen=True, slots=True)
class Tick:
    """The newest answer to one question, and the day on which it was given."""

    answer: TickAnswer
    on: date


def valid_until(item: ChecklistItem, tick: Tick) -> date | None:
    """Return the last day, inclusive, on which an answer holds; None where it holds for good."""
    return None if item.valid_months is None else _months_after(tick.on, item.valid_months)


@lru_cache(maxsize=4096)  # the checklists of many accounts are answered on the same days
def _months_after(on: date, months: int) -> date:
    return add_months(on, months)


def item_state(item: ChecklistItem, tick: Tick | None, as_at: date) -> ItemState:
    """Return where a question stands; a “not applicable” grows old as a “yes” does."""
    if tick is None:
        return ItemState.MISSING
    if tick.answer is TickAnswer.NO:
        return ItemState.NO
    last = valid_until(item, tick)
    if last is not None and last < as_at:
        return ItemState.EXPIRED
    return ItemState.MET if tick.answer is TickAnswer.YES else ItemState.NOT_APPLICABLE


@dataclass(frozen=True)
class ChecklistFacts:
    """How many questions an account is asked, which have no “yes”, and which were last answered too long ago.

    `open_first` is the first question without a “yes”; `expired_first` the one whose answer held until the earliest
    day, `expired_on`, inclusive.
    """

    asked: int = 0
    open: int = 0
    open_first: str = ""
    expired: int = 0
    expired_first: str = ""
    expired_on: date | None = None


def checklist_facts(items: Iterable[ChecklistItem], ticks: Mapping[str, Tick], as_at: date) -> ChecklistFacts:
    """Return where an account stands with the questions it is asked."""
    asked, still_open, expired = 0, list[str](), list[tuple[date, str]]()
    for item in items:
        asked += 1
        tick = ticks.get(item.code)
        if tick is None or tick.answer is TickAnswer.NO:
            still_open.append(item.question)
            continue
        last = valid_until(item, tick)
        if last is not None and last < as_at:
            expired.append((last, item.question))
    on, first = min(expired, key=lambda one: one[0], default=(None, ""))
    return ChecklistFacts(
        asked=asked,
        open=len(still_open),
        open_first=still_open[0] if still_open else "",
        expired=len(expired),
        expired_first=first,
        expired_on=on,
    )
