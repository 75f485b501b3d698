"""How long each kind of record is kept, from when, and where that is written (DOMAIN 9); nothing goes by itself."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from policydesk.dates import add_months
from policydesk.terms_retention import PeriodKind

YEAR = 12
"""Months."""

LEAST, MOST = 1, 99
"""Years that a school may choose."""

DEFAULT = "School’s default"
KCSIE = "KCSIE Part four"


@dataclass(frozen=True)
class Period:
    """One line of the table: how long, counted from what, and who says so; `years` is none where no number says it."""

    kind: PeriodKind
    years: int | None
    counts_from: str
    source: str
    from_on: date = date(2000, 1, 1)
    says: str = ""
    reason: str = ""
    or_longer: str = ""

    @property
    def words(self) -> str:
        """How long, in words."""
        if self.says or self.years is None:
            return self.says
        return ("1 year" if self.years == 1 else f"{self.years:,} years") + self.or_longer

    @property
    def is_changed(self) -> bool:
        """Whether the school chose it."""
        return bool(self.reason)

    def until(self, day: date) -> date:
        """Return the last day on which a record is kept that is counted from a day."""
        return add_months(day, (self.years or 0) * YEAR)


PERIODS: tuple[Period, ...] = (
    Period(PeriodKind.STAFF, 6, "the last day of their employment or role", DEFAULT),
    Period(PeriodKind.VERSION, 6, "the day it was replaced, and not before the records of all who signed it", DEFAULT),
    Period(PeriodKind.ACCOUNT, 6, "the day it was closed", DEFAULT),
    Period(PeriodKind.FRIEND_REQUEST, 6, "the record", DEFAULT),
    Period(PeriodKind.ALLEGATION, 10, "the allegation", KCSIE, or_longer=", or until normal pension age if later"),
    Period(PeriodKind.UNFOUNDED, 0, "the outcome", KCSIE, says="Taken off the person’s record, unless they consent"),
    Period(PeriodKind.LOW_LEVEL, None, "the record", KCSIE, says="At least until the person leaves"),
    Period(PeriodKind.PUPIL, 25, "the pupil’s date of birth", "IRMS toolkit for schools"),
    Period(PeriodKind.OTHER_CONCERN, 6, "the record", DEFAULT),
    Period(PeriodKind.AUDIT_TRAIL, None, "", DEFAULT, says="As long as the register"),
)
"""What PolicyDesk begins with. The toolkit is guidance and no law; a school writes down why it departs from it."""


@dataclass(frozen=True)
class Chosen:
    """A number of years that the school chose from a day on, with the reason; none gives the default back."""

    kind: PeriodKind
    years: int | None
    from_on: date
    reason: str


def periods_with(chosen: Iterable[Chosen]) -> dict[PeriodKind, Period]:
    """Return every period as the school keeps it; of what was chosen for a kind the last counts."""
    found = {one.kind: one for one in PERIODS}
    shipped = dict(found)
    for one in chosen:
        usual = shipped[one.kind]
        found[one.kind] = (
            usual
            if one.years is None
            else replace(usual, years=one.years, from_on=one.from_on, reason=one.reason, source="Chosen by the school")
        )
    return found


def due_of_version(period: Period, replaced_on: date, signers_until: date | None, *, all_known: bool) -> date | None:
    """Return until when a replaced version is kept: as long as the record of anybody who signed it needs its text.

    None while somebody who signed it has not left.
    """
    if not all_known:
        return None
    until = period.until(replaced_on)
    return until if signers_until is None else max(until, signers_until)
