"""Retention and disposal: what may be disposed of now and within a year, what is on hold, and what has gone."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from policydesk.counts import counted
from policydesk.dates import add_months, written
from policydesk.queries.retention import DisposalRow, HoldRow, KeptRow, disposals, holds_on, kept_until, periods
from policydesk.reports.paper.told import Head
from policydesk.reports.report import Options, Report
from policydesk.rules.retention import Period

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from policydesk.reports.paper.parts import Parts

AHEAD = 12
"""Months that the list looks ahead, and back into the disposal log."""

SEALED_HOLDS = "Holds on incidents are inside the sealed records."

NOTHING_BY_ITSELF = (
    (
        "Nothing goes by itself. Somebody decides, and the office manager, the headteacher or a DSL disposes of the "
        "record in PolicyDesk under Settings, Retention. A legal hold stops it. Set one where there is a claim, a "
        "complaint, an inquiry or a request for somebody’s own data."
    ),
    (
        "Incidents are listed by the day that stands on their envelope, and by no more than their number. One that is "
        "open, on hold, or kept until somebody leaves has no day yet and is not here. Before an allegation goes, check "
        "the person’s normal pension age."
    ),
    (
        "The audit trail and the disposal log stay as long as the register. Backups made before a disposal still hold "
        "what was in the register then: until newer ones have taken their place, and copies elsewhere until somebody "
        "deletes them."
    ),
)
"""What a reader has to know about the list."""


@dataclass(frozen=True)
class RetentionFacts:
    """What is due on the day, what within a year, what is on hold, what has gone, and every period."""

    as_at: date
    due: tuple[KeptRow, ...]
    ahead: tuple[KeptRow, ...]
    holds: tuple[HoldRow, ...]
    gone: tuple[DisposalRow, ...]
    periods: tuple[Period, ...]


def gather(session: "Session", as_at: date, _options: Options) -> RetentionFacts:
    """Ask for every record whose period ends within a year of a day."""
    rows = kept_until(session, as_at, add_months(as_at, AHEAD))
    free = [one for one in rows if not one.held]
    return RetentionFacts(
        as_at,
        tuple(one for one in free if one.keep_until < as_at),
        tuple(one for one in free if one.keep_until >= as_at),
        holds_on(session, as_at),
        disposals(session, add_months(as_at, -AHEAD), as_at),
        tuple(periods(session, as_at).values()),
    )


def story(facts: RetentionFacts, parts: "Parts") -> list[Any]:
    """Tell what is due, what comes, what is on hold, what has gone, and how long each kind is kept."""
    due = counted(len(facts.due), "record is", "records are")
    ahead = f"{len(facts.ahead):,} more" if facts.ahead else "no other"
    holds = counted(len(facts.holds), "legal hold is", "legal holds are")
    lead = (
        f"{due if facts.due else 'No record is'} due for disposal on {written(facts.as_at)}; "
        f"{ahead} will be due within {AHEAD} months. "
        f"{holds if facts.holds else 'No legal hold is'} in force."
    )
    return [
        parts.words("Retention and disposal", "title"),
        parts.words(lead, "lead"),
        *_kept("Due now", "Nothing is due.", facts.due, parts),
        *_kept(f"Within {AHEAD} months", "Nothing more will be due.", facts.ahead, parts),
        *_holds(facts, parts),
        *_gone(facts, parts),
        *_periods(facts, parts),
        *parts.heading("How it works"),
        *parts.points(NOTHING_BY_ITSELF),
    ]


def _kept(heading: str, nothing: str, rows: tuple[KeptRow, ...], parts: "Parts") -> list[Any]:
    told = parts.heading(heading)
    if not rows:
        return [*told, parts.words(nothing)]
    heads = (Head("Record", 2.6), Head("Kind", 2.2), Head("Counted from", 2), Head("Kept until", 2),
             Head("Period", 2), Head("Source", 1.8))  # fmt: skip
    lines = [(one.says, one.kind.label, one.counted_from, one.keep_until, one.period, one.source) for one in rows]
    return [*told, parts.table(heads, lines)]


def _holds(facts: RetentionFacts, parts: "Parts") -> list[Any]:
    told = parts.heading("Under legal hold")
    if not facts.holds:
        return [*told, parts.words(f"No record is on hold. {SEALED_HOLDS}")]
    heads = (Head("Record", 2.8), Head("Kind", 2.4), Head("Since", 1.8), Head("Reason", 4.4), Head("Set by", 2))
    rows = [(one.says, one.kind.label, one.from_on, one.reason, one.set_by) for one in facts.holds]
    return [*told, parts.table(heads, rows), parts.space(4), parts.words(SEALED_HOLDS, "quiet")]


def _gone(facts: RetentionFacts, parts: "Parts") -> list[Any]:
    told = parts.heading(f"Disposal log of the last {AHEAD} months")
    if not facts.gone:
        return [*told, parts.words("Nothing was disposed of.")]
    heads = (Head("No.", 0.7, right=True), Head("Record", 2.6), Head("Entries", 1, right=True), Head("Period", 1.8),
             Head("Due", 1.6), Head("Decided by", 2.4), Head("Done", 1.6), Head("By", 1.9))  # fmt: skip
    rows = [
        (one.number, one.reference, one.records, one.period, one.due_on, one.decided_by, one.done_on, one.done_by)
        for one in facts.gone
    ]
    return [*told, parts.table(heads, rows)]


def _periods(facts: RetentionFacts, parts: "Parts") -> list[Any]:
    heads = (Head("Record", 3.6), Head("Kept for", 2.8), Head("Counted from", 3.2), Head("Source", 2.4))
    rows = [(one.kind.label, one.words, _begun(one.counts_from), source_of(one)) for one in facts.periods]
    return [*parts.heading("How long each kind is kept"), parts.table(heads, rows)]


def _begun(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}" if words else "–"


def source_of(period: Period) -> str:
    """Return who says so: for a period the school chose also since when and why."""
    if not period.is_changed:
        return period.source
    return f"{period.source} from {written(period.from_on)}: {period.reason}"


REPORT = Report(
    id="retention",
    title="Retention and disposal",
    says="Which records may be disposed of now and within a year, what is on legal hold, and the disposal log.",
    gather=gather,
    story=story,
    place=85,
)
