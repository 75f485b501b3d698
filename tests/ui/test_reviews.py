"""The reviews page: what is due, completing it, its schedules, the year, and what stands beside them."""

from datetime import date
from pathlib import Path

import icalendar
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton, QTabBar
from pytestqt.qtbot import QtBot

from policydesk.actions.schedules import plan_policy
from policydesk.dates import RoughDate
from policydesk.queries.consultation import declarations, editions, engagements
from policydesk.queries.due import findings
from policydesk.queries.policies import list_policies
from policydesk.queries.reviews import agenda
from policydesk.queries.reviews_done import done_reviews
from policydesk.store import Register
from policydesk.terms import StaffCategory
from policydesk.terms_reviews import Every, Group, Nth, ReminderForm, ReviewKind, ReviewOutcome, Trigger, Weekday
from policydesk.ui.kit.messages import Message
from policydesk.ui.main_window import MainWindow
from policydesk.ui.reviews.page import AGENDA, DECLARATIONS, DISCUSSIONS, GUIDANCE, YEAR, ReviewsPage
from tests.hands import button, dialog, fill, form, has_button, press, save, seen
from tests.stories import TODAY, days, hire, publish, write_policy
from tests.stories_reviews import due, plan


def reviews_page(window: MainWindow, tab: int = AGENDA) -> ReviewsPage:
    window.go_to("reviews")
    page = window.page
    assert isinstance(page, ReviewsPage)
    page.tabs.setCurrentIndex(tab)
    page.refresh()
    return page


def policy(register: Register, **about: object) -> int:
    """A policy whose version in force is to be reviewed this month."""
    policy_id = write_policy(register)
    publish(register, policy_id, **{"next_review_due": RoughDate(2026, 11), **about})
    return policy_id


@pytest.mark.requirement("R6")
def test_a_review_is_completed_with_two_keys_and_the_next_falls_on_the_months_last_day(
    window: MainWindow, qtbot: QtBot
) -> None:
    plan(window.desk.register, due_on=date(2026, 10, 31), every=Every.MONTHS)
    page = reviews_page(window)
    late = page.agenda.model.index(0, 1)
    assert "Overdue 20 days" in page.agenda.model.data(late)
    assert "31 October 2026" in page.agenda.model.data(late, Qt.ItemDataRole.ToolTipRole)
    page.agenda.view.setFocus()
    press(qtbot, window, "Return")
    assert form().value_of("next_due") == date(2026, 11, 30)
    assert save(qtbot, form()) == ()
    (row,) = due(window.desk.register)
    assert (row.due_on, row.anchor_day) == (date(2026, 11, 30), 31)
    assert "Completed: Posters in the staff room." in seen(window)
    assert "20 November 2026: No change" in seen(page)
    press(qtbot, window, "Ctrl+Z")
    assert due(window.desk.register)[0].due_on == date(2026, 10, 31)


def test_the_proposed_date_follows_the_day_it_was_done_until_somebody_types_another(
    window: MainWindow, qtbot: QtBot
) -> None:
    plan(window.desk.register, due_on=days(-60), every=Every.MONTHS)
    page = reviews_page(window)
    page.run("reviews.complete")
    assert form().value_of("next_due") == date(2026, 12, 20)
    fill(form(), "Done on", "1 11 2026")
    assert form().value_of("next_due") == date(2026, 12, 1)
    fill(form(), "Next review due", "1 10 2026")
    fill(form(), "Done on", "2 11 2026")
    assert form().value_of("next_due") == date(2026, 10, 1)
    assert save(qtbot, form()) == ("Next review must be after 2 November 2026.",)
    fill(form(), "Next review due", "15 1 2027")
    assert save(qtbot, form()) == ()
    assert due(window.desk.register)[0].due_on == date(2027, 1, 15)


def test_a_policy_nobody_planned_gets_its_schedule_and_both_dates_with_its_first_review(
    window: MainWindow, qtbot: QtBot
) -> None:
    policy(window.desk.register)
    page = reviews_page(window)
    assert "Only version 1 names this date." in seen(page)
    page.run("reviews.complete")
    assert save(qtbot, form()) == ()
    (row,) = due(window.desk.register)
    assert (row.due_on, str(row.version_due)) == (date(2027, 11, 30), "30 November 2027")


