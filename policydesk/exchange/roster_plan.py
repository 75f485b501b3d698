"""What taking a staff list over would do: who is new, who changes, who may be twice, who may have left.

Nothing is written here. Everything doubtful starts unticked.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from policydesk.dates import written
from policydesk.errors import Refusal
from policydesk.exchange.differences import differences
from policydesk.exchange.matcher import Match, Matcher
from policydesk.exchange.roster import Roster
from policydesk.names import sort_name
from policydesk.queries.matching import (
    AddedPerson,
    ChangedPerson,
    DuplicateChoice,
    MissingPerson,
    PossibleDuplicate,
    RosterPerson,
    RosterPlan,
    RowProblem,
    RowSkipped,
    SamePerson,
    StaffToMatch,
    register_mark,
    staff_for_matching,
)
from policydesk.terms import StaffCategory

__all__ = ["DuplicateChoice", "RosterPlan", "choose", "plan_roster"]


def plan_roster(
    session: Session,
    roster: Roster,
    as_at: date,
    *,
    default_category: StaffCategory | None = None,
    default_start: date | None = None,
) -> RosterPlan:
    """Compare a list with the register as at a day, by reference, then e-mail, then name.

    `default_category` is taken for new people whose category the list does not tell; without it they are in
    `plan.wants_category` until `choose` says one. `default_start` is the first day of new people of whom the list gives
    none; without it they are problems. Neither touches people the register has. Changes take effect on `as_at`.
    """
    staff = staff_for_matching(session)
    planning = _Planning(as_at, default_category, default_start)
    matches = Matcher(staff).match_all(roster.people)
    for person in roster.people:
        planning.place(person, matches.get(person.row_number))
    known = planning.known | {match.staff.id for match in matches.values()}
    left = tuple(one for one in staff if one.id not in known)
    return RosterPlan(
        added=tuple(planning.added),
        changed=tuple(planning.changed),
        same=tuple(planning.same),
        possible_duplicates=tuple(planning.duplicates),
        missing=tuple(sorted(_missing(left, roster, as_at), key=lambda one: sort_name(one.name))),
        problems=tuple(sorted((*roster.problems, *planning.problems), key=lambda one: one.row_number)),
        skipped=tuple(sorted((*roster.skipped, *planning.skipped), key=lambda one: one.row_number)),
        as_at=as_at,
        register_mark=register_mark(staff),
    )


def _missing(left: tuple[StaffToMatch, ...], roster: Roster, as_at: date) -> tuple[MissingPerson, ...]:
    """Return who is in the register and not in the list, with why as far as the list says it."""
    gone = tuple(one.person for one in roster.skipped if one.person is not None)
    whys = {match.staff.id: row for row, match in Matcher(left).match_all(gone).items() if not match.why}
    reasons = {one.row_number: one.why for one in roster.skipped}
    return tuple(
        MissingPerson(
            one.id,
            one.full_name,
            tuple(dict.fromkeys(role.category for role in one.active(as_at))),
            f"row {whys[one.id]}: {reasons[whys[one.id]]}" if one.id in whys else "not in this file",
            as_at,
        )
        for one in left
        if any(role.started_on <= as_at and role.ended_on is None for role in one.roles)
    )


class _Planning:
    """Sorts the people of a list into the parts of a plan."""

    def __init__(self, as_at: date, category: StaffCategory | None, start: date | None) -> None:
        self._as_at = as_at
        self._category = category
        self._start = start
        self.known: set[int] = set()
        self.added: list[AddedPerson] = []
        self.changed: list[ChangedPerson] = []
        self.same: list[SamePerson] = []
        self.duplicates: list[PossibleDuplicate] = []
        self.problems: list[RowProblem] = []
        self.skipped: list[RowSkipped] = []

    def place(self, person: RosterPerson, match: Match | None) -> None:
        """Put one person where they belong."""
        try:
            if match is not None and not match.why:
                self._place_known(person, match.staff)
            else:
                self._place_new(person, match)
        except ValueError as unlikely:
            self.problems.append(RowProblem(person.row_number, str(unlikely)))

    def _place_known(self, person: RosterPerson, staff: StaffToMatch) -> None:
        self.known.add(staff.id)
        changes = differences(staff, person, self._as_at)
        if changes:
            self.changed.append(ChangedPerson(staff.id, staff.full_name, person.row_number, changes))
        else:
            self.same.append(SamePerson(staff.id, staff.full_name, person.row_number))

    def _place_new(self, person: RosterPerson, match: Match | None) -> None:
        left = [role.ended_on for role in person.roles if role.ended_on is not None and role.ended_on < self._as_at]
        if len(left) == len(person.roles):
            self.skipped.append(RowSkipped(person.row_number, f"left on {written(max(left))}"))
            return
        new = self._with_defaults(person)
        if match is not None:
            changes = differences(match.staff, person, self._as_at)
            twice = PossibleDuplicate(new, match.staff.full_name, match.why, match.staff.id, changes=changes)
            self.duplicates.append(twice)
        elif person.like_row is not None:
            why = f"The same name as row {person.like_row}"
            self.duplicates.append(PossibleDuplicate(new, person.full_name, why, other_row=person.like_row))
        else:
            self.added.append(AddedPerson(new, ticked=not person.doubt))

    def _with_defaults(self, person: RosterPerson) -> RosterPerson:
        if self._start is None and any(role.started_on is None for role in person.roles):
            raise ValueError("There is no first day. Choose one for everybody without")
        roles = tuple(
            replace(role, category=role.category or self._category, started_on=role.started_on or self._start)
            for role in person.roles
        )
        if any(role.ended_on and role.started_on and role.ended_on < role.started_on for role in roles):
            raise ValueError("The last day is before the first day chosen for everybody without one")
        return replace(person, roles=roles)


def choose(
    plan: RosterPlan,
    *,
    added: Mapping[int, bool] | None = None,
    changed: Mapping[int, bool] | None = None,
    missing: Mapping[int, bool] | None = None,
    last_days: Mapping[int, date] | None = None,
    duplicates: Mapping[int, DuplicateChoice] | None = None,
    categories: Mapping[int, StaffCategory] | None = None,
) -> RosterPlan:
    """Return the plan with ticks set or taken away: rows by their number, people of the register by their id.

    `added`, `duplicates` and `categories` go by row number, `changed`, `missing` and `last_days` by staff id; what is
    not named stays as it is. A category is said for a person's only spell, or for those without one.
    Raises Refusal where two rows would be the same person of the register.
    """
    added, changed, missing = added or {}, changed or {}, missing or {}
    last_days, duplicates, categories = last_days or {}, duplicates or {}, categories or {}
    chosen = replace(
        plan,
        added=tuple(
            AddedPerson(_in(one.person, categories), added.get(one.person.row_number, one.ticked)) for one in plan.added
        ),
        changed=tuple(replace(one, ticked=changed.get(one.staff_id, one.ticked)) for one in plan.changed),
        missing=tuple(
            replace(
                one,
                ticked=missing.get(one.staff_id, one.ticked),
                last_day=last_days.get(one.staff_id, one.last_day),
            )
            for one in plan.missing
        ),
        possible_duplicates=tuple(
            replace(
                one,
                person=_in(one.person, categories),
                choice=DuplicateChoice(duplicates.get(one.person.row_number, one.choice)),
            )
            for one in plan.possible_duplicates
        ),
    )
    _refuse_one_person_twice(chosen)
    return chosen


def _in(person: RosterPerson, categories: Mapping[int, StaffCategory]) -> RosterPerson:
    said = categories.get(person.row_number)
    if said is None:
        return person
    only = len(person.roles) == 1
    roles = tuple(replace(role, category=said) if only or role.category is None else role for role in person.roles)
    return replace(person, roles=roles)


def _refuse_one_person_twice(plan: RosterPlan) -> None:
    rows: Collection[PossibleDuplicate] = [
        one
        for one in plan.possible_duplicates
        if one.choice is DuplicateChoice.SAME_PERSON and one.staff_id is not None
    ]
    taken: dict[int | None, int] = {}
    for one in rows:
        first = taken.setdefault(one.staff_id, one.person.row_number)
        if first != one.person.row_number:
            raise Refusal(
                f"Rows {first} and {one.person.row_number} cannot both be {one.name}. Choose one of them.",
                field="duplicates",
            )
