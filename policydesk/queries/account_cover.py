"""Who is there to moderate which account on which days: three statements, however many accounts there are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import TextClause, bindparam, text
from sqlalchemy.orm import Session

from policydesk.queries.people import OPEN, ROLES_KNOWN, day
from policydesk.rules.cover import Interval, Spell, Turn, Window
from policydesk.rules.term_time import TermDates, holidays

_TURN = """
id, account_id, staff_id, role, from_on, in_holidays, CASE WHEN end_noted_on <= :known THEN until_on END AS until_on,
CASE WHEN approved_on <= :known THEN approved_on END AS approved_on,
CASE WHEN approved_on <= :known THEN approved_by_id END AS approved_by_id"""

TURNS_KNOWN = f"""
(SELECT {_TURN} FROM moderator WHERE recorded_on <= :known
 UNION ALL SELECT {_TURN} FROM earlier_turn WHERE recorded_on <= :known AND replaced_on > :known)"""
"""The moderators' turns as they were known on `:known`, with those that were changed since as they were then.

The number of one that was changed is that of what is kept of it: nothing can be done about a turn of a past day.
"""


@dataclass(frozen=True, slots=True)
class CoverFacts:
    """The approved turns of each account within some days while the moderators are in post, and what else counts."""

    first: date
    last: date
    turns: Mapping[int, Sequence[Turn]]
    window: Window

    def of(self, account_id: int) -> tuple[Interval, ...]:
        """Return who is available for an account, as intervals that tile the days asked for."""
        return self.window.cover(self.turns.get(account_id, ()))

    def gaps(self, account_id: int, minimum: int) -> tuple[Interval, ...]:
        """Return the runs of days on which fewer are available for an account than the minimum, not who they are."""
        return self.window.gaps(self.turns.get(account_id, ()), minimum)

    def first_gap(self, account_id: int, minimum: int) -> tuple[int, date | None]:
        """Return how many are available on the first day, and on which day first fewer than the minimum."""
        return self.window.first_gap(self.turns.get(account_id, ()), minimum)

    def appointed(self, account_id: int, on: date) -> set[int]:
        """Return whose approved turns run on a day, whether or not they are away."""
        return {
            one.staff_id
            for one in self.turns.get(account_id, ())
            if one.first <= on and (one.last is None or one.last >= on)
        }


def account_cover(
    session: Session,
    first: date,
    last: date,
    account_ids: Iterable[int] | None = None,
    known_by: date | None = None,
) -> dict[int, tuple[Interval, ...]]:
    """Return for each account who is available from a first to a last day, as intervals that tile these days.

    With `known_by` only what the register knew on that day counts: turns and absences recorded by then, and last days
    noted by then.
    """
    facts = cover_facts(session, first, last, account_ids, known_by)
    return {account_id: facts.of(account_id) for account_id in facts.turns}


def cover_facts(
    session: Session,
    first: date,
    last: date,
    account_ids: Iterable[int] | None = None,
    known_by: date | None = None,
) -> CoverFacts:
    """Return what cover is counted from, for every account or some; see `account_cover`."""
    values = {"first": first.isoformat(), "last": last.isoformat(), "known": (known_by or date.max).isoformat()}
    ids = None if account_ids is None else tuple(account_ids)
    turns = _turns(session, values, ids)
    found = [one for several in turns.values() for one in several]
    absences = _absences(session, values) if found else {}
    term_time = any(not one.in_holidays for one in found)
    closed = school_holidays(session, first, last, known_by) if term_time else ()
    return CoverFacts(first, last, turns, Window(absences, closed, first, last))


def school_holidays(session: Session, first: date, last: date, known_by: date | None = None) -> tuple[Spell, ...]:
    """Return the school's holidays from a first to a last day; with `known_by` as they were known on that day."""
    return holidays(term_dates(session, known_by), first, last)


def term_dates(session: Session, known_by: date | None = None) -> tuple[TermDates, ...]:
    """Return the school's terms as the rules read them, the earliest first; see `school_holidays`."""
    days = "name, first_on, last_on, break_from, break_until"
    rows = session.execute(
        text(f"""
            SELECT {days} FROM term WHERE coalesce(recorded_on, '') <= :known
            UNION ALL
            SELECT {days} FROM earlier_term WHERE coalesce(recorded_on, '') <= :known AND replaced_on > :known
            ORDER BY first_on"""),
        {"known": (known_by or date.max).isoformat()},
    )
    return tuple(
        TermDates(name, date.fromisoformat(first), date.fromisoformat(last), day(begins), day(ends))
        for name, first, last, begins, ends in rows.all()
    )


@lru_cache(maxsize=2)
def _turn_statement(*, some: bool) -> TextClause:
    statement = text(f"""
        WITH {ROLES_KNOWN}
        SELECT id, NULL, '', '', 0 FROM official_account {"WHERE id IN :ids" if some else ""}
        UNION ALL {_turns_in("moderator m", some=some)}
        UNION ALL {_turns_in("earlier_turn m", some=some)} AND m.replaced_on > :known""")
    return statement.bindparams(bindparam("ids", expanding=True)) if some else statement


def _turns_in(table: str, *, some: bool) -> str:
    return f"""
        SELECT m.account_id, m.staff_id, max(:first, m.from_on, m.approved_on, r.started_on) AS first,
               min(:last, CASE WHEN m.end_noted_on <= :known THEN m.until_on ELSE '{OPEN}' END, r.ends) AS last,
               m.in_holidays
        FROM {table} JOIN role_known r ON r.staff_id = m.staff_id
        WHERE m.approved_on <= :known AND m.recorded_on <= :known AND m.from_on <= :last
          AND first <= last {"AND m.account_id IN :ids" if some else ""}"""


def _turns(session: Session, values: Mapping[str, str], ids: tuple[int, ...] | None) -> dict[int, list[Turn]]:
    """Return the turns of every account within the days asked for, while the moderators are in post.

    People have the same days on many accounts, so each such turn is made once.
    """
    found: dict[int, list[Turn]] = {}
    made: dict[tuple[int, str, str, int], Turn] = {}
    more = {} if ids is None else {"ids": ids}
    rows = session.execute(_turn_statement(some=ids is not None), {**values, **more})
    for account_id, staff_id, first, last, in_holidays in rows.all():
        if staff_id is None:
            found[account_id] = []
            continue
        key = staff_id, first, last, in_holidays
        turn = made.get(key)
        if turn is None:
            turn = made[key] = Turn(staff_id, date.fromisoformat(first), date.fromisoformat(last), bool(in_holidays))
        found[account_id].append(turn)
    return found


def _absences(session: Session, values: Mapping[str, str]) -> dict[int, list[Spell]]:
    rows = session.execute(
        text("""
            SELECT staff_id, from_on, until_on FROM absence
            WHERE from_on <= :last AND until_on >= :first AND recorded_on <= :known
            UNION ALL
            SELECT staff_id, from_on, until_on FROM earlier_absence
            WHERE from_on <= :last AND until_on >= :first AND recorded_on <= :known AND replaced_on > :known"""),
        dict(values),
    )
    found: dict[int, list[Spell]] = defaultdict(list)
    for staff_id, first, last in rows.all():
        found[staff_id].append(Spell(date.fromisoformat(first), date.fromisoformat(last)))
    return found
