"""The words of a PDF, a Word document or plain text, page by page.

Runs in the reading process: pypdf and python-docx are loaded only there.
"""

import io
from collections.abc import Iterator
from typing import Any

from policydesk.errors import Refusal
from policydesk.exchange import _text, _workbook
from policydesk.exchange.limits import Limits

NOT_A_POLICY = "The selected file must be a PDF, a Word document (DOCX) or plain text."
OLD_WORD = "This is a document of an older Word. Save it as a Word document (DOCX) or a PDF and select that."
EMPTY = "There is no text in the selected file."
DAMAGED = "The selected file is damaged or cut short. Open it, save a new copy and select that."
PDF_PASSWORD = "This PDF has a password. Save a copy without a password and select that."  # noqa: S105 - words
TOO_LONG = "The selected file holds far more text than a policy has. Save only the policy in a file of its own."

_PACKED_AS_WORD = "word/document.xml"


def answers(data: bytes, limits: Limits) -> Iterator[object]:
    """Yield what is said about one document: what it is, each line with its place, the end; or why it is not read."""
    try:
        about, lines = _read(data, limits)
        if sum(len(text) for _place, text in lines) > limits.characters:
            raise Refusal(TOO_LONG)
        yield about
        yield from lines
        yield {"lines": len(lines)}
    except Refusal as refusal:
        yield {"refusal": refusal.says}


def _read(data: bytes, limits: Limits) -> tuple[dict[str, Any], list[tuple[int, str]]]:
    if not data.strip(b"\0 \t\r\n"):
        raise Refusal(EMPTY)
    if b"%PDF-" in data[:1024]:
        return _pdf(data, limits)
    if data.startswith(_workbook.PACKED):
        return _docx(data, limits)
    if data.startswith(_workbook.OLE):
        raise Refusal(_workbook.PASSWORD if _encrypted(data) else OLD_WORD)
    return _plain(data)


def _encrypted(data: bytes) -> bool:
    return b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0" in data


def _plain(data: bytes) -> tuple[dict[str, Any], list[tuple[int, str]]]:
    try:
        text = _text.decode(data)
    except Refusal as trouble:
        raise Refusal(NOT_A_POLICY) from trouble
    start = text[:2000].lstrip().lower()
    odd = sum(letter < " " and letter not in "\t\r\n\f" for letter in text)
    if odd > len(text) // 200 or start.startswith(("<!doctype html", "<html", "<?xml", "{\\rtf")):
        raise Refusal(NOT_A_POLICY)
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1)]
    return {"unit": "line", "pages": 0, "pictures": []}, lines


def _pdf(data: bytes, limits: Limits) -> tuple[dict[str, Any], list[tuple[int, str]]]:
    import logging

    import pypdf
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        book = pypdf.PdfReader(io.BytesIO(data))
        if book.is_encrypted and not book.decrypt(""):
            raise Refusal(PDF_PASSWORD)
        count = len(book.pages)
        if count > limits.rows:
            raise Refusal(
                f"The selected PDF has {count:,} pages; up to {limits.rows:,} are read. Save only the policy."
            )
        texts = [page.extract_text() for page in book.pages]
        bare = [number for number, text in enumerate(texts, 1) if not text.strip()]
        if len(bare) == count:
            raise Refusal(_no_text(book))
    except Refusal:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError,
            AssertionError, ArithmeticError, NotImplementedError) as trouble:  # fmt: skip
        raise Refusal(DAMAGED) from trouble
    lines = [(number, line) for number, text in enumerate(texts, 1) for line in [*text.splitlines(), ""]]
    return {"unit": "page", "pages": count, "pictures": bare}, _joined(lines)


def _joined(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Drop the blank line after a page whose last sentence goes on."""
    kept: list[tuple[int, str]] = []
    for place, text in lines:
        going_on = kept and kept[-1][0] == place and not text and kept[-1][1].rstrip()[-1:] not in ".?!:;"
        if not going_on:
            kept.append((place, text))
    return kept


def _no_text(book: Any) -> str:
    """Say that a PDF was scanned: how many of its pages are pictures."""
    pictures = sum(bool(list(page.images.keys())) for page in book.pages)
    if not pictures:
        return "There is no text in this PDF. Save it again from the program that it was written with."
    what = "1 page is a picture" if pictures == 1 else f"{pictures} pages are pictures"
    return f"There is no text in this PDF: {what}."


def _docx(data: bytes, limits: Limits) -> tuple[dict[str, Any], list[tuple[int, str]]]:
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if _PACKED_AS_WORD not in archive.namelist():
                raise Refusal(NOT_A_POLICY)
            _measure(archive, len(data), limits)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as trouble:
        raise Refusal(DAMAGED) from trouble
    from policydesk.exchange._word import paragraphs

    lines = list(enumerate(paragraphs(data), 1))
    if not any(text.strip() for _place, text in lines):
        raise Refusal("There is no text in this Word document.")
    return {"unit": "paragraph", "pages": 0, "pictures": []}, lines


def _measure(archive: Any, packed: int, limits: Limits) -> None:
    """Unpack every part without keeping it, so that a packing which lies about its size is found out."""
    import zlib

    unpacked = 0
    for part in archive.infolist():
        if part.flag_bits & 1:
            raise Refusal(_workbook.PASSWORD)
        try:
            with archive.open(part) as stream:
                while chunk := stream.read(1 << 20):
                    unpacked += len(chunk)
                    if unpacked > min(limits.unpacked_bytes, max(packed * limits.unpacked_ratio, 1 << 20)):
                        raise Refusal(TOO_LONG)
        except (zlib.error, EOFError) as trouble:
            raise Refusal(DAMAGED) from trouble
