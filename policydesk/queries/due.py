"""Everything that wants attention: facts from the register, put to the rules. Today, reports and exports ask here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from policydesk.dates import RoughDate
from policydesk.models import School
from policydesk.queries.account_facts import official_facts
from policydesk.queries.acknowledgements import PolicyFigure, school_figures
from policydesk.queries.consultation import declaration_gaps, differing_answers, edition_facts, last_discussed
from policydesk.queries.policies import PolicyDetail, VersionRow, kept_policies, policies, policies_on
from policydesk.queries.reviews import planned_reviews
from policydesk.queries.states import pair_states
from policydesk.queries.unsigned import INDUCTION_DAYS, Unsigned, unsigned_on
from policydesk.rules.catalogue import account_findings_of, findings_of
from policydesk.rules.consultation import CONFIRM
from policydesk.rules.facts import AdoptionFacts, GapFacts, HolderFacts, PolicyFacts, SchoolFacts, StarterFacts
from policydesk.rules.findings import Finding
from policydesk.rules.status import has_begun
from policydesk.terms import AckState, AdoptionRole, Post

_GAPS = tuple(state.value for state in AckState if state.wants_signature or state is AckState.DECLINED)

_SIGNATORY = {
    AdoptionRole.HEADTEACHER: (Post.HEADTEACHER, Post.EXECUTIVE_HEADTEACHER),
    AdoptionRole.CHAIR_OF_GOVERNORS: (Post.CHAIR_OF_GOVERNORS,),
}


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
    return account_findings_of(SchoolFacts(as_at, _due_soon_days(session), official=official_facts(session, as_at)))


def school_facts(session: Session, as_at: date) -> SchoolFacts:
    """Return everything the rules look at, as at a day."""
    soon = _due_soon_days(session)
    return _facts_with(session, as_at, soon, _unsigned(session, as_at), policies(session, as_at, counted=False))


def school_facts_on(session: Session, days: Sequence[date]) -> Iterator[SchoolFacts]:
    """Yield everything the rules look at for each of several days, which rise.

    Signatures and policies are read once for all; posts and official accounts are asked for each day.
    """
    soon, kept = _due_soon_days(session), kept_policies(session)
    for day, unsigned in zip(days, unsigned_on(session, days, soon), strict=True):
        yield _facts_with(session, day, soon, unsigned, policies_on(kept, day))


def _due_soon_days(session: Session) -> int:
    return int(session.scalars(select(School.due_soon_days)).one())


def _facts_with(
    session: Session, as_at: date, due_soon_days: int, unsigned: Unsigned, kept: tuple[PolicyDetail, ...]
) -> SchoolFacts:
    gaps, starters = unsigned
    official = official_facts(session, as_at)
    undeclared, undeclared_name = declaration_gaps(session, as_at, official.pack.period(CONFIRM))
    return SchoolFacts(
        as_at=as_at,
        due_soon_days=due_soon_days,
        gaps=gaps,
        starters=starters,
        holders=_holders(session, as_at),
        policies=_policies(session, as_at, kept),
        official=official,
        reviews=planned_reviews(session, as_at, kept),
        editions=edition_facts(session, as_at, kept),
        discussed=last_discussed(session, as_at),
        undeclared=undeclared,
        undeclared_name=undeclared_name,
        differing=differing_answers(session, as_at),
    )


def today_figures(session: Session, as_at: date, kept: tuple[PolicyDetail, ...] | None = None) -> TodayFigures:
    """Return the figures at the head of Today; `kept` are the policies, where the caller has them already."""
    figures = school_figures(session, as_at)
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


_IN_POST = """EXISTS (SELECT 1 FROM staff_role r WHERE r.staff_id = m.id AND r.started_on <= :as_at
                      AND (r.ended_on IS NULL OR r.ended_on >= :as_at))"""


def _holders(session: Session, as_at: date) -> tuple[HolderFacts, ...]:
    rows = session.execute(
        text(f"""
            SELECT a.staff_id, m.full_name AS name, a.post, a.until_on, {_IN_POST} AS in_post
            FROM appointment a JOIN staff_member m ON m.id = a.staff_id
            WHERE a.from_on <= :as_at AND (a.until_on IS NULL OR a.until_on >= :as_at)
            ORDER BY a.post, a.id"""),
        {"as_at": as_at.isoformat()},
    ).mappings()
    return tuple(
        HolderFacts(
            **{
                **row,
                "post": Post(row["post"]),
                "until_on": date.fromisoformat(row["until_on"]) if row["until_on"] else None,
                "in_post": bool(row["in_post"]),
            }
        )
        for row in rows
    )


def _policies(session: Session, as_at: date, kept: tuple[PolicyDetail, ...]) -> tuple[PolicyFacts, ...]:
    here = set(session.scalars(text(f"SELECT m.id FROM staff_member m WHERE {_IN_POST}"), {"as_at": as_at.isoformat()}))
    held = _posts_by_name(session, as_at)
    known = {one.id: one for one in kept}
    return tuple(
        _facts(policy, known, held, as_at, owner_in_post=policy.owner_id in here)
        for policy in kept
        if policy.withdrawn_on is None or policy.withdrawn_on > as_at
    )


def _posts_by_name(session: Session, as_at: date) -> frozenset[tuple[str, str]]:
    """Return who has held which post by a day."""
    rows = session.execute(
        text("""SELECT lower(m.full_name), a.post FROM appointment a JOIN staff_member m ON m.id = a.staff_id
                WHERE a.from_on <= :as_at"""),
        {"as_at": as_at.isoformat()},
    )
    return frozenset((str(name), str(post)) for name, post in rows)


def _facts(
    policy: PolicyDetail,
    known: dict[int, PolicyDetail],
    held: frozenset[tuple[str, str]],
    as_at: date,
    *,
    owner_in_post: bool,
) -> PolicyFacts:
    related = [known[one] for one, _title in policy.related if one in known]
    current = policy.current
    version: dict[str, Any] = {} if current is None else _version(current, held, as_at)
    return PolicyFacts(
        policy_id=policy.id,
        title=policy.title,
        policy_type=policy.policy_type,
        owner=policy.owner,
        owner_in_post=owner_in_post,
        monitored_by=policy.monitored_by,
        origin=policy.origin,
        adapted_on=policy.adapted_on,
        related=tuple((one.title, one.current is not None) for one in related),
        related_types=frozenset(one.policy_type for one in related),
        version_id=None if current is None else current.id,
        **version,
    )


def _version(version: VersionRow, held: frozenset[tuple[str, str]], as_at: date) -> dict[str, Any]:
    """Return what the rules look at of a version; what happened on a later day is not there yet."""
    same = (
        "label", "in_force_from", "approved_by_name", "approved_by_body", "approved_on", "last_reviewed_on",
        "next_review_due", "review_interval_months", "has_document", "paper_only", "legislation",
    )  # fmt: skip
    adoptions = tuple(
        AdoptionFacts(
            line.role,
            line.name,
            line.signed_on,
            known=any((line.name.lower(), post.value) in held for post in _SIGNATORY[line.role]),
        )
        for line in version.adoptions
        if line.signed_on is None or has_begun(line.signed_on, as_at)
    )
    kept = {name: getattr(version, name) for name in same}
    later = {name: None for name in ("approved_on", "last_reviewed_on") if not _is_past(kept[name], as_at)}
    return {**kept, **later, "adoptions": adoptions}


def _is_past(day: RoughDate | None, as_at: date) -> bool:
    return day is None or has_begun(day, as_at)
