"""How long the findings of all rules take in a very large school, beside plain SQL for the same questions.

    python -m tests.bench.rules [FOLDER]

FOLDER is the largest demo register (10,000 staff, 1,000,000 acknowledgements); without one it is made first, a minute.
What that has none of is added for as long as this runs, and taken back: 2,000 schedules with ten reviews each, three
declarations of everybody, 1,000 discussions, 60 editions of guidance, 200 changes of the standard, and 200 official
accounts with ten years behind them (tests/bench/official.py). Counted is the time of the processor, in turn.
"""

import gc
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy.orm import Session

from policydesk.demo import DEMO_PASSWORD, build_demo
from policydesk.models import (
    Declaration,
    Engagement,
    GuidanceEdition,
    GuidanceReading,
    Review,
    ReviewSchedule,
    ReviewTerms,
    StandardSetting,
)
from policydesk.queries.declared import declaration_gaps
from policydesk.queries.due import account_findings, findings
from policydesk.queries.reviews import agenda
from policydesk.queries.standard import standard_table
from policydesk.store import Register, Txn, open_register
from tests.bench.official import add_accounts
from tests.bench.official_plain import OfficialPlain, of_accounts
from tests.bench.stress import GAPS, TODAY, Plain
from tests.conftest import StoppedClock

ROUNDS = 5
STAFF, SCHEDULES, DONE = 10_000, 2_000, 10


class TakenBackError(Exception):
    """What was added is not kept."""


def fill(txn: Txn) -> None:
    """Add what the largest demo school has none of."""
    long_ago = TODAY - timedelta(days=4_000)
    schedules = range(1, SCHEDULES + 1)
    txn.bulk(
        ReviewSchedule, [{"id": one, "kind": "other", "added_on": long_ago, "end_reason": ""} for one in schedules]
    )
    txn.bulk(
        ReviewTerms,
        [
            {"schedule_id": one, "recorded_on": long_ago, "title": f"Review {one}", "every": "months", "count": 3}
            | {"count_from": "nearest", "person_id": one, "lead_days": 28}
            for one in schedules
        ],
    )
    txn.bulk(Review, [_review(one, back) for one in schedules for back in range(DONE + 1)])
    txn.bulk(
        Declaration,
        [
            {"staff_id": one, "asked_on": day, "answered_on": day, "is_nil": True, "recorded_by": "A"}
            for years in range(3)
            for one in range(1, STAFF + 1)
            for day in (TODAY - timedelta(days=years * 365 + one % 400),)
        ],
    )
    txn.bulk(
        Engagement,
        [
            {"policy_id": 1 + one % 20, "held_on": TODAY - timedelta(days=one), "method": "meeting", "met_with": []}
            | {"recorded_by": "A"}
            for one in range(1_000)
        ],
    )
    editions = range(1, 61)
    txn.bulk(
        GuidanceEdition,
        [
            {"id": one, "name": f"Guidance {one % 6}", "edition": str(one), "noted_on": long_ago}
            | {"in_force_from": TODAY - timedelta(days=90 * one), "policy_id": 1 + one % 20}
            for one in editions
        ],
    )
    txn.bulk(GuidanceReading, [{"edition_id": one, "category": "teaching", "parts": "All"} for one in editions])
    txn.bulk(
        StandardSetting,
        [
            {"from_on": long_ago + timedelta(days=one), "kind": "number", "name": "pending_days", "value": str(one % 9)}
            | {"reason": "Decided", "set_by": "A"}
            for one in range(200)
        ],
    )
    txn.session.flush()


def _review(schedule: int, back: int) -> dict[str, Any]:
    due = TODAY + timedelta(days=schedule % 120 - 20 - 91 * back)
    return {
        "schedule_id": schedule,
        "uid": f"review-{schedule}-{back}",
        "raised_on": due - timedelta(days=91),
        "due_on": due,
        "anchor_day": due.day,
        "done_on": due if back else None,
        "outcome": "no_change" if back else "",
        "recorded_on": due - timedelta(days=91),
    }


HERE = f"started_on <= '{TODAY}' AND ifnull(ended_on, '9999') >= '{TODAY}'"
YEAR_AGO = date(2025, 11, 20)

DECLARED = f"""
SELECT count(*), min(m.full_name) FROM staff_member m
WHERE m.id IN (SELECT staff_id FROM staff_role WHERE {HERE})
  AND m.id NOT IN (SELECT staff_id FROM declaration WHERE answered_on BETWEEN '{YEAR_AGO}' AND '{TODAY}')"""
