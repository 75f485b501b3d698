"""A school's staff list, read: its people, the rows that are nobody to add, and the rows with something wrong."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from policydesk.errors import Refusal
from policydesk.exchange.cells import email_key, name_key, reference_key
from policydesk.exchange.headings import Mapping
from policydesk.exchange.lists import read_list
from policydesk.exchange.roster_rows import RowReader
from policydesk.exchange.tables import LIMITS, Limits, Table
from policydesk.exchange.vocabulary import STAFF
from policydesk.queries.matching import RosterPerson, RosterRole, RowProblem, RowSkipped

__all__ = ["Roster", "RosterPerson", "RosterRole", "RowProblem", "RowSkipped", "read_roster", "read_staff_list"]


@dataclass(frozen=True, slots=True)
class Roster:
    """What a list says; each row of the file that is not empty is a person, part of one, a problem or skipped."""

    people: tuple[RosterPerson, ...]
    problems: tuple[RowProblem, ...]
    skipped: tuple[RowSkipped, ...]


def read_staff_list(path: Path, *, sheet: str = "", limits: Limits = LIMITS) -> tuple[Table, Mapping]:
    """Read a file and guess its columns; without `sheet`, the first sheet that gives people names is taken.

    The cells of password columns do not come back. Raises Refusal where the file cannot be read (see `read_table`).
    """
    return read_list(path, STAFF, sheet=sheet, limits=limits)


def read_roster(table: Table, mapping: Mapping, today: date) -> Roster:
    """Read each row below the headings; a row with something wrong is listed with its number, the good ones go on.

    A category or first day that the list does not give stays unknown here: the plan is told what to take for those.
    `today` decides which dates are likely. Raises Refusal where no column gives a name.
    """
    if not mapping.has_name:
        raise Refusal("Match a column to Full name.", field="columns")
    reader = RowReader(table, mapping, today)
    people: list[RosterPerson] = []
    problems: list[RowProblem] = []
    skipped = [
        RowSkipped(row + 1, "above the headings")
        for row in range(max(mapping.heading_row, 0))
        if any(cell.strip() for cell in table.rows[row])
    ]
    for row in range(mapping.heading_row + 1, len(table.rows)):
        match reader.read(row):
            case RosterPerson() as person:
                people.append(person)
            case RowProblem() as problem:
                problems.append(problem)
            case RowSkipped() as skip:
                skipped.append(skip)
    gathered = _Gathered()
    for person in people:
        gathered.take(person)
    return Roster(
        tuple(gathered.people.values()),
        tuple(sorted(problems + gathered.problems, key=lambda one: one.row_number)),
        tuple(sorted(skipped + gathered.skipped, key=lambda one: one.row_number)),
    )


class _Gathered:
    """Puts together the rows of one person: a teacher who is also a governor may stand in two (R37)."""

    def __init__(self) -> None:
        self.people: dict[int, RosterPerson] = {}
        self.problems: list[RowProblem] = []
        self.skipped: list[RowSkipped] = []
        self._by_reference: dict[str, int] = {}
        self._by_name: dict[str, list[int]] = {}

    def take(self, person: RosterPerson) -> None:
        """Add a person, or add what a further row says to the person of an earlier one."""
        reference, name = reference_key(person.reference), name_key(person.full_name)
        row = self._by_reference.get(reference) if reference else None
        if row is not None and name_key(self.people[row].full_name) != name:
            says = f"The reference {person.reference} is also in row {row} ({self.people[row].full_name})"
            self.problems.append(RowProblem(person.row_number, says))
            return
        namesakes = self._by_name.get(name, [])
        if row is None:
            row = next((one for one in namesakes if _same(self.people[one], person)), None)
        if row is not None:
            self._add_to(row, person)
            return
        if namesakes and not _apart(self.people[namesakes[0]], person):
            person = replace(person, like_row=namesakes[0])
        self.people[person.row_number] = person
        self._by_name.setdefault(name, []).append(person.row_number)
        if reference:
            self._by_reference[reference] = person.row_number

    def _add_to(self, row: int, person: RosterPerson) -> None:
        first = self.people[row]
        held = {role.category for role in first.roles}
        further = tuple(role for role in person.roles if role.category is not None and role.category not in held)
        roles = tuple(role for role in first.roles if role.category is not None or not further) + further
        self.people[row] = replace(
            first,
            roles=roles,
            email=first.email or person.email,
            reference=first.reference or person.reference,
            known_as=first.known_as or person.known_as,
        )
        if person.reference:
            self._by_reference.setdefault(reference_key(person.reference), row)
        self.skipped.append(RowSkipped(person.row_number, f"the same person as row {row}"))


def _same(one: RosterPerson, other: RosterPerson) -> bool:
    """Whether two rows of one name leave no doubt: one e-mail address, or nothing that differs at all."""
    if one.reference and other.reference and reference_key(one.reference) != reference_key(other.reference):
        return False
    if one.email and email_key(one.email) == email_key(other.email):
        return True
    return replace(one, row_number=0, like_row=None) == replace(other, row_number=0, like_row=None)


def _apart(one: RosterPerson, other: RosterPerson) -> bool:
    """Whether two rows of one name are two people for certain: each has a reference of their own."""
    return bool(one.reference and other.reference)
