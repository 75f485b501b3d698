"""Reading a list of any kind: the sheet that holds it, and the rows in it that are no rows of the list."""

import re
from pathlib import Path

from policydesk.errors import Refusal
from policydesk.exchange.headings import Mapping, guess_mapping, without_passwords
from policydesk.exchange.tables import LIMITS, Limits, Table, read_table
from policydesk.exchange.vocabulary import Vocabulary
from policydesk.exchange.words import letters

_SHEETS_TRIED = 8

_NOTE = re.compile(
    r"\(?(?:example|e\.?g\.?[ :,]|for example|sample row|note[s]?:|instructions?\b|guidance:|delete this|do not edit"
    r"|totals?\b|count\b|end of (?:report|list|file)|printed|report (?:run|date)|required field|\[?required\]?\Z"
    r"|\[?optional\]?\Z|mandatory\Z)",
    re.IGNORECASE,
)


def read_list(path: Path, vocabulary: Vocabulary, *, sheet: str = "", limits: Limits = LIMITS) -> tuple[Table, Mapping]:
    """Read a file and guess its columns; without `sheet`, the first sheet that holds such a list is taken.

    The cells of password columns do not come back. Raises Refusal where the file cannot be read (see `read_table`).
    """
    table = read_table(path, sheet=sheet, limits=limits)
    mapping = guess_mapping(table, vocabulary=vocabulary)
    if not sheet and not mapping.has_name:
        for name in [name for name in table.sheets if name != table.sheet][:_SHEETS_TRIED]:
            try:
                other = read_table(path, sheet=name, limits=limits)
            except Refusal:
                continue
            if guess_mapping(other, vocabulary=vocabulary).has_name:
                table, mapping = other, guess_mapping(other, vocabulary=vocabulary)
                break
    return without_passwords(table, mapping), mapping


def no_row(mapping: Mapping, filled: list[str]) -> str:
    """Say why a row is no row of the list: the headings again, or a note; nothing where it is one.

    `filled` are the row's cells that say something.
    """
    headings = [letters(heading) for heading in mapping.headings if heading]
    if len(filled) > 1 and [letters(cell) for cell in filled] == headings:
        return "the headings again"
    if _NOTE.match(filled[0]) or all(_NOTE.match(cell) for cell in filled):
        return "a note"
    return ""
