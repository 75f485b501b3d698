"""The tables of a report as a spreadsheet: the same figures, real dates and numbers, and never a formula."""

import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from python_calamine import CalamineWorkbook

from policydesk.reports.catalogue import report_named, reports
from policydesk.reports.paper.proof import Proof
from policydesk.reports.paper.spreadsheet import spreadsheet
from policydesk.reports.paper.told import Head, Told
from policydesk.reports.report import Options, Printing, gather, render, render_sheet
from policydesk.store import Register
from policydesk.store.health import health_of
from tests.stories import TODAY, hire, publish, sign, write_policy

OPEN = [one for one in reports() if not one.wants_keys]
"""The reports that need no sealed records."""

AT = datetime(2026, 11, 20, 9, 5, tzinfo=UTC)
PROOF = Proof("outstanding", TODAY, {}, "AD06-38F7 / 250", "0000-0000-0000-0000", AT, "Alex Morgan")


def read(content: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def sheet_of(register: Register, name: str, as_at: date = TODAY) -> dict[str, list[list[object]]]:
    report = report_named(name)
    with register.reading() as session:
        gathered = gather(session, report, as_at, Options(look=lambda: health_of(register)))
    return read(render_sheet(report, gathered, Printing(AT, "Alex Morgan", "AD06-38F7 / 250")))


@pytest.fixture(scope="module")
def school(shared_register: Register) -> Register:
    """Two people who are asked for one policy; one has signed."""
    people = [hire(shared_register, "Bea Quill"), hire(shared_register, "=HYPERLINK(1)")]
    sign(shared_register, publish(shared_register, write_policy(shared_register), "3"), people[0])
    return shared_register


@pytest.mark.parametrize("report", OPEN, ids=lambda report: report.id)
def test_every_report_has_a_spreadsheet_that_says_where_it_comes_from(school: Register, report) -> None:
    sheets = sheet_of(school, report.id)
    about = {row[0]: row[1] for row in sheets["About"]}
    assert about["School"] == "Longacre Primary School"
    assert about["As at"] == TODAY
    assert about["Register seal"] == "AD06-38F7 / 250"


def test_the_figures_in_the_sheet_are_those_on_paper(school: Register) -> None:
    rows = sheet_of(school, "outstanding")["By person"]
    assert rows[0] == ["Name", "Policy", "State", "Due"]
    assert rows[1][0] == "=HYPERLINK(1)"


def test_a_name_that_looks_like_a_formula_stays_a_name() -> None:
    heads = (Head("Name", 1), Head("Due", 1), Head("Days", 1, right=True), Head("Part", 1, right=True))
    rows = [("=1+1", "3 September 2026", "1,204", "86 %"), ("-2", "3 September 2026, 16:05", 0, ""),
            ("+44 1632", date(2026, 9, 4), 7, ""), ("-3", "3 September 2026, 26:05", 0, ""),
            ("@x", "31 February 2026", None, "–"), ("Nr. 12", "1204", "12 of 13", "100 %")]  # fmt: skip
    content = spreadsheet(
        "A <&> B", "A list", PROOF, [Told("One: two / three [four] and a very long name", heads, rows)]
    )
    name, found = list(read(content).items())[1]
    assert len(name) <= 31
    assert found[1:] == [
        ["=1+1", date(2026, 9, 3), 1204, 0.86],
        ["-2", datetime(2026, 9, 3, 16, 5, tzinfo=UTC).replace(tzinfo=None), 0, ""],
        ["+44 1632", date(2026, 9, 4), 7, ""],
        ["-3", "3 September 2026, 26:05", 0, ""],
        ["@x", "31 February 2026", "", "–"],
        ["Nr. 12", "1204", "12 of 13", 1],
    ]
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        sheet = packed.read("xl/worksheets/sheet2.xml").decode()
    assert "<f>" not in sheet
    assert 'state="frozen"' in sheet


def test_tables_with_the_same_headings_are_one_sheet_with_their_names() -> None:
    heads = (Head("Name", 1),)
    told = [
        Told("First", heads, [("Bea",)], "By policy 2026/27"),
        Told("Second", heads, [("Di",)], "By policy 2026/27"),
        Told("By policy 2026-27: 2 people", (Head("Sum", 1),), [(3,)]),
    ]
    sheets = read(spreadsheet("School", "A list", PROOF, told))
    assert list(sheets) == ["About", "By policy 2026-27", "By policy 2026-27 2"]
    assert sheets["By policy 2026-27"] == [["Under", "Name"], ["First", "Bea"], ["Second", "Di"]]


def test_slips_and_forms_are_a_sheet_of_the_people_who_get_one(school: Register) -> None:
    _about, slips = sheet_of(school, "slips").values()
    assert slips == [["Name", "Hand in by"], ["=HYPERLINK(1)", TODAY]]
    _about, forms = sheet_of(school, "declaration-forms").values()
    assert forms == [["Name", "Answered last"], ["=HYPERLINK(1)", "–"], ["Bea Quill", "–"]]


def test_the_same_tables_give_the_same_bytes(school: Register) -> None:
    report = report_named("outstanding")
    with school.reading() as session:
        gathered = gather(session, report, TODAY, Options())
    printing = Printing(AT, "Alex Morgan", "AD06-38F7 / 250")
    assert render_sheet(report, gathered, printing) == render_sheet(report, gathered, printing)
    assert render(report, gathered, printing).startswith(b"%PDF")


def test_a_cell_of_several_lines_has_room_for_them_and_numbers_stand_under_their_heading() -> None:
    heads = (Head("Account", 3), Head("Change", 1, right=True))
    told = Told("Official accounts and their moderators", heads, [("A\nB", "+3")])
    book = spreadsheet("School", "A list", PROOF, [told])
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        sheet, looks = (parts.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet2", "styles"))
    assert 'r="2" spans="1:2" ht="30" customHeight="1"' in sheet
    assert looks.count('horizontal="right"') == 2
    assert list(read(book)) == ["About", "Official accounts and their"], "a name ends with a whole word"
