"""Bars that say their numbers too, so that they read the same in black and white and to who listens."""

from collections.abc import Sequence
from typing import Any

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.platypus import Flowable, Table, TableStyle

from policydesk.reports.parts import ACCENT, BAD, INK, LINE, QUIET, SHADE, WIDTH, Bar, Parts
from policydesk.reports.text import PLAIN
from policydesk.reports.words import percent

BAR = 230
"""Points of a bar that is full."""


def bars(parts: Parts, lines: Sequence[Bar]) -> Flowable:
    """Return a bar for each line: filled for done, striped at its end for overdue; the numbers stand beside it."""
    rows = [
        [
            parts.words(one.words),
            _bar(one),
            parts.words(f"{one.part:,} of {one.whole:,}, {percent(one.part, one.whole)}"),
        ]
        for one in lines
    ]
    table = Table(rows, colWidths=[WIDTH - BAR - 112, BAR + 12, 100], splitInRow=1)
    table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]))
    return table


def _bar(one: Bar) -> Drawing:
    drawing = Drawing(BAR, 11)
    drawing.add(Rect(0, 1, BAR, 9, fillColor=SHADE, strokeColor=LINE, strokeWidth=0.5))
    if one.whole:
        done, late = BAR * one.part / one.whole, BAR * one.overdue / one.whole
        drawing.add(Rect(0, 1, done, 9, fillColor=ACCENT, strokeColor=None))
        if one.overdue:
            drawing.add(Rect(BAR - late, 1, late, 9, fillColor=None, strokeColor=BAD, strokeWidth=0.75))
        for step in range(1, int(late // 4) + 1):
            drawing.add(
                Line(BAR - late + step * 4, 1, BAR - late + step * 4 - 3, 10, strokeColor=BAD, strokeWidth=0.75)
            )
    return drawing


def columns(points: Sequence[tuple[str, int, int]]) -> Drawing:
    """Return a column for each month: its name, so many of so many; the percentage stands on top."""
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
    return drawing
