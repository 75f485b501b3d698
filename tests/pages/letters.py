"""What the letter codes of a font in a file stand for: the letter, how wide it is, and whether its box is empty."""

import re
import struct
from dataclasses import dataclass, field
from itertools import pairwise

from pypdf.generic import DictionaryObject


@dataclass
class Font:
    """One font of a file."""

    name: str
    says: dict[int, str]
    widths: dict[int, float]
    embedded: bool
    boxes: frozenset[int] = field(default_factory=frozenset)
    """Codes that are drawn as the empty box of a letter that the font has not."""

    def wide(self, code: int) -> float:
        """Return how wide a letter is, for a size of 1."""
        return self.widths.get(code, 500) / 1000


def font_of(held: DictionaryObject) -> Font:
    """Read a font as the file holds it."""
    first = int(held.get("/FirstChar", 0))
    widths = {first + number: float(one) for number, one in enumerate(held.get("/Widths", ()))}
    inner = held.get("/DescendantFonts", [held])[0].get_object()
    about = inner.get("/FontDescriptor", {})
    file = about.get("/FontFile2") if about else None
    says = to_unicode(held["/ToUnicode"].get_data()) if "/ToUnicode" in held else {}
    return Font(
        name=str(held.get("/BaseFont", "?")).lstrip("/"),
        says=says,
        widths=widths,
        embedded=bool(about) and any(key in about for key in ("/FontFile", "/FontFile2", "/FontFile3")),
        boxes=_boxes(file.get_data()) if file is not None else frozenset(),
    )


def to_unicode(held: bytes) -> dict[int, str]:
    """Return the letters of a font's table; codes that stand for nothing are left out."""
    table: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", held, re.DOTALL):
        for code, one in re.findall(rb"<(\w+)>\s*<(\w+)>", block):
            letters = bytes.fromhex(one.decode()).decode("utf-16-be", "replace")
            if letters != "\0":
                table[int(code, 16)] = letters
    return table


def _boxes(file: bytes) -> frozenset[int]:
    """Return the codes of an embedded TrueType subset whose outline is the one of the letter that is not there."""
    tables = {
        file[at : at + 4]: struct.unpack(">II", file[at + 8 : at + 16])
        for at in range(12, 12 + 16 * struct.unpack(">H", file[4:6])[0], 16)
    }
    if not {b"head", b"loca", b"glyf", b"cmap"} <= tables.keys():
        return frozenset()
    head, loca, glyf = (tables[name][0] for name in (b"head", b"loca", b"glyf"))
    is_long = struct.unpack(">h", file[head + 50 : head + 52])[0]
    count = tables[b"loca"][1] // (4 if is_long else 2) - 1
    places = struct.unpack(
        f">{count + 1}{'I' if is_long else 'H'}", file[loca : loca + (count + 1) * (4 if is_long else 2)]
    )
    places = places if is_long else tuple(2 * one for one in places)
    shapes = [file[glyf + low : glyf + high] for low, high in pairwise(places)]
    empty = shapes[0]
    return frozenset(
        code for code, glyph in _codes(file, tables[b"cmap"][0]).items()
        if glyph < len(shapes) and empty and shapes[glyph] == empty
    )  # fmt: skip


def _codes(file: bytes, cmap: int) -> dict[int, int]:
    """Return which outline each code is drawn with: the table that reportlab writes is a plain list or one of runs."""
    found: dict[int, int] = {}
    for number in range(struct.unpack(">H", file[cmap + 2 : cmap + 4])[0]):
        at = cmap + struct.unpack(">I", file[cmap + 8 + 8 * number : cmap + 12 + 8 * number])[0]
        kind = struct.unpack(">H", file[at : at + 2])[0]
        if kind == 6:
            first, many = struct.unpack(">HH", file[at + 6 : at + 10])
            found |= {first + step: one for step, one in
                      enumerate(struct.unpack(f">{many}H", file[at + 10 : at + 10 + 2 * many]))}  # fmt: skip
        elif kind == 0:
            found |= dict(enumerate(file[at + 6 : at + 262]))
    return found
