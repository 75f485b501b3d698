"""The roles of those who have a part in official accounts, as any of several days knew them: read once for all.

What counts is what ROLES_KNOWN (queries/people.py) says of one day in SQL; a test holds the two together.
"""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from policydesk.queries.people import OPEN


class Role(NamedTuple):
    """One role of somebody with its days as they were known, the last one far ahead where it is open."""

    category: str
    started_on: str
    ends: str

    def runs(self, day: str) -> bool:
        """Whether it is held on a day."""
        return self.started_on <= day <= self.ends


class _Days(NamedTuple):
    """The days of a role as they are noted now, or were until they were replaced."""

    started_on: str
    ended_on: str
    end_noted_on: str
    recorded_on: str
    replaced_on: str

    def ends(self, day: str) -> str:
        """Return the last day as a day knew it: one that has come counts whenever it was noted."""
        return OPEN if self.ended_on >= day and self.end_noted_on > day else self.ended_on


_DAYS = f"started_on, coalesce(ended_on, '{OPEN}'), coalesce(end_noted_on, ''), coalesce(recorded_on, '')"

_THOSE = """
    (SELECT staff_id FROM moderator UNION SELECT staff_id FROM earlier_turn
     UNION SELECT credentials_holder_id FROM account_record)"""
"""Whoever moderates, or was to, and whoever holds sign-in details."""


class KeptRoles:
    """The roles of all who moderate or hold sign-in details, with everything that was noted of their days."""

    def __init__(self, session: Session, first: date) -> None:
        self._now: dict[int, list[tuple[int, str, _Days]]] = defaultdict(list)
        self._before: dict[int, list[_Days]] = defaultdict(list)
        for role_id, staff_id, category, *days in session.execute(
            text(f"""
                SELECT id, staff_id, category, {_DAYS}, '{OPEN}' FROM staff_role
                WHERE staff_id IN {_THOSE} ORDER BY id""")
        ):
            self._now[staff_id].append((role_id, category, _Days(*days)))
        for role_id, *days in session.execute(
            text(f"SELECT role_id, {_DAYS}, replaced_on FROM earlier_role WHERE replaced_on > :first ORDER BY id"),
            {"first": first.isoformat()},
        ):
            self._before[role_id].append(_Days(*days))

    def held(self, staff_id: int, day: str) -> list[Role]:
        """Return the roles that somebody holds on a day as they are noted now."""
        now = (Role(category, days.started_on, days.ended_on) for _id, category, days in self._now.get(staff_id, ()))
        return [one for one in now if one.runs(day)]

    def known(self, day: str) -> dict[int, list[Role]]:
        """Return everybody's roles with their days as they were known on a day.

        A role that had begun counts whenever it was noted; one ahead counts where it was noted by then.
        """
        return {staff_id: self._known(some, day) for staff_id, some in self._now.items()}

    def _known(self, roles: list[tuple[int, str, _Days]], day: str) -> list[Role]:
        found = []
        for role_id, category, now in roles:
            before = [one for one in self._before.get(role_id, ()) if one.recorded_on <= day < one.replaced_on]
            if not before and (now.started_on <= day or now.recorded_on <= day):
                before = [now]
            found += [Role(category, one.started_on, one.ends(day)) for one in before]
        return found
