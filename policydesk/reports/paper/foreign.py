"""Pages of other people's PDF files inside ours: each becomes a drawing of our document, with what it needs."""

import io
from dataclasses import dataclass, replace
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject
from reportlab.pdfbase.pdfdoc import xObjectName

from policydesk.reports.paper.foreign_marks import code_of, numbers, shows_words, unmarked
from policydesk.reports.paper.foreign_objects import Borrowed, Raw, Trial, Unreadable, numbers_of, stream
from policydesk.reports.paper.foreign_tree import ForeignTree, foreign_tree
from policydesk.reports.paper.tagged import Inner, Mark, Tags

HIDDEN = 2
"""The flag of an annotation that is not shown."""

SPOKEN = frozenset({"/Widget", "/FreeText"})
"""Annotations whose picture is words."""


@dataclass(frozen=True)
class ForeignPage:
    """One page of somebody's PDF, as large as it is seen.

    Its words belong to pieces of its own `tree` where it has any; of other pages `has_words` says whether they can be
    read aloud as they are.
    """

    page: PageObject
    width: float
    height: float
    tree: ForeignTree
    has_words: bool

    @property
    def number(self) -> int:
        """Its number in the file that it comes from."""
        return self.page.indirect_reference.idnum if self.page.indirect_reference is not None else 0

    @property
    def is_told(self) -> bool:
        """Whether its tree says what everything on it is."""
        return self.tree.has(self.number)

    def draw_on(self, canvas: Any, name: str) -> None:
        """Draw it at the canvas's corner, in its own size."""
        document = canvas._doc
        if not document.hasForm(name):
            tags = canvas.tags if self.is_told else None
            drawing = _Drawing(self, Borrowed(document), tags)
            document.Reference(Raw(drawing.written()), xObjectName(name))
            document.settle(xObjectName(name))
            drawing.place(document.idToObjectNumberAndVersion[xObjectName(name)][0])
        canvas.doForm(name)


def foreign_pages(content: bytes, title: str, whole: Mark) -> tuple[ForeignPage, ...]:
    """Return the pages of a PDF, told below a piece of ours; raises Unreadable where one of them cannot be shown."""
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("It is protected with a password.")
        tree = foreign_tree(reader, title, whole)
        found = tuple(_page(one, tree) for one in reader.pages)
        trial = Borrowed(Trial())
        for one in found:  # everything that could go wrong goes wrong here, before our own paper is begun
            _Drawing(one, trial, None).written()
    except Unreadable:
        raise
    except (Exception, RecursionError) as trouble:
        raise Unreadable("It is damaged, so it cannot be shown.") from trouble
    if not found:
        raise Unreadable("It has no page.")
    return found


def _page(page: PageObject, tree: ForeignTree) -> ForeignPage:
    box = page.cropbox
    sides = (float(box.width), float(box.height))
    wide, high = sides[::-1] if page.rotation % 180 else sides
    if not (1 <= wide <= 20_000 and 1 <= high <= 20_000):
        raise Unreadable("One of its pages has no size.")
    found = ForeignPage(page, wide, high, tree, has_words=True)
    return found if found.is_told else replace(found, has_words=shows_words(page))


