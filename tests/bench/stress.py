"""How long the questions of a very large school take, beside the plain SQL that somebody would write for one day.

    python -m tests.bench.stress [FOLDER]

FOLDER is a demo register; without one the largest is made first (10,000 staff, 1,000,000 acknowledgements; a minute).
Each question is asked through PolicyDesk and as plain SQL on the same open file, in turn; the answers have to be equal.
"""

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from policydesk.demo import DEMO_PASSWORD, build_demo
from policydesk.queries.acknowledgements import current_versions, matrix_rows
from policydesk.queries.due import findings, today_figures
from policydesk.queries.staff import StaffFilter, staff_ids, staff_rows
from policydesk.store import Register, open_register
from policydesk.terms import AckState
from tests.conftest import StoppedClock

TODAY = date(2026, 11, 20)
ROUNDS = 7
SCREEN = 30
"""Lines of a table that are in view at once."""

STATES = """
WITH v AS MATERIALIZED (
    SELECT id, policy_id, induction_days, substr(in_force_from || '-01', 1, 10) AS since,
           date(CASE WHEN length(in_force_from) = 7 THEN date(in_force_from || '-01', '+1 month', '-1 day')
                     ELSE in_force_from END, '+' || days_to_acknowledge || ' days') AS due
    FROM policy_version WHERE id IN ({versions})),
pair AS (
    SELECT r.staff_id, c.version_id, min(r.started_on) AS started_on
    FROM version_category c JOIN staff_role r ON r.category = c.category
    WHERE c.version_id IN ({versions}) AND r.started_on <= '{day}' AND ifnull(r.ended_on, '9999') >= '{day}' {people}
    GROUP BY r.staff_id, c.version_id),
answer AS (
    SELECT p.*, v.policy_id, (p.started_on > v.since) AS is_new,
           CASE WHEN p.started_on > v.since
                THEN max(v.due, date(p.started_on, '+' || v.induction_days || ' days')) ELSE v.due END AS due,
           (SELECT a.id FROM acknowledgement a WHERE a.staff_id = p.staff_id AND a.version_id = p.version_id
            AND a.voided_on IS NULL AND a.signed_on <= '{day}' ORDER BY a.signed_on DESC LIMIT 1) AS answer_id
    FROM pair p CROSS JOIN v ON v.id = p.version_id),
state AS (
    SELECT n.*, CASE
        WHEN EXISTS (SELECT 1 FROM exemption e WHERE e.staff_id = n.staff_id AND e.policy_id = n.policy_id
                     AND e.from_on <= '{day}' AND ifnull(e.until_on, '9999') >= '{day}') THEN 'exempt'
        WHEN a.declined THEN 'declined'
        WHEN a.id IS NOT NULL THEN 'acknowledged'
        WHEN n.due < '{day}' THEN 'overdue'
        WHEN n.due <= '{soon}' THEN 'due_soon' ELSE 'outstanding' END AS state
    FROM answer n LEFT JOIN acknowledgement a ON a.id = n.answer_id)
"""

FIGURES = """, kept AS MATERIALIZED (SELECT staff_id, version_id, state FROM state)
SELECT version_id, state, count(*) FROM kept GROUP BY version_id, state
UNION ALL
SELECT NULL, done, count(*)
FROM (SELECT min(state = 'acknowledged') AS done FROM kept GROUP BY staff_id) GROUP BY done"""
MATRIX = """
SELECT s.staff_id, s.version_id, s.state, s.due, s.answer_id, m.full_name,
       (SELECT group_concat(DISTINCT category) FROM staff_role r WHERE r.staff_id = m.id)
FROM state s JOIN staff_member m ON m.id = s.staff_id"""
GAPS = """, kept AS MATERIALIZED (SELECT * FROM state WHERE state IN ('overdue', 'due_soon', 'outstanding', 'declined'))
SELECT version_id, state, count(*), min(due), max(due) FROM kept
WHERE NOT (is_new AND started_on > '{new}')
GROUP BY version_id, state
UNION ALL
SELECT staff_id, 'new', count(*), min(started_on), min(due) FROM kept
WHERE state <> 'declined' AND is_new AND started_on > '{new}' GROUP BY staff_id"""


