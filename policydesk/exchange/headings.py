"""Which column of a school's list says what: guessed from the headings, shown, and put right by hand."""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from policydesk.errors import Refusal
from policydesk.exchange.tables import Table
from policydesk.exchange.words import FIELD_OF, HONORIFICS, NOTHING, RANK_OF, SECRETS, Field, letters

__all__ = ["Field", "Mapping", "guess_mapping", "samples", "without_passwords"]

_LOOKED_AT = 40
"""Filled rows among which the headings must be."""
_SAMPLED = 200
"""Rows whose values decide what an ambiguous heading means."""
_LONGEST_HEADING = 80
_NAMES = frozenset({Field.FULL_NAME, Field.LAST_NAME_FIRST, Field.FIRST_NAME, Field.LAST_NAME, Field.KNOWN_AS})
_WEAK = frozenset({Field.IGNORED, Field.TITLE, Field.PASSWORD})
_PUPIL_NUMBER = re.compile(r"[A-Za-z]\d{11}[0-9A-Za-z]")


@dataclass(frozen=True, slots=True)
class Mapping:
    """What each column of one list says. `heading_row` is zero-based, -1 for none; `columns` go with `headings`."""

    heading_row: int
    headings: tuple[str, ...]
    columns: tuple[Field, ...]

    @property
    def layout_key(self) -> str:
        """The same for every list with these headings in whatever order, so that a layout can be remembered."""
        known = sorted({letters(heading) for heading in self.headings if heading})
        return hashlib.sha256("\n".join(known).encode()).hexdigest()[:16]

    @property
    def chosen(self) -> tuple[tuple[str, Field], ...]:
        """Heading and field of each column, to be remembered under the `layout_key`."""
        return tuple(zip(self.headings, self.columns, strict=True))

    @property
    def has_name(self) -> bool:
        """Whether the columns give each person a name."""
        return bool({Field.FULL_NAME, Field.LAST_NAME_FIRST, Field.LAST_NAME} & set(self.columns))

    @property
    def unused(self) -> tuple[str, ...]:
        """The headings whose columns are not read, password columns among them."""
        return tuple(heading for heading, field in self.chosen if heading and field in _WEAK)

    def where(self, field: Field) -> tuple[int, ...]:
        """Return the columns that say this, the most believed first."""
        found = [index for index, chosen in enumerate(self.columns) if chosen is field]
        return tuple(sorted(found, key=lambda index: (_rank(self.headings[index]), index)))

    def with_column(self, column: int, field: Field) -> "Mapping":
        """Return the mapping with one column put right; refuses to read a column of passwords."""
        if self.columns[column] is Field.PASSWORD:
            raise Refusal("A column of passwords is never read.", field="columns")
        columns = (*self.columns[:column], Field(field), *self.columns[column + 1 :])
        return replace(self, columns=columns)

    def remembered(self, chosen: tuple[tuple[str, str], ...]) -> "Mapping":
        """Return the mapping with what was chosen for the same headings before; passwords stay unread."""
        before = {letters(heading): Field(field) for heading, field in chosen if field in set(Field)}
        columns = tuple(
            field if field is Field.PASSWORD else before.get(letters(heading), field) for heading, field in self.chosen
        )
        return replace(self, columns=columns)


def guess_mapping(table: Table, heading_row: int | None = None) -> Mapping:
    """Find the row of headings below whatever stands above it, and guess each column's field.

    `heading_row` (zero-based, -1 where there are no headings) is given where a person has pointed at it. A list without
    known headings comes back with every column unused, so that a person can say what they are.
    """
    if heading_row is None:
        heading_row = _heading_row(table)
    headings = tuple(cell.strip() for cell in table.rows[heading_row]) if 0 <= heading_row < len(table.rows) else ()
    width = max((len(row) for row in table.rows[max(heading_row, 0) :]), default=0)
    headings += ("",) * (width - len(headings))
    columns = tuple(
        _by_values(field_of(heading), heading, list(_values(table, heading_row, index)))
        for index, heading in enumerate(headings)
    )
    return _settled(Mapping(heading_row, headings, columns))


def field_of(heading: str) -> Field:
    """Return what a heading says by itself: "Email Address [Required]", "User name [userPrincipalName] Required"."""
    if len(heading) > _LONGEST_HEADING:
        return Field.IGNORED
    if any(secret in letters(heading) for secret in SECRETS):
        return Field.PASSWORD
    return next((FIELD_OF[key] for key in _keys(heading) if key in FIELD_OF), Field.IGNORED)


def _keys(heading: str) -> Iterator[str]:
    """Yield the forms under which a heading may be known: as it is, without its brackets, and what is in them."""
    yield letters(heading)
    bare = re.sub(r"\[[^\]]*\]|[*†]", " ", heading)
    bare = re.sub(r"\b(?:required|mandatory|optional)\s*$", " ", bare.strip(), flags=re.IGNORECASE)
    yield letters(bare)
    yield letters(re.sub(r"\([^)]*\)", " ", bare))
    for inside in re.findall(r"\[([^\]]*)\]", heading):
        yield letters(inside)


def _rank(heading: str) -> int:
    return min((RANK_OF[key] for key in _keys(heading) if key in RANK_OF), default=len(RANK_OF))


def _heading_row(table: Table) -> int:
    """Return the row in which most cells are headings; the first one where several are as good."""
    filled = [index for index, row in enumerate(table.rows) if any(cell.strip() for cell in row)][:_LOOKED_AT]
    return max(filled, key=lambda index: (_score(table.rows[index]), -index), default=0)


def _score(row: tuple[str, ...]) -> tuple[bool, int]:
    fields = {field_of(cell) for cell in row} - {Field.IGNORED}
    return (bool(fields & _NAMES), len(fields))


def _values(table: Table, heading_row: int, column: int) -> Iterator[str]:
    for row in range(heading_row + 1, min(len(table.rows), heading_row + 1 + _SAMPLED)):
        value = table.cell(row, column)
        if value.lower() not in NOTHING:
            yield value


def _by_values(field: Field, heading: str, values: list[str]) -> Field:
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
    if not _NAMES & set(mapping.columns) - {Field.KNOWN_AS}:
        columns = tuple(Field.FULL_NAME if field is Field.KNOWN_AS else field for field in mapping.columns)
        return replace(mapping, columns=columns)
    return mapping


def samples(table: Table, mapping: Mapping, count: int = 5) -> tuple[tuple[str, ...], ...]:
    """Return the first filled rows below the headings, column by column; password columns show nothing."""
    shown = []
    for row in range(mapping.heading_row + 1, len(table.rows)):
        cells = tuple(
            "" if field is Field.PASSWORD else table.cell(row, column) for column, field in enumerate(mapping.columns)
        )
        if any(cells):
            shown.append(cells)
        if len(shown) == count:
            break
    return tuple(shown)


def without_passwords(table: Table, mapping: Mapping) -> Table:
    """Return the list with every cell of its password columns blanked, so that none is kept, shown or compared."""
    secret = {index for index, field in enumerate(mapping.columns) if field is Field.PASSWORD}
    if not secret:
        return table
    rows = tuple(
        tuple("" if index in secret and number != mapping.heading_row else cell for index, cell in enumerate(row))
        for number, row in enumerate(table.rows)
    )
    return replace(table, rows=rows)
