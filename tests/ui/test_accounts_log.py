"""Approvals and logs: what is asked, decided and noted beside the accounts, put in with every mistake."""

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QComboBox, QMenu
from pytestqt.qtbot import QtBot

from policydesk.actions.approvals import ApprovalDraft, ask_approval
from policydesk.actions.media import EnquiryDraft, record_enquiry
from policydesk.actions.outside import AccessDraft, PageDraft, give_access, note_page
from policydesk.queries.account_logs import approvals, enquiries, outside_access, permissions, unofficial_pages
from policydesk.store import Register
from policydesk.terms import Role
from policydesk.terms_accounts import AccessLevel, ApprovalKind, Decision, Disclaimer, PermissionKind
from policydesk.ui.accounts.log_page import AccountsLogPage
from policydesk.ui.accounts.log_rows import LogKind
from policydesk.ui.main_window import MainWindow
from tests.hands import fill, form, has_button, part, press, save, seen
from tests.stories import TODAY, days, hire
from tests.stories_accounts import a_live_account, appoint_head, propose

NOON = datetime(2026, 11, 19, 12, 0, tzinfo=UTC)


def log_page(window: MainWindow) -> AccountsLogPage:
    window.go_to("accounts_log")
    shown = window.page.part
    assert isinstance(shown, AccountsLogPage)
    shown.refresh()
    return shown


def whats(page: AccountsLogPage) -> list[str]:
    return [row.what for row in page.model.rows]


def enquiry(register: Register, outlet: str = "Thornbury Gazette") -> int:
    with register.writing() as txn:
        return record_enquiry(txn, EnquiryDraft(NOON, outlet, "Jo Pell"))


def a_page(register: Register) -> int:
    with register.writing() as txn:
        return note_page(txn, PageDraft("Longacre parents’ chat", "facebook"))


def a_firm(register: Register, account: int) -> int:
    with register.writing() as txn:
        return give_access(txn, AccessDraft(account, "Brightside Media", AccessLevel.POST, days(-40)))


def test_the_tab_goes_by_its_own_name_and_says_how_to_begin(window: MainWindow) -> None:
    page = log_page(window)
    assert window.page.name == "accounts"
    assert "Nothing was asked for or noted yet" in seen(page)
    assert has_button(page, "Ask for an approval")
    assert has_button(page, "New entry")
    menu = page.findChild(QMenu, "accounts_log_new_menu")
    assert menu is not None
    assert len(menu.actions()) == 6


@pytest.mark.requirement("R77", "R78", "R79")
def test_an_approval_is_asked_for_and_decided(window: MainWindow, qtbot: QtBot) -> None:
    register = window.desk.register
    hire(register, "Cara Evans")
    head = appoint_head(register)
    page = log_page(window)
    press(qtbot, window, "Ctrl+N")
    form().input_of("kind").set_value(ApprovalKind.TAKE_PART)
    form().input_of("kind").changed.emit()
    assert save(qtbot, form()) == ("Enter what exactly is asked for.", "Select who asks.")
    fill(form(), "What exactly", "Village fair website")
    fill(form(), "Asked by", "cara")
    fill(form(), "Asked on", "tomorrow")
    assert "future" in save(qtbot, form())[0]
    fill(form(), "Asked on", "12 11 2026")
    assert save(qtbot, form()) == ()
    assert whats(page) == ["Take part in somebody else’s site: Village fair website"]
    assert "Recorded the request." in seen(window)
    page.run("accounts_log.decide")
    assert "asked for by Cara Evans" in seen(form())
    assert save(qtbot, form()) == ("Select who decided.",)
    form().input_of("decided_by_id").set_value(head)
    fill(form(), "Decided on", "1 11 2026")
    form().input_of("decided_by_id").set_value(head)
    assert "It was asked for on 12 November 2026." in save(qtbot, form())[0]
    fill(form(), "Decided on", "today")
    form().input_of("decided_by_id").set_value(head)
    assert save(qtbot, form()) == ()
    assert window.desk.ask(approvals, TODAY)[0].decision is Decision.APPROVED
    page.run("accounts_log.decide")
    assert "There is nothing to decide here. Select an approval that is waiting." in seen(window)
    page.run("accounts_log.edit")
    fill(form(), "What exactly", "Village fair web site")
    assert save(qtbot, form()) == ("Enter why it is corrected.",)
    form().input_of("reason").set_value("Mistyped")
    assert save(qtbot, form()) == ()
    assert "Corrected Village fair website." in seen(window)
    assert whats(page) == ["Take part in somebody else’s site: Village fair web site"]
    page.run("accounts_log.end")
    assert form().windowTitle() == "Withdraw the approval of Village fair web site"
    assert save(qtbot, form()) == ("Select who withdraws it.", "Enter why the approval is withdrawn.")
    form().input_of("reason").set_value("The organisers let adverts in.")
    fill(form(), "Does not hold from", "today")
    form().input_of("withdrawn_by_id").set_value(head)
    assert save(qtbot, form()) == ()
    assert "Withdrew the approval of Village fair web site." in seen(window)
    assert "Withdrawn" in seen(page)
    assert "The organisers let adverts in." in seen(page)
    page.run("accounts_log.end")
    assert "There is nothing to withdraw here. Only an approval that stands can be withdrawn." in seen(window)


