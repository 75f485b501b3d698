"""Bars that say their numbers too, so that they read the same in black and white and to who listens."""

from collections.abc import Sequence
from typing import Any

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import white
from reportlab.platypus import Flowable

from policydesk.reports.paper.parts import ACCENT, BAD, INK, QUIET, SHADE, WARN, WIDTH
from policydesk.reports.paper.pieces import Picture
from policydesk.reports.paper.text import BOLD, PLAIN
from policydesk.reports.paper.told import Stack
from policydesk.reports.paper.words import percent

STACKED = 12
"""Stacked bars that stand in one picture at most: a third of a page, so that it seldom leaves much of one empty."""


def columns(points: Sequence[tuple[str, int, int]]) -> Flowable:
    """Return a column for each month: its name, so many of so many; the percentage stands on top.

    The dashed line is where everything that was asked for is given.
    """
    high, foot = 92, 16
    drawing = Drawing(WIDTH, high + foot + 12)
    step = WIDTH / max(len(points), 1)
    for number, (words, part, whole) in enumerate(points):
        left, wide = number * step + step * 0.18, step * 0.64
        tall = high * part / whole if whole else 0
        drawing.add(Rect(left, foot, wide, high, fillColor=SHADE, strokeColor=None))
        drawing.add(Rect(left, foot, wide, tall, fillColor=ACCENT, strokeColor=None))
        middle: dict[str, Any] = {"textAnchor": "middle", "fontName": PLAIN, "fontSize": 7}
        drawing.add(String(left + wide / 2, foot + high + 3, percent(part, whole), fillColor=INK, **middle))
        drawing.add(String(left + wide / 2, 4, words, fillColor=QUIET, **middle))
    drawing.add(Line(0, foot, WIDTH, foot, strokeColor=INK, strokeWidth=0.75))
    target = Line(0, foot + high, WIDTH, foot + high, strokeColor=WARN, strokeWidth=1)
    target.strokeDashArray = (4, 3)
    drawing.add(target)
    says = "; ".join(f"{words}: {part:,} of {whole:,}, {percent(part, whole)}" for words, part, whole in points)
    return Picture(drawing, f"Columns by month. {says}. The dashed line is 100 %.")


def stacks(key: Sequence[str], lines: Sequence[Stack]) -> list[Flowable]:
    """Return stacked bars in as few pictures as there must be, all about as high."""
    pictures = -(-len(lines) // STACKED) or 1
    each = -(-len(lines) // pictures) or 1
    return [stacked(key, lines[at : at + each]) for at in range(0, len(lines), each)]


def stacked(key: Sequence[str], lines: Sequence[Stack]) -> Flowable:
    """Return a bar for each line made of its kinds, each with a pattern and its number, and the key under them."""
    left, high, top = 168, 21, len(lines) * 21 + 22
    drawing = Drawing(WIDTH, top)
    for number, one in enumerate(lines):
        low, at = top - (number + 1) * high, float(left)
        lines_of = _two_lines(one.words)
        for row, words in enumerate(lines_of):
            above = 4.5 * (len(lines_of) - 1) - row * 9
            drawing.add(String(0, low + 7 + above, words, fontName=PLAIN, fontSize=8, fillColor=INK))
        for kind, (count, wide) in enumerate(zip(one.counts, shares(one.counts, WIDTH - left), strict=True)):
            _segment(drawing, kind, at, low + 3, wide, 14)
            if count:
                _number(drawing, kind, at + wide / 2, low + 7, f"{count:,}")
            at += wide
    at = float(left)
    for kind, words in enumerate(key):
        _segment(drawing, kind, at, 3, 14, 9)
        drawing.add(String(at + 18, 4, words, fontName=PLAIN, fontSize=8, fillColor=INK))
        at += 26 + 4.6 * len(words)
    says = "; ".join(
        f"{one.words}: {', '.join(f'{count:,} {words.lower()}' for count, words in zip(one.counts, key, strict=True))}"
        for one in lines
    )
    return Picture(drawing, f"Stacked bars. {says}.")


def shares(counts: Sequence[int], room: float) -> list[float]:
    """Return how wide each kind is in a bar: by its number, and never too narrow for the number to stand in it."""
    least = [7.0 + 5 * len(f"{count:,}") if count else 0.0 for count in counts]
    narrow: set[int] = set()
    while True:
        rest = room - sum(least[one] for one in narrow)
        broad = sum(count for one, count in enumerate(counts) if one not in narrow) or 1
        wide = [least[one] if one in narrow else rest * count / broad for one, count in enumerate(counts)]
        more = {one for one, points in enumerate(wide) if points < least[one]}
        if not more:
            return wide
        narrow |= more


def _two_lines(words: str) -> list[str]:
    """Return words of a label on at most two lines."""
    if len(words) <= 38:
        return [words]
    cut = words.rfind(" ", 0, 38)
    cut = cut if cut > 0 else 38
    rest = words[cut:].strip()
    return [words[:cut], rest if len(rest) <= 38 else f"{rest[:37]}…"]


def _segment(drawing: Drawing, kind: int, left: float, low: float, wide: float, high: float) -> None:
    """Draw one kind: filled, white, striped, crossed, dotted; the edges alone tell them apart in black and white."""
    if wide <= 0:
        return
    fill = (ACCENT, None, None, None)[kind % 4]
    drawing.add(Rect(left, low, wide, high, fillColor=fill, strokeColor=BAD if kind == 2 else INK, strokeWidth=0.6))
    if kind % 4 in {2, 3}:
        step = 4.0
        for number in range(1, int((wide + high) / step) + 1):
            along = number * step
            x1, y1 = (left, low + along) if along <= high else (left + along - high, low + high)
            x2, y2 = (left + along, low) if along <= wide else (left + wide, low + along - wide)
            drawing.add(Line(x1, y1, x2, y2, strokeColor=BAD if kind == 2 else INK, strokeWidth=0.6))
            if kind % 4 == 3:
                drawing.add(Line(2 * left + wide - x1, y1, 2 * left + wide - x2, y2, strokeColor=INK, strokeWidth=0.6))


def _number(drawing: Drawing, kind: int, middle: float, low: float, words: str) -> None:
    if kind:
        half = 2.7 * len(words) + 1.5
        drawing.add(Rect(middle - half, low - 2, 2 * half, 10, fillColor=white, strokeColor=None))
    colour = INK if kind else white
    drawing.add(String(middle, low, words, textAnchor="middle", fontName=BOLD, fontSize=8, fillColor=colour))
