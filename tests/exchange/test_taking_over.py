"""A staff list against the register: who is who, what would change, and that the same list twice changes nothing."""

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from policydesk.actions.imports import ImportResult, apply_roster
from policydesk.errors import Refusal
from policydesk.exchange.headings import guess_mapping
from policydesk.exchange.roster import read_roster, read_staff_list
from policydesk.exchange.roster_plan import choose, plan_roster
from policydesk.exchange.tables import Table
from policydesk.exchange.vocabulary import STAFF
from policydesk.queries.history import history
from policydesk.queries.matching import DuplicateChoice, FieldChange, RosterPlan
from policydesk.queries.staff import find_staff
from policydesk.queries.staff_detail import staff_detail
from policydesk.store import Register
from policydesk.terms import StaffCategory
from tests.conftest import StoppedClock, opened_copy
from tests.stories import TODAY, hire

HEAD = "Full name,E-mail,Staff ID,Category,Job title,Start date,Leaving date"


def plan_of(register: Register, folder: Path, *rows: str, head: str = HEAD, **defaults: object) -> RosterPlan:
    file = folder / "staff.csv"
    file.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    table, mapping = read_staff_list(file)
    roster = read_roster(table, mapping, TODAY)
    with register.reading() as session:
        return plan_roster(session, roster, TODAY, **defaults)


def plan_of_rows(register: Register, rows: Sequence[str], **defaults: object) -> RosterPlan:
    """What a list would change that was read already, by the process that reads files."""
    table = Table(tuple(tuple(row.split(",")) for row in (HEAD, *rows)), "staff.csv")
    roster = read_roster(table, guess_mapping(table, vocabulary=STAFF), TODAY)
    with register.reading() as session:
        return plan_roster(session, roster, TODAY, **defaults)


def take_over(register: Register, plan: RosterPlan) -> ImportResult:
    with register.writing() as txn:
        return apply_roster(txn, plan)


def words(changes: Sequence[FieldChange]) -> list[str]:
    return [f"{one.label}: {one.old} -> {one.new}" for one in changes]


def spells(register: Register, staff_id: int) -> list[tuple[StaffCategory, date, date | None]]:
    with register.reading() as session:
        detail = staff_detail(session, TODAY, staff_id)
    assert detail is not None
    return sorted((role.category, role.started_on, role.ended_on) for role in detail.roles)


