"""Counting the figures of a period: what governors may read of each incident, put into masked tables."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from policydesk.rules.figures import Figures, Table, Times
from policydesk.rules.masking import Masked, masked, masked_marks, middle_and_longest
from policydesk.rules.school_terms import Division
from policydesk.terms import Term
from policydesk.terms_incidents import (
    Agency,
    AllegationOutcome,
    Answer,
    Category,
    ConcernKind,
    Impact,
    IncidentKind,
    Requester,
    Severity,
    Standing,
)

STILL_OPEN = "No outcome yet"
OUTCOMES = "Allegations, by outcome"
STOOD, OTHERS_STOOD = "Concerns, by how they stood", "Other concerns, by how they stood"
BY_STANDING = frozenset({STOOD, OTHERS_STOOD})
"""Tables that say how concerns stood on a day."""

TOUCHED, WENT_TO = "Concerns, by what they touch", "Concerns, by agency"
BY_MARKS = frozenset({TOUCHED, WENT_TO})
"""Tables in which one record may stand in several lines."""

TALKED, NOT_TALKED = "Pupil of this school, discussed in class", "Pupil of this school, not discussed in class"

Row = Mapping[str, Any]


def figures_of(
    seen: Iterable[Row], division: Division, earlier: Sequence[Figures] = (), stood_on: date | None = None
) -> Figures:
    """Count what governors may read of incidents (see `redaction`), for the terms of a period.

    `earlier` is what was released of the same period before, from which nobody may subtract; `stood_on` is the day on
    which what is read says how the concerns stood.
    """
    rows = tuple(seen)
    return Figures(
        (*_of_requests(rows, division, _Shown(earlier)), *_of_concerns(rows, division, _Shown(earlier))),
        tuple(Times(title, _days(field, kind, rows)) for title, field, kind in TIMES),
        division,
        stood_on,
    )


TIMES = (
    ("Days until a friend request was declined", "days_to_decline", IncidentKind.FRIEND_REQUEST),
    ("Days until a concern was reported", "days_to_report", IncidentKind.CONCERN),
    ("Days until a concern was referred", "days_to_refer", IncidentKind.CONCERN),
    ("Days until a concern was closed", "days_to_close", IncidentKind.CONCERN),
)
"""How long things took: the title, the field that knows it, and of which log."""


class _Shown:
    """What was shown of the same period before; makes the tables that nobody can subtract it from."""

    def __init__(self, earlier: Sequence[Figures]) -> None:
        self._tables = [table for one in earlier for table in one.tables]

    def before(self, title: str) -> list[Masked]:
        """Return what was shown under a title."""
        return [one.counts for one in self._tables if one.title == title]

    def said_anything(self, *titles: str) -> bool:
        """Whether a count was shown under one of these titles."""
        rows = (row for title in titles for one in self.before(title) for row in one.counts)
        return any(count is not None for _name, count in rows)

    def table(self, title: str, counts: Mapping[str, int]) -> Table:
        """Return a table whose counts add up."""
        return Table(title, masked(counts, self.before(title)))

    def marks(self, title: str, marks: Mapping[str, int], whole: int) -> Table:
        """Return a table of marks, of which one record may bear many."""
        return Table(title, masked_marks(marks, whole, self.before(title)))


def _of_requests(rows: Sequence[Row], division: Division, shown: _Shown) -> list[Table]:
    requests = [one for one in rows if one["kind"] is IncidentKind.FRIEND_REQUEST]
    senders = shown.table("Friend requests, by who asked", _counted("sender", Requester, requests))
    tables = [
        shown.table("Friend requests, by term", _by_term(requests, division)),
        senders,
        shown.table("Friend requests, by answer", _answers(requests)),
    ]
    if dict(senders.counts.counts)[Requester.CURRENT_PUPIL.label]:  # else its total would give a hidden count away
        from_pupils = [one for one in requests if one["sender"] is Requester.CURRENT_PUPIL]
        talked = sum(1 for one in from_pupils if one["class_discussed"])
        counts = {TALKED: talked, NOT_TALKED: len(from_pupils) - talked}
        tables.append(shown.table("Friend requests, by talk with the class", counts))
    return tables


def _of_concerns(rows: Sequence[Row], division: Division, shown: _Shown) -> list[Table]:
    concerns = [one for one in rows if one["kind"] is IncidentKind.CONCERN]
    kinds = shown.table("Concerns, by kind", _counted("first_kind", ConcernKind, concerns))
    return [
        shown.table("Concerns, by term", _by_term(concerns, division)),
        kinds,
        shown.table("Concerns, by category", _counted("category", Category, concerns)),
        shown.table("Concerns, by severity", _counted("severity", Severity, concerns)),
        shown.marks(TOUCHED, _marked("Touches", "impact", Impact, concerns), len(concerns)),
        shown.marks(WENT_TO, _marked("Referred to", "referred_to", Agency, concerns), len(concerns)),
        *_endings(concerns, kinds.counts, shown),
    ]


def _endings(concerns: Sequence[Row], kinds: Masked, shown: _Shown) -> list[Table]:
    """Return how allegations ended and how the other concerns stood, or how all of them stood.

    Each concern is in one of these tables alone: from one that says how all of them stood and one that says how the
    allegations ended, a reader could subtract. So a period also keeps to what was shown of it first.
    """
    split = bool(dict(kinds.counts)[ConcernKind.ALLEGATION.label]) and not shown.said_anything(STOOD)
    if not split:
        stood = shown.table(STOOD, _stood(concerns))
        mixed = shown.said_anything(OUTCOMES, OTHERS_STOOD)
        return [Table(STOOD, Masked(tuple((name, None) for name, _count in stood.counts.counts), stood.counts.total))
                if mixed else stood]  # fmt: skip
    allegations = [one for one in concerns if one["first_kind"] is ConcernKind.ALLEGATION]
    others = [one for one in concerns if one["first_kind"] is not ConcernKind.ALLEGATION]
    return [shown.table(OUTCOMES, _outcomes(allegations)), shown.table(OTHERS_STOOD, _stood(others))]


def _by_term(rows: Sequence[Row], division: Division) -> dict[str, int]:
    found = Counter(one["term"] for one in rows)
    return {one.name: found[one.name] for one in division.terms}


def _counted(field: str, words: type[Term], rows: Sequence[Row]) -> dict[str, int]:
    found = Counter(one[field] for one in rows)
    return {one.label: found[one] for one in words}


def _marked(says: str, field: str, words: type[Term], rows: Sequence[Row]) -> dict[str, int]:
    found = Counter(mark for one in rows for mark in set(one[field]))
    return {f"{says}: {one.label}": found[one] for one in words}


def _answers(rows: Sequence[Row]) -> dict[str, int]:
    family = sum(1 for one in rows if one["is_family"])
    found = Counter(one["answer"] for one in rows if not one["is_family"])
    return {**{one.label: found[one] for one in Answer}, "Family, allowed": family}


def _stood(rows: Sequence[Row]) -> dict[str, int]:
    return _counted("stood", Standing, rows)


def _outcomes(rows: Sequence[Row]) -> dict[str, int]:
    found = Counter(one["outcome"] for one in rows)
    return {**{one.label: found[one] for one in AllegationOutcome}, STILL_OPEN: found[None]}


def _days(field: str, kind: IncidentKind, rows: Sequence[Row]) -> tuple[int, int] | None:
    return middle_and_longest([one[field] for one in rows if one["kind"] is kind and one[field] is not None])
