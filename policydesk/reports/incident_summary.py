"""The summary of incidents for governors: honest numbers without names, and small ones hidden."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from policydesk.dates import written
from policydesk.queries.incident_settings import releases
from policydesk.reports.governors_incidents import MIDDLE, Period, opened_since, released_period
from policydesk.reports.paper.words import span
from policydesk.reports.report import Options, Report
from policydesk.rules.clocks import moment_words
from policydesk.rules.figures_words import told_tables
from policydesk.rules.incidents import known_on
from policydesk.rules.masking import NOTE
from policydesk.rules.redaction import Level
from policydesk.rules.school_terms import Division
from policydesk.rules.wall_clock import local_day

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from policydesk.reports.paper.parts import Parts


WHO = "A DSL or the headteacher does it."

NOT_YET = "Not released yet: for the DSL, the headteacher and the chair of governors alone."


@dataclass(frozen=True)
class SummaryFacts:
    """The latest release up to a day, who released it when, and what whoever prints has opened since then."""

    as_at: date
    released: Period | None = None
    says: str = ""
    opened: Period | None = None


def gather(session: "Session", as_at: date, options: Options) -> SummaryFacts:
    """Ask for the latest figures that were released up to a day, and count what was opened since."""
    row = next((one for one in releases(session) if local_day(one.released_at) <= as_at), None)
    released, says = None, ""
    if row is not None:
        released = released_period(row)
        says = f"Released {moment_words(row.released_at)} by {row.released_by}."
    if options.incidents is None:
        return SummaryFacts(as_at, released, says)
    return SummaryFacts(
        as_at, released, says, opened_since(session, as_at, known_on(options.incidents, as_at), released)
    )


def story(facts: SummaryFacts, parts: "Parts") -> list[Any]:
    """Tell the summary: what was released, then what is not released yet."""
    told = [parts.words("Incidents: summary for governors", "title"), parts.words(Level.GOVERNORS.words, "lead")]
    if facts.released is None:
        told.append(parts.words(f"No figures have been released up to this day. {WHO}"))
    else:
        told += _period(facts.released, facts.says, parts)
    if facts.released is not None and facts.opened is not None:
        told.append(parts.page_break())  # what is not released is taken out before the rest is published
    if facts.opened is not None:
        told += _period(facts.opened, NOT_YET, parts)
    return told


def _period(period: Period, says: str, parts: "Parts") -> list[Any]:
    from policydesk.reports.paper.parts import Head

    figures = period.figures
    told = [
        *parts.heading(f"{written(period.first)} to {written(period.last)}"),
        parts.words(says),
        parts.words((figures.division or Division((), is_own=False)).words, "quiet"),
    ]
    for table in told_tables(figures):
        told += parts.heading(table.heading, "minor")
        if table.lines:
            by = table.heading.partition(", by ")[2]
            heads = (Head(f"{by[:1].upper()}{by[1:]}", 6), Head(span(period.first, period.last), 4, right=True))
            told.append(parts.table(heads, table.lines))
        if table.says:
            told.append(parts.words(table.says, "quiet" if table.lines else "words"))
    note = f"{NOTE} Records that whoever counted them may not open are not among them."
    return [*told, *_times(period, note, parts)]


def _times(period: Period, note: str, parts: "Parts") -> list[Any]:
    """Tell the times; the note stays with them, because it would fill no page of its own."""
    from policydesk.reports.paper.parts import Head

    heads = (Head(span(period.first, period.last), 5), Head("Middle", 2, right=True), Head("Longest", 2, right=True))
    rows = [(one.title, *(one.days or ("too few", "too few"))) for one in period.figures.times]
    *before, heading = parts.heading("How long it took", "minor")
    return [*before, parts.together(heading, parts.table(heads, rows), parts.space(3), parts.words(MIDDLE, "quiet"),
                                    parts.space(), parts.words(note, "quiet"))]  # fmt: skip


REPORT = Report(
    id="incident-summary",
    title="Incident summary for governors",
    says="Counts of the latest figures released, and with a key of those since. No names; small numbers are hidden.",
    gather=gather,
    story=story,
    place=60,
    offers_page=True,
    uses_keys=True,
)
