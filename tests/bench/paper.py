"""How long a list of ten thousand rows takes to print, beside the same rows drawn with reportlab's bare LongTable.

    python -m tests.bench.paper

It prints seconds of the processor, the ratio, the file's size, and how much memory the printing needs for a thousand
rows and for ten thousand, the rows and the finished file themselves not counted.
"""

import gc
import io
import time
import tracemalloc
from collections.abc import Sequence
from datetime import UTC, date, datetime

from reportlab.lib.pagesizes import A4
from reportlab.platypus import LongTable, SimpleDocTemplate, TableStyle

from policydesk.reports.frame import build
from policydesk.reports.furniture import Sheet
from policydesk.reports.parts import LINE, SHADE, Head, Parts
from policydesk.reports.text import PLAIN, fonts

HEADS = (Head("Name", 3), Head("Category", 2), Head("Policy", 4), Head("State", 2), Head("Days", 1, right=True))
ALLOWED = 1.5


def rows(count: int) -> list[tuple[str, ...]]:
    """Return so many rows as a list of outstanding acknowledgements has them."""
    return [
        (f"Person Number {number}", "Teaching", "Social Media Policy, version 3", "Overdue", f"{number % 90}")
        for number in range(count)
    ]


def ours(lines: Sequence[tuple[str, ...]]) -> bytes:
    """Print the rows as a report does: tagged, with furniture, seal and page numbers."""
    parts = Parts()
    sheet = Sheet("Longacre Primary School", "Stress", date(2026, 11, 20), "AD06-38F7 / 250",
                  datetime(2026, 11, 20, 9, 5, tzinfo=UTC), "Alex Morgan")  # fmt: skip
    return build(sheet, parts, [parts.table(HEADS, lines)])


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


def main() -> None:
    """Measure and print."""
    lines = rows(10_000)
    ours(lines[:50]), bare(lines[:50])
    took = {}
    for name, draw in (("reportlab's LongTable", bare), ("PolicyDesk", ours)):
        best = 1e9
        for _try in range(3):
            gc.collect()
            start = time.process_time()
            content = draw(lines)
            best = min(best, time.process_time() - start)
        took[name] = best
        print(f"{name:22} {best:6.2f} s  {len(content) / 1e6:5.2f} MB")
    print(f"ratio {took['PolicyDesk'] / took[next(iter(took))]:.2f} (allowed {ALLOWED})")
    for count in (1_000, 10_000):
        lines = rows(count)
        gc.collect()
        tracemalloc.start()
        size = len(ours(lines))
        peak = tracemalloc.get_traced_memory()[1] - size
        tracemalloc.stop()
        print(f"{count:6,} rows: {peak / 1e6:.1f} MB at most beside the file itself ({size / 1e6:.2f} MB)")


if __name__ == "__main__":
    main()
