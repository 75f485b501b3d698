"""The cells of an Excel or OpenDocument workbook, measured before a parser sees it.

Runs in the reading process. The packed file is unpacked here and counted, and only what was counted is handed on: a
workbook whose packing lies about its size reaches the parser no larger than it was measured.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from xml.parsers import expat

from policydesk.errors import Refusal
from policydesk.exchange._text import EMPTY, NOT_A_LIST
from policydesk.exchange.limits import Limits

DAMAGED = "The selected file is damaged or cut short. Open it, save a new copy and select that."
PASSWORD = "The selected file is password protected. Save a copy without a password."  # noqa: S105 - words, not a secret
TOO_BIG_UNPACKED = "The selected file unpacks to far more than a list of staff needs. Save it as a CSV and select that."

PACKED = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_CHUNK = 1 << 20
_ALWAYS_ALLOWED = 1 << 20
"""Unpacked bytes below which no ratio is a danger: a small sheet of blanks packs very well."""
_PARTS = re.compile(r"(?:.*\.(?:xml|rels|bin)|mimetype)\Z", re.IGNORECASE)
_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br\s*=\s*["\']([A-Za-z]{1,9})(\d{1,20})["\'][^>]*?(/?)>')
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SERIAL_DIGITS = 15


class Sheet(NamedTuple):
    """One sheet's name, the names of all visible sheets, and its rows from the first row of the sheet on."""

    name: str
    names: tuple[str, ...]
    rows: Iterator[tuple[str, ...]]


def too_many_rows(limits: Limits) -> Refusal:
    """Return the answer to a list longer than any school's."""
    return Refusal(f"The selected file has more than {limits.rows:,} rows. Split it, or delete what is below the list.")


def too_many_columns(limits: Limits) -> Refusal:
    """Return the answer to a list wider than any school's."""
    return Refusal(f"The selected file has more than {limits.columns} columns. Delete the ones that are not needed.")


def read_workbook(data: bytes, sheet: str, limits: Limits) -> Sheet:
    """Return the named sheet, or the first visible one that holds anything where the name is empty.

    Raises Refusal where the workbook has a password, is damaged, holds no list, or is larger than the limits allow.
    """
    if data.startswith(PACKED):
        data = _unpacked(data, limits)
    elif b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0" in data:
        raise Refusal(PASSWORD)
    import python_calamine as calamine  # only when a workbook was chosen: a CSV is read without it

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = tuple(
            about.name
            for about in book.sheets_metadata
            if about.typ == calamine.SheetTypeEnum.WorkSheet and about.visible == calamine.SheetVisibleEnum.Visible
        )
        for name in [sheet] if sheet else names:
            found = book.get_sheet_by_name(name)
            if found.end is not None:
                return Sheet(name, names, _rows(found, limits))
    except calamine.PasswordError as trouble:
        raise Refusal(PASSWORD) from trouble
    except calamine.WorksheetNotFound as trouble:
        raise Refusal(f"The selected file has no sheet named {sheet}." if sheet else DAMAGED) from trouble
    except calamine.CalamineError as trouble:
        raise Refusal(DAMAGED) from trouble
    raise Refusal(EMPTY)


def _rows(sheet: Any, limits: Limits) -> Iterator[tuple[str, ...]]:
    (_, first_column), (last_row, last_column) = sheet.start, sheet.end
    if last_row >= limits.rows:
        raise too_many_rows(limits)
    if last_column >= limits.columns:
        raise too_many_columns(limits)
    before = ("",) * first_column
    return (before + tuple(map(_shown, row)) for row in sheet.iter_rows())


