"""The official accounts page: from an empty list to an account that is live, looked after and closed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from policydesk.actions.staff import mark_leaving
from policydesk.queries.account_detail import AccountDetail, account_detail
from policydesk.queries.account_logs import approvals
from policydesk.queries.accounts import list_accounts
from policydesk.rules.choices import DEFAULT_CHOICES
from policydesk.terms import Post, Role
from policydesk.terms_accounts import AccountState, Audience, Decision, Engagement, ModeratorRole, TickAnswer, TwoStep
from policydesk.ui.accounts.answer_box import NOTE_WANTED
from policydesk.ui.accounts.list_page import AccountsListPage
from policydesk.ui.accounts.page import AccountsPage
from policydesk.ui.kit.cover_calendar import CoverCalendar
from policydesk.ui.main_window import MainWindow
from tests.hands import button, close_forms, dialog, fill, form, has_button, part, press, save, seen, until
from tests.stories import TODAY, days, hire, publish, write_policy
from tests.stories_accounts import a_live_account, absent, appoint_head, approve_account, moderate, propose


def accounts_page(window: MainWindow) -> AccountsListPage:
    window.go_to("accounts")
    page = window.page
    assert isinstance(page, AccountsPage)
    page.show_part("accounts")
    shown = page.part
    assert isinstance(shown, AccountsListPage)
    shown.refresh()
    return shown


def detail(window: MainWindow, account_id: int) -> AccountDetail:
    found = window.desk.ask(account_detail, TODAY, account_id)
    assert found is not None
    return found


def names(page: AccountsListPage) -> list[str]:
    return [row.name for row in page.model.rows]


def offered(name: str) -> list[str]:
    box = part(form(), QComboBox, name)
    return [box.itemText(number) for number in range(box.count())]


def test_an_empty_list_says_how_to_begin(window: MainWindow) -> None:
    page = accounts_page(window)
    assert "No official accounts are recorded." in seen(page)
    assert has_button(page, "Add an existing account")
    assert window.windowTitle() == "Official accounts"


@pytest.mark.requirement("R57", "R58", "R62", "R66")
def test_an_account_is_proposed_after_every_mistake(window: MainWindow, qtbot: QtBot) -> None:
    hire(window.desk.register, "Ines Elcock")
    page = accounts_page(window)
    press(qtbot, window, "Ctrl+N")
    assert save(qtbot, form()) == (
        "Enter the name of the account.",
        "Select a platform.",
        "Enter what the account is for.",
        "Enter the strong reason for having it.",
        "Select who has overall responsibility.",
        "Enter how it will end.",
    )
    fill(form(), "Name of the account", "School Facebook page")
    form().input_of("platform").set_value("facebook")
    for name in ("purpose", "strong_reason", "exit_strategy"):
        form().input_of(name).set_value("News for parents")
    fill(form(), "Who has overall responsibility", "ines")
    fill(form(), "Web address (optional)", "https://www.instagram.com/longacre")
    assert "This address belongs to Instagram." in save(qtbot, form())[0]
    fill(form(), "Web address (optional)", "https://www.facebook.com/longacreprimary")
    fill(form(), "Where the sign-in is kept (optional)", "Password: Sunny123!")
    assert "password" in save(qtbot, form())[0].lower()
    assert form().input_of("purpose").value() == "News for parents"
    fill(form(), "Where the sign-in is kept (optional)", "Office safe, envelope 3")
    assert save(qtbot, form()) == ()
    assert names(page) == ["School Facebook page"]
    assert "Proposed School Facebook page." in seen(window)
    assert "nobody has been asked to approve it." in seen(page)
    assert "It is not approved yet." not in seen(page), "it is said once"
    press(qtbot, window, "Ctrl+Z")
    assert names(page) == []


def test_the_same_account_in_another_spelling_is_found(window: MainWindow, qtbot: QtBot) -> None:
    propose(window.desk.register, platform="x", handle="@LongAcre")
    page = accounts_page(window)
    page.add_existing()
    fill(form(), "Name of the account", "Another one")
    form().input_of("platform").set_value("x")
    fill(form(), "Web address (optional)", "http://www.twitter.com/longacre/?s=20")
    fill(form(), "Exists or was proposed since", "1 9 2024")
    wrong = save(qtbot, form())
    assert len(wrong) == 1
    assert "School Facebook page" in wrong[0]


def test_questions_about_pupils_are_asked_only_of_accounts_for_pupils(window: MainWindow) -> None:
    hire(window.desk.register, "Ines Elcock")
    accounts_page(window).propose()
    rows = form().rows
    assert rows["minimum_age_reason"].isHidden()
    form().input_of("audience").set_value({Audience.PUPILS})
    form().input_of("audience").changed.emit()
    assert not rows["minimum_age_reason"].isHidden()
    form().input_of("audience").set_value({Audience.PARENTS})
    form().input_of("audience").changed.emit()
    assert rows["youngest_age"].isHidden()
    form().input_of("engagement").set_value(Engagement.UPLOADS)
    form().input_of("pupils_contribute").set_value(True)
    form().input_of("pupils_contribute").changed.emit()
    assert not rows["youngest_age"].isHidden(), "pupils who contribute have an age as well"
    assert rows["other_platform"].isHidden()
    form().input_of("platform").set_value("other")
    form().input_of("platform").changed.emit()
    assert not rows["other_platform"].isHidden()


def test_an_account_that_exists_already_is_added_with_its_days(window: MainWindow, qtbot: QtBot) -> None:
    head = appoint_head(window.desk.register)
    page = accounts_page(window)
    button(page, "Add an existing account").click()
    assert "Enter a day, as well as it is known." in save(qtbot, form())
    fill(form(), "Name of the account", "Old Twitter account")
    form().input_of("platform").set_value("x")
    fill(form(), "Exists or was proposed since", "1 9 2019")
    fill(form(), "Live since (optional)", "1 9 2018")
    assert save(qtbot, form())
    fill(form(), "Live since (optional)", "3 9 2020")
    fill(form(), "Approved by (optional)", "ines")
    fill(form(), "Approved on (optional)", "2 9 2020")
    assert save(qtbot, form()) == ()
    row = window.desk.ask(list_accounts, TODAY)[0]
    assert row.state is AccountState.LIVE
    assert [one.state for one in detail(window, row.id).steps] == [
        AccountState.PROPOSED,
        AccountState.APPROVED,
        AccountState.LIVE,
    ]
    assert detail(window, row.id).approvals[0].decided_by_id == head


@pytest.mark.requirement("R55", "R56")
def test_only_who_may_decide_is_offered_and_an_earlier_day_has_an_earlier_head(
    window: MainWindow, qtbot: QtBot
) -> None:
    register = window.desk.register
    account = propose(register)
    page = accounts_page(window)
    page.show_record(account)
    appoint_head(register, from_on=days(-30))
    hire(register, "Bea Quill")
    page.run("accounts.approve")
    assert offered("Decided by") == ["Select who decided", "Ines Elcock, Headteacher"]
    fill(form(), "Decided on", "1 10 2026")
    assert offered("Decided by") == ["Select who decided"]
    assert "Nobody may decide this on that day." in seen(form())
    fill(form(), "Decided on", "tomorrow")
    assert save(qtbot, form()) == ("Select who decided.",)
    form().input_of("decided_by_id").combo.setCurrentIndex(1)
    assert "future" in save(qtbot, form())[0]
    assert "future" in form().rows["decided_on"].message.text(), "it stands at the day that was typed"
    fill(form(), "Decided on", "today")
    assert save(qtbot, form()) == ()
    assert detail(window, account).row.state is AccountState.APPROVED
    assert "Approved School Facebook page." in seen(window)


def test_a_refusal_keeps_its_reason(window: MainWindow, qtbot: QtBot) -> None:
    register = window.desk.register
    account = propose(register)
    head = appoint_head(register)
    page = accounts_page(window)
    page.show_record(account)
    page.run("accounts.approve")
    form().input_of("decision").set_value(Decision.REFUSED)
    form().input_of("decision").changed.emit()
    assert form().rows["expires_on"].isHidden()
    form().input_of("decided_by_id").set_value(head)
    form().input_of("conditions").set_value("No time to look after it")
    assert save(qtbot, form()) == ()
    page._panel.show_tab("Logs")
    assert "refused by Ines Elcock on 20 November 2026. No time to look after it" in seen(page)
    assert detail(window, account).row.state is not AccountState.APPROVED


@pytest.mark.requirement("R63", "R64")
def test_going_live_with_one_moderator_is_refused_until_a_second_is_appointed(window: MainWindow, qtbot: QtBot) -> None:
    register = window.desk.register
    account = propose(register)
    head = appoint_head(register)
    approve_account(register, account)
    moderate(register, account, hire(register, "Bea Quill"))
    hire(register, "Cara Evans")
    page = accounts_page(window)
    page.show_record(account)
    assert "1 more moderator is needed to go live." in seen(page)
    page.run("accounts.step")
    assert "override_reason" not in form().rows
    wrong = save(qtbot, form())
    assert len(wrong) == 1
    assert "moderator" in wrong[0]
    press(qtbot, form(), "Esc")
    page.run("accounts.appoint")
    assert save(qtbot, form()) == ("Select who moderates.",)
    fill(form(), "Who", "cara")
    form().input_of("role").set_value(ModeratorRole.MODERATOR)
    form().input_of("approved_by_id").set_value(head)
    form().input_of("approved_by_id").changed.emit()
    assert save(qtbot, form()) == ()
    assert "It can go live." in seen(page)
    page.run("accounts.step")
    assert save(qtbot, form()) == ()
    assert detail(window, account).row.state is AccountState.LIVE
    page.run("accounts.step")
    assert offered("What happens") == ["It is suspended", "It is closed for good"]


def test_the_headteacher_may_go_on_with_a_written_reason(window: MainWindow, qtbot: QtBot) -> None:
    register = window.desk.register
    account = propose(register)
    approve_account(register, account)
    page = accounts_page(window)
    page.show_record(account)
    actor = register.actor
    register.actor = type(actor)(**{**vars(actor), "roles": frozenset({Role.HEADTEACHER})})
    page.run("accounts.step")
    form().input_of("override_reason").set_value("Snow: parents must hear of closures tonight")
    assert save(qtbot, form()) == ()
    assert "The headteacher’s reason: Snow: parents must hear of closures tonight" in seen(page)


@pytest.mark.requirement("R63")
def test_an_absence_opens_a_gap_that_list_calendar_and_details_show(window: MainWindow, qtbot: QtBot) -> None:
    register = window.desk.register
    people = (hire(register, "Bea Quill"), hire(register, "Cara Evans"))
    account = a_live_account(register, moderators=people)
    page = accounts_page(window)
    page.show_record(account)
    page._panel.show_tab("Moderators")
    calendar = page.findChild(CoverCalendar)
    assert calendar is not None
    button(page, "Record an absence: Cover").click()
    assert set(offered("Who")) >= {"Bea Quill", "Cara Evans"}
    form().input_of("staff_id").set_value(people[0])
    fill(form(), "First day away", "9 12 2026")
    fill(form(), "Last day away", "1 12 2026")
    assert save(qtbot, form())
    fill(form(), "First day away", "1 12 2026")
    fill(form(), "Last day away", "9 12 2026")
    assert save(qtbot, form()) == ()
    assert "1 to 9 December 2026: only Cara Evans" in seen(page)
    assert "1 to 9 December 2026: 1 (Cara Evans), 2 needed" in seen(page)
    assert page.model.rows[0].gap_from == days(11)


def test_a_turn_is_changed_ended_and_approved(window: MainWindow, qtbot: QtBot) -> None:
    register = window.desk.register
    account = propose(register)
    head = appoint_head(register)
    turn = moderate(register, account, hire(register, "Bea Quill"), approved_by_id=None, approved_on=None)
    page = accounts_page(window)
    page.show_record(account)
    page.run("accounts.approve_moderator")
    form().input_of("approved_by_id").set_value(head)
    form().input_of("approved_by_id").changed.emit()
    fill(form(), "Approved on", "")
    assert save(qtbot, form()) == ("Enter the day of the approval.",)
    fill(form(), "Approved on", "yesterday")
    assert save(qtbot, form()) == ()
    assert detail(window, account).moderators[0].approved_on == days(-1)
    page.run("accounts.approve_moderator")
    assert "Every moderator of this account is approved." in seen(window)
    page._panel.show_tab("Moderators")
    assert "Bea Quill, administrator, since 9 September 2026" in seen(page)
    page.end_moderator(detail(window, account).moderators[0])
    fill(form(), "Last day as moderator", "1 1 2020")
    assert save(qtbot, form())
    fill(form(), "Last day as moderator", "30 11 2026")
    assert save(qtbot, form()) == ()
    assert detail(window, account).moderators[0].id == turn
    assert "9 September to 30 November 2026" in seen(page)


def test_a_moderator_is_made_an_administrator_and_their_signature_is_recorded_from_what_is_missing(
    window: MainWindow, qtbot: QtBot
) -> None:
    register = window.desk.register
    publish(register, write_policy(register))
    bea, sam = hire(register, "Bea Quill"), hire(register, "Sam Reed")
    account = a_live_account(register, moderators=(bea, hire(register, "Ivy Stone")))
    turn = moderate(register, account, sam, role=ModeratorRole.MODERATOR)
    page = accounts_page(window)
    page.show_record(account)
    page.run("accounts.administrator")
    assert form().windowTitle() == "Sam Reed as moderator"
    assert save(qtbot, form()) == ()
    assert {one.role for one in detail(window, account).moderators if one.is_running} == {ModeratorRole.ADMINISTRATOR}
    assert detail(window, account).moderators[0].id != turn
    page.run("accounts.administrator")
    assert "Every moderator of this account is an administrator." in seen(window)
    page.run("accounts.acknowledge")
    assert window.page.name == "staff"
    assert "Bea Quill" in dialog().windowTitle() + seen(dialog())
    dialog().reject()


def test_one_moderator_takes_over_from_another_on_every_account(window: MainWindow, qtbot: QtBot) -> None:
    register = window.desk.register
    bea, cara, _dan = (hire(register, name) for name in ("Bea Quill", "Cara Evans", "Dan Okoro"))
    accounts = [
        a_live_account(register, name, (bea, cara), handle=handle)
        for name, handle in (("Facebook page", "longacre"), ("Facebook group", "longacregroup"))
    ]
    head = appoint_head(register)
    page = accounts_page(window)
    page.run("accounts.replace")
    assert save(qtbot, form())[:2] == ("Select who stops moderating.", "Select who takes over.")
    form().input_of("old_staff_id").set_value(bea)
    fill(form(), "Who takes over", "dan")
    form().input_of("approved_by_id").set_value(head)
    form().input_of("approved_by_id").changed.emit()
    fill(form(), "From", "1 12 2026")
    assert save(qtbot, form()) == ()
    assert "Replaced a moderator on 2 accounts." in seen(window)
    for account in accounts:
        turns = {turn.full_name: turn for turn in detail(window, account).moderators}
        assert turns["Bea Quill"].until_on == days(10)
        assert turns["Dan Okoro"].from_on == days(11)
    press(qtbot, window, "Ctrl+Z")
    assert {turn.full_name for turn in detail(window, accounts[0]).moderators} == {"Bea Quill", "Cara Evans"}


@pytest.mark.requirement("R86")
def test_one_check_is_recorded_for_several_accounts(window: MainWindow, qtbot: QtBot) -> None:
    register = window.desk.register
    people = (hire(register, "Bea Quill"), hire(register, "Cara Evans"))
    accounts = [
        a_live_account(register, name, people, handle=handle)
        for name, handle in (("Facebook page", "longacre"), ("Facebook group", "longacregroup"))
    ]
    page = accounts_page(window)
    page.view.selectAll()
    press(qtbot, window, "Ctrl+Shift+K")
    assert "Record a check of 2 accounts" in seen(form())
    assert "Facebook group, Facebook page." in seen(form())
    fill(form(), "Removed", "")
    assert save(qtbot, form()) == ("Select who looked.", "Enter how many were removed, 0 for none.")
    fill(form(), "By", "bea")
    fill(form(), "Removed", "-1")
    assert "must be a number from 0" in save(qtbot, form())[0]
    fill(form(), "Removed", "2")
    fill(form(), "Looked at on", "tomorrow")
    assert save(qtbot, form()) == ("Enter what was removed.",)
    form().input_of("removed_what").set_value("Rude comments")
    assert "future" in save(qtbot, form())[0]
    fill(form(), "Looked at on", "yesterday")
    assert save(qtbot, form()) == ()
    assert "Recorded a check of 2 accounts." in seen(window)
    assert [detail(window, one).checks[0].removed for one in accounts] == [2, 2]
    assert {row.last_checked_on for row in page.model.rows} == {days(-1)}


@pytest.mark.requirement("R68")
def test_an_evaluation_and_content_stand_in_the_logs(window: MainWindow, qtbot: QtBot) -> None:
    register = window.desk.register
    account = a_live_account(register, evaluation_criteria="Half of the parents follow it")
    head = appoint_head(register)
    page = accounts_page(window)
    page.show_record(account)
    page.run("accounts.evaluate")
    assert "Its success is judged by: Half of the parents follow it" in seen(form())
    fill(form(), "By", "")
    assert save(qtbot, form()) == ("Enter who evaluated it.",)
    fill(form(), "By", "Alex Morgan")
    assert save(qtbot, form()) == ()
    page.run("accounts.content")
    assert save(qtbot, form()) == ("Enter what is posted.", "Select who decided.")
    fill(form(), "What is posted", "Harvest festival photographs")
    form().input_of("decided_by_id").set_value(head)
    fill(form(), "Reference of the photo permission (optional)", "P-14")
    assert save(qtbot, form()) == ()
    page._panel.show_tab("Logs")
    assert "20 November 2026, Alex Morgan: Keep it as it is" in seen(page)
    assert "Content: Harvest festival photographs, approved by Ines Elcock on 20 November 2026" in seen(page)


def test_the_checklist_is_answered_on_one_form(window: MainWindow, qtbot: QtBot) -> None:
    account = a_live_account(window.desk.register)
    page = accounts_page(window)
    page.show_record(account)
    page.run("accounts.tick")
    first, second = [row.item.code for row in detail(window, account).checklist if not row.item.who][:2]
    assert "Answer at least one question" in save(qtbot, form())[0]
    form().input_of(first).set_value((TickAnswer.YES, ""))
    form().input_of(second).set_value((TickAnswer.NO, ""))
    assert save(qtbot, form()) == (NOTE_WANTED,)
    assert NOTE_WANTED in seen(form().rows[second])
    button(form(), NOTE_WANTED).click()
    assert form().focusWidget().accessibleName().startswith("Note: ")
    form().input_of(second).set_value((TickAnswer.NO, "No day yet"))
    assert save(qtbot, form()) == ()
    assert "Recorded 2 answers about School Facebook page." in seen(window)
    page._panel.show_tab("Checklist")
    assert "1 of " in seen(page)
    assert "Alex Morgan, 20 November 2026" in seen(page)
    page.run("accounts.tick")
    assert form().value_of(second) == (TickAnswer.NO, "No day yet")
    assert "Answer at least one question, or change an answer." in save(qtbot, form())


def test_a_question_for_the_headteacher_alone_is_not_answered_by_the_office(window: MainWindow) -> None:
    account = a_live_account(window.desk.register)
    page = accounts_page(window)
    page.show_record(account)
    closed = [row.item for row in detail(window, account).checklist if row.item.who]
    page.run("accounts.tick")
    for item in closed:
        assert not form().input_of(item.code).control.isEnabled()
        assert "Only the headteacher answers this." in seen(form().rows[item.code])


def test_one_question_is_answered_with_its_evidence(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    account = a_live_account(window.desk.register)
    page = accounts_page(window)
    page.show_record(account)
    row = next(one for one in detail(window, account).checklist if not one.item.who)
    page.answer(row)
    assert save(qtbot, form()) == ("Choose an answer.",)
    scan = tmp_path / "rules.pdf"
    scan.write_bytes(b"%PDF-1.7 house rules")
    form().input_of(row.item.code).set_value((TickAnswer.YES, "On the page"))
    form().input_of("evidence").set_value(scan)
    assert save(qtbot, form()) == ()
    assert detail(window, account).ticks[0].evidence_id is not None


def test_the_list_is_narrowed_and_closed_accounts_are_found(window: MainWindow, qtbot: QtBot) -> None:
    register = window.desk.register
    live = a_live_account(register)
    idea = propose(register, "Year 6 Instagram", platform="instagram", handle="@longacre_y6")
    page = accounts_page(window)
    assert names(page) == ["School Facebook page", "Year 6 Instagram"]
    page.filters.press("too_few")
    assert names(page) == ["Year 6 Instagram"]
    page.filters.press("neglected")
    assert names(page) == ["School Facebook page"]
    page.filters.press(AccountState.PROPOSED)
    assert names(page) == ["Year 6 Instagram"]
    page.filters.press()
    for account in (live, idea):
        page.show_record(account)
        page.run("accounts.step")
        form().input_of("state").set_value(AccountState.CLOSED)
        assert "Enter why the account closes" in save(qtbot, form())[0]
        form().input_of("note").set_value("Parents read the newsletter instead")
        assert save(qtbot, form()) == ()
    assert "Every account is closed." in seen(page)
    window.go_to("accounts", idea)
    assert page.view.current_id() == idea
    page.run("accounts.step")
    assert "Year 6 Instagram is closed. Propose a new account instead." in seen(window)


def test_accounts_are_found_from_everywhere_by_name_and_handle(window: MainWindow) -> None:
    account = propose(window.desk.register, handle="longacreprimary")
    assert window.search is not None
    for typed in ("school face", "longacreprim"):
        hits = [hit for hit in window.search._search(typed) if hit.page == "accounts" and hit.subject_id]
        assert [hit.subject_id for hit in hits] == [account]
    window.go_to("accounts", account)
    assert "School Facebook page" in seen(window.page)


def test_markup_in_an_accounts_name_is_a_name(window: MainWindow) -> None:
    propose(window.desk.register, "<b>Year 6</b> & friends", purpose="<img src=x>")
    page = accounts_page(window)
    assert "<b>Year 6</b> & friends" in seen(page)
    assert "<img src=x>" in seen(page)


def test_the_tab_of_the_details_and_of_the_page_is_remembered(window: MainWindow) -> None:
    propose(window.desk.register)
    page = accounts_page(window)
    page._panel.show_tab("Answers")
    assert "Not answered:" in seen(page)
    assert page.kept("detail_tab") == "Answers"
    window.page.show_part("accounts_log")
    assert window.page.kept("tab") == "accounts_log"
    assert window.page.accessibleName() == "Official accounts"


def test_a_change_is_seen_on_the_page(window: MainWindow, qtbot: QtBot) -> None:
    register = window.desk.register
    account = propose(register, handle="longacre", purpose="News")
    page = accounts_page(window)
    page.show_record(account)
    press(qtbot, window, "F2")
    assert part(form(), QLineEdit, "Name of the account").text() == "School Facebook page"
    fill(form(), "Name of the account", "")
    assert save(qtbot, form()) == ("Enter the name of the account.",)
    fill(form(), "Name of the account", "Parents’ Facebook page")
    assert save(qtbot, form()) == ()
    assert names(page) == ["Parents’ Facebook page"]
    assert "Saved School Facebook page." in seen(window)


def test_training_is_recorded_for_those_who_need_it(window: MainWindow, qtbot: QtBot) -> None:
    register = window.desk.register
    people = (hire(register, "Bea Quill"), hire(register, "Cara Evans"))
    account = a_live_account(register, moderators=people)
    page = accounts_page(window)
    page.show_record(account)
    page.run("accounts.train")
    ticks = [row for name, row in form().rows.items() if name.startswith("person_")]
    assert [row.input.value() for row in ticks] == [True, True]
    for row in ticks:
        row.input.set_value(False)
    assert save(qtbot, form()) == ("Tick who was trained.",)
    ticks[0].input.set_value(True)
    fill(form(), "Trained on", "3 9 2026")
    assert save(qtbot, form()) == ()
    assert "Recorded the training of 1 person." in seen(window)
    trained = [turn for turn in detail(window, account).moderators if turn.trained_until is not None]
    assert len(trained) == 1


def test_who_only_looks_is_offered_no_change(window: MainWindow, qtbot: QtBot) -> None:
    register = window.desk.register
    propose(register)
    actor = register.actor
    register.actor = type(actor)(**{**vars(actor), "roles": frozenset({Role.VIEWER})})
    page = accounts_page(window)
    assert not has_button(page, "Propose…")
    assert not has_button(page, "Decide: It is not approved yet.")


def test_a_policy_with_other_approvers_offers_them(window: MainWindow) -> None:
    register = window.desk.register
    choices = {**DEFAULT_CHOICES, "account_approver_roles": "headteacher"}
    publish(register, write_policy(register), choices=choices)
    account = propose(register)
    appoint_head(register)
    appoint_head(register, "Xanthe Rowe", post=Post.EXECUTIVE_HEADTEACHER)
    page = accounts_page(window)
    page.show_record(account)
    page.run("accounts.approve")
    assert offered("Decided by") == ["Select who decided", "Ines Elcock, Headteacher"]


def test_the_approval_form_is_printed_for_the_account_in_view(window: MainWindow) -> None:
    account = propose(window.desk.register)
    page = accounts_page(window)
    page.show_record(account)
    page.run("accounts.print")
    assert window.page.name == "reports"
    assert "School Facebook page" in [
        box.itemText(box.currentIndex()) for box in window.page.findChildren(QComboBox) if box.isVisible()
    ]


def test_a_far_absence_and_the_keyboard_reach_the_calendar(window: MainWindow, qtbot: QtBot) -> None:
    register = window.desk.register
    bea = hire(register, "Bea Quill")
    account = a_live_account(register, moderators=(bea, hire(register, "Cara Evans")))
    absent(register, bea, days(20), days(25))
    page = accounts_page(window)
    page.show_record(account)
    page._panel.show_tab("Moderators")
    calendar = page.findChild(CoverCalendar)
    assert calendar is not None
    calendar.setFocus()
    for _week in range(3):
        qtbot.keyClick(calendar, Qt.Key.Key_Down)
    assert calendar.accessibleDescription() == ("Friday 11 December 2026: 1 of 2 moderators, too few (Cara Evans).")


def test_what_is_missing_stands_first_and_each_link_opens_its_form(demo_window: MainWindow) -> None:
    page = accounts_page(demo_window)
    page._panel.show_tab("Overview")
    tried = 0
    for row in page.model.rows:
        page.show_record(row.id)
        for finding in page.missing(row.id):
            demo_window.go_to("accounts")
            assert finding.says in seen(page)
            if finding.button and "." in finding.command:
                page.put_right(finding)
                assert close_forms(demo_window), finding.says
                tried += 1
    assert tried > 10


def test_the_demo_has_an_account_of_which_nothing_is_missing(demo_window: MainWindow) -> None:
    page = accounts_page(demo_window)
    said = []
    for row in page.model.rows:
        page.show_record(row.id)
        said.append("Nothing is missing." in seen(page))
    assert said.count(True) == 1


def test_an_empty_register_says_what_is_recorded_first_and_leads_there(window: MainWindow, qtbot: QtBot) -> None:
    page = accounts_page(window)
    press(qtbot, window, "Ctrl+N")
    assert "Nobody is recorded as staff yet." in seen(dialog())
    button(dialog(), "Add a staff member").click()
    assert form().windowTitle() == "Add a staff member"
    press(qtbot, form(), "Esc")
    hire(window.desk.register, "Bea Quill")
    account = propose(window.desk.register)
    window.go_to("accounts", account)
    page.run("accounts.approve")
    assert "nobody is recorded in that post." in seen(dialog())
    button(dialog(), "Appoint the headteacher").click()
    assert form().windowTitle() == "Appoint somebody to a post"
    assert form().value_of("post") is Post.HEADTEACHER


def test_a_turn_says_when_they_leave_and_afterwards_that_they_left(window: MainWindow) -> None:
    gone, going = hire(window.desk.register, "Wilf Gone"), hire(window.desk.register, "Ida Going")
    account = a_live_account(window.desk.register, moderators=(gone, going))
    with window.desk.register.writing() as txn:
        mark_leaving(txn, gone, days(-7))
        mark_leaving(txn, going, days(7))
    page = accounts_page(window)
    page.show_record(account)
    page._panel.show_tab("Moderators")
    says = seen(page)
    assert "Wilf Gone, administrator, 9 September to 13 November 2026, when they left the school" in says
    assert "Ida Going, administrator, 9 September to 27 November 2026, when they leave the school" in says


def test_the_button_of_an_empty_list_has_the_focus(window: MainWindow, qtbot: QtBot) -> None:
    page = accounts_page(window)
    window.go_to("today")
    window.go_to("accounts")
    until(qtbot, lambda: window.focusWidget() is button(page, "Add an existing account"))


def test_who_is_appointed_and_not_approved_is_named_until_they_are(window: MainWindow, qtbot: QtBot) -> None:
    register = window.desk.register
    account = propose(register)
    approve_account(register, account)
    hire(register, "Bea Quill")
    page = accounts_page(window)
    page.show_record(account)
    page.run("accounts.appoint")
    fill(form(), "Who", "bea")
    assert save(qtbot, form()) == ()
    assert "not approved yet: only approved moderators count" in seen(window)
    assert "Bea Quill is not approved as moderator yet." in seen(page)
    page.run("accounts.step")
    assert "Bea Quill is not approved yet: record that first." in save(qtbot, form())[0]
    press(qtbot, form(), "Esc")
    page.run("accounts.approve_moderator")
    assert form().input_of("approved_by_id").combo.currentText() == "Ines Elcock, Headteacher"
    assert save(qtbot, form()) == (), "the approval is filled in"
    assert page._account is not None
    assert page._account.row.moderators == ("Bea Quill",)


def test_rarer_commands_stand_under_more_with_a_letter_each(window: MainWindow) -> None:
    page = accounts_page(window)
    menu = page.findChild(QMenu, "accounts_more_menu")
    assert menu is not None
    assert "&Checklist…" in [one.text() for one in menu.actions()]
    assert menu.menuAction() in page.context_actions()
    assert page.action("accounts.tick") not in page.context_actions(), "it stands in the menu within"
    assert button(page, "More").menu() is menu


def test_what_is_found_about_a_sign_in_opens_at_its_box(window: MainWindow) -> None:
    register = window.desk.register
    account = a_live_account(register)
    page = accounts_page(window)
    page.show_record(account)
    page.run("accounts.sign_in")
    assert form()._first == "credentials_kept"
    form().reject()
    page.run("accounts.close")
    assert form().value_of("state") is AccountState.CLOSED


def test_a_new_account_does_not_claim_two_step_sign_in(window: MainWindow) -> None:
    hire(window.desk.register, "Ines Elcock")
    accounts_page(window).propose()
    assert form().value_of("two_step") is TwoStep.UNKNOWN


def test_an_approval_is_corrected_from_the_logs_of_its_account(window: MainWindow, qtbot: QtBot) -> None:
    register = window.desk.register
    account = a_live_account(register)
    page = accounts_page(window)
    page.show_record(account)
    page._panel.show_tab("Logs")
    approval = window.desk.ask(approvals, TODAY)[0]
    part(page, QPushButton, f"correct_approval_{approval.id}").click()
    assert "decision" not in form().rows, "what became of the account stays"
    fill(form(), "Decided on", "tomorrow")
    assert "Enter why it is corrected." in save(qtbot, form())
    form().input_of("reason").set_value("The signed form has the day before")
    assert "future" in save(qtbot, form())[0]
    form().input_of("decided_on").set_value("8 9 2026")
    form().input_of("asked_on").set_value("8 9 2026")
    form().input_of("decided_on").changed.emit()
    form().input_of("decided_by_id").set_value(approval.decided_by_id)
    assert save(qtbot, form()) == ()
    assert "Corrected School Facebook page." in seen(window)
    assert "decided on was 9 September 2026. Reason: The signed form has the day before" in seen(page)
