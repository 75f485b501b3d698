"""Invented policies with planted faults: read as PDF, Word or text, checked, and compared with their labels."""

import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from policydesk.dates import RoughDate
from policydesk.exchange.policy_text import read_policy
from policydesk.rules.text_check import Hit, RegisterFacts, check_text
from policydesk.terms import HitKind

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Labelled:
    """One document, how it is read, what the register says, and its faults as kind and subject."""

    file: str
    form: str
    facts: RegisterFacts
    faults: tuple[str, ...]
    unseen: bool = False

    @property
    def text(self) -> str:
        return (HERE / "documents" / f"{self.file}.txt").read_text(encoding="utf-8")

    @property
    def content(self) -> bytes:
        made = {"pdf": as_pdf, "docx": as_docx, "text": str.encode}
        return made[self.form](self.text)


@dataclass(frozen=True)
class Outcome:
    """What was found in one document: rightly, wrongly, and what was missed."""

    document: Labelled
    hits: tuple[Hit, ...]
    right: tuple[str, ...]
    false: tuple[str, ...]
    missed: tuple[str, ...]


@cache
def labelled() -> tuple[Labelled, ...]:
    """Every document with its labels."""
    table = tomllib.loads((HERE / "labels.toml").read_text(encoding="utf-8"))
    return tuple(_labelled(one, table["today"]) for one in table["document"])


def _labelled(table: dict[str, Any], today: date) -> Labelled:
    kept = {
        name: RoughDate.from_iso(value) if isinstance(value, str) else value
        for name, value in table.get("register", {}).items()
    }
    facts = RegisterFacts(today, table.get("school", ""), table.get("address", ""), **kept)
    return Labelled(table["file"], table["form"], facts, tuple(table["faults"]), table.get("unseen", False))


@cache
def outcomes() -> tuple[Outcome, ...]:
    """Read and check every document."""
    return tuple(_outcome(one) for one in labelled())


def _outcome(document: Labelled) -> Outcome:
    hits = check_text(read_policy(document.content), document.facts)
    found = [f"{hit.kind.value}: {hit.subject}" for hit in hits]
    return Outcome(
        document,
        hits,
        tuple(one for one in found if _is_labelled(one, document.faults)),
        tuple(one for one in found if not _is_labelled(one, document.faults)),
        tuple(one for one in document.faults if not any(_is_labelled(hit, (one,)) for hit in found)),
    )


def _is_labelled(found: str, faults: tuple[str, ...]) -> bool:
    """Whether a hit is one of the labels; for a figure the label is how it begins."""
    return any(found == one or (one.startswith("guidance: ") and found.startswith(f"{one} ")) for one in faults)


def figures() -> dict[HitKind, Counter[str]]:
    """Count for each kind what was found rightly, wrongly and not."""
    counted = {kind: Counter[str]() for kind in HitKind}
    for outcome in outcomes():
        for name in ("right", "false", "missed"):
            for one in getattr(outcome, name):
                counted[HitKind(one.split(":")[0])][name] += 1
    return counted


def as_pdf(text: str) -> bytes:
    """Print a text as a PDF, with its title at the head of each page and the page's number at the foot."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

    style, made = getSampleStyleSheet()["BodyText"], BytesIO()
    title = text.strip().splitlines()[0]

    def edge(canvas: Any, page: Any) -> None:
        canvas.drawString(72, 810, title)
        canvas.drawString(280, 30, f"Page {page.page}")

    story = [Paragraph(escape(line), style) if line.strip() else Spacer(1, 6) for line in _unwrapped(text)]
    SimpleDocTemplate(made, invariant=1).build(story, onFirstPage=edge, onLaterPages=edge)
    return made.getvalue()


def as_docx(text: str) -> bytes:
    """Write a text as a Word document."""
    import docx

    document, made = docx.Document(), BytesIO()
    for is_table, lines in groupby(_unwrapped(text), lambda line: "\t" in line):
        if is_table:
            _add_table(document, [line.split("\t") for line in lines])
        else:
            for line in lines:
                document.add_paragraph(line)
    document.save(made)
    return made.getvalue()


def _add_table(document: Any, rows: list[list[str]]) -> None:
    """Put lines whose words are parted by tabs into a table, as document control boxes are."""
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words


def _unwrapped(text: str) -> list[str]:
    """Put lines that were broken at the edge together to paragraphs, as a word processor has them."""
    lines: list[str] = []
    before = 0
    for line in text.splitlines():
        goes_on = line[:1].strip() and not line[0].isdigit() and "\t" not in line
        if 62 < before < 82 and goes_on and not lines[-1].endswith("."):
            lines[-1] += f" {line}"
        else:
            lines.append(line)
        before = len(line)
    return lines
