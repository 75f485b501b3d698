"""The summary of incidents for governors: honest numbers without names, and small ones hidden."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from policydesk.dates import written
from policydesk.queries.incident_settings import releases
from policydesk.reports.report import Options, Report
from policydesk.reports.words import counted
from policydesk.rules.clocks import moment_words
from policydesk.rules.figures import Figures
from policydesk.rules.masking import NOTE, SMALLEST, shown
from policydesk.rules.redaction import Level
from policydesk.rules.school_terms import Division
from policydesk.rules.wall_clock import local_day

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from policydesk.reports.parts import Parts


@dataclass(frozen=True)
class SummaryFacts:
    """The latest release up to a day: its period, who released it when, the figures; empty where there is none."""

    from_on: date | None = None
    until_on: date | None = None
    released: str = ""
    figures: Figures | None = None


def gather(session: "Session", as_at: date, _options: Options) -> SummaryFacts:
    """Ask for the latest figures that were released up to a day."""
    for one in releases(session):
        if local_day(one.released_at) <= as_at:
            released = f"Released {moment_words(one.released_at)} by {one.released_by}."
            return SummaryFacts(one.from_on, one.until_on, released, Figures.from_json(one.figures))
    return SummaryFacts()


def story(facts: SummaryFacts, parts: "Parts") -> list[Any]:
    """Tell the summary."""
    from policydesk.reports.parts import Head

    told = [parts.words("Incidents: summary for governors", "title"), parts.words(Level.GOVERNORS.words, "lead")]
    if facts.figures is None:
        return [*told, parts.words("No figures have been released up to this day. A DSL or the headteacher does it.")]
    told.append(parts.words(f"{written(facts.from_on)} to {written(facts.until_on)}. {facts.released}"))
    told.append(parts.words((facts.figures.division or Division((), is_own=False)).words, "quiet"))
    for table in facts.figures.tables:
        told += parts.heading(table.title)
        total = table.counts.total
        if total == 0:
            told.append(parts.words("None was recorded."))
        elif total is None:
            told.append(parts.words(f"Fewer than {SMALLEST} were recorded, so nothing more is shown."))
        elif all(count is None for _name, count in table.counts.counts):
            told.append(parts.words(f"{shown(total)} in all, and too few of each to show more."))
        else:
            rows = [(name, shown(count)) for name, count in table.counts.counts if count != 0]
            rows.append(("All", shown(total)))
            heads = (Head("", 7), Head("Number", 2, right=True))
            told.append(parts.table(heads, rows))
    told += [*parts.heading("How long it took"), *(_times(one.title, one.days, parts) for one in facts.figures.times)]
    note = f"{NOTE} Records that whoever released the figures may not open are not among them."
    return [*told, parts.space(), parts.words(note, "quiet")]


def _times(title: str, days: tuple[int, int] | None, parts: "Parts") -> Any:
    if days is None:
        return parts.words(f"{title}: too few to say.")
    return parts.words(f"{title}: {counted(days[0], 'day')} in the middle, {counted(days[1], 'day')} at the longest.")


REPORT = Report(
    id="incident-summary",
    title="Incident summary for governors",
    says="Counts by category, term and severity from the latest figures released. No names; small numbers are hidden.",
    gather=gather,
    story=story,
    place=60,
)