@pytest.mark.requirement("R89")
def test_a_media_enquiry_is_not_closed_before_it_was_forwarded(window: MainWindow, qtbot: QtBot) -> None:
    register = window.desk.register
    page = log_page(window)
    page.run("accounts_log.enquiry")
    assert save(qtbot, form()) == ("Enter which newspaper or broadcaster asked.",)
    fill(form(), "Newspaper or broadcaster", "Thornbury Gazette")
    fill(form(), "Received, time", "25:00")
    assert "needs a time, for example 14:30" in save(qtbot, form())[0]
    fill(form(), "Received, time", "23:59")
    assert "future" in save(qtbot, form())[0]
    fill(form(), "Received", "19 11 2026")
    fill(form(), "Received, time", "2.30pm")
    assert save(qtbot, form()) == ()
    row = window.desk.ask(enquiries, TODAY)[0]
    assert row.received_at == datetime(2026, 11, 19, 14, 30, tzinfo=UTC)
    page.run("accounts_log.end")
    assert "It was not forwarded yet." in seen(form())
    assert save(qtbot, form())
    press(qtbot, form(), "Esc")
    page.run("accounts_log.forward")
    assert "Nobody is recorded as headteacher." in seen(form())
    press(qtbot, form(), "Esc")
    head = appoint_head(register)
    page.run("accounts_log.forward")
    fill(form(), "Forwarded", "18 11 2026")
    assert save(qtbot, form())
    fill(form(), "Forwarded", "19 11 2026")
    fill(form(), "Forwarded, time", "15:00")
    assert save(qtbot, form()) == ()
    page.run("accounts_log.end")
    form().input_of("reply_approved_by_id").set_value(head)
    fill(form(), "Replied on (optional)", "today")
    assert save(qtbot, form()) == ()
    assert "✓ Closed" in seen(page)
    assert "Forwarded: 19 November 2026 at 15:00 to Ines Elcock" in seen(page)
    page.run("accounts_log.forward")
    assert "There is nothing to forward here." in seen(window)


def test_a_page_of_others_is_noted_changed_and_gone(window: MainWindow, qtbot: QtBot) -> None:
    page = log_page(window)
    page.run("accounts_log.note")
    assert save(qtbot, form()) == ("Enter the name of the page.", "Select a platform.")
    fill(form(), "Name of the page", "Longacre parents’ chat")
    form().input_of("platform").set_value("facebook")
    assert save(qtbot, form()) == ()
    assert "No disclaimer" in page.model.rows[0].mark.words
    page.run("accounts_log.edit")
    form().input_of("disclaimer").set_value(Disclaimer.SHOWN)
    form().input_of("disclaimer").changed.emit()
    fill(form(), "Asked for or seen on", "yesterday")
    assert save(qtbot, form()) == ()
    assert window.desk.ask(unofficial_pages, TODAY)[0].disclaimer is Disclaimer.SHOWN
    page.run("accounts_log.end")
    fill(form(), "Gone since", "1 1 2020")
    assert save(qtbot, form())
    fill(form(), "Gone since", "today")
    assert save(qtbot, form()) == ()
    assert "– Gone" in seen(page)


@pytest.mark.requirement("R96")
def test_a_firm_gets_in_and_out_again(window: MainWindow, qtbot: QtBot) -> None:
    register = window.desk.register
    page = log_page(window)
    page.run("accounts_log.firm")
    assert "No account is recorded yet. Add the account first." in seen(window)
    account = a_live_account(register)
    page.run("accounts_log.firm")
    assert save(qtbot, form()) == ("Enter the name of the firm.",)
    fill(form(), "Firm", "Brightside Media")
    fill(form(), "From", "1 10 2026")
    assert save(qtbot, form()) == ()
    assert "No agreement" in seen(page)
    page.run("accounts_log.edit")
    fill(form(), "Agreement (optional)", "Contract of 28 September")
    assert save(qtbot, form()) == ()
    page.run("accounts_log.end")
    fill(form(), "Last day of access", "1 9 2026")
    assert "The access began on 1 October 2026." in save(qtbot, form())[0]
    fill(form(), "Last day of access", "31 10 2026")
    assert save(qtbot, form()) == ()
    firm = window.desk.ask(outside_access, TODAY)[0]
    assert (firm.account_id, firm.agreement, firm.ended_on) == (account, "Contract of 28 September", days(-20))


