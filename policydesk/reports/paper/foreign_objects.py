"""Things of other people's PDF files in ours: each is written once, under a number of our own."""

import io
import zlib
from collections.abc import Callable
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NullObject, StreamObject
from reportlab.pdfbase.pdfdoc import PDFObject

from policydesk.errors import Refusal

SKIPPED = frozenset(
    {"/Parent", "/P", "/Pg", "/StructParent", "/StructParents", "/MCID", "/Metadata", "/PieceInfo", "/Length"}
)
"""What leads out of a page into the rest of its file, or is written anew."""

DEEPEST = 200
"""Things inside things that an honest file has at most."""


class Unreadable(Refusal):
    """A file that cannot be put into ours; says why in one sentence."""


class Borrowed:
    """Writes another file's objects into our document, each once, under numbers of ours."""

    def __init__(self, document: Any) -> None:
        """Begin with the document that borrows."""
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
            return stream(self._entries(value), bytes(value._data), ready=True)
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
            return reference_to(self._document, name)
        name = self._known[key] = f"Borrowed.{self._document.objectcounter}"
        return self._refer(name, lambda: self.written(value.get_object()))

    def _refer(self, name: str, body: Callable[[], bytes]) -> bytes:
        raw = Raw(b"null")
        self._document.Reference(raw, name)
        raw.body = body()
        self._document.settle(name)
        return reference_to(self._document, name)


class Raw(PDFObject):
    """An object whose bytes are known."""

    __RefOnly__ = 1

    def __init__(self, body: bytes) -> None:
        self.body = body

    def format(self, _document: Any) -> bytes:
        """Return the bytes."""
        return self.body


class Trial:
    """Stands for our document while a file is tried."""

    def __init__(self) -> None:
        self.objectcounter = 0
        self.idToObjectNumberAndVersion: dict[str, tuple[int, int]] = {}

    def Reference(self, _object: PDFObject, name: str) -> None:  # noqa: N802 - reportlab's name
        """Give an object its number."""
        self.objectcounter += 1
        self.idToObjectNumberAndVersion[name] = (self.objectcounter, 0)

    def settle(self, name: str) -> None:
        """Keep nothing."""


def reference_to(document: Any, name: str) -> bytes:
    """Return the words that refer to an object by its name."""
    return b"%d 0 R" % document.idToObjectNumberAndVersion[name][0]


def stream(said: bytes, content: bytes, *, ready: bool = False) -> bytes:
    """Return a stream; squeezed, unless it is `ready` as its own words say."""
    packed = content if ready else zlib.compress(content, 6)
    how = b"" if ready else b"/Filter/FlateDecode"
    return b"<<%s%s/Length %d>>\nstream\n%s\nendstream\n" % (said, how, len(packed), packed)


def numbers_of(*values: float) -> bytes:
    """Return numbers as a PDF writes them."""
    return " ".join(f"{one:.4f}".rstrip("0").rstrip(".") for one in values).encode()
