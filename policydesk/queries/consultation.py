"""What can be asked beside reviews: discussions, editions of guidance, and who confirmed their connections when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from policydesk.dates import add_months
from policydesk.models import Engagement, GuidanceEdition, GuidanceReading, Policy
from policydesk.queries.pack import rule_pack
from policydesk.queries.policies import PolicyDetail
from policydesk.rules.consultation import CONFIRM
from policydesk.rules.facts import AnswerFacts, EditionFacts
from policydesk.terms import StaffCategory
from policydesk.terms_reviews import Discussion, Group


@dataclass(frozen=True, slots=True)
class EngagementRow:
    """One discussion of a policy."""

    id: int
    policy_id: int
    policy: str
    held_on: date
    met_with: tuple[Group, ...]
    method: Discussion
    who: str
    said: str
    changed: str
    evidence_id: int | None


@dataclass(frozen=True, slots=True)
class EditionRow:
    """One edition of guidance; `readings` are the categories with the parts they read."""

    id: int
    name: str
    edition: str
    in_force_from: date
    source: str
    policy_id: int | None
    policy: str
    readings: tuple[tuple[StaffCategory, str], ...]
    in_force: bool


@dataclass(frozen=True, slots=True)
class DeclarationRow:
    """Where one person in post stands with the yearly question; `id` is the staff member's."""

    id: int
    full_name: str
    sort_name: str
    email: str
    asked_on: date | None
    answered_on: date | None
    is_nil: bool | None
    is_waiting: bool
    is_old: bool
    """Not confirmed within the period of the rule pack, a year as it ships."""

    evidence_id: int | None


def engagements(session: Session, as_at: date) -> tuple[EngagementRow, ...]:
    """Return every discussion up to a day, the newest first."""
    asked = (
        select(Engagement, Policy.title)
        .join(Policy, Policy.id == Engagement.policy_id)
        .where(Engagement.held_on <= as_at)
        .order_by(Engagement.held_on.desc(), Engagement.id.desc())
    )
    return tuple(
        EngagementRow(
            row.id, row.policy_id, title, row.held_on, tuple(Group(one) for one in row.met_with),
            Discussion(row.method), row.who, row.said, row.changed, row.evidence_id,
        )
        for row, title in session.execute(asked)
    )  # fmt: skip


def last_discussed(session: Session, as_at: date) -> dict[int, date]:
    """Return when each policy was last discussed, up to a day."""
    asked = (
        select(Engagement.policy_id, func.max(Engagement.held_on))
        .where(Engagement.held_on <= as_at)
        .group_by(Engagement.policy_id)
    )
    return {policy_id: day for policy_id, day in session.execute(asked) if day is not None}


def editions(session: Session, as_at: date) -> tuple[EditionRow, ...]:
    """Return the editions known on a day, by name, the newest first."""
    readings: dict[int, list[tuple[StaffCategory, str]]] = {}
    for reading in session.scalars(select(GuidanceReading)):
        readings.setdefault(reading.edition_id, []).append((StaffCategory(reading.category), reading.parts))
    asked = (
        select(GuidanceEdition, Policy.title)
        .outerjoin(Policy, Policy.id == GuidanceEdition.policy_id)
        .where((GuidanceEdition.noted_on <= as_at) | (GuidanceEdition.in_force_from <= as_at))
        .order_by(func.lower(GuidanceEdition.name), GuidanceEdition.in_force_from.desc(), GuidanceEdition.id.desc())
    )
    found = []
    begun: set[str] = set()
    order = list(StaffCategory)
    for row, title in session.execute(asked):
        key = row.name.casefold()
        in_force = row.in_force_from <= as_at and key not in begun
        if in_force:
            begun.add(key)
        reads = sorted(readings.get(row.id, ()), key=lambda one: order.index(one[0]))
        found.append(
            EditionRow(
                row.id, row.name, row.edition, row.in_force_from, row.source, row.policy_id, title or "", tuple(reads),
                in_force,
            )
        )  # fmt: skip
    return tuple(found)


def edition_facts(session: Session, as_at: date, kept: Iterable[PolicyDetail]) -> tuple[EditionFacts, ...]:
    """Return what rules look at: the editions in force, and those that are coming."""
    known = {policy.id: policy for policy in kept}
    return tuple(
        _facts(row, known.get(row.policy_id or 0), as_at)
        for row in editions(session, as_at)
        if row.in_force or row.in_force_from > as_at
    )


def _facts(row: EditionRow, policy: PolicyDetail | None, as_at: date) -> EditionFacts:
    version = None if policy is None else policy.current
    force = None if version is None else version.in_force_from
    new_enough = [
        one
        for one in (() if policy is None else policy.versions)
        if one.published_on is not None
        and one.published_on <= as_at
        and one.in_force_from is not None
        and one.in_force_from.last >= row.in_force_from
    ]
    asked = frozenset[StaffCategory]() if version is None else version.categories
    return EditionFacts(
        edition_id=row.id,
        name=row.name,
        edition=row.edition,
        in_force_from=row.in_force_from,
        policy_id=row.policy_id,
        policy=row.policy,
        has_version=bool(new_enough) or (force is not None and force.last >= row.in_force_from),
        unasked=tuple(category for category, _parts in row.readings if category not in asked),
    )