@pytest.mark.requirement("R90")
def test_a_permission_is_recorded_and_withdrawn(window: MainWindow, qtbot: QtBot) -> None:
    page = log_page(window)
    page.run("accounts_log.permission")
    assert save(qtbot, form()) == ("Enter who or what may be named or shown.", "Enter who gave the permission.")
    form().input_of("kind").set_value(PermissionKind.SHOWN)
    fill(form(), "Who or what", "Pupil 6B/14")
    fill(form(), "Given by", "Their parent")
    assert save(qtbot, form()) == ()
    assert "✓ Holds" in seen(page)
    page.run("accounts_log.end")
    assert save(qtbot, form()) == ()
    assert "✗ Withdrawn" in seen(page)
    assert window.desk.ask(permissions, TODAY)[0].withdrawn_on == TODAY


def test_content_is_logged_for_an_account_that_is_chosen(window: MainWindow, qtbot: QtBot) -> None:
    register = window.desk.register
    account = a_live_account(register)
    propose(register, "Year 6 Instagram", platform="instagram", handle="@longacre_y6")
    head = appoint_head(register)
    page = log_page(window)
    page.run("accounts_log.content")
    assert save(qtbot, form()) == ("Select an account.", "Enter what is posted.", "Select who decided.")
    form().input_of("account_id").set_value(account)
    form().input_of("account_id").changed.emit()
    box = part(form(), QComboBox, "Decided by")
    assert box.count() > 1
    form().input_of("decided_by_id").set_value(head)
    fill(form(), "What is posted", "Sports day")
    assert save(qtbot, form()) == ()
    page.filters.press(LogKind.CONTENT)
    assert whats(page) == ["Sports day"]


def test_what_today_names_is_opened_whichever_log_it_is_in(window: MainWindow) -> None:
    register = window.desk.register
    account = a_live_account(register)
    with register.writing() as txn:
        asked = ask_approval(txn, ApprovalDraft(ApprovalKind.ADVERTISE, days(-9), account, "Pupil reporters"))
    gazette, chat, firm = enquiry(register), a_page(register), a_firm(register, account)
    log_page(window).filters.press(LogKind.PERMISSION)
    for command, subject, title in (
        ("accounts_log.decide", asked, "Decide about Pupil reporters"),
        ("accounts_log.forward", gazette, "Forward the enquiry of Thornbury Gazette"),
        ("accounts_log.page", chat, "Change Longacre parents’ chat"),
        ("accounts_log.access", firm, "Change the access of Brightside Media"),
    ):
        window.go_to("today")
        window.go_to("accounts_log", subject, command)
        assert title in seen(form())
        for one in window.put_dialogs_away():
            one.deleteLater()


def test_enter_does_what_a_line_waits_for(window: MainWindow) -> None:
    register = window.desk.register
    account = propose(register)
    with register.writing() as txn:
        ask_approval(txn, ApprovalDraft(ApprovalKind.CREATE_ACCOUNT, days(-2), account))
    enquiry(register)
    a_page(register)
    page = log_page(window)
    for row, title in zip(page.model.rows, ("Change ", "Forward ", "Decide "), strict=True):
        page.view.select_id(row.id)
        page.view.opened.emit(row.id)
        assert title in seen(form())
        for one in window.put_dialogs_away():
            one.deleteLater()


def test_the_logs_are_narrowed_by_kind_by_words_and_by_what_is_to_be_done(window: MainWindow) -> None:
    register = window.desk.register
    account = a_live_account(register)
    enquiry(register)
    a_firm(register, account)
    page = log_page(window)
    assert len(whats(page)) == 3
    page.filters.press("open")
    assert {row.kind for row in page.model.rows} == {LogKind.MEDIA, LogKind.FIRM}
    page.filters.press(LogKind.APPROVAL)
    assert {row.kind for row in page.model.rows} == {LogKind.APPROVAL}
    page.filters.press()
    page.filters.text.setText("gazette")
    page.refresh()
    assert whats(page) == ["Thornbury Gazette"]


def test_who_only_looks_opens_no_form(window: MainWindow) -> None:
    register = window.desk.register
    enquiry(register)
    actor = register.actor
    register.actor = type(actor)(**{**vars(actor), "roles": frozenset({Role.VIEWER})})
    page = log_page(window)
    assert not has_button(page, "New entry")
    page.view.opened.emit(page.model.rows[0].id)
    assert window.put_dialogs_away() == []