def test_a_review_that_wants_a_new_version_leads_to_its_form(window: MainWindow, qtbot: QtBot) -> None:
    policy(window.desk.register)
    page = reviews_page(window)
    page.run("reviews.complete")
    form().input_of("outcome").set_value(ReviewOutcome.NEW_VERSION)
    assert save(qtbot, form()) == ()
    assert window.page.name == "policies"
    assert "A new version of Social Media Policy" in seen(form())


def test_what_is_no_longer_needed_asks_for_no_next_date(window: MainWindow, qtbot: QtBot) -> None:
    plan(window.desk.register)
    page = reviews_page(window)
    page.run("reviews.complete")
    form().input_of("outcome").set_value(ReviewOutcome.NOT_NEEDED)
    form().set_values({})
    assert form().rows["next_due"].isHidden()
    assert save(qtbot, form()) == ()
    assert "No reviews are planned." in seen(page)


def test_an_empty_register_says_why_there_is_nothing_to_ask_or_to_discuss(window: MainWindow, qtbot: QtBot) -> None:
    page = reviews_page(window, DECLARATIONS)
    page.run("reviews.ask")
    assert "Nobody is in post, so there is nobody to ask." in seen(window)
    page = reviews_page(window, DISCUSSIONS)
    page.run("reviews.discuss")
    assert "There is no policy to discuss yet." in seen(window)
    page = reviews_page(window)
    page.run("reviews.calendar")
    assert save(qtbot, form()) == ()
    assert "Nothing is planned or due yet, so there is nothing to put into a calendar." in seen(window)


def test_each_term_without_terms_says_that_the_date_is_to_be_entered(window: MainWindow, qtbot: QtBot) -> None:
    page = reviews_page(window)
    page.add()
    form().set_values({"title": "Filtering", "due_on": TODAY, "every": Every.TERM_STARTS})
    assert save(qtbot, form()) == ()
    page.run("reviews.complete")
    assert "no later term is in the register" in seen(form())
    assert "Proposed as planned" not in seen(form())
    assert save(qtbot, form()) == ("Enter when it is reviewed next.",)
    fill(form(), "Next review due", "4 1 2027")
    assert save(qtbot, form()) == ()
    assert "4 January 2027" in seen(page)


def test_a_schedule_by_weekdays_begins_as_its_first_date_does(window: MainWindow, qtbot: QtBot) -> None:
    page = reviews_page(window)
    page.add()
    fill(form(), "Next review due", "8 12 2026")
    form().set_values({"title": "Filtering", "every": Every.WEEKDAY})
    assert (form().value_of("nth"), form().value_of("weekday")) == (Nth.SECOND, Weekday.TUESDAY)
    fill(form(), "Next review due", "31 12 2026")
    assert (form().value_of("nth"), form().value_of("weekday")) == (Nth.LAST, Weekday.THURSDAY)
    form().set_values({"nth": Nth.FIRST})
    fill(form(), "Next review due", "8 12 2026")
    assert (form().value_of("nth"), form().value_of("weekday")) == (Nth.FIRST, Weekday.THURSDAY)
    assert save(qtbot, form()) == ()
    assert "Repeats on the first Thursday of every month" in seen(page)


def test_a_schedule_is_added_changed_and_stopped(window: MainWindow, qtbot: QtBot) -> None:
    hire(window.desk.register)
    page = reviews_page(window)
    press(qtbot, window, "Ctrl+N")
    assert save(qtbot, form()) == ("Enter when it is reviewed next.",)
    fill(form(), "Next review due", "8 12 2026")
    assert save(qtbot, form()) == ("Enter what is reviewed.",)
    fill(form(), "Name", "Filtering")
    form().set_values({"every": Every.WEEKDAY, "nth": Nth.SECOND, "weekday": Weekday.TUESDAY, "months": 2})
    assert save(qtbot, form()) == ()
    assert "Repeats on the second Tuesday of every 2 months" in seen(page)
    press(qtbot, window, "F2")
    fill(form(), "Next review due", "9 2 2027")
    assert save(qtbot, form()) == ()
    assert [row.due_on for row in due(window.desk.register)] == [date(2027, 2, 9)]
    assert "Moved to another date" in seen(page)
    page.run("reviews.stop")
    fill(form(), "Reason", "The trust does it now")
    assert save(qtbot, form()) == ()
    assert due(window.desk.register) == ()


