"""How a paper is written down: small things packed together, with the structure that readers follow at its end."""

import zlib
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    LinkAnnotation,
    PDFDictionary,
    PDFDocument,
    PDFObject,
    PDFObjectReference,
    PDFPage,
    PDFStream,
)
from reportlab.pdfbase.pdfdoc import format as formatted
from reportlab.pdfbase.pdfmetrics import standardFonts
from reportlab.pdfgen.canvas import Canvas

from policydesk.reports.tagged import ARTIFACT, Mark, Tags
from policydesk.reports.tagged_tree import tree
from policydesk.reports.text import PLAIN

PACKED = 200
"""Things that are packed and squeezed together."""

ENTRY = 7
"""Bytes of a line in the table of objects."""

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class TaggedCanvas(Canvas):
    """Draws pages whose pieces are marked; every finished page is squeezed at once, so that long papers stay small."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.tags = Tags()
        self.finished: list[tuple[Any, list[str]]] = []
        super().__init__(*args, **{**kwargs, "initialFontName": PLAIN})
        self._doc.__class__ = _TaggedDocument
        self._doc.tags = self.tags
        catalog = self._doc.Catalog
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        catalog.StructTreeRoot = PDFObjectReference("Structure")
        self._doc.Reference(_Structure(), "Structure")
        self.setViewerPreference("DisplayDocTitle", "true")
        self.tags.begin_page(self._code)

    def save(self) -> None:
        """Write the paper down."""
        if self._code != [ARTIFACT]:
            self.showPage()
        self.end()
        self._doc.SaveToFile(self._filename, self)

    def end(self) -> None:
        """End the drawing of pages; what is drawn from here on is furniture."""
        self.tags.owners.pop()
        self.tags.quiet = True

    def bookmark(self, words: str, level: int) -> None:
        """Let a reader jump here: a heading with its level, the title being 0."""
        deepest = min(level, getattr(self, "_deepest", -1) + 1)
        self._deepest = deepest
        key = f"heading-{len(self._destinations) + 1}"
        self.bookmarkHorizontal(key, 0, 24)
        self.addOutlineEntry(words[:120], key, deepest, closed=False)

    def link_to(self, key: str, words: str, mark: Mark, area: tuple[float, float, float, float]) -> "Link":
        """Let an area lead to a place that is named before the file is written; a reader hears the words."""
        link = Link(area, words, self._bookmarkReference(key), Border="[0 0 0]")
        name = f"link-{len(self.tags.links) + 1}"
        self._addAnnotation(link, name)
        place = self._doc.idToObjectNumberAndVersion[self._doc.annotationName(name)][0]
        link.otherkw["StructParent"] = self.tags.link(mark, place)
        return link

    def setFont(self, psfontname: str, size: float, leading: float | None = None) -> None:  # noqa: N802 - reportlab's
        """Write with a font that is in the file: tables and charts name Helvetica before they know better."""
        super().setFont(PLAIN if psfontname in standardFonts else psfontname, size, leading)

    def _startPage(self) -> None:  # noqa: N802 - reportlab's name
        super()._startPage()
        self.tags.begin_page(self._code)

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        if self._code == [ARTIFACT] and self.finished:
            return
        self.tags.end_page(self._code)
        forms = list(self._formsinuse)
        name = self._doc.thisPageName()
        super().showPage()
        page = self._doc.idToObject[name]
        page.__class__ = _TaggedPage
        page.StructParents, page.Tabs = len(self.finished), "/S"
        page.Contents = squeezed(page.stream)
        page.stream = None
        self.finished.append((page, forms))


def squeezed(code: str) -> PDFStream:
    """Return drawing commands in few bytes."""
    return PDFStream(PDFDictionary({"Filter": "/FlateDecode"}), zlib.compress(code.encode("latin-1"), 6))


class Link(LinkAnnotation):
    """An area that leads to a page, and the piece that it is."""

    permitted = (*LinkAnnotation.permitted, "StructParent")


class _TaggedPage(PDFPage):
    """A page that knows where its pieces stand in the structure."""

    __NoDefault__ = (*PDFPage.__NoDefault__, "StructParents", "Tabs")


class _Structure(PDFObject):
    """Keeps the structure's place until everything is drawn."""

    __RefOnly__ = 1


