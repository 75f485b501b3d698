"""The text of a comma-separated list: which letters, which separator, which cells.

Runs in the reading process: only the standard library and what is as light.
"""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from policydesk.errors import Refusal
from policydesk.exchange.limits import Limits

NOT_A_LIST = "The selected file must be an Excel file or a CSV."
EMPTY = "The selected file is empty."
WEB_PAGE = (
    "The selected file is a web page named as a spreadsheet. "
    "Open it in Excel, save it as an Excel workbook and select that."
)

_DELIMITERS = (",", ";", "\t")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LOOKED_AT = 60
"""Rows that decide the separator."""


def decode(data: bytes) -> str:
    """Return a file's letters: by its mark, else UTF-16 where there are zeroes, else UTF-8, else Windows-1252."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding)
    if b"\0" in data:
        return _strict(data, "utf-16-be" if data[0::2].count(0) > data[1::2].count(0) else "utf-16-le")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(data, "cp1252")


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as trouble:
        raise Refusal(NOT_A_LIST) from trouble


def read_text(data: bytes, limits: Limits) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a CSV file in order, empty ones included, so that the n-th is what Excel calls row n.

    Raises Refusal where the bytes are no text, a quotation mark is never closed or a cell is longer than a cell can be.
    """
    text = decode(data)
    if len(_CONTROLS.findall(text)) > len(text) // 200:
        raise Refusal(NOT_A_LIST)
    _refuse_web_page(text)
    text = _CONTROLS.sub("", text)
    named = re.match(r"sep=(.)\r?\n", text)
    delimiter = named[1] if named else _delimiter(text, limits)
    skipped = 1 if named else 0
    if skipped:
        text = text[text.index("\n") + 1 :]
        yield ()
    yield from _rows(text, delimiter, limits, skipped)


def _refuse_web_page(text: str) -> None:
    start = text[:2000].lstrip().lower()
    if start.startswith(("<!doctype html", "<html", "<table")):
        raise Refusal(WEB_PAGE)
    if start.startswith(("<?xml", "{", "%pdf", "{\\rtf")):
        raise Refusal(NOT_A_LIST)


def _rows(text: str, delimiter: str, limits: Limits, before: int) -> Iterator[tuple[str, ...]]:
    csv.field_size_limit(limits.cell_characters)
    strict = not _breaks_the_quoting_rule(text, delimiter)
    number = before
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    while True:
        number += 1
        try:
            row = next(reader, None)
        except csv.Error as trouble:
            if "unexpected end" in str(trouble):
                raise Refusal(
                    f"Row {number} of the selected file opens a quotation mark that is never closed: is the file whole?"
                ) from trouble
            raise Refusal(
                f"Row {number} of the selected file has a cell of more than {limits.cell_characters:,} characters."
            ) from trouble
        if row is None:
            return
        yield tuple(row)


def _breaks_the_quoting_rule(text: str, delimiter: str) -> bool:
    """Whether a closing quotation mark is followed by more text, as in `"Ann" Lee`: read as typed then."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for _ in reader:
            pass
    except csv.Error as trouble:
        return "expected after" in str(trouble)
    return False


def _delimiter(text: str, limits: Limits) -> str:
    """Return the separator under which most rows have the same number of cells, more than one."""
    return max(_DELIMITERS, key=lambda delimiter: _agreement(text, delimiter, limits))


def _agreement(text: str, delimiter: str, limits: Limits) -> tuple[int, int]:
    csv.field_size_limit(limits.cell_characters)
    widths: Counter[int] = Counter()
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for index, row in enumerate(reader):
            if index >= _LOOKED_AT:
                break
            if len(row) > 1:
                widths[len(row)] += 1
    except csv.Error:
        return (0, 0)
    if not widths:
        return (0, 0)
    width, rows = max(widths.items(), key=lambda item: (item[1], item[0]))
    return (rows, width)
