"""Who is outstanding: everybody who still has to acknowledge something, by person and by policy."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from policydesk.counts import counted
from policydesk.dates import written
from policydesk.queries.acknowledgements import PairRow
from policydesk.reports.length import A_PAGE, left_out, too_long
from policydesk.reports.narrowed import chosen_pairs, nobody_asked, only
from policydesk.reports.report import Options, Report
from policydesk.terms import AckState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from policydesk.reports.paper.parts import Parts

ASKED = frozenset(state for state in AckState if state.is_asked)

UNSIGNED = frozenset(state for state in AckState if state.wants_signature or state is AckState.DECLINED)


@dataclass(frozen=True)
class OutstandingFacts:
    """The pairs that are not signed, by name, and whether anybody was asked for anything.

    `only` says what they are narrowed to.
    """

    as_at: date
    pairs: tuple[PairRow, ...]
    was_asked: bool = True
    only: str = ""
    of_one_policy: bool = False


def gather(session: "Session", as_at: date, options: Options) -> OutstandingFacts:
    """Ask who has not acknowledged what, as far as it was chosen."""
    found = chosen_pairs(session, as_at, options, UNSIGNED)
    was_asked = bool(found or chosen_pairs(session, as_at, options, ASKED))
    return OutstandingFacts(as_at, found, was_asked, only(session, as_at, options), options.version_id is not None)


def story(facts: OutstandingFacts, parts: "Parts") -> list[Any]:
    """Tell the report."""
    people = len({pair.staff_id for pair in facts.pairs})
    told = [parts.words("Who is outstanding", "title")]
    if not facts.was_asked:
        none = nobody_asked(facts.only, facts.as_at, of_one_policy=facts.of_one_policy)
        return [*told, parts.words(none, "lead")]
    if not people:
        what = "the policy that was chosen" if facts.of_one_policy else "everything they were asked for"
        none = f"{facts.only} {'They have' if facts.only else 'Everybody has'} acknowledged {what}.".strip()
        return [*told, parts.words(none, "lead")]
    lead = (
        f"{facts.only} {counted(people, 'person has', 'people have')} "
        f"{counted(len(facts.pairs), 'acknowledgement')} still to give as at {written(facts.as_at)}."
    ).strip()
    told.append(parts.words(lead, "lead"))
    lines = len(facts.pairs) * (1 if facts.of_one_policy else 2)
    if too_long(lines, parts):
        return [*told, *_counts(facts, lines, parts)]
    return [*told, *([] if facts.of_one_policy else _by_person(facts, parts)), *_by_policy(facts, parts)]


def _counts(facts: OutstandingFacts, lines: int, parts: "Parts") -> list[Any]:
    """Tell how many still have to acknowledge each policy, where all names would be too many pages."""
    from policydesk.reports.paper.parts import Head

    late = Counter((one.title, one.label) for one in facts.pairs if one.days_overdue)
    declined = Counter((one.title, one.label) for one in facts.pairs if one.state is AckState.DECLINED)
    every = Counter((one.title, one.label) for one in facts.pairs)
    heads = (Head("Policy", 5), *(Head(words, 1.5, right=True) for words in ("People", "Overdue", "Declined")))
    rows = [
        (f"{one[0]}, version {one[1]}", every[one], late[one], declined[one])
        for one in sorted(every, key=lambda one: one[0].casefold())
    ]
    why = left_out(f"Their {lines:,} lines", lines // A_PAGE, "one policy, one category of staff or one person")
    return [parts.words(why), *parts.heading("By policy"), parts.table(heads, rows)]


def _by_person(facts: OutstandingFacts, parts: "Parts") -> list[Any]:
    from policydesk.reports.paper.parts import Head

    heads = (Head("Name", 2.6, once=True), Head("Policy", 4), Head("State", 1.7), Head("Due", 2))
    rows = [(one.full_name, f"{one.title}, version {one.label}", one.state.label, one.due_on) for one in facts.pairs]
    return [*parts.heading("By person"), parts.table(heads, rows)]


def _by_policy(facts: OutstandingFacts, parts: "Parts") -> list[Any]:
    from policydesk.reports.paper.parts import Head

    heads = (Head("Name", 3), Head("Category", 2.4), Head("State", 1.9), Head("Due", 2.2),
             Head("Days late", 1.5, right=True))  # fmt: skip
    told = [] if facts.of_one_policy else parts.heading("By policy")
    order = sorted(facts.pairs, key=lambda pair: (pair.title.casefold(), pair.version_id, pair.sort_name))
    for _version, some in groupby(order, key=lambda pair: pair.version_id):
        pairs_of = list(some)
        first = pairs_of[0]
        heading = f"{first.title}, version {first.label}: {counted(len(pairs_of), 'person', 'people')}"
        rows = [
            (pair.full_name, ", ".join(kind.label for kind in pair.categories), pair.state.label, pair.due_on,
             pair.days_overdue or "–")
            for pair in pairs_of
        ]  # fmt: skip
        look = "heading" if facts.of_one_policy else "minor"
        told += [*parts.heading(heading, look), parts.table(heads, rows)]
    return told


REPORT = Report(
    id="outstanding",
    title="Who is outstanding",
    says="Names of everybody who still has to acknowledge something. For the office, not for publishing.",
    gather=gather,
    story=story,
    place=20,
    offers_version=True,
    offers_held=True,
    offers_person=True,
)
