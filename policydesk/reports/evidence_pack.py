"""The evidence pack: chosen reports and files in one paper with a contents page, for an inspection."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from policydesk.counts import counted
from policydesk.dates import written
from policydesk.errors import Refusal
from policydesk.queries.attachments import AttachmentRow, attachments
from policydesk.queries.documents import DocumentFile, document_content
from policydesk.reports.report import Gathered, Options, Printing, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from policydesk.reports.paper.frame import Chapter
    from policydesk.reports.paper.parts import Parts

USUAL = (
    "governors",
    "policy-register",
    "acknowledgement-register",
    "official-accounts",
    "moderator-cover",
    "review-schedule",
    "year-planner",
    "retention",
)
"""The reports of a pack for which nothing else was chosen."""

INCIDENTS = "incident-summary"
"""Counts about incidents, masked: in a pack only where somebody who may open incidents asks for it."""

LEFT_OUT = (
    "Records about incidents are sealed and not in this pack. A DSL or the headteacher can add the masked summary for "
    "governors; no record of an incident is ever in it."
)

COUNTS_ALONE = (
    "Records about incidents are sealed and not in this pack: it has masked counts alone, in the summary for governors."
)


@dataclass(frozen=True)
class Piece:
    """One part of a pack: what it is, what is known about it, and what it says where it is not shown."""

    title: str
    note: str
    digest: str = ""
    chapter: "Chapter | None" = None
    missing: str = ""
    attached: bool = False


@dataclass(frozen=True)
class PackFacts:
    """What was chosen, gathered; `pieces` once the parts are drawn."""

    as_at: date
    reports: tuple[tuple[Report, Gathered | Refusal], ...]
    files: tuple[tuple[AttachmentRow, DocumentFile], ...]
    unknown: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = ()


def offered() -> tuple[Report, ...]:
    """Return the reports that may be in a pack: none about one person, with sealed records, or of the file itself."""
    from policydesk.reports.catalogue import reports

    return tuple(
        one for one in reports() if not (one.wants_person or one.wants_keys or one.wants_look or one.offers_parts)
    )


def usual(files: Sequence[AttachmentRow]) -> tuple[str, ...]:
    """Return what a pack is made of where nothing else is chosen."""
    return (*(one.id for one in offered() if one.id in USUAL), *(one.key for one in files if one.usual))


def gather(session: "Session", as_at: date, options: Options) -> PackFacts:
    """Ask for the facts of every part; a report that has nothing to tell on the day says so in the pack."""
    from policydesk.reports.report import gathered_of

    every = attachments(session, as_at)
    chosen = options.included or usual(every)
    told: list[tuple[Report, Gathered | Refusal]] = []
    for one in (one for one in offered() if one.id in chosen):
        try:
            own = Options()
            told.append((one, gathered_of(session, as_at, one.gather(session, as_at, own), own)))
        except Refusal as refusal:
            told.append((one, refusal))
    files = [(one, document_content(session, one.id)) for one in every if one.key in chosen]
    known = {one.id for one in offered()} | {one.key for one in every}
    if not told and not files:
        raise Refusal("Choose at least one report or file for the pack.")
    return PackFacts(as_at, tuple(told), tuple(files), tuple(one for one in chosen if one not in known))


def prepare(gathered: Gathered, printing: Printing) -> PackFacts:
    """Draw every part; long."""
    facts: PackFacts = gathered.facts
    pieces = [_report(one, found, printing) for one, found in facts.reports]
    pieces += [_file(row, file, gathered, printing) for row, file in facts.files]
    return replace(facts, pieces=tuple(pieces))


def bound(facts: PackFacts) -> "Sequence[Chapter]":
    """Return the parts that stand behind the contents."""
    return [one.chapter for one in facts.pieces if one.chapter is not None]


def story(facts: PackFacts, parts: "Parts") -> list[Any]:
    """Tell what is in the pack and on which page, what could not be shown, and what is never in it."""
    shown = [one for one in facts.pieces if one.chapter is not None]
    reports, files = (sum(one.attached is attached for one in shown) for attached in (False, True))
    some = [counted(count, words) for count, words in ((reports, "report"), (files, "attached file")) if count]
    lead = (
        f"{' and '.join(some) or 'Nothing that can be shown'} as at {written(facts.as_at)}. "
        "Each page names its part. The code after “Figures” is on every page of a report too: PolicyDesk checks the "
        "report by it."
    )
    told = [parts.words("Evidence pack", "title"), parts.words(lead, "lead")]
    for heading, attached in (("Reports", False), ("Attached files", True)):
        lines = [(one.title, one.note, shown.index(one) + 1) for one in shown if one.attached is attached]
        if lines:
            told += [
                *parts.heading(heading),
                *parts.contents(lines, [one.digest for one in shown if one.attached is attached]),
            ]
    missing = [(one.title, one.missing) for one in facts.pieces if one.chapter is None]
    missing += [(one, "It is no longer in the register.") for one in facts.unknown]
    if missing:
        told += [
            *parts.heading("Named here but not shown"),
            *parts.points([f"{name}. {says}" for name, says in missing]),
        ]
    has_counts = any(one.id == INCIDENTS and isinstance(found, Gathered) for one, found in facts.reports)
    return [*told, parts.space(), parts.words(COUNTS_ALONE if has_counts else LEFT_OUT, "quiet")]


def _report(report: Report, found: Gathered | Refusal, printing: Printing) -> Piece:
    from policydesk.reports.report import chapter

    if isinstance(found, Refusal):
        return Piece(report.title, "", missing=found.says)
    made = chapter(report, found, printing)
    assert made.sheet.proof is not None
    note = f"Figures {made.sheet.proof.figures}"
    return Piece(made.sheet.title, note, made.sheet.proof.figures, made)


def _file(row: AttachmentRow, file: DocumentFile, gathered: Gathered, printing: Printing) -> Piece:
    from policydesk.reports.attached import attachment_story, shown_file
    from policydesk.reports.paper.foreign_objects import Unreadable
    from policydesk.reports.paper.frame import Chapter
    from policydesk.reports.paper.furniture import Sheet
    from policydesk.reports.paper.parts import Parts

    named = f"“{file.file_name}”"
    try:
        shown = shown_file(file, row.says)
    except Unreadable as trouble:
        return Piece(f"{row.says}, {named}", "", missing=trouble.says, attached=True)
    note = f"{named}, {shown.words}, kept since {written(file.added_on)}. Fingerprint {_code(file.sha256)}"
    parts = Parts()
    sheet = Sheet(
        school=gathered.school.name,
        title=f"Attached file: {row.says}",
        as_at=gathered.as_at,
        seal=printing.seal,
        printed_at=printing.printed_at,
        printed_by=printing.printed_by,
        logo=gathered.school.logo,
    )
    told = attachment_story(parts, row.key, row.says, note, shown)
    return Piece(row.says, note, file.sha256, Chapter(sheet, parts, told), attached=True)


def _code(digest: str) -> str:
    return "-".join(digest[at : at + 4].upper() for at in range(0, 16, 4))


REPORT = Report(
    id="evidence-pack",
    title="Evidence pack",
    says="Chosen reports and files in one paper with a contents page and page numbers throughout, for an inspection.",
    gather=gather,
    prepare=prepare,
    bound=bound,
    story=story,
    place=96,
    offers_parts=True,
)
