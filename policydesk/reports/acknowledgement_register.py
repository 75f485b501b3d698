"""The acknowledgement register: who has acknowledged what, when and how, by policy and by person."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from policydesk.dates import written
from policydesk.queries.acknowledgements import PairRow, pairs
from policydesk.reports.report import Options, Report
from policydesk.reports.told import Head
from policydesk.reports.words import called, counted, of
from policydesk.terms import AckState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from policydesk.reports.parts import Parts


@dataclass(frozen=True)
class RegisterFacts:
    """Every pair of a person and a policy in force that binds them, by name."""

    as_at: date
    pairs: tuple[PairRow, ...]


def gather(session: "Session", as_at: date, _options: Options) -> RegisterFacts:
    """Ask for everybody and everything they are asked for, as at a day."""
    return RegisterFacts(as_at, pairs(session, as_at, frozenset(AckState) - {AckState.NOT_REQUIRED}))


def story(facts: RegisterFacts, parts: "Parts") -> list[Any]:
    """Tell the register twice: by policy, then by person."""
    told = [parts.words("Acknowledgement register", "title")]
    if not facts.pairs:
        return [*told, parts.words(f"On {written(facts.as_at)} nobody was asked to acknowledge a policy.", "lead")]
    asked = [pair for pair in facts.pairs if pair.state.is_asked]
    given = sum(pair.state is AckState.ACKNOWLEDGED for pair in asked)
    people = len({pair.staff_id for pair in asked})
    lead = (
        f"{of(given, len(asked))} {called(len(asked), 'acknowledgement')} asked for "
        f"{'is' if given == 1 else 'are'} given. "
        f"{counted(people, 'person is', 'people are')} asked on {written(facts.as_at)}."
    )
    return [*told, parts.words(lead, "lead"), *_by_policy(facts, parts), *_by_person(facts, parts)]


def _by_policy(facts: RegisterFacts, parts: "Parts") -> list[Any]:
    heads = (Head("Name", 3.4), Head("Category", 2.6), Head("State", 2), Head("Acknowledged", 2.2), Head("Due", 2.2))
    told: list[Any] = []
    order = sorted(facts.pairs, key=lambda pair: (pair.title.casefold(), pair.version_id, pair.sort_name))
    for _version, some in groupby(order, key=lambda pair: pair.version_id):
        rows = list(some)
        told += parts.heading(f"{rows[0].title}, version {rows[0].label}")
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


def _by_person(facts: RegisterFacts, parts: "Parts") -> list[Any]:
    heads = (Head("Name", 3), Head("Policy", 4.2), Head("State", 2), Head("Acknowledged", 2.2))
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
)