class _TaggedDocument(PDFDocument):
    """Writes a file of packed objects: a tenth of the size of the same structure written one by one."""

    tags: Tags

    def format(self) -> bytes:
        root, info = self.Reference(self.Catalog), self.Reference(self.info)
        file, number = _File(), 0
        while (number := number + 1) in self.numberToId:
            found = self.idToObject[self.numberToId[number]]
            if not isinstance(found, _Structure):
                file.add(number, formatted(found, self, toplevel=1))
        numbers = self.idToObjectNumberAndVersion
        pages = [numbers[f"Page{index}"][0] for index in range(1, self.pageCounter)]
        place = numbers["Structure"][0]
        for body in tree(self.tags, place, number, pages):
            file.add(place, body)
            place, number = number, number + 1
        trailer = f"/Root {root.format(self).decode()}/Info {info.format(self).decode()}/ID".encode() + _id(self)
        return file.finished(trailer)


def _id(document: PDFDocument) -> bytes:
    digest = bytes(document.signature.hexdigest(), "ascii")
    return b"[<" + digest + b"><" + digest + b">]"


class _File:
    """Gathers objects: streams as they are, small ones packed by hundreds, and a table that says where each is."""

    def __init__(self) -> None:
        self._chunks, self._size = [HEADER], len(HEADER)
        self._table = bytearray()
        self._waiting: list[tuple[int, bytes]] = []
        self._packs: list[tuple[list[int], bytes]] = []

    def add(self, number: int, body: bytes) -> None:
        """Add one object."""
        if body.endswith(b"endstream\n"):
            self._write(number, body)
            return
        self._place(number, 0, 0, 0)
        self._waiting.append((number, body))
        if len(self._waiting) == PACKED:
            self._pack()

    def finished(self, trailer: bytes) -> bytes:
        """Return the whole file."""
        self._pack()
        number = len(self._table) // ENTRY
        self._packs.reverse()
        while self._packs:
            numbers, body = self._packs.pop()
            for index, one in enumerate(numbers):
                self._place(one, 2, number, index)
            self._write(number, body)
            number += 1
        start = self._size
        self._place(number, 1, start, 0)
        self._place(0, 0, 0, 65535)
        said = f"/Type/XRef/Size {number + 1}/W[1 4 2]".encode() + trailer
        self._write(number, _stream(said, bytes(self._table)))
        self._chunks.append(f"startxref\n{start}\n%%EOF\n".encode())
        return b"".join(self._chunks)

    def _place(self, number: int, kind: int, where: int, index: int) -> None:
        """Note where an object is: in a pack, or at a place of the file."""
        missing = (number + 1) * ENTRY - len(self._table)
        if missing > 0:
            self._table += bytes(missing)
        self._table[number * ENTRY : (number + 1) * ENTRY] = kind.to_bytes(1) + where.to_bytes(4) + index.to_bytes(2)

    def _pack(self) -> None:
        if not self._waiting:
            return
        heads, bodies, at = [], [], 0
        for number, body in self._waiting:
            heads.append(f"{number} {at}")
            bodies.append(body)
            at += len(body) + 1
        head = " ".join(heads).encode() + b"\n"
        said = f"/Type/ObjStm/N {len(heads)}/First {len(head)}".encode()
        self._packs.append(([number for number, _body in self._waiting], _stream(said, head + b"\n".join(bodies))))
        self._waiting = []

    def _write(self, number: int, body: bytes) -> None:
        self._place(number, 1, self._size, 0)
        chunk = f"{number} 0 obj\n".encode() + body + b"endobj\n"
        self._chunks.append(chunk)
        self._size += len(chunk)


def _stream(said: bytes, content: bytes) -> bytes:
    packed = zlib.compress(content, 6)
    return b"<<" + said + f"/Filter/FlateDecode/Length {len(packed)}>>\nstream\n".encode() + packed + b"\nendstream\n"