def test_a_policys_form_asks_for_the_policy_and_refuses_a_second_schedule(window: MainWindow, qtbot: QtBot) -> None:
    policy_id = policy(window.desk.register)
    with window.desk.register.writing() as txn:
        plan_policy(txn, policy_id)
    page = reviews_page(window)
    page.add()
    form().set_values({"kind": ReviewKind.POLICY, "due_on": days(30)})
    assert save(qtbot, form()) == ("Select the policy.",)
    form().set_values({"policy_id": policy_id})
    assert save(qtbot, form()) == ("Its reviews are planned already. Change that schedule instead.",)


@pytest.mark.requirement("R7")
def test_a_review_beside_the_schedule_says_why(window: MainWindow, qtbot: QtBot) -> None:
    policy(window.desk.register)
    page = reviews_page(window)
    page.run("reviews.now")
    form().set_values({"because": Trigger.LAW})
    fill(form(), "To be done by", "25 11 2026")
    assert save(qtbot, form()) == ()
    beside, planned = due(window.desk.register)
    assert (beside.because, planned.due_on) == (Trigger.LAW, date(2026, 11, 30))
    page.show_record(beside.id)
    assert "Because of: a change in the law" in seen(page)
    page.run("reviews.edit")
    assert form().value_of("due_on") == planned.due_on
    form().put_away()
    page.run("reviews.complete")
    assert "next_due" not in form().rows
    assert save(qtbot, form()) == ()
    assert due(window.desk.register) == (planned,)


def test_two_dates_for_one_policy_are_settled_from_today(window: MainWindow, qtbot: QtBot) -> None:
    policy_id = policy(window.desk.register)
    plan(window.desk.register, "", days(50), kind=ReviewKind.POLICY, policy_id=policy_id)
    window.go_to("today")
    window.page.refresh()
    finding = next(one for one in window.desk.ask(findings, TODAY) if one.rule == "schedule.disagrees")
    window.page.put_right(finding)
    assert "The schedule’s: 9 January 2027" in form().input_of("use_version").combo.itemText(0)
    form().input_of("use_version").set_value(True)
    assert save(qtbot, form()) == ()
    assert due(window.desk.register)[0].due_on == date(2026, 11, 30)
    page = reviews_page(window)
    page.run("reviews.settle")
    assert "so there is nothing to settle" in seen(window)


def test_a_version_alone_cannot_be_stopped_here(window: MainWindow, qtbot: QtBot) -> None:
    policy(window.desk.register)
    page = reviews_page(window)
    page.run("reviews.stop")
    assert "Change it there, under Policies." in seen(window)


def test_the_planner_shows_twelve_months_and_goes_through_the_years(window: MainWindow, qtbot: QtBot) -> None:
    plan(window.desk.register, due_on=days(10))
    page = reviews_page(window, YEAR)
    text = seen(page)
    assert "Academic year 2026/27" in text
    assert [one for one in ("September 2026", "January 2027", "August 2027") if one not in text] == []
    assert "Posters in the staff room" in text
    qtbot.keyClick(button(page, "Year after"), Qt.Key.Key_Space)
    assert "Academic year 2027/28" in seen(page)
    qtbot.keyClick(button(page, "Year before"), Qt.Key.Key_Space)
    assert "Academic year 2026/27" in seen(page)


def test_the_calendar_is_exported_twice_and_imported_without_doubles(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan(window.desk.register, due_on=days(5), every=Every.MONTHS)
    page = reviews_page(window)
    calendar: dict[str, icalendar.Event] = {}

    def export_and_import(name: str) -> None:
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / name), ""))
        page.run("reviews.calendar")
        assert save(qtbot, form()) == ()
        read = icalendar.Calendar.from_ical((tmp_path / "one.ics").with_name(f"{name}.ics").read_bytes())
        for event in read.walk("VEVENT"):
            uid = str(event["UID"])
            if uid not in calendar or event["SEQUENCE"] >= calendar[uid]["SEQUENCE"]:
                calendar[uid] = event

    export_and_import("one")
    assert "Saved one.ics with 1 entry." in seen(window)
    export_and_import("two")
    assert len(calendar) == 1
    page.run("reviews.complete")
    assert save(qtbot, form()) == ()
    export_and_import("three")
    assert sorted(str(event["STATUS"]) for event in calendar.values()) == ["CANCELLED", "CONFIRMED"]


