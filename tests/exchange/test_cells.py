from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydesk.dates import written
from policydesk.exchange.cells import (
    Unclear,
    clean,
    email_key,
    name_key,
    read_categories,
    read_date,
    read_email,
    read_name,
    reference_key,
)
from policydesk.terms import StaffCategory

TODAY = date(2026, 11, 20)
FIRST = date(2026, 9, 1)


@pytest.mark.parametrize(
    "text",
    [
        "01/09/2026", "1.9.26", "1-9-2026", "01 09 2026", "2026-09-01", "2026/09/01", "2026.09.01", "20260901", "1 Sep 2026",
        "1st September 2026", "1-Sep-26", "1Sept2026", "Tue 1 Sep 2026", "Tuesday, 1 September 2026", "September 1, 2026",
        "2026-09-01 00:00:00", "2026-09-01T00:00:00Z", "2026-09-01T00:00:00.000+01:00", "01/09/2026 09:30", "1/9/2026 9:30 AM",
        "46266", "46266.0", "46266.75", " 01/09/2026\u200b ",
    ],
)  # fmt: skip
def test_the_first_of_september_is_read_however_it_is_written(text: str) -> None:
    assert read_date(text, TODAY) == FIRST


@given(st.dates(date(1931, 1, 1), date(2035, 12, 31)))
def test_every_day_reads_back_in_uk_order_in_iso_in_words_and_as_a_serial(day: date) -> None:
    for text in (f"{day:%d/%m/%Y}", day.isoformat(), written(day), str((day - date(1899, 12, 30)).days)):
        assert read_date(text, TODAY) == day


@pytest.mark.parametrize("text", ["", "n/a", " - ", "NULL", "31/12/9999", "9999-12-31", "2999-12-31 00:00:00"])
def test_a_blank_or_an_end_that_never_comes_is_no_day(text: str) -> None:
    assert read_date(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("31/02/2026", "“31/02/2026” is not a real date"),
        ("12/25/2026", "is not a real date"),
        ("3 Sep", "is not a real date"),
        ("today", "is not a real date"),
        ("in 2 weeks", "is not a real date"),
        ("soon", "is not a real date"),
        ("Sept 2022", "names no day"),
        ("2022", "names no day"),
        ("1900-01-01", "is not a likely date"),
        ("01/01/2099", "is not a likely date"),
        ("99999", "is not a real date"),
    ],
)
def test_what_is_no_day_is_said_in_words(text: str, says: str) -> None:
    with pytest.raises(Unclear, match=says):
        read_date(text, TODAY)


def test_two_figures_of_a_year_that_has_not_come_are_of_the_last_century() -> None:
    assert read_date("01/09/68", TODAY) == date(1968, 9, 1)
    assert read_date("29/02/68", TODAY) == date(1968, 2, 29)
    assert read_date("01/09/27", TODAY) == date(2027, 9, 1)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Khan, Sarah", "Sarah Khan"),
        ("KHAN, Mrs Sarah Jane", "Sarah Jane KHAN"),
        ("Mrs S. Khan", "S. Khan"),
        ("Dr. Ann  Lee", "Ann Lee"),
        ("Ann Lee, BSc PGCE", "Ann Lee"),
        ("Ní Bhraonáin, Áine", "Áine Ní Bhraonáin"),
        ("Lee,", "Lee"),
        ("Sir", "Sir"),
        ("", ""),
    ],
)
def test_a_name_is_turned_into_spoken_order_without_mr_or_mrs(text: str, name: str) -> None:
    assert read_name(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Khan Sarah", "Sarah Khan"),
        ("VAN DER BERG Jan Piet", "Jan Piet VAN DER BERG"),
        ("Khan, Sarah", "Sarah Khan"),
        ("Khan", "Khan"),
        ("KHAN SARAH", "SARAH KHAN"),
    ],
)
def test_a_column_of_surnames_first_needs_no_comma(text: str, name: str) -> None:
    assert read_name(text, last_name_first=True) == name


@pytest.mark.parametrize(
    ("text", "email"),
    [
        ("ann@longacre.sch.uk", "ann@longacre.sch.uk"),
        ("Ann Lee <Ann@longacre.sch.uk>; b@c.uk", "Ann@longacre.sch.uk"),
        ("mailto:a@b.uk", "a@b.uk"),
        ("none", ""),
    ],
)
def test_the_first_address_of_a_cell_is_taken(text: str, email: str) -> None:
    assert read_email(text) == email


@pytest.mark.parametrize("text", ["ann@", "ann", "ann at longacre", "@longacre.sch.uk"])
def test_what_is_no_address_is_said_in_words(text: str) -> None:
    with pytest.raises(Unclear, match="is not an e-mail address"):
        read_email(text)


@pytest.mark.parametrize(
    ("text", "categories"),
    [
        ("Teaching", [StaffCategory.TEACHING]),
        ("TAs", [StaffCategory.SUPPORT]),
        ("Co-opted governor", [StaffCategory.GOVERNOR]),
        ("Supply Teacher", [StaffCategory.AGENCY_OR_SUPPLY]),
        ("Student teacher", [StaffCategory.TEACHER_TRAINEE]),
        ("Teacher / Governor", [StaffCategory.TEACHING, StaffCategory.GOVERNOR]),
        ("Teacher, teaching", [StaffCategory.TEACHING]),
        ("third_party_provider", [StaffCategory.THIRD_PARTY_PROVIDER]),
        ("Teacher / Chef de cuisine", []),
        ("Permanent", []),
        ("", []),
    ],
)
def test_a_kind_of_staff_is_known_only_where_it_leaves_no_doubt(text: str, categories: list[StaffCategory]) -> None:
    assert list(read_categories(text)) == categories


@pytest.mark.requirement("R34", "R35")
@pytest.mark.parametrize("category", StaffCategory)
def test_every_category_the_policy_binds_can_come_from_a_list(category: StaffCategory) -> None:
    assert read_categories(category.label) == (category,)
    assert read_categories(category.value) == (category,)


def test_spellings_that_are_one_compare_as_one() -> None:
    assert name_key("Mrs Áine  O’Brien-Smith") == name_key("aine obrien smith")
    assert reference_key("Stf_0042") == reference_key("42") == reference_key(" 0042 ")
    assert reference_key("000") == "000"
    assert email_key(" Ann@X.uk") == email_key("ann@x.UK")
    assert clean(" a\n b ") == "a b"


def test_a_serial_number_is_a_whole_day_whatever_the_hour() -> None:
    assert read_date("45658.999", TODAY) == date(1899, 12, 30) + timedelta(days=45658)