def _shown(value: object) -> str:
    """Return a cell as text any later reader understands: days as 2026-09-01, whole numbers without a point."""
    if isinstance(value, str):
        return _CONTROLS.sub("", value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**_SERIAL_DIGITS:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return "" if value is None else str(value)


def _unpacked(data: bytes, limits: Limits) -> bytes:
    """Return the same workbook stored without packing, holding only parts that were measured."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return _repacked(packed, len(data), limits)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        ValueError,
        OSError,
        expat.ExpatError,
    ) as trouble:
        raise Refusal(DAMAGED) from trouble


def _repacked(packed: zipfile.ZipFile, packed_bytes: int, limits: Limits) -> bytes:
    entries = packed.infolist()
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refusal(PASSWORD)
    if not {"xl/workbook.xml", "xl/workbook.bin", "content.xml"} & names or "word/document.xml" in names:
        raise Refusal(NOT_A_LIST)
    allowed = min(limits.unpacked_bytes, max(packed_bytes * limits.unpacked_ratio, _ALWAYS_ALLOWED))
    if sum(entry.file_size for entry in entries) > allowed:
        raise Refusal(TOO_BIG_UNPACKED)
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as target:
        for entry in entries:
            if _PARTS.match(entry.filename):
                part = _part(packed, entry, allowed)
                allowed -= len(part)
                _look_through(entry.filename, part, limits)
                target.writestr(entry.filename, part)
    return stored.getvalue()


def _part(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, allowed: int) -> bytearray:
    part = bytearray()
    with packed.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            part += chunk
            if len(part) > allowed:
                raise Refusal(TOO_BIG_UNPACKED)
    return part


def _look_through(name: str, part: bytearray, limits: Limits) -> None:
    """Refuse a part that declares things of its own or spreads a few cells over a sheet no memory can hold."""
    if name.lower().endswith((".xml", ".rels")) and (b"<!DOCTYPE" in part or b"<!ENTITY" in part):
        raise Refusal(DAMAGED)
    if name == "META-INF/manifest.xml" and b"encryption-data" in part:
        raise Refusal(PASSWORD)
    if name == "content.xml":
        _OpenDocument(limits).look(part)
    elif name.startswith("xl/worksheets/"):
        for cell in _CELL.finditer(part):
            letters, digits, blank = cell.groups()
            if not blank and int(digits) > limits.rows:
                raise too_many_rows(limits)
            if not blank and _column(letters) > limits.columns:
                raise too_many_columns(limits)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _repeats(attributes: dict[str, str], name: str) -> int:
    """Return how often a row or cell stands there; raises ValueError where that is not a number above nothing."""
    count = next((int(value) for key, value in attributes.items() if key.rpartition(":")[2] == name), 1)
    if count < 1:
        raise ValueError(name)
    return count


class _OpenDocument:
    """Adds up the repeats of an OpenDocument sheet, in which three words can stand for a million rows."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._row = self._column = self._columns_if_filled = 0
        self._rows_repeated = self._cells_repeated = 1
        self._filled = False

    def look(self, content: bytearray) -> None:
        """Refuse content whose filled cells reach beyond the limits; raises expat.ExpatError where it is no XML."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._started
        parser.EndElementHandler = self._ended
        parser.EntityDeclHandler = self._declared
        parser.ParseFile(io.BytesIO(content))

    def _declared(self, *_: object) -> None:
        raise Refusal(DAMAGED)

    def _started(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if kind == "table":
            self._row = 0
        elif kind == "table-row":
            self._rows_repeated = _repeats(attributes, "number-rows-repeated")
            self._column, self._filled = 0, False
        elif kind in {"table-cell", "covered-table-cell"}:
            self._cells_repeated = _repeats(attributes, "number-columns-repeated")
            if any(key.endswith(("value-type", "formula")) for key in attributes):
                self._fill()
        elif kind == "p":
            self._fill()

    def _fill(self) -> None:
        self._filled = True
        if self._column + self._cells_repeated > self._limits.columns:
            raise too_many_columns(self._limits)

    def _ended(self, name: str) -> None:
        kind = name.rpartition(":")[2]
        if kind in {"table-cell", "covered-table-cell"}:
            self._column += self._cells_repeated
            self._cells_repeated = 1
        elif kind == "table-row":
            self._row += self._rows_repeated
            if self._filled and self._row > self._limits.rows:
                raise too_many_rows(self._limits)
