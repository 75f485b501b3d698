"""Who in a list from outside is who in the register, and what taking the list over would do: the plan of an import.

The plan is made without writing anything, is shown, ticked and unticked, and only then carried out as one change.
"""

import hashlib
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from policydesk.models import StaffMember, StaffRole
from policydesk.terms import StaffCategory, Term


@dataclass(frozen=True, slots=True)
class RosterRole:
    """One category a list gives a person; `says` keeps the list's word where the category is not known from it."""

    category: StaffCategory | None = None
    job_title: str = ""
    employer: str = ""
    started_on: date | None = None
    ended_on: date | None = None
    says: str = ""


@dataclass(frozen=True, slots=True)
class RosterPerson:
    """One person of a list. `like_row` is an earlier row with the same name that may be the same person."""

    row_number: int
    full_name: str
    known_as: str = ""
    email: str = ""
    reference: str = ""
    roles: tuple[RosterRole, ...] = (RosterRole(),)
    doubt: str = ""
    like_row: int | None = None


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that cannot be taken over, by the number it has in the file, and what is wrong with it."""

    row_number: int
    says: str


@dataclass(frozen=True, slots=True)
class RowSkipped:
    """A row that is nobody to add; `person` is who it names where that may be a member of staff who has gone."""

    row_number: int
    why: str
    person: RosterPerson | None = None


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """One spell in a category as the register holds it, both days inclusive."""

    id: int
    category: StaffCategory
    job_title: str
    employer: str
    started_on: date
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class StaffToMatch:
    """One member of staff with all their spells, the earliest first."""

    id: int
    full_name: str
    known_as: str
    email: str
    reference: str
    roles: tuple[RoleHeld, ...]

    def active(self, as_at: date) -> tuple[RoleHeld, ...]:
        """Return the spells that have not ended by a day, future ones included."""
        return tuple(role for role in self.roles if role.ended_on is None or role.ended_on >= as_at)


@dataclass(frozen=True, slots=True)
class Edit:
    """One value to write: of the person, or of the spell whose id is given."""

    attribute: str
    value: str | date | None
    role_id: int | None = None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One thing that would change, in words, and the values to write for it."""

    label: str
    old: str
    new: str
    edits: tuple[Edit, ...] = ()
    new_role: RosterRole | None = None


class DuplicateChoice(Term):
    """What to do with a row that is probably somebody the register has."""

    LEAVE_OUT = "leave_out", "Leave out"
    SAME_PERSON = "same_person", "The same person"
    NEW_PERSON = "new_person", "A new person"


@dataclass(frozen=True, slots=True)
class AddedPerson:
    """Somebody the register does not have; roles carry the defaults where the list says nothing."""

    person: RosterPerson
    ticked: bool = True

    @property
    def wants_category(self) -> bool:
        """Whether nobody has said yet in which category the person works."""
        return any(role.category is None for role in self.person.roles)


@dataclass(frozen=True, slots=True)
class ChangedPerson:
    """Somebody the register has, of whom the list says something else."""

    staff_id: int
    name: str
    row_number: int
    changes: tuple[FieldChange, ...]
    ticked: bool = True


@dataclass(frozen=True, slots=True)
class SamePerson:
    """Somebody the register has, of whom the list says nothing new."""

    staff_id: int
    name: str
    row_number: int


@dataclass(frozen=True, slots=True)
class PossibleDuplicate:
    """A row that is probably somebody in the register (`staff_id`) or in an earlier row (`other_row`), and why."""

    person: RosterPerson
    name: str
    why: str
    staff_id: int | None = None
    other_row: int | None = None
    changes: tuple[FieldChange, ...] = ()
    choice: DuplicateChoice = DuplicateChoice.LEAVE_OUT

    @property
    def wants_category(self) -> bool:
        """Whether a new person would be added whose category nobody has said yet."""
        return self.choice is DuplicateChoice.NEW_PERSON and any(role.category is None for role in self.person.roles)


@dataclass(frozen=True, slots=True)
class MissingPerson:
    """Somebody in post whom the list does not have, or has as gone: a leaver only where somebody ticks it."""

    staff_id: int
    name: str
    categories: tuple[StaffCategory, ...]
    why: str
    last_day: date
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class RosterPlan:
    """What taking a list over would do to the register as it was when the plan was made; nothing is written yet."""

    added: tuple[AddedPerson, ...]
    changed: tuple[ChangedPerson, ...]
    same: tuple[SamePerson, ...]
    possible_duplicates: tuple[PossibleDuplicate, ...]
    missing: tuple[MissingPerson, ...]
    problems: tuple[RowProblem, ...]
    skipped: tuple[RowSkipped, ...]
    as_at: date
    register_mark: str

    @property
    def wants_category(self) -> tuple[int, ...]:
        """The row numbers of those to be added whose category is still to be said."""
        waiting = [one.person.row_number for one in self.added if one.ticked and one.wants_category]
        return tuple(waiting + [one.person.row_number for one in self.possible_duplicates if one.wants_category])

    @property
    def changes_nothing(self) -> bool:
        """Whether carrying it out as it is ticked would leave the register as it is."""
        ticks = [one.ticked for one in self.added] + [one.ticked for one in self.changed]
        ticks += [one.ticked for one in self.missing]
        return not any(ticks) and all(one.choice is DuplicateChoice.LEAVE_OUT for one in self.possible_duplicates)


def staff_for_matching(session: Session) -> tuple[StaffToMatch, ...]:
    """Return everybody the register has, with all their spells: who left and comes back is the same person."""
    person, role = StaffMember, StaffRole
    asked = (
        select(
            person.id, person.full_name, person.known_as, person.email, person.reference,
            role.id, role.category, role.job_title, role.employer, role.started_on, role.ended_on,
        )
        .outerjoin(role, role.staff_id == person.id)
        .order_by(person.id, role.started_on, role.id)
    )  # fmt: skip
    rows = session.execute(asked)
    people: dict[int, tuple[str, str, str, str]] = {}
    roles: dict[int, list[RoleHeld]] = {}
    for staff_id, full_name, known_as, email, reference, *spell in rows:
        people[staff_id] = (full_name, known_as, email, reference)
        held = roles.setdefault(staff_id, [])
        if spell[0] is not None:
            held.append(RoleHeld(spell[0], StaffCategory(spell[1]), *spell[2:]))
    return tuple(StaffToMatch(staff_id, *about, tuple(roles[staff_id])) for staff_id, about in people.items())


def register_mark(staff: tuple[StaffToMatch, ...]) -> str:
    """Return a mark of what was compared, so that a plan is not carried out on a register that has changed since."""
    return hashlib.sha256(repr(staff).encode()).hexdigest()
