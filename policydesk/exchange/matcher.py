"""Who in a list is who in the register: by reference, then e-mail, then name; a likeness is shown, never acted on."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from policydesk.exchange.cells import email_key, name_key, reference_key
from policydesk.queries.matching import RosterPerson, StaffToMatch

_ALIKE = 88
"""Likeness of two names, of 100, from which they are probably one person's: a slip of the pen, names swapped."""


@dataclass(frozen=True, slots=True)
class Match:
    """One row's person in the register; `why` is empty where there is no doubt."""

    staff: StaffToMatch
    why: str = ""


class Matcher:
    """Finds people in the register; each can be found for sure once."""

    def __init__(self, staff: tuple[StaffToMatch, ...]) -> None:
        self._staff = staff
        self._taken: set[int] = set()
        self._by_reference = _index(staff, lambda one: reference_key(one.reference))
        self._by_email = _index(staff, lambda one: email_key(one.email))
        self._by_name = _index(staff, lambda one: name_key(one.full_name))
        self._by_word: dict[str, set[int]] = defaultdict(set)
        for position, one in enumerate(staff):
            for word in name_key(one.full_name).split():
                self._by_word[word[:2]].add(position)

    def match_all(self, people: tuple[RosterPerson, ...]) -> dict[int, Match]:
        """Return the match of each row that has one: first all that are sure, then likenesses among who is left.

        Who has the name beside the reference or the address comes before who has another name; a list that comes again
        finds everybody where it left them.
        """
        sure: dict[int, Match] = {}
        doubtful: dict[int, Match] = {}
        for compare, named_so in (
            (self._same_reference, True),
            (self._same_email, True),
            (self._same_reference, False),
            (self._same_email, False),
            (self._same_name, True),
        ):
            for person in people:
                match = None if person.row_number in sure else compare(person)
                if match is None or (named_so and not _same_name(match.staff, person)):
                    continue
                if match.why:
                    doubtful.setdefault(person.row_number, match)
                else:
                    sure[person.row_number] = match
                    self._taken.add(match.staff.id)
        for person in people:
            row = person.row_number
            if row not in sure and (row not in doubtful or doubtful[row].staff.id in self._taken):
                doubtful.pop(row, None)
                if like := self._alike(person):
                    doubtful[row] = like
        return doubtful | sure

    def find(self, person: RosterPerson) -> Match | None:
        """Return one person's match, whoever was found before: somebody may stand in a list more than once."""
        self._taken.clear()
        return self.match_all((person,)).get(person.row_number)

    def _free(self, found: list[StaffToMatch]) -> list[StaffToMatch]:
        return [one for one in found if one.id not in self._taken]

    def _same_reference(self, person: RosterPerson) -> Match | None:
        free = self._free(self._by_reference.get(reference_key(person.reference), []))
        if not free:
            return None
        one = _closest(free, person)
        sure = _may_be(one, person) or _same_address(one, person)
        return Match(one, "" if sure else "The same reference, another name")

    def _same_email(self, person: RosterPerson) -> Match | None:
        free = self._free(self._by_email.get(email_key(person.email), []))
        if not free:
            return None
        one = _closest(free, person)
        if not _may_be(one, person) or (_two_references(one, person) and not _same_name(one, person)):
            return Match(one, "The same e-mail address, another name")
        return Match(one)

    def _same_name(self, person: RosterPerson) -> Match | None:
        free = self._free(self._by_name.get(name_key(person.full_name), []))
        if not free:
            return None
        if len(free) > 1:
            return Match(free[0], f"{len(free)} people in the register have this name")
        if _two_references(free[0], person):
            return Match(free[0], "The same name, another reference")
        if free[0].email and person.email and email_key(free[0].email) != email_key(person.email):
            return Match(free[0], "The same name, another e-mail address")
        return Match(free[0])

    def _alike(self, person: RosterPerson) -> Match | None:
        name = name_key(person.full_name)
        near = {position for word in name.split() for position in self._by_word.get(word[:2], ())}
        names = {
            position: name_key(self._staff[position].full_name)
            for position in near
            if self._staff[position].id not in self._taken
        }
        best = process.extractOne(name, names, scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE)
        if best is None and " " in name:
            longer = {position: other for position, other in names.items() if " " in other}
            best = process.extractOne(name, longer, scorer=fuzz.token_set_ratio, score_cutoff=100)
        if best is not None:
            return Match(self._staff[best[2]], "A name much like it")
        for position in sorted(names):
            if _new_surname(self._staff[position], person):
                return Match(self._staff[position], "The same first name, first day and job")
        return None


def _index(staff: tuple[StaffToMatch, ...], key: Callable[[StaffToMatch], str]) -> dict[str, list[StaffToMatch]]:
    found: dict[str, list[StaffToMatch]] = defaultdict(list)
    for one in staff:
        if key(one):
            found[key(one)].append(one)
    return found


def _closest(free: list[StaffToMatch], person: RosterPerson) -> StaffToMatch:
    """Return who agrees with a row in most: the name, then the address and the reference, then much of the name."""
    name = name_key(person.full_name)
    return max(
        free,
        key=lambda one: (
            _same_name(one, person),
            _same_address(one, person),
            bool(person.reference) and reference_key(one.reference) == reference_key(person.reference),
            fuzz.token_sort_ratio(name, name_key(one.full_name)),
        ),
    )


def _may_be(one: StaffToMatch, person: RosterPerson) -> bool:
    """Whether two names can be one person's: a word in common, as after a wedding, or much alike."""
    mine, theirs = name_key(one.full_name), name_key(person.full_name)
    return bool(set(mine.split()) & set(theirs.split())) or fuzz.token_sort_ratio(mine, theirs) >= _ALIKE


def _same_name(one: StaffToMatch, person: RosterPerson) -> bool:
    return name_key(one.full_name) == name_key(person.full_name)


def _same_address(one: StaffToMatch, person: RosterPerson) -> bool:
    return bool(person.email) and email_key(one.email) == email_key(person.email)


def _two_references(one: StaffToMatch, person: RosterPerson) -> bool:
    keys = {reference_key(one.reference), reference_key(person.reference)}
    return "" not in keys and len(keys) > 1


def _new_surname(one: StaffToMatch, person: RosterPerson) -> bool:
    """Whether somebody with another surname began the same job on the same day under the same first name."""
    if name_key(one.full_name).split()[:1] != name_key(person.full_name).split()[:1]:
        return False
    began = {(role.started_on, role.job_title.casefold()) for role in one.roles if role.job_title}
    return any((role.started_on, role.job_title.casefold()) in began for role in person.roles)
