"""The Today page: where the school stands, and what needs doing, each with a button that leads there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from policydesk.dates import RoughDate
from policydesk.demo import DEMO_PASSWORD
from policydesk.queries.today import today_head
from policydesk.rules.incidents import open_on
from policydesk.rules.shares import percent_trend
from policydesk.store import Register, open_register
from policydesk.terms import PolicyType, Post, Topic, Urgency
from policydesk.ui.kit.cards import Figure
from policydesk.ui.main_window import MainWindow
from policydesk.ui.places import home_of
from policydesk.ui.staff.import_wizard import ImportWizard
from policydesk.ui.today.page import TodayPage
from tests.conftest import StoppedClock
from tests.hands import button, close_forms, dialog, form, save, seen, until
from tests.stories import days, draft_version, hire, publish, sign, write_policy
from tests.stories_incidents import concern
from tests.ui.conftest import desk_on


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


def test_a_policy_that_is_begun_is_not_added_again(window: MainWindow, qtbot: QtBot) -> None:
    policy_id = write_policy(window.desk.register)
    page = today(window)
    page.refresh()
    assert "Give “Social Media Policy” a version" in seen(page)
    draft_version(window.desk.register, policy_id)
    page.refresh()
    assert "Publish the draft of “Social Media Policy”." in seen(page)
    qtbot.keyClick(button(page, "Publish"), Qt.Key.Key_Space)
    assert window.page.name == "policies"
    assert "Publish version 1 of Social Media Policy" in seen(dialog())


def test_where_the_policy_is_a_draft_today_opens_the_draft(window: MainWindow, qtbot: QtBot) -> None:
    register = window.desk.register
    write_policy(register, "Uniform policy", policy_type=PolicyType.OTHER)
    draft_version(register, write_policy(register))
    page = today(window)
    says = "The school has no social media policy in force. Social Media Policy is a draft: check it, then publish it."
    qtbot.keyClick(button(page, f"Open the draft: {says}"), Qt.Key.Key_Space)
    assert window.page.name == "policies"
    assert "Version 1" in seen(window.page)
    assert not any(isinstance(one, QDialog) for one in window.findChildren(QDialog))


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
        forms = close_forms(demo_window)
        if doing and finding.topic is Topic.ACCOUNTS:
            assert forms, f"{finding.says} leads to no form"
        demo_window.go_to("today")


def test_a_vacant_post_leads_to_its_form_with_who_alone_can_hold_it(window: MainWindow, qtbot: QtBot) -> None:
    register = window.desk.register
    hire(register, "Amir Aziz")
    head = hire(register, "Ines Elcock", job_title="Headteacher")
    page = today(window)
    vacant = {one.about: one for one in page.findings if one.rule == "post.vacant"}
    page.put_right(vacant[Post.DSL])
    assert (form().value_of("post"), form().value_of("staff_id")) == (Post.DSL, None)
    assert save(qtbot, form()) == ("Select who is appointed.",)
    form().put_away()
    page.put_right(vacant[Post.HEADTEACHER])
    assert (form().value_of("post"), form().value_of("staff_id")) == (Post.HEADTEACHER, head)
    assert save(qtbot, form()) == ()
    assert "Headteacher, since 20 November 2026" in seen(window.page)
    window.page.run("staff.appoint")
    assert (form().value_of("post"), form().value_of("staff_id")) == (None, head)
    assert save(qtbot, form()) == ("Select the post.",)


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


def test_the_four_figures_stand_beside_those_of_last_term(window: MainWindow) -> None:
    register = window.desk.register
    people = [hire(register, f"Person {number}") for number in range(3)]
    version = publish(register, write_policy(register))
    page = today(window)
    assert figure(page, "staff up to date") == "0 %, 0 of 3; no figure for last term"
    assert figure(page, "accounts fully covered") == "–, No account is live"
    assert figure(page, "incidents reported this term") == "0, 0 in the whole of last term"
    sign(register, version, *people)
    concern(register)
    window.desk.tell(Topic.INCIDENTS)
    assert figure(today(window), "staff up to date") == "100 %, 3 of 3; no figure for last term"
    assert figure(page, "incidents reported this term") == "1, 0 in the whole of last term"


def test_the_trend_is_that_of_the_schools_own_last_term(demo_window: MainWindow) -> None:
    head = demo_window.desk.ask(today_head, demo_window.desk.as_at)
    assert head.then.day < head.now.day
    now, then = head.now.staff, head.then.staff
    assert figure(today(demo_window), "staff up to date") == f"{now.percent} %, {now}; {percent_trend(now, then)}"
    assert "of" in figure(today(demo_window), "reviews on time")


def test_what_is_said_of_incidents_is_what_a_role_may_know(
    demo: Register, clock: StoppedClock, qapp: QApplication
) -> None:
    """The office manager counts envelopes, a viewer reads what was released, whoever holds the keys what is open."""
    folder = demo.folder
    demo.close()
    for name, label in (
        ("Samira Haddad", "open incidents"),
        ("Rowan Ellery", "open incidents"),
        ("Shabnam Qureshi-Lowe", "incidents, as released"),
        ("Marta Lindqvist", "incidents reported this term"),
    ):
        register = open_register(folder, user_name=name, password=DEMO_PASSWORD, clock=clock)
        with desk_on(register, qapp) as window:
            page, sealed = today(window), window.desk.sealed
            shown = figure(page, label)
            if label == "open incidents":
                assert shown.startswith(f"{open_on(sealed.records, window.desk.today)}, ")
                sealed.close()
                assert figure(page, label) == "–, The sealed parts are closed"
            elif label == "incidents, as released":
                assert "In the period up to" in shown
            else:
                assert "in the whole of last term" in shown
        register.close()


def test_with_nothing_to_do_the_next_review_is_named(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    register = window.desk.register
    sign(register, publish(register, write_policy(register), next_review_due=RoughDate(2027, 9, 3)), hire(register))
    monkeypatch.setattr("policydesk.ui.today.page.in_order", lambda _found: ())
    says = seen(today(window))
    assert "Nothing needs doing. Next: review of the Social Media Policy on 3 September 2027." in says


def figure(page: TodayPage, label: str) -> str:
    """What one of the figures says to somebody who listens, after its name."""
    (found,) = (one for one in page.findChildren(Figure) if one.accessibleName().startswith(f"{label}: "))
    return found.accessibleName().removeprefix(f"{label}: ")
