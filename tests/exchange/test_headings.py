from datetime import date
from pathlib import Path

import pytest

from policydesk.errors import Refusal
from policydesk.exchange.headings import Field, Mapping, field_of, guess_mapping, samples, without_passwords
from policydesk.exchange.roster import read_roster, read_staff_list
from policydesk.exchange.tables import Table
from policydesk.exchange.words import CATEGORIES, HEADINGS, letters
from tests.exchange import files

TODAY = date(2026, 11, 20)


def table(*rows: str) -> Table:
    return Table(tuple(tuple(row.split("|")) for row in rows), "staff.csv")


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("First Name [Required]", Field.FIRST_NAME),
        ("forename", Field.FIRST_NAME),
        ("Legal Forename", Field.FIRST_NAME),
        ("givenName", Field.FIRST_NAME),
        ("GIVEN NAME*", Field.FIRST_NAME),
        ("Last Name [Required]", Field.LAST_NAME),
        ("Legal Surname", Field.LAST_NAME),
        ("familyName", Field.LAST_NAME),
        ("Staff full name", Field.FULL_NAME),
        ("displayName", Field.FULL_NAME),
        ("Name [displayName] Required", Field.FULL_NAME),
        ("Surname, Forename", Field.LAST_NAME_FIRST),
        ("Preferred Forename", Field.KNOWN_AS),
        ("E-mail", Field.EMAIL),
        ("Email Address (Main)", Field.EMAIL),
        ("mail", Field.EMAIL),
        ("User name [userPrincipalName] Required", Field.USER_NAME),
        ("Arbor Staff ID", Field.REFERENCE),
        ("Payroll No.", Field.REFERENCE),
        ("Employee ID", Field.REFERENCE),
        ("sourcedId", Field.REFERENCE),
        ("Job Title", Field.JOB_TITLE),
        ("Employee Title", Field.JOB_TITLE),
        ("Post", Field.JOB_TITLE),
        ("Staff Type", Field.CATEGORY),
        ("Agency", Field.EMPLOYER),
        ("Start Date", Field.STARTED_ON),
        ("Date joined", Field.STARTED_ON),
        ("Leaving Date", Field.ENDED_ON),
        ("Status [READ ONLY]", Field.STATUS),
        ("accountEnabled", Field.ENABLED),
        ("Block credential", Field.BLOCKED),
        ("userType", Field.ROLE),
        ("Org Unit Path [Required]", Field.UNIT),
        ("Unique Pupil Number", Field.PUPIL_NUMBER),
        ("Year Group", Field.YEAR_GROUP),
        ("Password Hash Function [UPLOAD ONLY]", Field.PASSWORD),
        ("Initial password [passwordProfile] Required", Field.PASSWORD),
        ("Recovery Email", Field.IGNORED),
        ("Home Secondary Email", Field.IGNORED),
        ("Email Usage [READ ONLY]", Field.IGNORED),
        ("x" * 100, Field.IGNORED),
        ("", Field.IGNORED),
    ],
)
def test_a_heading_is_known_by_whatever_name_another_system_gives_it(heading: str, field: Field) -> None:
    assert field_of(heading) is field


def test_no_word_stands_for_two_things() -> None:
    for words in (HEADINGS, CATEGORIES):
        known = [letters(word) for group in words.values() for word in group]
        twice = {word for word in known if known.count(word) > 1}
        assert not {word for word in twice if sum(word in map(letters, group) for group in words.values()) > 1}


def test_headings_are_found_below_whatever_stands_above_them() -> None:
    found = guess_mapping(
        table(
            "Staff list, Longacre Primary School",
            "",
            "Printed 1 September 2026|Page 1",
            "Name|Post|E-mail",
            "Ann Lee|TA|",
        )
    )
    assert found.heading_row == 3
    assert found.columns == (Field.FULL_NAME, Field.JOB_TITLE, Field.EMAIL)


def test_a_version_line_and_headings_with_names_in_brackets_are_understood() -> None:
    found = guess_mapping(
        table(
            "version:v1.0",
            "Name [displayName] Required|User name [userPrincipalName] Required|Initial password [passwordProfile] Required",
        )
    )
    assert (found.heading_row, found.columns) == (1, (Field.FULL_NAME, Field.USER_NAME, Field.PASSWORD))


def test_title_means_mr_and_mrs_where_people_have_it_and_the_job_where_posts_do() -> None:
    assert guess_mapping(table("Title|Name", "Mrs|Ann Lee", "Mr.|Bo Ray")).columns[0] is Field.TITLE
    assert guess_mapping(table("Title|Name", "Teacher|Ann Lee", "Cook|Bo Ray")).columns[0] is Field.JOB_TITLE


def test_upn_means_a_user_name_where_it_holds_addresses() -> None:
    assert guess_mapping(table("Name|UPN", "Ann Lee|ann@longacre.sch.uk")).columns[1] is Field.USER_NAME
    assert guess_mapping(table("Name|UPN", "Ann Lee|A123456789012")).columns[1] is Field.PUPIL_NUMBER