class TestWhoIsWho:
    """Matched by reference, then by e-mail, then by name."""

    def test_a_reference_finds_who_has_married(self, register: Register, tmp_path: Path) -> None:
        one = hire(register, "Ben Okoro", reference="1001", email="b.okoro@longacre.example")
        plan = plan_of(register, tmp_path, "Ben Adeyemi,b.okoro@longacre.example,1001,Teaching,,01/09/2020,")
        assert [(each.staff_id, words(each.changes)) for each in plan.changed] == [
            (one, ["Full name: Ben Okoro -> Ben Adeyemi"])
        ]

    def test_an_e_mail_address_finds_who_has_no_reference(self, register: Register, tmp_path: Path) -> None:
        one = hire(register, "Ben Okoro", email="B.Okoro@Longacre.example")
        plan = plan_of(register, tmp_path, "Ben Okoro,b.okoro@longacre.example,77,Teaching,Year 3,01/09/2020,")
        assert [each.staff_id for each in plan.changed] == [one]
        assert words(plan.changed[0].changes) == ["Reference: none -> 77", "Job title: none -> Year 3"]

    def test_a_name_finds_who_has_neither_accents_aside(self, register: Register, tmp_path: Path) -> None:
        hire(register, "Łukasz Wójcik")
        plan = plan_of(register, tmp_path, "ŁUKASZ WÓJCIK,,,Teaching,,01/09/2020,")
        assert not plan.added
        assert len(plan.same) + len(plan.changed) == 1

    @pytest.mark.parametrize(
        ("row", "why"),
        [
            ("Cara Evans,,1001,Teaching,,01/09/2020,", "The same reference, another name"),
            ("Cara Evans,b.okoro@longacre.example,,Teaching,,01/09/2020,", "The same e-mail address, another name"),
            ("Ben Okoro,,2002,Teaching,,01/09/2020,", "The same name, another reference"),
            ("Ben Okoro,other@longacre.example,,Teaching,,01/09/2020,", "The same name, another e-mail address"),
            ("Ben Okorro,,,Teaching,,01/09/2020,", "A name much like it"),
            ("Okoro Ben,,,Teaching,,01/09/2020,", "A name much like it"),
            ("Ben James Okoro,,,Teaching,,01/09/2020,", "A name much like it"),
            ("Ben Whitlock,,,Teaching,Year 3 teacher,01/09/2020,", "The same first name, first day and job"),
        ],
    )
    def test_a_likeness_is_shown_and_left_out(self, register: Register, tmp_path: Path, row: str, why: str) -> None:
        hire(register, "Ben Okoro", reference="1001", email="b.okoro@longacre.example", job_title="Year 3 teacher")
        plan = plan_of(register, tmp_path, row)
        assert [(one.why, one.choice) for one in plan.possible_duplicates] == [(why, DuplicateChoice.LEAVE_OUT)]
        assert plan.changes_nothing
        take_over(register, plan)
        with register.reading() as session:
            assert [one.full_name for one in find_staff(session, TODAY, "")] == ["Ben Okoro"]

    def test_two_of_one_name_in_the_register_are_asked_about(self, register: Register, tmp_path: Path) -> None:
        hire(register, "Ben Okoro", email="b.okoro@longacre.example")
        hire(register, "Ben Okoro", email="ben2@longacre.example")
        plan = plan_of(register, tmp_path, "Ben Okoro,,,Teaching,,01/09/2020,")
        assert plan.possible_duplicates[0].why == "2 people in the register have this name"

    @pytest.mark.requirement("D31")
    def test_the_same_person_twice_in_a_file_is_asked_about(self, register: Register, tmp_path: Path) -> None:
        plan = plan_of(
            register, tmp_path, "Ben Okoro,one@longacre.example,,Teaching,,01/09/2020,",
            "Ben Okoro,two@longacre.example,,Teaching,,01/09/2021,",
        )  # fmt: skip
        assert [one.person.row_number for one in plan.added] == [2]
        assert plan.possible_duplicates[0].why == "The same name as row 2"

    def test_who_is_probably_somebody_becomes_them_or_a_new_person_when_chosen(
        self, register: Register, tmp_path: Path
    ) -> None:
        one = hire(register, "Ben Okoro")
        rows = ("Ben Okorro,b.okoro@longacre.example,,Teaching,,01/09/2020,",)
        plan = plan_of(register, tmp_path, *rows)
        number = plan.possible_duplicates[0].person.row_number
        take_over(register, choose(plan, duplicates={number: DuplicateChoice.SAME_PERSON}))
        with register.reading() as session:
            assert [(each.id, each.full_name, each.email) for each in find_staff(session, TODAY, "")] == [
                (one, "Ben Okorro", "b.okoro@longacre.example")
            ]
        plan = plan_of(register, tmp_path, "Ben Okkoro,new@longacre.example,,Teaching,,01/09/2022,")
        number = plan.possible_duplicates[0].person.row_number
        assert take_over(register, choose(plan, duplicates={number: DuplicateChoice.NEW_PERSON})).added == 1

    def test_two_rows_cannot_both_be_one_person(self, register: Register, tmp_path: Path) -> None:
        hire(register, "Ben Okoro")
        plan = plan_of(register, tmp_path, "Ben Okorro,,,Teaching,,01/09/2020,", "Ben Okoroo,,,Teaching,,01/09/2020,")
        both = {one.person.row_number: DuplicateChoice.SAME_PERSON for one in plan.possible_duplicates if one.staff_id}
        if len(both) == 2:
            with pytest.raises(Refusal, match="cannot both be Ben Okoro"):
                choose(plan, duplicates=both)
        else:
            assert len(plan.possible_duplicates) == 2


