from datetime import date
from pathlib import Path

import pytest

from policydesk.exchange.headings import guess_mapping
from policydesk.exchange.roster import Roster, read_roster, read_staff_list
from policydesk.exchange.tables import Table
from policydesk.terms import StaffCategory
from tests.exchange import files

TODAY = date(2026, 11, 20)
T, S, G = StaffCategory.TEACHING, StaffCategory.SUPPORT, StaffCategory.GOVERNOR


def roster(*rows: str) -> Roster:
    table = Table(tuple(tuple(row.split("|")) for row in rows), "staff.csv")
    return read_roster(table, guess_mapping(table), TODAY)


def names(found: Roster) -> list[str]:
    return [one.full_name for one in found.people]


def whys(found: Roster) -> dict[int, str]:
    return {one.row_number: one.why for one in found.skipped}


def says(found: Roster) -> dict[int, str]:
    return {one.row_number: one.says for one in found.problems}


def from_file(path: Path) -> Roster:
    table, mapping = read_staff_list(path)
    return read_roster(table, mapping, TODAY)


GOOGLE = """First Name [Required],Last Name [Required],Email Address [Required],Password [Required],Password Hash Function [UPLOAD ONLY],Org Unit Path [Required],New Primary Email [UPLOAD ONLY],Status [READ ONLY],Last Sign In [READ ONLY],Recovery Email,Work Phone,Employee ID,Employee Type,Employee Title,Manager Email,Department,Change Password at Next Sign-In
Sarah,Khan,s.khan@longacre.sch.uk,****,,/Staff/Teaching,,Active,2026/11/19 08:12:00,sarah@home.example,,1001,Teacher,Class teacher,head@longacre.sch.uk,Year 4,False
Łukasz,Nowak,l.nowak@longacre.sch.uk,****,,/Staff/Support,,Active,Never logged in,,,1002,,Site manager,,Premises,False
Ben,Okoro,b.okoro@longacre.sch.uk,****,,/Staff/Teaching,,Suspended,2026/07/01 08:12:00,,,1003,Teacher,,,,False
Milo,Pym,26mpym@longacre.sch.uk,****,,/Pupils/Year 4,,Active,2026/11/19 08:12:00,,,,,,,,False
"""

ENTRA = """userPrincipalName,displayName,surname,mail,givenName,id,userType,jobTitle,department,accountEnabled,usageLocation,ageGroup,companyName,createdDateTime
s.khan@longacre.sch.uk,Sarah Khan (Staff),Khan,s.khan@longacre.sch.uk,Sarah,8f0c-1,Member,Class teacher,Staff,True,GB,,,2024-09-01T08:00:00Z
l.nowak@longacre.sch.uk,Nowak Łukasz,Nowak,,Łukasz,8f0c-2,Member,Site manager,Premises,True,GB,,,2024-09-01T08:00:00Z
b.okoro@longacre.sch.uk,Ben Okoro,Okoro,b.okoro@longacre.sch.uk,Ben,8f0c-3,Member,Teacher,Staff,False,GB,,,2024-09-01T08:00:00Z
ann_supply.uk#EXT#@longacre.onmicrosoft.com,Ann Lee,Lee,ann@supply.uk,Ann,8f0c-4,Guest,,,True,GB,,,2024-09-01T08:00:00Z
26mpym@longacre.sch.uk,Milo Pym,Pym,,Milo,8f0c-5,Member,,Year 4,True,GB,Minor,,2024-09-01T08:00:00Z
hall@longacre.sch.uk,Hall projector,,hall@longacre.sch.uk,,8f0c-6,Member,,,True,GB,,,2024-09-01T08:00:00Z
"""


def test_a_google_workspace_export_gives_the_staff_alone(tmp_path: Path) -> None:
    found = from_file(files.csv_file(tmp_path, GOOGLE, "utf-8-sig"))
    sarah, lukasz = found.people
    assert (sarah.full_name, sarah.email, sarah.reference) == ("Sarah Khan", "s.khan@longacre.sch.uk", "1001")
    assert [(role.category, role.job_title) for role in sarah.roles] == [(T, "Class teacher")]
    assert [(role.category, role.job_title) for role in lukasz.roles] == [(S, "Site manager")]
    assert whys(found) == {4: "the account is suspended", 5: "a pupil"}
    assert not found.problems