def test_reminders_are_saved_as_drafts_and_those_without_an_address_are_named(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register, drafts = window.desk.register, tmp_path / "drafts"
    drafts.mkdir()
    for number in range(3):
        hire(register, f"Person {'ABC'[number]}", email=f"p{number}@longacre.example" if number else "")
    publish(register, write_policy(register))
    page = reviews_page(window)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(drafts))
    page.run("reviews.remind")
    form().set_values({"subject": "Sign by Friday", "keep": True})
    assert save(qtbot, form()) == ()
    assert sorted(file.name for file in drafts.iterdir()) == ["Reminder, Person B.eml", "Reminder, Person C.eml"]
    assert b"X-Unsent: 1" in (drafts / "Reminder, Person B.eml").read_bytes()
    assert "Without an e-mail address: Person A." in seen(window)
    page.run("reviews.remind")
    assert form().value_of("subject") == "Sign by Friday"
    sheet = tmp_path / "list.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(sheet), ""))
    form().set_values({"form": ReminderForm.SHEET})
    assert save(qtbot, form()) == ()
    assert sheet.read_bytes().startswith(b"PK")


def test_where_nobody_is_to_be_reminded_the_form_says_so(window: MainWindow, qtbot: QtBot) -> None:
    page = reviews_page(window)
    page.run("reviews.remind")
    assert save(qtbot, form()) == ("Nobody is to be reminded of this today.",)


def test_the_words_follow_what_is_chosen_until_somebody_changes_them(window: MainWindow, qtbot: QtBot) -> None:
    page = reviews_page(window)
    page.run("reviews.remind")
    box = form().input_of("form")
    box.set_value(ReminderForm.TOGETHER)
    box.changed.emit()
    assert form().value_of("body").startswith("Dear colleague")
    form().set_values({"body": "Our own words"})
    box.set_value(ReminderForm.EACH)
    box.changed.emit()
    assert form().value_of("body") == "Our own words"


@pytest.mark.requirement("R15")
def test_a_finding_opens_the_form_for_a_discussion_of_its_policy(window: MainWindow, qtbot: QtBot) -> None:
    register = window.desk.register
    other = write_policy(register, "Online Safety Policy")
    publish(register, other, needs_acknowledging=False)
    window.go_to("today")
    finding = next(one for one in window.desk.ask(findings, TODAY) if one.rule == "engagement.none")
    window.page.put_right(finding)
    assert form().value_of("policy_id") == other
    assert save(qtbot, form()) == ("Tick whom it was discussed with.",)
    form().set_values({"met_with": {Group.PARENTS}})
    assert save(qtbot, form()) == ()
    page = reviews_page(window, DISCUSSIONS)
    assert "1 discussion" in seen(page)
    assert len(window.desk.ask(engagements, TODAY)) == 1


