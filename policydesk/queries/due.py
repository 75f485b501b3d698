"""Everything that wants attention: facts from the register, put to the rules. Today, reports and exports ask here."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from policydesk.queries.account_facts import KeptOfficial, official_facts
from policydesk.queries.acknowledgement_figures import PolicyFigure, SchoolFigures, school_figures
from policydesk.queries.consultation import discussed_by, edition_facts, kept_discussions, kept_editions
from policydesk.queries.day_pairs import DayPairs, PersonStands, day_pairs
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
from policydesk.queries.stands import Stand
from policydesk.queries.unsigned import INDUCTION_DAYS, Unsigned, unsigned_on
from policydesk.queries.unsigned_kept import SaidVersion
from policydesk.rules.account_facts import OfficialFacts
from policydesk.rules.catalogue import account_findings_of, findings_of
from policydesk.rules.consultation import CONFIRM
from policydesk.rules.facts import AnswerFacts, GapFacts, SchoolFacts, StarterFacts
from policydesk.rules.findings import Finding
from policydesk.terms import AckState


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
    return school_facts_of(session, (as_at,))[0]


def school_facts_of(session: Session, days: Sequence[date]) -> tuple[SchoolFacts, ...]:
    """Return everything the rules look at for each of a few days; who signed is asked of each by itself."""
    first, last = min(days), max(days)
    kept, official = _Kept(session, first, last), KeptOfficial(session, first, last)
    return tuple(_facts(session, kept, official.on(day), day) for day in days)


def _facts(session: Session, kept: "_Kept", official: OfficialFacts, day: date) -> SchoolFacts:
    declared = declaration_gaps(session, day, official.pack.period(CONFIRM))
    return kept.on(day, (_unsigned(session, day), declared, differing_answers(session, day)), official)


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
    pairs, since = day_pairs(session, as_at), as_at - timedelta(days=INDUCTION_DAYS)
    new, gaps = set[Stand](), defaultdict[tuple[int, AckState], list[Stand]](list)
    for one in pairs.counts:
        if one.state.wants_signature and one.started_on is not None and one.started_on > since:
            new.add(one)
        elif one.state.wants_signature or one.state is AckState.DECLINED:
            gaps[one.version_id, one.state].append(one)
    titles = {one.id: one for one in pairs.versions}
    found = (_gap(pairs, titles[version], state, several) for (version, state), several in gaps.items())
    begun = (_starter(one, [stand for stand in one.stands if stand in new], titles) for one in pairs.people
             if not new.isdisjoint(one.stands))  # fmt: skip
    return (
        tuple(sorted(found, key=lambda one: (one.version_id, one.state))),
        tuple(sorted(begun, key=lambda one: (one.due, one.name))),
    )


def _gap(pairs: DayPairs, version: SaidVersion, state: AckState, several: Sequence[Stand]) -> GapFacts:
    return GapFacts(
        version_id=version.id,
        policy_id=version.policy_id,
        title=version.title,
        label=version.label,
        state=state,
        people=sum(pairs.counts[one] for one in several),
        name=min(pairs.first[one] for one in several)[1],
        first_due=min(one.due_on for one in several),
        last_due=max(one.due_on for one in several),
    )


def _starter(person: PersonStands, missing: Sequence[Stand], titles: Mapping[int, SaidVersion]) -> StarterFacts:
    return StarterFacts(
        staff_id=person.staff_id,
        name=person.name,
        started_on=min(one.started_on for one in missing if one.started_on is not None),
        policies=len(missing),
        title=min(titles[one.version_id].title for one in missing),
        due=min(one.due_on for one in missing),
    )