def test_an_entra_export_leaves_out_guests_pupils_and_closed_accounts(tmp_path: Path) -> None:
    found = from_file(files.csv_file(tmp_path, ENTRA))
    assert names(found) == ["Sarah Khan", "Łukasz Nowak", "Hall projector"]
    assert found.people[1].email == "l.nowak@longacre.sch.uk"
    assert found.people[2].doubt == "No first and last name: perhaps a shared account"
    assert whys(found) == {4: "the account is disabled", 5: "a guest account", 6: "a pupil"}


def test_an_entra_create_template_is_read_below_its_version_line() -> None:
    found = roster(
        "version:v1.0",
        "Name [displayName] Required|User name [userPrincipalName] Required|Initial password [passwordProfile] Required|Block sign in (Yes/No) [accountEnabled] Required|First name [givenName]|Last name [surname]|Job title [jobTitle]",
        "Example: Chris Green|chris@contoso.com|myPassword1234|No|Chris|Green|",
        "Ann Lee|ann@longacre.sch.uk|secret|No|Ann|Lee|Teacher",
    )
    assert names(found) == ["Ann Lee"]
    assert whys(found) == {1: "above the headings", 3: "a note, not a person"}


def test_a_microsoft_365_export_turns_block_credential_round() -> None:
    found = roster(
        "Block credential|Department|Display name|First name|Last name|User principal name|Licenses",
        "False|Office|Ann Lee|Ann|Lee|ann@longacre.sch.uk|Microsoft 365 A3 for faculty",
        "True|Office|Bo Ray|Bo|Ray|bo@longacre.sch.uk|Unlicensed",
        "False||Milo Pym|Milo|Pym|26mpym@longacre.sch.uk|Microsoft 365 A3 for students use benefit",
    )
    assert names(found) == ["Ann Lee"]
    assert whys(found) == {3: "the account is blocked", 4: "a pupil"}
    assert found.people[0].roles[0].category is S


def test_a_oneroster_file_gives_staff_roles_only() -> None:
    head = "sourcedId|status|enabledUser|orgSourcedIds|role|username|userIds|givenName|familyName|identifier|email|grades|password"
    found = roster(
        head,
        "t1|active|true|o1|teacher|akhan||Sarah|Khan|1001|s.khan@longacre.sch.uk||pw",
        "t2|active|true|o1|aide|bray||Bo|Ray|1002|bo@longacre.sch.uk||pw",
        "t3|tobedeleted|true|o1|teacher|x||Cy|Day|1003|cy@longacre.sch.uk||pw",
        "t4|active|false|o1|teacher|y||Di|Eve|1004|di@longacre.sch.uk||pw",
        "p1|active|true|o1|student|mpym||Milo|Pym|2001|||pw",
        "g1|active|true|o1|guardian|gpym||Gil|Pym|3001|||pw",
        "p2|active|true|o1|student,teacher|zz||Zoe|Zed|2002|||pw",
    )
    assert names(found) == ["Sarah Khan", "Bo Ray"]
    assert [(one.roles[0].category, one.roles[0].job_title) for one in found.people] == [(T, ""), (S, "")]
    assert [one.reference for one in found.people] == ["1001", "1002"]
    assert whys(found) == {
        4: "the account is marked to be deleted", 5: "the account is disabled", 6: "a pupil", 7: "a parent or carer", 8: "a pupil",
    }  # fmt: skip


def test_an_arbor_export_and_its_junk_first_line_are_read() -> None:
    one = roster("First Name|Last Name|Email Address (Main)|Arbor Staff ID", "Ann|Lee|ann@longacre.sch.uk|77")
    assert (one.people[0].full_name, one.people[0].reference) == ("Ann Lee", "77")
    assert names(roster("HR export 19/11/2026 07:00", "Staff full name|Post", "Lee, Ann|Cook")) == ["Ann Lee"]


def test_an_arbor_pupil_export_gives_nobody() -> None:
    found = roster(
        "UPN|Legal Forename|Legal Surname|Year Group",
        "A123456789012|Milo|Pym|Year 4",
        "|Nia|Orr|Reception",
        "|Ann|Lee|",
    )
    assert names(found) == ["Ann Lee"]
    assert whys(found) == {2: "a pupil", 3: "a pupil"}


def test_a_teacher_of_year_4_is_not_taken_for_a_pupil() -> None:
    found = roster("Name|Job title|Year group", "Ann Lee|Teacher|Year 4", "Milo Pym||4P", "Nia Orr||Year 5")
    assert names(found) == ["Ann Lee"]


