"""Words that a test plants where only a DSL reads, and how it looks for them in whatever lies about."""

import base64
import gzip
import html
import io
import quopri
import urllib.parse
import zipfile
import zlib
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

from pypdf import PdfReader

MARKERS = (
    "Xylo-Person", "Xylo-Narrative", "Xylo-Action", "Xylo-Entry", "Xylo-Told", "Xylo-Referral", "Xylo-Reason",
    "Xylo-Decision", "Xylo-File", "Xylo-Content", "Xylo-Platform", "Xylo-Witness", "Xylo-Whom", "Xylo-Note",
    "Xylo-Draft",
)  # fmt: skip
SECRET_WORDS = ("grooming", "illegal_or_harm", "childrens_social_care")
"""Values as they are sealed; their labels are on every form and in every release, whatever was recorded."""


def ways_of_writing(word: str) -> set[bytes]:
    """Return a word as files put it down: in capitals and small letters, wide, in base 64, as digits, in an address."""
    plain = {word, word.lower(), word.upper()}
    found = {form.encode(way) for form in plain for way in ("utf-8", "utf-16-le", "utf-16-be")}
    found |= {base64.b64encode(b"\0" * shift + word.encode())[2 * bool(shift) : -4] for shift in range(3)}
    return found | {word.encode().hex().encode(), urllib.parse.quote(word.replace("-", " ")).encode()}


def assert_nowhere(content: bytes, what: str) -> None:
    """Assert that no sealed word is in what lies about, nor in what can be unpacked from it."""
    for some in unpacked(content):
        for word in (*MARKERS, *SECRET_WORDS):
            for way in ways_of_writing(word):
                assert way not in some, f"{word} in {what}"


def assert_nowhere_below(folder: Path) -> int:
    """Look into every file below a folder, and at its name; returns how many there were."""
    looked = 0
    for file in folder.rglob("*"):
        assert_nowhere(str(file.relative_to(folder)).encode(), "the name of a file")
        if file.is_file():
            looked += 1
            assert_nowhere(file.read_bytes(), str(file.relative_to(folder)))
    return looked


def unpacked(content: bytes) -> Iterator[bytes]:
    """Return bytes as they are and, where they are a known kind of file, what is in it."""
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                yield from unpacked(packed.read(name))
    elif content.startswith(b"%PDF"):
        reader = PdfReader(io.BytesIO(content))
        yield " ".join(page.extract_text() for page in reader.pages).encode()
        yield repr((reader.metadata, reader.outline, sorted(reader.attachments))).encode()
        for packed in reader.attachments.values():
            for one in packed:
                yield from unpacked(one)
    elif content.startswith(b"\x1f\x8b"):
        yield from unpacked(gzip.decompress(content))
    elif content.startswith(b"x\x9c"):
        yield zlib.decompress(content)
    elif content.startswith(b"BEGIN:VCALENDAR"):
        yield content.replace(b"\r\n ", b"").replace(b"\n ", b"")
    elif b"MIME-Version:" in content[:2000]:
        yield from _of_a_mail(content)
    elif content[:15].lower().startswith((b"<!doctype", b"<html")):
        yield html.unescape(content.decode("utf-8", "replace")).encode()


def _of_a_mail(content: bytes) -> Iterator[bytes]:
    yield quopri.decodestring(content)
    mail = message_from_bytes(content, policy=policy.default)
    yield " ".join(f"{name}: {value}" for name, value in mail.items()).encode()
    for part in mail.walk():
        if not part.is_multipart():
            found = part.get_payload(decode=True)
            if isinstance(found, bytes):
                yield found
