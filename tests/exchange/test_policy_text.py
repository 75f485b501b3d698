"""A policy's document is read page by page or refused with one sentence; what means harm does none."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from policydesk.errors import Refusal
from policydesk.exchange import _policy
from policydesk.exchange.limits import Limits
from policydesk.exchange.policy_limits import POLICY_LIMITS
from policydesk.exchange.policy_text import read_policy, read_policy_file
from policydesk.terms import TextUnit
from tests.textcheck.corpus import as_docx, as_pdf


def pdf(*pages: str) -> bytes:
    """Return a PDF with one line on each page; an empty one holds a picture alone, as a scan does."""
    made = io.BytesIO()
    canvas = Canvas(made, A4, invariant=1)
    picture = ImageReader(io.BytesIO(PICTURE))
    for words in pages:
        if words:
            canvas.drawString(72, 700, words)
        else:
            canvas.drawImage(picture, 72, 400, 200, 200)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def _picture() -> bytes:
    import struct
    import zlib

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0\0\0")) + chunk(b"IEND", b"")
    )


PICTURE = _picture()


def locked(content: bytes, password: str) -> bytes:
    writer, made = PdfWriter(clone_from=PdfReader(io.BytesIO(content))), io.BytesIO()
    writer.encrypt(password, "owner", algorithm="AES-256")
    writer.write(made)
    return made.getvalue()


def packed(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return made.getvalue()


def refusal(content: bytes, limits: Limits = POLICY_LIMITS) -> str:
    """Return the sentence with which a document is refused; the reader is asked in this process."""
    (last,) = [one for one in [*_policy.answers(content, limits)][-1:] if isinstance(one, dict)]
    return str(last["refusal"])


def test_every_line_of_a_pdf_knows_its_page() -> None:
    text = read_policy(pdf("Be kind online.", "Ask before you post."))
    assert text.unit is TextUnit.PAGE
    assert text.pages == 2
    assert [(one.place, one.text) for one in text.lines if one.text] == [
        (1, "Be kind online."),
        (2, "Ask before you post."),
    ]


def test_a_scan_says_how_many_of_its_pages_are_pictures() -> None:
    assert refusal(pdf(*[""] * 6)) == "There is no text in this PDF: 6 pages are pictures."
    assert refusal(pdf("")) == "There is no text in this PDF: 1 page is a picture."
    assert refusal(pdf(" ")) == "There is no text in this PDF. Save it again from the program that it was written with."


def test_pages_that_are_pictures_among_others_are_named() -> None:
    assert read_policy(pdf("Be kind online.", "", "Ask first.", "")).pictures == (2, 4)


def test_a_pdf_with_a_password_is_refused_and_one_that_only_forbids_printing_is_read() -> None:
    whole = pdf("Be kind online.")
    assert (
        refusal(locked(whole, "secret")) == "This PDF has a password. Save a copy without a password and select that."
    )
    assert read_policy(locked(whole, "")).lines[0].text == "Be kind online."


@pytest.mark.parametrize("keep", [9, 200, 700, 1000])
def test_a_pdf_that_is_cut_short_is_refused_or_read_but_never_raises(keep: int) -> None:
    answers = [*_policy.answers(pdf("Be kind online.")[:keep], POLICY_LIMITS)]
    assert answers
    assert {"refusal"} == set(answers[-1]) or {"lines"} == set(answers[-1])


def test_a_word_document_counts_paragraphs_and_keeps_tables_headers_and_footers() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Longacre Primary School"
    document.add_paragraph("Social media policy")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Next review:", "September 2027"
    document.sections[0].footer.paragraphs[0].text = "Version 3"
    made = io.BytesIO()
    document.save(made)
    text = read_policy(made.getvalue())
    assert text.unit is TextUnit.PARAGRAPH
    assert [one.text for one in text.lines if one.text] == [
        "Longacre Primary School",
        "Social media policy",
        "Next review:",
        "September 2027",
        "Version 3",
    ]


def test_numbers_that_word_counts_itself_are_read_and_struck_out_words_are_not() -> None:
    document = docx.Document()
    for words in ("First duty", "Second duty"):
        document.add_paragraph(words, style="List Number")
    document.add_paragraph("A point", style="List Bullet")
    changed = document.add_paragraph("Kept ")
    struck = OxmlElement("w:del")
    run = OxmlElement("w:r")
    gone = OxmlElement("w:delText")
    gone.text = "struck out"
    added = OxmlElement("w:ins")
    added_run = OxmlElement("w:r")
    new = OxmlElement("w:t")
    new.set(qn("xml:space"), "preserve")
    new.text = "and added"
    run.append(gone)
    struck.append(run)
    added_run.append(new)
    added.append(added_run)
    changed._p.extend([struck, added])
    made = io.BytesIO()
    document.save(made)
    assert [one.text for one in read_policy(made.getvalue()).lines if one.text] == [
        "1. First duty",
        "2. Second duty",
        "• A point",
        "Kept and added",
    ]


def test_plain_text_counts_lines_in_any_usual_encoding() -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        text = read_policy("Be kind.\n\nDon’t shout.".encode(encoding))
        assert [(one.place, one.text) for one in text.lines if one.text] == [(1, "Be kind."), (3, "Don’t shout.")]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "There is no text in the selected file."),
        (b"  \n ", "There is no text in the selected file."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a document of an older Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", "password protected"),
        (packed(xl__workbook_xml=b"<x/>"), "must be a PDF, a Word document (DOCX) or plain text"),
        (packed(word__document_xml=b"<x>"), "damaged or cut short"),
        (b"PK\x03\x04 cut short", "damaged or cut short"),
        (PICTURE, "must be a PDF, a Word document (DOCX) or plain text"),
        (b"<!doctype html><p>Policy</p>", "must be a PDF, a Word document (DOCX) or plain text"),
        (b"{\\rtf1 Policy}", "must be a PDF, a Word document (DOCX) or plain text"),
        (b"%PDF-1.7 and nothing else", "damaged or cut short"),
    ],
)
def test_what_cannot_be_read_is_refused_with_one_sentence(content: bytes, says: str) -> None:
    assert says in refusal(content)


def test_a_document_that_unpacks_to_a_hundred_times_its_size_is_refused() -> None:
    assert "far more text than a policy" in refusal(packed(word__document_xml=b" " * 30_000_000))


def test_entities_that_multiply_do_no_harm() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    content = as_docx("Policy")
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = data.replace(b"<w:document", bomb + b"<w:document", 1).replace(b"Policy", b"&b;")
            new.writestr(name, data)
    answers = [*_policy.answers(made.getvalue(), POLICY_LIMITS)]
    assert "a" * 40 not in str(answers)


def test_too_many_pages_and_too_much_text_are_refused() -> None:
    assert "has 3 pages; up to 2 are read" in refusal(pdf("One", "Two", "Three"), Limits(rows=2))
    assert "far more text than a policy" in refusal(b"word " * 100, Limits(characters=100))


def test_a_file_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(Refusal, match=r"took more than 0.001 seconds and was stopped. Save it as plain text"):
        read_policy(as_pdf("Policy\n" * 50), Limits(seconds=0.001))


def test_what_is_no_file_or_too_large_is_refused_by_its_name(tmp_path: Path) -> None:
    for path, says in ((tmp_path, "A folder is selected. Select a PDF"), (tmp_path / "gone.pdf", "not there any more")):
        with pytest.raises(Refusal, match=says):
            read_policy_file(path)
    large = tmp_path / "large.txt"
    large.write_bytes(b"x" * 2_000_000)
    with pytest.raises(Refusal, match=r"larger than 1 MB\. Save it smaller, for example without its pictures"):
        read_policy_file(large, Limits(file_bytes=1024 * 1024))


def test_an_answer_that_breaks_off_is_a_file_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    from policydesk.exchange import policy_text

    for said in (b"", b'{"unit": "page"}\n', b'{"unit": "page", "pages": 1, "pictures": []}\n[1, "x"]\n{"lines": 2}\n'):
        monkeypatch.setattr(policy_text, "answer_of", lambda *_asked, said=said: said)
        with pytest.raises(Refusal, match="could not be read"):
            read_policy(b"Policy")
