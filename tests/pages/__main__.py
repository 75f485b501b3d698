"""Looks at every page of some papers and names what a careful person would object to.

python -m tests.pages FILE.pdf ...   papers that were saved
python -m tests.pages --demo         every report of the demo school
python -m tests.pages --empty        every report of a register in which nothing was entered
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import make_register
from tests.pages.inspector import objections
from tests.papers import demo_papers, papers_of


def _asked(given: list[str], folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the papers that were asked for, each with its name."""
    for one in given:
        if one == "--demo":
            yield from ((paper.name, paper.pdf()) for paper in demo_papers(folder, looks=True) if paper.gathered)
        elif one == "--empty":
            register = make_register(folder / "empty.policydesk")
            yield from ((paper.name, paper.pdf()) for paper in papers_of(register, looks=True) if paper.gathered)
            register.close()
        else:
            yield one, Path(one).read_bytes()


def main(given: list[str]) -> int:
    """Say of each paper what is wrong with it; return whether something is."""
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, content in _asked(given, Path(folder)):
            found = objections(content)
            wrong += len(found)
            sys.stdout.write("".join(f"{name}, {one}\n" for one in found) or f"{name}: nothing to object to\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if sys.argv[1:] else __doc__)
