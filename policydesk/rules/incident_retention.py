"""How long an incident is kept once it is closed, and where that is written (DOMAIN 9)."""

from dataclasses import dataclass
from datetime import date

from policydesk.rules.incident_parts import Closing
from policydesk.rules.incidents import Record, local_day
from policydesk.rules.retention import PERIODS, Period
from policydesk.terms_incidents import About, ConcernKind, Severity
from policydesk.terms_retention import PeriodKind

PERIOD: dict[PeriodKind, Period] = {one.kind: one for one in PERIODS}
"""The table of periods; guidance fixes those of incidents, so a school does not change them."""

NOT_BORN = "25 years from the pupil’s date of birth, which is not entered: counted from the report instead"


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


def keeping(record: Record, closing: Closing | None) -> Keeping:
    """Return how long an incident is kept."""
    if record.on_hold:
        return Keeping(None, "Legal hold: kept until the hold is lifted", "Legal hold")
    if record.request is not None:
        return Keeping(
            PERIOD[PeriodKind.FRIEND_REQUEST].until(local_day(record.recorded_at)),
            "6 years from the record, where nothing further followed",
            PERIOD[PeriodKind.FRIEND_REQUEST].source,
        )
    if closing is None:
        return Keeping(None, "Kept while it is open", "KCSIE Part four")
    return _of_concern(record, closing)


def _of_concern(record: Record, closing: Closing) -> Keeping:
    concern = record.concern
    assert concern is not None
    day = local_day(concern.reported_at)
    if closing.outcome is not None and closing.outcome.leaves_the_file and not closing.consents_to_keep:
        return Keeping(
            closing.closed_on, "Found malicious or false: taken off the person’s record now, unless they consent",
            PERIOD[PeriodKind.UNFOUNDED].source,
        )  # fmt: skip
    if concern.kind is ConcernKind.ALLEGATION or (
        concern.about.works_here and concern.severity is not Severity.LOW_LEVEL
    ):
        return Keeping(
            PERIOD[PeriodKind.ALLEGATION].until(day),
            "10 years from the allegation, or until normal pension age if that is later: check the age first",
            PERIOD[PeriodKind.ALLEGATION].source,
        )
    if concern.kind is ConcernKind.LOW_LEVEL:
        return Keeping(None, "At least until the person leaves the school", PERIOD[PeriodKind.LOW_LEVEL].source)
    if concern.about is About.PUPIL or concern.kind is ConcernKind.ABOUT_A_PUPIL:
        born = concern.pupil_born_on
        return Keeping(
            PERIOD[PeriodKind.PUPIL].until(born or day),
            "25 years from the pupil’s date of birth" if born else NOT_BORN,
            PERIOD[PeriodKind.PUPIL].source,
        )
    other = PERIOD[PeriodKind.OTHER_CONCERN]
    return Keeping(other.until(day), "6 years from the record", other.source)
