"""People come, change, hold several roles and leave; what was true before stays in the register."""

from datetime import date

import pytest

from policydesk.actions.appointments import AppointmentDraft, appoint, end_appointment
from policydesk.actions.staff import (
    RoleDraft,
    StaffDraft,
    add_role,
    add_staff,
    change_category,
    change_role,
    change_staff,
    mark_leaving,
    remind_leaver,
)
from policydesk.actions.undo import undo
from policydesk.errors import Refusal
from policydesk.queries.staff import StaffFilter, find_staff, staff_ids, staff_rows
from policydesk.queries.staff_detail import staff_detail
from policydesk.store import Register
from policydesk.terms import Post, StaffCategory, StaffStatus
from tests.actions.refusing import refused
from tests.stories import TODAY, days, hire, publish, sign, write_policy

LONG = "x" * 10_000


def person(register: Register, staff_id: int, as_at: date = TODAY):
    with register.reading() as session:
        return staff_detail(session, as_at, staff_id)


@pytest.mark.requirement("R34", "R35")
@pytest.mark.parametrize("category", StaffCategory)
def test_everybody_in_scope_can_be_recorded(register: Register, category: StaffCategory) -> None:
    staff = hire(register, "Bea Quill", category=category, employer="Brightmop")
    found = person(register, staff)
    assert found.row.categories == (category,)
    assert found.row.employer == "Brightmop"


def test_all_that_is_wrong_with_a_person_is_said_at_once(register: Register) -> None:
    draft = StaffDraft(
        "  ", StaffCategory.SUPPORT, date(1026, 9, 1), email="bea@", ended_on=date(1025, 1, 1), notes=LONG * 2
    )
    wrong = refused(register, add_staff, draft)
    assert wrong["full_name"] == "Enter the person's name."
    assert "1026" in wrong["started_on"]
    assert "e-mail address" in wrong["email"]
    assert "before the first day" in wrong["ended_on"] or "1025" in wrong["ended_on"]
    assert wrong["notes"].startswith("Shorten this to 10,000 characters")
    with register.reading() as session:
        assert staff_ids(session, TODAY, StaffFilter(status="all")) == ()


@pytest.mark.parametrize("name", [LONG, "y" * 201])
def test_an_endless_name_is_refused_and_nothing_is_kept(register: Register, name: str) -> None:
    assert "Shorten" in refused(register, add_staff, StaffDraft(name, StaffCategory.SUPPORT, TODAY))["full_name"]


def test_markup_in_a_name_is_a_name(register: Register) -> None:
    staff = hire(register, '<b>Bo</b> "&" Fox')
    assert person(register, staff).row.full_name == '<b>Bo</b> "&" Fox'


@pytest.mark.parametrize(("field", "value"), [("email", "B.Quill@school.example"), ("reference", "t1")])
def test_two_people_do_not_share_a_reference_or_an_address(register: Register, field: str, value: str) -> None:
    hire(register, "Bea Quill", email="b.quill@school.example", reference="T1")
    draft = StaffDraft("Bo Fox", StaffCategory.SUPPORT, TODAY, **{field: value})
    assert "Bea Quill already has" in refused(register, add_staff, draft)[field]


def test_nobody_is_their_own_line_manager(register: Register) -> None:
    staff = hire(register)
    draft = StaffDraft("Bea Quill", StaffCategory.TEACHING, TODAY, line_manager_id=staff)
    assert "own line manager" in refused(register, change_staff, staff, draft)["line_manager_id"]


def test_a_changed_name_is_found_under_the_new_one(register: Register) -> None:
    staff = hire(register)
    with register.writing() as txn:
        change_staff(txn, staff, StaffDraft("Bea Łęcka", StaffCategory.TEACHING, date(2020, 9, 1), job_title="Teacher"))
    with register.reading() as session:
        assert [row.full_name for row in find_staff(session, TODAY, "lecka be")] == ["Bea Łęcka"]
        assert find_staff(session, TODAY, "quill") == ()
    assert person(register, staff).row.job_title == "Teacher"


