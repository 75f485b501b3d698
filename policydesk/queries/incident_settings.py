"""How the school keeps its incident logs, what it released, what was advised, and which relationships are declared."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from policydesk.models import Advice, DeclaredRelationship, IncidentSettings, ReleasedFigures, StaffMember
from policydesk.queries.calendar import terms
from policydesk.rules.incidents_due import Watching
from policydesk.rules.school_terms import FigureTerm, own_terms, term_around
from policydesk.rules.term_time import TermDates
from policydesk.terms import PolicyType
from policydesk.terms_incidents import RelationshipKind


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """Figures that were released, masked, for a period; both days inclusive."""

    id: int
    from_on: date
    until_on: date
    released_at: datetime
    released_by: str
    figures: dict[str, Any]
    envelopes: int


@dataclass(frozen=True, slots=True)
class RelationshipRow:
    """A declared relationship of a member of staff, both days inclusive."""

    id: int
    staff_id: int
    kind: RelationshipKind
    other_party: str
    relationship: str
    declared_on: date
    until_on: date | None
    conflict: bool
    keeps_confidentiality: bool
    decision: str
    decided_by: str
    review_on: date | None

    @property
    def words(self) -> str:
        """Say it in one line: "A pupil is family: R.T., niece"."""
        what = ", ".join(one for one in (self.other_party, self.relationship) if one)
        return f"{self.kind.label}: {what}"


@dataclass(frozen=True, slots=True)
class AdviceRow:
    """Advice on personal use that somebody asked for."""

    id: int
    asked_on: date
    full_name: str
    subject: str
    advice: str
    given_by: str


def watching(session: Session, as_at: date) -> Watching:
    """Return how the school watches its incidents, with what the social media policy in force asks."""
    row = session.get(IncidentSettings, 1)
    asked = Watching(class_discussion=class_discussion_asked(session, as_at))
    if row is None:
        return asked
    return Watching(
        pattern_count=row.pattern_count, pattern_months=row.pattern_months, class_discussion=asked.class_discussion
    )


def pupils_in_full(session: Session) -> bool:
    """Whether the school chose full names of pupils instead of references and initials."""
    row = session.get(IncidentSettings, 1)
    return row is not None and row.pupils_in_full


def class_discussion_asked(session: Session, as_at: date) -> bool:
    """Whether the social media policy in force asks for a talk with the class (AT 6.5)."""
    found = session.execute(
        text("""
            SELECT json_extract(v.choices, '$.class_discussion_required')
            FROM policy_version v JOIN policy p ON p.id = v.policy_id
            WHERE p.policy_type = :social AND v.published_on IS NOT NULL AND v.in_force_from <= :as_at
            AND (p.withdrawn_on IS NULL OR p.withdrawn_on > :as_at)
            ORDER BY v.in_force_from DESC, v.id DESC LIMIT 1"""),
        {"social": PolicyType.SOCIAL_MEDIA.value, "as_at": as_at.isoformat()},
    ).first()
    return found is None or found[0] != "not_required"


def releases(session: Session) -> tuple[ReleaseRow, ...]:
    """Return every release of figures, the newest first."""
    return tuple(
        ReleaseRow(one.id, one.from_on, one.until_on, one.released_at, one.released_by, one.figures, len(one.envelopes))
        for one in session.scalars(select(ReleasedFigures).order_by(ReleasedFigures.id.desc()))
    )


def figure_terms(session: Session) -> tuple[FigureTerm, ...]:
    """Return the school's own terms, as figures are counted by them."""
    return own_terms(TermDates(one.name, one.first_on, one.last_on) for one in terms(session))


def figure_term_of(session: Session, day: date) -> FigureTerm:
    """Return the term that the figures of a day belong to."""
    return term_around(day, figure_terms(session))


def relationships(session: Session, staff_id: int, on: date | None = None) -> tuple[RelationshipRow, ...]:
    """Return what somebody declared, the newest first; only what holds on a day where one is named."""
    asked = (
        select(DeclaredRelationship)
        .where(DeclaredRelationship.staff_id == staff_id)
        .order_by(DeclaredRelationship.declared_on.desc(), DeclaredRelationship.id.desc())
    )
    if on is not None:
        ends = DeclaredRelationship.until_on
        asked = asked.where(DeclaredRelationship.declared_on <= on, ends.is_(None) | (ends >= on))
    return tuple(
        RelationshipRow(
            one.id,
            one.staff_id,
            RelationshipKind(one.kind),
            one.other_party,
            one.relationship,
            one.declared_on,
            one.until_on,
            one.conflict,
            one.keeps_confidentiality,
            one.decision,
            one.decided_by,
            one.review_on,
        )
        for one in session.scalars(asked)
    )


def advice_given(session: Session, staff_id: int | None = None) -> tuple[AdviceRow, ...]:
    """Return the advice log, the newest first; of one person where they are named."""
    asked = (
        select(Advice, StaffMember.full_name)
        .outerjoin(StaffMember, StaffMember.id == Advice.staff_id)
        .order_by(Advice.asked_on.desc(), Advice.id.desc())
    )
    if staff_id is not None:
        asked = asked.where(Advice.staff_id == staff_id)
    return tuple(
        AdviceRow(one.id, one.asked_on, name or "", one.subject, one.advice, one.given_by)
        for one, name in session.execute(asked)
    )
