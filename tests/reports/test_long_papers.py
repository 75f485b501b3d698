"""Papers of a very large school: lists of names are narrowed, and beyond some pages they say how much there is."""

import io
from datetime import UTC, date, datetime

import pytest
from pypdf import PdfReader
from reportlab.platypus import Spacer

from policydesk.queries.staff import find_staff
from policydesk.reports.catalogue import report_named
from policydesk.reports.checking import check_paper
from policydesk.reports.paper.frame import build
from policydesk.reports.paper.furniture import Sheet
from policydesk.reports.paper.grid_rows import width_of
from policydesk.reports.paper.parts import Head, Parts
from policydesk.reports.paper.told import Stack
from policydesk.reports.paper.widths import SIDE_OF_CELL, fitted, telling
from policydesk.reports.paper.words import part_of
from policydesk.reports.report import Options, Printing, gather, render, render_sheet
from policydesk.store import Register
from policydesk.terms import StaffCategory
from tests.stories import TODAY, hire, publish, write_policy

SEAL = "AD06-38F7 / 250"
AT = Printing(datetime(2026, 11, 20, 9, 5, tzinfo=UTC), "Alex Morgan", SEAL)
LONG = "Wolfeschlegelsteinhausenbergerdorff " * 5 + "Alexandra-Josephine"
NAMES = (LONG, "محمد عبد الرحمن الفارسي", "Bea Quill")
LISTS = ("acknowledgement-register", "outstanding", "sign-off-sheet", "slips", "declaration-sheet", "declaration-forms")


@pytest.fixture
def school(register: Register) -> Register:
    """Three teachers with short, long and Arabic names, a governor, and two policies that nobody has signed."""
    for name in NAMES:
        hire(register, name)
    hire(register, "Di Oak", category=StaffCategory.GOVERNOR)
    publish(register, write_policy(register), "3", categories=frozenset(StaffCategory))
    publish(register, write_policy(register, "Code of Conduct"), categories=frozenset(StaffCategory))
    return register


def drawn(register: Register, name: str, **options: object) -> bytes:
    report = report_named(name)
    with register.reading() as session:
        return render(report, gather(session, report, TODAY, Options(**options)), AT)


def staff_id(register: Register, name: str) -> int:
    with register.reading() as session:
        return find_staff(session, TODAY, name)[0].id


def said(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


@pytest.mark.parametrize("name", LISTS)
def test_a_list_may_have_one_category_of_staff_and_says_so(school: Register, name: str) -> None:
    text = said(drawn(school, name, held=StaffCategory.GOVERNOR))
    assert "Di Oak" in text
    assert "Bea Quill" not in text
    if name not in {"slips", "declaration-forms"}:
        assert "Only the category governor was chosen." in text


@pytest.mark.parametrize("name", [one for one in LISTS if report_named(one).offers_person])
def test_a_list_of_one_person_without_anything_to_do_says_who_it_is_and_nothing_of_others(
    school: Register, name: str
) -> None:
    nobody = {"staff_id": staff_id(school, "Di Oak"), "held": StaffCategory.TEACHING}
    text = said(drawn(school, name, **nobody))
    assert "Only Di Oak was chosen, and only in the category teaching. " in text
    assert "They " in text or "they were not asked" in text
    assert "verybody has" not in text
    assert "obody was asked" not in text


def test_a_narrowed_list_can_be_checked_later(school: Register) -> None:
    content = drawn(school, "outstanding", held=StaffCategory.GOVERNOR)
    with school.reading() as session:
        assert check_paper(session, content, lambda _number: SEAL).holds


@pytest.mark.parametrize("name", LISTS)
def test_too_many_pages_of_names_are_counted_and_it_says_how_to_have_them(
    school: Register, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = report_named(name).story.__module__
    monkeypatch.setattr(f"{story}.too_long", lambda count, parts, most=0: parts.is_paper and count > 3)
    text = said(drawn(school, name))
    assert "so they are not printed here. Choose one" in text
    assert "Bea Quill" not in text
    assert "Governor 1" in text or "People" in text


def test_a_spreadsheet_takes_every_name(school: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policydesk.reports.outstanding.too_long", lambda count, parts, most=0: parts.is_paper)
    report = report_named("outstanding")
    with school.reading() as session:
        content = render_sheet(report, gather(session, report, TODAY, Options()), AT)
    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("By person").to_python()
    assert {row[0] for row in rows[1:]} == {*(name.strip() for name in NAMES), "Di Oak"}


def test_a_day_among_other_words_stays_on_one_line() -> None:
    heads = (Head("Policy", 5), Head("In force from", 1), Head("Next review", 1))
    widths = fitted(heads, [("Social Media Policy", "30 September 2026", "September 2027, overdue")], 481)
    parts = Parts()
    for words, width in (("30 September 2026", widths[1]), ("September 2027,", widths[2])):
        assert len(parts.words(words).breakLines(width - 2 * SIDE_OF_CELL).lines) == 1


def test_a_long_word_far_down_a_list_keeps_its_line_too() -> None:
    rows = [(str(number), "Bea Quill", TODAY, "") for number in range(1, 10_001)]
    rows[7_000] = ("7001", "Alexandra-Josephine", date(2026, 9, 30), "")
    heads = (Head("", 0.2), Head("Name", 0.3), Head("Date", 1), Head("Signature", 9))
    parts = Parts()
    number, name, day, _room = fitted(heads, telling(rows), 481)
    for words, width in (("10000", number), ("Alexandra-Josephine", name), ("30 September 2026", day)):
        assert len(parts.words(words).breakLines(width - 2 * SIDE_OF_CELL).lines) == 1


def test_many_stacked_bars_stand_in_pictures_of_like_size_that_fit_under_their_heading() -> None:
    parts = Parts()
    for bars, pictures in ((1, 1), (12, 1), (13, 2), (20, 2), (25, 3)):
        drawn = parts.stacked(("Given", "Asked for"), [Stack("Policy", (3, 4))] * bars)
        high = [one.wrap(parts.width, parts.tall)[1] for one in drawn]
        assert len(high) == pictures
        assert max(high) < parts.tall / 2
        assert max(high) - min(high) < 3 * 21


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(0, 45, "None of the 45 people"), (1, 45, "1 of 45 people"), (45, 45, "All 45 people"), (1, 1, "The person"),
     (0, 1, "No person")],
)  # fmt: skip
def test_a_sentence_begins_with_a_part_of_the_whole_school(part: int, whole: int, words: str) -> None:
    assert part_of(part, whole, "person", "people") == words


def test_a_chart_of_sixty_policies_begins_under_its_heading() -> None:
    from policydesk.reports.paper.frame import build
    from policydesk.reports.paper.furniture import Sheet
    from policydesk.reports.paper.told import Stack

    parts = Parts()
    bars = [Stack(f"Policy number {number} of the whole school", (10_000, 1)) for number in range(20)]
    sheet = Sheet("Longacre Primary School", "Long", date(2026, 11, 20), SEAL, AT.printed_at, AT.printed_by)
    told = [
        parts.words("Title", "title"),
        parts.space(240),
        *parts.heading("By policy"),
        *parts.stacked(("Done", "Late"), bars),
    ]
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(build(sheet, parts, told))).pages]
    begins = next(page for page in pages if "By policy" in page)
    assert "Policy number 3" in begins


