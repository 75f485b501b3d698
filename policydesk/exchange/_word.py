"""The paragraphs of a Word document as they read on paper: with the numbers that Word counts itself.

Runs in the reading process.
"""

import io
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from policydesk.errors import Refusal

DAMAGED = "The selected file is damaged or cut short. Open it, save a new copy and select that."

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


def paragraphs(data: bytes) -> list[str]:
    """Return the paragraphs in order: the page header first, then text and tables, then the footer."""
    from docx import Document

    try:
        document = Document(io.BytesIO(data))
        numbers = Numbers(document)
        found = [_words(one) for one in _edges(document, "header")]
        found += [numbers.before(one) + _words(one) for one in document.element.body.iter(f"{_W}p")]
        return found + [_words(one) for one in _edges(document, "footer")]
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        OSError,
        SyntaxError,
    ) as trouble:
        raise Refusal(DAMAGED) from trouble


def _edges(document: Any, which: str) -> Iterator[Any]:
    """Yield the paragraphs of the page headers or footers, each text once."""
    seen = set()
    for section in document.sections:
        for one in getattr(section, which)._element.iter(f"{_W}p"):
            words = _words(one)
            if words.strip() and words not in seen:
                seen.add(words)
                yield one


def _words(paragraph: Any) -> str:
    """Return a paragraph's words, insertions included; what a reviewer struck out is no `t` any more."""
    parts = []
    for one in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}p"):
        if one.tag == f"{_W}t":
            parts.append(one.text or "")
        elif one.tag != f"{_W}p":
            parts.append(" ")
    return "".join(parts)


class Numbers:
    """Counts the numbers of numbered paragraphs, which stand in no text of the file."""

    def __init__(self, document: Any) -> None:
        self._styles = {one.style_id: one.element for one in document.styles if hasattr(one, "element")}
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counts: dict[str, defaultdict[int, int]] = {}
        self._abstract: dict[str, str] = {}
        for part in document.part.package.iter_parts():
            if str(part.partname).endswith("/numbering.xml"):
                self._learn(part)

    def _learn(self, part: Any) -> None:
        root = getattr(part, "element", None)
        if root is None:
            return
        for abstract in root.iter(f"{_W}abstractNum"):
            levels = {}
            for level in abstract.iter(f"{_W}lvl"):
                start = int(_value(level, "start") or 1)
                levels[int(level.get(f"{_W}ilvl"))] = (_value(level, "numFmt"), _value(level, "lvlText"), start)
            self._levels[abstract.get(f"{_W}abstractNumId")] = levels
        for number in root.iter(f"{_W}num"):
            self._abstract[number.get(f"{_W}numId")] = _value(number, "abstractNumId")

    def before(self, paragraph: Any) -> str:
        """Return the number that stands before a paragraph, with a blank; empty where there is none."""
        number, level = self._asked(paragraph)
        abstract = self._abstract.get(number, "")
        levels = self._levels.get(abstract, {})
        if level not in levels or levels[level][0] in {"bullet", "none"}:
            return "• " if level in levels and levels[level][0] == "bullet" else ""
        counts = self._counts.setdefault(abstract, defaultdict(int))
        counts[level] = counts[level] + 1 if counts[level] else levels[level][2]
        for deeper in [one for one in counts if one > level]:
            counts[deeper] = 0

        def shown(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            kind, _text, start = levels.get(at, ("decimal", "", 1))
            return _shown(counts[at] or start, kind)

        return re.sub(r"%(\d)", shown, levels[level][1]) + " "

    def _asked(self, paragraph: Any) -> tuple[str, int]:
        """Return the list and level of a paragraph, its own or its style's."""
        properties = paragraph.find(f"{_W}pPr")
        seen = 0
        while properties is not None and seen < 10:
            numbering = properties.find(f"{_W}numPr")
            if numbering is not None:
                return _value(numbering, "numId"), int(_value(numbering, "ilvl") or 0)
            style = self._styles.get(_value(properties, "pStyle") or "")
            based = "" if style is None else _value(style, "basedOn")
            properties = None if style is None else style.find(f"{_W}pPr")
            if properties is None and based:
                style = self._styles.get(based)
                properties = None if style is None else style.find(f"{_W}pPr")
            seen += 1
        return "", 0


def _value(element: Any, name: str) -> str:
    child = element.find(f"{_W}{name}")
    return "" if child is None else str(child.get(f"{_W}val") or "")


def _shown(count: int, kind: str) -> str:
    if kind in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (count - 1) % 26)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in {"lowerRoman", "upperRoman"} and count < len(_ROMAN):
        return _ROMAN[count].upper() if kind == "upperRoman" else _ROMAN[count]
    return str(count)