@pytest.mark.requirement("R37")
def test_somebody_holds_two_roles_at_once(register: Register) -> None:
    staff = hire(register, category=StaffCategory.SUPPORT)
    with register.writing() as txn:
        role = add_role(txn, staff, RoleDraft(StaffCategory.GOVERNOR, date(2024, 1, 1), job_title="Staff governor"))
    assert person(register, staff).row.categories == (StaffCategory.SUPPORT, StaffCategory.GOVERNOR)
    with register.writing() as txn:
        change_role(txn, role, RoleDraft(StaffCategory.GOVERNOR, date(2024, 1, 1), days(-1)))
    assert person(register, staff).row.categories == (StaffCategory.SUPPORT,)
    assert person(register, staff, date(2024, 6, 1)).row.categories == (StaffCategory.SUPPORT, StaffCategory.GOVERNOR)


def test_the_same_role_twice_at_one_time_is_refused(register: Register) -> None:
    staff = hire(register)
    draft = RoleDraft(StaffCategory.TEACHING, TODAY, days(-3), job_title=LONG)
    wrong = refused(register, add_role, staff, draft)
    assert "before the first day" in wrong["ended_on"]
    assert "Shorten" in wrong["job_title"]
    assert (
        "at that time already"
        in refused(register, add_role, staff, RoleDraft(StaffCategory.TEACHING, TODAY))["category"]
    )


def test_a_leaver_counts_until_the_last_day_and_stays_in_the_register(register: Register) -> None:
    staff = hire(register)
    with register.writing() as txn:
        appoint(txn, AppointmentDraft(staff, Post.DSL, date(2024, 1, 1)))
        mark_leaving(txn, staff, TODAY)
    assert person(register, staff).row.status is StaffStatus.LEAVING
    assert person(register, staff, days(1)).row.status is StaffStatus.LEFT
    assert person(register, staff).appointments[0].until_on == TODAY
    with register.reading() as session:
        assert staff_ids(session, days(1)) == ()
        assert staff_ids(session, days(1), StaffFilter(status=StaffStatus.LEFT)) == (staff,)
    assert "already left" in refused(register, mark_leaving, staff, TODAY)["last_day"]


@pytest.mark.requirement("R47")
def test_a_leaver_is_reminded_not_to_contact_pupils_with_the_last_day_or_later(register: Register) -> None:
    bea, bo = hire(register), hire(register, "Bo Fox")
    assert "no last day yet" in refused(register, remind_leaver, bea, TODAY)["reminded_on"]
    assert "in the future" in refused(register, mark_leaving, bea, days(10), days(1))["reminded_on"]
    with register.writing() as txn:
        mark_leaving(txn, bea, days(10), days(-1))
        mark_leaving(txn, bo, days(10))
    assert person(register, bea).roles[0].no_contact_reminded_on == days(-1)
    assert person(register, bo).roles[0].no_contact_reminded_on is None
    with register.writing() as txn:
        remind_leaver(txn, bo, TODAY)
    assert person(register, bo).roles[0].no_contact_reminded_on == TODAY
    stays = StaffDraft("Bo Fox", StaffCategory.TEACHING, date(2020, 9, 1))
    with register.writing() as txn:
        change_staff(txn, bo, stays)
    assert person(register, bo).roles[0].no_contact_reminded_on is None


def test_a_last_day_before_a_role_begins_is_refused(register: Register) -> None:
    staff = hire(register, started_on=TODAY)
    assert "starts a role on 20 November 2026" in refused(register, mark_leaving, staff, days(-1))["last_day"]


def test_people_who_come_back_keep_their_history(register: Register) -> None:
    staff = hire(register, ended_on=date(2022, 8, 31))
    with register.writing() as txn:
        add_role(txn, staff, RoleDraft(StaffCategory.SUPPORT, date(2026, 9, 1)))
    found = person(register, staff)
    assert [role.category for role in found.roles] == [StaffCategory.SUPPORT, StaffCategory.TEACHING]
    assert found.row.status is StaffStatus.IN_POST


def test_several_people_move_to_another_category_from_a_day(register: Register) -> None:
    both = (hire(register), hire(register, "Bo Fox", started_on=TODAY))
    with register.writing() as txn:
        assert change_category(txn, both, StaffCategory.SUPPORT, TODAY) == 2
    assert person(register, both[0], days(-1)).row.categories == (StaffCategory.TEACHING,)
    assert person(register, both[0]).row.categories == (StaffCategory.SUPPORT,)
    assert len(person(register, both[1]).roles) == 1
    assert "already" in refused(register, change_category, both, StaffCategory.SUPPORT, TODAY)["category"]


