import json
import os
import subprocess
import sys
import time
from datetime import date, datetime
from datetime import time as clock_time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policydesk.errors import Refusal
from policydesk.exchange import _reader, _text, _workbook, tables
from policydesk.exchange.limits import Limits
from policydesk.exchange.tables import LIMITS, Table, read_table
from tests.exchange import files

HALF_PAST_NINE = datetime.combine(date(2026, 9, 1), clock_time(9, 30))
NAMES = [
    ["Name", "Post", "Notes"],
    ["Łukasz Çelik", "Teacher", "a, b; c"],
    ["Áine Ní Bhraonáin", "Office", 'says "hi"\nand goes'],
]


def rows_of(data: bytes, limits: Limits = LIMITS, sheet: str = "") -> tuple[tuple[str, ...], ...]:
    """What the reading process would answer, asked in this one."""
    said = list(_reader.answers(data, sheet, limits))
    if "refusal" in said[-1]:
        raise Refusal(said[-1]["refusal"])
    return tuple(tuple(row) for row in said[1:-1])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_reads_in_every_usual_encoding_with_every_usual_separator(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    path = files.csv_file(tmp_path, files.csv_text(NAMES, delimiter), encoding)
    table = read_table(path)
    assert table.rows == tuple(map(tuple, NAMES))
    assert table.file_name == "staff.csv"


def test_a_big_endian_utf_16_file_with_its_mark_reads(tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    path.write_bytes(b"\xfe\xff" + files.csv_text(NAMES).encode("utf-16-be"))
    assert read_table(path).rows == tuple(map(tuple, NAMES))


def test_an_old_windows_file_keeps_its_accents_and_curly_quotes(tmp_path: Path) -> None:
    path = files.csv_file(tmp_path, "Name,Post\r\nZoë O’Brien,Teacher\r\n", "cp1252")
    assert read_table(path).rows[1] == ("Zoë O’Brien", "Teacher")


cells = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12).map(str.strip)
cp1252_cells = st.text(st.sampled_from("abcÅéüß’“–€ ,;\"'=+-@1"), max_size=12).map(str.strip)


def trimmed(rows: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    kept = [row[: max((i + 1 for i, cell in enumerate(row) if cell.strip()), default=0)] for row in rows]
    while kept and not kept[-1]:
        kept.pop()
    return tuple(map(tuple, kept))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=8), st.sampled_from([",", ";", "\t"]),
       st.sampled_from(["utf-8-sig", "utf-16", "utf-8"]), st.sampled_from(["\r\n", "\n"]))  # fmt: skip
def test_any_list_comes_back_as_it_was_written(rows: list[list[str]], delimiter: str, encoding: str, end: str) -> None:
    rows = [["Full name", "E-mail", "Job title"], *rows]
    assert rows_of(files.csv_text(rows, delimiter, end).encode(encoding)) == trimmed(rows)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(cp1252_cells, min_size=2, max_size=2), min_size=1, max_size=8), st.sampled_from([",", ";", "\t"])
)
def test_any_old_windows_list_comes_back_as_it_was_written(rows: list[list[str]], delimiter: str) -> None:
    rows = [["Full name", "Zoë’s post"], *rows]
    assert rows_of(files.csv_text(rows, delimiter).encode("cp1252")) == trimmed(rows)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_random_bytes_are_read_or_refused_in_a_sentence(data: bytes) -> None:
    said = list(_reader.answers(data, "", LIMITS))
    assert "rows" in said[-1] or said[-1]["refusal"].endswith((".", "?"))


def test_blank_lines_keep_the_row_numbers_that_excel_shows(tmp_path: Path) -> None:
    path = files.csv_file(tmp_path, "\r\nName,Post\r\n\r\nAnn Lee,Teacher\r\n\r\n\r\n")
    assert read_table(path).rows == ((), ("Name", "Post"), (), ("Ann Lee", "Teacher"))


