"""A report as its reader has it: its sentences in one text, and its tables by the heading that they stand under."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from policydesk.reports.paper.told import shown
from policydesk.reports.report import Report
from tests.figures.hearing import parts_of
from tests.reports.walk import Heard, Piece

Rows = list[list[str]]


class Paper:
    """What stands on a report; `seen` are the headings of the tables that somebody looked at."""

    def __init__(self, words: str, tables: dict[str, list[Rows]], pictures: Sequence[str] = ()) -> None:
        self.words, self.tables, self.pictures = words, tables, tuple(pictures)
        self.seen: set[str] = set()

    def under(self, heading: str) -> Rows:
        """Return the lines of all tables under a heading, without their own headings; none where it is not there."""
        found = next((one for one in self.tables if one.startswith(heading)), None)
        if found is None:
            return []
        self.seen.add(found)
        return [row for table in self.tables[found] for row in table[1:]]

    def heads(self, heading: str) -> list[str]:
        """Return the headings of the columns of the first table under a heading."""
        return next(tables[0][0] for under, tables in self.tables.items() if under.startswith(heading))

    def numbers(self, pattern: str) -> tuple[int, ...]:
        """Return the numbers that stand in a sentence; "None", "no" and "all" of one are words for them."""
        found = re.search(pattern, self.words)
        assert found, (pattern, self.words[:1500])
        return tuple(number(one) for one in found.groups())

    def number(self, pattern: str) -> int:
        """Return the one number that stands in a sentence; 0 where the sentence is not there."""
        found = re.search(pattern, self.words)
        return 0 if found is None else number(found[1])


def number(words: str) -> int:
    """Return a number as it is written."""
    return 0 if words.lower() in {"none", "no", "nothing", "–", ""} else int(words.replace(",", ""))


def told_paper(report: Report, facts: Any) -> Paper:
    """Return a report from what it tells, without drawing it."""
    parts = parts_of(report, facts)
    tables: dict[str, list[Rows]] = defaultdict(list)
    for one in parts.told:
        tables[one.under].append(
            [[head.words for head in one.heads], *([shown(cell) for cell in row] for row in one.rows)]
        )
    return Paper(_plain(" ".join(parts.heard)), dict(tables))


def printed_paper(heard: Heard) -> Paper:
    """Return a report as it stands in the file that was printed."""
    tables: dict[str, list[Rows]] = defaultdict(list)
    under = ""
    for one in heard.document.all("H1", "H2", "H3", "Table"):
        if one.role == "Table":
            tables[under].append([[_text(cell) for cell in row.kids] for row in one.all("TR")])
        else:
            under = _plain(one.says or one.words)
    pictures = [one.alt for one in heard.document.all("Figure")]
    return Paper(heard.words, dict(tables), pictures)


def _text(cell: Piece) -> str:
    return _plain(" ".join(one.says or one.words for one in cell.all()))


def _plain(words: str) -> str:
    return " ".join(words.split())
