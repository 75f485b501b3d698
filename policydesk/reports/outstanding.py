"""Who is outstanding: everybody who still has to acknowledge something, by person and by policy."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from policydesk.dates import written
from policydesk.queries.acknowledgements import PairRow, pairs
from policydesk.reports.report import Options, Report
from policydesk.reports.words import counted
from policydesk.terms import AckState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from policydesk.reports.parts import Parts

UNSIGNED = frozenset(state for state in AckState if state.wants_signature or state is AckState.DECLINED)


@dataclass(frozen=True)
class OutstandingFacts:
    """The pairs that are not signed, by name, and whether anybody was asked for anything."""

    as_at: date
    pairs: tuple[PairRow, ...]
    was_asked: bool = True


def gather(session: "Session", as_at: date, options: Options) -> OutstandingFacts:
    """Ask who has not acknowledged what."""
    found = tuple(p for p in pairs(session, as_at, UNSIGNED) if options.version_id in {None, p.version_id})
    return OutstandingFacts(as_at, found, bool(found) or bool(pairs(session, as_at)))


def story(facts: OutstandingFacts, parts: "Parts") -> list[Any]:
    """Tell the report."""
    people = len({pair.staff_id for pair in facts.pairs})
    told = [parts.words("Who is outstanding", "title")]
    if not facts.was_asked:
        return [*told, parts.words(f"On {written(facts.as_at)} nobody was asked to acknowledge a policy.", "lead")]
    if not people:
        return [*told, parts.words("Everybody has acknowledged everything they were asked for.", "lead")]
    lead = (
        f"{counted(people, 'person has', 'people have')} "
        f"{counted(len(facts.pairs), 'acknowledgement')} still to give as at {written(facts.as_at)}."
    )
    return [*told, parts.words(lead, "lead"), *_by_person(facts, parts), *_by_policy(facts, parts)]


def _by_person(facts: OutstandingFacts, parts: "Parts") -> list[Any]:
    from policydesk.reports.parts import Head

    heads = (Head("Name", 3), Head("Category", 2.2), Head("Policy", 4.2), Head("State", 2.6))
    rows = [
        (
            one.full_name,
            _categories(one),
            f"{one.title}, version {one.label}",
            _state(one),
        )
        for one in facts.pairs
    ]
    return [*parts.heading("By person"), parts.table(heads, rows)]


def _by_policy(facts: OutstandingFacts, parts: "Parts") -> list[Any]:
    from policydesk.reports.parts import Head

    told = []
    order = sorted(facts.pairs, key=lambda pair: (pair.title.casefold(), pair.version_id, pair.sort_name))
    for _version, some in groupby(order, key=lambda pair: pair.version_id):
        pairs_of = list(some)
        first = pairs_of[0]
        heading = f"{first.title}, version {first.label}: {counted(len(pairs_of), 'person', 'people')}"
        rows = [(pair.full_name, _categories(pair), _state(pair)) for pair in pairs_of]
        told += [*parts.heading(heading), parts.table((Head("Name", 4), Head("Category", 3), Head("State", 4)), rows)]
    return told


def _categories(pair: PairRow) -> str:
    return ", ".join(kind.label for kind in pair.categories)


def _state(pair: PairRow) -> str:
    if pair.state is AckState.DECLINED:
        return f"Declined {written(pair.signed_on)}"
    if pair.days_overdue:
        return f"{pair.state.label}, {counted(pair.days_overdue, 'day')}"
    return f"{pair.state.label}, by {written(pair.due_on)}"


REPORT = Report(
    id="outstanding",
    title="Who is outstanding",
    says="Names of everybody who still has to acknowledge something. For the office, not for publishing.",
    gather=gather,
    story=story,
    place=20,
)
