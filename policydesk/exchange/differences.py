"""What a list says of somebody that the register has otherwise, in words and as the values to write.

A blank cell never takes anything away, and what was written from a list is the same when that list comes again.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from policydesk.dates import written
from policydesk.exchange.cells import clean, email_key, reference_key
from policydesk.queries.matching import Edit, FieldChange, RoleHeld, RosterPerson, RosterRole, StaffToMatch

_NONE = "none"


def differences(staff: StaffToMatch, person: RosterPerson, as_at: date) -> tuple[FieldChange, ...]:
    """Return what would change.

    A new category begins on the list's first day where that is later than the old one's, else on `as_at`; the old one
    ends the day before.

    Raises ValueError, in words for the row, where the list's dates cannot be the register's.
    """
    return (*_of_the_person(staff, person), *_of_the_work(staff, person, as_at))


def _of_the_person(staff: StaffToMatch, person: RosterPerson) -> Iterator[FieldChange]:
    if person.full_name != clean(staff.full_name):
        yield _text("Full name", "full_name", staff.full_name, person.full_name)
    if person.known_as and person.known_as != staff.known_as:
        yield _text("Known as", "known_as", staff.known_as, person.known_as)
    if person.email and email_key(person.email) != email_key(staff.email):
        yield _text("E-mail address", "email", staff.email, person.email)
    if person.reference and reference_key(person.reference) != reference_key(staff.reference):
        yield _text("Reference", "reference", staff.reference, person.reference)


def _text(
    label: str, attribute: str, old: str, new: str, role_id: int | None = None, value: str | None = None
) -> FieldChange:
    return FieldChange(label, old or _NONE, new, (Edit(attribute, value or new, role_id),))


def _of_the_work(staff: StaffToMatch, person: RosterPerson, as_at: date) -> Iterator[FieldChange]:
    active = staff.active(as_at)
    for role in person.roles:
        if _is_over(role, as_at):
            yield from _ended(staff, active, role, alone=len(person.roles) == 1)
    current = tuple(role for role in person.roles if not _is_over(role, as_at))
    for role in current:
        if not active:
            yield from _returned(staff, role, as_at)
        elif len(person.roles) > 1:
            yield from _one_of_several(staff, active, role, as_at)
        else:
            yield from _only(staff, active, role, as_at)


def _is_over(role: RosterRole, as_at: date) -> bool:
    return role.ended_on is not None and role.ended_on < as_at


def _ended(
    staff: StaffToMatch, active: tuple[RoleHeld, ...], role: RosterRole, *, alone: bool
) -> Iterator[FieldChange]:
    """The list gives a last day that has passed: that spell is over, others the list does not speak of go on.

    Only where it is the list's one word about the person (`alone`) does it mean a spell in another category.
    """
    if any(one.category == role.category and one.ended_on == role.ended_on for one in staff.roles):
        return
    meant = active if role.category is None or (alone and len(active) == 1) else _of_category(active, role)
    if meant:
        yield from _dates(meant[0], meant, None, role.ended_on)


def _of_category(spells: tuple[RoleHeld, ...], role: RosterRole) -> tuple[RoleHeld, ...]:
    return tuple(one for one in spells if one.category == role.category)


def _as_said(spells: tuple[RoleHeld, ...], role: RosterRole) -> tuple[RoleHeld, ...]:
    """Return the spells of which the list speaks, first the one that is already as the list says."""
    return tuple(sorted(spells, key=lambda one: any(_details(one, role)) or role.ended_on not in {None, one.ended_on}))


def _label(role: RosterRole) -> str:
    return role.category.label if role.category else ""


def _first_free_day(spells: tuple[RoleHeld, ...], role: RosterRole, as_at: date) -> date:
    """Return the list's first day where it lies after all that is over, else `as_at`."""
    over = max((one.ended_on for one in spells if one.ended_on), default=date.min)
    return role.started_on if role.started_on and role.started_on > over else as_at


def _returned(staff: StaffToMatch, role: RosterRole, as_at: date) -> Iterator[FieldChange]:
    """Somebody who left is in the list again, in the category held last where the list gives none."""
    left = max((one.ended_on for one in staff.roles if one.ended_on), default=None)
    category = role.category or (staff.roles[-1].category if staff.roles else None)
    if category is not None:
        again = replace(role, category=category, started_on=_first_free_day(staff.roles, role, as_at))
        old = f"left on {written(left)}" if left else _NONE
        yield FieldChange("Returned", old, f"{category.label} from {written(again.started_on)}", new_role=again)


