"""The acknowledgement register: who has acknowledged what, when and how, by policy and by person."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from policydesk.counts import called, counted
from policydesk.dates import written
from policydesk.queries.acknowledgements import PairRow
from policydesk.reports.length import A_PAGE, left_out, too_long
from policydesk.reports.narrowed import chosen_pairs, nobody_asked, only
from policydesk.reports.paper.told import Head
from policydesk.reports.paper.words import of, part_of
from policydesk.reports.report import Options, Report
from policydesk.terms import AckState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from policydesk.reports.paper.parts import Parts

STATES = frozenset(AckState) - {AckState.NOT_REQUIRED}


@dataclass(frozen=True)
class RegisterFacts:
    """Every pair of a person and a policy in force that binds them, by name; `only` says what they are narrowed to."""

    as_at: date
    pairs: tuple[PairRow, ...]
    only: str = ""
    of_one_policy: bool = False


def gather(session: "Session", as_at: date, options: Options) -> RegisterFacts:
    """Ask for everybody and everything they are asked for, as at a day, as far as it was chosen."""
    found = chosen_pairs(session, as_at, options, STATES)
    return RegisterFacts(as_at, found, only(session, as_at, options), options.version_id is not None)


def story(facts: RegisterFacts, parts: "Parts") -> list[Any]:
    """Tell the register twice: by policy, then by person; of one policy that was chosen once."""
    told = [parts.words("Acknowledgement register", "title"), parts.words(_lead(facts), "lead")]
    lines = len(facts.pairs) * (1 if facts.of_one_policy else 2)
    if too_long(lines, parts):
        return [*told, *_counts(facts, lines, parts)]
    return [
        *told,
        *_by_policy(facts, parts),
        *([] if facts.of_one_policy or not facts.pairs else _by_person(facts, parts)),
    ]


def _lead(facts: RegisterFacts) -> str:
    asked = [pair for pair in facts.pairs if pair.state.is_asked]
    if not asked:
        return nobody_asked(facts.only, facts.as_at, of_one_policy=facts.of_one_policy)
    given = sum(pair.state is AckState.ACKNOWLEDGED for pair in asked)
    people = len({pair.staff_id for pair in asked})
    return (
        f"{facts.only} {of(given, len(asked))} {called(len(asked), 'acknowledgement')} asked for "
        f"{'is' if given == 1 else 'are'} given. "
        f"{counted(people, 'person is', 'people are')} asked."
    ).strip()


def _counts(facts: RegisterFacts, lines: int, parts: "Parts") -> list[Any]:
    """Tell how much there is of each policy, where all names would be too many pages."""
    heads = (Head("Policy", 5), *(Head(words, 1.5, right=True) for words in ("People", "Given", "Not given", "Exempt")))
    counts = Counter((pair.title, pair.label, pair.state) for pair in facts.pairs)
    rows = []
    for title, label in sorted({(title, label) for title, label, _state in counts}, key=lambda one: one[0].casefold()):
        of = {state: counts[title, label, state] for state in STATES}
        given, exempt, people = of[AckState.ACKNOWLEDGED], of[AckState.EXEMPT], sum(of.values())
        rows.append((f"{title}, version {label}", people, given, people - given - exempt, exempt))
    why = left_out(f"Its {lines:,} lines", lines // A_PAGE, "one policy, one category of staff or one person")
    return [parts.words(why), *parts.heading("By policy"), parts.table(heads, rows)]


def _by_policy(facts: RegisterFacts, parts: "Parts") -> list[Any]:
    heads = (Head("Name", 3.4), Head("Category", 2.6), Head("State", 2), Head("Acknowledged", 2.2), Head("Due", 2.2))
    told: list[Any] = [] if facts.of_one_policy or not facts.pairs else parts.heading("By policy")
    order = sorted(facts.pairs, key=lambda pair: (pair.title.casefold(), pair.version_id, pair.sort_name))
    for _version, some in groupby(order, key=lambda pair: pair.version_id):
        rows = list(some)
        name = f"{rows[0].title}, version {rows[0].label}"
        told += [*parts.heading(name, "heading" if facts.of_one_policy else "minor"), *_count(rows, parts)]
        told.append(
            parts.table(
                heads,
                [
                    (one.full_name, ", ".join(kind.label for kind in one.categories), one.state.label, _given(one),
                     one.due_on)
                    for one in rows
                ],
            )
        )  # fmt: skip
    return told


def _count(rows: Sequence[PairRow], parts: "Parts") -> list[Any]:
    """Tell how many of those whom one policy binds have given it; nothing where all of them are exempt."""
    asked = [one for one in rows if one.state.is_asked]
    given = sum(one.state is AckState.ACKNOWLEDGED for one in asked)
    said = f"{part_of(given, len(asked), 'person', 'people', known=True)} who {called(len(asked), 'is', 'are')} asked"
    return [parts.words(f"{said} {'has' if given <= 1 else 'have'} acknowledged it.", "quiet")] if asked else []


def _by_person(facts: RegisterFacts, parts: "Parts") -> list[Any]:
    heads = (Head("Name", 3, once=True), Head("Policy", 4.2), Head("State", 2), Head("Acknowledged", 2.2))
    rows = [(one.full_name, f"{one.title}, version {one.label}", one.state.label, _given(one)) for one in facts.pairs]
    return [*parts.heading("By person"), parts.table(heads, rows)]


def _given(pair: PairRow) -> date | str:
    if pair.signed_on is None:
        return "–"
    return pair.signed_on if pair.state is not AckState.DECLINED else f"Declined {written(pair.signed_on)}"


REPORT = Report(
    id="acknowledgement-register",
    title="Acknowledgement register",
    says="Everybody and everything they were asked for, with the day they acknowledged it: by policy and by person.",
    gather=gather,
    story=story,
    place=15,
    offers_version=True,
    offers_held=True,
    offers_person=True,
)
