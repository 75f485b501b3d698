"""What the columns of one kind of list may say, and what other systems call them: staff lists, lists of accounts."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from policydesk.exchange.words import HEADINGS, SECRETS, Field, letters
from policydesk.terms import Term

_LONGEST_HEADING = 80


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """One kind of list. `headings` are words for each field, the most believed first.

    `ignored` is a column that is not used, `password` one that is never read, `weak` are those that say nothing of a
    row. A row of headings has one of the `leading`, and each row of the list is named by one of the `naming`.
    Of the `numbered` a list may have several: "Moderator 1", "Moderator 2".
    """

    fields: tuple[Term, ...]
    headings: Mapping[Any, tuple[str, ...]]
    ignored: Term
    password: Term
    weak: frozenset[Term]
    leading: frozenset[Term]
    naming: frozenset[Term]
    numbered: frozenset[Term] = frozenset()

    def field_of(self, heading: str) -> Term:
        """Return what a heading says by itself: "Email Address [Required]", "Name [displayName] Required"."""
        if len(heading) > _LONGEST_HEADING:
            return self.ignored
        if any(secret in letters(heading) for secret in SECRETS):
            return self.password
        known = self._known
        found = next((known[key][0] for key in _keys(heading) if key in known), None)
        if found is None:
            found = known.get(letters(heading).rstrip("0123456789"), (self.ignored, 0))[0]
            return found if found in self.numbered else self.ignored
        return found

    def rank(self, heading: str) -> int:
        """Return how much a heading is believed beside others of the same field; 0 most."""
        known = self._known
        return min((known[key][1] for key in _keys(heading) if key in known), default=len(known))

    def field(self, value: str) -> Term | None:
        """Return a field by its stored value; None where there is no such field any more."""
        return next((one for one in self.fields if one.value == value), None)

    @cached_property
    def _known(self) -> dict[str, tuple[Term, int]]:
        return {letters(word): (field, rank) for field, said in self.headings.items() for rank, word in enumerate(said)}


def _keys(heading: str) -> Iterator[str]:
    """Yield the forms under which a heading may be known: as it is, without its brackets, and what is in them."""
    yield letters(heading)
    bare = re.sub(r"\[[^\]]*\]|[*†]", " ", heading)
    bare = re.sub(r"\b(?:required|mandatory|optional)\s*$", " ", bare.strip(), flags=re.IGNORECASE)
    yield letters(bare)
    yield letters(re.sub(r"\([^)]*\)", " ", bare))
    for inside in re.findall(r"\[([^\]]*)\]", heading):
        yield letters(inside)


STAFF = Vocabulary(
    fields=tuple(Field),
    headings=HEADINGS,
    ignored=Field.IGNORED,
    password=Field.PASSWORD,
    weak=frozenset({Field.IGNORED, Field.TITLE, Field.PASSWORD}),
    leading=frozenset(
        {Field.FULL_NAME, Field.LAST_NAME_FIRST, Field.FIRST_NAME, Field.LAST_NAME, Field.KNOWN_AS},
    ),
    naming=frozenset({Field.FULL_NAME, Field.LAST_NAME_FIRST, Field.LAST_NAME}),
)
"""A list of staff."""
