"""Papers that a screen reader can follow: what each piece on a page is, and in which order all of them are read.

Everything drawn is furniture (an artifact) unless a piece says between `begin` and `end` what it is.
"""

from array import array
from dataclasses import dataclass, field

ARTIFACT = "/Artifact BMC"
FURNITURE = "/Artifact <</Type/Pagination>> BDC"

COLUMN = b"/A<</O/Table/Scope/Column>>"
"""Says that a cell heads its column."""

INNER, LINKS, LAST_KEY = 1_000_000, 2_000_000, 3_000_000
"""Keys of content from here on belong to drawings and to links; below are the pages."""


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


@dataclass(slots=True, eq=False)
class Inner:
    """A drawing with content of its own: its page, which piece each content belongs to, and its number in the file.

    So a page of somebody else's PDF keeps the pieces that it came with; -1 stands for content that belongs to none.
    """

    page: int
    owners: list[int]
    place: int = 0


class Tags:
    """The pieces of one paper in the order in which they are read, kept in few bytes: there may be a hundred thousand.

    `owners` holds for each page which piece its first, second, third … marked content belongs to, `inner` the drawings
    with content of their own, and `links` which piece each link is, with its page and its number in the file.
    """

    def __init__(self) -> None:
        self.roles: list[str] = []
        self.parents = array("i")
        self.owners: list[array[int]] = []
        self.notes: dict[int, bytes] = {}
        self.inner: list[Inner] = []
        self.links: list[tuple[int, int, int]] = []
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
        self.apart(code)
        owners = self.owners[-1]
        said = f"/ActualText{spoken(here).decode()}" if here else ""
        code.append(f"/{mark.role} <</MCID {len(owners)}{said}>> BDC")
        owners.append(self.number(mark))
        return True

    def end(self, code: list[str]) -> None:
        """End what was begun."""
        self.quiet = False
        code += ("EMC", ARTIFACT)

    def apart(self, code: list[str]) -> None:
        """Let what comes be neither furniture nor a piece of this page: a drawing that says itself what it is."""
        if code and code[-1] == ARTIFACT:
            code.pop()
        else:
            code.append("EMC")

    def together(self, code: list[str]) -> None:
        """Let what comes be furniture again."""
        code.append(ARTIFACT)

    def draws(self, owners: list[int]) -> tuple[Inner, int]:
        """Note a drawing on this page that has content of its own; return it, and its key among all content."""
        self.inner.append(Inner(len(self.owners) - 1, owners))
        return self.inner[-1], INNER + len(self.inner) - 1

    def link(self, mark: Mark, place: int) -> int:
        """Note a link on this page, by its number in the file; return its key among all content."""
        self.links.append((self.number(mark), len(self.owners) - 1, place))
        return LINKS + len(self.links) - 1

    def begin_page(self, code: list[str]) -> None:
        """Begin a page: what comes is furniture until something says otherwise."""
        self.owners.append(array("i"))
        code.append(ARTIFACT)

    def end_page(self, code: list[str]) -> None:
        """End a page."""
        self.apart(code)


def spoken(text: str) -> bytes:
    """Return words as a PDF holds them outside of its pages."""
    if text.isascii():
        return b"<" + text.encode().hex().upper().encode() + b">"
    return b"<" + (b"\xfe\xff" + text.encode("utf-16-be", "replace")).hex().upper().encode() + b">"