class Plain:
    """The same questions in plain SQL, for one day and versions that are known beforehand."""

    def __init__(self, register: Register) -> None:
        with register.reading() as session:
            self.heads = current_versions(session, TODAY)
            self.people = staff_ids(session, TODAY, StaffFilter())[:SCREEN]
        self._connection = register._connection
        self._versions = ", ".join(str(head.version_id) for head in self.heads)

    def ask(self, select: str, people: str = "") -> list[Any]:
        days = {"day": TODAY.isoformat(), "soon": "2026-12-18", "new": "2026-05-21"}
        statement = (STATES + select).format(versions=self._versions, people=people, **days)
        return self.raw(statement)

    def raw(self, statement: str) -> list[Any]:
        return list(self._connection.execute(statement).fetchall())

    def figures(self) -> Counter[str]:
        return _sums((state, count) for version, state, count in self.ask(FIGURES) if version is not None)

    def matrix(self) -> Counter[str]:
        ids = ", ".join(map(str, self.people))
        return Counter(row[2] for row in self.ask(MATRIX, f"AND r.staff_id IN ({ids})"))

    def gaps(self) -> Counter[str]:
        return Counter(row[1] for row in self.ask(GAPS))


def _sums(rows: Any) -> Counter[str]:
    found: Counter[str] = Counter()
    for state, count in rows:
        found[state] += count
    return found


def measure(act: Callable[[], Any], plain: Callable[[], Any]) -> tuple[float, float]:
    """Return the medians of both, in milliseconds, asked in turn."""
    act(), plain()
    times: tuple[list[float], list[float]] = ([], [])
    for _round in range(ROUNDS):
        for which, one in enumerate((act, plain)):
            began = time.perf_counter()
            one()
            times[which].append((time.perf_counter() - began) * 1000)
    return median(times[0]), median(times[1])


def main(folder: Path) -> None:
    """Ask and print."""
    register = open_register(folder, user_name="Marta Lindqvist", password=DEMO_PASSWORD, clock=StoppedClock())
    plain = Plain(register)

    def asked(query: Callable[..., Any], *more: Any) -> Any:
        with register.reading() as session:
            return query(session, TODAY, *more)

    figures = asked(today_figures).figures
    counted = {
        state.value: sum(getattr(one, state.value) for one in figures)
        for state in AckState
        if state is not AckState.NOT_REQUIRED
    }
    assert +Counter(counted) == plain.figures(), (counted, plain.figures())
    rows = asked(matrix_rows, plain.people, plain.heads)
    cells = Counter(cell.state.value for row in rows for cell in row.cells if cell.state is not AckState.NOT_REQUIRED)
    assert cells == plain.matrix(), (cells, plain.matrix())
    questions = (
        ("Figures of Today", lambda: asked(today_figures), plain.figures),
        ("Findings", lambda: asked(findings), plain.gaps),
        (f"Matrix, {len(rows)} lines", lambda: asked(matrix_rows, plain.people, plain.heads), plain.matrix),
    )
    print(f"{'':24}{'PolicyDesk':>12}{'plain SQL':>12}{'ratio':>8}")
    for name, act, other in questions:
        ours, theirs = measure(act, other)
        print(f"{name:24}{ours:9.1f} ms{theirs:9.1f} ms{ours / theirs:8.2f}")
    began = time.perf_counter()
    ids = asked(staff_ids, StaffFilter())
    asked(staff_rows, ids[:SCREEN])
    print(f"Staff: {len(ids)} in order and the first {SCREEN} lines in {(time.perf_counter() - began) * 1000:.0f} ms")
    register.close()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as place:
            made = Path(place) / "stress.policydesk"
            build_demo(made, "stress", clock=StoppedClock())
            main(made)
