"""Follows the drawing commands of a page, and notes what comes where."""

from dataclasses import dataclass, replace
from itertools import pairwise

from pypdf import PageObject
from pypdf.generic import DictionaryObject

from tests.pages.commands import SAME, Matrix, at, commands, times
from tests.pages.letters import Font, font_of
from tests.pages.seen import Box, Colour, Seen, Words

BLACK, WHITE = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)


def seen(page: PageObject, fonts: dict[int, Font]) -> Seen:
    """Draw a page and note what comes where; fonts that were read already are not read again."""
    found = Seen(float(page.mediabox.width), float(page.mediabox.height))
    code = page.get_contents()
    if code is not None:
        _Pen(found, page["/Resources"].get_object(), fonts).draw(code.get_data(), SAME)
    return found


@dataclass
class _State:
    matrix: Matrix = SAME
    fill: Colour = BLACK
    font: Font | None = None
    size: float = 0.0
    leading: float = 0.0
    apart: float = 0.0
    between: float = 0.0
    faint: bool = False


class _Pen:
    """Follows the drawing commands of a page, and of the drawings on it."""

    def __init__(self, found: Seen, resources: DictionaryObject, fonts: dict[int, Font]) -> None:
        self.found, self.resources, self.fonts = found, resources, fonts
        self.state, self.kept = _State(), list[_State]()
        self.text = self.line = SAME
        self.marks: list[int | None] = []
        self.path: list[tuple[str, list[float]]] = []

    def draw(self, code: bytes, matrix: Matrix) -> None:
        """Draw some commands."""
        self.state.matrix = matrix
        for does, given in commands(code):
            act = getattr(self, f"_{NAMES.get(does, '')}", None)
            if act is not None:
                act(given)

    def _keep(self, _given: list) -> None:
        self.kept.append(self.state)
        self.state = replace(self.state)

    def _restore(self, _given: list) -> None:
        self.state = self.kept.pop()

    def _move_all(self, given: list) -> None:
        self.state.matrix = times(tuple(given), self.state.matrix)

    def _look(self, given: list) -> None:
        about = self.resources.get("/ExtGState", {}).get(f"/{given[0]}")
        if about is not None and "/ca" in about.get_object():
            self.state.faint = float(about.get_object()["/ca"]) < 0.5

    def _grey(self, given: list) -> None:
        self.state.fill = (given[0],) * 3

    def _colour(self, given: list) -> None:
        self.state.fill = tuple(given)

    def _four(self, given: list) -> None:
        cyan, magenta, yellow, key = given
        self.state.fill = tuple((1 - one) * (1 - key) for one in (cyan, magenta, yellow))

    def _begin_mark(self, given: list) -> None:
        said = given[1] if len(given) > 1 and isinstance(given[1], list) else []
        number = next((after for one, after in pairwise(said) if one == "MCID"), None)
        inside = self.marks[-1] if self.marks else None
        self.marks.append(int(number) if number is not None else None if given[0] == "Artifact" else inside)

    def _end_mark(self, _given: list) -> None:
        self.marks.pop()

    # Words

    def _begin_text(self, _given: list) -> None:
        self.text = self.line = SAME

    def _font(self, given: list) -> None:
        self.state.size = given[1]
        held = self.resources["/Font"].raw_get(f"/{given[0]}")
        number = held.idnum
        if number not in self.fonts:
            self.fonts[number] = font_of(held.get_object())
        self.state.font = self.fonts[number]

    def _leading(self, given: list) -> None:
        self.state.leading = given[0]

    def _apart(self, given: list) -> None:
        self.state.apart = given[0]

    def _between(self, given: list) -> None:
        self.state.between = given[0]

    def _place(self, given: list) -> None:
        self.text = self.line = tuple(given)

    def _step(self, given: list) -> None:
        self.text = self.line = times((1, 0, 0, 1, given[0], given[1]), self.line)

    def _step_leading(self, given: list) -> None:
        self.state.leading = -given[1]
        self._step(given)

    def _next(self, _given: list) -> None:
        self._step([0, -self.state.leading])

    def _say(self, given: list) -> None:
        state, font = self.state, self.state.font
        if font is None:
            return
        text, wide, boxes = "", 0.0, 0
        for part in given[0] if isinstance(given[0], list) else [given[0]]:
            if not isinstance(part, bytes):
                wide -= part / 1000 * state.size
                continue
            for code in part:
                text += font.says.get(code, "\ufffd")
                boxes += code in font.boxes
                wide += font.wide(code) * state.size + state.apart + (state.between if code == 32 else 0)
        self._note(text, wide, boxes)
        self.text = times((1, 0, 0, 1, wide, 0), self.text)

    def _note(self, text: str, wide: float, boxes: int) -> None:
        if not text.strip():
            return
        state = self.state
        whole = times(self.text, state.matrix)
        bare = text.rstrip()
        wide -= sum(state.font.wide(32) * state.size + state.between for _space in text[len(bare) :])
        scale = (whole[0] ** 2 + whole[1] ** 2) ** 0.5
        left, base, right = whole[4], whole[5], whole[4] + wide * whole[0]
        middle = ((left + right) / 2, base + 0.3 * state.size * scale)
        ground = next((one.colour for one in reversed(self.found.boxes)
                       if one.left <= middle[0] <= one.right and one.low <= middle[1] <= one.top), WHITE)  # fmt: skip
        content = self.marks[-1] if self.marks else None
        self.found.words.append(
            Words(text, left, base, right, state.size * scale, state.font.name, state.fill, ground, content,
                  state.faint, abs(whole[1]) > 0.01, boxes)
        )  # fmt: skip

    # Shapes

    def _box(self, given: list) -> None:
        left, low, wide, high = given
        self.path.append(("box", [*at(self.state.matrix, left, low), *at(self.state.matrix, left + wide, low + high)]))

    def _begin_line(self, given: list) -> None:
        self.path.append(("from", [*at(self.state.matrix, *given)]))

    def _line_to(self, given: list) -> None:
        here = [*at(self.state.matrix, *given)]
        if self.path:
            self.path.append(("line", [*self.path[-1][1][-2:], *here]))

    def _curve(self, given: list) -> None:
        self.path.append(("curve", [*at(self.state.matrix, *given[-2:])]))

    def _fill(self, _given: list) -> None:
        for kind, (*where,) in self.path:
            if kind == "box" and not self.state.faint:
                left, low, right, top = where
                self.found.boxes.append(Box(min(left, right), min(low, top), max(left, right), max(low, top),
                                            self.state.fill))  # fmt: skip
        self.path = []

    def _stroke(self, _given: list) -> None:
        self.found.lines += [tuple(where) for kind, where in self.path if kind == "line"]
        self.path = []

    def _fill_stroke(self, given: list) -> None:
        lines = [tuple(where) for kind, where in self.path if kind == "line"]
        self._fill(given)
        self.found.lines += lines

    def _forget(self, _given: list) -> None:
        self.path = []

    def _drawing(self, given: list) -> None:
        drawing = self.resources["/XObject"][f"/{given[0]}"].get_object()
        if drawing["/Subtype"] != "/Form":
            return
        if "/StructParents" in drawing or "/Group" in drawing or not given[0].startswith("FormXob"):
            self.found.borrowed = True
            return
        inside = _Pen(self.found, drawing.get("/Resources", self.resources).get_object(), self.fonts)
        inside.marks, inside.state = list(self.marks), _State(fill=self.state.fill)
        held = tuple(float(one) for one in drawing.get("/Matrix", SAME))
        inside.draw(drawing.get_data(), times(held, self.state.matrix))


NAMES = {
    b"q": "keep", b"Q": "restore", b"cm": "move_all", b"gs": "look", b"g": "grey", b"rg": "colour", b"k": "four",
    b"BDC": "begin_mark", b"BMC": "begin_mark", b"EMC": "end_mark", b"BT": "begin_text", b"Tf": "font",
    b"TL": "leading", b"Tc": "apart", b"Tw": "between", b"Tm": "place", b"Td": "step", b"TD": "step_leading",
    b"T*": "next", b"Tj": "say", b"TJ": "say", b"re": "box", b"m": "begin_line", b"l": "line_to", b"c": "curve",
    b"v": "curve", b"y": "curve", b"f": "fill", b"F": "fill", b"f*": "fill", b"S": "stroke", b"s": "stroke",
    b"B": "fill_stroke", b"B*": "fill_stroke", b"b": "fill_stroke", b"n": "forget", b"Do": "drawing",
}  # fmt: skip
"""What each drawing command does here; others change nothing that a page is judged by."""
