"""The year planner and the declarations on paper: the right sheet, every name, nothing a person typed is markup."""

import io
from datetime import UTC, date, datetime

import pytest
from pypdf import PdfReader

from policydesk.actions.consultation import AnswerDraft, record_answers
from policydesk.actions.year_terms import TermDraft, add_term
from policydesk.queries.year import year_of
from policydesk.reports.catalogue import report_named
from policydesk.reports.report import Options, Printing, gather, render, render_sheet
from policydesk.store import Register
from policydesk.terms_reviews import Every, Standing
from tests.stories import TODAY, days, hire
from tests.stories_reviews import complete, due, plan

PRINTING = Printing(datetime(2026, 11, 20, 9, 0, tzinfo=UTC), "Alex Morgan", "SEAL")


def printed(register: Register, name: str, as_at: date = TODAY) -> PdfReader:
    """A report as it is saved."""
    with register.reading() as session:
        gathered = gather(session, report_named(name), as_at, Options())
    return PdfReader(io.BytesIO(render(report_named(name), gathered, PRINTING)))


def words(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


@pytest.mark.parametrize(("name", "width", "height"), [("year-planner", 842, 595), ("year-planner-a3", 1191, 842)])
def test_the_planner_lies_across_its_sheet_with_a_month_in_each_column(
    register: Register, name: str, width: int, height: int
) -> None:
    plan(register, "Łukasz’s <b>list</b> & more", days(10))
    pdf = printed(register, name)
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pdf.pages} == {(width, height)}
    first = pdf.pages[0].extract_text()
    assert all(f"{month} 20" in first for month in ("September", "December", "January", "August"))
    assert "Łukasz’s <b>list</b> & more" in words(pdf)


def test_words_that_do_not_fit_into_a_day_end_with_a_sign(register: Register) -> None:
    plan(register, "Looking through every notice about filming, photographs and consent", days(10))
    pdf = printed(register, "year-planner")
    assert "Looking through every notice…" in " ".join(pdf.pages[0].extract_text().split())
    assert [one["/Title"] for one in pdf.outline if not isinstance(one, list)] == [
        "Year planner 2026/27",
        "What stands in the year 2026/27",
    ]


def test_from_june_the_next_year_is_printed_too(register: Register) -> None:
    assert "2027/28" not in words(printed(register, "year-planner", date(2027, 5, 31)))
    assert "Year planner 2026/27 and 2027/28" in words(printed(register, "year-planner", date(2027, 6, 1)))


def test_the_year_knows_what_was_done_what_is_late_and_what_comes(register: Register) -> None:
    plan(register, "Filter", date(2026, 10, 31), every=Every.MONTHS)
    plan(register, "Leaflets", days(-3))
    filtering = next(row for row in due(register) if row.name == "Filter")
    complete(register, filtering.id, date(2026, 11, 2))
    with register.writing() as txn:
        add_term(txn, TermDraft("Autumn 2026", date(2026, 9, 2), date(2026, 12, 18)))
    with register.reading() as session:
        year = year_of(session, TODAY, TODAY)
    filters = [(one.day, one.standing) for one in year.entries if one.says == "Filter"]
    assert (year.name, year.first, year.last) == ("2026/27", date(2026, 9, 1), date(2027, 8, 31))
    assert filters[:3] == [
        (date(2026, 11, 2), Standing.DONE),
        (date(2026, 11, 30), Standing.DUE),
        (date(2026, 12, 31), Standing.TO_COME),
    ]
    assert (filters[-1][0], len(filters)) == (date(2027, 8, 31), 11)
    assert [one.standing for one in year.entries if one.says == "Leaflets"] == [Standing.OVERDUE]
    assert year.month(11) == (date(2027, 8, 1), tuple(one for one in year.entries if one.day == date(2027, 8, 31)))


def test_what_is_reviewed_daily_stands_in_the_planner_once(register: Register) -> None:
    plan(register, every=Every.DAYS, count=2)
    with register.reading() as session:
        assert len(year_of(session, TODAY, TODAY).entries) == 1


def test_a_year_with_more_than_anybody_reads_is_counted_by_month_and_names_what_comes_next(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policydesk.reports.year_planner.LISTED", 20)
    monkeypatch.setattr("policydesk.reports.year_planner.NEXT", 3)
    plan(register, "Leaflets", days(-3))
    plan(register, "Filter", date(2026, 11, 30), every=Every.MONTHS)
    plan(register, "Cameras", date(2026, 11, 25), every=Every.MONTHS)
    pdf = printed(register, "year-planner")
    # From the end of November to August each of the two comes ten times; the leaflets are late, of 17 November.
    text = words(pdf)
    assert "21 things, counted by month. A list of them would be about 0 pages, so they are not printed here." in text
    assert "Choose the review schedule for every review and who does it, or send the report to a spreadsheet" in text
    assert "November 2026 0 1 2 0 0 0 3 December 2026 0 0 0 2 0 0 2" in text
    assert "The whole year 0 1 2 18 0 0 21" in text
    listed = text.partition("The next 3, from 20 November 2026")[2]
    assert "25 November 2026 Cameras Due" in listed
    assert "30 November 2026 Filter Due" in listed
    assert "25 December 2026 Cameras To come" in listed
    assert "Leaflets" not in listed
    assert listed.count("Cameras") == 2


def test_a_spreadsheet_has_the_whole_year(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policydesk.reports.year_planner.LISTED", 1)
    plan(register, "Filter", date(2026, 11, 30), every=Every.MONTHS)
    report = report_named("year-planner")
    with register.reading() as session:
        content = render_sheet(report, gather(session, report, TODAY, Options()), PRINTING)
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    cells = [cell for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row]
    assert cells.count("Filter") == 10


def test_an_empty_year_says_so(register: Register) -> None:
    assert "Nothing is planned in this year." in words(printed(register, "year-planner"))


def test_the_sheet_and_the_forms_are_for_those_who_have_not_confirmed(register: Register) -> None:
    bea = hire(register)
    hire(register, "Cai <i>Oakes</i>")
    with register.writing() as txn:
        record_answers(txn, AnswerDraft((bea,), TODAY, is_nil=True))
    sheet, forms = printed(register, "declaration-sheet"), printed(register, "declaration-forms")
    assert "Cai <i>Oakes</i>" in words(sheet)
    assert "Bea Quill" not in words(sheet)
    assert len(forms.pages) == 1
    assert "I have nothing to declare." in words(forms)


def test_where_everybody_has_confirmed_the_sheet_says_so(register: Register) -> None:
    for name in ("declaration-sheet", "declaration-forms"):
        assert "On 20 November 2026 nobody is in post, so nobody is asked." in words(printed(register, name))
    bea = hire(register, "Bea Quill")
    with register.writing() as txn:
        record_answers(txn, AnswerDraft((bea,), TODAY, is_nil=True))
    for name in ("declaration-sheet", "declaration-forms"):
        assert "Everybody has confirmed their connections, and none of it is too old." in words(printed(register, name))
