"""A paper as a file: pages that are written down when they are full, with the structure that readers follow."""

from array import array
from collections.abc import Sequence
from typing import Any, BinaryIO

from reportlab.pdfbase.pdfdoc import (
    LinkAnnotation,
    PDFDictionary,
    PDFDocument,
    PDFFormXObject,
    PDFObject,
    PDFObjectReference,
    PDFPage,
    PDFPages,
    xObjectName,
)
from reportlab.pdfbase.pdfdoc import format as formatted
from reportlab.pdfbase.pdfmetrics import standardFonts
from reportlab.pdfgen.canvas import Canvas

from policydesk.reports.paper.paper_file import PaperFile, squeezed
from policydesk.reports.paper.tagged import ARTIFACT, FURNITURE, Mark, Tags
from policydesk.reports.paper.text import PLAIN


class TaggedCanvas(Canvas):
    """Draws pages whose pieces are marked; every page is written down when it is full, so that memory stays small."""

    _extgstate: Any
    numbered = False
    """Whether something is drawn on each page when all of them are known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initialFontName": PLAIN})
        self._doc.__class__ = _TaggedDocument
        self._doc.begin(self._filename, numbered=self.numbered)
        self.tags: Tags = self._doc.tags
        self.setViewerPreference("DisplayDocTitle", "true")
        self.tags.begin_page(self._code)

    def save(self) -> None:
        """Write the rest of the paper down."""
        if self._code != [ARTIFACT]:
            self.showPage()
        self.tags.quiet = True
        self.draw_feet()
        self.tags.finish()
        self._doc.GetPDFData(self)

    def draw_round(self) -> None:
        """Draw what stands round this page."""

    def draw_feet(self) -> None:
        """Draw what could not be drawn before all pages were."""

    def draw_foot(self, page: int) -> None:
        """Take what was drawn to one page, where it is furniture."""
        self._doc.file.add(self._doc.feet[page], _furniture(self._code))
        self._restartAccumulators()
        self.init_graphics_state()

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
        if self._code == [ARTIFACT] and self._doc.pages:
            return
        self.tags.end_page(self._code)
        kept, self.tags.quiet = self._extgstate, True
        self.init_graphics_state()
        self._extgstate = kept
        self._code += (FURNITURE, "q")
        self.draw_round()
        self._code += ("Q", "EMC")
        self.tags.quiet = False
        super().showPage()


class Link(LinkAnnotation):
    """An area that leads to a page, and the piece that it is."""

    permitted = (*LinkAnnotation.permitted, "StructParent")


class _TaggedPage(PDFPage):
    """A page that knows where its pieces stand in the structure."""

    __NoDefault__ = (*PDFPage.__NoDefault__, "StructParents", "Tabs")


class _Pages(PDFPages):
    """The pages by their numbers in the file."""

    def format(self, document: Any) -> bytes:
        kids = bytearray()
        for number in document.pages:
            kids += b"%d 0 R " % number
        return b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(document.pages), kids)


class _TaggedDocument(PDFDocument):
    """Writes a page down when it is full, a drawing when it is drawn, and everything else when the last page is."""

    file: PaperFile
    tags: Tags

    def begin(self, out: BinaryIO, *, numbered: bool) -> None:
        """Begin the file of a paper of which nothing is drawn yet."""
        self.file = PaperFile(out, self.__dict__.pop("objectcounter"))
        self.tags = Tags(self.file.take, self.file.add)
        self.pages, self.feet, self._numbered = array("i"), array("i"), numbered
        self.Pages.__class__ = _Pages
        self.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        self.Catalog.StructTreeRoot = f"{self.tags.root} 0 R"

    @property
    def objectcounter(self) -> int:
        """The highest number of an object, of reportlab's and of ours."""
        return self.file.last

    @objectcounter.setter
    def objectcounter(self, number: int) -> None:
        self.file.last = number

    def thisPageRef(self) -> PDFObjectReference:  # noqa: N802 - reportlab's name
        self.idToObjectNumberAndVersion[self.thisPageName()] = (self.tags.here, 0)
        return super().thisPageRef()

    def addPage(self, page: PDFPage) -> None:  # noqa: N802 - reportlab's name
        """Write a page down."""
        number, content = self.tags.here, self.file.take()
        self.file.add(content, squeezed(b"", page.stream.encode("latin-1")))
        page.__class__ = _TaggedPage
        page.Contents = f"[{content} 0 R]"
        if self._numbered:
            self.feet.append(self.file.take())
            page.Contents = f"[{content} 0 R {self.feet[-1]} 0 R]"
        page.StructParents, page.Tabs, page.Parent = len(self.pages), "/S", self.Reference(self.Pages)
        self.file.add(number, formatted(page, self, toplevel=1))
        self.pages.append(number)
        self.pageCounter += 1
        self.inObject = None

    def addForm(self, name: str, form: PDFObject) -> None:  # noqa: N802 - reportlab's name
        """Write a drawing down; pictures wait, as reportlab says more about them later."""
        if not isinstance(form, PDFFormXObject):
            super().addForm(name, form)
            return
        self.inObject = None
        self.idToObject[xObjectName(name)] = _WRITTEN
        self.file.add(self._place(xObjectName(name)), formatted(form, self, toplevel=1))

    def xobjDict(self, formnames: Sequence[str]) -> PDFDictionary:  # noqa: N802 - reportlab's name
        """Return where drawings are; one that is drawn later gets its number now."""
        for name in formnames:
            self._place(xObjectName(name))
        return super().xobjDict(formnames)

    def settle(self, name: str) -> None:
        """Write a thing down of which no more will be said."""
        number, _version = self.idToObjectNumberAndVersion[name]
        del self.numberToId[number]
        self.file.add(number, formatted(self.idToObject[name], self, toplevel=1))
        self.idToObject[name] = _WRITTEN

    def format(self) -> bytes:
        """Write down what is left; there is nothing to return."""
        root, info = self.Reference(self.Catalog), self.Reference(self.info)
        while self.numberToId:
            for number in sorted(self.numberToId):  # writing one down may ask for others
                self.settle(self.numberToId[number])
        self.file.finish(
            f"/Root {root.format(self).decode()}/Info {info.format(self).decode()}/ID".encode() + _id(self)
        )
        return b""

    def _place(self, name: str) -> int:
        """Return the number of a thing that may come later."""
        if name not in self.idToObjectNumberAndVersion:
            self.idToObjectNumberAndVersion[name] = (self.file.take(), 0)
        return int(self.idToObjectNumberAndVersion[name][0])


_WRITTEN = PDFObject()
"""Stands for things that are in the file already."""


def _furniture(code: list[str]) -> bytes:
    return squeezed(b"", "\n".join([FURNITURE, "q", *code, "Q", "EMC", ""]).encode("latin-1"))


def _id(document: PDFDocument) -> bytes:
    digest = bytes(document.signature.hexdigest(), "ascii")
    return b"[<" + digest + b"><" + digest + b">]"
