"""The figures that governors get of incidents: counts by category, term and outcome, masked; times, where enough."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from policydesk.rules.masking import Masked, is_few, masked, middle_and_longest
from policydesk.rules.school_terms import Division, FigureTerm
from policydesk.terms import Term
from policydesk.terms_incidents import (
    AllegationOutcome,
    Answer,
    Category,
    ConcernKind,
    IncidentKind,
    Requester,
    Severity,
)

STILL_OPEN = "No outcome yet"


@dataclass(frozen=True)
class Table:
    """One table of a release."""

    title: str
    counts: Masked


@dataclass(frozen=True)
class Times:
    """How long something took in days: the median and the longest, None where too few were measured."""

    title: str
    days: tuple[int, int] | None


@dataclass(frozen=True)
class Figures:
    """Everything that is released for a period."""

    tables: tuple[Table, ...]
    times: tuple[Times, ...]
    division: Division | None = None
    """The terms they were counted by; None for what was released before that was kept, by the calendar's months."""

    def as_json(self) -> dict[str, Any]:
        """Return the figures as they are kept."""
        return {
            "tables": [
                {"title": one.title, "counts": [list(row) for row in one.counts.counts], "total": one.counts.total}
                for one in self.tables
            ],
            "times": [{"title": one.title, "days": list(one.days) if one.days else None} for one in self.times],
            "terms": _terms_as_json(self.division),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Figures":
        """Read kept figures back."""
        return cls(
            tuple(
                Table(
                    str(one["title"]),
                    Masked(tuple((str(name), count) for name, count in one["counts"]), one["total"]),
                )
                for one in kept["tables"]
            ),
            tuple(Times(str(one["title"]), tuple(one["days"]) if one["days"] else None) for one in kept["times"]),
            _terms_from_json(kept.get("terms")),
        )

    def few_more_than(self, earlier: "Figures") -> str:
        """Return the title of a table whose total is by only a few another than it was; "" where there is none."""
        was = {one.title: one.counts.total for one in earlier.tables}
        for one in self.tables:
            before = was.get(one.title)
            if before is not None and one.counts.total is not None and is_few(one.counts.total - before):
                return one.title
        return ""


def _terms_as_json(division: Division | None) -> dict[str, Any] | None:
    if division is None:
        return None
    terms = [[one.name, one.first_on.isoformat(), one.last_on.isoformat()] for one in division.terms]
    return {"own": division.is_own, "terms": terms}


def _terms_from_json(kept: Mapping[str, Any] | None) -> Division | None:
    if kept is None:
        return None
    terms = (FigureTerm(str(name), *map(date.fromisoformat, days)) for name, *days in kept["terms"])
    return Division(tuple(terms), bool(kept["own"]))


def figures_of(seen: Iterable[Mapping[str, Any]], division: Division, earlier: Sequence[Figures] = ()) -> Figures:
    """Count what governors may read of incidents (see `redaction`), for the terms of a period.

    `earlier` is what was released of the same period before, from which nobody may subtract.
    """
    rows = tuple(seen)

    def table(title: str, counts: Mapping[str, int]) -> Table:
        before = (one.counts for each in earlier for one in each.tables if one.title == title)
        return Table(title, masked(counts, before))

    requests = [one for one in rows if one["kind"] is IncidentKind.FRIEND_REQUEST]
    concerns = [one for one in rows if one["kind"] is IncidentKind.CONCERN]
    kinds = _counted("first_kind", ConcernKind, concerns)
    tables = [
        table("Friend requests, by term", _by_term(requests, division)),
        table("Friend requests, by who asked", _counted("sender", Requester, requests)),
        table("Friend requests, by answer", _answers(requests)),
        table("Concerns, by term", _by_term(concerns, division)),
        table("Concerns, by kind", kinds),
        table("Concerns, by category", _counted("category", Category, concerns)),
        table("Concerns, by severity", _counted("severity", Severity, concerns)),
    ]
    if dict(tables[4].counts.counts)[ConcernKind.ALLEGATION.label]:  # else its total would give a hidden count away
        allegations = [one for one in concerns if one["first_kind"] is ConcernKind.ALLEGATION]
        tables.append(table("Allegations, by outcome", _outcomes(allegations)))
    return Figures(
        tuple(tables),
        (
            Times("Days until a friend request was declined", _days("days_to_decline", requests)),
            Times("Days until a concern was referred", _days("days_to_refer", concerns)),
            Times("Days until a concern was closed", _days("days_to_close", concerns)),
        ),
        division,
    )


def _by_term(rows: Sequence[Mapping[str, Any]], division: Division) -> dict[str, int]:
    found = Counter(one["term"] for one in rows)
    return {one.name: found[one.name] for one in division.terms}


def _counted(field: str, words: type[Term], rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    found = Counter(one[field] for one in rows)
    return {one.label: found[one] for one in words}


def _answers(rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    family = sum(1 for one in rows if one["is_family"])
    found = Counter(one["answer"] for one in rows if not one["is_family"])
    return {**{one.label: found[one] for one in Answer}, "Family, allowed": family}


def _outcomes(rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    found = Counter(one["outcome"] for one in rows)
    return {**{one.label: found[one] for one in AllegationOutcome}, STILL_OPEN: found[None]}


def _days(field: str, rows: Sequence[Mapping[str, Any]]) -> tuple[int, int] | None:
    return middle_and_longest([one[field] for one in rows if one[field] is not None])
