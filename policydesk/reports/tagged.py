"""Papers that a screen reader can follow: what each piece on a page is, and in which order all of them are read.

Everything drawn is furniture (an artifact) unless a piece says between `begin` and `end` what it is.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

ARTIFACT = "/Artifact BMC"
FURNITURE = "/Artifact <</Type/Pagination>> BDC"

COLUMN = b"/A<</O/Table/Scope/Column>>"
"""Says that a cell heads its column."""


@dataclass(slots=True, eq=False)
class Mark:
    """What one piece is: a role such as "H1" or "TD", and the piece it stands in.

    `says` is what a reader speaks instead of the letters, where scripts are shaped; `alt` describes a picture. A piece
    that goes on over the page keeps its mark, and so stays one piece.
    """

    role: str
    parent: "Mark | None" = None
    says: str = ""
    alt: str = ""
    more: bytes = b""
    number: int = field(default=-1, init=False)


class Tags:
    """The pieces of one paper in the order in which they are read, kept in few bytes: there may be a hundred thousand.

    `owners` holds for each page which piece its first, second, third … marked content belongs to.
    """

    def __init__(self) -> None:
        self.roles: list[str] = []
        self.parents = array("i")
        self.owners: list[array[int]] = []
        self.notes: dict[int, bytes] = {}
        self.quiet = False

    def number(self, mark: Mark) -> int:
        """Return a piece's number, which it gets when it is drawn first."""
        if mark.number < 0:
            parent = -1 if mark.parent is None else self.number(mark.parent)
            mark.number = len(self.roles)
            self.roles.append(mark.role)
            self.parents.append(parent)
            note = mark.more
            if mark.says:
                note += b"/ActualText" + spoken(mark.says)
            if mark.alt:
                note += b"/Alt" + spoken(mark.alt)
            if note:
                self.notes[mark.number] = note
        return mark.number

    def begin(self, code: list[str], mark: Mark, here: str = "") -> bool:
        """Begin what belongs to a piece; false inside another piece and in the furniture, where nothing is begun.

        `here` is what this very content says, for a search that looks at letters.
        """
        if self.quiet:
            return False
        self.quiet = True
        if code and code[-1] == ARTIFACT:
            code.pop()
        else:
            code.append("EMC")
        owners = self.owners[-1]
        said = f"/ActualText{spoken(here).decode()}" if here else ""
        code.append(f"/{mark.role} <</MCID {len(owners)}{said}>> BDC")
        owners.append(self.number(mark))
        return True

    def end(self, code: list[str]) -> None:
        """End what was begun."""
        self.quiet = False
        code += ("EMC", ARTIFACT)

    def begin_page(self, code: list[str]) -> None:
        """Begin a page: what comes is furniture until something says otherwise."""
        self.owners.append(array("i"))
        code.append(ARTIFACT)

    def end_page(self, code: list[str]) -> None:
        """End a page."""
        if code[-1] == ARTIFACT:
            code.pop()
        else:
            code.append("EMC")


def spoken(text: str) -> bytes:
    """Return words as a PDF holds them outside of its pages."""
    return b"<" + (b"\xfe\xff" + text.encode("utf-16-be", "replace")).hex().upper().encode() + b">"


def tree(tags: Tags, root: int, first: int, pages: Sequence[int]) -> Iterator[bytes]:
    """Yield the objects that tell the structure: its root, then what is numbered on from `first`, one by one.

    `pages` are the numbers of the pages' objects.
    """
    piece = first + 1
    at_page = piece + len(tags.roles)
    kids, home = _Kids(tags.parents), _Home(tags, pages)
    top = " ".join(f"{piece + number} 0 R" for number in kids.of(-1))
    yield f"<</Type/StructTreeRoot/K {first} 0 R/ParentTree {at_page} 0 R/ParentTreeNextKey {len(pages)}>>".encode()
    yield f"<</S/Document/P {root} 0 R/Lang(en-GB)/K[{top}]>>".encode()
    for number, (role, parent) in enumerate(zip(tags.roles, tags.parents, strict=True)):
        inside = home.said(number) or "".join(f" {piece + kid} 0 R" for kid in kids.of(number))
        page = f"/Pg {home.page(number)} 0 R" if home.page(number) else ""
        what = f"/K[{inside}]" if inside else ""
        yield f"<</S/{role}/P {piece + parent} 0 R{page}{what}".encode() + tags.notes.get(number, b"") + b">>"
    nums = " ".join(f"{index} {at_page + 1 + index} 0 R" for index in range(len(pages)))
    yield f"<</Nums[{nums}]>>".encode()
    for owners in tags.owners:
        yield f"[{' '.join(f'{piece + owner} 0 R' for owner in owners)}]".encode()


class _Kids:
    """Which pieces stand in which: for each its first kid and the next one beside it; -1 for the document itself."""

    def __init__(self, parents: Sequence[int]) -> None:
        self._first = array("i", [-1]) * (len(parents) + 1)
        self._next = array("i", [-1]) * len(parents)
        for number in range(len(parents) - 1, -1, -1):
            self._next[number] = self._first[parents[number]]
            self._first[parents[number]] = number

    def of(self, number: int) -> Iterator[int]:
        """Yield the kids of a piece in order."""
        kid = self._first[number]
        while kid >= 0:
            yield kid
            kid = self._next[kid]


class _Home:
    """On which page each piece begins, and its marked content there and on the pages where it goes on."""

    def __init__(self, tags: Tags, pages: Sequence[int]) -> None:
        self._page = array("i", [0]) * len(tags.roles)
        self._content = array("i", [0]) * len(tags.roles)
        self._more: dict[int, str] = {}
        for page, owners in zip(pages, tags.owners, strict=True):
            for content, owner in enumerate(owners):
                if not self._page[owner]:
                    self._page[owner], self._content[owner] = page, content
                else:
                    more = f"<</Type/MCR/Pg {page} 0 R/MCID {content}>>"
                    self._more[owner] = self._more.get(owner, "") + more

    def said(self, number: int) -> str:
        """Return the marked content of a piece; nothing where it has none of its own."""
        return f"{self._content[number]}{self._more.get(number, '')}" if self._page[number] else ""

    def page(self, number: int) -> int:
        """Return the page that a piece begins on; 0 where it has no content of its own."""
        return self._page[number]
