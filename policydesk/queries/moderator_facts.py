"""Who moderates each account and is in post, as the rules look at it on any of several days: read once for all."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from policydesk.queries.account_turns import KeptTurns
from policydesk.queries.demands import KeptVersions, VersionInForce
from policydesk.queries.owing import KeptAnswers
from policydesk.queries.people import day
from policydesk.queries.roles_known import KeptRoles, Role
from policydesk.rules.account_facts import ModeratorFacts
from policydesk.terms_accounts import ModeratorRole

_Running = tuple[bool, bool, int, str, str]
"""A turn that runs: whether it is approved and an administrator's, its number, role and first day; the best is last."""

_ROLES = {role.value: role for role in ModeratorRole}

_WHO = "(SELECT staff_id FROM moderator UNION SELECT staff_id FROM earlier_turn)"


class _Person(NamedTuple):
    """Somebody who moderates, on a day: whether the policy binds them, what they owe, how long training holds."""

    name: str
    bound: bool
    owes: bool
    trained_until: str | None


class KeptModerators:
    """Everybody who moderates any account, with their training and what they answered."""

    def __init__(self, session: Session, last: date, turns: KeptTurns, roles: KeptRoles, kept: KeptVersions) -> None:
        self._turns, self._roles = turns, roles
        self._answers = KeptAnswers(session, last, roles, kept)
        people = session.execute(
            text(f"SELECT id, full_name FROM staff_member WHERE id IN {_WHO} ORDER BY sort_name, id")
        )
        self._names: dict[int, str] = {row.id: row.full_name for row in people}
        self._place = {one: place for place, one in enumerate(self._names)}
        self._trained: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for staff_id, trained_on, expires_on in session.execute(
            text(f"""
                SELECT staff_id, trained_on, expires_on FROM training
                WHERE trained_on <= :last AND staff_id IN {_WHO}"""),
            {"last": last.isoformat()},
        ):
            self._trained[staff_id].append((trained_on, expires_on))
        self._made: dict[tuple[int, str, str, bool, _Person], ModeratorFacts] = {}

    def on(
        self, as_at: date, known: Mapping[int, Sequence[Role]], version: VersionInForce | None
    ) -> dict[int, tuple[ModeratorFacts, ...]]:
        """Return by account who moderates it on a day and is in post, by name; `known` are the roles of that day."""
        on = as_at.isoformat()
        turns: dict[int, dict[int, _Running]] = defaultdict(dict)
        there: dict[int, _Person | None] = {}
        for one in self._turns.running(on):
            staff_id = one.staff_id
            if staff_id not in there:
                there[staff_id] = self._person(staff_id, as_at, known.get(staff_id, ()), version)
            if there[staff_id] is not None:
                approved = one.approved_on <= on
                running, those = (
                    (approved, one.role == "administrator", one.id, one.role, one.from_on),
                    turns[one.account_id],
                )
                those[staff_id] = max(those[staff_id], running) if staff_id in those else running
        people, place = {one: person for one, person in there.items() if person is not None}, self._place.__getitem__
        return {
            account_id: tuple(self._facts(one, those[one], people[one]) for one in sorted(those, key=place))
            for account_id, those in turns.items()
        }

    def _person(
        self, staff_id: int, as_at: date, known: Sequence[Role], version: VersionInForce | None
    ) -> _Person | None:
        """Return what is known of somebody on a day; None where they are not in post."""
        on = as_at.isoformat()
        here = [one for one in known if one.runs(on)]
        if not here:
            return None
        return _Person(
            name=self._names[staff_id],
            bound=version is None or any(one.category in version.categories for one in here),
            owes=version is not None and self._answers.owes(staff_id, as_at, version),
            trained_until=max((until for since, until in self._trained[staff_id] if since <= on), default=None),
        )

    def _facts(self, staff_id: int, running: _Running, person: _Person) -> ModeratorFacts:
        """Return what the rules look at, made once: most of it is the same on the next day."""
        approved, _administers, _id, role, from_on = running
        key = staff_id, role, from_on, approved, person
        if key not in self._made:
            self._made[key] = ModeratorFacts(
                staff_id,
                person.name,
                _ROLES[role],
                date.fromisoformat(from_on),
                approved,
                person.bound,
                not person.owes,
                day(person.trained_until),
            )
        return self._made[key]