@pytest.mark.parametrize(
    "row",
    [
        "Milo Pym|Pupil|",
        "Milo Pym|Student|",
        "Milo Pym||Students",
        "Milo Pym||/Longacre/Pupils/2026 Intake",
        "Milo Pym||Class of 2031",
    ],
)
def test_pupils_in_a_mixed_list_are_never_taken_for_staff(row: str) -> None:
    found = roster("Name|Type|Department", "Ann Lee|Teaching|Staff", row)
    assert names(found) == ["Ann Lee"]
    assert whys(found) == {3: "a pupil"}


def test_a_student_support_officer_and_a_student_teacher_are_staff() -> None:
    found = roster("Name|Job title", "Ann Lee|Student support officer", "Bo Ray|Student teacher")
    assert names(found) == ["Ann Lee", "Bo Ray"]
    assert found.people[1].roles[0].category is StaffCategory.TEACHER_TRAINEE


def test_real_workbook_dates_serials_and_typed_dates_come_to_the_same_day(tmp_path: Path) -> None:
    rows = [
        ["Name", "Start date", "Leaving date"],
        ["Ann Lee", date(2026, 9, 1), None],
        ["Bo Ray", 46266, "31 Dec 2026"],
        ["Cy Day", "1.9.26", "31/12/9999"],
    ]
    found = from_file(files.xlsx_file(tmp_path, {"Staff": rows}))
    assert {one.roles[0].started_on for one in found.people} == {date(2026, 9, 1)}
    assert [one.roles[0].ended_on for one in found.people] == [None, date(2026, 12, 31), None]


def test_an_excel_97_list_is_a_roster_too(tmp_path: Path) -> None:
    path = tmp_path / "staff.xls"
    path.write_bytes(files.xls([["Surname", "Forename", "Start date"], ["Çelik", "Ayşe", 46266]]))
    (ayse,) = from_file(path).people
    assert (ayse.full_name, ayse.roles[0].started_on) == ("Ayşe Çelik", date(2026, 9, 1))


def test_a_bad_row_is_listed_with_its_number_and_reason_and_the_good_rows_go_in() -> None:
    found = roster(
        "Name|E-mail|Start date|Leaving date",
        "Ann Lee|ann@longacre.sch.uk|01/09/2020|",
        "Bo Ray|bo@|31/02/2026|",
        "|di@longacre.sch.uk|01/09/2020|",
        "Cy Day||01/09/2026|31/08/2026",
        "12345||01/09/2026|",
        "Eve Fox||2 Sept 2026|",
    )
    assert names(found) == ["Ann Lee", "Eve Fox"]
    assert says(found) == {
        3: "Start date: “31/02/2026” is not a real date. Give day, month and year; E-mail: “bo@” is not an e-mail address",
        4: "There is no name in this row",
        5: "The last day 31 August 2026 is before the first day 1 September 2026",
        6: "There is no name in this row",
    }


def test_instructions_blank_rows_totals_and_repeated_headings_are_nobody() -> None:
    found = roster(
        "Longacre Primary School",
        "Name|Post",
        "[Required]|[Optional]",
        "",
        "Ann Lee|TA",
        "Name|Post",
        "e.g. Jo Bloggs|Teacher",
        "Total: 1|",
        "|see the office for changes",
    )
    assert names(found) == ["Ann Lee"]
    assert whys(found) == {
        1: "above the headings", 3: "a note, not a person", 6: "the headings again", 7: "a note, not a person",
        8: "a note, not a person", 9: "a note, not a person",
    }  # fmt: skip
    assert not found.problems


def test_leavers_by_their_status_are_left_out_and_said_to_be_gone() -> None:
    found = roster(
        "Name|Employment status|Leaver",
        "Ann Lee|Current|No",
        "Bo Ray|Resigned|",
        "Cy Day|Active|Yes",
        "Di Eve|Maternity leave|",
    )
    assert names(found) == ["Ann Lee", "Di Eve"]
    assert whys(found) == {3: "has left", 4: "has left"}
    assert [one.person.full_name for one in found.skipped if one.person] == ["Bo Ray", "Cy Day"]


def test_a_leaver_whose_row_is_bad_is_still_left_out() -> None:
    assert whys(roster("Name|Active|Start", "Ann Lee|No|31/02/2026", "|Inactive|1/9/2020")) == {
        2: "the account is disabled", 3: "no longer active"}  # fmt: skip