class TestWhatChanges:
    """The work somebody does: categories, first and last days."""

    def test_who_moves_to_another_category_keeps_the_earlier_one(self, register: Register, tmp_path: Path) -> None:
        one = hire(register, "Ben Okoro")
        plan = plan_of(register, tmp_path, "Ben Okoro,,,Support,,01/11/2026,")
        assert words(plan.changed[0].changes) == ["Category: Teaching -> Support from 1 November 2026"]
        take_over(register, plan)
        assert spells(register, one) == [
            (StaffCategory.SUPPORT, date(2026, 11, 1), None),
            (StaffCategory.TEACHING, date(2020, 9, 1), date(2026, 10, 31)),
        ]

    def test_who_began_in_another_category_is_put_right(self, register: Register, tmp_path: Path) -> None:
        one = hire(register, "Ben Okoro", started_on=TODAY)
        take_over(register, plan_of(register, tmp_path, f"Ben Okoro,,,Support,,{TODAY:%d/%m/%Y},"))
        assert spells(register, one) == [(StaffCategory.SUPPORT, TODAY, None)]

    def test_an_earlier_first_day_and_a_last_day_are_taken_over(self, register: Register, tmp_path: Path) -> None:
        one = hire(register, "Ben Okoro")
        plan = plan_of(register, tmp_path, "Ben Okoro,,,Teaching,,01/09/2019,31/12/2026")
        assert words(plan.changed[0].changes) == [
            "First day: 1 September 2020 -> 1 September 2019",
            "Last day: none -> 31 December 2026",
        ]
        take_over(register, plan)
        assert spells(register, one) == [(StaffCategory.TEACHING, date(2019, 9, 1), date(2026, 12, 31))]

    def test_a_last_day_that_has_passed_ends_the_spell(self, register: Register, tmp_path: Path) -> None:
        one = hire(register, "Ben Okoro")
        take_over(register, plan_of(register, tmp_path, "Ben Okoro,,,Teaching,,01/09/2020,31/10/2026"))
        assert spells(register, one) == [(StaffCategory.TEACHING, date(2020, 9, 1), date(2026, 10, 31))]

    def test_who_comes_back_has_a_further_spell(self, register: Register, tmp_path: Path) -> None:
        one = hire(register, "Ben Okoro", ended_on=date(2025, 7, 31))
        plan = plan_of(register, tmp_path, "Ben Okoro,,,,,01/09/2026,")
        assert words(plan.changed[0].changes) == ["Returned: left on 31 July 2025 -> Teaching from 1 September 2026"]
        take_over(register, plan)
        assert len(spells(register, one)) == 2

    def test_impossible_dates_are_a_problem_of_their_row(self, register: Register, tmp_path: Path) -> None:
        hire(register, "Ben Okoro")
        plan = plan_of(
            register, tmp_path, "Ben Okoro,,,Teaching,,,01/01/2019", "Cara Evans,,,Teaching,,31/02/2020,",
            "Dan Fox,,,Teaching,,01/09/2020,01/09/2019", "Eve Gray,,,Teaching,,,",
        )  # fmt: skip
        assert {one.row_number for one in plan.problems} == {2, 3, 4, 5}
        assert plan.changes_nothing

    def test_several_categories_of_one_person_are_compared_one_by_one(self, register: Register, tmp_path: Path) -> None:
        one = hire(register, "Ben Okoro", reference="1")
        rows = ("Ben Okoro,,1,Teaching,Year 3,01/09/2020,", "Ben Okoro,,1,Governor,Staff governor,01/09/2024,")
        take_over(register, plan_of(register, tmp_path, *rows))
        assert spells(register, one) == [
            (StaffCategory.GOVERNOR, date(2024, 9, 1), None),
            (StaffCategory.TEACHING, date(2020, 9, 1), None),
        ]
        again = plan_of(register, tmp_path, *rows)
        assert again.changes_nothing
        take_over(register, plan_of(register, tmp_path, "Ben Okoro,,1,Volunteer,,01/10/2026,"))
        assert len(spells(register, one)) == 3

    def test_a_missing_category_is_said_for_everybody_or_one_by_one(self, register: Register, tmp_path: Path) -> None:
        rows = ("Ben Okoro,,,,,01/09/2020,", "Cara Evans,,,,,01/09/2020,")
        plan = plan_of(register, tmp_path, *rows)
        assert plan.wants_category == (2, 3)
        with pytest.raises(Refusal, match=r"Select a category for 2 people \(rows 2, 3\)"):
            take_over(register, plan)
        chosen = choose(plan, categories={2: StaffCategory.SUPPORT}, added={3: False})
        assert take_over(register, chosen) == ImportResult(1, 0, 0, 0)
        plan = plan_of(register, tmp_path, *rows, default_category=StaffCategory.GOVERNOR)
        assert [one.person.roles[0].category for one in plan.added] == [StaffCategory.GOVERNOR]

    def test_a_first_day_for_those_without_one(self, register: Register, tmp_path: Path) -> None:
        rows = ("Ben Okoro,,,Teaching,,,", "Cara Evans,,,Teaching,,,31/08/2026")
        plan = plan_of(register, tmp_path, *rows, default_start=date(2026, 9, 1))
        assert [one.person.roles[0].started_on for one in plan.added] == [date(2026, 9, 1)]
        assert len(plan.problems) + len(plan.skipped) == 1