REVIEWS = f"""
SELECT r.id, r.due_on, s.kind, t.title, t.lead_days, m.full_name,
       EXISTS (SELECT 1 FROM staff_role x WHERE x.staff_id = t.person_id AND {HERE}), r.because, r.reason
FROM review r JOIN review_schedule s ON s.id = r.schedule_id
JOIN review_terms t ON t.id = (SELECT id FROM review_terms x WHERE x.schedule_id = s.id AND x.recorded_on <= '{TODAY}'
                               ORDER BY x.recorded_on DESC LIMIT 1)
LEFT JOIN staff_member m ON m.id = t.person_id
WHERE r.raised_on <= '{TODAY}' AND ifnull(r.done_on, '9999') > '{TODAY}' AND ifnull(s.ended_on, '9999') > '{TODAY}'
ORDER BY r.due_on, t.title"""
OTHERS = (
    """SELECT p.*, v.*, (SELECT group_concat(category) FROM version_category c WHERE c.version_id = v.id),
              (SELECT count(*) FROM version_file f WHERE f.version_id = v.id)
       FROM policy p LEFT JOIN policy_version v ON v.policy_id = p.id AND v.published_on IS NOT NULL
       ORDER BY p.title, v.in_force_from DESC""",
    "SELECT * FROM adoption",
    f"""SELECT a.post, m.full_name, a.until_on, EXISTS (SELECT 1 FROM staff_role r WHERE r.staff_id = m.id AND {HERE})
        FROM appointment a JOIN staff_member m ON m.id = a.staff_id""",
    f"""SELECT d.staff_id, max(d.answered_on), d.is_nil,
               (SELECT count(*) FROM declared_relationship r WHERE r.staff_id = d.staff_id) AS kept
        FROM declaration d WHERE d.answered_on <= '{TODAY}' GROUP BY d.staff_id HAVING (kept > 0) = d.is_nil""",
    f"SELECT policy_id, max(held_on) FROM engagement WHERE held_on <= '{TODAY}' GROUP BY policy_id",
    f"SELECT * FROM guidance_edition WHERE noted_on <= '{TODAY}' ORDER BY lower(name), in_force_from DESC",
    "SELECT * FROM guidance_reading",
    f"SELECT * FROM standard_setting WHERE from_on <= '{TODAY}' ORDER BY from_on, id",
)


def measure(*acts: Callable[[], Any]) -> list[float]:
    """Return the medians of what each takes, in milliseconds of the processor, asked in turn."""
    times: list[list[float]] = [[] for _act in acts]
    for number in range(ROUNDS + 1):
        for which, act in zip(times, acts, strict=True):
            gc.collect()
            began = time.process_time()
            act()
            if number:  # the first round fills the cache
                which.append((time.process_time() - began) * 1000)
    return [median(one) for one in times]


def compare(session: Session, plain: Plain, official: OfficialPlain) -> None:
    """Raise where the two do not answer the same."""
    mine, theirs = of_accounts(findings(session, TODAY)), official.found()
    assert mine == theirs, (mine - theirs, theirs - mine)
    ((count, _name),) = plain.raw(DECLARED)
    assert declaration_gaps(session, TODAY, 12)[0] == count
    ours = [(row.id, row.due_on.isoformat()) for row in agenda(session, TODAY) if row.id > 0]
    assert sorted(ours) == sorted((row[0], row[1]) for row in plain.raw(REVIEWS))


def main(folder: Path) -> None:
    """Ask and print."""
    register = open_register(folder, user_name="Marta Lindqvist", password=DEMO_PASSWORD, clock=StoppedClock())
    plain = Plain(register)
    gc.disable()
    try:
        with register.writing() as txn:
            fill(txn)
            add_accounts(txn)
            ask(register, txn.session, plain)
            raise TakenBackError
    except TakenBackError:
        register.close()


def ask(register: Register, session: Session, plain: Plain) -> None:
    """Ask everything both ways and print how long it took."""
    official = OfficialPlain(register, session)
    compare(session, plain, official)

    def written_by_hand() -> None:
        plain.ask(GAPS)
        official.found()
        for statement in (DECLARED, REVIEWS, *OTHERS):
            plain.raw(statement)

    questions = (
        ("Findings of all rules", lambda: findings(session, TODAY), written_by_hand),
        ("The standard as a table", lambda: standard_table(session, TODAY), written_by_hand),
        ("Reviews that are due", lambda: agenda(session, TODAY), lambda: plain.raw(REVIEWS)),
        ("Rules of accounts alone", lambda: account_findings(session, TODAY), official.found),
        ("Connections to confirm", lambda: declaration_gaps(session, TODAY, 12), lambda: plain.raw(DECLARED)),
    )
    print(f"{'':26}{'PolicyDesk':>12}{'plain SQL':>12}{'ratio':>8}")
    for name, act, other in questions:
        ours, theirs = measure(act, other)
        print(f"{name:26}{ours:9.1f} ms{theirs:9.1f} ms{ours / theirs:8.2f}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as place:
            made = Path(place) / "stress.policydesk"
            build_demo(made, "stress", clock=StoppedClock())
            main(made)