def test_legal_and_preferred_names_are_both_kept() -> None:
    found = roster(
        "Legal Forename|Legal Surname|Preferred Forename|Preferred Surname",
        "Elizabeth|Khan|Liz|",
        "Ann|Lee|Ann|Lee",
        "Mary|Orr||Orr-Day",
        "|Ray|Bo|",
    )
    assert [(one.full_name, one.known_as) for one in found.people] == [
        ("Elizabeth Khan", "Liz"), ("Ann Lee", ""), ("Mary Orr", "Mary Orr-Day"), ("Bo Ray", "")]  # fmt: skip


def test_a_column_that_says_surname_first_is_obeyed() -> None:
    assert names(roster("Surname Forename|Post", "KHAN Sarah|TA", "Lee, Ann|TA")) == ["Sarah KHAN", "Ann Lee"]


def test_only_a_surname_is_a_name_all_the_same() -> None:
    assert names(roster("Surname|First name|Post", "Khan||TA")) == ["Khan"]


def test_a_role_is_the_job_where_no_column_is_called_job() -> None:
    (ann,) = roster("Name|Role", "Ann Lee|Head of music").people
    assert (ann.roles[0].job_title, ann.roles[0].category) == ("Head of music", None)


def test_a_kind_of_staff_nobody_knows_is_kept_in_its_own_words() -> None:
    (ann,) = roster("Name|Staff type", "Ann Lee|Grade 7").people
    assert (ann.roles[0].category, ann.roles[0].says) == (None, "Grade 7")


@pytest.mark.requirement("R36")
def test_a_contractor_firm_can_hold_several_people() -> None:
    found = roster(
        "Name|Category|Company", "Ann Lee|Contractor|Bright Cleaning Ltd", "Bo Ray|Contractor|Bright Cleaning Ltd"
    )
    assert [(one.roles[0].category, one.roles[0].employer) for one in found.people] == [
        (StaffCategory.CONTRACTOR, "Bright Cleaning Ltd")] * 2  # fmt: skip


@pytest.mark.requirement("R37")
def test_a_teacher_who_is_a_governor_is_one_person_in_two_categories() -> None:
    found = roster(
        "Name|E-mail|Category|Start date|Payroll number",
        "Ann Lee|ann@longacre.sch.uk|Teacher|01/09/2019|",
        "Ann Lee|ANN@longacre.sch.uk|Governor|01/01/2024|7",
        "Ann Lee|ann@longacre.sch.uk|Governor|01/01/2024|7",
        "Bo Ray||Teacher & Governor|01/09/2020|",
    )
    ann, bo = found.people
    assert [(role.category, role.started_on) for role in ann.roles] == [(T, date(2019, 9, 1)), (G, date(2024, 1, 1))]
    assert ann.reference == "7"
    assert [role.category for role in bo.roles] == [T, G]
    assert whys(found) == {3: "the same person as row 2", 4: "the same person as row 2"}


def test_a_row_that_stands_twice_counts_once_and_an_unknown_category_gives_way() -> None:
    found = roster("Name|Category", "Ann Lee|", "Ann Lee|", "Bo Ray|TA")
    assert names(found) == ["Ann Lee", "Bo Ray"]
    both = roster("Name|E-mail|Category", "Ann Lee|a@b.uk|", "Ann Lee|a@b.uk|TA")
    assert [role.category for role in both.people[0].roles] == [S]


def test_one_reference_for_two_names_is_a_problem() -> None:
    found = roster("Name|Staff ID", "Ann Lee|7", "Bo Ray|007")
    assert says(found) == {3: "The reference 007 is also in row 2 (Ann Lee)"}


@pytest.mark.requirement("D31")
def test_two_rows_of_one_name_are_said_to_be_alike_unless_each_has_a_reference() -> None:
    found = roster("Name|E-mail", "Ann Lee|ann@longacre.sch.uk", "Ann Lee|a.lee@longacre.sch.uk")
    assert [one.like_row for one in found.people] == [None, 2]
    two = roster("Name|Staff ID", "Ann Lee|1", "Ann Lee|2")
    assert [one.like_row for one in two.people] == [None, None]


@pytest.mark.requirement("D32")
def test_a_name_that_looks_like_a_formula_is_stored_as_text() -> None:
    (one,) = roster("Name|Post", "=1+3 X|+Cook").people
    assert (one.full_name, one.roles[0].job_title) == ("=1+3 X", "+Cook")


def test_a_user_name_that_is_no_address_is_not_taken_for_one() -> None:
    assert [one.email for one in roster("Name|Username", "Ann Lee|alee", "Bo Ray|bo@longacre.sch.uk").people] == [
        "", "bo@longacre.sch.uk"]  # fmt: skip