def test_what_people_are_known_as_is_their_name_where_there_is_no_other() -> None:
    assert guess_mapping(table("Known as|Post", "Ann Lee|TA")).columns[0] is Field.FULL_NAME
    assert guess_mapping(table("Known as|Name", "Ann|Ann Lee")).columns[0] is Field.KNOWN_AS


def test_a_list_without_known_headings_is_matched_by_hand() -> None:
    found = guess_mapping(table("Wer|Was", "Ann Lee|TA"))
    assert not found.has_name
    with pytest.raises(Refusal, match="Match a column to Full name") as refused:
        read_roster(table("Wer|Was", "Ann Lee|TA"), found, TODAY)
    assert refused.value.field == "columns"
    put_right = found.with_column(0, Field.FULL_NAME).with_column(1, Field.JOB_TITLE)
    (ann,) = read_roster(table("Wer|Was", "Ann Lee|TA"), put_right, TODAY).people
    assert (ann.full_name, ann.roles[0].job_title) == ("Ann Lee", "TA")


def test_a_list_without_headings_loses_nobody_when_its_columns_are_named_by_hand() -> None:
    rows = table("Ann Lee|TA", "Bo Ray|Teacher|x")
    found = guess_mapping(rows, heading_row=-1).with_column(0, Field.FULL_NAME)
    assert found.headings == ("", "", "")
    assert [one.full_name for one in read_roster(rows, found, TODAY).people] == ["Ann Lee", "Bo Ray"]


def test_an_empty_list_has_no_columns() -> None:
    assert guess_mapping(Table((), "x.csv")).columns == ()


def test_a_layout_is_remembered_by_its_headings_in_any_order_and_reused() -> None:
    one = guess_mapping(table("Name|Wo|Password", "Ann Lee|TA|x"))
    other = guess_mapping(table("wo|NAME|Password", "TA|Ann Lee|x"))
    assert one.layout_key == other.layout_key != guess_mapping(table("Name|Post", "Ann|TA")).layout_key
    chosen = one.with_column(1, Field.JOB_TITLE).chosen
    assert other.remembered((*chosen, ("Gone", "no such field"))).columns == (
        Field.JOB_TITLE,
        Field.FULL_NAME,
        Field.PASSWORD,
    )


def test_columns_that_are_not_read_are_named() -> None:
    assert guess_mapping(table("Name|Password|Shoe size|", "Ann|x|5")).unused == ("Password", "Shoe size")


def test_of_two_columns_that_say_the_same_the_better_known_is_believed_row_by_row() -> None:
    rows = table("Name|id|Employee ID", "Ann Lee|8f0c|", "Bo Ray|77aa|42")
    found = guess_mapping(rows)
    assert found.where(Field.REFERENCE) == (2, 1)
    assert [one.reference for one in read_roster(rows, found, TODAY).people] == ["8f0c", "42"]


def test_passwords_come_back_from_no_door() -> None:
    rows = table("Name|Password [Required]|Post", "Ann Lee|hunter2|TA")
    found = guess_mapping(rows)
    assert "hunter2" not in repr(samples(rows, found))
    assert "hunter2" not in repr(without_passwords(rows, found))
    assert without_passwords(rows, found).rows[0] == rows.rows[0]
    with pytest.raises(Refusal, match="passwords is never read"):
        found.with_column(1, Field.FULL_NAME)
    assert found.remembered((("Password [Required]", "full_name"),)).columns[1] is Field.PASSWORD
    plain = table("Name|Post", "Ann|TA")
    assert without_passwords(plain, guess_mapping(plain)) is plain


def test_five_filled_rows_are_shown_under_each_heading() -> None:
    rows = table("Name|Post", "", *[f"Person {n}|TA" for n in range(9)])
    shown = samples(rows, guess_mapping(rows))
    assert shown == tuple((f"Person {n}", "TA") for n in range(5))
    assert len(samples(table("Name", "Ann"), guess_mapping(table("Name", "Ann")))) == 1


def test_the_sheet_with_the_people_is_found_behind_a_sheet_of_instructions(tmp_path: Path) -> None:
    sheets = {
        "Read me": [["How to fill in this form"]],
        "Blank": [],
        "Staff": [["Full name", "Password"], ["Ann Lee", "hunter2"]],
    }
    rows, mapping = read_staff_list(files.xlsx_file(tmp_path, sheets))
    assert (rows.sheet, mapping.has_name) == ("Staff", True)
    assert "hunter2" not in repr(rows)


def test_a_workbook_without_any_people_comes_back_as_it_is(tmp_path: Path) -> None:
    rows, mapping = read_staff_list(files.xlsx_file(tmp_path, {"A": [["Sums"]], "B": [["More sums"]]}))
    assert (rows.sheet, mapping.has_name) == ("A", False)
    assert isinstance(mapping, Mapping)
