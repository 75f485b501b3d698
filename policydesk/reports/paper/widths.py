"""How wide the columns of a table are: their shares, but none so narrow that it breaks its words or its days."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import islice
from typing import Any

from reportlab.pdfbase import pdfmetrics

from policydesk.dates import MONTHS
from policydesk.reports.paper.text import BOLD, PLAIN
from policydesk.reports.paper.told import Head, shown

LOOKED_AT, WIDEST_WORD, SIDE_OF_CELL = 60, 92, 4
"""Rows all of whose words decide how wide columns are, points of a word that may be broken, points beside words."""

ROUNDED = 0.01
"""Points for what is lost where widths are added and taken away again: a word must not be broken for that."""

MOST_COLUMNS = 12
"""Columns that fit beside each other; wider tables go on in further ones, each with the first column."""

CROWDED = 0.8
"""Part of a table's width from which on days among other words may be broken, so that those have room too."""

_DAY = re.compile(rf"(\d{{1,2}} )?({'|'.join(MONTHS[1:])}) \d{{4}}")
"""A day or a month as it is written, inside of other words."""


def telling(rows: Sequence[Sequence[Any]]) -> Sequence[Sequence[Any]]:
    """Return the rows that decide how wide columns are: the first ones, and of the rest the longest word of each."""
    if len(rows) <= LOOKED_AT:
        return rows
    longest, letters = [""] * len(rows[0]), [0] * len(rows[0])
    for row in islice(rows, LOOKED_AT, None):
        for at, value in enumerate(row):
            if (count := _letters(value)) > letters[at]:
                longest[at], letters[at] = value, count
    return [*rows[:LOOKED_AT], longest]


def _letters(value: Any) -> int:
    """Return how many letters the longest word of a cell has; a day stays whole, and its year is as long as any."""
    if isinstance(value, date):
        return len(MONTHS[value.month]) + (value.day > 9)
    return max(map(len, shown(value)[:400].split()), default=0)


def fitted(heads: Sequence[Head], rows: Sequence[Sequence[Any]], room: float) -> list[float]:
    """Return the columns' widths in points: their shares, but none so narrow that it breaks its words."""
    whole = sum(head.width for head in heads)
    wanted = [head.width * room / whole for head in heads]
    least = _least(heads, rows, whole_days=True)
    if sum(least) > CROWDED * room:
        least = _least(heads, rows, whole_days=False)
    if sum(least) >= room:
        return [one * room / sum(least) for one in least]
    for _again in heads:
        spare = sum(max(0.0, one - low) for one, low in zip(wanted, least, strict=True))
        lacking = sum(max(0.0, low - one) for one, low in zip(wanted, least, strict=True))
        if lacking < 0.01:
            break
        wanted = [
            low if one <= low else one - (one - low) * lacking / spare for one, low in zip(wanted, least, strict=True)
        ]
    return wanted


def _least(heads: Sequence[Head], rows: Sequence[Sequence[Any]], *, whole_days: bool) -> list[float]:
    """Return how narrow each column may be."""
    found = [
        max(_longest(head.words, BOLD, whole_days), *(_longest(row[at], PLAIN, whole_days) for row in rows), 0.0)
        for at, head in enumerate(heads)
    ]
    return [min(one, WIDEST_WORD) + 2 * SIDE_OF_CELL + ROUNDED for one in found]


def _longest(value: Any, font: str, whole_days: bool) -> float:
    """Return how wide the longest word is; a day stays on one line, and so may one that stands among other words."""
    text = " ".join(shown(value)[:400].split())
    spaced = _DAY.sub(lambda day: day[0].replace(" ", "\xa0"), text) if whole_days else text
    words = [text] if isinstance(value, date) else spaced.split(" ")
    return max((float(pdfmetrics.stringWidth(word, font, 9.5)) for word in words), default=0.0)


def bands(heads: Sequence[Head], rows: Sequence[Sequence[Any]]) -> list[tuple[Sequence[Head], Sequence[Sequence[Any]]]]:
    """Return a wide table as several, each with the first column and some of the others."""
    each = MOST_COLUMNS - 1
    return [
        ((heads[0], *heads[at : at + each]), [(row[0], *row[at : at + each]) for row in rows])
        for at in range(1, len(heads), each)
    ]
