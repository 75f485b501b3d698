"""A report's tables as a spreadsheet: real dates and numbers, headings that stay in view, and never a formula."""

import io
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from itertools import groupby
from typing import Any

from policydesk.dates import MONTHS, written
from policydesk.reports.paper.proof import Proof
from policydesk.reports.paper.told import Head, Told, shown

LONGEST_CELL, LONGEST_NAME = 32_767, 31
"""Characters that a cell of a spreadsheet may hold, and the name of a sheet."""

WIDEST, LINE, HIGHEST = 60, 15, 27
"""Letters that a column is wide at most; points of a line; lines that a row is high at most."""

_DAY = re.compile(r"(\d{1,2}) (\w+) (\d{4})(?:, (\d\d):(\d\d))?")
_COUNT = re.compile(r": [\d,]+( [a-z]+)?$")
_PERCENT = re.compile(r"\d{1,3} %")


def spreadsheet(school: str, title: str, proof: Proof, told: Sequence[Told]) -> bytes:
    """Return the workbook of a report: what it is first, then a sheet for each kind of table it has."""
    import xlsxwriter  # late: only who asks for a spreadsheet needs it

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    created = proof.printed_at.astimezone(UTC).replace(tzinfo=None)
    book.set_properties({"title": f"{title}, {school}", "author": "PolicyDesk", "created": created})
    bold: dict[str, Any] = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}
    words: dict[str, Any] = {"text_wrap": True, "valign": "top", "num_format": "@"}
    looks = {
        "head": book.add_format(bold),
        "head right": book.add_format(bold | {"align": "right"}),
        "words": book.add_format(words),
        "words right": book.add_format(words | {"align": "right"}),
        "number": book.add_format({"valign": "top", "num_format": "#,##0"}),
        "part": book.add_format({"valign": "top", "num_format": "0 %"}),
        "day": book.add_format({"valign": "top", "align": "left", "num_format": "d mmmm yyyy"}),
        "moment": book.add_format({"valign": "top", "align": "left", "num_format": "d mmmm yyyy, hh:mm"}),
    }
    about = [
        ("School", school),
        ("Report", title),
        ("As at", proof.as_at),
        ("Printed on", proof.printed_at.date()),
        ("Printed by", proof.printed_by),
        ("Register seal", proof.seal),
        ("Figures", proof.figures),
    ]
    used: set[str] = set()
    _write(book, looks, _name("About", used), (Head("About", 1), Head("This report", 1)), about)
    for name, heads, rows in _sheets(told, title):
        _write(book, looks, _name(name, used), heads, rows)
    book.close()
    return file.getvalue()


def _sheets(told: Sequence[Told], title: str) -> Iterable[tuple[str, Sequence[Head], Sequence[Sequence[Any]]]]:
    """Yield the tables; those with the same headings that follow each other are one, with a column that tells them.

    Such a one goes by the heading above those that they stand under, or by the report's title.
    """
    for _heads, some in groupby(told, key=lambda one: [head.words for head in one.heads]):
        tables = list(some)
        if len(tables) == 1:
            yield tables[0].under or title, tables[0].heads, tables[0].rows
            continue
        heads = (Head("Under", 1), *tables[0].heads)
        alike = len({one.under for one in tables}) == 1
        name = tables[0].under if alike else tables[0].within or title
        yield name, heads, [(one.under, *row) for one in tables for row in one.rows]


def _write(book: Any, looks: dict[str, Any], name: str, heads: Sequence[Head], rows: Sequence[Sequence[Any]]) -> None:
    sheet = book.add_worksheet(name)
    wide = [len(head.words) + 3 for head in heads]
    for at, head in enumerate(heads):
        sheet.write_string(0, at, head.words, looks["head right" if head.right else "head"])
    for line, row in enumerate(rows, start=1):
        for at, (value, head) in enumerate(zip(row, heads, strict=True)):
            found = _value(value, head)
            wide[at] = max(wide[at], max((len(part) for part in shown(value).splitlines()), default=0) + 1)
            _cell(sheet, line, at, found, looks, right=head.right)
        high = max((_lines(shown(value)) for value in row), default=1)
        if high > 1:
            sheet.set_row(line, min(high, HIGHEST) * LINE)
    for at, letters in enumerate(wide):
        sheet.set_column(at, at, min(letters, WIDEST))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(heads) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _lines(text: str) -> int:
    """Return on how many lines a cell's words stand, in the widest column there is."""
    return sum(-(-max(len(part), 1) // WIDEST) for part in text.split("\n"))


def _cell(sheet: Any, line: int, at: int, value: Any, looks: dict[str, Any], *, right: bool) -> None:
    if isinstance(value, datetime):
        sheet.write_datetime(line, at, value, looks["moment"])
    elif isinstance(value, date):
        sheet.write_datetime(line, at, datetime.combine(value, time()), looks["day"])
    elif isinstance(value, float):
        sheet.write_number(line, at, value, looks["part"])
    elif isinstance(value, int):
        sheet.write_number(line, at, value, looks["number"])
    elif value:
        sheet.write_string(line, at, value[:LONGEST_CELL], looks["words right" if right else "words"])


def _value(value: Any, head: Head) -> Any:
    """Return a day, a number, a percentage or words; what a report has put into words already is taken back."""
    if isinstance(value, (date, int)):
        return value
    text = shown(value)
    day = _DAY.fullmatch(text)
    if day and day[2] in MONTHS[1:]:
        return _real(day, text)
    if head.right and text.replace(",", "").isdecimal():
        return int(text.replace(",", ""))
    return int(text[:-2]) / 100 if head.right and _PERCENT.fullmatch(text) else text


def _real(words: re.Match[str], text: str) -> date | str:
    """Return the day, or the moment, that words say; the words where there is none, or where none is kept so."""
    day, month, year, hour, minute = words.groups()
    try:
        found = date(int(year), MONTHS.index(month), int(day))
        at = time(int(hour), int(minute)) if hour else None
    except ValueError:
        return text
    if found.year < 1900 or not text.startswith(written(found)):
        return text
    return found if at is None else datetime.combine(found, at)


def _name(wanted: str, used: set[str]) -> str:
    """Return a name that a sheet may have and that no other one has."""
    plain = _COUNT.sub("", wanted).replace("/", "-")
    plain = " ".join(re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", plain).split()).strip("'") or "Table"
    name, number = _short(plain, LONGEST_NAME), 1
    while name.casefold() in used or name.casefold() == "history":
        number += 1
        name = f"{_short(plain, LONGEST_NAME - 5)} {number}"
    used.add(name.casefold())
    return name


def _short(plain: str, most: int) -> str:
    """Return the words of a name that fit, and no part of one where there are several."""
    if len(plain) <= most:
        return plain
    cut = plain[: most + 1].rpartition(" ")[0] or plain[:most]
    return cut.strip(" ':,")
