"""How long the months of ten years take: 120 days from one reading, beside 120 days asked one by one.

    python -m tests.bench.trend [FOLDER]

FOLDER is a demo register; without one the demo school and then the largest (10,000 staff, 1,000,000 acknowledgements; a
minute to make) are looked at. The largest has no official accounts, so 200 with ten years behind them are added for as
long as this runs, and taken back. The answers have to be equal, and 120 days have to take no more statements than 2.
Counted is the time of the processor.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from policydesk.demo import DEMO_PASSWORD, build_demo
from policydesk.queries.account_facts import KeptOfficial, official_facts
from policydesk.queries.accounts import account_names
from policydesk.queries.declared import declared_on
from policydesk.queries.due import findings, school_facts
from policydesk.queries.over_time import month_days, trend
from policydesk.queries.said import kept_school
from policydesk.queries.unsigned import unsigned_on
from policydesk.rules.consultation import CONFIRM
from policydesk.rules.pack import AS_SHIPPED
from policydesk.store import open_register
from policydesk.terms import Urgency
from tests.bench.official import add_accounts
from tests.bench.stress import TODAY
from tests.conftest import StoppedClock
from tests.counting import statements

DAYS = month_days(TODAY, 10)
CONFIRMED = AS_SHIPPED.period(CONFIRM)
SAMPLE = DAYS[::12]
"""The days that are asked one by one in the largest school, where all of them would take minutes."""


class TakenBackError(Exception):
    """What was added is not kept."""


def one_by_one(session: Session, days: Sequence[date]) -> list[tuple[int, int]]:
    """Return what wanted attention on each day and what was overdue, each day asked for itself."""
    found = [findings(session, day) for day in days]
    return [(len(one), sum(each.urgency is Urgency.OVERDUE for each in one)) for one in found]


def official_on(session: Session) -> list[Any]:
    """Return what the rules look at of the official accounts on every day, from one reading."""
    kept = KeptOfficial(session, DAYS[0], DAYS[-1])
    return [kept.on(day) for day in DAYS]


def asked(session: Session, days: Sequence[date]) -> int:
    """Return how many statements the trend of some days asks."""
    with statements(session) as found:
        trend(session, days)
    return len(found)


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    """Return how long something takes, in seconds, and what comes of it."""
    began = time.process_time()
    found = act()
    return time.process_time() - began, found


def main(folder: Path, every: Sequence[date]) -> None:
    """Add accounts where there are none, ask and print."""
    register = open_register(folder, user_name="Marta Lindqvist", password=DEMO_PASSWORD, clock=StoppedClock())
    try:
        with register.writing() as txn:
            if not account_names(txn.session, TODAY):
                add_accounts(txn)
            look(txn.session, every)
            raise TakenBackError
    except TakenBackError:
        register.close()


def look(session: Session, every: Sequence[date]) -> None:
    """Ask both ways and print."""
    findings(session, TODAY)
    ours, points = timed(lambda: trend(session, DAYS))
    theirs, expected = timed(lambda: one_by_one(session, every))
    there = {one.day: (one.open, one.overdue) for one in points}
    assert [there[day] for day in every] == expected
    few, many = asked(session, (DAYS[0], DAYS[-1])), asked(session, DAYS)
    assert few == many, (few, many)
    signing, _unsigned = timed(lambda: unsigned_on(session, DAYS, kept_school(session)))
    together, _official = timed(lambda: official_on(session))
    apart, _official = timed(lambda: [official_facts(session, day) for day in every])
    single, _facts = timed(lambda: [school_facts(session, day) for day in every])
    declared, _count = timed(lambda: declared_on(session, DAYS, [CONFIRMED] * len(DAYS)))
    scale = len(DAYS) / len(every)
    beside = f"signatures {signing:.2f} s, connections {declared:.2f} s, official accounts {together:.2f} s"
    print(f"{len(account_names(session, TODAY))} official accounts; {points[-1].open:,} findings on the last day")
    print(f"{len(DAYS)} days in one reading: {ours:.2f} s, of which {beside}")
    print(f"  {many} statements, as many as for 2 days")
    print(f"{len(every)} days one by one: {theirs:.2f} s, so {len(DAYS)} take {theirs * scale:.2f} s")
    print(f"  of which facts {single * scale:.2f} s, official accounts among them {apart * scale:.2f} s")
    print(f"ratio {theirs * scale / ours:.1f}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]), SAMPLE)
    else:
        with tempfile.TemporaryDirectory() as place:
            for size, every in (("small", DAYS), ("stress", SAMPLE)):
                made = Path(place) / f"{size}.policydesk"
                build_demo(made, size, clock=StoppedClock())
                print(f"\n{size}")
                main(made, every)
