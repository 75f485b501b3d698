"""What a file says of its own pages: the pieces of its structure in the order in which they are read."""

from dataclasses import dataclass, field

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

HEADINGS = frozenset({"H1", "H2", "H3"})


@dataclass(eq=False, slots=True)
class Piece:
    """One piece of the structure: its role, what it stands in, and its content as page and number."""

    role: str
    within: "Piece | None" = None
    kids: list["Piece"] = field(default_factory=list)
    content: list[tuple[int, int]] = field(default_factory=list)
    says: str = ""

    def inside(self, role: str) -> "Piece | None":
        """Return the piece of a role that this one stands in, or is."""
        found: Piece | None = self
        while found is not None and found.role != role:
            found = found.within
        return found


@dataclass
class Told:
    """The pieces of a whole file, first to last, and for each page which piece its content belongs to."""

    pieces: list[Piece]
    owners: dict[int, dict[int, Piece]]


def told(pdf: PdfReader) -> Told:
    """Read the structure of a file; nothing where it has none."""
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(pdf.pages)}
    found = Told([], {number: {} for number in pages.values()})
    root = pdf.trailer["/Root"].get("/StructTreeRoot")
    if root is not None:
        _walk(root.get_object()["/K"].get_object(), None, -1, pages, found)
    return found


def _walk(element: DictionaryObject, within: Piece | None, page: int, pages: dict[int, int], found: Told) -> None:
    own = element.raw_get("/Pg") if "/Pg" in element else None
    page = pages.get(own.idnum, page) if isinstance(own, IndirectObject) else page
    piece = Piece(str(element["/S"])[1:], within, says=str(element.get("/ActualText", "")))
    found.pieces.append(piece)
    if within is not None:
        within.kids.append(piece)
    kids = element.get("/K", ArrayObject())
    for kid in kids if isinstance(kids, ArrayObject) else [kids]:
        inside = kid.get_object() if isinstance(kid, IndirectObject) else kid
        if isinstance(inside, int):
            _owns(piece, page, int(inside), found)
        elif inside.get("/Type") == "/MCR":
            if "/Stm" not in inside:
                _owns(piece, pages.get(inside.raw_get("/Pg").idnum, page), int(inside["/MCID"]), found)
        elif inside.get("/Type") != "/OBJR":
            _walk(inside, piece, page, pages, found)


def _owns(piece: Piece, page: int, content: int, found: Told) -> None:
    piece.content.append((page, content))
    found.owners[page][content] = piece