def test_somebody_who_has_left_by_then_is_not_moved_to_another_category(register: Register) -> None:
    leaver = hire(register, ended_on=days(5))
    wrong = refused(register, change_category, (leaver,), StaffCategory.SUPPORT, days(6))
    assert wrong["from_on"].startswith("Bea Quill’s last day is 25 November 2026.")


@pytest.mark.requirement("R45")
def test_a_post_is_held_from_a_day_until_a_day(register: Register) -> None:
    staff = hire(register)
    with register.writing() as txn:
        post = appoint(txn, AppointmentDraft(staff, Post.SENIOR_LEADER, date(2024, 9, 1)))
    assert (
        "at that time already" in refused(register, appoint, AppointmentDraft(staff, Post.SENIOR_LEADER, TODAY))["post"]
    )
    wrong = refused(register, appoint, AppointmentDraft(staff, Post.DSL, TODAY, days(-1)))
    assert "before the first day" in wrong["until_on"]
    assert "began on 1 September 2024" in refused(register, end_appointment, post, date(2024, 8, 31))["until_on"]
    with register.writing() as txn:
        end_appointment(txn, post, TODAY)
    assert person(register, staff).appointments[0].until_on == TODAY


def test_the_list_is_filtered_and_sorted_by_what_the_office_asks(register: Register) -> None:
    bea = hire(register, "Bea Quill", job_title="Cook")
    cara = hire(register, "Cara Evans", started_on=days(-5), category=StaffCategory.SUPPORT)
    gone = hire(register, "Abe Oak", ended_on=date(2021, 1, 1))
    soon = hire(register, "Dee Ash", started_on=days(5))
    version = publish(register, write_policy(register))
    sign(register, version, bea)
    with register.reading() as session:

        def ids(**asked):
            sort = asked.pop("sort", "name")
            return staff_ids(session, TODAY, StaffFilter(**asked), sort, asked.pop("descending", False))

        assert ids() == (cara, bea)
        assert ids(status="all") == (soon, cara, gone, bea)
        assert ids(status=StaffStatus.NOT_STARTED) == (soon,)
        assert ids(status=StaffStatus.IN_POST) == (cara, bea)
        assert ids(not_signed=True) == (cara,)
        assert ids(new_starters=True) == (cara,)
        assert ids(text="coo ea") == (bea,)
        assert ids(text="100%") == ()
        assert ids(categories=(StaffCategory.SUPPORT,)) == (cara,)
        assert ids(sort="signed") == (cara, bea)
        assert ids(sort="started_on") == (bea, cara)
        assert staff_ids(session, TODAY, StaffFilter(), "name", descending=True) == (bea, cara)
        rows = staff_rows(session, TODAY, (bea, cara))
        assert [(row.asked, row.up_to_date, row.status) for row in rows] == [
            (1, 1, StaffStatus.IN_POST),
            (1, 0, StaffStatus.NEW_STARTER),
        ]
        assert staff_rows(session, TODAY, ()) == ()


def test_adding_somebody_is_undone_and_the_trail_keeps_both(register: Register) -> None:
    staff = hire(register)
    change = register.last_change
    with register.writing() as txn:
        undo(txn, change)
    assert person(register, staff) is None
    assert register.verify().is_sound
    with pytest.raises(Refusal, match="changed since"), register.writing() as txn:
        undo(txn, change)


def test_a_change_is_put_back_unless_somebody_changed_it_again(register: Register) -> None:
    staff = hire(register)
    with register.writing() as txn:
        mark_leaving(txn, staff, TODAY)
    change = register.last_change
    with register.writing() as txn:
        undo(txn, change)
    assert person(register, staff).row.ended_on is None
    assert register.verify().is_sound


def test_what_others_depend_on_is_not_taken_away(register: Register) -> None:
    staff = hire(register)
    change = register.last_change
    sign(register, publish(register, write_policy(register)), staff)
    with pytest.raises(Refusal, match="changed since"), register.writing() as txn:
        undo(txn, change)
    assert person(register, staff).row.full_name == "Bea Quill"


def test_a_person_who_is_gone_meanwhile_is_said_so(register: Register) -> None:
    wrong = refused(register, change_staff, 99, StaffDraft("Bo Fox", StaffCategory.SUPPORT, TODAY))
    assert wrong == {"": "This person is no longer in the register. Close the form and look again."}
