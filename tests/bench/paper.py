"""How long a list of ten thousand rows takes to print, beside the same rows drawn with reportlab's bare LongTable.

    python -m tests.bench.paper

It prints seconds of the processor, their ratio and the files' sizes; then how much memory printing into a file needs
for a thousand rows, for ten thousand and for a hundred thousand, the rows themselves not counted. It ends with 1 where
the ratio, or what ten times as many rows need, is above what is allowed. It takes three minutes.
"""

import gc
import io
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from reportlab.lib.pagesizes import A4
from reportlab.platypus import LongTable, SimpleDocTemplate, TableStyle

from policydesk.reports.paper.frame import Chapter, bind
from policydesk.reports.paper.furniture import Sheet
from policydesk.reports.paper.parts import LINE, SHADE, Head, Parts
from policydesk.reports.paper.text import PLAIN, fonts

HEADS = (Head("Name", 3), Head("Category", 2), Head("Policy", 4), Head("State", 2), Head("Days", 1, right=True))
ALLOWED = 1.5
"""Our seconds as a part of LongTable's."""

COUNTS = (1_000, 10_000, 100_000)
GROWTH = 1.3
"""Times the memory that ten times as many rows may need."""


def rows(count: int) -> list[tuple[str, ...]]:
    """Return so many rows as a list of outstanding acknowledgements has them."""
    return [
        (f"Person Number {number}", "Teaching", "Social Media Policy, version 3", "Overdue", f"{number % 90}")
        for number in range(count)
    ]


def ours(lines: Sequence[tuple[str, ...]]) -> bytes:
    """Print the rows as a report does: tagged, with furniture, seal and page numbers."""
    file = io.BytesIO()
    ours_into(file, lines)
    return file.getvalue()


def ours_into(file: BinaryIO, lines: Sequence[tuple[str, ...]]) -> None:
    """Print the rows into a file, as the command line does."""
    parts = Parts()
    sheet = Sheet("Longacre Primary School", "Stress", date(2026, 11, 20), "AD06-38F7 / 250",
                  datetime(2026, 11, 20, 9, 5, tzinfo=UTC), "Alex Morgan")  # fmt: skip
    bind([Chapter(sheet, parts, [parts.table(HEADS, lines)])], file)


def bare(lines: Sequence[tuple[str, ...]]) -> bytes:
    """Draw the same rows with the same lines and shades in reportlab's own table of strings."""
    fonts()
    file = io.BytesIO()
    style = [("FONT", (0, 0), (-1, -1), PLAIN, 9.5, 13), ("LINEBELOW", (0, 0), (-1, -1), 0.5, LINE),
             ("ALIGN", (4, 0), (4, -1), "RIGHT"),
             ("ROWBACKGROUNDS", (0, 1), (-1, -1), (None, SHADE))]  # fmt: skip
    table = LongTable([[one.words for one in HEADS], *lines], colWidths=[120, 80, 160, 80, 40], repeatRows=1)
    table.setStyle(TableStyle(style))
    SimpleDocTemplate(file, pagesize=A4, invariant=1).build([table])
    return file.getvalue()


def main() -> int:
    """Measure and print; 1 where something is above what is allowed."""
    ratio, lines = _ratio(), {count: rows(count) for count in COUNTS}
    holds = [ratio <= ALLOWED]
    print(f"ratio {ratio:.2f}, at most {ALLOWED} allowed\n")
    with tempfile.TemporaryDirectory() as folder:
        needs = {count: _memory(lines[count], Path(folder) / f"{count}.pdf") for count in COUNTS}
    first = needs[COUNTS[0]]
    for count, need in needs.items():
        print(f"{count:7,} rows: {need / 1e6:.2f} MB at most beside the rows, {need / first:.2f} of {COUNTS[0]:,} rows")
    for few, many in pairwise(COUNTS):
        grown, row = needs[many] / needs[few], (needs[many] - needs[few]) / (many - few)
        print(
            f"{few:,} to {many:,} rows: {grown:.2f} times the memory, {row:.1f} bytes a row, at most {GROWTH} allowed"
        )
        holds.append(grown <= GROWTH)
    return 0 if all(holds) else 1


def _ratio() -> float:
    """Return our seconds as a part of LongTable's, the best of three each."""
    lines, took = rows(10_000), []
    ours(lines[:50]), bare(lines[:50])
    for name, draw in (("PolicyDesk", ours), ("reportlab's LongTable", bare)):
        best = 1e9
        for _try in range(3):
            gc.collect()
            start = time.process_time()
            content = draw(lines)
            best = min(best, time.process_time() - start)
        took.append(best)
        print(f"{name:22} {best:6.2f} s  {len(content) / 1e6:5.2f} MB")
    return took[0] / took[1]


def _memory(lines: Sequence[tuple[str, ...]], place: Path) -> int:
    """Return the bytes that printing into a file needs at most, the rows not counted."""
    gc.collect()
    with place.open("wb") as file:
        tracemalloc.start()
        ours_into(file, lines)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return peak


if __name__ == "__main__":
    sys.exit(main())
