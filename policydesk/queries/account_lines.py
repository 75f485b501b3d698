"""What is known of every official account on any of several days, one line for each: read once for all of them."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from policydesk.queries.roles_known import Role
from policydesk.terms_accounts import AccountState


class AccountLine(NamedTuple):
    """One account as it stands on a day; days are as the register has them."""

    id: int
    state: str
    since: str
    name: str
    platform: str
    other_platform: str
    audience: str
    youngest_age: int | None
    minimum_age_reason: str
    engagement: str
    pupils_contribute: int
    planned_end_on: str | None
    login_identity: str
    login_email: str
    credentials_kept: str
    holder: str | None
    holder_until: str | None
    override_reason: str | None
    override_by: str
    override_on: str
    live_since: str | None
    checked: str | None
    evaluated: str | None


class _Step(NamedTuple):
    """One step of an account's life."""

    on_day: str
    state: str
    override_reason: str | None
    by_name: str


_SAID = """
    r.name, r.platform, r.other_platform, r.audience, r.youngest_age, r.minimum_age_reason, r.engagement,
    r.pupils_contribute, r.planned_end_on, r.login_identity, r.login_email, r.credentials_kept"""

_RECORDS = f"""
    SELECT r.account_id, r.recorded_on, r.credentials_holder_id, h.full_name, {_SAID}
    FROM account_record r LEFT JOIN staff_member h ON h.id = r.credentials_holder_id
    WHERE CASE WHEN r.recorded_on <= :last
          THEN NOT EXISTS (SELECT 1 FROM account_record x WHERE x.account_id = r.account_id
                           AND x.recorded_on > r.recorded_on AND x.recorded_on <= :first)
          ELSE NOT EXISTS (SELECT 1 FROM account_record x WHERE x.account_id = r.account_id
                           AND x.recorded_on < r.recorded_on) END
    ORDER BY r.account_id, r.recorded_on"""
"""What is said of accounts on any of the days: what was replaced by the first of them is left out."""


class KeptLines:
    """Every step, record, look and evaluation of the accounts that counts on some days."""

    def __init__(self, session: Session, first: date, last: date) -> None:
        self._session, self._values = session, {"first": first.isoformat(), "last": last.isoformat()}
        self._steps: dict[int, list[_Step]] = defaultdict(list)
        for account_id, *step in self._rows("""
            SELECT account_id, on_day, state, override_reason, by_name FROM account_step WHERE on_day <= :last
            ORDER BY account_id, on_day, id"""):
            self._steps[account_id].append(_Step(*step))
        self._records: dict[int, list[Sequence[Any]]] = defaultdict(list)
        for row in self._rows(_RECORDS):
            self._records[row[0]].append(row)
        self._checked = self._newest_of("moderation_check", "checked_on")
        self._evaluated = self._newest_of("evaluation", "evaluated_on")

    @property
    def any(self) -> bool:
        """Whether there are accounts on any of the days."""
        return bool(self._steps)

    def on(self, as_at: date, roles: Mapping[int, Sequence[Role]]) -> list[AccountLine]:
        """Return one line for each account that exists on a day, in the order in which they were added."""
        day = as_at.isoformat()
        return [
            self._line(one, self._records[one], steps, day, roles)
            for one, steps in self._steps.items()
            if steps[0].on_day <= day
        ]

    def _line(
        self,
        account_id: int,
        records: Sequence[Sequence[Any]],
        every: Sequence[_Step],
        day: str,
        roles: Mapping[int, Sequence[Role]],
    ) -> AccountLine:
        """Return what is known of one account; before the first record the first one holds."""
        steps = [one for one in every if one.on_day <= day]
        lived = [one for one in steps if one.state == AccountState.LIVE]
        record = next((one for one in reversed(records) if one[1] <= day), records[0])
        _account, _recorded_on, holder_id, holder, *said = record
        override = lived[-1] if lived else _NO_STEP
        last_day = max((one.ends for one in roles.get(holder_id, ()) if one.started_on <= day), default=None)
        lives = *override[2:], override.on_day, lived[0].on_day if lived else None
        done = (_newest(kept.get(account_id, ()), day) for kept in (self._checked, self._evaluated))
        return AccountLine._make(
            (account_id, steps[-1].state, steps[-1].on_day, *said, holder, last_day, *lives, *done)
        )

    def _newest_of(self, table: str, on: str) -> dict[int, list[str]]:
        """Return by account the days on which something was done: the last one by the first day, and all after it."""
        found: dict[int, list[str]] = defaultdict(list)
        for account_id, day in self._rows(f"""
            SELECT account_id, max({on}) FROM {table} WHERE {on} <= :first GROUP BY account_id
            UNION ALL SELECT account_id, {on} FROM {table} WHERE {on} > :first AND {on} <= :last ORDER BY 1, 2"""):
            found[account_id].append(day)
        return found

    def _rows(self, statement: str) -> Sequence[Sequence[Any]]:
        return self._session.execute(text(statement), self._values).all()


_NO_STEP = _Step("", "", None, "")


def _newest(days: Sequence[str], day: str) -> str | None:
    """Return the last of some days, which rise, by a day."""
    place = bisect_right(days, day)
    return days[place - 1] if place else None
