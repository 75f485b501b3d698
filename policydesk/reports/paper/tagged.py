"""Papers that a screen reader can follow: what each piece on a page is, and in which order all of them are read.

Everything drawn is furniture (an artifact) unless a piece says between `begin` and `end` what it is.
"""

from array import array
from collections.abc import Callable
from dataclasses import dataclass, field

from policydesk.reports.paper.tagged_tree import INNER, LINKS, listed, owned, root

ARTIFACT = "/Artifact BMC"
FURNITURE = "/Artifact <</Type/Pagination>> BDC"

COLUMN = b"/A<</O/Table/Scope/Column>>"
"""Says that a cell heads its column."""


@dataclass(slots=True, eq=False)
class Mark:
    """What one piece is: a role such as "H1" or "TD", and the piece it stands in.

    `says` is what a reader speaks instead of the letters, where scripts are shaped; `alt` describes a picture. A piece
    that goes on over the page keeps its mark, and so stays one piece. `last` says that the piece it stands in ends
    with it. `number`, its number in the file, and what follows are known from when it is drawn first until it is whole.
    """

    role: str
    parent: "Mark | None" = None
    says: str = ""
    alt: str = ""
    more: bytes = b""
    last: bool = False
    number: int = field(default=0, init=False)
    above: int = field(default=0, init=False)
    page: int = field(default=0, init=False)
    inside: bytearray = field(default_factory=bytearray, init=False)

    def told(self) -> bytes:
        """Return the piece as its file holds it."""
        page = b"/Pg %d 0 R" % self.page if self.page else b""
        inside = b"/K[%s]" % self.inside if self.inside else b""
        note = self.more
        if self.says:
            note += b"/ActualText" + spoken(self.says)
        if self.alt:
            note += b"/Alt" + spoken(self.alt)
        return b"<</S/%s/P %d 0 R%s%s%s>>" % (self.role.encode(), self.above, page, inside, note)


@dataclass(slots=True, eq=False)
class Inner:
    """A drawing with content of its own: its page, which piece each content belongs to, and its number in the file.

    So a page of somebody else's PDF keeps the pieces that it came with; -1 stands for content that belongs to none.
    """

    page: int
    owners: list[int]
    place: int = 0


class Tags:
    """The pieces of one paper in the order in which they are read, each written down as soon as it is whole.

    So there may be a million of them. `owners` holds which piece the first, second, third … marked content of this page
    belongs to, `inner` the drawings with content of their own, and `links` which piece each link is.
    """

    def __init__(self, take: Callable[[], int], write: Callable[[int, bytes], None]) -> None:
        """Begin with how an object of the file gets its number, and how it is written."""
        self._take, self._write = take, write
        self.root = take()
        self._document = Mark("Document", more=b"/Lang(en-GB)")
        self._document.number, self._document.above = take(), self.root
        self._open = {self._document.number: self._document}
        self._here = 0
        self._lists = array("i")
        self.owners = array("i")
        self.inner: list[Inner] = []
        self.links = array("i")
        self.quiet = False

    @property
    def here(self) -> int:
        """The number of this page in the file."""
        self._here = self._here or self._take()
        return self._here

    def number(self, mark: Mark) -> int:
        """Return a piece's number, which it gets when it is drawn first."""
        if not mark.number:
            parent = mark.parent or self._document
            mark.above = self.number(parent)
            mark.number = self._take()
            self._open[mark.number] = mark
            parent.inside += b" %d 0 R" % mark.number
        return mark.number

    def close(self, mark: Mark | None) -> None:
        """Write down a piece that is whole, and what ends with it; nothing where it was not drawn."""
        while mark is not None and mark.number:
            del self._open[mark.number]
            self._write(mark.number, mark.told())
            mark.number, mark.page, mark.inside = 0, 0, bytearray()
            mark = mark.parent if mark.last else None

    def finish(self) -> None:
        """Write down the pieces that are still open, and in which piece each content is."""
        for one in self.inner:
            for content, owner in enumerate(one.owners):
                if owner >= 0:
                    mark = self._open[owner]
                    mark.page = mark.page or one.page
                    mark.inside += b"<</Type/MCR/Pg %d 0 R/Stm %d 0 R/MCID %d>>" % (one.page, one.place, content)
        for mark in self._open.values():
            self._write(mark.number, mark.told())
        drawings = array("i")
        for one in self.inner:
            drawings.append(self._take())
            self._write(drawings[-1], owned(one.owners))
        parents = self._take()
        self._write(parents, listed(((0, self._lists), (INNER, drawings), (LINKS, self.links))))
        self._write(self.root, root(self._document.number, parents))

    def begin(self, code: list[str], mark: Mark, here: str = "") -> bool:
        """Begin what belongs to a piece; false inside another piece and in the furniture, where nothing is begun.

        `here` is what this very content says, for a search that looks at letters.
        """
        if self.quiet:
            return False
        self.quiet = True
        self.apart(code)
        said = f"/ActualText{spoken(here).decode()}" if here else ""
        code.append(f"/{mark.role} <</MCID {len(self.owners)}{said}>> BDC")
        number = self.number(mark)
        if mark.page in {0, self.here}:
            mark.page = self.here
            mark.inside += b" %d" % len(self.owners)
        else:
            mark.inside += b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (self.here, len(self.owners))
        self.owners.append(number)
        return True

    def end(self, code: list[str], whole: Mark | None = None) -> None:
        """End what was begun; `whole` is a piece of which nothing more comes."""
        self.quiet = False
        code += ("EMC", ARTIFACT)
        self.close(whole)

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
        self.inner.append(Inner(self.here, owners))
        return self.inner[-1], INNER + len(self.inner) - 1

    def link(self, mark: Mark, place: int) -> int:
        """Note a link on this page, by its number in the file; return its key among all content."""
        self.links.append(self.number(mark))
        mark.page = mark.page or self.here
        mark.inside += b"<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>" % (self.here, place)
        return LINKS + len(self.links) - 1

    def begin_page(self, code: list[str]) -> None:
        """Begin a page: what comes is furniture until something says otherwise."""
        self.owners, self._here = array("i"), 0
        code.append(ARTIFACT)

    def end_page(self, code: list[str]) -> None:
        """End a page, and write down in which piece each of its content is."""
        self.apart(code)
        self._lists.append(self._take())
        self._write(self._lists[-1], owned(self.owners))


def spoken(text: str) -> bytes:
    """Return words as a PDF holds them outside of its pages."""
    if text.isascii():
        return b"<" + text.encode().hex().upper().encode() + b">"
    return b"<" + (b"\xfe\xff" + text.encode("utf-16-be", "replace")).hex().upper().encode() + b">"
