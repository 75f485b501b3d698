"""Invented files of the shapes that schools have, and some that nobody should have, built when a test asks for them."""

import csv
import io
import struct
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD

SHEET_XML = (
    '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "{before}<sheetData>{rows}</sheetData></worksheet>"
)


def csv_text(rows: Iterable[Sequence[str]], delimiter: str = ",", end: str = "\r\n") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(rows)
    return text.getvalue()


def csv_file(folder: Path, text: str, encoding: str = "utf-8", name: str = "staff.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def xlsx_file(folder: Path, sheets: dict[str, Sequence[Sequence[object]]], name: str = "staff.xlsx") -> Path:
    """A workbook in which days are real date cells."""
    path = folder / name
    book = xlsxwriter.Workbook(str(path))
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    for title, rows in sheets.items():
        sheet = book.add_worksheet(title)
        for row, cells in enumerate(rows):
            for column, value in enumerate(cells):
                if isinstance(value, datetime):
                    sheet.write_datetime(row, column, value, moment)
                elif isinstance(value, date):
                    sheet.write_datetime(row, column, value, day)
                elif isinstance(value, str):
                    sheet.write_string(row, column, value)
                elif value is not None:
                    sheet.write(row, column, value)
    book.close()
    return path


def packed(parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()


def xlsx_parts(sheet_xml: str, shared: str = "") -> dict[str, str | bytes]:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<?xml version="1.0"?><Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<?xml version="1.0"?><Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<?xml version="1.0"?><workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="Staff" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<?xml version="1.0"?><Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet_xml,
    }
    if shared:
        parts["xl/sharedStrings.xml"] = shared
    return parts


def xlsx_cells(rows: str, before: str = "") -> bytes:
    return packed(xlsx_parts(SHEET_XML.format(rows=rows, before=before)))


def xlsx_cell(where: str, row: int) -> str:
    return f'<row r="{row}"><c r="{where}{row}" t="inlineStr"><is><t>x</t></is></c></row>'


def ods(rows: str, extra: dict[str, str | bytes] | None = None, doctype: str = "") -> bytes:
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0"?>{doctype}<office:document-content xmlns:office="{names}:office:1.0" '
        f'xmlns:table="{names}:table:1.0" xmlns:text="{names}:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="Staff">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    parts: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="{names}:manifest:1.0"/>',
        "content.xml": content,
    }
    return packed(parts | (extra or {}))


def ods_row(cells: Iterable[str], attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def ods_cell(value: str, attributes: str = "") -> str:
    return f'<table:table-cell {attributes} office:value-type="string"><text:p>{value}</text:p></table:table-cell>'


def ods_day(day: date) -> str:
    return (
        f'<table:table-cell office:value-type="date" office:date-value="{day.isoformat()}">'
        f"<text:p>{day:%d/%m/%y}</text:p></table:table-cell>"
    )


def xls(rows: Sequence[Sequence[object]]) -> bytes:
    """An Excel 97-2003 workbook with one sheet of words and numbers."""

    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    def begin(kind: int) -> bytes:
        return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 1996, 0, 6))

    sheet = begin(0x0010)
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            if isinstance(value, str):
                words = value.encode("utf-16-le")
                sheet += record(0x0204, struct.pack("<HHHHB", row, column, 0, len(value), 1) + words)
            elif isinstance(value, int | float):
                sheet += record(0x0203, struct.pack("<HHHd", row, column, 0, value))
    sheet += record(0x000A, b"")
    head = begin(0x0005) + record(0x0042, struct.pack("<H", 1200))
    name = b"Staff"
    before = len(head) + 4 + 8 + len(name) + 4
    bound = record(0x0085, struct.pack("<IBBBB", before, 0, 0, len(name), 0) + name)
    return compound({"Workbook": head + bound + record(0x000A, b"") + sheet})


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file, as old Excel files and password-protected new ones are."""
    sectors: list[bytes] = [b"", b""]
    chain = [_FAT, _END]
    entries = [("Root Entry", 5, _END, 0)]
    for name, content in streams.items():
        content = content.ljust(4096, b"\0")
        pieces = [content[at : at + 512].ljust(512, b"\0") for at in range(0, len(content), 512)]
        entries.append((name, 2, len(sectors), len(content)))
        chain += [len(sectors) + index + 1 for index in range(len(pieces) - 1)] + [_END]
        sectors += pieces
    directory = b""
    for index, (name, kind, start, size) in enumerate(entries):
        words = name.encode("utf-16-le") + b"\0\0"
        right = index + 1 if 0 < index < len(entries) - 1 else _FREE
        child = 1 if index == 0 else _FREE
        directory += words.ljust(64, b"\0") + struct.pack("<HBBIII", len(words), kind, 1, _FREE, right, child)
        directory += b"\0" * 36 + struct.pack("<IQ", start, size)
    sectors[1] = directory.ljust(512, b"\0")[:512]
    sectors[0] = struct.pack("<128I", *(chain + [_FREE] * 128)[:128])
    header = (
        OLE_MARK
        + b"\0" * 16
        + struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    )
    header += struct.pack("<109I", 0, *([_FREE] * 108))
    return header + b"".join(sectors)


def encrypted_workbook() -> bytes:
    return compound({"EncryptionInfo": b"\4\0\4\0" + b"\0" * 200, "EncryptedPackage": b"\x17" * 4096})
