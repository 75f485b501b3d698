"""One row of a staff list: a person, a row that is nobody to add, or a row with something wrong in it."""

import re
from collections.abc import Iterator
from datetime import date

from policydesk.dates import written
from policydesk.exchange.cells import (
    Unclear,
    clean,
    has_letters,
    read_categories,
    read_date,
    read_email,
    read_name,
    reference_key,
    without_title,
)
from policydesk.exchange.headings import Mapping
from policydesk.exchange.lists import no_row
from policydesk.exchange.tables import Table
from policydesk.exchange.words import FAMILIES, GUESTS, NO, PUPIL_UNITS, PUPILS, SWITCHED_OFF, Field, letters
from policydesk.queries.matching import RosterPerson, RosterRole, RowProblem, RowSkipped
from policydesk.terms import StaffCategory

_YEAR_GROUP = re.compile(
    r"(?:year|yr|y)?\s*\d{1,2}(?:\s*[-/ ]?\s*\w{1,12})?|reception|nursery|r|n[12]?|ks[1-5]|eyfs", re.IGNORECASE
)
_PUPIL_UNIT = re.compile(r"(?:year|yr)\d{1,2}|classof\d{2,4}|intake\d{2,4}|\d{4}intake|\d{4}leavers")
_PUPIL_LICENCE = re.compile(r"\bfor students?\b|\bstudent use\b|_student\b", re.IGNORECASE)


