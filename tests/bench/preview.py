"""How long the preview of the governors' report takes in the demo school, and where the time goes.

    python -m tests.bench.preview [FOLDER]

FOLDER is a demo register; without one the demo school is made first. The first preview also loads what draws papers;
each later one is asked and drawn anew. Counted is the time of the processor, the median of several.
"""

import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from policydesk.demo import DEMO_PASSWORD, build_demo
from policydesk.reports.catalogue import report_named
from policydesk.reports.report import Options, Printing, gather, render
from policydesk.store import Register, open_register
from policydesk.store.register import ZONE
from tests.conftest import StoppedClock

TODAY = date(2026, 11, 20)
ROUNDS = 9
PARTS = (
    ("policydesk.reports.report", "_told", "telling the story"),
    ("policydesk.reports.frame", "with_room", "room for headings"),
    ("policydesk.reports.pieces", "Picture.draw", "charts"),
    ("policydesk.reports.furniture", "_square", "the square"),
    ("policydesk.reports.frame", "furniture", "head and foot of the pages, the square among them"),
    ("policydesk.reports.tagged_file", "_TaggedDocument.format", "fonts, structure and file"),
)
"""What is measured inside of drawing: module, name there, and its words."""


class Watch:
    """Adds up the time of the processor that some functions take."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)

    def over(self, module: str, name: str, words: str) -> None:
        """Look at one function from now on."""
        owner: Any = sys.modules[module]
        *path, last = name.split(".")
        for one in path:
            owner = getattr(owner, one)
        setattr(owner, last, self._timed(getattr(owner, last), words))

    def _timed(self, act: Callable[..., Any], words: str) -> Callable[..., Any]:
        def timed(*args: Any, **more: Any) -> Any:
            began = time.process_time()
            try:
                return act(*args, **more)
            finally:
                self.spent[words] += time.process_time() - began

        return timed


def preview(register: Register) -> tuple[float, float]:
    """Return what asking the register and drawing the paper take, in milliseconds."""
    report = report_named("governors")
    began = time.process_time()
    with register.reading() as session:
        gathered = gather(session, report, TODAY, Options())
    asked = time.process_time()
    render(report, gathered, Printing(register.clock().astimezone(ZONE), register.actor.name, str(register.seal())))
    return (asked - began) * 1000, (time.process_time() - asked) * 1000


def main(folder: Path) -> None:
    """Measure and print."""
    register = open_register(folder, user_name="Marta Lindqvist", password=DEMO_PASSWORD, clock=StoppedClock())
    asked, drawn = preview(register)
    print(f"first preview: asking {asked:.0f} ms, drawing {drawn:.0f} ms")
    every = [preview(register) for _round in range(ROUNDS)]
    asked, drawn = (median(one) for one in zip(*every, strict=True))
    print(f"later ones:    asking {asked:.0f} ms, drawing {drawn:.0f} ms, together {asked + drawn:.0f} ms")
    watch = Watch()
    for one in PARTS:
        watch.over(*one)
    for _round in range(ROUNDS):
        preview(register)
    for _module, _name, words in PARTS:
        print(f"  of which {words}: {watch.spent[words] / ROUNDS * 1000:.0f} ms")
    register.close()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as place:
            made = Path(place) / "demo.policydesk"
            build_demo(made, clock=StoppedClock())
            main(made)