def test_the_separator_line_that_excel_writes_is_obeyed_and_counts_as_row_1() -> None:
    assert rows_of(b"sep=;\r\nName;Post\r\nLee, Ann;Teacher\r\n") == ((), ("Name", "Post"), ("Lee, Ann", "Teacher"))


def test_commas_in_names_do_not_pass_for_separators() -> None:
    text = "Name;Post;Start\nLee, Ann;Teacher;1/9/2026\nKhan, Sarah;TA;1/9/2026\n"
    assert rows_of(text.encode())[1] == ("Lee, Ann", "Teacher", "1/9/2026")


def test_text_after_a_closing_quotation_mark_is_read_as_typed() -> None:
    assert rows_of(b'Name,Post\n"Ann" Lee,Teacher\n')[1] == ("Ann Lee", "Teacher")


def test_a_formula_looking_cell_is_the_text_it_is() -> None:
    assert rows_of(b"Name,Post\n=1+3 X,@SUM(A1)\n")[1] == ("=1+3 X", "@SUM(A1)")


def test_a_cell_is_asked_for_without_minding_how_long_the_row_is() -> None:
    table = Table(((" a ",), ()), "x.csv")
    assert (table.cell(0, 0), table.cell(0, 5), table.cell(1, 0)) == ("a", "", "")


def test_a_workbook_gives_days_numbers_and_words_as_text_a_person_would_type(tmp_path: Path) -> None:
    rows = [["", "Name", "No", "Start", "At", "Yes", "Share"],
            ["", "=1+3 X", 42, date(2026, 9, 1), HALF_PAST_NINE, True, 0.5]]  # fmt: skip
    table = read_table(files.xlsx_file(tmp_path, {"Staff": [[], *rows]}))
    assert table.rows == ((), tuple(rows[0]), ("", "=1+3 X", "42", "2026-09-01", "2026-09-01 09:30:00", "TRUE", "0.5"))
    assert (table.sheet, table.sheets) == ("Staff", ("Staff",))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (clock_time(9, 30), "09:30:00"),
        (None, ""),
        (1e20, "1e+20"),
        ("a\x00b\x07", "ab"),
        (_workbook.timedelta(hours=30), "1 day, 6:00:00"),
    ],
)
def test_odd_cells_of_a_workbook_are_shown_somehow(value: object, shown: str) -> None:
    assert _workbook._shown(value) == shown


