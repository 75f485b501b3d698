"""What the governors' report is made from: the register on the day, and on an earlier day to compare it with."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from policydesk.dates import add_months, written
from policydesk.errors import Refusal
from policydesk.queries.accounts import AccountRow, list_accounts
from policydesk.queries.acknowledgement_figures import CategoryFigure, HeatCell, SchoolFigures, whole_figures
from policydesk.queries.acknowledgements import PairRow, pairs
from policydesk.queries.due import TodayFigures, findings, today_figures
from policydesk.queries.given_by_month import TrendPoint, trend
from policydesk.queries.pack import rule_pack
from policydesk.queries.policies import policies
from policydesk.queries.policy_rows import PolicyDetail
from policydesk.queries.staff_detail import AppointmentRow, appointments
from policydesk.reports.governors_also import AlsoFacts, gather_also
from policydesk.reports.governors_incidents import IncidentFacts, gather_incidents
from policydesk.reports.governors_reviews import ReviewFacts, gather_reviews
from policydesk.reports.report import Options
from policydesk.rules.catalogue import rule_of
from policydesk.rules.findings import Finding, Rule
from policydesk.rules.pack import RulePack
from policydesk.terms import AckState, Post, Topic, Urgency
from policydesk.terms_accounts import AccountState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

BACK = 3
"""Months that the report looks back where no earlier day is chosen: about a term."""

SPEAKS = frozenset({AccountState.LIVE, AccountState.SUSPENDED})
"""States in which an account speaks for the school, or still stands where people find it."""


@dataclass(frozen=True)
class Standing:
    """The register on one day, in the figures that are compared."""

    as_at: date
    figures: TodayFigures
    found: tuple[Finding, ...]
    accounts: tuple[AccountRow, ...]

    @property
    def speaking(self) -> tuple[AccountRow, ...]:
        """The accounts that speak for the school."""
        return tuple(one for one in self.accounts if one.state in SPEAKS)

    def count(self, urgency: Urgency, *topics: Topic) -> int:
        """Return how many things of some topics are so urgent; of all topics where none is named."""
        return sum(one.urgency is urgency and (not topics or one.topic in topics) for one in self.found)


@dataclass(frozen=True)
class Demand:
    """One thing that the policies ask for and that is not so: how often, by how urgent it is."""

    asks: str
    clause: str
    overdue: int
    this_week: int
    later: int
    for_information: int


@dataclass(frozen=True)
class GovernorsFacts:
    """Everything the report says. `late` are named only where names were asked for."""

    now: Standing
    then: Standing
    policies: tuple[PolicyDetail, ...]
    cells: tuple[HeatCell, ...]
    categories: tuple[CategoryFigure, ...]
    trend: tuple[TrendPoint, ...]
    late: tuple[PairRow, ...]
    posts: tuple[AppointmentRow, ...]
    reviews: ReviewFacts
    also: AlsoFacts
    incidents: IncidentFacts
    names: bool
    pack: RulePack

    @property
    def as_at(self) -> date:
        """The day that the report is for."""
        return self.now.as_at

    @property
    def demands(self) -> tuple[Demand, ...]:
        """What is asked and not so, without a name: what is overdue most often first."""
        order: dict[Rule, Counter[Urgency]] = {}
        for one in self.now.found:
            order.setdefault(rule_of(one), Counter())[one.urgency] += 1
        found = [
            Demand(
                rule.asks,
                rule.clause,
                *(counts[one] for one in (Urgency.OVERDUE, Urgency.THIS_WEEK, Urgency.SOON, Urgency.FOR_INFORMATION)),
            )
            for rule, counts in order.items()
        ]
        return tuple(sorted(found, key=lambda one: (-one.overdue, -one.this_week, one.asks)))

    @property
    def pressing(self) -> tuple[Demand, ...]:
        """What is overdue or due within a week, for which actions are proposed."""
        return tuple(one for one in self.demands if one.overdue or one.this_week)

    @property
    def waiting(self) -> tuple[Demand, ...]:
        """What is not so and can wait, or is only for information: what waits most often first."""
        found = [one for one in self.demands if one.later or one.for_information]
        return tuple(sorted(found, key=lambda one: (-one.later, -one.for_information, one.asks)))

    def appointed(self, post: Post) -> AppointmentRow | None:
        """Return who holds a post on the day."""
        held = [one for one in self.posts if one.post is post and one.from_on <= self.as_at]
        return next((one for one in held if one.until_on is None or one.until_on >= self.as_at), None)

    def holder(self, post: Post) -> str:
        """Return the name of who holds a post on the day."""
        found = self.appointed(post)
        return "" if found is None else found.full_name

    def has_left(self, post: Post) -> bool:
        """Whether the one who holds a post works here no longer."""
        found = self.appointed(post)
        return found is not None and any(
            one.rule == "post.holder_left" and (one.about, one.subject_id) == (post.value, found.staff_id)
            for one in self.now.found
        )


def gather(session: "Session", as_at: date, options: Options) -> GovernorsFacts:
    """Ask for everything as at a day and as at an earlier one."""
    earlier = options.compare_with
    if earlier is None:
        earlier = add_months(as_at, -BACK)
    if earlier >= as_at:
        raise Refusal(f"Compare with a day before {written(as_at)}, or leave it empty.", "compare_with")
    kept, whole = policies(session, as_at, counted=False), whole_figures(session, as_at)
    return GovernorsFacts(
        now=_standing(session, as_at, kept, whole.school),
        then=_standing(session, earlier, policies(session, earlier, counted=False)),
        policies=tuple(one for one in kept if one.withdrawn_on is None or one.withdrawn_on > as_at),
        cells=whole.cells,
        categories=whole.categories,
        trend=trend(session, as_at),
        late=late_pairs(session, as_at) if options.names else (),
        posts=appointments(session, as_at),
        reviews=gather_reviews(session, as_at, earlier, kept),
        also=gather_also(session, as_at, earlier, kept),
        incidents=gather_incidents(session, as_at, earlier, options.incidents),
        names=options.names,
        pack=rule_pack(session, as_at),
    )


def late_pairs(session: "Session", as_at: date) -> tuple[PairRow, ...]:
    """Return who is late with what, or has declined it; read only where names are asked for."""
    late = pairs(session, as_at, {AckState.OVERDUE, AckState.EXPIRED, AckState.DECLINED})
    return tuple(pair for pair in late if pair.days_overdue or pair.state is AckState.DECLINED)


def _standing(
    session: "Session", as_at: date, kept: tuple[PolicyDetail, ...], figures: SchoolFigures | None = None
) -> Standing:
    """Return the register on one day, given its policies and, where they are known, its figures."""
    counted = today_figures(session, as_at, kept, figures)
    return Standing(as_at, counted, findings(session, as_at), list_accounts(session, as_at))
