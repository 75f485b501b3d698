"""Who moderates which account and who is away, as any of several days knew it: read once for all of them.

What counts is what TURNS_KNOWN and `cover_facts` (queries/account_cover.py) say of one day in SQL; a test holds the two
together.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from policydesk.queries.account_cover import CoverFacts
from policydesk.queries.people import OPEN, day
from policydesk.queries.roles_known import Role
from policydesk.rules.cover import Spell, Turn, Window
from policydesk.rules.term_time import TermDates, holidays

NEVER = "~"
"""Stands for a day that does not come, after every other."""


class KeptTurn(NamedTuple):
    """One turn with the days on which everything about it was noted."""

    id: int
    account_id: int
    staff_id: int
    role: str
    from_on: str
    in_holidays: int
    until_on: str
    end_noted_on: str
    approved_on: str
    recorded_on: str
    replaced_on: str

    def ends(self, known: str) -> str:
        """Return the last day as it was known on a day."""
        return self.until_on if self.end_noted_on <= known else OPEN


class _Away(NamedTuple):
    """Somebody's absence with the days on which it was noted and changed."""

    staff_id: int
    from_on: str
    until_on: str
    recorded_on: str
    replaced_on: str


_TURN = f"""
    id, account_id, staff_id, role, from_on, in_holidays, coalesce(until_on, '{OPEN}'),
    coalesce(end_noted_on, '{NEVER}'), coalesce(approved_on, '{NEVER}'), recorded_on"""
_AWAY = "staff_id, from_on, until_on, recorded_on"
_TERM = "name, first_on, last_on, break_from, break_until, coalesce(recorded_on, '')"
_MAY_COUNT = "(until_on IS NULL OR until_on >= :first OR end_noted_on > :first)"
"""Whether a turn that was noted counts on any of the days."""


class KeptTurns:
    """Every turn, absence and term that may count on some days, with what was known of it."""

    def __init__(self, session: Session, first: date, last: date) -> None:
        values = {"first": first.isoformat(), "last": last.isoformat()}
        self.turns = [
            KeptTurn._make(row)
            for row in session.execute(
                text(f"""
                    SELECT {_TURN}, '{NEVER}' FROM moderator
                    WHERE recorded_on <= :last AND {_MAY_COUNT}
                    UNION ALL
                    SELECT {_TURN}, replaced_on FROM earlier_turn
                    WHERE recorded_on <= :last AND replaced_on > :first"""),
                values,
            ).all()
        ]
        self._away = [
            _Away._make(row)
            for row in session.execute(
                text(f"""
                    SELECT {_AWAY}, '{NEVER}' FROM absence WHERE recorded_on <= :last AND until_on >= :first
                    UNION ALL
                    SELECT {_AWAY}, replaced_on FROM earlier_absence
                    WHERE recorded_on <= :last AND until_on >= :first AND replaced_on > :first"""),
                values,
            ).all()
        ]
        self._terms = [
            (
                recorded_on,
                replaced_on,
                TermDates(name, date.fromisoformat(first), date.fromisoformat(last), day(off), day(on)),
            )
            for name, first, last, off, on, recorded_on, replaced_on in session.execute(
                text(f"""
                    SELECT {_TERM}, '{NEVER}' FROM term UNION ALL SELECT {_TERM}, replaced_on FROM earlier_term
                    ORDER BY first_on""")
            ).all()
        ]

    def terms(self, known: str) -> tuple[TermDates, ...]:
        """Return the school's terms as a day knew them, the earliest first."""
        return tuple(term for recorded_on, replaced_on, term in self._terms if recorded_on <= known < replaced_on)

    def running(self, on: str) -> Iterator[KeptTurn]:
        """Yield the turns that run on a day, as it knew them, approved or not."""
        for one in self.turns:
            if one.from_on <= on <= one.ends(on) and one.recorded_on <= on < one.replaced_on:
                yield one

    def cover(
        self, known: date, until: date, roles: Mapping[int, Sequence[Role]], since: date | None = None
    ) -> CoverFacts:
        """Return what cover is counted from, from a day on, as that day knew it; `roles` are those known then.

        With `since` it is counted from that earlier day on, still as `known` knew it.
        """
        since = since or known
        turns = self.approved(known, since, until, roles)
        term_time = any(not one.in_holidays for several in turns.values() for one in several)
        closed = holidays(self.terms(known.isoformat()), since, until) if term_time else ()
        away = self._absences(known.isoformat(), since.isoformat(), until.isoformat())
        return CoverFacts(since, until, turns, Window(away, closed, since, until))

    def approved(
        self, known: date, since: date, until: date, roles: Mapping[int, Sequence[Role]]
    ) -> Mapping[int, Sequence[Turn]]:
        """Return the approved turns of every account within some days, as a day knew them; `roles` as it knew them."""
        return self._turns(known.isoformat(), since.isoformat(), until.isoformat(), roles)

    def _turns(self, known: str, since: str, until: str, roles: Mapping[int, Sequence[Role]]) -> dict[int, list[Turn]]:
        """Return the approved turns of every account within some days, while the moderators are in post.

        People have the same days on many accounts, so each such turn is made once.
        """
        found: dict[int, list[Turn]] = defaultdict(list)
        made: dict[tuple[int, str, str, int], Turn] = {}
        here = {
            staff_id: [(max(since, one.started_on), min(until, one.ends)) for one in some]
            for staff_id, some in roles.items()
        }
        for one in self.turns:
            if one.approved_on <= known and one.recorded_on <= known < one.replaced_on and one.from_on <= until:
                begins, ends = max(one.from_on, one.approved_on), one.ends(known)
                for comes, leaves in here.get(one.staff_id, ()):
                    first, last = max(begins, comes), min(ends, leaves)
                    if first <= last:
                        key = one.staff_id, first, last, one.in_holidays
                        found[one.account_id].append(made.get(key) or made.setdefault(key, _turn(*key)))
        return found

    def _absences(self, known: str, since: str, until: str) -> dict[int, list[Spell]]:
        found: dict[int, list[Spell]] = defaultdict(list)
        for one in self._away:
            if one.from_on <= until and one.until_on >= since and one.recorded_on <= known < one.replaced_on:
                found[one.staff_id].append(Spell(date.fromisoformat(one.from_on), date.fromisoformat(one.until_on)))
        return found


def _turn(staff_id: int, first: str, last: str, in_holidays: int) -> Turn:
    return Turn(staff_id, date.fromisoformat(first), date.fromisoformat(last), bool(in_holidays))