def test_a_formula_gives_its_last_value(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "staff.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_formula(0, 0, '="Ann"&" Lee"', None, "Ann Lee")
    book.close()
    assert read_table(path).rows == (("Ann Lee",),)


def test_hidden_and_empty_sheets_are_passed_over_and_any_visible_one_can_be_named(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "staff.xlsx"
    book = xlsxwriter.Workbook(str(path))
    hidden = book.add_worksheet("Lists")
    hidden.write(0, 0, "secret list")
    book.add_worksheet("Blank").activate()
    book.add_worksheet("Staff").write(0, 0, "Name")
    book.add_worksheet("Leavers").write(0, 0, "Gone")
    hidden.hide()
    book.get_worksheet_by_name("Blank").set_first_sheet()
    book.close()
    assert read_table(path).rows == (("Name",),)
    assert read_table(path).sheets == ("Blank", "Staff", "Leavers")
    assert read_table(path, sheet="Leavers").rows == (("Gone",),)
    with pytest.raises(Refusal, match="no sheet named Pupils"):
        read_table(path, sheet="Pupils")


def test_an_opendocument_list_reads_with_its_days_and_repeats(tmp_path: Path) -> None:
    blank = '<table:table-cell table:number-columns-repeated="{0}"/>'
    head = files.ods_row([files.ods_cell("Name"), files.ods_cell("Start"), blank.format(16382)])
    people = files.ods_row(
        [files.ods_cell("Ann Lee"), files.ods_day(date(2026, 9, 1))], 'table:number-rows-repeated="2"'
    )
    tail = files.ods_row([blank.format(16384)], 'table:number-rows-repeated="1048573"')
    path = tmp_path / "staff.ods"
    path.write_bytes(files.ods(head + people + tail))
    assert read_table(path).rows == (("Name", "Start"), ("Ann Lee", "2026-09-01"), ("Ann Lee", "2026-09-01"))


def test_an_excel_97_list_reads(tmp_path: Path) -> None:
    path = tmp_path / "staff.xls"
    path.write_bytes(files.xls([["Name", "Start"], ["Łukasz Çelik", 46266]]))
    assert read_table(path).rows == (("Name", "Start"), ("Łukasz Çelik", "46266"))


def test_what_a_file_is_called_does_not_matter(tmp_path: Path) -> None:
    path = files.xlsx_file(tmp_path, {"Staff": [["Name"]]}, "staff.csv")
    assert read_table(path).rows == (("Name",),)


def test_a_long_list_within_the_limits_reads(tmp_path: Path) -> None:
    text = files.csv_text([["Name", "Post"], *[[f"Person {n}", "Teacher"] for n in range(9_999)]])
    assert len(read_table(files.csv_file(tmp_path, text)).rows) == 10_000


def test_the_desk_knows_how_to_ask_from_a_frozen_app(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert tables._command() == [sys.executable, _reader.ARGUMENT]


def test_a_frozen_app_asked_to_read_reads_and_shows_nothing_else() -> None:
    script = "from policydesk.exchange._reader import serve_if_asked; serve_if_asked(); print('the desk opened')"
    asked = _reader.request(LIMITS, "") + b"Name,Post\nAnn Lee,Teacher\n"

    def run(*words: str) -> bytes:
        command = [sys.executable, "-c", script, *words]
        return subprocess.run(command, input=asked, capture_output=True, env=tables._environment(), check=True).stdout

    assert json.loads(run(_reader.ARGUMENT).splitlines()[-1]) == {"rows": 2}
    assert run() == b"the desk opened\n"


def test_the_reading_process_loads_neither_window_nor_database() -> None:
    script = "import sys, policydesk.exchange._reader; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=tables._environment(), check=True
    )
    assert not {"PySide6", "sqlalchemy", "sqlcipher3", "reportlab", "python_calamine"} & set(loaded.stdout.split())


def test_reading_works_wherever_the_desk_was_started_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert read_table(files.csv_file(tmp_path, "Name,Post\nAnn,TA\n")).rows[1] == ("Ann", "TA")
    monkeypatch.delenv("PYTHONPATH")
    assert tables._environment()["PYTHONPATH"] == str(Path(tables.__file__).parents[2])


def test_the_reading_process_answers_what_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = []
    monkeypatch.setattr("resource.setrlimit", lambda which, most: taken.append(most))
    ask, asked = os.pipe()
    heard, answer = os.pipe()
    os.write(asked, _reader.request(LIMITS, "") + b"Name,Post\nAnn,TA\n")
    os.close(asked)
    real = os.dup
    monkeypatch.setattr(os, "dup", lambda which: real({0: ask, 1: answer}[which]))
    assert _reader.main() == 0
    os.close(answer)
    assert [json.loads(line) for line in os.fdopen(heard, "rb")][-1] == {"rows": 2}
    assert (LIMITS.memory_bytes, LIMITS.memory_bytes) in taken
    os.close(ask)


def test_limits_that_a_system_refuses_leave_the_others_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    def refuse(which: int, most: tuple[int, int]) -> None:
        tried.append(which)
        raise ValueError

    monkeypatch.setattr("resource.setrlimit", refuse)
    _reader.hold_back(LIMITS)
    assert len(tried) == 3


def test_a_system_without_such_limits_reads_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)
    _reader.hold_back(LIMITS)


def test_a_list_is_read_soon_enough(tmp_path: Path) -> None:
    path = files.csv_file(tmp_path, files.csv_text(NAMES))
    began = time.monotonic()
    read_table(path)
    assert time.monotonic() - began < 5


def test_the_letters_of_half_a_utf_16_character_are_no_list() -> None:
    with pytest.raises(Refusal, match="must be an Excel file or a CSV"):
        _text.decode(b"\xff\xfea")
