"""What is marked on the pages of other people's PDFs: which words belong to a piece, and which to none."""

import re

from pypdf import PageObject

NUMBERED = re.compile(rb"/MCID\s+(\d+)")

FURNITURE = re.compile(rb"/Artifact(?=\s*(?:BMC|BDC|<<|/))")

STEPS = re.compile(rb"\b(?:BDC|BMC|EMC)\b|[\])>]\s*(?:Tj|TJ|'|\")")
"""Where marked content begins and ends, and where words are shown."""


HIGHEST = 20_000
"""The highest number that marked content has in an honest file."""


def code_of(page: PageObject) -> bytes:
    """Return the drawing commands of a page."""
    content = page.get_contents()
    return b"" if content is None else bytes(content.get_data())


def numbers(code: bytes) -> frozenset[int]:
    """Return the numbers of the marked content in drawing commands."""
    return frozenset(int(one) for one in NUMBERED.findall(code))


def is_marked_whole(code: bytes) -> bool:
    """Whether drawing commands mark something, and no word stands outside of what they mark."""
    depth, marked = 0, False
    for step in STEPS.finditer(code):
        word = step.group()
        if word == b"EMC":
            depth -= 1
        elif word in {b"BDC", b"BMC"}:
            depth, marked = depth + 1, True
        elif depth <= 0:
            return False
    return marked and 0 <= max(numbers(code), default=-1) <= HIGHEST


def unmarked(code: bytes) -> bytes:
    """Return drawing commands whose marks say nothing any more, to stand inside one piece of ours."""
    return FURNITURE.sub(b"/Span", NUMBERED.sub(rb"/Was \1", code))


def shows_words(page: PageObject) -> bool:
    """Whether a page has words, not just a picture of them; also where they stand in a drawing on it."""
    try:
        return bool(page.extract_text().strip())
    except Exception:  # noqa: BLE001 - words that cannot be read are none
        return False
