"""The staff page: finding people, adding and changing them, and what they signed."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from policydesk.actions.acknowledgements import ExemptionDraft, exempt
from policydesk.queries.staff import find_staff
from policydesk.queries.staff_detail import staff_detail
from policydesk.terms import AckState, Post, StaffCategory
from policydesk.ui.kit.buttons import LinkButton
from policydesk.ui.kit.help_view import help_text
from policydesk.ui.main_window import MainWindow
from policydesk.ui.staff.page import StaffPage
from tests.hands import button, fill, form, has_button, part, press, save, seen, until
from tests.stories import TODAY, days, hire, publish, write_policy


def staff_page(window: MainWindow) -> StaffPage:
    window.go_to("staff")
    page = window.page
    assert isinstance(page, StaffPage)
    return page


def listed(page: StaffPage) -> list[str]:
    rows = (page.model.row_at(number) for number in range(page.model.rowCount()))
    return [row.full_name for row in rows if row is not None]


def test_an_empty_register_says_how_to_begin(window: MainWindow) -> None:
    page = staff_page(window)
    assert "No staff yet. Bring in a list from Excel or your MIS, or add one person." in seen(page)
    assert has_button(page, "Import staff")


def test_a_person_is_added_with_the_keyboard_after_every_mistake(window: MainWindow, qtbot: QtBot) -> None:
    page = staff_page(window)
    press(qtbot, window, "Ctrl+N")
    wrong = save(qtbot, form())
    assert wrong == (
        "Enter the person’s full name.",
        "Select a category, for example teaching or governor.",
        "Enter their first day.",
    )
    fill(form(), "Full name", "Łukasz Wójcik")
    form().rows["category"].input.set_value(StaffCategory.TEACHING)
    fill(form(), "First day", "31 2 2026")
    assert "real date" in save(qtbot, form())[0]
    fill(form(), "First day", "1 9 24")
    fill(form(), "E-mail (optional)", "lukasz at school")
    assert "e-mail" in save(qtbot, form())[0].lower()
    fill(form(), "E-mail (optional)", "l.wojcik@longacre.example")
    fill(form(), "Line manager (optional)", "Nobody Here")
    assert "No person is called “Nobody Here”" in save(qtbot, form())[0]
    fill(form(), "Line manager (optional)", "")
    assert save(qtbot, form()) == ()
    assert listed(page) == ["Łukasz Wójcik"]
    assert "Added Łukasz Wójcik." in seen(window)
    press(qtbot, window, "Ctrl+Z")
    assert listed(page) == []
    assert "Undone: added Łukasz Wójcik." in seen(window)


@pytest.mark.requirement("R34", "R35")
def test_every_kind_of_person_that_the_policies_name_can_be_chosen(window: MainWindow, qtbot: QtBot) -> None:
    staff_page(window).add()
    box = part(form(), QComboBox, "Category")
    offered = {box.itemText(number) for number in range(box.count())}
    assert offered >= {
        "Teaching", "Support", "Governor", "Contractor", "Teacher trainee", "Other trainee", "Volunteer",
        "Agency or supply", "Casual", "Secondee", "Third-party provider", "Elected member",
    }  # fmt: skip
    assert part(form(), QLineEdit, "Employer (optional)")


def test_markup_in_a_name_is_a_name_and_a_very_long_one_is_refused(window: MainWindow, qtbot: QtBot) -> None:
    page = staff_page(window)
    page.add()
    fill(form(), "Full name", "<b>Bea</b> & Co")
    form().rows["category"].input.set_value(StaffCategory.SUPPORT)
    fill(form(), "First day", "today")
    part(form(), QLineEdit, "Full name").setText("n" * 10_000)
    assert len(save(qtbot, form())) == 1
    fill(form(), "Full name", "<b>Bea</b> & Co")
    assert save(qtbot, form()) == ()
    assert "<b>Bea</b> & Co" in seen(page)


def test_add_and_next_keeps_the_form_for_the_next_person(window: MainWindow, qtbot: QtBot) -> None:
    page = staff_page(window)
    page.add()
    for name in ("Ben Okoro", "Cara Evans"):
        fill(form(), "Full name", name)
        form().rows["category"].input.set_value(StaffCategory.GOVERNOR)
        fill(form(), "First day", "1/9/2026")
        qtbot.keyClick(button(form(), "Add and next"), Qt.Key.Key_Space)
        assert part(form(), QLineEdit, "Full name").text() == ""
    press(qtbot, form(), "Esc")
    assert listed(page) == ["Cara Evans", "Ben Okoro"]


def test_the_list_is_narrowed_by_words_without_accents_and_by_chips(demo_window: MainWindow, qtbot: QtBot) -> None:
    page = staff_page(demo_window)
    everybody = listed(page)
    assert page.model.rowCount() > 40
    fill(page, "Filter staff", everybody[0].split()[0].lower())
    until(qtbot, lambda: 0 < page.model.rowCount() < len(everybody))
    assert everybody[0] in listed(page)
    fill(page, "Filter staff", "zzzz")
    until(qtbot, lambda: "Nothing matches the filter." in seen(page))
    qtbot.keyClick(button(page, "Clear the filter"), Qt.Key.Key_Space)
    until(qtbot, lambda: listed(page) == everybody)
    qtbot.keyClick(button(page, "Governors"), Qt.Key.Key_Space)
    assert 0 < page.model.rowCount() < len(everybody)
    qtbot.keyClick(button(page, "Teaching"), Qt.Key.Key_Space)
    assert not page.filters.pressed & {"governor"}
    page.filters.press("left")
    assert set(listed(page)).isdisjoint(everybody)


def test_after_the_first_person_the_list_has_the_focus(window: MainWindow, qtbot: QtBot) -> None:
    page = staff_page(window)
    button(page, "Import staff").setFocus()
    page.add()
    fill(form(), "Full name", "Ben Okoro")
    form().rows["category"].input.set_value(StaffCategory.TEACHING)
    fill(form(), "First day", "today")
    assert save(qtbot, form()) == ()
    assert window.focusWidget() is page.view


def test_a_person_is_changed_and_leaves_and_the_details_follow(window: MainWindow, qtbot: QtBot) -> None:
    one = hire(window.desk.register, "Ben Okoro")
    other = hire(window.desk.register, "Cara Evans")
    page = staff_page(window)
    page.refresh()
    page.show_record(one)
    page.open_record(one)
    assert part(form(), QLineEdit, "Full name").text() == "Ben Okoro"
    assert part(form(), QLineEdit, "First day").text() == "1 September 2020"
    fill(form(), "Job title (optional)", "Year 3 teacher")
    fill(form(), "Line manager (optional)", "cara")
    assert save(qtbot, form()) == ()
    assert "Year 3 teacher" in seen(page)
    detail = window.desk.ask(staff_detail, TODAY, one)
    assert detail is not None
    assert detail.line_manager_id == other
    page.run("staff.leave")
    assert save(qtbot, form()) == ("Enter the last day they work here.",)
    fill(form(), "Last day", "1 1 2019")
    assert len(save(qtbot, form())) == 1
    fill(form(), "Last day", "18 December 2026")
    assert save(qtbot, form()) == ()
    assert "Ben Okoro is marked as leaving." in seen(window)
    page.filters.press("leaving")
    assert listed(page) == ["Ben Okoro"]


@pytest.mark.requirement("R44")
def test_the_day_on_which_somebody_checked_their_privacy_settings_may_be_noted(
    window: MainWindow, qtbot: QtBot
) -> None:
    one = hire(window.desk.register, "Ben Okoro")
    page = staff_page(window)
    page.refresh()
    page.show_record(one)
    assert "Privacy settings" not in seen(page)
    page.edit()
    fill(form(), "Privacy settings checked on (optional)", "tomorrow")
    assert "in the future" in save(qtbot, form())[0]
    fill(form(), "Privacy settings checked on (optional)", "3 9 2026")
    assert save(qtbot, form()) == ()
    assert "Privacy settings checked on 3 September 2026" in seen(page)
    assert "Keep privacy settings strict" in help_text("staff")


def test_several_people_move_to_another_category_at_once(window: MainWindow, qtbot: QtBot) -> None:
    people = [hire(window.desk.register, name) for name in ("Ben Okoro", "Cara Evans")]
    page = staff_page(window)
    page.refresh()
    page.view.selectAll()
    page.run("staff.category")
    assert "Change the category of 2 people" in seen(form())
    form().rows["category"].input.set_value(StaffCategory.SUPPORT)
    assert save(qtbot, form()) == ()
    assert "Moved 2 people to another category." in seen(window)
    rows = window.desk.ask(find_staff, TODAY, "")
    assert {row.id: row.categories for row in rows} == dict.fromkeys(people, (StaffCategory.SUPPORT,))


def test_an_exemption_ends_and_the_person_is_asked_again(window: MainWindow, qtbot: QtBot) -> None:
    register = window.desk.register
    one = hire(register, "Ben Okoro")
    policy = write_policy(register)
    publish(register, policy)
    with register.writing() as txn:
        exempt(txn, ExemptionDraft(one, policy, "On long leave", days(-30)))
    page = staff_page(window)
    page.refresh()
    page.show_record(one)
    words = "Exempt from Social Media Policy, since 21 October 2026: On long leave"
    qtbot.keyClick(button(page, f"Change: {words}"), Qt.Key.Key_Return)
    assert save(qtbot, form()) == ("Enter the last day.",)
    fill(form(), "Last day of the exemption", "1 1 2020")
    assert "The exemption began on 21 October 2026." in save(qtbot, form())[0]
    fill(form(), "Last day of the exemption", "yesterday")
    assert save(qtbot, form()) == ()
    detail = window.desk.ask(staff_detail, TODAY, one)
    assert detail is not None
    assert [asked.state for asked in detail.asked] == [AckState.OVERDUE]


@pytest.mark.requirement("R37")
def test_posts_and_further_roles_begin_change_and_end(window: MainWindow, qtbot: QtBot) -> None:
    one = hire(window.desk.register, "Ben Okoro")
    page = staff_page(window)
    page.refresh()
    page.show_record(one)
    page.run("staff.appoint")
    form().rows["post"].input.set_value(Post.DSL)
    assert save(qtbot, form()) == ()
    assert "Designated safeguarding lead, since 20 November 2026" in seen(page)
    detail = window.desk.ask(staff_detail, TODAY, one)
    assert detail is not None
    page.end_post(detail.appointments[0])
    assert save(qtbot, form()) == ("Enter the last day.",)
    fill(form(), "Last day in the post", "today")
    assert save(qtbot, form()) == ()
    page.add_role()
    form().rows["category"].input.set_value(StaffCategory.GOVERNOR)
    assert save(qtbot, form()) == ()
    assert "Added a role for Ben Okoro." in seen(window)
    detail = window.desk.ask(staff_detail, TODAY, one)
    assert detail is not None
    governor = next(role for role in detail.roles if role.category is StaffCategory.GOVERNOR)
    page.change_role(governor)
    fill(form(), "Job title (optional)", "Staff governor")
    assert save(qtbot, form()) == ()
    assert "Staff governor" in seen(page)


def test_what_one_person_signed_is_recorded_together(window: MainWindow, qtbot: QtBot) -> None:
    register = window.desk.register
    one = hire(register, "Ben Okoro")
    for title in ("Social Media Policy", "Acceptable Use Policy"):
        publish(register, write_policy(register, title))
    page = staff_page(window)
    page.refresh()
    page.show_record(one)
    page.run("staff.sign")
    assert "Tick at least one policy." in save(qtbot, form())[0]
    for tick in ("Social Media Policy, version 1", "Acceptable Use Policy, version 1"):
        next(row for row in form().rows.values() if tick in row.input.control.accessibleName()).input.set_value(True)
    fill(form(), "Date they signed", "tomorrow")
    assert "in the future" in save(qtbot, form())[0]
    fill(form(), "Date they signed", "yesterday")
    assert save(qtbot, form()) == ()
    assert "Recorded 2 acknowledgements of Ben Okoro." in seen(window)
    detail = window.desk.ask(staff_detail, TODAY, one)
    assert detail is not None
    assert {asked.state for asked in detail.asked} == {AckState.ACKNOWLEDGED}
    assert {asked.signed_on for asked in detail.asked} == {date(2026, 11, 19)}
    page.run("staff.sign")
    assert "Nothing is left for this person to acknowledge." in seen(window)


def test_commands_that_need_somebody_say_so_when_nobody_is_selected(window: MainWindow) -> None:
    page = staff_page(window)
    assert not page.run("staff.leave")
    assert "Select something in the list first." in seen(window)


def test_who_has_left_is_found_from_elsewhere(demo_window: MainWindow) -> None:
    page = staff_page(demo_window)
    page.filters.press("left")
    gone = page.model.row_at(0)
    assert gone is not None
    page.filters.clear()
    demo_window.go_to("staff", gone.id)
    assert page.view.current_id() == gone.id
    assert gone.full_name in seen(page)


def test_typing_straight_on_after_a_mistake_goes_into_the_first_wrong_box(window: MainWindow, qtbot: QtBot) -> None:
    staff_page(window).add()
    assert len(save(qtbot, form())) == 3
    assert form().summary.hasFocus()
    qtbot.keyClick(form().summary, Qt.Key.Key_Tab)
    links = form().summary.findChildren(LinkButton)
    assert links[0].hasFocus()
    for _more in links[1:]:
        qtbot.keyClick(form().focusWidget(), Qt.Key.Key_Tab)
    assert links[-1].hasFocus()
    form().summary.setFocus()
    box = part(form(), QLineEdit, "Full name")
    box.setText("x")
    qtbot.keyClicks(form().summary, "B")
    assert box.hasFocus()
    qtbot.keyClicks(box, "en")
    assert box.text() == "Ben"
