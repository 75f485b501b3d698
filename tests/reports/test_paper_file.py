"""Long papers are written piece by piece: nothing is lost on the way, and they need no more memory than short ones."""

import gc
import io
import tracemalloc
from array import array
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import pytest
from pypdf import PdfReader

from policydesk.errors import Refusal
from policydesk.reports.paper.frame import Chapter, bind, build
from policydesk.reports.paper.furniture import Sheet
from policydesk.reports.paper.parts import Head, Parts
from policydesk.store.atomic import fill_whole
from tests.reports.walk import Heard, heard
from tests.stories import TODAY

SHEET = Sheet("Longacre Primary School", "A list", TODAY, "AD06-38F7 / 250",
              datetime(2026, 11, 20, 9, 5, tzinfo=UTC), "Alex Morgan")  # fmt: skip
HEADS = (Head("Name", 3), Head("Policy", 4), Head("Days", 1, right=True))


def people(count: int) -> list[tuple[object, ...]]:
    return [(f"Person Number {number}", "Code of Conduct", number % 90) for number in range(count)]


def printed(rows: list[tuple[object, ...]]) -> bytes:
    parts = Parts()
    story = [parts.words("A list", "title"), *parts.heading("Everybody"), *parts.points(["one", "two"])]
    return build(SHEET, parts, [*story, parts.table(HEADS, rows), *parts.heading("Nobody else"), parts.words("End")])


def cells(found: Heard) -> list[list[str]]:
    return [[cell.words for cell in row.kids] for row in found.document.all("TR")]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Long is what has more than 40 rows, and what is written together is little."""
    monkeypatch.setattr("policydesk.reports.paper.grid_rows.BODY", 40)
    monkeypatch.setattr("policydesk.reports.paper.paper_file.LINES", 32)
    monkeypatch.setattr("policydesk.reports.paper.paper_file.PACKED", 7)


@pytest.mark.usefixtures("small")
def test_a_long_table_is_read_in_bodies_and_every_row_is_in_one() -> None:
    rows = people(130)
    found = heard(printed(rows))
    assert [one.role for one in found.document.kids] == ["H1", "H2", "L", "Table", "H2", "P"]
    (table,) = found.document.all("Table")
    assert [(one.role, len(one.kids)) for one in table.kids] == [
        ("THead", 1), ("TBody", 40), ("TBody", 40), ("TBody", 40), ("TBody", 10),
    ]  # fmt: skip
    assert cells(found) == [["Name", "Policy", "Days"], *([f"{one}" for one in row] for row in rows)]
    assert [one["/Title"] for one in found.pdf.outline[1]] == ["Everybody", "Nobody else"]
    assert not found.pieces


@pytest.mark.usefixtures("small")
def test_a_row_that_is_higher_than_a_page_stays_one_row_where_a_body_begins() -> None:
    long = " ".join(f"word{number}" for number in range(1500))
    rows = people(42)
    rows[39] = rows[40] = (long, "Code of Conduct", 1)
    found = heard(printed(rows))
    assert [one.role for one in found.document.all("Table")[0].kids] == ["THead", "TBody", "TBody"]
    assert cells(found)[40:42] == [[f"{one} ".strip() for one in row] for row in rows[39:41]]


def test_what_is_written_together_changes_nothing_that_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = heard(printed(people(90)))
    monkeypatch.setattr("policydesk.reports.paper.paper_file.LINES", 16)
    monkeypatch.setattr("policydesk.reports.paper.paper_file.PACKED", 3)
    other = heard(printed(people(90)))
    assert (other.words, other.furniture) == (usual.words, usual.furniture)


def test_every_page_says_how_many_there_are_and_that_a_letter_is_missing() -> None:
    rows = people(80)
    rows[79] = ("\U000130fa", "Code of Conduct", 1)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(printed(rows))).pages]
    assert len(pages) > 2
    for number, words in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in words
        assert "a letter that PolicyDesk has no font for" in words


def test_a_paper_that_cannot_be_finished_leaves_the_one_before(tmp_path: Path) -> None:
    out = tmp_path / "list.pdf"
    fill_whole(out, lambda file: file.write(b"the one before"))

    def fails_halfway(file: BinaryIO) -> None:
        file.write(b"%PDF")
        raise Refusal("Nobody was asked.")

    with pytest.raises(Refusal):
        fill_whole(out, fails_halfway)
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"list.pdf": b"the one before"}


class Watched(list[tuple[object, ...]]):
    """Rows that note how much memory is held when each of them is asked for."""

    def __init__(self, rows: list[tuple[object, ...]]) -> None:
        super().__init__(rows)
        self.held = array("q", [0]) * len(rows)

    def __getitem__(self, index):
        if isinstance(index, int):
            if index % 300 == 0:
                gc.collect()  # what waits for it is not held
            self.held[index] = tracemalloc.get_traced_memory()[0]
        return super().__getitem__(index)


class Forgotten(io.RawIOBase):
    """A file that keeps nothing."""

    def write(self, content) -> int:
        return len(content)


def test_memory_does_not_grow_with_the_rows() -> None:
    rows, parts = Watched(people(50) * 20), Parts()
    bind([Chapter(SHEET, parts, [parts.table(HEADS, rows[:50])])], Forgotten())  # fonts are read once
    tracemalloc.start()
    try:
        bind([Chapter(SHEET, parts, [parts.table(HEADS, rows)])], Forgotten())
    finally:
        tracemalloc.stop()
    assert max(rows.held[900:]) < 1.25 * max(rows.held[300:400])