def test_no_row_of_a_table_stands_alone_on_a_page() -> None:
    from policydesk.reports.paper.frame import build
    from policydesk.reports.paper.furniture import Sheet

    sheet = Sheet("Longacre Primary School", "Long", date(2026, 11, 20), SEAL, AT.printed_at, AT.printed_by)
    for count in range(30, 42):
        parts = Parts()
        table = parts.table((Head("Name", 1),), [(f"Row {number:02d}",) for number in range(count)])
        pages = PdfReader(io.BytesIO(build(sheet, parts, [*parts.heading("Names"), table]))).pages
        assert all(page.extract_text().count("Row ") != 1 for page in pages), count


def test_a_table_whose_last_two_rows_go_to_the_next_page_begins_there() -> None:
    sheet = Sheet("Longacre Primary School", "Long", TODAY, SEAL, AT.printed_at, AT.printed_by)
    for count in range(34, 39):
        parts = Parts()
        rows = [*[("Row",)] * count, ("word " * 60,)]
        pages = PdfReader(io.BytesIO(build(sheet, parts, [parts.table((Head("Name", 1),), rows)]))).pages
        assert [page.extract_text().count("Name") for page in pages] == [1] * len(pages), count


def test_a_column_of_numbers_is_as_wide_as_its_longest_to_the_last_digit() -> None:
    words = ("Asked", "Done", "Overdue", "To do", "Declined", "Renew", "Exempt", "Share")
    heads = (Head("Policy", 4.8), *(Head(one, 1, right=True) for one in words))
    rows = [("Confidentiality policy, version 5.0", "10,000", "10,000", "0", "10,000", "0", "0", "0", "100 %")]
    parts = Parts()
    _policy, *columns = fitted(heads, rows, parts.width)
    assert all(width_of(value) <= wide - 2 * SIDE_OF_CELL for value, wide in zip(rows[0][1:], columns, strict=True))


def test_the_second_line_of_a_point_stands_under_the_first_not_under_the_dot() -> None:
    (point,) = Parts().points(["word " * 60])
    assert point.style.leftIndent == -point.style.firstLineIndent > 0


@pytest.mark.parametrize(("rows", "room", "here"), [(30, 3.5, 3), (30, 1.5, 0), (3, 1.5, 0)])
def test_no_table_begins_with_a_single_row_at_the_foot_of_a_page(rows: int, room: float, here: int) -> None:
    parts = Parts()
    table = parts.table((Head("What", 7), Head("Number", 3, right=True)), [("Accounts", 12)] * rows)
    begins = table.split(parts.width, table.plan.heading().high + room * table.plan.row(0).high)
    assert len(begins[0].laid if begins else ()) == here


def test_what_a_record_leaves_out_stands_on_one_page(school: Register) -> None:
    report = report_named("staff-record")
    with school.reading() as session:
        facts = gather(session, report, TODAY, Options(staff_id=staff_id(school, "Di Oak"))).facts
    parts = Parts()
    title, *_others, left_out = report.story(facts, parts)
    sheet = Sheet("Longacre Primary School", "Record", TODAY, SEAL, AT.printed_at, AT.printed_by)
    pages = PdfReader(io.BytesIO(build(sheet, parts, [title, Spacer(1, parts.tall - 110), left_out]))).pages
    last = " ".join(pages[-1].extract_text().split())
    assert "What is left out of this record" in last
    assert "can be printed from there." in last
