"""Everything that wants attention: facts from the register, put to the rules. Today, reports and exports ask here."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from policydesk.models import School
from policydesk.queries.acknowledgements import PolicyFigure, policy_figures
from policydesk.queries.policies import PolicyDetail, VersionRow, policies
from policydesk.queries.states import pair_states
from policydesk.rules.catalogue import findings_of
from policydesk.rules.facts import AdoptionFacts, GapFacts, HolderFacts, PolicyFacts, SchoolFacts, StarterFacts
from policydesk.rules.findings import Finding
from policydesk.terms import AckState, AdoptionRole, Post

INDUCTION_DAYS = 183
"""Days from the first one in which an unsigned policy is a matter of induction; later it is simply overdue."""

_GAPS = tuple(state.value for state in AckState if state.wants_signature or state is AckState.DECLINED)
_UNSIGNED = tuple(state.value for state in AckState if state.wants_signature)

_SIGNATORY = {
    AdoptionRole.HEADTEACHER: (Post.HEADTEACHER, Post.EXECUTIVE_HEADTEACHER),
    AdoptionRole.CHAIR_OF_GOVERNORS: (Post.CHAIR_OF_GOVERNORS,),
}


@dataclass(frozen=True, slots=True)
class TodayFigures:
    """The figures at the head of Today; `people` are those asked for anything, `all_done` those who did all of it."""

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


def school_facts(session: Session, as_at: date) -> SchoolFacts:
    """Return everything the rules look at, as at a day."""
    kept = policies(session, as_at)
    return SchoolFacts(
        as_at=as_at,
        due_soon_days=session.scalars(select(School.due_soon_days)).one(),
        gaps=_gaps(session, as_at),
        starters=_starters(session, as_at),
        holders=_holders(session, as_at),
        policies=_policies(session, as_at, kept),
    )


def today_figures(session: Session, as_at: date) -> TodayFigures:
    """Return the figures at the head of Today."""
    figures = policy_figures(session, as_at)
    statement, parameters = pair_states(
        f"""SELECT count(*), coalesce(sum(done), 0) FROM (
                SELECT min(state = '{AckState.ACKNOWLEDGED.value}') AS done FROM pair_state
                WHERE state <> '{AckState.EXEMPT.value}' GROUP BY staff_id)""",
        as_at,
    )
    people, all_done = session.execute(statement, parameters).one()
    current = [policy.current for policy in policies(session, as_at)]
    reviews = [one.next_review_due for one in current if one is not None]
    return TodayFigures(
        asked=sum(one.asked for one in figures),
        up_to_date=sum(one.acknowledged for one in figures),
        people=people,
        all_done=all_done,
        overdue=sum(one.overdue for one in figures),
        policies_in_force=len(reviews),
        reviews_overdue=sum(1 for due in reviews if due is not None and due.last < as_at),
        figures=figures,
    )


def _new_since(as_at: date) -> str:
    return (as_at - timedelta(days=INDUCTION_DAYS)).isoformat()


def _gaps(session: Session, as_at: date) -> tuple[GapFacts, ...]:
    statement, parameters = pair_states(
        """SELECT g.version_id, g.policy_id, g.title, g.label, g.state, g.people, g.first_due, g.last_due,
                  m.full_name AS name
           FROM (SELECT x.version_id, x.policy_id, x.title, x.label, x.state, count(*) AS people,
                        min(x.due_on) AS first_due, max(x.due_on) AS last_due, min(x.staff_id) AS one
                 FROM pair_state x
                 WHERE x.state IN :gaps
                   AND (x.state = 'declined' OR NOT (x.is_new_starter AND x.started_on > :new_since))
                 GROUP BY x.version_id, x.state) g
           JOIN staff_member m ON m.id = g.one ORDER BY g.version_id, g.state""",
        as_at,
        gaps=_GAPS,
        new_since=_new_since(as_at),
    )
    return tuple(
        GapFacts(
            **{
                **row,
                "state": AckState(row["state"]),
                "first_due": date.fromisoformat(row["first_due"]),
                "last_due": date.fromisoformat(row["last_due"]),
            }
        )
        for row in session.execute(statement, parameters).mappings()
    )


def _starters(session: Session, as_at: date) -> tuple[StarterFacts, ...]:
    statement, parameters = pair_states(
        """SELECT x.staff_id, m.full_name AS name, min(x.started_on) AS started_on, count(*) AS policies,
                  min(x.title) AS title, min(x.due_on) AS due
           FROM pair_state x JOIN staff_member m ON m.id = x.staff_id
           WHERE x.state IN :unsigned AND x.is_new_starter AND x.started_on > :new_since
           GROUP BY x.staff_id ORDER BY due, m.sort_name""",
        as_at,
        unsigned=_UNSIGNED,
        new_since=_new_since(as_at),
    )
    return tuple(
        StarterFacts(
            **{
                **row,
                "started_on": date.fromisoformat(row["started_on"]),
                "due": date.fromisoformat(row["due"]),
            }
        )
        for row in session.execute(statement, parameters).mappings()
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
    held = _posts_by_name(session)
    known = {one.id: one for one in kept}
    return tuple(
        _facts(policy, known, held, owner_in_post=policy.owner_id in here)
        for policy in kept
        if policy.withdrawn_on is None or policy.withdrawn_on > as_at
    )


def _posts_by_name(session: Session) -> frozenset[tuple[str, str]]:
    rows = session.execute(
        text("SELECT lower(m.full_name), a.post FROM appointment a JOIN staff_member m ON m.id = a.staff_id")
    )
    return frozenset((str(name), str(post)) for name, post in rows)


def _facts(
    policy: PolicyDetail, known: dict[int, PolicyDetail], held: frozenset[tuple[str, str]], *, owner_in_post: bool
) -> PolicyFacts:
    related = [known[one] for one, _title in policy.related if one in known]
    current = policy.current
    version: dict[str, Any] = {} if current is None else _version(current, held)
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


def _version(version: VersionRow, held: frozenset[tuple[str, str]]) -> dict[str, Any]:
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
    )
    return {**{name: getattr(version, name) for name in same}, "adoptions": adoptions}
