"""The Today page: where the school stands, and what needs doing, each with a button that leads there."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from policydesk.terms import Topic, Urgency
from policydesk.ui.commands import home_of
from policydesk.ui.main_window import MainWindow
from policydesk.ui.staff.import_wizard import ImportWizard
from policydesk.ui.today.page import TodayPage
from tests.hands import button, dialog, form, seen, until
from tests.stories import days, hire, publish, sign, write_policy


def today(window: MainWindow) -> TodayPage:
    window.go_to("today")
    page = window.page
    assert isinstance(page, TodayPage)
    page.refresh()
    return page


def test_an_empty_register_begins_with_three_steps(window: MainWindow, qtbot: QtBot) -> None:
    page = today(window)
    says = seen(page)
    assert "Nobody is asked to acknowledge anything yet." in says
    assert "Bring in the staff from a file, or add them one by one." in says
    qtbot.keyClick(button(page, "Import staff"), Qt.Key.Key_Space)
    assert window.page.name == "staff"
    assert dialog(ImportWizard).isVisible()


def test_the_next_step_is_a_policy_once_there_are_staff(window: MainWindow, qtbot: QtBot) -> None:
    hire(window.desk.register)
    page = today(window)
    qtbot.keyClick(button(page, "Add policy"), Qt.Key.Key_Space)
    assert window.page.name == "policies"
    assert form().windowTitle() == "Add a policy"


def test_the_figures_are_those_of_the_register_and_never_rounded_up(window: MainWindow) -> None:
    register = window.desk.register
    people = [hire(register, f"Person {number}") for number in range(3)]
    version = publish(register, write_policy(register))
    sign(register, version, *people[:2])
    says = seen(today(window))
    assert "3 people are asked to acknowledge 1 policy; 2 of them have done all of it." in says
    assert "2 of 3" in says
    assert "66 %" in says
    sign(register, version, people[2])
    says = seen(today(window))
    assert "3 people are asked to acknowledge 1 policy; 3 of them have done all of it." in says
    assert "100 %" in says


def test_one_person_and_one_policy_are_worded_as_one(window: MainWindow) -> None:
    register = window.desk.register
    sign(register, publish(register, write_policy(register)), hire(register))
    assert "1 person is asked to acknowledge 1 policy; 1 of them has done all of it." in seen(today(window))


def test_every_button_of_the_demo_leads_to_where_it_is_put_right(demo_window: MainWindow, qtbot: QtBot) -> None:
    page = today(demo_window)
    assert len(page.findings) > 10
    assert {one.urgency for one in page.findings} >= {Urgency.OVERDUE, Urgency.SOON}
    for number, finding in enumerate(page.findings):
        found = page.findChild(QPushButton, f"finding_{number}")
        if not finding.button:
            assert found is None
            continue
        assert isinstance(found, QPushButton)
        qtbot.keyClick(found, Qt.Key.Key_Space)
        place, _dot, doing = finding.command.partition(".")
        # What a moderator signed is recorded where everybody's signatures are.
        assert demo_window.page.name == ("staff" if doing == "acknowledge" else home_of(place))
        forms = demo_window.put_dialogs_away()
        if doing and finding.topic is Topic.ACCOUNTS:
            assert forms, f"{finding.says} leads to no form"
        for one in forms:
            one.deleteLater()
        demo_window.go_to("today")


def test_the_badge_counts_what_is_urgent(demo_window: MainWindow) -> None:
    page = today(demo_window)
    urgent = sum(one.urgency in {Urgency.OVERDUE, Urgency.THIS_WEEK} for one in page.findings)
    assert str(urgent) in demo_window.sidebar.buttons["today"].accessibleName()


def test_another_day_has_other_figures(demo_window: MainWindow) -> None:
    now = seen(today(demo_window))
    demo_window.desk.set_as_at(days(-300))
    then = seen(demo_window.page)
    assert then != now
    assert "24 January 2026" in then


def test_the_first_thing_to_do_has_the_focus_also_after_a_change(window: MainWindow, qtbot: QtBot) -> None:
    window.go_to("staff")
    hire(window.desk.register)
    window.desk.tell(Topic.STAFF)
    window.go_to("today")
    until(qtbot, lambda: window.page.isAncestorOf(window.focusWidget()))
    assert isinstance(window.focusWidget(), QPushButton)