class _Drawing:
    """A page as a drawing: its content, its notes and filled-in fields over it, upright at the corner.

    With `tags` both keep the pieces that they are; else they stand inside one piece of ours.
    """

    def __init__(self, page: ForeignPage, borrowed: "Borrowed", tags: Tags | None) -> None:
        self._page, self._borrowed, self._tags = page, borrowed, tags
        self._over: Inner | None = None
        self._owners: list[int] = []

    def written(self) -> bytes:
        """Return the drawing as our file holds it."""
        page = self._page.page
        box = page.cropbox
        left, low, right, high = (float(one) for one in (box.left, box.bottom, box.right, box.top))
        matrix = {
            0: (1, 0, 0, 1, -left, -low),
            90: (0, -1, 1, 0, -low, right),
            180: (-1, 0, 0, -1, right, high),
            270: (0, 1, -1, 0, high, -left),
        }[page.rotation % 360]
        inside = self._content(numbers_of(left, low, right, high))
        notes, over = self._notes()
        key = b""
        if self._tags is not None and self._owners:
            self._over, number = self._tags.draws(self._owners)
            key = b"/StructParents %d" % number
        said = b"/Type/XObject/Subtype/Form/BBox[%s]/Matrix[%s]/Resources<</XObject<</Page %s%s>>>>%s" % (
            numbers_of(left, low, right, high), numbers_of(*matrix), inside, notes, key,
        )  # fmt: skip
        return stream(said, b"q /Page Do Q\n" + over)

    def place(self, number: int) -> None:
        """Say which number the drawing has in our file."""
        if self._over is not None:
            self._over.place = number

    def _content(self, box: bytes) -> bytes:
        """Write what the page itself draws; return the words that refer to it."""
        page, code, key, inner = self._page.page, code_of(self._page.page), b"", None
        resources = self._borrowed.written(page.get("/Resources") or DictionaryObject())
        if self._tags is None:
            code = unmarked(code)
        else:
            inner, number = self._tags.draws(_owners(self._page, self._tags, code))
            key = b"/StructParents %d" % number
        said = b"/Type/XObject/Subtype/Form/BBox[%s]/Resources %s%s" % (box, resources, key)
        place = self._borrowed.add(stream(said, code))
        if inner is not None:
            inner.place = int(place.split()[0])
        return place

    def _notes(self) -> tuple[bytes, bytes]:
        """Return the pictures of the page's annotations, and the code that draws each over its rectangle."""
        names, code = b"", b""
        found = self._page.page.get("/Annots")
        found = found.get_object() if found is not None else ()
        for number, reference in enumerate(list.__iter__(found) if isinstance(found, ArrayObject) else ()):
            note = reference.get_object()
            look = _look(note)
            if look is None or int(note.get("/F", 0)) & HIDDEN or note.get("/Subtype") == "/Popup":
                continue
            fits = _fitted(note, look.get_object())
            if fits is not None:
                names += b"/Note%d %s" % (number, self._borrowed.written(look))
                begins, ends = self._told(reference, note)
                code += b"%sq %s cm /Note%d Do Q\n%s" % (begins, fits, number, ends)
        return names, code

    def _told(self, reference: Any, note: DictionaryObject) -> tuple[bytes, bytes]:
        """Return what stands before and behind a note, so that it is a piece too: words, or a picture described."""
        if self._tags is None:
            return b"", b""
        mark = self._page.tree.notes.get(reference.idnum if isinstance(reference, IndirectObject) else 0)
        if mark is None:
            words, alt = note.get("/Subtype") in SPOKEN, str(note.get("/Contents", ""))
            if not words and not alt:
                return b"/Artifact BMC\n", b"EMC\n"
            mark = Mark("P" if words else "Figure", self._page.tree.whole, alt="" if words else alt)
        self._owners.append(self._tags.number(mark))
        return b"/%s <</MCID %d>> BDC\n" % (mark.role.encode(), len(self._owners) - 1), b"EMC\n"


def _owners(page: ForeignPage, tags: Tags, code: bytes) -> list[int]:
    """Return which piece each content of a page belongs to; what belongs to none is a paragraph at the end."""
    for mark in page.tree.marks:
        tags.number(mark)
    contents, there = page.tree.contents[page.number], numbers(code)
    owners = [-1] * (max(there) + 1)
    for content in sorted(there):
        mark = contents.get(content) or Mark("P", page.tree.whole)
        owners[content] = tags.number(mark)
    return owners


def _look(note: Any) -> Any:
    """Return an annotation's appearance, of several the one that holds; only where it is a drawing of its own."""
    looks = note.get("/AP")
    normal = looks.get_object().raw_get("/N") if looks is not None and "/N" in looks.get_object() else None
    if normal is not None and not isinstance(normal.get_object(), StreamObject):
        state = note.get("/AS")
        normal = normal.get_object().raw_get(state) if state in normal.get_object() else None
    return normal if isinstance(normal, IndirectObject) and isinstance(normal.get_object(), StreamObject) else None


def _fitted(note: Any, look: Any) -> bytes | None:
    """Return how an appearance is moved and sized into its rectangle; none where either has no room."""
    left, low, right, high = (float(one) for one in note["/Rect"])
    box = [float(one) for one in look.get("/BBox", (0, 0, 1, 1))]
    wide, tall = box[2] - box[0], box[3] - box[1]
    if not wide or not tall:
        return None
    across, up = (max(left, right) - min(left, right)) / wide, (max(low, high) - min(low, high)) / tall
    return numbers_of(across, 0, 0, up, min(left, right) - box[0] * across, min(low, high) - box[1] * up)
