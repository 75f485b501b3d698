"""What a screen reader hears of a paper: the pieces of its structure from first to last, each with its words."""

import io
import re
from dataclasses import dataclass, field
from functools import lru_cache

from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject, IndirectObject

LATIN = {code: chr(code) for code in range(256)}
"""What the letter codes of somebody else's font stand for that has no table."""


@dataclass
class Piece:
    """One piece of the structure: what it is, what stands in it, the words on the page, and what is spoken instead."""

    role: str
    kids: list["Piece"] = field(default_factory=list)
    words: str = ""
    says: str = ""
    alt: str = ""
    scope: str = ""
    pages: set[int] = field(default_factory=set)
    leads: list[DictionaryObject] = field(default_factory=list)
    title: str = ""

    def all(self, *roles: str) -> list["Piece"]:
        """Return this piece and everything in it, in order; only some roles where they are named."""
        found = [self] if not roles or self.role in roles else []
        return found + [one for kid in self.kids for one in kid.all(*roles)]


@dataclass
class Heard:
    """A whole paper: the document, every word on each page, and the words that are furniture."""

    document: Piece
    furniture: list[str]
    pieces: dict[tuple[int, int], str]
    pdf: PdfReader

    @property
    def words(self) -> str:
        """Everything that is read aloud, in order."""
        return " ".join(" ".join(one.says or one.words for one in self.document.all()).split())


def heard(content: bytes) -> Heard:
    """Read a paper as a screen reader does."""
    pdf = PdfReader(io.BytesIO(content))
    pieces: dict[tuple[int, int], str] = {}
    furniture = []
    numbers = {}
    for page in pdf.pages:
        number = page.indirect_reference.idnum
        numbers[number] = page["/StructParents"]
        furniture.append(_read(page, number, pieces, numbers))
    root = pdf.trailer["/Root"]["/StructTreeRoot"].get_object()
    document = _piece(root["/K"].get_object(), 0, pieces, numbers, _owners(root))
    return Heard(document, furniture, pieces, pdf)


def _owners(root: DictionaryObject) -> dict[int, list[int]]:
    nums = root["/ParentTree"]["/Nums"]
    return {nums[at]: _listed(nums[at + 1]) for at in range(0, len(nums), 2)}


def _listed(found) -> list[int]:
    """Return the numbers of the pieces that content belongs to: of a page or a drawing many, of a link its own."""
    inside = found.get_object()
    if isinstance(inside, DictionaryObject):
        return [found.idnum]
    return [getattr(one, "idnum", 0) for one in list.__iter__(inside)]


def _read(page, number: int, pieces: dict[tuple[int, int], str], numbers: dict[int, int]) -> str:
    """Sort the words of one page by the content they are marked as; return those of the furniture."""
    reading = _Reading(page, number, pieces, numbers)
    for operands, operator in ContentStream(page["/Contents"].get_object(), page.pdf).operations:
        reading.take(operator, operands)
    assert not reading.marks, "every mark that is begun is ended"
    return " ".join("".join(reading.furniture).split())


