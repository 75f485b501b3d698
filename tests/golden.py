"""What each report looks like, as text: its pages, and on each page every line with where it stands and its font.

python -m tests.golden          shows what is different from the files in tests/reports/golden
python -m tests.golden renew    writes those files again, and takes away those of reports that are no more
"""

import difflib
import io
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from pypdf import PageObject, PdfReader

from tests.conftest import make_register
from tests.papers import Paper, demo_papers, papers_of

PLACE = Path(__file__).parent / "reports" / "golden"

WHOLE, FIRST = 9, 2
"""Pages of a paper that is kept whole; of a longer one only the first are, and the last."""

Golden = dict[str, str]


Looks = Callable[[str, bytes], None]


def _only_told(_name: str, _content: bytes) -> None:
    """Look at a paper no further."""


def demo_golden(folder: Path, look: Looks = _only_told) -> Golden:
    """Return every report of the demo school by the name of its file; `look` is shown each as it is drawn."""
    return {f"demo/{paper.name}.txt": told(paper, look) for paper in demo_papers(folder)}


def empty_golden(folder: Path, look: Looks = _only_told) -> Golden:
    """Return every report of a register in which nothing was entered."""
    register = make_register(folder / "empty.policydesk")
    found = {f"empty/{paper.name}.txt": told(paper, look) for paper in papers_of(register)}
    register.close()
    return found


def kept(part: str) -> Golden:
    """Return the files of one part: demo or empty."""
    return {f"{part}/{file.name}": file.read_text(encoding="utf-8") for file in (PLACE / part).glob("*.txt")}


def told(paper: Paper, look: Looks = _only_told) -> str:
    """Return a paper in words; why it is not printed, where it is not."""
    if paper.gathered is None:
        return f"{paper.refused}\n"
    content = paper.pdf()
    look(paper.name, content)
    pages = PdfReader(io.BytesIO(content)).pages
    lines = [f"{len(pages)} pages"]
    for number, page in enumerate(pages, start=1):
        if len(pages) <= WHOLE or number <= FIRST or number == len(pages):
            lines += ["", f"page {number}", *_lines(page)]
    return "\n".join(lines) + "\n"


def differences(before: Golden, after: Golden) -> Iterator[str]:
    """Yield what is different, line by line, with the file's name."""
    for name in sorted(before.keys() | after.keys()):
        old, new = (some.get(name, "").splitlines() for some in (before, after))
        yield from difflib.unified_diff(old, new, f"kept {name}", f"now {name}", lineterm="", n=2)


def _lines(page: PageObject) -> list[str]:
    """Return the lines of a page from the top: left, height, size, font and words; drawings by how many there are."""
    wide, high = (round(float(one)) for one in page.mediabox[2:])
    found: list[tuple[int, int, str]] = []

    def seen(text: str, outer: list[float], inner: list[float], font: dict[str, str] | None, size: float) -> None:
        if not text.strip():
            return
        left = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
        low = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        name = re.sub(r"^[A-Z]{6}\+", "", str((font or {}).get("/BaseFont", "?")).lstrip("/"))
        found.append((round(high - low), round(left), f"{size:g} {name} {' '.join(text.split())}"))

    page.extract_text(visitor_text=seen)
    code = page.get_contents()
    assert code is not None
    marks = re.findall(rb"\b(re|l|c|Do)\n", code.get_data())
    drawn = ", ".join(f"{marks.count(one)} {words}" for one, words in
                      ((b"re", "boxes"), (b"l", "lines"), (b"c", "curves"), (b"Do", "pictures")))  # fmt: skip
    return [f"{wide} x {high}; {drawn}", *(f"{left:4} {top:4} {words}" for top, left, words in found)]


def _now(folder: Path) -> Golden:
    return demo_golden(folder) | empty_golden(folder)


def main(renew: bool) -> int:
    """Show what is different, or keep what there is now."""
    with tempfile.TemporaryDirectory() as folder:
        now = _now(Path(folder))
    before = kept("demo") | kept("empty")
    told_of = list(differences(before, now))
    sys.stdout.write("".join(f"{line}\n" for line in told_of) or "Nothing is different.\n")
    if not renew:
        return 1 if told_of else 0
    for name in before.keys() - now.keys():
        (PLACE / name).unlink()
    for name, words in now.items():
        (PLACE / name).parent.mkdir(parents=True, exist_ok=True)
        (PLACE / name).write_text(words, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main("renew" in sys.argv[1:]))