def test_evidence_is_kept_and_a_copy_of_it_saved(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register = window.desk.register
    hire(register)
    write_policy(register)
    plan(register)
    minutes, copy = tmp_path / "minutes.txt", tmp_path / "copy.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(copy), ""))

    def kept(page: ReviewsPage, words: str, command: str = "") -> bool:
        minutes.write_text(words)
        form().set_values({"evidence": minutes, "met_with": {Group.STAFF}, "is_nil": True})
        assert save(qtbot, form()) == ()
        if command:
            page.run(command)
        else:
            name = next(one for one in seen_buttons(page) if one.startswith("Save a copy of the evidence: 20 November"))
            qtbot.keyClick(button(page, name), Qt.Key.Key_Space)
        return copy.read_text() == words

    page = reviews_page(window)
    page.run("reviews.complete")
    assert kept(page, "Minutes of the review")
    page.run("reviews.discuss")
    fill(form(), "Who took part (optional)", "School council")
    assert kept(page, "Minutes of the council")
    assert "School council" in seen(page)
    page = reviews_page(window, DECLARATIONS)
    page.run("reviews.evidence")
    assert "No evidence is kept with this answer." in seen(window)
    page.run("reviews.answer")
    assert kept(page, "The signed sheet", "reviews.evidence")


def seen_buttons(page: ReviewsPage) -> list[str]:
    """The names of the buttons that can be pressed now."""
    seen(page)  # which waits for what was just added
    return [one.accessibleName() for one in page.findChildren(QPushButton) if one.isVisible()]


def test_an_edition_of_guidance_is_added_and_updated(window: MainWindow, qtbot: QtBot) -> None:
    page = reviews_page(window, GUIDANCE)
    press(qtbot, window, "Ctrl+N")
    fill(form(), "Edition", "2026")
    fill(form(), "In force from", "1 9 2026")
    assert save(qtbot, form()) == ("Say for at least one category which parts they read.",)
    fill(form(), "Teaching (optional)", "Part one and Annex B")
    assert save(qtbot, form()) == ()
    page.run("reviews.edition")
    assert form().value_of("parts_teaching") == "Part one and Annex B"
    fill(form(), "Support (optional)", "Part one")
    assert save(qtbot, form()) == ()
    (row,) = window.desk.ask(editions, TODAY)
    assert row.readings == ((StaffCategory.TEACHING, "Part one and Annex B"), (StaffCategory.SUPPORT, "Part one"))
    page.run("reviews.newer")
    assert "Keeping children safe in education 2026 is the newest edition that the rule pack knows." in seen(window)


def test_everybody_is_asked_at_once_and_answers_one_by_one(window: MainWindow, qtbot: QtBot) -> None:
    hire(window.desk.register)
    hire(window.desk.register, "Cai Oakes")
    page = reviews_page(window, DECLARATIONS)
    page.run("reviews.ask")
    question = dialog(Message)
    assert "Ask 2 people to confirm their connections?" in seen(question)
    qtbot.keyClick(button(question, "Ask 2 people"), Qt.Key.Key_Space)
    assert "Noted that 2 people are asked." in seen(window)
    page.run("reviews.ask")
    assert "Everybody has answered or been asked already." in seen(window)
    page.run("reviews.answer")
    assert "What Cai Oakes answered" in seen(form()) or "What Bea Quill answered" in seen(form())
    assert save(qtbot, form()) == ("Select what was answered.",)
    form().set_values({"is_nil": True})
    assert save(qtbot, form()) == ()
    assert sorted(bool(row.is_nil) for row in window.desk.ask(declarations, TODAY)) == [False, True]


@pytest.mark.requirement("R50")
def test_whoever_declares_something_leads_to_where_it_is_entered(window: MainWindow, qtbot: QtBot) -> None:
    staff_id = hire(window.desk.register)
    page = reviews_page(window, DECLARATIONS)
    page.run("reviews.answer")
    form().set_values({"is_nil": False})
    assert save(qtbot, form()) == ()
    assert window.page.name == "staff"
    assert window.page.selected_ids() == (staff_id,)
    assert "Enter what was declared with this person." in seen(window)


def test_each_part_offers_its_own_commands(window: MainWindow, qtbot: QtBot) -> None:
    page = reviews_page(window)
    assert has_button(page, "Complete review…")
    plan(window.desk.register)
    page.refresh()
    page.agenda.view.setFocus()
    press(qtbot, window, "Ctrl+Tab")
    assert page.tabs.currentIndex() == YEAR
    assert window.focusWidget() is page.planner.earlier
    assert not has_button(page, "Complete review…")
    assert has_button(page, "Print the year…")
    assert [page.tabs.tabText(number) for number in range(page.tabs.count())] == [
        "Agenda", "Year planner", "Discussions", "Guidance", "Declarations",
    ]  # fmt: skip
    assert isinstance(page.tabs, QTabBar)


def test_the_navigation_has_reviews_under_seven_with_what_is_overdue(window: MainWindow, qtbot: QtBot) -> None:
    plan(window.desk.register, due_on=days(-1))
    window.go_to("today")
    press(qtbot, window, "Ctrl+7")
    assert window.page.name == "reviews"
    assert window.sidebar.buttons["reviews"].accessibleName() == "Reviews, 1 overdue"


def test_a_review_is_found_by_its_name(demo_window: MainWindow) -> None:
    from policydesk.ui.searching import searching

    hits = [hit for hit in searching(demo_window.desk)("filtering") if hit.page == "reviews"]
    demo_window.go_to("reviews", hits[0].subject_id)
    page = demo_window.page
    assert isinstance(page, ReviewsPage)
    assert page.review is not None
    assert page.review.name == "Filtering and monitoring"


def test_the_demo_schools_parts_all_show_something(demo_window: MainWindow) -> None:
    for tab in range(5):
        page = reviews_page(demo_window, tab)
        assert page.part.count() > 0
    assert demo_window.desk.ask(agenda, TODAY)
    assert demo_window.desk.ask(done_reviews, TODAY)
    assert demo_window.desk.ask(list_policies, TODAY)