class _Reading:
    """Follows the drawing commands of one page: the font, and what the words belong to."""

    def __init__(self, page, number: int, pieces: dict[tuple[int, int], str], numbers: dict[int, int]) -> None:
        self.page, self.number, self.pieces, self.numbers = page, number, pieces, numbers
        self.pdf = page.pdf if hasattr(page, "pdf") else None
        self.marks: list[tuple[int, int] | None] = []
        self.furniture: list[str] = []
        self.fonts = [""]
        self.letters: dict[str, dict[int, str]] = {}

    def take(self, operator: bytes, operands) -> None:
        if operator in {b"BDC", b"BMC"}:
            self._begin(operands)
        elif operator == b"EMC":
            self.marks.pop()
        elif operator in {b"Tj", b"TJ", b"'"}:
            self._say(_decoded(self._letters(self.fonts[-1]), operands, operator))
        elif operator == b"Tf":
            self.fonts[-1] = operands[0]
        elif operator == b"Do":
            self._draw(operands[0])
        elif operator == b"q":
            self.fonts.append(self.fonts[-1])
        elif operator == b"Q":
            self.fonts.pop()

    def _letters(self, font: str) -> dict[int, str]:
        """Return what the letter codes of a font of this page stand for."""
        if font not in self.letters:
            found = self.page["/Resources"]["/Font"][font].get_object()
            self.letters[font] = (
                _to_unicode(found["/ToUnicode"].get_object().get_data()) if "/ToUnicode" in found else LATIN
            )
        return self.letters[font]

    def _draw(self, name: str) -> None:
        """Follow a drawing inside the page: words of a page are words, whoever drew them."""
        found = self.page["/Resources"]["/XObject"].raw_get(name)
        drawing = found.get_object()
        if drawing["/Subtype"] != "/Form":
            return
        own = "/StructParents" in drawing
        assert not (own and self.marks), "content with a number stands in no other"
        number = found.idnum if own else self.number
        if own:
            self.numbers[number] = drawing["/StructParents"]
        inside = _Reading(drawing, number, self.pieces, self.numbers)
        inside.marks = self.marks
        for operands, operator in ContentStream(drawing, self.pdf).operations:
            inside.take(operator, operands)
        self.furniture += inside.furniture

    def _begin(self, operands) -> None:
        says = operands[1] if len(operands) > 1 and isinstance(operands[1], DictionaryObject) else {}
        if operands[0] == "/Artifact":
            assert not any(one is not None for one in self.marks), "no furniture stands in a piece"
            self.marks.append(None)
        elif "/MCID" in says:
            assert not self.marks, "no content stands in another"
            key = (self.number, int(says["/MCID"]))
            assert key not in self.pieces, f"content {key} is used once"
            self.pieces[key] = ""
            self.marks.append(key)
        else:
            self.marks.append(self.marks[-1] if self.marks else None)

    def _say(self, text: str) -> None:
        assert self.marks or not text.strip(), "every word is a piece or furniture"
        if self.marks and self.marks[-1] is not None:
            self.pieces[self.marks[-1]] += text
        else:
            self.furniture.append(text)


def _decoded(table: dict[int, str], operands, operator: bytes) -> str:
    parts = operands[0] if operator == b"TJ" else [operands[-1]]
    found = []
    for part in parts:
        if isinstance(part, (bytes, str)):
            raw = part if isinstance(part, bytes) else part.original_bytes
            found += [table.get(code, "") for code in raw]
    return "".join(found)


@lru_cache(maxsize=64)
def _to_unicode(held: bytes) -> dict[int, str]:
    """Return what each letter code of an embedded font stands for, from the table that the file itself holds."""
    cmap = held.decode("latin-1")
    table: dict[int, str] = {}
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for low, _high, many in re.findall(r"<(\w+)>\s*<(\w+)>\s*\[(.*?)\]", block, re.DOTALL):
            for offset, one in enumerate(re.findall(r"<(\w+)>", many)):
                table[int(low, 16) + offset] = bytes.fromhex(one).decode("utf-16-be")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, one in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            table[int(code, 16)] = bytes.fromhex(one).decode("utf-16-be")
    return table


def _piece(element: DictionaryObject, page: int, pieces, numbers, owners) -> Piece:
    page = element.raw_get("/Pg").idnum if "/Pg" in element else page
    made = Piece(element["/S"].lstrip("/"), says=str(element.get("/ActualText", "")), alt=str(element.get("/Alt", "")))
    made.title = str(element.get("/T", ""))
    attributes = element.get("/A", {})
    made.scope = str(attributes.get("/Scope", "")) if attributes else ""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        if isinstance(kid, int):
            made.words += _words(page, kid, element, pieces, numbers, owners)
            made.pages.add(page)
            continue
        inside = kid.get_object()
        if inside.get("/Type") == "/MCR":
            made.pages.add(inside.raw_get("/Pg").idnum)
            where = inside.raw_get("/Stm" if "/Stm" in inside else "/Pg").idnum
            made.words += _words(where, inside["/MCID"], element, pieces, numbers, owners)
        elif inside.get("/Type") == "/OBJR":
            link = inside["/Obj"].get_object()
            assert owners[link["/StructParent"]] == [element.indirect_reference.idnum], "a link knows its piece"
            made.leads.append(link)
        else:
            assert isinstance(kid, IndirectObject)
            assert inside["/P"] == element, "a piece knows what it stands in"
            made.kids.append(_piece(inside, page, pieces, numbers, owners))
    return made


def _words(page: int, content: int, element: DictionaryObject, pieces, numbers, owners) -> str:
    assert owners[numbers[page]][content] == element.indirect_reference.idnum, "content knows the piece it belongs to"
    return pieces.pop((page, content))
