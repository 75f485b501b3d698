"""Files that mean harm, are broken or are not what they seem: the desk stays up and says what is wrong."""

import io
import os
import stat
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from policydesk.errors import Refusal
from policydesk.exchange import _reader, tables
from policydesk.exchange.limits import LIMITS, Limits
from policydesk.exchange.tables import read_table
from tests.exchange import files

DAMAGED = "damaged"
NO_LIST = "must be an Excel file or a CSV"
PASSWORD = "password protected. Save a copy without a password"
ROWS = "more than 50,000 rows"
COLUMNS = "more than 200 columns"
UNPACKS = "unpacks to far more"
ENTITIES = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def bomb() -> bytes:
    return files.packed(files.xlsx_parts(files.SHEET_XML.format(before="", rows=" " * 50_000_000)))


def bomb_in_a_part_nobody_reads() -> bytes:
    return files.packed(
        files.xlsx_parts(files.SHEET_XML.format(before="", rows="")) | {"xl/media/x.png": b"\0" * 50_000_000}
    )


def bomb_that_lies_about_its_size() -> bytes:
    """The directory says one kilobyte, the packed stream holds fifty megabytes."""
    parts = files.xlsx_parts(files.SHEET_XML.format(before="", rows=" " * 50_000_000))
    name = "xl/worksheets/sheet1.xml"
    data = bytearray(files.packed(parts))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as target:
        size = target.getinfo(name).file_size
        crc = target.getinfo(name).CRC
    start = str(parts[name]).encode()[:1000]
    return (
        bytes(data)
        .replace(struct.pack("<I", size), struct.pack("<I", 1000))
        .replace(struct.pack("<I", crc), struct.pack("<I", zlib.crc32(start)))
    )


def shared_words() -> bytes:
    """Thirty thousand letters, pointed at by each of 400,000 cells: twelve gigabytes once unfolded."""
    row = "".join(f'<c r="{chr(65 + column)}{{0}}" t="s"><v>0</v></c>' for column in range(20))
    rows = "".join(f'<row r="{n}">{row.format(n)}</row>' for n in range(1, 20_001))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    shared = f'<?xml version="1.0"?><sst xmlns="{main}"><si><t>{"x" * 30_000}</t></si></sst>'
    return files.packed(files.xlsx_parts(files.SHEET_XML.format(before="", rows=rows), shared))


def far_cell_in_disguise() -> bytes:
    """A cell at the far corner whose place is written so that only the parser finds it."""
    far = '<row r="1048576"><c s=">" r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    return files.xlsx_cells(files.xlsx_cell("A", 1) + far)


def opposite_corners(column: str, row: int) -> bytes:
    return files.xlsx_cells(files.xlsx_cell("A", 1) + files.xlsx_cell(column, row))


def below(attributes: str) -> bytes:
    return files.ods(files.ods_row(["<table:table-cell/>"], attributes) + files.ods_row([files.ods_cell("x")]))


def beside(attributes: str) -> bytes:
    return files.ods(files.ods_row([f"<table:table-cell {attributes}/>", files.ods_cell("x")]))


def repeated(columns: str = "", rows: str = "") -> bytes:
    return files.ods(files.ods_row([files.ods_cell("x", columns)], rows))


def with_flag() -> bytes:
    """A workbook packed with a password of the packing itself."""
    data = files.xlsx_cells(files.xlsx_cell("A", 1))
    return data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")


