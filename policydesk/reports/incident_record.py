"""One incident on paper, in full: confidential, with a watermark and the copy's number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from policydesk.dates import written
from policydesk.queries.school import SchoolRow
from policydesk.reports.report import Gathered, Options, Printing, Report, render
from policydesk.rules.clocks import clocks, moment_words
from policydesk.rules.incident_lines import ended, in_one_line, reported
from policydesk.rules.incident_parts import Evidence, Referral
from policydesk.rules.incident_retention import keeping
from policydesk.rules.incidents import Record
from policydesk.rules.pack import RulePack
from policydesk.rules.redaction import Level, redacted

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from policydesk.reports.paper.parts import Parts


@dataclass(frozen=True)
class RecordFacts:
    """One record, the number of the copy and whom it is for; `readers` may open it in the register."""

    record: Record
    copy: int
    for_whom: str
    readers: tuple[str, ...]
    printing: Printing
    pack: RulePack


def incident_record(school: SchoolRow, as_at: date, facts: RecordFacts) -> bytes:
    """Return the PDF of one record."""
    report = Report(
        id="incident-record",
        title=f"Incident record {facts.record.number}, copy {facts.copy}",
        says="One record in full.",
        gather=_gather,
        story=story,
        watermark=f"CONFIDENTIAL\nCopy {facts.copy}",
    )
    return render(report, Gathered(school, as_at, facts), facts.printing)


def _gather(_session: "Session", _as_at: date, _options: Options) -> RecordFacts:
    raise AssertionError("a record is printed from what was opened")


def story(facts: RecordFacts, parts: "Parts") -> list[Any]:
    """Tell one record, from the first note to how long it is kept."""
    record = facts.record
    seen = redacted(record, Level.DSL)
    told = [
        parts.words(f"{record.number}: {seen['kind'].label.lower()}", "title"),
        parts.words(f"Copy {facts.copy}, for {facts.for_whom}. {Level.DSL.words}", "lead"),
        parts.words(f"Status: {seen['status'].label}. Recorded {moment_words(record.recorded_at)} by "
                    f"{record.recorded_by}."),
        *parts.heading("What was reported"),
    ]  # fmt: skip
    told.append(_lines(parts, reported(record)))
    if ending := ended(record):
        told += [*parts.heading("How it ended"), _lines(parts, ending)]
    told += [*_clocks(facts, parts), *_chronology(record, parts), *_referrals(record, parts)]
    files = tuple(record.of(Evidence))
    if files:
        told += parts.heading("Evidence, kept in the register")
        told += [parts.words(f"{one.file_name} (SHA-256 {one.sha256[:16]}…)") for one in files]
    kept = keeping(record, record.closing, facts.pack)
    until = f"Until {written(kept.until)}. " if kept.until else ""
    told += [
        *parts.heading("How long it is kept"),
        parts.words(f"{until}{kept.words} ({kept.source})."),
        parts.words("The full file stays in CPOMS or with HR. Destroy this copy when it is no longer needed.", "quiet"),
    ]
    return told


def _lines(parts: "Parts", lines: Sequence[tuple[str, str]]) -> Any:
    from policydesk.reports.paper.parts import Head

    return parts.table((Head("What", 2.4), Head("In the record", 7.6)), lines)


def _clocks(facts: RecordFacts, parts: "Parts") -> list[Any]:
    found = clocks(facts.record)
    if not found:
        return []
    return [*parts.heading("Deadlines"), *(parts.words(f"{one.on_paper(facts.printing.printed_at)}.") for one in found)]


def _chronology(record: Record, parts: "Parts") -> list[Any]:
    from policydesk.reports.paper.parts import Head

    rows = [(moment_words(kept.at), kept.by, words) for kept in record.parts[1:] if (words := in_one_line(kept))]
    if not rows:
        return [*parts.heading("Chronology"), parts.words("Nothing was added.")]
    heads = (Head("Written down", 2.2), Head("By", 1.8), Head("What", 6))
    return [*parts.heading("Chronology"), parts.table(heads, rows)]


def _referrals(record: Record, parts: "Parts") -> list[Any]:
    from policydesk.reports.paper.parts import Head

    rows = []
    for kept in record.kept(Referral):
        part = kept.part
        assert isinstance(part, Referral)
        replies = "; ".join(f"{written(one.replied_on)}: {one.text}" for one in record.replies_to(kept.id))
        ended = "Closed" if record.is_answered(kept.id) else "Open"
        rows.append((part.to.label, moment_words(part.referred_at), part.reference or "–", replies or "–", ended))
    if not rows:
        return []
    heads = (Head("To", 3), Head("When", 2.4), Head("Reference", 1.8), Head("Answer", 3), Head("State", 1))
    return [*parts.heading("Referrals"), parts.table(heads, rows)]
