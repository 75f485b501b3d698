"""The structure of a paper as its file holds it: every piece with what stands in it, and where its content is."""

from array import array
from collections.abc import Iterator, Sequence

from policydesk.reports.tagged import INNER, LAST_KEY, LINKS, Tags


def tree(tags: Tags, root: int, first: int, pages: Sequence[int]) -> Iterator[bytes]:
    """Yield the objects that tell the structure: its root, then what is numbered on from `first`, one by one.

    `pages` are the numbers of the pages' objects.
    """
    piece = first + 1
    at_page = piece + len(tags.roles)
    kids, home = _Kids(tags.parents), _Home(tags, pages)
    top = " ".join(f"{piece + number} 0 R" for number in kids.of(-1))
    yield f"<</Type/StructTreeRoot/K {first} 0 R/ParentTree {at_page} 0 R/ParentTreeNextKey {LAST_KEY}>>".encode()
    yield f"<</S/Document/P {root} 0 R/Lang(en-GB)/K[{top}]>>".encode()
    for number, (role, parent) in enumerate(zip(tags.roles, tags.parents, strict=True)):
        inside = home.said(number) or "".join(f" {piece + kid} 0 R" for kid in kids.of(number))
        page = f"/Pg {home.page(number)} 0 R" if home.page(number) else ""
        what = f"/K[{inside}]" if inside else ""
        yield f"<</S/{role}/P {piece + parent} 0 R{page}{what}".encode() + tags.notes.get(number, b"") + b">>"
    yield _parents(tags, piece, at_page + 1)
    for owners in (*tags.owners, *(one.owners for one in tags.inner)):
        yield f"[{' '.join(f'{piece + owner} 0 R' if owner >= 0 else 'null' for owner in owners)}]".encode()


def _parents(tags: Tags, piece: int, first: int) -> bytes:
    """Return where each content's pieces are listed: of the pages, of the drawings, and of each link its piece."""
    lists = [*range(len(tags.owners)), *(INNER + number for number in range(len(tags.inner)))]
    nums = [f"{key} {first + index} 0 R" for index, key in enumerate(lists)]
    nums += [f"{LINKS + number} {piece + owner} 0 R" for number, (owner, _page, _place) in enumerate(tags.links)]
    return f"<</Nums[{' '.join(nums)}]>>".encode()


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
    """On which page each piece begins, and its content: marked there, on the pages where it goes on, in drawings."""

    def __init__(self, tags: Tags, pages: Sequence[int]) -> None:
        self._page = array("i", [0]) * len(tags.roles)
        self._content = array("i", [-1]) * len(tags.roles)
        self._more: dict[int, str] = {}
        for page, owners in zip(pages, tags.owners, strict=True):
            for content, owner in enumerate(owners):
                if not self._page[owner]:
                    self._page[owner], self._content[owner] = page, content
                else:
                    self._add(owner, page, f"<</Type/MCR/Pg {page} 0 R/MCID {content}>>")
        for one in tags.inner:
            for content, owner in enumerate(one.owners):
                if owner >= 0:
                    page = pages[one.page]
                    self._add(owner, page, f"<</Type/MCR/Pg {page} 0 R/Stm {one.place} 0 R/MCID {content}>>")
        for owner, index, place in tags.links:
            self._add(owner, pages[index], f"<</Type/OBJR/Pg {pages[index]} 0 R/Obj {place} 0 R>>")

    def _add(self, owner: int, page: int, what: str) -> None:
        self._page[owner] = self._page[owner] or page
        self._more[owner] = self._more.get(owner, "") + what

    def said(self, number: int) -> str:
        """Return the content of a piece; nothing where it has none of its own."""
        first = f"{self._content[number]}" if self._content[number] >= 0 else ""
        return first + self._more.get(number, "")

    def page(self, number: int) -> int:
        """Return the page that a piece begins on; 0 where it has no content of its own."""
        return self._page[number]