HOSTILE = {
    "zip bomb": (bomb, UNPACKS),
    "zip bomb in a picture": (bomb_in_a_part_nobody_reads, UNPACKS),
    "zip bomb with a false directory": (bomb_that_lies_about_its_size, DAMAGED),
    "one text in 400,000 cells": (shared_words, "asks for more memory"),
    "two cells at opposite corners": (lambda: opposite_corners("XFD", 1048576), ROWS),
    "a cell at the far column": (lambda: opposite_corners("XFD", 2), COLUMNS),
    "a cell where none can be": (lambda: files.xlsx_cells(files.xlsx_cell("ZZZZZZZ", 4294967295)), ROWS),
    "a cell in row 0": (lambda: files.xlsx_cells(files.xlsx_cell("A", 0)), DAMAGED),
    "a far cell in disguise": (far_cell_in_disguise, "asks for more memory"),
    "entities in a workbook": (lambda: files.xlsx_cells("", ENTITIES), DAMAGED),
    "entities in an OpenDocument sheet": (lambda: files.ods("&b;", doctype=ENTITIES), DAMAGED),
    "a billion columns": (lambda: repeated('table:number-columns-repeated="999999999"'), COLUMNS),
    "a billion rows": (lambda: repeated(rows='table:number-rows-repeated="999999999"'), ROWS),
    "a word after a billion blanks": (lambda: beside('table:number-columns-repeated="99999999"'), COLUMNS),
    "a word below a million blank rows": (lambda: below('table:number-rows-repeated="1048570"'), ROWS),
    "fewer than no columns": (lambda: repeated('table:number-columns-repeated="-1"'), DAMAGED),
    "columns that are no number": (lambda: repeated('table:number-columns-repeated="many"'), DAMAGED),
    "OpenDocument that is no XML": (lambda: files.ods("<table:table-row>"), DAMAGED),
    "an encrypted workbook": (files.encrypted_workbook, PASSWORD),
    "an encrypted OpenDocument sheet": (
        lambda: files.ods("", {"META-INF/manifest.xml": "<manifest><encryption-data/></manifest>"}), PASSWORD,
    ),
    "a workbook packed with a password": (with_flag, PASSWORD),
    "an empty workbook": (lambda: files.xlsx_cells(""), "The selected file is empty"),
    "half a workbook": (lambda: files.xlsx_cells(files.xlsx_cell("A", 1))[:600], DAMAGED),
    "a workbook without its sheet": (
        lambda: files.packed({k: v for k, v in files.xlsx_parts("").items() if "sheet1" not in k}), "."),
    "half an old workbook": (lambda: files.xls([["Name"]])[:700], "."),
    "the beginning of an old workbook": (lambda: files.OLE_MARK + b"\0" * 600, DAMAGED),
    "a text document": (lambda: files.packed({"word/document.xml": "<x/>", "content.xml": "<x/>"}), NO_LIST),
    "an archive of something else": (lambda: files.packed({"photo.xml": "x"}), NO_LIST),
    "an empty archive": (lambda: b"PK\x05\x06" + b"\0" * 18, NO_LIST),
    "an unusual packing": (
        lambda: files.packed(files.xlsx_parts(files.SHEET_XML.format(before="", rows="")), zipfile.ZIP_LZMA), "."),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, NO_LIST),
    "a PDF": (lambda: b"%PDF-1.7\n1 0 obj << >> endobj\n" * 20, NO_LIST),
    "a web page": (lambda: b"<html><table><tr><td>Name</td></tr></table></html>", "web page named as a spreadsheet"),
    "an XML spreadsheet": (lambda: b'<?xml version="1.0"?><Workbook/>', NO_LIST),
    "random bytes": (lambda: bytes((n * 7919 + n // 3) % 256 for n in range(5000)), NO_LIST),
    "an open quotation mark": (lambda: b'Name,Post\nAnn,"Teacher\n' + b"Bob,TA\n" * 100, "Row 2 .* never closed"),
    "a cell as long as a book": (lambda: b"Name,Post\nAnn," + b"x" * 40_000 + b"\n", "Row 2 .* than 32,767 characters"),
    "too many rows": (lambda: b"a,b\n" * 50_001, ROWS),
    "too many columns": (lambda: b"a," * 200 + b"a\n", COLUMNS),
    "nothing but line ends": (lambda: b"\r\n" * 5_000, "The selected file is empty"),
    "nothing but separators": (lambda: b",,,\r\n" * 50, "The selected file is empty"),
    "nothing": (lambda: b"", "The selected file is empty"),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_or_broken_file_is_refused_in_one_sentence_and_the_desk_stays_up(kind: str, tmp_path: Path) -> None:
    make, says = HOSTILE[kind]
    path = tmp_path / "staff.xlsx"
    path.write_bytes(make())
    with pytest.raises(Refusal, match=says) as refused:
        read_table(path)
    assert refused.value.field == "path"
    assert len(refused.value.says) < 200


@pytest.mark.parametrize("kind", sorted(HOSTILE.keys() - {"one text in 400,000 cells", "a far cell in disguise"}))
def test_what_can_be_measured_is_refused_before_a_parser_sees_it(kind: str) -> None:
    make, _ = HOSTILE[kind]
    said = list(_reader.answers(make(), "", LIMITS))
    assert "refusal" in said[-1]


def test_the_spread_of_a_sheet_that_only_claims_to_be_large_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "staff.xlsx"
    far_and_blank = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    path.write_bytes(files.xlsx_cells(files.xlsx_cell("A", 1) + far_and_blank, '<dimension ref="A1:XFD1048576"/>'))
    assert read_table(path).rows == (("x",),)


def test_a_workbook_cell_longer_than_a_cell_can_be_is_named_by_its_row(tmp_path: Path) -> None:
    path = files.xlsx_file(tmp_path, {"Staff": [["Name"], ["x" * 500]]})
    with pytest.raises(Refusal, match=r"Row 2 .* more than 400 characters"):
        read_table(path, limits=Limits(cell_characters=400))


def test_more_text_than_a_list_can_hold_is_refused(tmp_path: Path) -> None:
    path = files.csv_file(tmp_path, "Name,Post\n" + "Ann,Teacher\n" * 100)
    with pytest.raises(Refusal, match=UNPACKS):
        read_table(path, limits=Limits(characters=500))


def test_a_workbook_of_too_many_rows_is_refused_by_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "staff.xls"
    path.write_bytes(files.xls([["Name"]] * 30))
    with pytest.raises(Refusal, match="more than 20 rows"):
        read_table(path, limits=Limits(rows=20))
    path.write_bytes(files.xls([["x"] * 30]))
    with pytest.raises(Refusal, match="more than 20 columns"):
        read_table(path, limits=Limits(columns=20))


def test_a_file_over_the_size_limit_is_not_even_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    path.write_bytes(b"x" * (LIMITS.file_bytes + 1))
    with pytest.raises(Refusal, match="larger than 10 MB"):
        read_table(path)


def test_reading_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    path = files.csv_file(tmp_path, "Name\nAnn Lee\n")
    with pytest.raises(Refusal, match=r"took more than 0\.001 seconds and was stopped"):
        read_table(path, limits=Limits(seconds=0.001))


def test_a_reading_process_that_says_more_than_it_may_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_command", lambda: ["yes"])
    with pytest.raises(Refusal, match="could not be read"):
        read_table(files.csv_file(tmp_path, "Name\n"), limits=Limits(characters=1000, rows=1, columns=1))


@pytest.mark.parametrize(
    "said", [b"", b"nonsense", b"[]", b'{"sheet": ""}\n["a"]\n{"rows": 2}\n', b'{"sheet": ""}\n', b'{"rows": 0}']
)
def test_an_answer_that_is_not_whole_is_a_file_that_cannot_be_read(said: bytes) -> None:
    with pytest.raises(Refusal, match="could not be read"):
        tables._table(said, "staff.csv")


def test_a_large_file_whose_reader_dies_at_once_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_command", lambda: ["false"])
    with pytest.raises(Refusal, match="could not be read"):
        read_table(files.csv_file(tmp_path, "Name\n" * 500_000))


def test_a_folder_a_missing_file_and_a_pipe_are_told_apart(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, says in (
        (".", "A folder is selected"),
        ("none.csv", "not there any more"),
        ("pipe", NO_LIST),
        ("a\0b", "cannot be read"),
    ):
        with pytest.raises(Refusal, match=says):
            read_table(tmp_path / name)


def test_a_file_that_may_not_be_opened_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = files.csv_file(tmp_path, "Name\n")

    def locked(*_: object) -> io.BytesIO:
        raise PermissionError

    monkeypatch.setattr(Path, "open", locked)
    with pytest.raises(Refusal, match="Close it in other programs"):
        read_table(path)
    assert stat.S_ISREG(path.stat().st_mode)
