"""What every action asks of a draft first: everything that is wrong is gathered and said at once."""

from datetime import date
from typing import TypeVar

from email_validator import EmailNotValidError, validate_email
from sqlalchemy.orm import Session

from policydesk.errors import Refusal, Refusals
from policydesk.models import Base
from policydesk.rules.secrets import looks_like_a_password

NAME_LENGTH = 200
"""Characters that a name or a title may have."""

TEXT_LENGTH = 10_000
"""Characters that notes, a reason or a statement may have."""

OLDEST_PUPIL = 25
"""Years: a school may have a pupil with an education, health and care plan up to this age."""

NO_EMAIL = "This is not an e-mail address. Write it like a.morgan@school.example, or leave it empty."

NO_WORDS = "Write the reason in words. Whoever looks later reads it."

NOT_KEPT = (
    "This looks like a password. Passwords are not kept in the register, because everybody who can open it could use "
    "them. Write where it is kept, for example: office safe, envelope 3."
)

Row = TypeVar("Row", bound=Base)


def days_meet(one: tuple[date, date | None], other: tuple[date, date | None]) -> bool:
    """Return whether two spells have a day in common; the last day is inclusive, and may be open."""
    return (other[1] is None or other[1] >= one[0]) and (one[1] is None or one[1] >= other[0])


class Checks:
    """Gathers what is wrong with a draft; `done` refuses with all of it."""

    def __init__(self) -> None:
        self._found: list[Refusal] = []

    def refuse_if(self, wrong: object, says: str, field: str = "") -> None:
        """Keep one sentence where something is wrong."""
        if wrong:
            self._found.append(Refusal(says, field))

    def name(self, text: str, missing: str, field: str) -> str:
        """Return a name without stray spaces; it may not be empty nor endless."""
        tidy = " ".join(text.split())
        self.refuse_if(not tidy, missing, field)
        self._length(tidy, NAME_LENGTH, field)
        return tidy

    def line(self, text: str, field: str) -> str:
        """Return one line of text that may be empty."""
        tidy = " ".join(text.split())
        self._length(tidy, NAME_LENGTH, field)
        return tidy

    def notes(self, text: str, field: str, missing: str = "") -> str:
        """Return text of several lines; `missing` is said where it may not be empty."""
        tidy = text.strip()
        self.refuse_if(missing and not tidy, missing, field)
        self._length(tidy, TEXT_LENGTH, field)
        return tidy

    def reason(self, text: str, field: str, missing: str = "") -> str:
        """Return a reason, which is words that somebody can read later; `missing` as for notes."""
        tidy = self.notes(text, field, missing)
        self.refuse_if(tidy and sum(one.isalpha() for one in tidy) < 2, NO_WORDS, field)
        return tidy

    def not_after_today(self, day: date, today: date, field: str) -> None:
        """Nobody can have signed or declined tomorrow."""
        self.refuse_if(day > today, "This date is in the future. Enter the day on which it happened.", field)

    def in_living_memory(self, day: date | None, today: date, field: str) -> None:
        """A year mistyped as 1026 or 2206 is caught here; both ends inclusive."""
        if day is not None:
            wrong = not 1900 <= day.year <= today.year + 10
            self.refuse_if(wrong, f"Check the year: {day.year} cannot be right.", field)

    def in_order(self, first: date | None, last: date | None, field: str) -> None:
        """The last day of anything is not before its first."""
        wrong = first is not None and last is not None and last < first
        self.refuse_if(wrong, "The last day is before the first day. Check both dates.", field)

    def on_a_past_day(self, day: date | None, today: date, field: str) -> None:
        """What happened, happened today or before, in a year that can be."""
        if day is not None:
            self.not_after_today(day, today, field)
            self.in_living_memory(min(day, today), today, field)

    def date_of_birth(self, day: date | None, today: date, field: str) -> None:
        """A pupil is born before today and is no older than the oldest whom a school may have."""
        if day is not None:
            self.refuse_if(day > today, "A date of birth is in the past. Check the year.", field)
            old = (today - day).days // 365
            says = f"The pupil would be {old} years old. Check the year."
            self.refuse_if(day <= today and old > OLDEST_PUPIL, says, field)

    def email(self, text: str, field: str) -> str:
        """Return an e-mail address without stray spaces; it may be empty."""
        tidy = text.strip()
        if tidy:
            try:
                validate_email(tidy, check_deliverability=False)
            except EmailNotValidError:
                self.refuse_if(tidy, NO_EMAIL, field)
        return tidy

    def no_password(self, text: str, field: str) -> None:
        """A password is not kept in the register: whoever may read that would have it."""
        self.refuse_if(looks_like_a_password(text), NOT_KEPT, field)

    def done(self) -> None:
        """Refuse where anything is wrong: one Refusal, or Refusals for several."""
        if len(self._found) == 1:
            raise self._found[0]
        if self._found:
            raise Refusals(self._found)

    def _length(self, text: str, longest: int, field: str) -> None:
        self.refuse_if(len(text) > longest, f"Shorten this to {longest:,} characters; it has {len(text):,}.", field)


def found(session: Session, model: type[Row], row_id: int, what: str) -> Row:
    """Return a row by its id; raises Refusal where somebody has removed it meanwhile."""
    row = session.get(model, row_id)
    if row is None:
        raise Refusal(f"This {what} is no longer in the register. Close the form and look again.")
    return row


def people(count: int) -> str:
    """Say how many people: "1 person", "2 people"."""
    return "1 person" if count == 1 else f"{count:,} people"
