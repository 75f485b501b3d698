"""The state of every (staff member, current version) pair on any day, as one SQL statement.

Who is asked, until when, and what they answered follow from dates alone, so the same statement answers for any past
day, and facts dated later never change its answer.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import TextClause, bindparam, text

from policydesk.dates import academic_year_start
from policydesk.terms import AckState, Renewal

StateParameters = dict[str, Any]


def first_day(column: str) -> str:
    """Return SQL for the first day that a rough date can mean."""
    return f"substr({column} || '-01-01', 1, 10)"


def last_day(column: str) -> str:
    """Return SQL for the last day that a rough date can mean (R5)."""
    return (
        f"CASE length({column}) WHEN 10 THEN {column} WHEN 7 THEN date({column} || '-01', '+1 month', '-1 day') "
        f"ELSE {column} || '-12-31' END"
    )


# Only names of columns and the school's own words are put into these statements; every value is a parameter.
CURRENT_VERSIONS = f"""
current_version AS MATERIALIZED (
    SELECT v.id AS version_id, v.policy_id, p.title, v.label, v.epoch, s.renewal, s.induction_days, s.earlier_id,
           {first_day("v.in_force_from")} AS force_first,
           date({last_day("v.in_force_from")}, '+' || s.days_to_acknowledge || ' days') AS due_for_all,
           date(:year_start, '+' || s.days_to_acknowledge || ' days') AS due_again
    FROM policy_version v
    JOIN (SELECT id, NULL AS earlier_id, renewal, induction_days, days_to_acknowledge, needs_acknowledging
          FROM policy_version o
          WHERE NOT EXISTS (SELECT 1 FROM earlier_version e WHERE e.version_id = o.id AND e.replaced_on > :as_at)
          UNION ALL
          SELECT version_id, min(id), renewal, induction_days, days_to_acknowledge, needs_acknowledging
          FROM earlier_version WHERE replaced_on > :as_at GROUP BY version_id) s ON s.id = v.id
    JOIN policy p ON p.id = v.policy_id AND (p.withdrawn_on IS NULL OR p.withdrawn_on > :as_at)
    WHERE v.published_on IS NOT NULL AND v.in_force_from <= :as_at AND s.needs_acknowledging
      AND NOT EXISTS (
          SELECT 1 FROM policy_version n
          WHERE n.policy_id = v.policy_id AND n.published_on IS NOT NULL AND n.in_force_from <= :as_at
            AND (n.in_force_from > v.in_force_from OR (n.in_force_from = v.in_force_from AND n.id > v.id)))
)"""
"""The version of each policy in force on `:as_at` that has to be acknowledged, as it was then.

Of the rows of one version SQLite takes those columns that stand in the row with the least id.
"""

PAIRS = """
bound_category AS MATERIALIZED (
    SELECT c.version_id, vc.category FROM current_version c JOIN version_category vc ON vc.version_id = c.version_id
    WHERE c.earlier_id IS NULL
    UNION ALL
    SELECT c.version_id, j.value
    FROM current_version c JOIN earlier_version e ON e.id = c.earlier_id JOIN json_each(e.categories) j
),
asked_pair AS (
    SELECT r.staff_id, c.version_id, min(r.started_on) AS started_on
    FROM bound_category c
    JOIN staff_role r ON r.category = c.category
    WHERE r.started_on <= :as_at AND (r.ended_on IS NULL OR r.ended_on >= :as_at){staff}{version}
    GROUP BY r.staff_id, c.version_id
)"""
"""Everybody bound by a current version and in post on `:as_at`, with the first day of their earliest such role."""

ANSWERS = """
counting AS MATERIALIZED (
    SELECT c.version_id, o.id AS answered_id
    FROM current_version c JOIN policy_version o ON o.policy_id = c.policy_id AND o.epoch = c.epoch
),
answered AS (
    SELECT q.staff_id, q.version_id, q.started_on, c.policy_id, c.title, c.label, c.renewal, c.due_again,
           CASE WHEN q.started_on > c.force_first
                THEN max(c.due_for_all, date(q.started_on, '+' || c.induction_days || ' days'))
                ELSE c.due_for_all END AS due_first,
           q.started_on > c.force_first AS is_new_starter,
           (SELECT a.id FROM counting k
            CROSS JOIN acknowledgement a ON a.staff_id = q.staff_id AND a.version_id = k.answered_id
            WHERE k.version_id = q.version_id AND a.signed_on <= :as_at
              AND (a.voided_on IS NULL OR (a.voided_on > :as_at AND a.voided_on > date(a.recorded_at)))
            ORDER BY a.signed_on DESC, a.id DESC LIMIT 1) AS ack_id,
           EXISTS (SELECT 1 FROM exemption e
                   WHERE e.staff_id = q.staff_id AND e.policy_id = c.policy_id AND e.from_on <= :as_at
                     AND (e.until_on IS NULL OR e.until_on >= :as_at)) AS is_exempt
    FROM asked_pair q JOIN current_version c ON c.version_id = q.version_id
)"""
"""Each pair with its deadline and the newest answer that counts: to any version whose acknowledgements carry over.

