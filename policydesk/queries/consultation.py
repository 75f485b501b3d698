"""What can be asked beside reviews: discussions, editions of guidance, and who confirmed their connections when."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from policydesk.dates import add_months
from policydesk.models import EarlierEdition, Engagement, GuidanceEdition, GuidanceReading, Policy
from policydesk.queries.once import read_once
from policydesk.queries.pack import rule_pack
from policydesk.queries.people import categories_held
from policydesk.queries.policy_rows import PolicyDetail
from policydesk.queries.said import earlier, said_on
from policydesk.rules.consultation import CONFIRM
from policydesk.rules.facts import EditionFacts
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
    """Asked, and not answered since."""

    asks_again: bool
    """Whether a new question is in place: nothing is open, or what is open was asked longer ago than the period."""

    is_old: bool
    """Not confirmed within the period of the rule pack, a year as it ships."""

    evidence_id: int | None
    categories: tuple[StaffCategory, ...]


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


@read_once
def kept_discussions(session: Session) -> dict[int, list[date]]:
    """Return all days on which each policy was discussed, the earliest first."""
    found: dict[int, list[date]] = {}
    asked = select(Engagement.policy_id, Engagement.held_on).order_by(Engagement.held_on)
    for policy_id, held_on in session.execute(asked):
        found.setdefault(policy_id, []).append(held_on)
    return found


def discussed_by(kept: Mapping[int, Sequence[date]], as_at: date) -> dict[int, date]:
    """Return when each policy was last discussed, up to a day."""
    before = ((policy_id, days[: bisect_right(days, as_at)]) for policy_id, days in kept.items())
    return {policy_id: days[-1] for policy_id, days in before if days}


@dataclass(frozen=True)
class KeptEditions:
    """Every edition of guidance as it is said now and as it was said before, who reads it, and policies by name."""

    rows: tuple[GuidanceEdition, ...]
    before: Mapping[int, Sequence[EarlierEdition]]
    readings: Mapping[int, Mapping[str, str]]
    titles: Mapping[int, str]


@read_once
def kept_editions(session: Session) -> KeptEditions:
    """Return what is kept of all editions."""
    readings: dict[int, dict[str, str]] = {}
    for reading in session.scalars(select(GuidanceReading)):
        readings.setdefault(reading.edition_id, {})[reading.category] = reading.parts
    return KeptEditions(
        tuple(session.scalars(select(GuidanceEdition))),
        earlier(session, EarlierEdition, "edition_id"),
        readings,
        {row.id: row.title for row in session.execute(select(Policy.id, Policy.title))},
    )


def editions(session: Session, as_at: date) -> tuple[EditionRow, ...]:
    """Return the editions known on a day, by name, the newest first."""
    return editions_on(kept_editions(session), as_at)


def editions_on(kept: KeptEditions, as_at: date) -> tuple[EditionRow, ...]:
    """Return the editions known on a day as they were said then, by name, the newest first."""
    found = [_edition(row, kept, as_at) for row in kept.rows]
    known = [row for row, noted_on in found if noted_on <= as_at or row.in_force_from <= as_at]
    known.sort(key=lambda row: (row.in_force_from, row.id), reverse=True)
    known.sort(key=lambda row: row.name.lower())
    begun: set[str] = set()
    rows = []
    for row in known:
        in_force = row.in_force_from <= as_at and row.name.casefold() not in begun
        if in_force:
            begun.add(row.name.casefold())
        rows.append(replace(row, in_force=in_force))
    return tuple(rows)


def _edition(row: GuidanceEdition, kept: KeptEditions, as_at: date) -> tuple[EditionRow, date]:
    before = said_on(kept.before.get(row.id, ()), as_at)
    said = row if before is None else before
    readings = kept.readings.get(row.id, {}) if before is None else before.readings
    reads = tuple((one, readings[one]) for one in StaffCategory if one in readings)
    return (
        EditionRow(
            row.id, said.name, said.edition, said.in_force_from, row.source, said.policy_id,
            kept.titles.get(said.policy_id or 0, ""), reads, in_force=False,
        ),
        row.noted_on,
    )  # fmt: skip


def edition_facts(kept: KeptEditions, as_at: date, policies: Iterable[PolicyDetail]) -> tuple[EditionFacts, ...]:
    """Return what rules look at: the editions in force, and those that are coming."""
    known = {policy.id: policy for policy in policies}
    return tuple(
        _facts(row, known.get(row.policy_id or 0), as_at)
        for row in editions_on(kept, as_at)
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
                   AND (d.answered_on IS NULL OR d.answered_on > :as_at)
                   AND NOT EXISTS (SELECT 1 FROM declaration a WHERE a.staff_id = m.id
                                   AND a.answered_on > d.asked_on AND a.answered_on <= :as_at)) AS is_waiting,
           (SELECT group_concat(DISTINCT r.category) FROM staff_role r WHERE r.staff_id = m.id
            AND r.started_on <= :as_at AND (r.ended_on IS NULL OR r.ended_on >= :as_at)) AS categories
    FROM staff_member m
    WHERE EXISTS (SELECT 1 FROM staff_role r WHERE r.staff_id = m.id AND r.started_on <= :as_at
                  AND (r.ended_on IS NULL OR r.ended_on >= :as_at))"""


def declarations(session: Session, as_at: date) -> tuple[DeclarationRow, ...]:
    """Return everybody in post on a day by name, with when they were asked and when they answered."""
    found = session.execute(text(f"{_DECLARED} ORDER BY m.sort_name"), {"as_at": as_at.isoformat()}).mappings()
    months = rule_pack(session, as_at).period(CONFIRM)
    return tuple(_declaration(row, as_at, months) for row in found)


def _declaration(row: Any, as_at: date, months: int) -> DeclarationRow:
    asked, answered = (date.fromisoformat(row[name]) if row[name] else None for name in ("asked_on", "answered_on"))
    return DeclarationRow(
        row["id"], row["full_name"], row["sort_name"], row["email"], asked, answered,
        None if row["is_nil"] is None else bool(row["is_nil"]), bool(row["is_waiting"]),
        not row["is_waiting"] or asked is None or add_months(asked, months) < as_at,
        answered is None or add_months(answered, months) < as_at, row["evidence_id"],
        categories_held(row["categories"]),
    )  # fmt: skip
