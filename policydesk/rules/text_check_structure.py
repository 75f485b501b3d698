"""How a document is numbered: its clauses, its appendices and its contents page."""

import re
from dataclasses import dataclass
from functools import cached_property

from policydesk.rules.text_check_lines import Line, is_heading
from policydesk.rules.text_check_reading import Reading

CLAUSE = re.compile(
    r"^(?:(?:Section|Part|Clause|Paragraph)\s+)?(?P<number>(?:[A-Z]\.)?\d{1,2}(?:\.\d{1,2}){0,3})(?P<stop>[.):]?)"
    r"\s*[–—:-]?\s+(?P<words>\S.*)",
    re.IGNORECASE,
)
APPENDIX = re.compile(
    r"^(?:Appendix|Annex|Annexe)\s+(?P<name>[A-Z]|\d{1,2}|one|two|three|four|five)\b(?P<rest>.*)", re.IGNORECASE
)
ENTRY = re.compile(r"^(?P<words>.*?\w.*?)(?:[\s.…_·]*\s|[.…_·]{2,})(?P<page>\d{1,3})$")
NAMES = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5"}

_ALONE = re.compile(r"^(?P<number>(?:[A-Z]\.)?\d{1,2}(?:\.\d{1,2}){1,3})\.?$")
_CONTENTS = re.compile(r"^(?:table of )?contents(?: page)?:?$", re.IGNORECASE)
_NO_CLAUSE = re.compile(
    r"(?:per cent|%|million|years?|months?|days?|hours?|pupils|staff|January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\b"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered line: its number as a path ("A", 3, 2), and its words."""

    number: str
    words: str
    at: Line

    @property
    def path(self) -> tuple[str, ...]:
        """The number's parts."""
        return tuple(self.number.split("."))


@dataclass(frozen=True)
class Structure:
    """What is numbered in a document; the contents page is apart from the body."""

    reading: Reading

    @cached_property
    def _contents_at(self) -> tuple[int, int]:
        """Index of the first and after the last line of the contents page; both 0 where there is none."""
        lines = self.reading.lines
        for number, line in enumerate(lines[: len(lines) // 2 + 1]):
            if _CONTENTS.match(line.text):
                end = misses = number + 1
                for at in range(number + 1, min(len(lines), number + 80)):
                    text = lines[at].text
                    if ENTRY.match(text):
                        end, misses = at + 1, 0
                    elif text and (misses := misses + 1) > 2:
                        break
                return (number, end) if end - number > 3 else (0, 0)
        return 0, 0

    @cached_property
    def contents(self) -> tuple[Line, ...]:
        """The entries of the contents page."""
        begin, end = self._contents_at
        return tuple(one for one in self.reading.lines[begin + 1 : end] if ENTRY.match(one.text))

    @cached_property
    def body(self) -> tuple[Line, ...]:
        """Every other line."""
        begin, end = self._contents_at
        return self.reading.lines[:begin] + self.reading.lines[end:]

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The numbered lines of the body."""
        found = []
        for line in self.body:
            match = CLAUSE.match(line.text) or _ALONE.match(line.text)
            if match is None:
                continue
            words = match.groupdict().get("words") or ""
            single = "." not in match["number"]
            if single and not match["stop"] and not (is_heading(words) and words[:1].isupper()):
                continue
            if _NO_CLAUSE.match(words):
                continue
            found.append(Clause(match["number"].upper(), words, line))
        return tuple(found)

    @cached_property
    def appendices(self) -> dict[str, Line]:
        """The appendices of the body by letter or number."""
        found: dict[str, Line] = {}
        for line in self.body:
            match = APPENDIX.match(line.text)
            if match and (is_heading(line.text) or re.match(r"\s*[:–—-]", match["rest"])):
                name = NAMES.get(match["name"].lower(), match["name"].upper())
                found.setdefault(name, line)
        return found

    def has(self, number: str) -> bool:
        """Return whether a clause of this number, or one inside it, is there."""
        wanted = number.upper()
        return any(one.number == wanted or one.number.startswith(f"{wanted}.") for one in self.clauses)
