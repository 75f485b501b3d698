"""The figures that governors get of incidents: counts by category, term and outcome, masked; times, where enough."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policydesk.rules.masking import Masked, masked, middle_and_longest
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

    def as_json(self) -> dict[str, Any]:
        """Return the figures as they are kept."""
        return {
            "tables": [
                {"title": one.title, "counts": [list(row) for row in one.counts.counts], "total": one.counts.total}
                for one in self.tables
            ],
            "times": [{"title": one.title, "days": list(one.days) if one.days else None} for one in self.times],
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
        )


def figures_of(seen: Iterable[Mapping[str, Any]], terms: Sequence[str]) -> Figures:
    """Count what governors may read of incidents (see `redaction`), for the terms of a period."""
    rows = tuple(seen)
    requests = [one for one in rows if one["kind"] is IncidentKind.FRIEND_REQUEST]
    concerns = [one for one in rows if one["kind"] is IncidentKind.CONCERN]
    kinds = _counted("first_kind", ConcernKind, concerns)
    tables = [
        Table("Friend requests, by term", _by_term(requests, terms)),
        Table("Friend requests, by who asked", masked(_counted("sender", Requester, requests))),
        Table("Friend requests, by answer", masked(_answers(requests))),
        Table("Concerns, by term", _by_term(concerns, terms)),
        Table("Concerns, by kind", masked(kinds)),
        Table("Concerns, by category", masked(_counted("category", Category, concerns))),
        Table("Concerns, by severity", masked(_counted("severity", Severity, concerns))),
    ]
    if dict(tables[4].counts.counts)[ConcernKind.ALLEGATION.label]:  # else its total would give a hidden count away
        allegations = [one for one in concerns if one["first_kind"] is ConcernKind.ALLEGATION]
        tables.append(Table("Allegations, by outcome", masked(_outcomes(allegations))))
    return Figures(
        tuple(tables),
        (
            Times("Days until a friend request was declined", _days("days_to_decline", requests)),
            Times("Days until a concern was referred", _days("days_to_refer", concerns)),
            Times("Days until a concern was closed", _days("days_to_close", concerns)),
        ),
    )


def _by_term(rows: Sequence[Mapping[str, Any]], terms: Sequence[str]) -> Masked:
    found = Counter(one["term"] for one in rows)
    return masked({name: found[name] for name in terms})


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