class RowReader:
    """Reads one list's rows by its mapping of columns."""

    def __init__(self, table: Table, mapping: Mapping, today: date) -> None:
        self._table = table
        self._mapping = mapping
        self._today = today
        self._where = {field: mapping.where(field) for field in Field}
        self._names_apart = self._mostly_names_apart()

    def read(self, row: int) -> RosterPerson | RowSkipped | RowProblem | None:
        """Return what a zero-based row is; None where it is empty."""
        number = row + 1
        filled = [cell for cell in (clean(cell) for cell in self._table.rows[row]) if cell]
        if not filled:
            return None
        why = self._note(row, filled) or self._nobody(row)
        if why:
            return RowSkipped(number, why)
        gone = self._gone(row)
        try:
            person = self._person(row, lenient=bool(gone))
        except Unclear as unclear:
            return RowSkipped(number, gone) if gone else RowProblem(number, str(unclear))
        return RowSkipped(number, gone, person) if gone else person

    def _all(self, row: int, field: Field) -> Iterator[tuple[str, str]]:
        """Yield the heading and the words of each filled column of a field, the most believed first."""
        for column in self._where[field]:
            if value := clean(self._table.cell(row, column)):
                yield self._mapping.headings[column], value

    def _one(self, row: int, field: Field) -> str:
        return next((value for _, value in self._all(row, field)), "")

    def _mostly_names_apart(self) -> bool:
        """Whether most rows give first and last name in columns of their own, beside the full name."""
        if not self._where[Field.FULL_NAME] or not self._where[Field.LAST_NAME]:
            return False
        rows = range(self._mapping.heading_row + 1, len(self._table.rows))
        named = [row for row in rows if self._one(row, Field.FULL_NAME)]
        return sum(bool(self._one(row, Field.LAST_NAME)) for row in named) * 2 > len(named)

    def _note(self, row: int, filled: list[str]) -> str:
        why = no_row(self._mapping, filled)
        columns = [heading for heading in self._mapping.headings if heading]
        if why == "a note" or (not why and len(filled) == 1 and len(columns) > 1 and not self._name(row)):
            return "a note, not a person"
        return why

    def _nobody(self, row: int) -> str:
        """Say why a row is no member of staff: a pupil, a parent, a guest of the school's systems."""
        roles = [
            letters(part)
            for field in (Field.ROLE, Field.CATEGORY)
            for _, value in self._all(row, field)
            for part in _parts(value)
        ]
        titles = {letters(value) for _, value in self._all(row, Field.JOB_TITLE)}
        if PUPILS & {*roles, *titles} or self._is_pupil(row):
            return "a pupil"
        if FAMILIES & set(roles):
            return "a parent or carer"
        addresses = (value for field in (Field.USER_NAME, Field.EMAIL) for _, value in self._all(row, field))
        if GUESTS & set(roles) or any("#ext#" in value.lower() for value in addresses):
            return "a guest account"
        return ""

    def _is_pupil(self, row: int) -> bool:
        if self._one(row, Field.PUPIL_NUMBER):
            return True
        if any(letters(value).startswith(("minor", "child", "notadult")) for _, value in self._all(row, Field.MINOR)):
            return True
        works = any(self._one(row, field) for field in (Field.JOB_TITLE, Field.ROLE, Field.CATEGORY))
        for _, value in self._all(row, Field.UNIT):
            units = {letters(part) for part in re.split(r"[/\\>;,+|]", value)}
            if units & PUPIL_UNITS or _PUPIL_LICENCE.search(value):
                return True
            if not works and "staff" not in units and any(map(_PUPIL_UNIT.fullmatch, units)):
                return True
        return not works and bool(_YEAR_GROUP.fullmatch(self._one(row, Field.YEAR_GROUP)))

    def _gone(self, row: int) -> str:
        """Say why somebody is not there any more, by the list's columns of status; nothing where they are."""
        for _, value in self._all(row, Field.STATUS):
            if why := SWITCHED_OFF.get(letters(value)):
                return why
        for _, value in self._all(row, Field.ENABLED):
            if letters(value) in NO or letters(value) in SWITCHED_OFF:
                return SWITCHED_OFF.get(letters(value), SWITCHED_OFF["disabled"])
        for heading, value in self._all(row, Field.BLOCKED):
            if letters(value) not in NO:
                return SWITCHED_OFF.get(letters(heading), SWITCHED_OFF["blocked"])
        return ""

    def _name(self, row: int) -> str:
        first = self._one(row, Field.FIRST_NAME) or self._one(row, Field.KNOWN_AS)
        last = self._one(row, Field.LAST_NAME) or self._one(row, Field.PREFERRED_LAST_NAME)
        if first and last:
            return f"{without_title(first)} {without_title(last)}"
        if full := self._one(row, Field.FULL_NAME):
            return read_name(full)
        if full := self._one(row, Field.LAST_NAME_FIRST):
            return read_name(full, last_name_first=True)
        return without_title(first or last)

    def _known_as(self, row: int, full_name: str) -> str:
        first, last = self._one(row, Field.KNOWN_AS), self._one(row, Field.PREFERRED_LAST_NAME)
        if last and last not in full_name:
            return f"{first or self._one(row, Field.FIRST_NAME)} {last}".strip()
        return "" if not first or full_name == first or full_name.split(" ")[0] == first else first

    def _person(self, row: int, *, lenient: bool) -> RosterPerson:
        full_name = self._name(row)
        if not has_letters(full_name):
            raise Unclear("There is no name in this row")
        troubles: list[str] = []
        started_on = self._date(row, Field.STARTED_ON, troubles)
        ended_on = self._date(row, Field.ENDED_ON, troubles)
        if started_on and ended_on and ended_on < started_on:
            troubles.append(f"The last day {written(ended_on)} is before the first day {written(started_on)}")
        email = self._email(row, troubles)
        if troubles and not lenient:
            raise Unclear("; ".join(troubles))
        shared = self._names_apart and not self._one(row, Field.LAST_NAME) and not self._one(row, Field.FIRST_NAME)
        return RosterPerson(
            row_number=row + 1,
            full_name=full_name,
            known_as=self._known_as(row, full_name),
            email=email,
            reference=self._reference(row),
            roles=self._roles(row, started_on, ended_on),
            doubt="No first and last name: perhaps a shared account" if shared else "",
        )

    def _date(self, row: int, field: Field, troubles: list[str]) -> date | None:
        for heading, value in self._all(row, field):
            try:
                return read_date(value, self._today)
            except Unclear as unclear:
                troubles.append(f"{heading or field.label}: {unclear}")
                return None
        return None

    def _email(self, row: int, troubles: list[str]) -> str:
        for heading, value in self._all(row, Field.EMAIL):
            try:
                return read_email(value)
            except Unclear as unclear:
                troubles.append(f"{heading or Field.EMAIL.label}: {unclear}")
                return ""
        for _, value in self._all(row, Field.USER_NAME):
            try:
                return read_email(value)
            except Unclear:  # a name to sign in with need not be an address
                return ""
        return ""

    def _reference(self, row: int) -> str:
        return next((value for _, value in self._all(row, Field.REFERENCE) if reference_key(value)), "")

    def _roles(self, row: int, started_on: date | None, ended_on: date | None) -> tuple[RosterRole, ...]:
        job_title = self._one(row, Field.JOB_TITLE)
        role = self._one(row, Field.ROLE)
        if not job_title and not role.islower() and letters(role) not in {"member", "user", "staff"}:
            job_title = role
        employer = self._one(row, Field.EMPLOYER)
        categories: tuple[StaffCategory | None, ...] = self._categories(row) or (None,)
        says = self._one(row, Field.CATEGORY) if categories == (None,) else ""
        return tuple(RosterRole(one, job_title, employer, started_on, ended_on, says) for one in categories)

    def _categories(self, row: int) -> tuple[StaffCategory, ...]:
        """Return the categories by the first of the columns that leaves no doubt: type, role, job, then unit."""
        for field in (Field.CATEGORY, Field.ROLE, Field.JOB_TITLE):
            for _, value in self._all(row, field):
                if found := read_categories(value):
                    return found
        for _, value in self._all(row, Field.UNIT):
            if found := read_categories(re.split(r"[/\\]", value)[-1]):
                return found
        return ()


def _parts(value: str) -> list[str]:
    return [value, *re.split(r"[;,/|]", value)]