_DECLARED = """
    SELECT m.id, m.full_name, m.sort_name, m.email,
           (SELECT max(d.asked_on) FROM declaration d WHERE d.staff_id = m.id AND d.asked_on <= :as_at) AS asked_on,
           (SELECT max(d.answered_on) FROM declaration d WHERE d.staff_id = m.id AND d.answered_on <= :as_at)
               AS answered_on,
           (SELECT d.is_nil FROM declaration d WHERE d.staff_id = m.id AND d.answered_on <= :as_at
            ORDER BY d.answered_on DESC, d.id DESC LIMIT 1) AS is_nil,
           (SELECT d.evidence_id FROM declaration d WHERE d.staff_id = m.id AND d.answered_on <= :as_at
            ORDER BY d.answered_on DESC, d.id DESC LIMIT 1) AS evidence_id,
           EXISTS (SELECT 1 FROM declaration d WHERE d.staff_id = m.id AND d.asked_on <= :as_at
                   AND (d.answered_on IS NULL OR d.answered_on > :as_at)) AS is_waiting
    FROM staff_member m
    WHERE EXISTS (SELECT 1 FROM staff_role r WHERE r.staff_id = m.id AND r.started_on <= :as_at
                  AND (r.ended_on IS NULL OR r.ended_on >= :as_at))"""


def declarations(session: Session, as_at: date) -> tuple[DeclarationRow, ...]:
    """Return everybody in post on a day by name, with when they were asked and when they answered."""
    found = session.execute(text(f"{_DECLARED} ORDER BY m.sort_name"), {"as_at": as_at.isoformat()}).mappings()
    months = rule_pack(session, as_at).period(CONFIRM)
    return tuple(_declaration(row, as_at, months) for row in found)


def declaration_gaps(session: Session, as_at: date, months: int) -> tuple[int, str]:
    """Return how many people in post have not confirmed their connections for so many months, and a name of theirs.

    Nobody is counted in a school that has never asked.
    """
    count, name = session.execute(
        text("""
            SELECT count(*), coalesce(min(m.full_name), '') FROM staff_member m
            WHERE EXISTS (SELECT 1 FROM declaration WHERE asked_on <= :as_at)
              AND m.id IN (SELECT staff_id FROM staff_role
                           WHERE started_on <= :as_at AND (ended_on IS NULL OR ended_on >= :as_at))
              AND m.id NOT IN (SELECT staff_id FROM declaration WHERE answered_on BETWEEN :since AND :as_at)"""),
        {"as_at": as_at.isoformat(), "since": add_months(as_at, -months).isoformat()},
    ).one()
    return int(count), str(name)


def differing_answers(session: Session, as_at: date) -> tuple[AnswerFacts, ...]:
    """Return whose newest answer disagrees with the connections that are kept: some but none, or none but some.

    What was declared after a nil answer is no contradiction, and one that has ended since is none any more.
    """
    rows = session.execute(
        text("""
            SELECT m.id, m.full_name, d.answered_on, d.is_nil,
                   (SELECT count(*) FROM declared_relationship r
                    WHERE r.staff_id = m.id AND r.declared_on <= CASE WHEN d.is_nil THEN d.answered_on ELSE :as_at END
                      AND (r.until_on IS NULL OR r.until_on >= CASE WHEN d.is_nil THEN :as_at ELSE d.answered_on END)
                   ) AS registered
            FROM staff_member m JOIN declaration d ON d.id = (
                SELECT x.id FROM declaration x WHERE x.staff_id = m.id AND x.answered_on <= :as_at
                ORDER BY x.answered_on DESC, x.id DESC LIMIT 1)
            WHERE EXISTS (SELECT 1 FROM staff_role s WHERE s.staff_id = m.id AND s.started_on <= :as_at
                          AND (s.ended_on IS NULL OR s.ended_on >= :as_at))
              AND (registered > 0) = d.is_nil
            ORDER BY m.sort_name, m.id"""),
        {"as_at": as_at.isoformat()},
    ).all()
    return tuple(
        AnswerFacts(row.id, row.full_name, date.fromisoformat(row.answered_on), row.registered) for row in rows
    )


def _declaration(row: Any, as_at: date, months: int) -> DeclarationRow:
    asked, answered = (date.fromisoformat(row[name]) if row[name] else None for name in ("asked_on", "answered_on"))
    return DeclarationRow(
        row["id"], row["full_name"], row["sort_name"], row["email"], asked, answered,
        None if row["is_nil"] is None else bool(row["is_nil"]), bool(row["is_waiting"]),
        answered is None or add_months(answered, months) < as_at, row["evidence_id"],
    )  # fmt: skip
