"""Which column of a school's list says what: guessed from the headings, shown, and put right by hand."""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from policydesk.errors import Refusal
from policydesk.exchange.tables import Table
from policydesk.exchange.vocabulary import STAFF, Vocabulary
from policydesk.exchange.words import HONORIFICS, NOTHING, Field, letters
from policydesk.terms import Term

__all__ = ["Field", "Mapping", "field_of", "guess_mapping", "samples", "without_passwords"]

_LOOKED_AT = 40
"""Filled rows among which the headings must be."""
_SAMPLED = 200
"""Rows whose values decide what an ambiguous heading means."""
_PUPIL_NUMBER = re.compile(r"[A-Za-z]\d{11}[0-9A-Za-z]")


@dataclass(frozen=True, slots=True)
class Mapping:
    """What each column of one list says. `heading_row` is zero-based, -1 for none; `columns` go with `headings`."""

    heading_row: int
    headings: tuple[str, ...]
    columns: tuple[Term, ...]
    vocabulary: Vocabulary = STAFF

    @property
    def layout_key(self) -> str:
        """The same for every list with these headings in whatever order, so that a layout can be remembered."""
        known = sorted({letters(heading) for heading in self.headings if heading})
        return hashlib.sha256("\n".join(known).encode()).hexdigest()[:16]

    @property
    def chosen(self) -> tuple[tuple[str, Term], ...]:
        """Heading and field of each column, to be remembered under the `layout_key`."""
        return tuple(zip(self.headings, self.columns, strict=True))

    @property
    def has_name(self) -> bool:
        """Whether the columns say who or what each row is about."""
        return bool(self.vocabulary.naming & set(self.columns))

    @property
    def unused(self) -> tuple[str, ...]:
        """The headings whose columns are not read, password columns among them."""
        return tuple(heading for heading, field in self.chosen if heading and field in self.vocabulary.weak)

    @property
    def passwords(self) -> tuple[str, ...]:
        """The headings of the columns that hold passwords and are dropped unread."""
        return tuple(heading for heading, field in self.chosen if field is self.vocabulary.password)

    def where(self, field: Term) -> tuple[int, ...]:
        """Return the columns that say this, the most believed first."""
        found = [index for index, chosen in enumerate(self.columns) if chosen is field]
        return tuple(sorted(found, key=lambda index: (self.vocabulary.rank(self.headings[index]), index)))

    def with_column(self, column: int, field: Term) -> "Mapping":
        """Return the mapping with one column put right; refuses to read a column of passwords."""
        if self.columns[column] is self.vocabulary.password:
            raise Refusal("A column of passwords is never read.", field="columns")
        columns = (*self.columns[:column], field, *self.columns[column + 1 :])
        return replace(self, columns=columns)

    def remembered(self, chosen: tuple[tuple[str, str], ...]) -> "Mapping":
        """Return the mapping with what was chosen for the same headings before; passwords stay unread."""
        words, secret = self.vocabulary, self.vocabulary.password
        before = {letters(heading): words.field(field) for heading, field in chosen}
        columns = tuple(
            field if field is secret else before.get(letters(heading)) or field for heading, field in self.chosen
        )
        return replace(self, columns=columns)


def guess_mapping(table: Table, heading_row: int | None = None, vocabulary: Vocabulary = STAFF) -> Mapping:
    """Find the row of headings below whatever stands above it, and guess each column's field.

    `heading_row` (zero-based, -1 where there are no headings) is given where a person has pointed at it. A list without
    known headings comes back with every column unused, so that a person can say what they are.
    """
    if heading_row is None:
        heading_row = _heading_row(table, vocabulary)
    headings = tuple(cell.strip() for cell in table.rows[heading_row]) if 0 <= heading_row < len(table.rows) else ()
    width = max((len(row) for row in table.rows[max(heading_row, 0) :]), default=0)
    headings += ("",) * (width - len(headings))
    columns = tuple(
        _by_values(vocabulary.field_of(heading), heading, list(_values(table, heading_row, index)))
        for index, heading in enumerate(headings)
    )
    return _settled(Mapping(heading_row, headings, columns, vocabulary))


def field_of(heading: str) -> Term:
    """Return what a heading of a staff list says by itself."""
    return STAFF.field_of(heading)


def _heading_row(table: Table, vocabulary: Vocabulary) -> int:
    """Return the row in which most cells are headings; the first one where several are as good."""
    filled = [index for index, row in enumerate(table.rows) if any(cell.strip() for cell in row)][:_LOOKED_AT]
    return max(filled, key=lambda index: (_score(table.rows[index], vocabulary), -index), default=0)


def _score(row: tuple[str, ...], vocabulary: Vocabulary) -> tuple[bool, int]:
    fields = {vocabulary.field_of(cell) for cell in row} - {vocabulary.ignored}
    return (bool(fields & vocabulary.leading), len(fields))


def _values(table: Table, heading_row: int, column: int) -> Iterator[str]:
    for row in range(heading_row + 1, min(len(table.rows), heading_row + 1 + _SAMPLED)):
        value = table.cell(row, column)
        if value.lower() not in NOTHING:
            yield value


def _by_values(field: Term, heading: str, values: list[str]) -> Term:
    """Return what a heading with two meanings says here: "Title" of people or of posts, "UPN" of pupils or accounts."""
    if field is Field.JOB_TITLE and letters(heading) == "title" and _most(values, _is_honorific):
        return Field.TITLE
    if field is Field.PUPIL_NUMBER and letters(heading) == "upn" and _most(values, lambda value: "@" in value):
        return Field.USER_NAME
    return field


def _most(values: list[str], test: Callable[[str], bool]) -> bool:
    return sum(map(test, values)) * 2 > len(values)


def _is_honorific(value: str) -> bool:
    return letters(value) in HONORIFICS


def _settled(mapping: Mapping) -> Mapping:
    """Take what people are known as for their full name where the list has no other name."""
    if Field.KNOWN_AS in mapping.columns and not STAFF.leading & set(mapping.columns) - {Field.KNOWN_AS}:
        columns = tuple(Field.FULL_NAME if field is Field.KNOWN_AS else field for field in mapping.columns)
        return replace(mapping, columns=columns)
    return mapping


def samples(table: Table, mapping: Mapping, count: int = 5) -> tuple[tuple[str, ...], ...]:
    """Return the first filled rows below the headings, column by column; password columns show nothing."""
    shown = []
    for row in range(mapping.heading_row + 1, len(table.rows)):
        cells = tuple(
            "" if field is mapping.vocabulary.password else table.cell(row, column)
            for column, field in enumerate(mapping.columns)
        )
        if any(cells):
            shown.append(cells)
        if len(shown) == count:
            break
    return tuple(shown)


def without_passwords(table: Table, mapping: Mapping) -> Table:
    """Return the list with every cell of its password columns blanked, so that none is kept, shown or compared."""
    password = mapping.vocabulary.password
    secret = {index for index, field in enumerate(mapping.columns) if field is password}
    if not secret:
        return table
    rows = tuple(
        tuple("" if index in secret and number != mapping.heading_row else cell for index, cell in enumerate(row))
        for number, row in enumerate(table.rows)
    )
    return replace(table, rows=rows)