class TestWhoIsMissing:
    """Leavers are proposed, never applied silently."""

    def test_who_is_not_in_the_file_stays_unless_ticked(self, register: Register, tmp_path: Path) -> None:
        one = hire(register, "Gwen Left")
        rows = ("Ben Okoro,,,Teaching,,01/09/2020,",)
        plan = plan_of(register, tmp_path, *rows)
        assert [(each.staff_id, each.ticked) for each in plan.missing] == [(one, False)]
        assert take_over(register, plan).left == 0
        plan = plan_of(register, tmp_path, *rows)
        last = date(2026, 10, 31)
        gone = choose(plan, missing={one: True}, last_days={one: last})
        assert take_over(register, gone) == ImportResult(0, 0, 1, 1)
        assert spells(register, one)[0][2] == last

    def test_a_last_day_before_the_first_is_refused_and_nothing_is_written(
        self, register: Register, tmp_path: Path
    ) -> None:
        one = hire(register, "Gwen Left")
        plan = plan_of(register, tmp_path, "Ben Okoro,,,Teaching,,01/09/2020,")
        wrong = choose(plan, missing={one: True}, last_days={one: date(2019, 1, 1)})
        with pytest.raises(Refusal, match="Choose a later last day"):
            take_over(register, wrong)
        with register.reading() as session:
            assert [each.full_name for each in find_staff(session, TODAY, "")] == ["Gwen Left"]


def test_a_plan_made_before_another_change_is_refused(register: Register, tmp_path: Path) -> None:
    plan = plan_of(register, tmp_path, "Ben Okoro,,,Teaching,,01/09/2020,")
    hire(register, "Cara Evans")
    with pytest.raises(Refusal, match="The register has changed since the file was checked"):
        take_over(register, plan)


def test_the_history_says_how_many_and_never_who(register: Register, tmp_path: Path) -> None:
    take_over(register, plan_of(register, tmp_path, "Ben Okoro,,,Teaching,,01/09/2020,"))
    with register.reading() as session:
        newest = history(session)[0].words
    assert newest == "Imported a staff list: 1 person added"


NAMES = st.sampled_from(["Ben Okoro", "Ben Okorro", "Cara Evans", "Łukasz Wójcik", "Ayşe Çelik", "Dan Fox"])
DAYS = st.sampled_from(["", "01/09/2019", "01/09/2020", "15/01/2026", "01/12/2026"])
ROW = st.builds(
    lambda name, mail, number, category, job, start, end: f"{name},{mail},{number},{category},{job},{start},{end}",
    NAMES,
    st.sampled_from(["", "a@longacre.example", "b@longacre.example"]),
    st.sampled_from(["", "1", "2"]),
    st.sampled_from(["Teaching", "Support", "Governor", ""]),
    st.sampled_from(["", "Cook", "Head of year"]),
    DAYS,
    DAYS,
)


TWO_NAMES_OF_ONE_ADDRESS = [
    "Ben Okoro,,,Teaching,,,",
    "Ben Okoro,,,Teaching,,,",
    "Ben Okoro,a@longacre.example,,Teaching,,,",
    "Ben Okorro,a@longacre.example,,Teaching,,,",
]
TWO_NAMES_OF_ONE_REFERENCE = ["Ben Okoro,a@longacre.example,,,,,", "Cara Evans,a@longacre.example,2,,,,15/01/2026"]
ADDRESSES_SWAPPED = ["Ben Okoro,a@longacre.example,1,,,,", "Ben Okoro,b@longacre.example,,,,,"]
TWO_CATEGORIES = ["Cara Evans,,1,Teaching,,,", "Cara Evans,,1,,Cook,,"]


@settings(max_examples=40, deadline=None)
@example(first=TWO_NAMES_OF_ONE_ADDRESS[:1], second=TWO_NAMES_OF_ONE_ADDRESS)
@example(first=["Ben Okoro,,2,,,,"], second=TWO_NAMES_OF_ONE_REFERENCE)
@example(first=["Okoro Ben,b@longacre.example,1,,,,", "Ben Okoro,a@longacre.example,,,,,"], second=ADDRESSES_SWAPPED)
@example(first=TWO_CATEGORIES, second=["Cara Evans,,,,Head of year,15/01/2026,"])
@given(first=st.lists(ROW, min_size=1, max_size=5), second=st.lists(ROW, min_size=1, max_size=5))
def test_any_list_a_second_time_changes_nothing(new_register: Path, first: list[str], second: list[str]) -> None:
    defaults = {"default_category": StaffCategory.VOLUNTEER, "default_start": date(2021, 1, 1)}
    with tempfile.TemporaryDirectory() as place:
        register = opened_copy(new_register, Path(place) / "longacre.policydesk", StoppedClock())
        try:
            for rows in (first, second):
                take_over(register, plan_of_rows(register, rows, **defaults))
                again = plan_of_rows(register, rows, **defaults)
                assert again.changes_nothing, [words(one.changes) for one in again.changed]
        finally:
            register.close()