def _one_of_several(
    staff: StaffToMatch, active: tuple[RoleHeld, ...], role: RosterRole, as_at: date
) -> Iterator[FieldChange]:
    """A list that names several categories of a person is compared category by category."""
    spells = _of_category(staff.roles, role)
    held = _as_said(_of_category(active, role), role)
    if held:
        yield from _details(held[0], role)
        ends = None if role.ended_on in {one.ended_on for one in spells} else role.ended_on
        yield from _dates(held[0], held[:1], _new_start(spells, role, as_at), ends)
    elif role.category is not None:
        yield _also(spells, role, as_at)


def _only(staff: StaffToMatch, active: tuple[RoleHeld, ...], role: RosterRole, as_at: date) -> Iterator[FieldChange]:
    """A list that names one category, or none, is compared with the spells the person is in."""
    held = _as_said(active if role.category is None else _of_category(active, role), role)
    if not held and len(active) > 1:
        yield _also(_of_category(staff.roles, role), role, as_at)
        return
    starts = _new_start(staff.roles, role, as_at)
    if held:
        yield from _details(held[0], role)
        still_open = tuple(one for one in active if one.ended_on is None and one is not held[0])
        ends = None if role.ended_on == held[0].ended_on else role.ended_on
        yield from _dates(held[0], (held[0], *still_open), starts, ends)
        return
    if starts and starts < active[0].started_on:
        yield from _dates(active[0], (), starts, None)
    yield from _moved(active[0], role, as_at)


def _new_start(spells: tuple[RoleHeld, ...], role: RosterRole, as_at: date) -> date | None:
    """Return the list's first day where the register does not know it: no spell began then or was over only later."""
    starts = role.started_on
    if starts is None or any(one.started_on == starts for one in spells):
        return None
    over = any(one.ended_on is not None and starts <= one.ended_on < as_at for one in spells)
    return None if over else starts


def _also(spells: tuple[RoleHeld, ...], role: RosterRole, as_at: date) -> FieldChange:
    further = replace(role, started_on=_first_free_day(spells, role, as_at))
    return FieldChange("Category", _NONE, f"also {_label(role)} from {written(further.started_on)}", new_role=further)


def _moved(held: RoleHeld, role: RosterRole, as_at: date) -> Iterator[FieldChange]:
    """Somebody works in another category now: the old spell ends the day before the new one begins.

    A spell that would not have begun by then was never in the old category: it is put right as it stands.
    """
    starts = role.started_on if role.started_on and role.started_on > held.started_on else as_at
    if starts <= held.started_on:
        yield _text("Category", "category", held.category.label, _label(role), held.id, role.category)
        yield from _details(held, role)
        yield from _dates(held, (held,), None, None if role.ended_on == held.ended_on else role.ended_on)
        return
    last_day = starts - timedelta(days=1)
    if held.ended_on is not None:
        last_day = min(last_day, held.ended_on)
    ends = Edit("ended_on", last_day, held.id)
    new = replace(role, started_on=starts)
    yield FieldChange("Category", held.category.label, f"{_label(role)} from {written(starts)}", (ends,), new)


def _details(held: RoleHeld, role: RosterRole) -> Iterator[FieldChange]:
    if role.job_title and role.job_title != clean(held.job_title):
        yield _text("Job title", "job_title", held.job_title, role.job_title, held.id)
    if role.employer and role.employer != clean(held.employer):
        yield _text("Employer", "employer", held.employer, role.employer, held.id)


def _dates(
    held: RoleHeld, ending: tuple[RoleHeld, ...], starts: date | None, ends: date | None
) -> Iterator[FieldChange]:
    """Move the first day of one spell and the last day of those given; raises ValueError where that cannot be."""
    first, last = starts or held.started_on, ends or held.ended_on
    if last is not None and last < first:
        raise ValueError(f"The last day would be {written(last)}, before the first day {written(first)}")
    for other in ending[1:] if ends else ():
        if ends and ends < other.started_on:
            raise ValueError(f"The last day would be {written(ends)}, before the first day {written(other.started_on)}")
    if starts:
        edit = Edit("started_on", starts, held.id)
        yield FieldChange("First day", written(held.started_on), written(starts), (edit,))
    if ends:
        edits = tuple(Edit("ended_on", ends, one.id) for one in ending)
        yield FieldChange("Last day", written(held.ended_on, _NONE), written(ends), edits)
