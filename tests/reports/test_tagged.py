"""Papers are read aloud as they look: every word is a piece in its order, and what repeats on each page is left out."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache

import pytest
from pypdf import PdfReader

from policydesk.reports.catalogue import report_named, reports
from policydesk.reports.paper.frame import build
from policydesk.reports.paper.furniture import Sheet
from policydesk.reports.paper.parts import Head, Parts
from policydesk.reports.report import Gathered, Options, Printing, gather, render
from policydesk.store import Register
from policydesk.store.health import health_of
from tests.reports.walk import Heard, heard
from tests.stories import TODAY, hire, sign, two_policies

OPEN = [one for one in reports() if not one.wants_keys]
"""The reports that need no sealed records."""

PRINTING = Printing(datetime(2026, 11, 20, 9, 5, tzinfo=UTC), "Alex Morgan", "AD06-38F7 / 250")
SHEET = Sheet("Longacre Primary School", "A list", TODAY, "AD06-38F7 / 250", PRINTING.printed_at, "Alex Morgan")
HEADS = (Head("Name", 3), Head("Policy", 4), Head("Days", 1, right=True))


@pytest.fixture(scope="module")
def school(shared_register: Register) -> Register:
    """Twelve people, one of them with an Arabic name; two policies; one acknowledgement."""
    people = [hire(shared_register, f"Person Number{number:02d}") for number in range(11)]
    hire(shared_register, "ليلى بن حدو")
    version = two_policies(shared_register)
    sign(shared_register, version, people[3])
    return shared_register


Prints = Callable[[str], tuple[Gathered, bytes]]
Papers = Callable[[str], Heard]


@pytest.fixture(scope="module")
def printed(school: Register) -> Prints:
    """The facts of each report of the school and the paper, printed once."""

    @cache
    def printed(name: str) -> tuple[Gathered, bytes]:
        report = report_named(name)
        with school.reading() as session:
            gathered = gather(session, report, TODAY, Options(look=lambda: health_of(school)))
        return gathered, render(report, gathered, PRINTING)

    return printed


@pytest.fixture(scope="module")
def papers(printed: Prints) -> Papers:
    """What is heard of each report of the school."""
    return cache(lambda name: heard(printed(name)[1]))


def listed(*rows: tuple[object, ...], count: int = 1, high: float | None = None) -> Heard:
    parts = Parts()
    return heard(build(SHEET, parts, [*parts.heading("Everybody"), parts.table(HEADS, rows * count, high=high)]))


@pytest.mark.parametrize("report", OPEN, ids=lambda report: report.id)
def test_every_word_of_every_report_is_a_piece_or_furniture(papers: Papers, report) -> None:
    found = papers(report.id)
    assert not found.pieces, "everything on the pages belongs to a piece of the structure"
    for furniture in found.furniture:
        assert "Longacre Primary School" in furniture
        assert "Register seal" in furniture
    assert "Register seal" not in found.words
    on_paper = "".join("".join(page.extract_text().split()) for page in found.pdf.pages)
    read_aloud = "".join("".join(one.words.split()) for one in found.document.all())
    around = "".join("".join(words.split()) for words in found.furniture)
    assert len(on_paper) == len(read_aloud) + len(around)
    assert found.document.all()[1].role in {"H1", "H2"}, "a paper begins with its title"


@pytest.mark.parametrize("report", OPEN, ids=lambda report: report.id)
def test_every_report_says_its_language_title_and_that_it_is_tagged(papers: Papers, report) -> None:
    pdf = papers(report.id).pdf
    root = pdf.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "Longacre Primary School" in pdf.metadata.title
    assert all(page["/Tabs"] == "/S" for page in pdf.pages)
    for page in pdf.pages:
        for font in page["/Resources"]["/Font"].values():
            about = font.get_object()
            embedded = "/FontDescriptor" in about and "/FontFile2" in about["/FontDescriptor"]
            assert embedded or about["/BaseFont"] == "/Helvetica"  # named by the first page and never drawn with


@pytest.mark.parametrize("report", OPEN, ids=lambda report: report.id)
def test_every_font_that_a_report_names_is_in_its_file(papers: Papers, report) -> None:
    for page in papers(report.id).pdf.pages:
        for font in page["/Resources"]["/Font"].values():
            about = font.get("/DescendantFonts", [font])[0]
            assert "/FontFile2" in about["/FontDescriptor"], font["/BaseFont"]


def test_cells_stand_in_rows_under_headings_that_say_they_head_a_column() -> None:
    found = listed(("Bea Quill", "Code of Conduct", 12), ("Di Oak", "", None))
    (table,) = found.document.all("Table")
    head, first, second = table.all("TR")
    assert [(cell.words, cell.scope) for cell in head.kids] == [(one.words, "/Column") for one in HEADS]
    assert [cell.words for cell in first.kids] == ["Bea Quill", "Code of Conduct", "12"]
    assert [(cell.role, cell.words) for cell in second.kids] == [("TD", "Di Oak"), ("TD", ""), ("TD", "")]


def test_a_table_over_many_pages_is_one_table_whose_headings_are_read_once() -> None:
    found = listed(("Bea Quill", "Code of Conduct", 12), count=200)
    assert len(found.pdf.pages) > 3
    (table,) = found.document.all("Table")
    assert len(table.all("TR")) == 201
    assert len(table.all("TH")) == 3
    for page, furniture in zip(found.pdf.pages, found.furniture, strict=True):
        assert "Policy" in page.extract_text()
        assert ("NamePolicyDays" in furniture) == (page is not found.pdf.pages[0])


def test_what_goes_on_over_the_page_stays_one_piece() -> None:
    long = " ".join(f"word{number}" for number in range(3000))
    parts = Parts()
    found = heard(build(SHEET, parts, [parts.words("Title", "title"), parts.words(long)]))
    assert len(found.pdf.pages) > 2
    (piece,) = found.document.all("P")
    assert piece.words.split() == long.split()
    (cell,) = [one for one in listed(("Bea", long, 1)).document.all("TD") if "word7 " in one.words]
    assert cell.words.split() == long.split()


def test_words_that_are_shaped_are_spoken_as_they_were_typed(papers: Papers) -> None:
    found = papers("outstanding")
    assert "ليلى بن حدو" in found.words
    assert {one.role for one in found.document.all() if one.says == "ليلى بن حدو"} == {"TD"}


def test_a_picture_has_a_sentence_in_its_place(papers: Papers) -> None:
    pictures = papers("governors-acknowledgements").document.all("Figure")
    assert pictures
    assert all(one.alt for one in pictures)


def test_headings_can_be_jumped_to() -> None:
    parts = Parts()
    story = [parts.words("A list", "title"), *parts.heading("First"), parts.words("One"), *parts.heading("Second")]
    pdf = PdfReader(io.BytesIO(build(SHEET, parts, story)))
    title, below = pdf.outline
    assert title["/Title"] == "A list"
    assert [one["/Title"] for one in below] == ["First", "Second"]


def test_a_list_is_a_list_and_a_smaller_heading_stands_below() -> None:
    parts = Parts()
    story = [parts.words("A", "title"), *parts.heading("B"), parts.words("C", "minor"), *parts.points(["one", "two"])]
    document = heard(build(SHEET, parts, story)).document
    assert [one.role for one in document.kids] == ["H1", "H2", "H3", "L"]
    assert [one.words for one in document.all("LBody")] == ["• one", "• two"]


def test_the_same_facts_give_the_same_bytes(printed: Prints) -> None:
    for report in OPEN:
        gathered, content = printed(report.id)
        assert render(report, gathered, PRINTING) == content
