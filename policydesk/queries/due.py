"""Everything that wants attention: facts from the register, put to the rules. Today, reports and exports ask here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from policydesk.queries.account_facts import KeptOfficial, official_facts
from policydesk.queries.acknowledgement_figures import PolicyFigure, SchoolFigures, school_figures
from policydesk.queries.consultation import discussed_by, edition_facts, kept_discussions, kept_editions
from policydesk.queries.declared import Undeclared, declaration_gaps, declared_on
from policydesk.queries.differing import differing_answers, differing_on
from policydesk.queries.policies import policies
from policydesk.queries.policies_as_at import policies_on
from policydesk.queries.policies_kept import kept_policies
from policydesk.queries.policy_facts import policy_facts
from policydesk.queries.policy_rows import PolicyDetail
from policydesk.queries.posts import Spells, kept_posts
from policydesk.queries.reviews import kept_reviews, planned_reviews
from policydesk.queries.said import kept_school
from policydesk.queries.states import pair_states
from policydesk.queries.unsigned import INDUCTION_DAYS, Unsigned, unsigned_on
from policydesk.rules.account_facts import OfficialFacts
from policydesk.rules.catalogue import account_findings_of, findings_of
from policydesk.rules.consultation import CONFIRM
from policydesk.rules.facts import AnswerFacts, GapFacts, SchoolFacts, StarterFacts
from policydesk.rules.findings import Finding
from policydesk.terms import AckState

_GAPS = tuple(state.value for state in AckState if state.wants_signature or state is AckState.DECLINED)


@dataclass(frozen=True, slots=True)
class TodayFigures:
    """The figures at the head of Today; `people` are those asked for anything, `all_done` those who did all of it.

    `overdue` counts late renewals too, as the findings and the governors' report do.
    """

    asked: int
    up_to_date: int
    people: int
    all_done: int
    overdue: int
    policies_in_force: int
    reviews_overdue: int
    figures: tuple[PolicyFigure, ...]


def findings(session: Session, as_at: date) -> tuple[Finding, ...]:
    """Return what the policies ask for and the school has not done, as at a day; the most urgent first."""
    return findings_of(school_facts(session, as_at))


def account_findings(session: Session, as_at: date) -> tuple[Finding, ...]:
    """Return those of the findings that are about the official accounts."""
    soon = kept_school(session).due_soon_days(as_at)
    return account_findings_of(SchoolFacts(as_at, soon, official=official_facts(session, as_at)))


_Asked = tuple[Unsigned, Undeclared, tuple[AnswerFacts, ...]]
"""What many people have a part in: who has not signed, who has not confirmed, whose answer disagrees."""


def school_facts(session: Session, as_at: date) -> SchoolFacts:
    """Return everything the rules look at, as at a day."""
    official = official_facts(session, as_at)
    declared = declaration_gaps(session, as_at, official.pack.period(CONFIRM))
    asked = _unsigned(session, as_at), declared, differing_answers(session, as_at)
    return _Kept(session, as_at, as_at).on(as_at, asked, official)


def school_facts_on(session: Session, days: Sequence[date]) -> Iterator[SchoolFacts]:
    """Yield everything the rules look at for each of several days, which rise; each kind of fact is read once."""
    if not days:
        return
    kept, official = _Kept(session, days[0], days[-1]), KeptOfficial(session, days[0], days[-1])
    months = [official.pack.on(day).period(CONFIRM) for day in days]
    asked = unsigned_on(session, days, kept.school), declared_on(session, days, months), differing_on(session, days)
    for day, many in zip(days, zip(*asked, strict=True), strict=True):
        yield kept.on(day, many, official.on(day))


class _Kept:
    """What is kept of all that many people have no part in: read once, for every day from a first to a last one."""

    def __init__(self, session: Session, first: date, last: date) -> None:
        self.school = kept_school(session)
        self._policies, self._posts, self._spells = kept_policies(session), kept_posts(session), Spells(session)
        self._reviews, self._editions = kept_reviews(session, first, last), kept_editions(session)
        self._discussed = kept_discussions(session)

    def on(self, day: date, asked: _Asked, official: OfficialFacts) -> SchoolFacts:
        """Return everything the rules look at on a day, given what many people have a part in."""
        kept, (unsigned, declared, differing) = policies_on(self._policies, day), asked
        return SchoolFacts(
            as_at=day,
            due_soon_days=self.school.due_soon_days(day),
            gaps=unsigned[0],
            starters=unsigned[1],
            holders=self._posts.holders(day, self._spells),
            policies=policy_facts(kept, self._posts, self._spells, day),
            official=official,
            reviews=planned_reviews(self._reviews, self._spells, day, kept),
            editions=edition_facts(self._editions, day, kept),
            discussed=discussed_by(self._discussed, day),
            undeclared=declared[0],
            undeclared_name=declared[1],
            differing=differing,
        )


def today_figures(
    session: Session,
    as_at: date,
    kept: tuple[PolicyDetail, ...] | None = None,
    figures: SchoolFigures | None = None,
) -> TodayFigures:
    """Return the figures at the head of Today; `kept` are the policies, where the caller has them already.

    So are `figures`.
    """
    figures = school_figures(session, as_at) if figures is None else figures
    known = policies(session, as_at, counted=False) if kept is None else kept
    current = [policy.current for policy in known]
    reviews = [one.next_review_due for one in current if one is not None]
    return TodayFigures(
        asked=sum(one.asked for one in figures.policies),
        up_to_date=sum(one.acknowledged for one in figures.policies),
        people=figures.people,
        all_done=figures.all_done,
        overdue=sum(one.late for one in figures.policies),
        policies_in_force=len(reviews),
        reviews_overdue=sum(1 for due in reviews if due is not None and due.last < as_at),
        figures=figures.policies,
    )


def _unsigned(session: Session, as_at: date) -> Unsigned:
    """Return who has not signed, by version, and those for whom it is still a matter of induction, one by one."""
    statement, parameters = pair_states(
        """SELECT 'gap' AS kind, g.version_id AS id, g.policy_id, g.title, g.label, g.state, g.pairs, g.first_due,
                  g.last_due, '' AS started_on, m.full_name AS name
           FROM (SELECT version_id, policy_id, title, label, state, count(*) AS pairs, min(due_on) AS first_due,
                        max(due_on) AS last_due, min(staff_id) AS one
                 FROM kept WHERE state = 'declined' OR NOT is_induction GROUP BY version_id, state) g
           JOIN staff_member m ON m.id = g.one
           UNION ALL
           SELECT 'starter', s.staff_id, 0, s.title, '', '', s.pairs, s.first_due, '', s.started_on, m.full_name
           FROM (SELECT staff_id, min(title) AS title, count(*) AS pairs, min(due_on) AS first_due,
                        min(started_on) AS started_on
                 FROM kept WHERE state <> 'declined' AND is_induction GROUP BY staff_id) s
           JOIN staff_member m ON m.id = s.staff_id
           ORDER BY kind, first_due, name""",
        as_at,
        kept="""SELECT staff_id, version_id, policy_id, title, label, state, due_on, started_on,
                       is_new_starter AND started_on > :new_since AS is_induction
                FROM pair_state WHERE state IN :gaps""",
        gaps=_GAPS,
        new_since=(as_at - timedelta(days=INDUCTION_DAYS)).isoformat(),
    )
    rows = session.execute(statement, parameters).all()
    gaps = (_gap(row) for row in rows if row.kind == "gap")
    return (
        tuple(sorted(gaps, key=lambda one: (one.version_id, one.state))),
        tuple(_starter(row) for row in rows if row.kind == "starter"),
    )


def _gap(row: Any) -> GapFacts:
    return GapFacts(
        version_id=row.id,
        policy_id=row.policy_id,
        title=row.title,
        label=row.label,
        state=AckState(row.state),
        people=row.pairs,
        name=row.name,
        first_due=date.fromisoformat(row.first_due),
        last_due=date.fromisoformat(row.last_due),
    )


def _starter(row: Any) -> StarterFacts:
    return StarterFacts(
        staff_id=row.id,
        name=row.name,
        started_on=date.fromisoformat(row.started_on),
        policies=row.pairs,
        title=row.title,
        due=date.fromisoformat(row.first_due),
    )
