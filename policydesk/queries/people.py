"""Who is in post on a day: parts of statements that several questions share."""

from datetime import date, timedelta
from functools import lru_cache

from policydesk.terms import StaffStatus

OPEN = "9999-12-31"
"""Stands for the last day of a spell that is still open."""

NEW_FOR_DAYS = 28
"""Days that somebody counts as a new starter, from their first day."""

LEAVING_WITHIN_DAYS = 92
"""Days before their last one that somebody counts as leaving."""

SPELLS = f"""
spell AS (
    SELECT r.id, r.staff_id, r.category, r.job_title, r.employer, r.started_on, coalesce(r.ended_on, '{OPEN}') AS ends,
           r.started_on <= :as_at AND coalesce(r.ended_on, '{OPEN}') >= :as_at AS active
    FROM staff_role r {{staff}}
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
"""Each person's spells, the one that stands for them, and where they stand on `:as_at`."""


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
