"""The incident log for the DSL: every record that whoever prints can open, up to a day."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from policydesk.dates import written
from policydesk.errors import Refusal
from policydesk.reports.report import Options, Report
from policydesk.reports.words import counted
from policydesk.rules.clocks import running
from policydesk.rules.incidents import Record, local_day
from policydesk.rules.redaction import Level, redacted
from policydesk.terms_incidents import IncidentKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from policydesk.reports.parts import Parts

NEEDS_KEYS = (
    "This report is printed by a DSL or the headteacher, who hold the keys of the records. "
    "Sign in as one of them and, in the window, open the sealed parts in Incidents first."
)


@dataclass(frozen=True)
class LogFacts:
    """What was unsealed, up to the day, the newest first."""

    as_at: date
    records: tuple[Record, ...]


def unsealed(options: Options, as_at: date) -> tuple[Record, ...]:
    """Return the records one has unsealed, recorded up to a day, the newest first; raises Refusal without a key."""
    if options.incidents is None:
        raise Refusal(NEEDS_KEYS, "report")
    found = (one for one in options.incidents if local_day(one.recorded_at) <= as_at)
    return tuple(sorted(found, key=lambda one: (one.recorded_at, one.id), reverse=True))


def gather(_session: "Session", as_at: date, options: Options) -> LogFacts:
    """Take what was unsealed; raises Refusal where nothing can be."""
    return LogFacts(as_at, unsealed(options, as_at))


def story(facts: LogFacts, parts: "Parts") -> list[Any]:
    """Tell the log."""
    from policydesk.reports.parts import Head

    told = [parts.words("Incident log", "title"), parts.words(Level.DSL.words, "lead")]
    for kind, heading in (
        (IncidentKind.CONCERN, "Concerns"),
        (IncidentKind.FRIEND_REQUEST, "Friend requests"),
    ):
        some = [one for one in facts.records if one.kind is kind]
        told += parts.heading(f"{heading}: {counted(len(some), 'record')}")
        if some:
            heads = (Head("Number", 2), Head("Day", 2), Head("What", 3.4), Head("About", 2.2), Head("Status", 2))
            told.append(parts.table(heads, [_row(one) for one in some]))
        else:
            told.append(parts.words("None was recorded."))
    return told


def _row(record: Record) -> tuple[str, ...]:
    seen = redacted(record, Level.DSL)
    clocks = ", ".join(one.kind.label for one in running(record)) if record.closing is None else ""
    status = f"{seen['status'].label}{f'; to be told: {clocks}' if clocks else ''}"
    if record.request is not None:
        what, about = f"{seen['sender'].label}, {seen['platform'] or 'platform not named'}", seen["staff_name"]
    else:
        what, about = f"{seen['first_kind'].label}: {seen['category'].label}", seen["about_name"] or seen["about"].label
    return (seen["number"], written(seen["happened_on"]), what, about, status)


REPORT = Report(
    id="incident-log",
    title="Incident log",
    says="Every friend request and concern that you can open, with names. For the DSL alone.",
    gather=gather,
    story=story,
    place=62,
    watermark="CONFIDENTIAL",
    wants_keys=True,
)
