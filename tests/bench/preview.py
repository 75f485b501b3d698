"""How long the preview of the governors' report takes, and where the time goes; of every report with --every.

    python -m tests.bench.preview [FOLDER] [--stress FOLDER] [--every]

FOLDER is a demo register; without one the demo school is made first. Behind --stress is a register of a very large
school, such as `tests.bench.stress` makes. The first preview is that of somebody who has just signed in: Today and the
reports page have loaded what they need. For each later one the register is asked and the paper drawn anew; where only
the names are chosen otherwise, it is not asked for the rest. Counted is the time of the processor, the median of
several. As in the window, Python takes its rubbish away between two previews and not while one is made.
"""

import argparse
import gc
import io
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from pypdf import PdfReader
from sqlalchemy import Engine, event

from policydesk.demo import DEMO_PASSWORD, build_demo
from policydesk.errors import Refusal
from policydesk.queries.today import today
from policydesk.reports.catalogue import report_named, reports
from policydesk.reports.report import Gathered, Options, Printing, Report, gather, make_ready, render, with_names
from policydesk.store import open_register
from policydesk.store.health import health_of
from policydesk.store.register import ZONE
from tests.conftest import StoppedClock

TODAY = date(2026, 11, 20)
PARTS = (
    ("policydesk.rules.catalogue", "run", "asking: rules"),
    ("policydesk.reports.report", "_told", "drawing: telling the story"),
    ("policydesk.reports.paper.frame", "with_room", "drawing: room for headings"),
    ("policydesk.reports.paper.frame", "BaseDocTemplate.build", "drawing: layout and file"),
    ("policydesk.reports.paper.pieces", "Picture.draw", "drawing: charts, in the layout"),
    ("policydesk.reports.paper.furniture", "_square", "drawing: the square, in the layout"),
    ("policydesk.reports.paper.frame", "furniture", "drawing: head and foot of the pages, in the layout"),
    ("policydesk.reports.paper.tagged_file", "_TaggedDocument.format", "drawing: fonts, tags and file, in the layout"),
)
"""What is measured inside of asking and drawing: module, name there, and its words."""

STATEMENTS = "asking: statements"


class Watch:
    """Adds up the time of the processor that some functions take."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self.statements = 0
        self._before: list[tuple[Any, str, Any]] = []

    def over(self, module: str, name: str, words: str) -> None:
        """Look at one function from now on."""
        owner: Any = sys.modules[module]
        *path, last = name.split(".")
        for one in path:
            owner = getattr(owner, one)
        self._before.append((owner, last, getattr(owner, last)))
        setattr(owner, last, self._timed(getattr(owner, last), words))

    def stop(self) -> None:
        """Look no more."""
        for owner, name, was in self._before:
            setattr(owner, name, was)

    def _timed(self, act: Callable[..., Any], words: str) -> Callable[..., Any]:
        def timed(*args: Any, **more: Any) -> Any:
            began = time.process_time()
            try:
                return act(*args, **more)
            finally:
                self.spent[words] += time.process_time() - began

        return timed

    def over_statements(self) -> None:
        """Look at every statement from now on."""
        begun: list[float] = []
        event.listen(Engine, "before_cursor_execute", lambda *_asked: begun.append(time.process_time()))
        event.listen(Engine, "after_cursor_execute", lambda *_asked: self._add(begun.pop()))

    def _add(self, began: float) -> None:
        self.spent[STATEMENTS] += time.process_time() - began
        self.statements += 1


class Preview:
    """Makes previews of one register, as the reports page does."""

    def __init__(self, folder: Path) -> None:
        self.register = open_register(folder, user_name="Marta Lindqvist", password=DEMO_PASSWORD, clock=StoppedClock())

    def asked(self, report: Report, **chosen: Any) -> Gathered:
        """Read what a report needs."""
        look = (lambda: health_of(self.register)) if report.wants_look else None
        with self.register.reading() as session:
            return gather(session, report, TODAY, Options(look=look, **chosen))

    def drawn(self, report: Report, gathered: Gathered) -> bytes:
        """Draw it."""
        register = self.register
        printing = Printing(register.clock().astimezone(ZONE), register.actor.name, str(register.seal()))
        return render(report, gathered, printing)

    def whole(self, report: Report) -> tuple[float, float, bytes]:
        """Return what asking the register and drawing the paper take, in milliseconds, and the paper."""
        gc.collect()
        began = time.process_time()
        gathered = self.asked(report)
        asked = time.process_time()
        content = self.drawn(report, gathered)
        return (asked - began) * 1000, (time.process_time() - asked) * 1000, content

    def named(self, report: Report) -> float:
        """Return what it takes to show the names too, where the rest was asked before."""
        gathered = self.asked(report)
        began = time.process_time()
        with self.register.reading() as session:
            named = with_names(session, report, gathered, Options(names=True))
        self.drawn(report, named)
        return (time.process_time() - began) * 1000


def first_page(content: bytes) -> float:
    """Return what it takes to make an image of the first page, in milliseconds."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QIODevice, QSize
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication([])
    buffer, document = QBuffer(), QPdfDocument(app)
    buffer.setData(content)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    began = time.process_time()
    document.load(buffer)
    points = document.pagePointSize(0)
    document.render(0, QSize(round(points.width() * 1.5), round(points.height() * 1.5)))
    return (time.process_time() - began) * 1000


def every(preview: Preview) -> None:
    """Print what each report takes."""
    print(f"{'':32}{'asking':>12}{'drawing':>12}{'pages':>8}")
    for report in (one for one in reports() if not one.wants_keys):
        try:
            asked, drawn, content = preview.whole(report)
        except Refusal as refusal:
            print(f"{report.id:32}{refusal.says}")
            continue
        pages = len(PdfReader(io.BytesIO(content)).pages)
        print(f"{report.id:32}{asked:9.0f} ms{drawn:9.0f} ms{pages:8,}", flush=True)


def main(folder: Path, rounds: int, *, is_every: bool) -> None:
    """Measure and print."""
    gc.disable()
    preview, report = Preview(folder), report_named("governors")
    with preview.register.reading() as session:
        today(session, TODAY)
    make_ready()
    asked, drawn, content = preview.whole(report)
    print(f"first preview: asking {asked:.0f} ms, drawing {drawn:.0f} ms")
    print(f"image of its first page: {first_page(content):.0f} ms")
    asked, drawn = (median(one) for one in zip(*(preview.whole(report)[:2] for _round in range(rounds)), strict=True))
    print(f"later ones:    asking {asked:.0f} ms, drawing {drawn:.0f} ms, together {asked + drawn:.0f} ms")
    print(f"names chosen:  {median(preview.named(report) for _round in range(rounds)):.0f} ms")
    watch = Watch()
    watch.over_statements()
    for one in PARTS:
        watch.over(*one)
    for _round in range(rounds):
        preview.whole(report)
    words = [STATEMENTS, *(words for _module, _name, words in PARTS)]
    for one in words:
        count = f" ({watch.statements // rounds})" if one == STATEMENTS else ""
        print(f"  of which {one}{count}: {watch.spent[one] / rounds * 1000:.0f} ms")
    watch.stop()
    if is_every:
        every(preview)
    preview.register.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--stress", type=Path)
    parser.add_argument("--every", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        made = chosen.folder or Path(place) / "demo.policydesk"
        if chosen.folder is None:
            build_demo(made, clock=StoppedClock())
        main(made, 9, is_every=chosen.every)
    if chosen.stress is not None:
        print(f"\n{chosen.stress.name}")
        main(chosen.stress, 3, is_every=chosen.every)
