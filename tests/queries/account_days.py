"""Holds together what many days say of the official accounts from one reading, what each day says, and plain SQL."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from policydesk.queries.account_cover import CoverFacts, cover_facts
from policydesk.queries.account_facts import KeptOfficial, official_facts
from policydesk.queries.account_moderators import who_owes
from policydesk.queries.account_turns import KeptTurns
from policydesk.queries.demands import version_in_force
from policydesk.queries.due import account_findings
from policydesk.queries.people import ROLES_KNOWN
from policydesk.queries.roles_known import KeptRoles
from policydesk.queries.said import kept_school
from policydesk.rules.account_facts import OfficialFacts
from policydesk.rules.catalogue import account_findings_of
from policydesk.rules.facts import SchoolFacts

BEFORE = timedelta(days=50)
"""How far back cover is looked at as a later day knew it, as calendars do."""


def each_day_says_the_same(session: Session, asked: Sequence[date]) -> None:
    """Fail where the findings of a day from many days' reading are others than those of the day asked for itself."""
    kept = KeptOfficial(session, asked[0], asked[-1])
    roles, turns = KeptRoles(session, asked[0]), KeptTurns(session, asked[0] - BEFORE, asked[-1])
    for day in asked:
        facts, soon = kept.on(day), kept_school(session).due_soon_days(day)
        assert facts == official_facts(session, day), day
        assert account_findings_of(SchoolFacts(day, soon, official=facts)) == account_findings(session, day), day
        known, until = roles.known(day.isoformat()), day + timedelta(days=60)
        those = [(one, *role) for one, several in known.items() for role in several]
        assert sorted(those) == _roles(session, day, known), day
        for since in (day, day - BEFORE):
            ours = turns.cover(day, until, known, since)
            theirs = cover_facts(session, since, until, known_by=day)
            assert _days_of(ours) == _days_of(theirs), (since, day)
            assert {one: ours.of(one) for one in theirs.turns} == {one: theirs.of(one) for one in theirs.turns}, day
        _owing(session, day, facts)


def _roles(session: Session, day: date, whose: Sequence[int] | dict[int, object]) -> list[tuple[object, ...]]:
    rows = session.execute(
        text(f"WITH {ROLES_KNOWN} SELECT staff_id, category, started_on, ends FROM role_known"), {"known": day}
    )
    return sorted(tuple(row) for row in rows if row.staff_id in whose)


def _days_of(cover: CoverFacts) -> dict[int, list[object]]:
    return {one: sorted(map(repr, turns)) for one, turns in cover.turns.items() if turns}


def _owing(session: Session, day: date, facts: OfficialFacts) -> None:
    there = [one for account in facts.accounts for one in account.moderators]
    owes = who_owes(session, day, version_in_force(session, day), {one.staff_id for one in there})
    assert {one.staff_id for one in there if not one.acknowledged} == owes, day
