"""An extract of the audit trail: who recorded what and when, the newest first."""

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from policydesk.counts import counted
from policydesk.dates import add_months, written
from policydesk.queries.history import HistoryRow, history_between
from policydesk.reports.narrowed import check_order
from policydesk.reports.paper.told import Head, Rows
from policydesk.reports.paper.words import span
from policydesk.reports.report import Options, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from policydesk.reports.paper.parts import Parts

_SEVERAL = re.compile(r"; (?=“?[^\W\d_a-z])")
"""Where one of several things that an entry has ends: each stands on a line of its own."""

ZONE = ZoneInfo("Europe/London")
"""The school's time, in which a day begins and ends."""


@dataclass(frozen=True)
class TrailFacts:
    """The entries of some days, both inclusive."""

    first: date
    last: date
    entries: tuple[HistoryRow, ...]


def gather(session: "Session", as_at: date, options: Options) -> TrailFacts:
    """Ask for the entries of some days: of the last three months where none is chosen."""
    last = options.last or as_at
    first = options.first or add_months(last, -3)
    check_order(first, last)
    return TrailFacts(first, last, history_between(session, first, last))


def story(facts: TrailFacts, parts: "Parts") -> list[Any]:
    """Tell the extract."""
    told = [parts.words("Audit trail", "title")]
    days = span(facts.first, facts.last)
    if not facts.entries:
        return [*told, parts.words(f"Nothing was recorded: {days}.", "lead")]
    lead = f"{counted(len(facts.entries), 'entry', 'entries')}: {days}."
    heads = (Head("No.", 0.9, right=True), Head("When", 3.2), Head("Who", 2.2), Head("What was recorded", 6))
    rows = Rows(facts.entries, lambda one: (one.number, _moment(one), one.actor, _SEVERAL.sub("\n", one.words)))
    note = (
        "Each entry is bound to the one before it. The seal at the foot of the page belongs to the newest entry of the "
        "whole trail, so that an entry that was changed or taken out is found when the register is checked."
    )
    return [*told, parts.words(lead, "lead"), parts.words(note, "quiet"), parts.space(), parts.table(heads, rows)]


def _moment(one: HistoryRow) -> str:
    at = one.at.astimezone(ZONE)
    return f"{written(at.date())}, {at:%H:%M}"


REPORT = Report(
    id="audit-trail",
    title="Audit trail",
    says="Who recorded what and when, for some days.",
    gather=gather,
    story=story,
    place=90,
    wants_window=("Without it, three months before the last day.", "Without it, the day above."),
)