CROSS JOIN tells SQLite to look up one person's answers to one version, instead of all that the person ever answered.
"""

DUE_SOON_DAYS = """
coalesce((SELECT due_soon_days FROM earlier_school WHERE replaced_on > :as_at ORDER BY id LIMIT 1),
         (SELECT due_soon_days FROM school))"""
"""How many days ahead something was due soon on `:as_at`."""

_GIVEN_BEFORE = """EXISTS (
    SELECT 1 FROM counting k CROSS JOIN acknowledgement b ON b.staff_id = n.staff_id AND b.version_id = k.answered_id
    WHERE k.version_id = n.version_id AND b.signed_on < :year_start AND NOT b.declined
      AND (b.voided_on IS NULL OR (b.voided_on > :as_at AND b.voided_on > date(b.recorded_at))))"""
"""Whether it was given in an earlier academic year already: what was given since is a renewal, due by its own day."""

STATES = f"""
pair_state AS (
    SELECT n.staff_id, n.version_id, n.policy_id, n.title, n.label, n.started_on, n.is_new_starter,
           n.ack_id, a.signed_on,
           CASE WHEN a.id IS NOT NULL AND NOT a.declined AND n.renewal = '{Renewal.ACADEMIC_YEAR.value}'
                 AND (a.signed_on < :year_start OR (n.due_first < :year_start AND {_GIVEN_BEFORE}))
                THEN n.due_again ELSE n.due_first END AS due_on,
           CASE
             WHEN n.is_exempt THEN '{AckState.EXEMPT.value}'
             WHEN a.declined THEN '{AckState.DECLINED.value}'
             WHEN a.id IS NOT NULL AND n.renewal = '{Renewal.ACADEMIC_YEAR.value}' AND a.signed_on < :year_start
               THEN '{AckState.EXPIRED.value}'
             WHEN a.id IS NOT NULL THEN '{AckState.ACKNOWLEDGED.value}'
             WHEN n.due_first < :as_at THEN '{AckState.OVERDUE.value}'
             WHEN n.due_first <= date(:as_at, '+' || {DUE_SOON_DAYS} || ' days')
               THEN '{AckState.DUE_SOON.value}'
             ELSE '{AckState.OUTSTANDING.value}'
           END AS state
    FROM answered n LEFT JOIN acknowledgement a ON a.id = n.ack_id
)"""
"""Each pair's state in one word."""


def state_ctes(*, staff: bool = False, version: bool = False) -> str:
    """Return the parts of a WITH clause that end in `pair_state`, one line for each pair that a version asks.

    With `staff` the pairs are narrowed to `:staff_ids`, with `version` to `:version_ids`, inside the statement.
    """
    narrowed = {
        "staff": " AND r.staff_id IN :staff_ids" if staff else "",
        "version": " AND c.version_id IN :version_ids" if version else "",
    }
    return ",".join((CURRENT_VERSIONS, PAIRS.format(**narrowed), ANSWERS, STATES))


def state_parameters(as_at: date) -> StateParameters:
    """Return the parameters that `state_ctes` needs for a day."""
    return {"as_at": as_at.isoformat(), "year_start": academic_year_start(as_at).isoformat()}


def pair_states(
    select: str,
    as_at: date,
    *,
    staff_ids: Iterable[int] | None = None,
    version_ids: Iterable[int] | None = None,
    kept: str = "",
    **more: Any,
) -> tuple[TextClause, StateParameters]:
    """Return one statement that selects from `pair_state` (and `current_version`), and its parameters.

    `staff_ids` and `version_ids` narrow the pairs inside the statement; `more` are parameters of `select` itself, a
    tuple for each that stands after IN. A `select` that looks at the pairs more than once looks at `kept` instead: what
    this SQL returns is worked out once and remembered.
    """
    parameters: StateParameters = {**state_parameters(as_at), **more}
    for name, ids in (("staff_ids", staff_ids), ("version_ids", version_ids)):
        if ids is not None:
            parameters[name] = tuple(ids)
    expanding = tuple(name for name, value in parameters.items() if isinstance(value, tuple))
    return _statement(select, kept, expanding), parameters


@lru_cache(maxsize=64)
def _statement(select: str, kept: str, expanding: tuple[str, ...]) -> TextClause:
    ctes = state_ctes(staff="staff_ids" in expanding, version="version_ids" in expanding)
    if kept:
        ctes += f",\nkept AS MATERIALIZED ({kept})"
    return text(f"WITH {ctes}\n{select}").bindparams(*(bindparam(name, expanding=True) for name in expanding))
