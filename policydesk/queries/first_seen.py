"""Since when something has wanted attention: found by looking at earlier days, never kept."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from policydesk.queries.due import findings
from policydesk.rules.findings import Finding

FURTHEST = 3_653
"""Days that are looked back at most."""


@dataclass(frozen=True, slots=True)
class FirstSeen:
    """The first day on which it was so; with `or_earlier` it was so on the furthest day that was looked at."""

    day: date
    or_earlier: bool = False


def first_seen(session: Session, finding: Finding, as_at: date) -> FirstSeen:
    """Return since when a finding that is there on a day has been there.

    The rule says it where the facts do. Elsewhere earlier days are asked, each twice as far back as the one before, and
    then halved to the day; a time in which it was put right and fell back again between two of them is not seen.
    """
    if finding.since is not None and finding.since <= as_at:
        return FirstSeen(finding.since)
    there, step = as_at, 1
    while True:
        earlier = max(as_at - timedelta(days=step), as_at - timedelta(days=FURTHEST))
        if not _is_there(session, finding, earlier):
            return FirstSeen(_between(session, finding, earlier, there))
        if step >= FURTHEST:
            return FirstSeen(earlier, or_earlier=True)
        there, step = earlier, step * 2


def _between(session: Session, finding: Finding, absent: date, there: date) -> date:
    """Return the first day after `absent` on which it is there."""
    while (there - absent).days > 1:
        middle = absent + (there - absent) / 2
        if _is_there(session, finding, middle):
            there = middle
        else:
            absent = middle
    return there


def _is_there(session: Session, finding: Finding, day: date) -> bool:
    return any(one.matter == finding.matter for one in findings(session, day))
