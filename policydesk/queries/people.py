"""Who is in post on a day: parts of statements that several questions share."""

from datetime import date, timedelta
from functools import lru_cache

from policydesk.terms import StaffCategory, StaffStatus

OPEN = "9999-12-31"
"""Stands for the last day of a spell that is still open."""

ROLES_KNOWN = f"""
role_known AS MATERIALIZED (
    SELECT staff_id, category, started_on,
           CASE WHEN ended_on IS NULL OR (ended_on >= :known AND end_noted_on > :known) THEN '{OPEN}'
                ELSE ended_on END AS ends
    FROM (
        SELECT r.staff_id, r.category, coalesce(e.started_on, r.started_on) AS started_on,
               CASE WHEN e.id IS NULL THEN r.ended_on ELSE e.ended_on END AS ended_on,
               CASE WHEN e.id IS NULL THEN r.end_noted_on ELSE e.end_noted_on END AS end_noted_on
        FROM staff_role r LEFT JOIN earlier_role e
             ON e.role_id = r.id AND e.replaced_on > :known AND coalesce(e.recorded_on, '') <= :known
        WHERE e.id IS NOT NULL OR r.started_on <= :known OR coalesce(r.recorded_on, '') <= :known)
)"""
"""Everybody's roles with their days as they were known on `:known`.

A role that had begun by then, and a last day that had come, count whenever they were noted; a first or last day ahead
counts where it was noted by then, and as it was then.
"""

NEW_FOR_DAYS = 28
"""Days that somebody counts as a new starter, from their first day."""

LEAVING_WITHIN_DAYS = 92
"""Days before their last one that somebody counts as leaving."""

SPELLS = f"""
known_spell AS (
    SELECT r.id, r.staff_id, r.category, r.job_title, r.employer, coalesce(e.started_on, r.started_on) AS started_on,
           CASE WHEN e.id IS NULL THEN r.ended_on ELSE e.ended_on END AS ended_on,
           CASE WHEN e.id IS NULL THEN r.end_noted_on ELSE e.end_noted_on END AS end_noted_on
    FROM staff_role r LEFT JOIN earlier_role e
         ON e.role_id = r.id AND e.replaced_on > :as_at AND coalesce(e.recorded_on, '') <= :as_at
    WHERE (e.id IS NOT NULL OR r.started_on <= :as_at OR coalesce(r.recorded_on, '') <= :as_at) {{staff}}
),
spell AS (
    SELECT s.*, s.started_on <= :as_at AND s.ends >= :as_at AS active
    FROM (SELECT id, staff_id, category, job_title, employer, started_on,
                 CASE WHEN ended_on IS NULL OR (ended_on >= :as_at AND end_noted_on > :as_at) THEN '{OPEN}'
                      ELSE ended_on END AS ends
          FROM known_spell) s
),
main_spell AS (
    SELECT staff_id, job_title, employer, category FROM (
        SELECT s.*, row_number() OVER (
            PARTITION BY staff_id
            ORDER BY active DESC, CASE WHEN active THEN started_on END, started_on DESC, id) AS place
        FROM spell s) WHERE place = 1
),
standing AS (
    SELECT staff_id, first_on, active_from, active_until, last_on, categories,
           CASE WHEN active_from IS NULL AND first_on > :as_at THEN '{StaffStatus.NOT_STARTED.value}'
                WHEN active_from IS NULL THEN '{StaffStatus.LEFT.value}'
                WHEN active_until <= :leaving_until THEN '{StaffStatus.LEAVING.value}'
                WHEN first_on > :new_since THEN '{StaffStatus.NEW_STARTER.value}'
                ELSE '{StaffStatus.IN_POST.value}' END AS status
    FROM (
        SELECT staff_id, min(started_on) AS first_on, max(ends) AS last_on,
               min(CASE WHEN active THEN started_on END) AS active_from,
               max(CASE WHEN active THEN ends END) AS active_until,
               coalesce(group_concat(DISTINCT CASE WHEN active THEN category END),
                        group_concat(DISTINCT category)) AS categories
        FROM spell GROUP BY staff_id)
)"""
"""Each person's spells as they were known on `:as_at`, the one that stands for them, and where they stand on that day.

What is known of a day is the same as in ROLES_KNOWN.
"""


def standing_parameters(as_at: date) -> dict[str, str]:
    """Return the parameters of SPELLS for a day."""
    return {
        "as_at": as_at.isoformat(),
        "new_since": (as_at - timedelta(days=NEW_FOR_DAYS)).isoformat(),
        "leaving_until": (as_at + timedelta(days=LEAVING_WITHIN_DAYS)).isoformat(),
    }


@lru_cache(maxsize=4096)  # a screen of the matrix names the same few days again and again
def day(text: str | None) -> date | None:
    """Return a day as the statement gives it; the open end is none."""
    return None if text is None or text == OPEN else date.fromisoformat(text)


@lru_cache(maxsize=256)
def categories_held(joined: str | None) -> tuple[StaffCategory, ...]:
    """Return the categories that somebody holds, in the school's order, of their words joined by commas."""
    held = frozenset((joined or "").split(","))
    return tuple(one for one in StaffCategory if one.value in held)
