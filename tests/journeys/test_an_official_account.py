"""An official account from its proposal to the day on which one of its moderators leaves, through the window."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from policydesk.cli import main
from policydesk.queries.account_logs import approvals
from policydesk.store import Register
from policydesk.terms_accounts import Audience
from policydesk.ui.accounts.list_page import AccountsListPage
from policydesk.ui.accounts.page import AccountsPage
from policydesk.ui.commands import command
from policydesk.ui.kit.person_picker import Choice
from policydesk.ui.main_window import MainWindow
from policydesk.ui.reports.page import ReportsPage
from policydesk.ui.staff.page import StaffPage
from policydesk.ui.today.page import TodayPage
from tests.conftest import PASSWORD, StoppedClock
from tests.hands import fill, form, part, press, save, seen, until
from tests.stories import TODAY, days, hire, publish, sign, write_policy
from tests.stories_accounts import appoint_head
from tests.ui.conftest import desk_on

NAME = "School Facebook page"


@pytest.fixture
def window(register: Register, qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    """The desk of a school that has a headteacher, a policy that everybody signed, and no official account yet."""
    head = appoint_head(register)
    staff = [hire(register, name) for name in ("Mo Adair", "Max Birk")]
    sign(register, publish(register, write_policy(register)), head, *staff)
    with desk_on(register, qapp) as made:
        yield made


def accounts(window: MainWindow) -> AccountsListPage:
    window.go_to("accounts")
    page = window.page
    assert isinstance(page, AccountsPage)
    shown = page.part
    assert isinstance(shown, AccountsListPage)
    return shown


def person(window: MainWindow, name: str) -> Choice:
    page = window.page_named("staff")
    assert isinstance(page, StaffPage)
    page.refresh()
    ids = {page.model.row_at(row).full_name: page.model.row_at(row).id for row in range(page.model.rowCount())}
    return Choice(ids[name], name)


def answer(**answers: Any) -> None:
    """Give answers that are chosen rather than typed, in the form that is open."""
    for name, value in answers.items():
        form().input_of(name).set_value(value)
        form().input_of(name).changed.emit()


def shown_row(window: MainWindow) -> tuple[str, int, int]:
    (row,) = accounts(window).model.rows
    return row.state.label, row.available, row.minimum


def propose_with_mistakes(qtbot: QtBot, window: MainWindow) -> None:
    page = accounts(window)
    assert "No official accounts are recorded." in seen(page)
    press(qtbot, window, "Ctrl+N")
    assert save(qtbot, form()) == (
        "Enter the name of the account.",
        "Select a platform.",
        "Enter what the account is for.",
        "Enter the strong reason for having it.",
        "Select who has overall responsibility.",
        "Enter how it will end.",
    )
    fill(form(), "Name of the account", NAME)
    answer(platform="facebook", audience=frozenset({Audience.PARENTS}))
    fill(form(), "Web address (optional)", "https://x.com/longacre")
    for field, words in (("purpose", "News for parents."), ("strong_reason", "Letters are lost."),
                         ("exit_strategy", "Followers are told, then it is deleted.")):  # fmt: skip
        answer(**{field: words})
    answer(responsible_leader_id=person(window, "Ines Elcock"))
    wrong = save(qtbot, form())
    assert wrong == ("This address belongs to X. Select X as the platform, or correct the address.",)
    fill(form(), "Web address (optional)", "https://www.facebook.com/LongacrePrimary/")
    open_form = form()
    assert save(qtbot, open_form) == ()
    until(qtbot, lambda: shown_row(window)[0] == "Proposed")


def printed(qtbot: QtBot, window: MainWindow, page: ReportsPage) -> str:
    until(qtbot, lambda: not window.desk.jobs.busy)
    file = io.BytesIO(page.content)
    return " ".join(" ".join(one.extract_text() for one in PdfReader(file).pages).split())


def appoint(qtbot: QtBot, window: MainWindow, name: str) -> None:
    accounts(window).run("accounts.appoint")
    answer(staff_id=person(window, name), approved_by_id=person(window, "Ines Elcock").id, in_holidays=True)
    assert save(qtbot, form()) == ()


def today_says(window: MainWindow) -> str:
    window.go_to("today")
    page = window.page
    assert isinstance(page, TodayPage)
    page.refresh()
    return "\n".join(one.says for one in page.findings)


@pytest.mark.requirement("R47", "R55", "R63", "R64")
def test_an_account_is_proposed_approved_looked_after_and_loses_a_moderator(
    qtbot: QtBot, window: MainWindow, register: Register, clock: StoppedClock, tmp_path: Path, capsys, monkeypatch
) -> None:
    propose_with_mistakes(qtbot, window)

    accounts(window).run("accounts.print")
    page = window.page
    assert isinstance(page, ReportsPage)
    paper = printed(qtbot, window, page)
    assert "Site creation approval form" in paper
    assert NAME in paper
    assert "Letters are lost." in paper

    accounts(window).run("accounts.approve")
    assert any("Select who decided" in says for says in save(qtbot, form()))
    answer(decided_by_id=person(window, "Ines Elcock").id)
    assert save(qtbot, form()) == ()
    assert shown_row(window) == ("Approved", 0, 2)

    page = accounts(window)
    page._panel.show_tab("Logs")
    part(page, QPushButton, f"correct_approval_{window.desk.ask(approvals, TODAY)[0].id}").click()
    assert save(qtbot, form()) == ("Enter why it is corrected.",)
    answer(conditions="Comments stay closed.", reason="The form has a condition")
    assert save(qtbot, form()) == ()
    assert "conditions was empty. Reason: The form has a condition" in seen(page)
    page._panel.show_tab("Overview")

    appoint(qtbot, window, "Mo Adair")
    accounts(window).run("accounts.step")
    refused = save(qtbot, form())
    assert any("needs 2" in says or "at least 2" in says for says in refused), refused
    form()._typed = False
    form().reject()
    assert shown_row(window) == ("Approved", 1, 2)

    appoint(qtbot, window, "Max Birk")
    accounts(window).run("accounts.step")
    assert save(qtbot, form()) == ()
    assert shown_row(window) == ("Live", 2, 2)

    accounts(window).run("accounts.absence")
    answer(staff_id=person(window, "Max Birk").id, from_on=days(10), until_on=days(5))
    wrong = save(qtbot, form())
    assert any("before the first" in says for says in wrong), wrong
    answer(until_on=days(14))
    assert save(qtbot, form()) == ()
    assert accounts(window).model.rows[0].gap_from == days(10)
    assert "only 1 moderator from 30 November to 4 December 2026" in today_says(window)

    window.go_to("reports")
    reports = window.page
    assert isinstance(reports, ReportsPage)
    reports.open_report("moderator-cover")
    reports.refresh()
    assert "30 November to 4 December 2026" in printed(qtbot, window, reports)

    window.go_to("staff", person(window, "Mo Adair").id)
    window.run(command("staff.leave"))
    assert NAME in seen(form())
    fill(form(), "Last day", "31 12 2026")
    assert save(qtbot, form()) == ()
    assert "30 November to 4 December 2026, and too few 1 more time" in today_says(window)
    clock.advance(days=41)
    assert window.desk.today == date(2026, 12, 31)
    accounts(window).refresh()
    assert shown_row(window) == ("Live", 2, 2)
    clock.advance(days=1)
    accounts(window).refresh()
    assert shown_row(window) == ("Live", 1, 2)
    assert "only 1 approved moderator, Max Birk, and needs 2" in today_says(window)

    suspended_and_closed(qtbot, window)
    findings_on_a_past_day_stay(window, register, capsys, monkeypatch)


def suspended_and_closed(qtbot: QtBot, window: MainWindow) -> None:
    page = accounts(window)
    page.run("accounts.step")
    assert save(qtbot, form()) == ("Enter why the account is suspended.",)
    answer(note="One moderator is too few")
    assert save(qtbot, form()) == ()
    assert f"{NAME} is suspended now." in seen(window)
    page.run("accounts.step")
    assert any("needs 2" in says for says in save(qtbot, form())), "it comes back only when nothing is missing"
    form()._typed = False
    form().reject()
    page.run("accounts.close")
    answer(note="Handed over to the parents; followers were told", on="yesterday")
    assert any("Enter that day or a later one." in says for says in save(qtbot, form()))
    answer(on="today")
    assert save(qtbot, form()) == ()
    assert f"{NAME} is closed now." in seen(window)


def findings_on_a_past_day_stay(window: MainWindow, register: Register, capsys: Any, monkeypatch: Any) -> None:
    """What the command line says of an earlier day knows nothing of what was recorded later."""
    folder = register.folder
    window.close()
    register.close()
    monkeypatch.setenv("POLICYDESK_PASSWORD", PASSWORD)
    main(["findings", "--as-at", TODAY.isoformat(), "--register", str(folder), "--user", "Alex Morgan"])
    said = capsys.readouterr().out
    assert "has only 1 moderator from 30 November to 4 December 2026" in said
    assert "only 1 approved moderator" not in said
