"""Pages of other people's PDF files inside ours: each becomes a drawing of our document, with what it needs."""

import io
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NullObject, StreamObject
from reportlab.pdfbase.pdfdoc import PDFObject, xObjectName

from policydesk.errors import Refusal

SKIPPED = frozenset({"/Parent", "/P", "/Pg", "/StructParent", "/StructParents", "/Metadata", "/PieceInfo", "/Length"})
"""What leads out of a page into the rest of its file, or is written anew."""

HIDDEN = 2
"""The flag of an annotation that is not shown."""

DEEPEST = 200
"""Things inside things that an honest file has at most."""


class Unreadable(Refusal):
    """A file that cannot be put into ours; says why in one sentence."""


@dataclass(frozen=True)
class ForeignPage:
    """One page of somebody's PDF, as large as it is seen."""

    page: PageObject
    width: float
    height: float

    def draw_on(self, canvas: Any, name: str) -> None:
        """Draw it at the canvas's corner, in its own size."""
        document = canvas._doc
        if not document.hasForm(name):
            document.Reference(_Raw(b"".join(_form(self.page, _Borrowed(document)))), xObjectName(name))
        canvas.doForm(name)


def foreign_pages(content: bytes) -> tuple[ForeignPage, ...]:
    """Return the pages of a PDF; raises Unreadable where one of them cannot be shown."""
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("It is protected with a password.")
        found = tuple(_page(one) for one in reader.pages)
        trial = _Borrowed(_Trial())
        for one in found:  # everything that could go wrong goes wrong here, before our own paper is begun
            for _chunk in _form(one.page, trial):
                pass
    except Unreadable:
        raise
    except (Exception, RecursionError) as trouble:
        raise Unreadable("It is damaged, so it cannot be shown.") from trouble
    if not found:
        raise Unreadable("It has no page.")
    return found


def _page(page: PageObject) -> ForeignPage:
    box = page.cropbox
    sides = (float(box.width), float(box.height))
    wide, high = sides[::-1] if page.rotation % 180 else sides
    if not (1 <= wide <= 20_000 and 1 <= high <= 20_000):
        raise Unreadable("One of its pages has no size.")
    return ForeignPage(page, wide, high)


def _form(page: PageObject, borrowed: "_Borrowed") -> list[bytes]:
    """Return a page as a drawing: its content, its notes and filled-in fields over it, upright at the corner."""
    box = page.cropbox
    left, low, right, high = (float(one) for one in (box.left, box.bottom, box.right, box.top))
    matrix = {
        0: (1, 0, 0, 1, -left, -low),
        90: (0, -1, 1, 0, -low, right),
        180: (-1, 0, 0, -1, right, high),
        270: (0, 1, -1, 0, high, -left),
    }[page.rotation % 360]
    content = page.get_contents()
    code = b"" if content is None else content.get_data()
    notes, over = _notes(page, borrowed)
    resources = borrowed.written(page.get("/Resources") or DictionaryObject())
    inner = _stream(b"/Type/XObject/Subtype/Form/BBox[%s]/Resources %s" % (_numbers(left, low, right, high), resources),
                    code)  # fmt: skip
    inside = borrowed.add(inner)
    said = b"/Type/XObject/Subtype/Form/BBox[%s]/Matrix[%s]/Resources<</XObject<</Page %s%s>>>>" % (
        _numbers(left, low, right, high), _numbers(*matrix), inside, notes,
    )  # fmt: skip
    return [_stream(said, b"q /Page Do Q\n" + over)]


def _notes(page: PageObject, borrowed: "_Borrowed") -> tuple[bytes, bytes]:
    """Return the pictures of a page's annotations, and the code that draws each over its rectangle."""
    names, code = b"", b""
    found = page.get("/Annots")
    found = found.get_object() if found is not None else ()
    for number, one in enumerate(found or ()):
        note = one.get_object()
        look = _look(note)
        if look is None or int(note.get("/F", 0)) & HIDDEN or note.get("/Subtype") == "/Popup":
            continue
        fits = _fitted(note, look.get_object())
        if fits is not None:
            names += b"/Note%d %s" % (number, borrowed.written(look))
            code += b"q %s cm /Note%d Do Q\n" % (fits, number)
    return names, code


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
    return _numbers(across, 0, 0, up, min(left, right) - box[0] * across, min(low, high) - box[1] * up)


class _Borrowed:
    """Writes another file's objects into our document, each once, under numbers of ours."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._known: dict[tuple[int, int], str] = document.__dict__.setdefault("borrowed", {})
        self._depth = 0

    def add(self, body: bytes) -> bytes:
        """Write one object; return the words that refer to it."""
        return self._refer(f"Borrowed.{self._document.objectcounter}", lambda: body)

    def written(self, value: Any) -> bytes:
        """Return a value as our file holds it."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise Unreadable("It is built too deep to be shown.")
        try:
            return self._written(value)
        finally:
            self._depth -= 1

    def _written(self, value: Any) -> bytes:
        if isinstance(value, IndirectObject):
            return self._indirect(value)
        if isinstance(value, StreamObject):
            return _stream(self._entries(value), bytes(value._data), ready=True)
        if isinstance(value, DictionaryObject):
            return b"<<" + self._entries(value) + b">>"
        if isinstance(value, ArrayObject):
            return b"[" + b" ".join(self.written(one) for one in list.__iter__(value)) + b"]"
        buffer = io.BytesIO()
        (NullObject() if value is None else value).write_to_stream(buffer)
        return buffer.getvalue()

    def _entries(self, value: DictionaryObject) -> bytes:
        return b"".join(
            self.written(key) + b" " + self.written(value.raw_get(key)) + b"\n" for key in value if key not in SKIPPED
        )

    def _indirect(self, value: IndirectObject) -> bytes:
        key = (id(value.pdf), value.idnum)
        name = self._known.get(key)
        if name is not None:
            return _reference(self._document, name)
        name = self._known[key] = f"Borrowed.{self._document.objectcounter}"
        return self._refer(name, lambda: self.written(value.get_object()))

    def _refer(self, name: str, body: Callable[[], bytes]) -> bytes:
        raw = _Raw(b"null")
        self._document.Reference(raw, name)
        raw.body = body()
        return _reference(self._document, name)


class _Raw(PDFObject):
    """An object whose bytes are known."""

    __RefOnly__ = 1

    def __init__(self, body: bytes) -> None:
        self.body = body

    def format(self, _document: Any) -> bytes:
        """Return the bytes."""
        return self.body


class _Trial:
    """Stands for our document while a file is tried."""

    def __init__(self) -> None:
        self.objectcounter = 0
        self.idToObjectNumberAndVersion: dict[str, tuple[int, int]] = {}

    def Reference(self, _object: PDFObject, name: str) -> None:  # noqa: N802 - reportlab's name
        """Give an object its number."""
        self.objectcounter += 1
        self.idToObjectNumberAndVersion[name] = (self.objectcounter, 0)


def _reference(document: Any, name: str) -> bytes:
    return b"%d 0 R" % document.idToObjectNumberAndVersion[name][0]


def _stream(said: bytes, content: bytes, *, ready: bool = False) -> bytes:
    """Return a stream; squeezed, unless it is `ready` as its own words say."""
    packed = content if ready else zlib.compress(content, 6)
    how = b"" if ready else b"/Filter/FlateDecode"
    return b"<<%s%s/Length %d>>\nstream\n%s\nendstream\n" % (said, how, len(packed), packed)


def _numbers(*values: float) -> bytes:
    return " ".join(f"{one:.4f}".rstrip("0").rstrip(".") for one in values).encode()
