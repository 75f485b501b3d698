"""A policy's text as a person reads it: lines with their page, put together to sentences and headings."""

import re
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policydesk.terms import TextUnit

_MARK = re.compile(
    r"\s*(?:[•▪●◦–—*·]|-|\(?[a-z]{1,4}[.)]|\(?\d{1,2}[.)]|[A-Z]?\.?\d+(?:\.\d+)+\.?|\d{1,2}(?=\s+[A-Z]))\s"
)
_LABEL = re.compile(r"\s*[A-Z][\w /’()&-]{2,40}:(?:\s|$)")
_ENDS = re.compile(r"[.?!:;][”’)\]]*\s*$")
_STOP = re.compile(r"(?<=[.?!])[”’)\]]*\s+(?=[A-Z0-9“‘(•\[])")
_SHORT_FORMS = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|cf|Mr|Mrs|Ms|Mx|Dr|St|Rev|No|no|nos|p|pp|para|paras|s|ss|vs|approx|Ltd|Inc|Co|Jan|Feb|Aug"
    r"|Sept|Oct|Nov|Dec|ch|sec)|(?<!ppendix)(?<!ppendices)(?<!nnex)(?<!\band)\s[A-Z]|^[A-Z]|^\d{1,2}(?:\.\d+)*)\.$"
)
_PAGE_NUMBER = re.compile(r"\s*(?:page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?\s*$", re.IGNORECASE)
_HEADING_LENGTH = 90
_MOST_LINES = 100
"""Lines of a paragraph."""
_LONGEST = 800
"""Characters of a sentence; a longer one, such as a table without stops, is looked at in pieces."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line, with the number of the page, paragraph or line at which a person finds it."""

    place: int
    text: str


@dataclass(frozen=True, slots=True)
class PolicyText:
    """The words of a document. `pictures` are the pages without any; `numbered` are places whose lines have numbers."""

    unit: TextUnit
    lines: tuple[Line, ...]
    pages: int = 0
    pictures: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or heading; `block` counts the paragraphs, so that neighbours can be told."""

    place: int
    text: str
    block: int
    is_heading: bool = False


def tidy(text: str) -> str:
    """Return text with one kind of apostrophe, dash and blank."""
    text = text.replace("'", "’").replace("\u00ad", "").replace("\u2011", "-").replace("\ufb01", "fi")
    return " ".join(text.replace("\u00a0", " ").replace("\ufb02", "fl").split())


def body_lines(text: PolicyText) -> tuple[Line, ...]:
    """Return the lines, tidy, without page numbers and with headers and footers that repeat kept only once."""
    tidied = [Line(one.place, tidy(one.text)) for one in text.lines]
    pages = Counter(words for words in {(one.place, one.text) for one in tidied} if words[1])
    on_pages = Counter(words for _place, words in pages)
    repeats = {
        words for words, count in on_pages.items() if text.unit is TextUnit.PAGE and count > max(2, text.pages // 2)
    }
    kept, seen = [], set[str]()
    for line in tidied:
        if text.unit is TextUnit.PAGE and _PAGE_NUMBER.match(line.text):
            continue
        if line.text in repeats:
            if line.text in seen:
                continue
            seen.add(line.text)
        kept.append(line)
    return tuple(kept)


def is_heading(text: str) -> bool:
    """Return whether a line by itself reads like a heading."""
    words = text.split()
    return (
        0 < len(words) <= 12
        and len(text) <= _HEADING_LENGTH
        and not _ENDS.search(text)
        and text[:1].upper() == text[:1]
    )


def sentences(lines: Iterable[Line], unit: TextUnit) -> tuple[Sentence, ...]:
    """Return the sentences in order; a paragraph broken over lines and pages is put together first."""
    found: list[Sentence] = []
    for number, block in enumerate(_blocks(lines, unit)):
        found += _split(block, number)
    return tuple(found)


def _blocks(lines: Iterable[Line], unit: TextUnit) -> Iterator[list[Line]]:
    block: list[Line] = []
    every = list(lines)
    width = sorted(len(one.text) for one in every)[len(every) * 9 // 10] if every else 0
    for line in every:
        if not line.text:
            if block:
                yield block
            block = []
            continue
        if block and (
            unit is TextUnit.PARAGRAPH or len(block) >= _MOST_LINES or _begins(block[-1].text, line.text, width)
        ):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _begins(before: str, text: str, width: int) -> bool:
    """Return whether a line begins something new after the one before it."""
    if _MARK.match(text + " ") or _LABEL.match(text):
        return True
    short = len(before) < width * 0.75
    if _ENDS.search(before):
        return short
    return short and (text[:1].isupper() or text[:1] in "“‘(")


def _split(block: list[Line], number: int) -> Iterator[Sentence]:
    text, starts = "", []
    for line in block:
        if text.endswith("-") and line.text[:1].islower():
            starts.append((len(text) - 1, line.place))
            text = text[:-1] + line.text
        else:
            text = f"{text} {line.text}" if text else line.text
            starts.append((len(text) - len(line.text), line.place))
    if len(block) == 1 and is_heading(text):
        yield Sentence(block[0].place, text, number, is_heading=True)
        return
    begin = 0
    for stop in [*(one for one in _STOP.finditer(text) if not _is_short_form(text, one.start())), None]:
        end = len(text) if stop is None else stop.start()
        for at, words in _pieces(text, begin, end):
            place = starts[max(0, bisect_right(starts, (at, sys.maxsize)) - 1)][1]
            yield Sentence(place, words, number)
        begin = len(text) if stop is None else stop.end()


def _is_short_form(text: str, end: int) -> bool:
    """Return whether the full stop before a place belongs to a short form, such as "Mrs."."""
    return _SHORT_FORMS.search(text[max(0, end - 30) : end]) is not None


def _pieces(text: str, begin: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield a sentence whole, or in pieces that end at a semicolon, a comma or a blank."""
    while end - begin > _LONGEST:
        part = text[begin : begin + _LONGEST]
        cut = next((at for mark in ("; ", ", ", " ") if (at := part.rfind(mark)) > _LONGEST // 2), _LONGEST - 1) + 1
        if words := text[begin : begin + cut].strip():
            yield begin, words
        begin += cut
    if words := text[begin:end].strip():
        yield begin, words
