"""How long an incident is kept once it is closed, and where that is written (DOMAIN 9)."""

from dataclasses import dataclass
from datetime import date

from policydesk.dates import add_months
from policydesk.rules.incident_parts import Closing
from policydesk.rules.incidents import Record
from policydesk.rules.pack import RulePack
from policydesk.rules.wall_clock import local_day
from policydesk.terms_incidents import ConcernKind, Severity

YEAR = 12
"""Months."""


def end_of_school_year(day: date) -> date:
    """Return the 31 August on or after a day: an envelope's date says no more than the school year."""
    ends = date(day.year, 8, 31)
    return ends if day <= ends else date(day.year + 1, 8, 31)


@dataclass(frozen=True)
class Keeping:
    """Until when, in words with the reason; `until` is none while that day is not known."""

    until: date | None
    words: str
    source: str


def keeping(record: Record, closing: Closing | None, pack: RulePack) -> Keeping:
    """Return how long an incident is kept; the periods are those of the rule pack."""
    if record.on_hold:
        return Keeping(None, "Legal hold: kept until the hold is lifted", "Legal hold")
    if record.request is not None:
        years = pack.period("keep_friend_request")
        return Keeping(
            add_months(local_day(record.recorded_at), years * YEAR),
            f"{_years(years)} from the record, where nothing further followed",
            pack.words,
        )
    if closing is None:
        return Keeping(None, "Kept while it is open", "KCSIE Part four")
    return _of_concern(record, closing, pack)


def _of_concern(record: Record, closing: Closing, pack: RulePack) -> Keeping:
    concern = record.concern
    assert concern is not None
    day = local_day(concern.reported_at)
    if closing.is_taken_off:
        return Keeping(
            closing.closed_on, "Found malicious or false: taken off the person’s record now, unless they consent",
            "KCSIE Part four",
        )  # fmt: skip
    if concern.kind is ConcernKind.ALLEGATION or (
        concern.about.works_here and concern.severity is not Severity.LOW_LEVEL
    ):
        years = pack.period("keep_allegation")
        return Keeping(
            add_months(day, years * YEAR),
            f"{_years(years)} from the allegation, or until normal pension age if that is later: check the age first",
            "KCSIE Part four",
        )
    if concern.kind is ConcernKind.LOW_LEVEL:
        return Keeping(None, "At least until the person leaves the school", "KCSIE Part four")
    if record.is_about_a_pupil:
        born, years = record.pupil_born_on, pack.period("keep_pupil_concern")
        from_when = " from the pupil’s date of birth" if born else "; enter the pupil’s date of birth"
        return Keeping(
            add_months(born or day, years * YEAR),
            f"{_years(years)}{from_when}",
            "IRMS toolkit for schools",
        )
    years = pack.period("keep_other_concern")
    return Keeping(add_months(day, years * YEAR), f"{_years(years)} from the record", pack.words)


def _years(count: int) -> str:
    return "1 year" if count == 1 else f"{count} years"
