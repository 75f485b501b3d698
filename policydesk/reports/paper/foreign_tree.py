"""The structure that somebody's PDF came with, as pieces of ours: headings stay headings, tables stay tables."""

from dataclasses import dataclass, field
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from policydesk.reports.paper.foreign_marks import code_of, is_marked_whole, numbers
from policydesk.reports.paper.tagged import Mark, spoken

LEVELS = {"H": "H2", "H1": "H2", "H2": "H3", "H3": "H4", "H4": "H5", "H5": "H6", "H6": "H6"}
"""Headings stand one level lower here, under the title of the file."""

ROLES = {
    **LEVELS,
    **{one: one for one in ("Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "P", "L", "LI", "Lbl",
                            "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note",
                            "Reference", "BibEntry", "Code", "Figure", "Formula")},
    "Document": "Sect",
}  # fmt: skip
"""What a piece may be; links and fields that are no longer any are words in a line."""

MOST, DEEPEST, ALIASES = 50_000, 100, 8
"""Pieces that an honest file has at most, how deep they stand in each other, and how often a role is named anew."""

CELLS = frozenset({"TH", "TD"})

SCOPES = frozenset({"/Row", "/Column", "/Both"})


@dataclass
class ForeignTree:
    """The pieces of a file in their order, below `whole`, and which content of which page belongs to which.

    Pages, and notes on them, go by their numbers in their own file.
    """

    whole: Mark
    marks: list[Mark] = field(default_factory=list)
    contents: dict[int, dict[int, Mark]] = field(default_factory=dict)
    notes: dict[int, Mark] = field(default_factory=dict)

    def has(self, page: int) -> bool:
        """Whether the words of a page, by its number in its file, are in the tree."""
        return page in self.contents


def foreign_tree(reader: PdfReader, title: str, whole: Mark) -> ForeignTree:
    """Return the structure of a file below a piece of ours; an empty one where it has none that can be followed."""
    tree = ForeignTree(whole)
    try:
        root = reader.root_object.get("/StructTreeRoot")
        if root is not None:
            _Reading(reader, title, tree).take(root.get_object())
            _prune(reader, tree)
    except Exception:  # noqa: BLE001 - a structure from outside: whatever is wrong with it, the pages are shown
        return ForeignTree(whole)
    return tree


class _Reading:
    """Follows a structure from its root."""

    def __init__(self, reader: PdfReader, title: str, tree: ForeignTree) -> None:
        self._title, self._tree = title, tree
        self._numbers = {page.indirect_reference.idnum: at for at, page in enumerate(reader.pages, start=1)
                         if page.indirect_reference is not None}  # fmt: skip
        self._roles: Any = {}
        self._seen: set[int] = set()

    def take(self, root: DictionaryObject) -> None:
        """Read the whole of it."""
        self._roles = root.get("/RoleMap", {})
        for one in _several(root, "/K"):
            self._piece(one.get_object(), self._tree.whole, 0, 0)

    def _piece(self, one: DictionaryObject, parent: Mark, page: int, depth: int) -> None:
        if depth > DEEPEST or len(self._tree.marks) > MOST or id(one) in self._seen:
            raise ValueError("no honest structure")
        self._seen.add(id(one))
        page = _number(one, "/Pg", page)
        mark = self._mark(one, parent, page)
        kids = _several(one, "/K")
        mixed = any(_is_piece(kid) for kid in kids)
        for kid in kids:
            if _is_piece(kid):
                self._piece(kid.get_object(), mark, page, depth + 1)
            else:
                self._content(kid, self._add(Mark("Span", mark)) if mixed else mark, page)

    def _content(self, kid: Any, mark: Mark, page: int) -> None:
        """Note what belongs to a piece: marked content by its number, or a note or field on the page."""
        found = kid.get_object()
        if isinstance(found, int):
            self._tree.contents.setdefault(page, {})[int(found)] = mark
        elif found.get("/Type") == "/OBJR":
            self._tree.notes[_number(found, "/Obj", 0)] = mark
        elif "/Stm" not in found:
            self._tree.contents.setdefault(_number(found, "/Pg", page), {})[int(found["/MCID"])] = mark

    def _mark(self, one: DictionaryObject, parent: Mark, page: int) -> Mark:
        role = ROLES.get(self._role(str(one["/S"])), "Span")
        alt = str(one.get("/Alt", ""))
        if role in {"Figure", "Formula"} and not alt:
            where = f" on page {self._numbers[page]:,}" if page in self._numbers else ""
            alt = f"{self._title}: a picture{where} that the file does not describe"
        more = b"/Lang" + spoken(str(one["/Lang"])) if "/Lang" in one else b""
        says = str(one.get("/ActualText", ""))
        return self._add(Mark(role, parent, says=says, alt=alt, more=more + _cell(role, one)))

    def _role(self, role: str) -> str:
        for _again in range(ALIASES):
            if role[1:] not in ROLES and role in self._roles:
                role = str(self._roles[role])
        return role[1:]

    def _add(self, mark: Mark) -> Mark:
        self._tree.marks.append(mark)
        return mark


def _prune(reader: PdfReader, tree: ForeignTree) -> None:
    """Keep what has words on the pages that are marked from end to end, and the cells of tables."""
    pages = {page.indirect_reference.idnum: page for page in reader.pages if page.indirect_reference is not None}
    kept: dict[int, dict[int, Mark]] = {}
    for number, contents in tree.contents.items():
        code = code_of(pages[number]) if number in pages else b""
        if is_marked_whole(code):
            kept[number] = {content: mark for content, mark in contents.items() if content in numbers(code)}
    tree.contents = {number: contents for number, contents in kept.items() if contents}
    used: set[Mark] = set()
    for mark in (*tree.notes.values(), *(one for contents in tree.contents.values() for one in contents.values())):
        above: Mark | None = mark
        while above is not None and above is not tree.whole and above not in used:
            used.add(above)
            above = above.parent
    tree.marks = [one for one in tree.marks if one in used or (one.role in CELLS and one.parent in used)]


def _cell(role: str, one: DictionaryObject) -> bytes:
    """Return what a cell says of itself: what it heads, and over how many rows and columns it goes."""
    told = b""
    for each in _several(one, "/A") if role in CELLS else ():
        about = each.get_object()
        if not isinstance(about, DictionaryObject):
            continue
        for key in ("/RowSpan", "/ColSpan"):
            told += f"{key} {int(str(about[key]))}".encode() if key in about else b""
        told += f"/Scope{about['/Scope']}".encode() if about.get("/Scope") in SCOPES else b""
    return b"/A<</O/Table" + told + b">>" if told else b""


def _several(one: DictionaryObject, key: str) -> list[Any]:
    """Return what an entry holds, one thing or a list of them; things that are referred to stay references."""
    if key not in one:
        return []
    found = one[key]
    return list(list.__iter__(found)) if isinstance(found, ArrayObject) else [one.raw_get(key)]


def _is_piece(kid: Any) -> bool:
    found = kid.get_object()
    return isinstance(found, DictionaryObject) and "/S" in found


def _number(one: DictionaryObject, key: str, usual: int) -> int:
    """Return the number of the object that an entry refers to."""
    found = one.raw_get(key) if key in one else None
    return found.idnum if isinstance(found, IndirectObject) else usual
